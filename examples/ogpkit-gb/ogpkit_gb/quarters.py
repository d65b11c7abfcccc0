"""What is due each quarter, and which departments owe it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import DueDate, DueDates, Place
from ogpkit.api.content import Commitment, Cycle
from ogpkit.api.text import _
from ogpkit_gb.model import Leadership, Update, UpdateRules, list_quarters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace

SECTION: Final = "Roadmap VII"
"""Governments report on how they carry their commitments out."""


def get_rules(workspace: Workspace, country: str, cycle: str) -> UpdateRules:
    """Return what the rule set of a cycle says of updates."""
    found = workspace.one(Cycle, country, cycle)
    edition = found.entity.edition if found else ""
    return workspace.editions.part(edition, UpdateRules) or UpdateRules()


def list_leads(workspace: Workspace, country: str, cycle: str) -> set[str]:
    """Return the departments that lead a commitment of a cycle."""
    found = (one.extension(Leadership) for one in workspace.all(Commitment, country, cycle))
    return {one.department for one in found if one and one.department}


def list_missing(document: Document[Update], workspace: Workspace) -> list[str]:
    """Return the departments that lead a commitment and have not reported on a quarter."""
    told = {report.department for report in document.entity.reports if report.status}
    return sorted(list_leads(workspace, document.country, document.cycle) - told)


def derive_due_dates(workspace: Workspace) -> Iterator[DueDate]:
    """Yield the updates on each quarter of each cycle; they are met once every department that leads has reported."""
    for cycle in workspace.all(Cycle):
        rules, entity = get_rules(workspace, cycle.country, cycle.cycle), cycle.entity
        updates = {one.id: one for one in workspace.all(Update, cycle.country, cycle.cycle)}
        quarters = list_quarters(entity.start, entity.end)
        for quarter in quarters:
            due, update = rules.due(quarter), updates.get(quarter)
            if due is None or not list_leads(workspace, cycle.country, cycle.cycle):
                continue
            is_whole = update is not None and not list_missing(update, workspace)
            path = f"countries/{cycle.country}/cycles/{cycle.cycle}/updates/{quarter}.toml"
            yield DueDate(
                title=_("Updates of the departments on {quarter}").format(quarter=quarter),
                due=due,
                place=Place(country=cycle.country, cycle=cycle.cycle, path=path if update else ""),
                section=SECTION,
                done=update.entity.published if update and is_whole else None,
            )


DUE_DATES: Final = DueDates(name="quarterly-updates", derive=derive_due_dates)
"""The updates of all departments, each quarter."""
