"""The plugin that is looked at: what it gives, and a workspace of examples to try it on."""

from __future__ import annotations

import ast
from contextlib import contextmanager
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit import serve_old_methods
from ogpkit.devkit.testing.workspaces import WorkspaceBuilder, example_workspace
from ogpkit.errors import OgpkitError
from ogpkit.plugins.manager import Plugins
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ogpkit.plugins.manager import Plugin, PluginFault


class NoSuchPlugin(OgpkitError):
    """Raised when a plugin is not installed, or is off."""


@attrs.frozen
class Complaint:
    """Something that a plugin does not keep to.

    Attributes:
        about: What of it, for example `rule CAN001`.
        message: What is wrong and what to do.
    """

    about: str
    message: str

    def __str__(self) -> str:
        """Both on one line."""
        return f"{self.about}: {self.message}"


@attrs.frozen
class Contract:
    """One thing that every plugin keeps to.

    Attributes:
        name: Its name, for example `rules`.
        promise: What is promised, in English.
        look: Gives what a plugin does not keep to.
    """

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods("ogpkit.api.testing.Contract", complaints="find_complaints")

    name: str
    promise: str
    look: Callable[[Subject], Iterable[Complaint]]

    def __str__(self) -> str:
        """Its name, for the identifiers of tests."""
        return self.name

    def find_complaints(self, plugin: str) -> tuple[str, ...]:
        """Return what an installed plugin does not keep to; nothing where it keeps the contract.

        Args:
            plugin: The name of its entry point.

        Raises:
            NoSuchPlugin: No such plugin is installed.
        """
        return tuple(map(str, self.look(Subject(plugin))))


class Subject:
    """Installed plugin, among all that are installed.

    Attributes:
        name: The name of its entry point.
        plugins: All installed plugins.
        plugin: What is known of it.
    """

    def __init__(self, name: str, plugins: Plugins | None = None) -> None:
        """Find it.

        Args:
            name: The name of its entry point.
            plugins: Those among which it is; all that are installed when left out.

        Raises:
            NoSuchPlugin: No such plugin is installed.
        """
        self.name = name
        self.plugins = plugins or Plugins.discover()
        found = [one for one in self.plugins.installed if one.name == name]
        if not found:
            known = ", ".join(one.name for one in self.plugins.installed)
            raise NoSuchPlugin(
                _("No plugin “{name}” is installed. Choose one of: {known}.").format(name=name, known=known)
            )
        self.plugin: Plugin = found[0]

    @cached_property
    def given(self) -> Mapping[str, tuple[Any, ...]]:
        """Return what the plugin gives for each hook."""
        return {
            hook: tuple(owned.value for owned in values if owned.plugin == self.name)
            for hook, values in self.plugins.call_all().items()
        }

    @property
    def faults(self) -> tuple[PluginFault, ...]:
        """Return what has gone wrong with it so far."""
        return tuple(fault for fault in self.plugins.faults if fault.plugin == self.name)

    def list_new_faults(self, before: int) -> Iterator[Complaint]:
        """Yield what has gone wrong with it since.

        Args:
            before: How many faults there were.
        """
        for fault in self.faults[before:]:
            yield Complaint(fault.doing, f"{fault.message} {fault.where}".strip())

    @property
    def package(self) -> str:
        """Return the import package that its entry point names."""
        return self.plugin.source.partition(":")[0].partition(".")[0]

    @property
    def folder(self) -> Path | None:
        """Return where that package lies; None where it is a single module or cannot be found."""
        spec = find_spec(self.package) if self.package else None
        return Path(spec.origin).parent if spec and spec.origin and spec.submodule_search_locations else None

    def parse_modules(self) -> Iterator[tuple[str, ast.Module]]:
        """Yield every module of it, parsed, with its path from the package's folder on."""
        if self.folder is not None:
            for file in sorted(self.folder.rglob("*.py")):
                name = f"{self.package}/{file.relative_to(self.folder).as_posix()}"
                yield name, ast.parse(file.read_bytes())
        elif self.package and (spec := find_spec(self.package)) and spec.origin and spec.origin.endswith(".py"):
            file = Path(spec.origin)
            yield file.name, ast.parse(file.read_bytes())

    @contextmanager
    def open_examples(self) -> Iterator[WorkspaceBuilder]:
        """Provide a workspace with the example of every installed kind."""
        with TemporaryDirectory() as folder:
            yield example_workspace(Path(folder) / "workspace", self.plugins)

    @contextmanager
    def open_empty(self) -> Iterator[WorkspaceBuilder]:
        """Provide a workspace with settings only."""
        with TemporaryDirectory() as folder:
            yield WorkspaceBuilder(Path(folder) / "workspace", self.plugins)
