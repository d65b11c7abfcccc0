"""From a workspace to a site on the disk; what has not changed is not even made again."""

from __future__ import annotations

import sys
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from ogpkit import __version__
from ogpkit.exchange.portal.output import Outcome, Output
from ogpkit.exchange.portal.site import Options, list_site_files
from ogpkit.exchange.templates import custom_templates
from ogpkit.workspace.history import History, newest_commit
from ogpkit.workspace.load import read_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ogpkit.exchange.portal.memory import Memory
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace


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
    workspace = read_workspace(root, plugins.kinds, plugins.editions, today).workspace
    chosen = options or Options(templates=custom_templates(root))
    output = Output(out)
    fingerprint = compute_fingerprint(workspace, plugins, chosen, newest_commit(root))
    if output.is_as_recorded(fingerprint):
        return Outcome(kept=output.size)
    before = len(plugins.faults)
    with History(root) as history:
        outcome = output.write_all(
            list_site_files(workspace, plugins, chosen, history, memory),
            lambda: fingerprint if len(plugins.faults) == before else "",
        )
    if memory is not None:
        memory.forget_unasked()
    return outcome


def compute_fingerprint(workspace: Workspace, plugins: Plugins, options: Options, commit: str = "") -> str:
    """Return what a site is made of, in short: the files, the day, what was chosen, templates, and the code that makes it.

    Args:
        workspace: What the files say.
        options: What was chosen.
        commit: The newest commit in git, with which the history of files grows.
    """
    made = blake2b(digest_size=16)
    said = [
        __version__,
        workspace.today.isoformat(),
        repr(workspace.settings),
        repr(options.languages),
        repr(options.documents),
        options.base,
        commit,
    ]
    said += [f"{path} {workspace.documents[path].digest}" for path in sorted(workspace.documents)]
    said += [f"{plugin.name} {plugin.version} {plugin.state}" for plugin in plugins.installed]
    made.update("\0".join(said).encode("utf-8", "backslashreplace"))
    folders = [*_list_packages(plugins), *([options.templates] if options.templates else [])]
    for file in _list_files(folders):
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
