"""Choosing a file of the computer in a tree of folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import getters, on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, DirectoryTree, Static

from ogpkit.app.safe_text import line_text, plain_line
from ogpkit.app.screens.dialog import Dialog
from ogpkit.text.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.text import Text
    from textual.app import ComposeResult
    from textual.binding import BindingType


class _Folders(DirectoryTree):
    """Tree of folders and files, without those that are hidden; names may hold anything."""

    def filter_paths(self, paths: Iterable[Path]) -> Iterable[Path]:
        """Leave hidden files and folders out."""
        return [path for path in paths if not path.name.startswith(".")]

    def process_label(self, label: object) -> Text:
        """Return a name on one line, without anything that a terminal would obey."""
        return line_text(str(label))


class FilePicker(Dialog[Path | None]):
    """Dialog in which a person chooses a file; the answer is the file, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Choose no file"), id="ogpkit.file.close"),
        Binding("backspace", "go_up", N_("The folder above"), id="ogpkit.file.up"),
    ]

    folder_label = getters.query_one(".folder", Static)
    folders_tree = getters.query_one(_Folders)

    def __init__(self, start: Path) -> None:
        """Show a folder.

        Args:
            start: The folder; one that is not there is left for the nearest above it that is.
        """
        super().__init__()
        start = start.absolute()
        self._start = next((path for path in (start, *start.parents) if path.is_dir()), Path.home())

    def compose(self) -> ComposeResult:
        """Yield the folder, the tree in it, and what can be done."""
        with Vertical(classes="dialog wide files"):
            yield Static(plain_line(str(self._start)), classes="folder")
            yield _Folders(self._start)
            with Horizontal(classes="answers"):
                yield Button(plain_line(_("Open the folder above (Backspace)")), name="up", compact=True)
                yield Button(plain_line(_("Cancel")), name="close", compact=True)

    def on_mount(self) -> None:
        """Let the keyboard act on the tree."""
        self.folders_tree.focus()

    @on(DirectoryTree.FileSelected)
    def _choose(self, event: DirectoryTree.FileSelected) -> None:
        event.stop()
        self.dismiss(event.path)

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.name == "up":
            self.action_go_up()
        else:
            self.dismiss(None)

    def action_go_up(self) -> None:
        """Show the folder above."""
        self._start = self._start.parent
        self.folder_label.update(plain_line(str(self._start)))
        self.folders_tree.path = self._start
        self.folders_tree.focus()

    def action_close(self) -> None:
        """Choose no file."""
        self.dismiss(None)
