"""The OGP Steering Committee in words, for the command line, the app and the portal (Roadmap III)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ogpkit.api.output import FieldText
from ogpkit.api.text import Heading, Paragraph, _, write_day
from ogpkit_networking.committees import SteeringCommittee, list_unknown, select_day, select_year

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block


def write_steering(
    workspace: Workspace, _place: Place | None = None, *, year: int | None = None, on: date | None = None
) -> Iterator[Block | str]:
    """Yield who sits in the OGP Steering Committee, who chairs it and who hosts its meetings.

    Args:
        year: Those who sit in it in this year, instead of those on one day.
        on: The day; the one of the workspace when left out.
    """
    found = workspace.one(SteeringCommittee)
    if found is None:
        yield _("There is no partnership/steering-committee.toml yet.")
        return
    day = date(year, 1, 1) if year else on or workspace.today
    chosen = select_year(found.entity, year) if year else select_day(found.entity, day)
    unknown = tuple(list_unknown(found.entity, day))
    if unknown and found.entity.as_of:
        yield Paragraph(
            _("The sources name the members up to {until}. The members after that day are not known.").format(
                until=write_day(found.entity.as_of)
            )
        )
    elif not (chosen.governments or chosen.civil_society):
        yield Paragraph(_("Its members are not known."))
    yield from FieldText(workspace).details(chosen, without=("as_of", "sources"))


def write_terms(workspace: Workspace, _place: Place | None = None) -> Iterator[Block | str]:
    """Yield who sits in the Steering Committee today, and below who sat in it in each year of which anything is known."""
    found = workspace.one(SteeringCommittee)
    title = _("Members on {day}").format(day=write_day(workspace.today))
    yield Heading(title, id="today")
    yield from write_steering(workspace)
    if found is not None:
        yield Heading(_("All members, with their terms"), id="terms")
        yield from FieldText(workspace).details(found.entity, level=2)
