"""Opening a workspace beside the keys: what is on the screen meanwhile, and the steps in which it is opened.

The first frame of the app waits for nothing but this module. It names the workspace and its countries, as the folders say them;
plugins, pages, forms and the files of the workspace are for afterwards.
"""

from __future__ import annotations

import os
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Final

import attrs
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.text.i18n import _
from ogpkit.workspace.files import NotReadable, read_file
from ogpkit.workspace.progress import WorkProgress
from ogpkit.workspace.scan import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.progress import Steps

_COUNTRIES: Final = "countries"

_TURN: Final = 0.1
"""Seconds between two looks at how far it has come."""

_PARTS: Final = (
    "textual.widgets._option_list",
    "textual.widgets._text_area",
    "textual.widgets._data_table",
    "textual.widgets._tabbed_content",
    "ogpkit.model",
    "ogpkit.check.engine",
    "ogpkit.plugins.manager",
    "ogpkit.editing.session",
    "ogpkit.app.forms.messages",
    "ogpkit.app.widgets.document_form",
    "ogpkit.app.widgets.problem_list",
    "ogpkit.app.place_view",
    "ogpkit.app.screens.tour_page",
    "ogpkit.app.navigation",
    "ogpkit.app.autosave",
    "ogpkit.app.tours",
)
"""What is imported one after the other, so that the app can be left between two of them."""


@attrs.frozen
class Opening:
    """Workspace that is to be opened.

    Attributes:
        root: Its folder.
        load_plugins: Loads the plugins that take part.
        read_only: Whether nothing can be changed.
    """

    root: Path
    load_plugins: Callable[[], Plugins]
    read_only: bool = False

    def open_in_steps(self) -> Steps[WorkspaceSession]:
        """Open it in short steps; they are noted by who waits for them."""
        for part in _PARTS:
            import_module(part)
            yield
        plugins = self.load_plugins()
        yield
        from ogpkit.editing.session import WorkspaceSession  # noqa: PLC0415  the first frame needs none

        return (yield from WorkspaceSession.open_in_steps(self.root, plugins, read_only=self.read_only))


class OpeningView(Vertical):
    """What is on the screen while a workspace is opened: its name, its countries, and how far it has come.

    Attributes:
        progress: How far it has come.
    """

    def __init__(self, opening: Opening, *, has_tree: bool) -> None:
        """Name a workspace.

        Args:
            opening: The workspace.
            has_tree: Whether there is room for the countries.
        """
        super().__init__()
        self._has_tree = has_tree
        self._opening = opening
        self.progress = WorkProgress()
        self._amount = Static("", classes="amount")

    def compose(self) -> ComposeResult:
        """Yield the countries, the heading, what is done, and the line at the foot."""
        name = _read_name(self._opening.root)
        with Horizontal():
            if self._has_tree:
                yield Static(plain_content("\n".join(_list_outline(self._opening.root))), classes="outline")
            with Vertical():
                yield Static(plain_line(name), classes="place")
                yield Static(plain_line(_("Opening the workspace…")), classes="what")
                yield self._amount
                yield Static(
                    plain_line(_("Keys that you press now take effect when it is open. Press Ctrl+Q to quit."))
                )
        yield Static(plain_line(f"{name} │ {_('opening…')}"), classes="status")

    def on_mount(self) -> None:
        """Follow how far it has come."""
        self.set_interval(_TURN, self._show)

    def _show(self) -> None:
        done, total = self.progress.done, self.progress.total
        if total:
            self._amount.update(plain_line(_("{done} of {total} files").format(done=done, total=total)))

    def open_in_steps(self) -> Steps[WorkspaceSession]:
        """Open the workspace in short steps."""
        return self._opening.open_in_steps()


def _read_name(root: Path) -> str:
    """Return what the settings call a workspace; they are read again, with care, when it is opened."""
    import tomllib  # noqa: PLC0415  only where a workspace is opened

    with suppress(OSError, NotReadable, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError):
        table = tomllib.loads(read_file(root, SETTINGS).decode("utf-8")).get("workspace")
        name = table.get("name") if isinstance(table, dict) else None
        if isinstance(name, str) and name:
            return name
    return _("Workspace")


def _list_outline(root: Path) -> list[str]:
    """Return the first level of the tree, with countries as their folders call them."""
    names: list[str] = []
    with suppress(OSError), os.scandir(root / _COUNTRIES) as entries:
        names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    return [plain_line(line).plain for line in (_("All countries"), *(f"  {name}" for name in names))]
