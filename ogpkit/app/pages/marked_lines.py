"""Lines of the agenda that are marked: one dialog does what all of them ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.app.action_runs import ActionTarget
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ogpkit.editing.agenda import AgendaItem
    from ogpkit.editing.session import WorkspaceSession

MARK: Final = "●"
"""What stands before a line that is marked."""


def is_alike(item: AgendaItem, other: AgendaItem) -> bool:
    """Tell whether two lines stand in one group and one action does both."""
    same_action = item.action is not None and other.action is not None and item.action.action == other.action.action
    return same_action and item.urgency is other.urgency


class MarkedLines:
    """Lines that are marked, in the order in which they were."""

    def __init__(self) -> None:
        """Begin without marks."""
        self._items: list[AgendaItem] = []

    def __contains__(self, item: AgendaItem) -> bool:
        """Tell whether a line is marked."""
        return item in self._items

    def keep(self, items: Collection[AgendaItem]) -> None:
        """Forget the marks of lines that are not there any more.

        Args:
            items: All lines that there are.
        """
        self._items = [item for item in self._items if item in items]

    def toggle(self, items: Sequence[AgendaItem], session: WorkspaceSession) -> str:
        """Mark lines, or take their marks away where all of them are marked.

        Returns:
            Why they cannot be marked, in the user's language; empty when they can.
        """
        if not items or any(item.action is None for item in items):
            return _("This line is done by itself. Press Enter.")
        if all(item in self._items for item in items):
            self._items = [item for item in self._items if item not in items]
            return ""
        names = {item.action.action for item in (*self._items, *items) if item.action is not None}
        several = {owned.value.name for owned in session.plugins.actions if owned.value.on_several}
        if len(names) > 1:
            return _("Mark lines of one sort only. First press Enter for those that are marked, or remove their marks.")
        if not names <= several:
            return _("This line is done by itself. Press Enter.")
        self._items.extend(item for item in items if item not in self._items)
        return ""

    def list_targets(self, item: AgendaItem) -> tuple[ActionTarget, ...]:
        """Return what Enter acts on: all that is marked where the line is of that sort, otherwise the line alone.

        Args:
            item: The line that is highlighted, which has an action.
        """
        wanted = item.action.action if item.action is not None else ""
        calls = [one.action for one in self._items if one.action is not None and one.action.action == wanted]
        if len(calls) > 1:
            return tuple(ActionTarget(place=call.place, values=call.values) for call in calls)
        return tuple(
            ActionTarget(place=call.place, values=call.values, about=call.about, begins_at=call.begins_at)
            for call in calls or (item.action,)
            if call is not None
        )
