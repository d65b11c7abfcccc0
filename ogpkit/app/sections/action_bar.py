"""Buttons of actions, at a place or of the rows of a list."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import attrs
from textual import on
from textual.widget import Widget
from textual.widgets import Button

from ogpkit.app.action_runs import ActionTarget
from ogpkit.app.live import LiveWidget
from ogpkit.app.places import document_place
from ogpkit.app.safe_text import plain_line
from ogpkit.app.screens.action_dialog import start_action
from ogpkit.app.session import app_session
from ogpkit.app.widgets.button_row import ButtonRow
from ogpkit.plugins.panel_sections import find_section_document
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.table_rows import bind_columns
from ogpkit.text.i18n import _, translate

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.app import ComposeResult

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.actions import Action
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.table_views import TableRow, TableView


class UnknownAction(LookupError):
    """Raised when a section names an action that no plugin contributes; for plugin authors."""


def find_actions(session: WorkspaceSession, names: Iterable[str]) -> tuple[OwnedContribution[Action[Any]], ...]:
    """Return actions by their names, in that order.

    Raises:
        UnknownAction: No plugin contributes one of them.
    """
    known = {owned.value.name: owned for owned in session.plugins.actions}
    wanted = tuple(names)
    for name in wanted:
        if name not in known:
            raise UnknownAction(_("There is no action called “{name}”.").format(name=name))
    return tuple(known[name] for name in wanted)


def find_action_place(
    action: Action[Any], session: WorkspaceSession, place: Place, row: TableRow[Any] | None = None
) -> Place | None:
    """Return what an action is about where it is begun from a panel or from a row; None where there is no such thing.

    Args:
        place: What the panel shows.
        row: The row, where it is begun from one.
    """
    document = row.document if row is not None else None
    if document is not None and action.scope is Scope.DOCUMENT and document.kind == action.kind:
        return document_place(document)
    country, cycle = (row.country, row.cycle) if row is not None else (place.country, place.cycle)
    match action.scope:
        case Scope.DOCUMENT:
            found = find_section_document(action.kind, None, session.workspace, place)
            return document_place(found) if found is not None else None
        case Scope.CYCLE:
            return Place(country=country, cycle=cycle) if cycle else None
        case Scope.COUNTRY:
            return attrs.evolve(place, country=country) if country else None
        case _:
            return place


def is_action_offered(session: WorkspaceSession, owned: OwnedContribution[Action[Any]], place: Place | None) -> bool:
    """Tell whether an action is offered at a place.

    Args:
        owned: The action, with its plugin.
        place: What it is about; None where there is nothing.
    """
    action = owned.value
    if place is None or (action.writes and session.read_only):
        return False
    is_offered = partial(action.is_offered, session.workspace, place)
    return bool(session.plugins.call(owned.plugin, f"action {action.name}", is_offered, False))


def read_row(
    action: Action[Any], view: TableView, row: TableRow[Any], session: WorkspaceSession
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Return what a row gives to an action, by field: what says which row it is, and with what the dialog begins.

    Args:
        view: The table of the row.
    """
    worked_out = action.row_values(row)
    columns = {column.name: column for column in bind_columns(view, session.workspace.kinds)}

    def find_value(name: str) -> Any:
        if name in worked_out:
            return worked_out[name]
        key = next((field.key for field in action.fields if field.name == name), name)
        column = columns.get(name) or columns.get(key)
        return column.value(row) if column is not None else getattr(row.item, name, None)

    given = {name: find_value(name) for name in action.of_row}
    begun = {name: find_value(name) for name in (*action.from_row, *worked_out) if name not in given}
    return given, begun


class ActionBar(LiveWidget, ButtonRow):
    """A button for each action that is offered; it is not there where none is."""

    def __init__(self, session: EditSession, place: Place, names: Sequence[str]) -> None:
        """Offer actions.

        Args:
            names: Their names.
        """
        super().__init__(session, place)
        self._names = names

    def compose(self) -> ComposeResult:
        """Yield the buttons."""
        yield from make_buttons(app_session(self.session), self._names)

    def show(self) -> None:
        """Show those that are offered now."""
        session = app_session(self.session)
        for button, owned in zip(self.query(Button), find_actions(session, self._names), strict=True):
            place = find_action_place(owned.value, session, self.place)
            button.display = is_action_offered(session, owned, place)
        self.display = any(button.display for button in self.query(Button))

    @property
    def is_seen(self) -> bool:
        """Tell whether what it stands in is on the screen: it hides itself where nothing is offered."""
        above = self.ancestors
        return self.is_attached and all(node.display for node in above if isinstance(node, Widget))

    @on(Button.Pressed)
    def _begin(self, event: Button.Pressed) -> None:
        event.stop()
        session = app_session(self.session)
        (owned,) = find_actions(session, (str(event.button.name),))
        place = find_action_place(owned.value, session, self.place)
        if place is not None:
            start_action(self, session, owned.value.name, place)


def make_buttons(session: WorkspaceSession, names: Iterable[str]) -> Iterable[Button]:
    """Yield a button for each action, named like it.

    Args:
        names: The names of the actions.
    """
    for owned in find_actions(session, names):
        label = plain_line(translate(owned.value.title, owned.plugin))
        yield Button(label, name=owned.value.name, compact=True)


def list_targets(
    action: Action[Any], session: WorkspaceSession, place: Place, view: TableView, rows: Sequence[TableRow[Any]]
) -> tuple[tuple[ActionTarget, ...], Mapping[str, Any]]:
    """Return what an action is to be done with, row by row, and with what its dialog begins.

    Args:
        place: What the list shows.
        view: The table.
        rows: The rows that are marked, or the one in which the cursor is; none without rows.
    """
    taken = rows if action.on_several else rows[:1]
    targets: list[ActionTarget] = []
    begun: dict[str, Any] = {}
    for row in taken:
        given, values = read_row(action, view, row, session)
        begun = begun or dict(values)
        where = find_action_place(action, session, place, row)
        if where is not None:
            targets.append(ActionTarget(place=where, values=given, choices=action.row_choices(row)))
    if not targets and not action.of_row:
        where = find_action_place(action, session, place)
        targets = [ActionTarget(place=where)] if where is not None else []
    return tuple(targets), begun
