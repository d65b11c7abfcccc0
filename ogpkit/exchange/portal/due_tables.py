"""What is due, on the portal: first what a reader asks for, then everything in a table that unfolds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.exchange.portal.addresses import make_address
from ogpkit.model import Commitment
from ogpkit.text.blocks import Grid, Heading, Paragraph
from ogpkit.text.i18n import _, _n
from ogpkit.text.inline import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.contributions import DueDate
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Workspace

_MOST_PAST: Final = 10
"""How much of what should be done already is shown before the whole table; ogpkit's own number."""

_MOST_NEXT: Final = 5
"""How much of what comes next is shown before the whole table; ogpkit's own number."""

_FOLDED_FROM: Final = 12
"""Rows from which on the whole table is folded; ogpkit's own number."""


def find_due_address(one: DueDate, workspace: Workspace) -> str:
    """Return where the portal tells of an obligation: the page of its document, and on that its milestone.

    Args:
        workspace: What is public.
    """
    place = one.place
    if not place.path:
        return f"{place.country}/{place.cycle}".strip("/")
    document = workspace.documents.get(place.path)
    name = _find_milestone(document.entity, place.at) if document else ""
    return f"{make_address(place.path)}#{name}" if name else make_address(place.path)


def _find_milestone(entity: object, at: KeyPath) -> str:
    """Return the name that the milestone has to which keys lead, or that of the indicator of one; empty for anything else."""
    if not isinstance(entity, Commitment) or at[:1] != ("milestones",):
        return ""
    steps = [step for step in at if isinstance(step, int)]
    if not steps or steps[0] >= len(entity.milestones):
        return "milestones"
    milestone = entity.milestones[steps[0]]
    if at[2:3] == ("indicators",) and len(steps) > 1 and steps[1] < len(milestone.indicators):
        return f"indicators-{milestone.id}-{milestone.indicators[steps[1]].id}"
    return f"milestones-{milestone.id}"


def list_first_due(due: Iterable[DueDate], workspace: Workspace, everything: str, newest: str = "") -> Iterator[Block]:
    """Yield what is due next, and of which the day has passed, without what is a part of something that is shown too.

    Args:
        workspace: What is public.
        everything: The address at which all that is due is listed.
        newest: The only cycle of which it is shown here what is late; of every one when left out.
    """
    today = workspace.today
    waiting = _leave_out_parts([one for one in due if not one.is_done])
    past = [one for one in waiting if one.due < today]
    coming = [one for one in waiting if one.due >= today]
    if coming:
        yield Heading(_("Due next"), id="next")
        yield _make_due_table(coming[:_MOST_NEXT], workspace, _("Due next"))
    shown = [one for one in past if not newest or one.place.cycle in {newest, ""}][:_MOST_PAST]
    if past:
        yield Heading(_("The due day has passed"), id="late")
        if shown:
            yield _make_due_table(shown, workspace, _("The due day has passed"))
        left = len(past) - len(shown)
        if left > 0:
            more = _n(
                "{count} more in the list of all that is due", "{count} more in the list of all that is due", left
            )
            yield Paragraph([Link(more.format(count=left), everything)])


def _make_due_table(due: list[DueDate], workspace: Workspace, caption: str) -> Grid:
    """Return what is due and when; of several cycles, also in which one it is, since each has the same to do."""
    if len({one.place.cycle for one in due}) > 1:
        rows = [(_link_due(one, workspace), one.place.cycle, one.due) for one in due]
        return Grid((_("What"), _("Cycle"), _("Due")), rows, caption=caption)
    return Grid((_("What"), _("Due")), [(_link_due(one, workspace), one.due) for one in due], caption=caption)


def list_all_due(due: Iterable[DueDate], workspace: Workspace, calendar: str = "") -> Iterator[Block]:
    """Yield everything that is or was due, by day.

    Args:
        workspace: What is public.
        calendar: The address of the calendar file of the same; empty where there is none.
    """
    rows = [
        (
            _link_due(one, workspace),
            one.due,
            one.done or (_("done, day not known") if one.is_done else ""),
            _name_source(one),
        )
        for one in due
    ]
    if rows:
        yield Heading(_("What is due"), id="due")
        heads = (_("What"), _("Due"), _("Done"), _("Section"))
        yield Grid(heads, rows, caption=_("What is due"), is_folded=len(rows) >= _FOLDED_FROM, facets=heads[3:])
        if calendar:
            yield Paragraph([Link(_("What is due, as a calendar (ICS)"), calendar)])


def _link_due(one: DueDate, workspace: Workspace) -> Cell:
    return Link(one.title, find_due_address(one, workspace))


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
