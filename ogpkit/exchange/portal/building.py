"""From a workspace to a site on the disk; what has not changed is not even made again."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit import __version__
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.memory import Memory, watch_faults
from ogpkit.exchange.portal.output import Outcome, Output
from ogpkit.exchange.portal.site import list_site_files
from ogpkit.exchange.templates import custom_templates
from ogpkit.workspace.cache_folder import CacheFolder
from ogpkit.workspace.files_on_disk import FilesOnDisk
from ogpkit.workspace.history import History, newest_commit
from ogpkit.workspace.load import rest_collector
from ogpkit.workspace.user_files import find_user_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace

_MOST: Final = 8
"""Websites of which something is kept."""


@contextmanager
def keep_memory(root: Path, out: Path) -> Iterator[Memory]:
    """Give what the last build of a site made, and keep what the next one makes, unless it fails.

    It lies in the person's own cache folder, not beside the site, where others may write. A spoilt file only costs time.

    Args:
        root: The workspace.
        out: The folder of the site.
    """
    folder, memory = CacheFolder(find_user_folder("cache")), Memory()
    place = "\0".join((os.path.realpath(root), os.path.realpath(out)))
    name = f"{blake2b(place.encode('utf-8', 'surrogatepass'), digest_size=20).hexdigest()}.site"
    memory.load(folder.read_bytes(name))
    memory.is_alone = True
    yield memory
    if memory.made:
        with suppress(OSError):
            folder.write_bytes(name, memory.dump())
            folder.tidy(_MOST, ".site")


def build(
    root: Path,
    out: Path,
    plugins: Plugins,
    options: Options | None = None,
    today: date | None = None,
    memory: Memory | None = None,
) -> Outcome:
    """Build the site of a workspace.

    Args:
        out: The folder of the site.
        options: What was chosen; the languages and templates of the workspace when left out.
        today: The day on which the workspace is looked at; the present one when left out.
        memory: What earlier builds of this process made; after the build it knows what this one made.

    Raises:
        NotThePortals: A file is in the way that the portal did not make.
        CannotWrite: The disk did not take a file.
        TemplateFault: A template of the country's own does not work.
    """
    files = FilesOnDisk(root, plugins.kinds, plugins.editions, today, memory.sources if memory is not None else None)
    chosen = options or Options(templates=custom_templates(root))
    output = Output(out, memory.stats if memory is not None else None)
    around = _hash_surroundings(files.base, plugins, chosen)
    fingerprint = _hash_files(files, f"{around} {newest_commit(root)}")
    if output.is_as_recorded(fingerprint):
        return Outcome(kept=output.size)
    is_whole = watch_faults(plugins)
    if memory is not None:
        memory.begin(around, output)
    with History(root) as history, rest_collector():
        outcome = output.write_all(
            list_site_files(files, plugins, chosen, history, memory),
            lambda: fingerprint if files.is_steady and is_whole() else "",
        )
    if memory is not None:
        memory.forget_unasked(is_steady=files.is_steady)
    return outcome


def _hash_files(files: FilesOnDisk, around: str) -> str:
    """Return what a site is made of, in short.

    Args:
        files: The files of the workspace.
        around: What it depends on besides, in short; the newest commit in git too, with which the history of files grows.
    """
    said = [f"{path} {digest}" for country in ("", *files.countries) for path, digest in files.list_digests(country)]
    return blake2b("\0".join([around, *said]).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()


def _hash_surroundings(workspace: Workspace, plugins: Plugins, options: Options) -> str:
    """Return on what a site depends besides files, in short: the day, what was chosen, templates, and the code that makes it.

    Args:
        workspace: What the files say.
        options: What was chosen.
    """
    made = blake2b(digest_size=16)
    said = [
        __version__,
        workspace.today.isoformat(),
        repr(workspace.settings),
        repr(options.languages),
        repr(options.documents),
        options.base,
    ]
    said += [f"{plugin.name} {plugin.version} {plugin.state}" for plugin in plugins.installed]
    made.update("\0".join(said).encode("utf-8", "backslashreplace"))
    for file in _list_files(_list_packages(plugins)):
        about = file.stat()
        made.update(f"{file} {about.st_size} {about.st_mtime_ns}".encode("utf-8", "backslashreplace"))
    for file in _list_files([options.templates] if options.templates else []):
        made.update(file.name.encode("utf-8", "backslashreplace"))
        made.update(file.read_bytes())
    return made.hexdigest()


def _list_packages(plugins: Plugins) -> Iterator[Path]:
    """Yield the folders of the code: the core's and those of the plugins, or their single files."""
    for name in ["ogpkit", *(plugin.source.partition(".")[0] for plugin in plugins.installed if plugin.state == "on")]:
        module = sys.modules.get(name)
        file = getattr(module, "__file__", None)
        if file:
            yield Path(file).parent if Path(file).name == "__init__.py" else Path(file)


def _list_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        inside = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        yield from (file for file in inside if file.is_file() and file.suffix != ".pyc")
