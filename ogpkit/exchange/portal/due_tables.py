"""What is due, on the portal: first what a reader asks for, then everything in a table that unfolds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.exchange.portal.addresses import make_address
from ogpkit.text.blocks import Grid, Heading, Paragraph
from ogpkit.text.i18n import _, _n
from ogpkit.text.inline import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from ogpkit.plugins.contributions import DueDate
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell

_MOST_PAST: Final = 10
"""How much of what should be done already is shown before the whole table; ogpkit's own number."""

_MOST_NEXT: Final = 5
"""How much of what comes next is shown before the whole table; ogpkit's own number."""

_FOLDED_FROM: Final = 12
"""Rows from which on the whole table is folded; ogpkit's own number."""


def list_first_due(due: Iterable[DueDate], today: date, everything: str) -> Iterator[Block]:
    """Yield what is due next, and of which the day has passed, without what is a part of something that is shown too.

    Args:
        everything: The address at which all that is due is listed.
    """
    waiting = _leave_out_parts([one for one in due if not one.is_done])
    past = [one for one in waiting if one.due < today]
    coming = [one for one in waiting if one.due >= today]
    heads = (_("What"), _("Due"))
    if coming:
        yield Heading(_("Due next"), id="next")
        yield Grid(heads, [(_link_due(one), one.due) for one in coming[:_MOST_NEXT]], caption=_("Due next"))
    if past:
        yield Heading(_("The due day has passed"), id="late")
        rows = [(_link_due(one), one.due) for one in past[:_MOST_PAST]]
        yield Grid(heads, rows, caption=_("The due day has passed"))
        left = len(past) - len(rows)
        if left > 0:
            more = _n(
                "{count} more in the list of all that is due", "{count} more in the list of all that is due", left
            )
            yield Paragraph([Link(more.format(count=left), everything)])


def list_all_due(due: Iterable[DueDate], calendar: str = "") -> Iterator[Block]:
    """Yield everything that is or was due, by day.

    Args:
        calendar: The address of the calendar file of the same; empty where there is none.
    """
    rows = [(_link_due(one), one.due, one.done or (one.is_done or None), _name_source(one)) for one in due]
    if rows:
        yield Heading(_("What is due"), id="due")
        heads = (_("What"), _("Due"), _("Done"), _("Section"))
        yield Grid(heads, rows, caption=_("What is due"), is_folded=len(rows) >= _FOLDED_FROM, facets=heads[3:])
        if calendar:
            yield Paragraph([Link(_("What is due, as a calendar (ICS)"), calendar)])


def _link_due(one: DueDate) -> Cell:
    address = make_address(one.place.path) if one.place.path else f"{one.place.country}/{one.place.cycle}".strip("/")
    return Link(one.title, address)


def _name_source(one: DueDate) -> str:
    """Return the section that asks for it; settings of the country's own are nothing that readers can look up."""
    return "" if one.section.startswith("[") else one.section


def _leave_out_parts(due: list[DueDate]) -> list[DueDate]:
    there = {(one.place.path, one.place.at) for one in due}
    return [
        one
        for one in due
        if not any((one.place.path, one.place.at[:length]) in there for length in range(1, len(one.place.at)))
    ]
