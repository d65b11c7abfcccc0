"""What the tracker asks of quarters and indicators: known ones, one after the other, never back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, RelatedPlace, Rule, Scope, Severity
from ogpkit.api.text import N_, _
from ogpkit_ca.model import QuarterlyReport, Status, Update
from ogpkit_ca.rules.examples import RIGHT, SECTION, UPDATE, example
from ogpkit_ca.tracker import Tracker, tracker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace

_ORDER: Final = tuple(Status)


def is_of_a_known_quarter(document: Document[QuarterlyReport], workspace: Workspace) -> Iterator[Problem]:
    """Find reports on quarters that the tracker does not have.

    Args:
        workspace: Where it lies.
    """
    found = tracker(workspace, document.country, document.cycle)
    if found and document.names["period"] not in found.part.periods:
        periods = ", ".join(found.part.periods)
        yield Problem(
            message=_("The tracker has no quarter “{period}”.").format(period=document.names["period"]),
            remedy=_("Name the folder after the month in which the quarter ends: {periods}.").format(periods=periods),
        )


def is_about_its_own_indicators(document: Document[QuarterlyReport], workspace: Workspace) -> Iterator[Problem]:
    """Find reports on indicators that the plan does not have, or that another department is in charge of.

    Args:
        workspace: Where it lies.
    """
    found = tracker(workspace, document.country, document.cycle)
    if found is None:
        return
    for position, update in enumerate(document.entity.indicators):
        at = ("indicators", position, "id")
        owed = found.owed.get(update.id)
        if owed is None:
            yield Problem(
                message=_("The plan has no indicator “{id}”.").format(id=update.id),
                remedy=_("Correct it. Use the name in the file of the commitment, for example c01-1-1."),
                at=at,
            )
        elif owed.department != document.id:
            yield Problem(
                message=_("“{department}” is in charge of “{id}”, not “{other}”.").format(
                    department=owed.department or "–", id=update.id, other=document.id
                ),
                remedy=_("Move the report to the file of the department in charge."),
                at=at,
            )
        elif any(one.id == update.id for one in document.entity.indicators[:position]):
            yield Problem(
                message=_("There are two reports on “{id}”.").format(id=update.id),
                remedy=_("Delete one of them."),
                at=at,
            )


def follows_the_quarter_before(document: Document[QuarterlyReport], workspace: Workspace) -> Iterator[Problem]:
    """Find indicators that were left out in a quarter, or that have fallen back.

    Args:
        workspace: Where it lies.
    """
    found = tracker(workspace, document.country, document.cycle)
    period = document.names["period"]
    if found is None or period not in found.part.periods:
        return
    for position, update in enumerate(document.entity.indicators):
        yield from _after(found, period, update, position, document.id)


def _after(found: Tracker, period: str, update: Update, position: int, department: str) -> Iterator[Problem]:
    before = [(earlier, one) for earlier, one in found.updates(update.id) if earlier < period]
    if not before:
        return
    last, earlier = before[-1]
    between = found.part.periods[found.part.periods.index(last) + 1 : found.part.periods.index(period)]
    also = (RelatedPlace(path=found.path(last, department), note=_("the previous report")),)
    if between:
        yield Problem(
            message=_("There are reports on “{id}” for {last} and {period}, but not for {between}.").format(
                id=update.id, last=last, period=period, between=", ".join(between)
            ),
            remedy=_("Report on every quarter. If there was no progress, write NIL and NUL."),
            at=("indicators", position, "id"),
            also=also,
        )
    if update.status and earlier.status and _ORDER.index(update.status) < _ORDER.index(earlier.status):
        yield Problem(
            message=_("“{id}” was “{before}” in {last}, but is “{now}” in {period}.").format(
                id=update.id, before=_(earlier.status.label), last=last, now=_(update.status.label), period=period
            ),
            remedy=_("Correct one of them, or say under `challenges` why it went back."),
            at=("indicators", position, "status"),
            also=also,
        )


ORDER_RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="CAN005",
        title=N_("A report is about a quarter of the tracker"),
        section=SECTION,
        explanation=N_(
            "Reports are required for the quarters that the edition names. The name of a quarter is the month "
            "in which it ends."
        ),
        entity=QuarterlyReport,
        check=is_of_a_known_quarter,
        wrong=example(period="2022-04"),
        right=RIGHT,
        scope=Scope.CYCLE,
    ),
    Rule(
        code="CAN006",
        title=N_("A department reports on the indicators that it is in charge of"),
        section=SECTION,
        explanation=N_("Every indicator of the plan has one department in charge. Only this department reports on it."),
        entity=QuarterlyReport,
        check=is_about_its_own_indicators,
        wrong=example(department="statcan"),
        right=RIGHT,
        scope=Scope.CYCLE,
    ),
    Rule(
        code="CAN007",
        title=N_("Reports cover every quarter, and progress does not go back"),
        severity=Severity.WARNING,
        section=SECTION,
        explanation=N_(
            "Readers follow an indicator through the quarters. No quarter is missing, and a status moves forward."
        ),
        entity=QuarterlyReport,
        check=follows_the_quarter_before,
        wrong=example(UPDATE.replace("limited", "substantial"), q2022_06=UPDATE),
        right=example(UPDATE, q2022_06=UPDATE.replace("limited", "substantial")),
        scope=Scope.CYCLE,
    ),
)
"""The rules about quarters and indicators."""
