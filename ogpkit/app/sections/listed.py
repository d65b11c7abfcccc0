"""List of a declared table with what can be done with its rows, and what there is to say of the one in which the cursor is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import getters, on
from textual.binding import Binding
from textual.containers import Container, VerticalScroll
from textual.widgets import Button, DataTable, Static

from ogpkit.app.live import LiveWidget
from ogpkit.app.screens.action_dialog import start_action
from ogpkit.app.sections.action_bar import find_actions, is_action_offered, list_targets, make_buttons
from ogpkit.app.sections.drawn import draw_blocks
from ogpkit.app.sections.written import MARGIN
from ogpkit.app.session import app_session
from ogpkit.app.widgets.button_row import ButtonRow
from ogpkit.app.widgets.table_list import RecordGrid, TableList
from ogpkit.text.i18n import _, translate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from ogpkit.plugins.actions import Action
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.panel_sections import TableSection
    from ogpkit.plugins.places import Place
    from ogpkit.plugins.table_views import TableRow, TableView


class UnknownTable(LookupError):
    """Raised when a section names a table that no plugin contributes; for plugin authors."""


class ActionList(TableList):
    """List of a table with a button for each action; A goes to the buttons, of which some take all marked rows."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("a", "act", "Act", show=False)]

    tools_row = getters.query_one(".deeds", ButtonRow)

    def __init__(self, session: EditSession, place: Place, view: TableView, actions: tuple[str, ...]) -> None:
        """Follow a place.

        Args:
            view: The table.
            actions: The names of the actions.
        """
        super().__init__(session, place, view=view)
        self._actions = actions

    def compose_tools(self) -> Iterable[Widget]:
        """Yield a button for each action."""
        yield from make_buttons(app_session(self.session), self._actions)

    def show(self) -> None:
        """Work the rows out anew, and which actions are offered."""
        super().show()
        self._offer()

    def _offer(self) -> None:
        """Show the buttons of the actions that can be done with the chosen rows."""
        for button in self.query(".deeds Button").results(Button):
            button.display = self._is_offered(str(button.name))
        self.tools_row.display = any(one.display for one in self.tools_row.children)

    def _is_offered(self, name: str) -> bool:
        session = app_session(self.session)
        (owned,) = find_actions(session, (name,))
        targets, _begun = list_targets(owned.value, session, self.place, self.view, self.marked_rows)
        return bool(targets) and is_action_offered(session, owned, targets[0].place)

    def _find_first_step(self) -> OwnedContribution[Action[Any]] | None:
        found = find_actions(app_session(self.session), self._actions)
        return next((owned for owned in found if self._is_offered(owned.value.name)), None)

    def name_first_step(self) -> str:
        """Return the button that adds a first row."""
        owned = self._find_first_step()
        return translate(owned.value.title, owned.plugin) if owned is not None else ""

    def follow_key(self, what: str) -> None:
        """Do what a key in the list asks for; in an empty list Enter begins the action that adds a first row.

        Args:
            what: `begin`, or what any list does.
        """
        if what == "begin" and not self._rows:
            self._take_first_step()
        else:
            super().follow_key(what)

    def _take_first_step(self) -> None:
        if (owned := self._find_first_step()) is not None:
            self._begin(owned.value.name)

    @on(TableList.RowHighlighted)
    def _follow_row(self) -> None:
        self._offer()

    def list_hints(self) -> Iterable[str]:
        """Yield what keys do, those that lead to the actions included."""
        if self._actions:
            yield _("A actions")
        yield from super().list_hints()

    def action_act(self) -> None:
        """Go to the first button."""
        shown = [button for button in self.query(".deeds Button") if button.display]
        if shown:
            shown[0].focus()

    @on(Button.Pressed)
    def _press(self, event: Button.Pressed) -> None:
        event.stop()
        self.query_one(RecordGrid).focus()  # where the keyboard is once all is done
        self._begin(str(event.button.name))

    def _begin(self, name: str) -> None:
        session = app_session(self.session)
        (owned,) = find_actions(session, (name,))
        targets, begun = list_targets(owned.value, session, self.place, self.view, self.marked_rows)
        if targets:
            start_action(self, session, name, targets[0].place, begun, targets)

    @on(DataTable.CellSelected)
    def _act_on_selected(self, event: DataTable.CellSelected) -> None:
        """Do the first action with a row that leads to no file; the list itself opens the others."""
        row = self.chosen_row
        if row is None or row.document is not None:
            return
        event.prevent_default()
        event.stop()
        self._take_first_step()


class DetailPane(VerticalScroll):
    """What there is to say of a row."""

    def compose(self) -> ComposeResult:
        """Yield one text."""
        yield Static("", classes="lines")


class TablePane(LiveWidget, Container):
    """List of a section, with what there is to say of a row below it, or beside it in a wide terminal."""

    def __init__(self, session: EditSession, place: Place, section: TableSection) -> None:
        """Show a table.

        Args:
            section: The table, what can be done, and what is said of a row.

        Raises:
            UnknownTable: No plugin contributes the table.
        """
        super().__init__(session, place)
        self._section = section
        self._view = _find_table(session, section)
        self._row: TableRow[Any] | None = None

    def compose(self) -> ComposeResult:
        """Yield the list, and the text beside it."""
        yield ActionList(self.session, self.place, self._view, self._section.actions)
        if self._section.detail is not None:
            yield DetailPane(classes="detail")

    @on(TableList.RowHighlighted)
    def _take_row(self, event: TableList.RowHighlighted) -> None:
        self._row = event.row
        self.follow()

    def show(self) -> None:
        """Say what there is to say of the row."""
        if self._section.detail is None:
            return
        pane = self.query_one(DetailPane)
        said = self._section.detail(self._row) if self._row is not None else ()
        pane.query_one(Static).update(draw_blocks(said, pane.size.width - MARGIN))

    def catch_up(self) -> None:
        """Have the list show what there is now; it says then in which row the cursor is."""
        super().catch_up()
        for one in self.query(ActionList):  # none while it is made or taken away
            one.catch_up()

    def on_resize(self) -> None:
        """Write it for the new width."""
        self.call_after_refresh(self.follow)


def _find_table(session: EditSession, section: TableSection) -> TableView:
    if not isinstance(section.table, str):
        return section.table
    for owned in app_session(session).plugins.tables:
        if owned.value.name == section.table:
            return owned.value
    raise UnknownTable(_("There is no table called “{name}”.").format(name=section.table))
