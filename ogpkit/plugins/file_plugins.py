"""Plugins in one file, in the folder `plugins` of a workspace: read once, and only what was agreed to is run.

The bytes that are looked at are those that are compiled; nothing is read again. Neither the folder nor the file may be a link.
"""

from __future__ import annotations

import linecache
import re
import sys
from functools import partial
from hashlib import sha256
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.plugins.discovery import FILE_MODULE, DiscoveredPlugin
from ogpkit.plugins.guard import Source
from ogpkit.plugins.trust import TrustStore
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.folder import Folder
from ogpkit.workspace.plugin_switches import FOLDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from ogpkit.plugins.registry import Registry

_FILE: Final = re.compile(r"([a-z][a-z0-9_]*)\.py")
_CATALOG: Final = r"\.([a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)\.po"
_LARGEST: Final = 1024 * 1024
"""Bytes of a file at most."""

_MOST_CATALOGS: Final = 40


class UnusablePluginFile(OgpkitError):
    """Raised when a file cannot be taken as a plugin.

    Attributes:
        remedy: What to do about it.
    """

    def __init__(self, message: str, remedy: str) -> None:
        """Say why.

        Args:
            remedy: What to do about it.
        """
        super().__init__(message)
        self.remedy = remedy

    def __str__(self) -> str:
        """Give the reason; whoever reports it gives the remedy too."""
        return str(self.args[0])


@attrs.frozen(kw_only=True)
class PluginFile:
    """Plugin in one file, as it was read.

    Attributes:
        path: Where it lies in the workspace, for example `plugins/ministries.py`.
        source: Its code.
        catalogs: The catalogues beside it, as gettext's `.po` files, by language.
    """

    path: str
    source: bytes = attrs.field(repr=False)
    catalogs: Mapping[str, bytes] = attrs.field(factory=dict, repr=False, hash=False)

    @property
    def stem(self) -> str:
        """Return the name of the file without its ending."""
        return self.path.rpartition("/")[2].removesuffix(".py")

    @property
    def name(self) -> str:
        """Return the plugin's name."""
        return self.stem.replace("_", "-")

    @property
    def module(self) -> str:
        """Return the name under which its code runs."""
        return f"{FILE_MODULE}{self.stem}_{self.digest[:12]}"

    @property
    def digest(self) -> str:
        """Return what a person agrees to: code and catalogues, so that neither changes without being asked again."""
        whole = sha256(b"ogpkit plugin file\n")
        for part in (
            self.stem.encode(),
            self.source,
            *(b for one in sorted(self.catalogs.items()) for b in _flatten(one)),
        ):
            whole.update(len(part).to_bytes(8, "big") + part)
        return whole.hexdigest()


def _flatten(catalog: tuple[str, bytes]) -> tuple[bytes, bytes]:
    return catalog[0].encode(), catalog[1]


def read_plugin_file(root: Path, name: str) -> PluginFile:
    """Read a plugin in one file, never through a link.

    Args:
        name: The name of the file in the folder `plugins`.

    Raises:
        UnusablePluginFile: It has no name for a plugin, is not there, a link, or too large.
    """
    named = _FILE.fullmatch(name)
    if named is None:
        raise UnusablePluginFile(
            _("“{name}” cannot be the name of a one-file plugin.").format(name=sanitize_line(name)),
            _("Use lower-case letters, digits and _, and end the name with .py."),
        )
    path = f"{FOLDER}/{name}"
    try:
        with Folder.open(root) as top, top.enter(FOLDER) as folder:
            source = folder.read(name, _LARGEST)
            catalogs = _read_catalogs(folder, named[1])
    except OSError as error:
        raise UnusablePluginFile(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error.strerror or error),
            _("Put the file itself there. ogpkit does not follow links."),
        ) from error
    if source is None or any(content is None for content in catalogs.values()):
        raise UnusablePluginFile(
            _("{path} is too large for a one-file plugin.").format(path=path), _("Turn the plugin into a distribution.")
        )
    return PluginFile(
        path=path, source=source, catalogs={code: content for code, content in catalogs.items() if content is not None}
    )


def _read_catalogs(folder: Folder, stem: str) -> dict[str, bytes | None]:
    found = {name: re.fullmatch(re.escape(stem) + _CATALOG, name) for name in sorted(folder.list_names())}
    named = [(match[1], name) for name, match in found.items() if match][:_MOST_CATALOGS]
    return {language.replace("-", "_"): folder.read(name, _LARGEST) for language, name in named}


def declare_plugin_file(root: Path, name: str) -> DiscoveredPlugin:
    """Return a plugin in one file as one that can be loaded.

    Args:
        name: The name of the file in the folder `plugins`.

    Raises:
        UnusablePluginFile: It cannot be read, or nobody here has agreed to what it holds now.
    """
    file = read_plugin_file(root, name)
    if not TrustStore.of_this_person().has(file.digest, root):
        raise UnusablePluginFile(
            _("{path} is not run, because you have not trusted its current content.").format(path=file.path),
            _(
                "Read the file. If you trust it, run “ogpkit plugin trust {path}” in the folder of the workspace."
            ).format(path=file.path),
        )
    return DiscoveredPlugin(
        name=file.name,
        value=file.module,
        source=Source(distribution=file.path, package=file.module),
        load=partial(run_plugin_file, file, str(root / file.path)),
        catalogs=file.catalogs,
    )


def run_plugin_file(file: PluginFile, shown: str) -> ModuleType:
    """Run the code that was read, as a module.

    Args:
        shown: The path that tracebacks show.
    """
    module = ModuleType(file.module)
    module.__file__ = shown
    module.__spec__ = ModuleSpec(file.module, None, origin=shown)
    code = compile(file.source, shown, "exec", dont_inherit=True)
    lines = file.source.decode("utf-8", "replace").splitlines(keepends=True)
    linecache.cache[shown] = (
        len(file.source),
        None,
        lines,
        shown,
    )  # a traceback shows what runs, not what lies there now
    sys.modules[file.module] = module
    try:
        exec(code, module.__dict__)  # noqa: S102  the person has agreed to these bytes
    except BaseException:
        del sys.modules[file.module]
        raise
    return module


def load_plugin_files(registry: Registry, root: Path, names: Iterable[str], disabled: Collection[str]) -> None:
    """Load the plugins in one file that a workspace names; one that is not run is a fault that says what to do.

    None takes the name of an installed plugin.

    Args:
        names: Their names in the folder `plugins`.
        disabled: Names of plugins that are switched off.
    """
    taken = {plugin.name for plugin in registry.plugins}
    for name in names:
        plugin = sanitize_line(name).removesuffix(".py").replace("_", "-")
        nothing = DiscoveredPlugin(name=plugin, value="", source=Source(distribution=f"{FOLDER}/{plugin}"), load=object)
        if plugin in taken:
            message = _("There is already a plugin called “{name}”, so {file} is not run.")
            registry.guard.report(
                plugin,
                "name",
                message.format(name=plugin, file=f"{FOLDER}/{sanitize_line(name)}"),
                _("Rename the file."),
            )
            continue
        taken.add(plugin)
        if plugin in disabled:
            registry.skip(nothing, "off")
            continue
        try:
            declared = declare_plugin_file(root, name)
        except UnusablePluginFile as error:
            registry.guard.report(plugin, f"{FOLDER}/{sanitize_line(name)}", str(error), error.remedy)
            registry.skip(nothing, "failed")
        else:
            registry.load(declared)
