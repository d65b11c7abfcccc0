"""The commitments of a plan as a list, with what can be done with a plan as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import Button

from ogpkit.api.text import _
from ogpkit.api.ui import TableList
from ogpkit_commitments.editing import begin, copy, move
from ogpkit_commitments.views import COMMITMENTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import TableView


class CommitmentTable(TableList):
    """Commitments, sorted by any column, filtered as one types, edited in place."""

    VIEW: ClassVar[TableView | None] = COMMITMENTS

    def compose_tools(self) -> Iterator[Button]:
        """Yield what can be done with a commitment."""
        for name, label in (
            ("open", _("Open")),
            ("new", _("New")),
            ("copy", _("Copy")),
            ("up", _("Earlier")),
            ("down", _("Later")),
            ("delete", _("Delete")),
        ):
            yield Button(label, name=name, compact=True, classes=name)

    @on(Button.Pressed)
    def _press_tool(self, event: Button.Pressed) -> None:
        event.stop()
        path, tool = self.chosen_path, str(event.button.name)
        if path or tool == "new":
            self.try_action(lambda: self._do(tool, path))

    def _do(self, tool: str, path: str) -> None:
        match tool:
            case "new":
                self.open(begin(self.desk, self.place.country, self.place.cycle))
            case "open":
                self.open(path)
            case "copy":
                self.open(copy(self.desk, path))
            case "delete":
                self.desk.delete(path)
                self.notify(_("Deleted. F6 brings it back."), markup=False)
            case "up" | "down":
                move(self.desk, path, -1 if tool == "up" else 1)
