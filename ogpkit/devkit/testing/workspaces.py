"""Workspaces for tests: a folder that is filled file by file, or with the examples of all kinds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ogpkit import serve_old_methods
from ogpkit.check.engine import check_workspace
from ogpkit.editing.session import WorkspaceSession
from ogpkit.workspace.layout import format_new_file
from ogpkit.workspace.load import LoadedWorkspace, read_workspace
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Self

    from ogpkit.check.finding import Finding
    from ogpkit.plugins.manager import Plugins
    from ogpkit.schema.kinds import Kind
    from ogpkit.workspace.content import Workspace

PLAIN_SETTINGS: Final = '[workspace]\nname = "Example"\nlanguages = ["en"]\n'
"""The settings of a workspace that gives none of its own."""

EXAMPLE_TODAY: Final = date(2012, 6, 1)
"""The day on which the workspace of examples is looked at: the worked plan is under way."""

_COUNTRY: Final = "GE"


class WorkspaceBuilder:
    """Workspace in a folder, for tests.

    Attributes:
        root: The folder.
        plugins: The plugins that take part.
        today: The day on which it is looked at.
    """

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods("ogpkit.api.testing.WorkspaceBuilder", desk="session")

    def __init__(self, root: Path, plugins: Plugins, today: date = EXAMPLE_TODAY) -> None:
        """Begin with settings and nothing else.

        Args:
            root: The folder; made where it is not there yet.
            plugins: The plugins that take part.
            today: The day on which it is looked at.
        """
        self.root = root
        self.plugins = plugins
        self.today = today
        if not (root / SETTINGS).exists():
            self.file(SETTINGS, PLAIN_SETTINGS)

    def file(self, path: str, content: str | bytes | object) -> Self:
        """Write a file.

        Args:
            path: Relative to the workspace, with `/`.
            content: Its text or bytes, or an entity, which is laid out as ogpkit does.
        """
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = content.encode()
        target.write_bytes(content if isinstance(content, bytes) else format_new_file(content))
        return self

    def files(self, files: Mapping[str, str]) -> Self:
        """Write several files.

        Args:
            files: Their texts by path.
        """
        for path, text in files.items():
            self.file(path, text)
        return self

    def text(self, path: str) -> str:
        """Return what a file says now.

        Args:
            path: Relative to the workspace.
        """
        return (self.root / path).read_text("utf-8")

    def load(self) -> LoadedWorkspace:
        """Read it, with what could not be read."""
        return read_workspace(self.root, self.plugins.kinds, self.plugins.editions, self.today)

    @property
    def workspace(self) -> Workspace:
        """Return what its files say."""
        return self.load().workspace

    def session(self) -> WorkspaceSession:
        """Open it; close the session at the end with `close(give_up=True)`."""
        return WorkspaceSession.open(self.root, self.plugins, self.today)

    def findings(self) -> tuple[Finding, ...]:
        """Return what the check says of it."""
        return check_workspace(self.load(), self.plugins)

    def codes(self) -> list[str]:
        """Return the codes of what the check says of it, in order."""
        return [finding.code for finding in self.findings()]


def example_path(kind: Kind[Any]) -> str:
    """Return where the example of a kind lies in the workspace of examples."""
    return kind.pattern.fill_example({"country": _COUNTRY})


def example_workspace(root: Path, plugins: Plugins) -> WorkspaceBuilder:
    """Return a workspace with the example of every kind, each in its place.

    Args:
        root: The folder.
        plugins: The plugins whose kinds take part.
    """
    built = WorkspaceBuilder(root, plugins)
    return built.files({example_path(kind): kind.example for kind in plugins.kinds if kind.example})
