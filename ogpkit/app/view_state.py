"""What somebody has chosen on a page: its parts, filters, order, row and scroll, to be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from textual.containers import VerticalScroll
from textual.widget import Widget

from ogpkit.app.key_gate import wait_until_idle
from ogpkit.app.widgets.table_list import TableList
from ogpkit.app.widgets.tabs import SubTabs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

W = TypeVar("W", bound=Widget)

_ROUNDS: Final = 3
"""A part that is turned to is made, filled and laid out."""


def read_view_state(page: Widget) -> dict[str, Any]:
    """Return what is chosen on a page, as JSON can hold it.

    Args:
        page: What shows it.
    """
    state: dict[str, Any] = {}
    if tabs := [one.active for one in _list_seen(page, SubTabs)]:
        state["tabs"] = tabs
    if lists := [one.read_state() for one in _list_seen(page, TableList)]:
        state["lists"] = lists
    if scrolls := [round(one.scroll_y) for one in _list_seen(page, VerticalScroll)]:
        state["scroll"] = scrolls
    return state


async def restore_view_state(page: Widget, state: Mapping[str, Any]) -> None:
    """Show a page as it was left, as far as it still has the same parts.

    Args:
        page: What shows it.
        state: What was chosen on it; whatever it says that does not fit is left out.
    """
    for tabs, active in zip(_list_seen(page, SubTabs), _get_list(state, "tabs"), strict=False):
        if isinstance(active, str) and active in {pane.id for pane in tabs.query("TabPane")}:
            tabs.active = active
            await wait_until_idle(tabs, _ROUNDS)
    for shown, one in zip(_list_seen(page, TableList), _get_list(state, "lists"), strict=False):
        if isinstance(one, dict):
            shown.catch_up()
            shown.restore_state(one)
    await wait_until_idle(page, _ROUNDS)
    for scroll, y in zip(_list_seen(page, VerticalScroll), _get_list(state, "scroll"), strict=False):
        if isinstance(y, int):
            scroll.scroll_to(y=y, animate=False)


def _get_list(state: Mapping[str, Any], name: str) -> list[Any]:
    found = state.get(name)
    return found if isinstance(found, list) else []


def _list_seen(page: Widget, sort: type[W]) -> Iterator[W]:
    """Yield the parts of a sort that are not hidden on another tab."""
    for one in page.query(sort).results():
        if all(node.display for node in one.ancestors_with_self if isinstance(node, Widget)):
            yield one
