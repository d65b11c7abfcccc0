"""The tables of this plugin: commitments with their progress, and milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Scope, TableColumn, TableRow, TableView, Verdict
from ogpkit.api.content import Commitment
from ogpkit.api.text import N_, _
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.progress import (
    Progress,
    is_at_risk,
    is_late,
    is_unreported,
    list_milestones,
    measure_by_challenge,
    measure_by_principle,
    measure_progress,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Milestone, Workspace


def list_commitments(workspace: Workspace, place: Place) -> tuple[Document[Commitment], ...]:
    """Return the commitments of a cycle in the order of its plan."""
    plan = plan_of(workspace, place.country, place.cycle)
    return plan.commitments if plan else ()


def _measure_all(workspace: Workspace) -> Mapping[str, Progress]:
    return {
        one.path: measure_progress(
            one.entity.list_current_milestones(workspace.today),
            get_rules(workspace, one.country, one.cycle),
            workspace.today,
        )
        for one in workspace.all(Commitment)
    }


def _get_progress(row: TableRow[Commitment]) -> Progress:
    path = row.document.path if row.document else ""
    return row.workspace.memoize(_measure_all)[path]


def _round(percent: float | None) -> float | None:
    return None if percent is None else round(percent, 1)


def _count_late(row: TableRow[Commitment]) -> str:
    return str(len(_get_progress(row).late) or "")


def _count_unreported(row: TableRow[Commitment]) -> str:
    return str(len(_get_progress(row).unreported) or "")


COMMITMENTS: Final = TableView(
    name="commitments",
    title="Commitments",
    scope=Scope.CYCLE,
    entity=Commitment,
    rows=list_commitments,
    when_empty=N_("This list shows the commitments of the plan with their progress."),
    stays=("title", "percent", "late"),
    columns=(
        TableColumn("number", label=N_("No.")),
        TableColumn("commitment", derive=lambda row: row.id, label=N_("Commitment")),
        "title",
        TableColumn("challenge", display=lambda row: row.item.all_challenges, empty=""),
        "lead",
        TableColumn("end", empty=""),
        TableColumn("milestones", derive=lambda row: _get_progress(row).milestones, label=N_("Milestones")),
        TableColumn("complete", derive=lambda row: _get_progress(row).complete, label=N_("Complete")),
        TableColumn(
            "percent",
            derive=lambda row: _round(_get_progress(row).share),
            display=lambda row: _get_progress(row).bar,
            label=N_("Done"),
        ),
        TableColumn(
            "late",
            derive=lambda row: len(_get_progress(row).late),
            display=_count_late,
            tone=lambda row: Verdict.BAD if _get_progress(row).late else None,
            label=N_("Late"),
        ),
        TableColumn(
            "unreported",
            derive=lambda row: len(_get_progress(row).unreported),
            display=_count_unreported,
            tone=lambda row: Verdict.ATTENTION if _get_progress(row).unreported else None,
            label=N_("Unreported"),
        ),
    ),
    shown=("number", "title", "percent", "late", "end", "challenge", "lead", "unreported"),
    open_data=True,
    command="plan show",
    help="Show the commitments of a plan.",
    needs_place=True,
)
"""Commitments in the order of their plan, with their progress."""


def _get_current(row: TableRow[Milestone]) -> Milestone:
    """Return the milestone of a row as far as it has come."""
    entity = row.document.entity if row.document else None
    if not isinstance(entity, Commitment):
        return row.item.with_reports()
    return entity.list_current_milestones(row.workspace.today)[int(row.at[1])]


def _find_state(row: TableRow[Milestone]) -> str:
    milestone, workspace = _get_current(row), row.workspace
    if is_late(milestone, workspace.today):
        return "late"
    if is_unreported(milestone, workspace.today):
        return "not reported"
    is_risky = is_at_risk(milestone, get_rules(workspace, row.country, row.cycle), workspace.today)
    return "at risk" if is_risky else ""


def _list_milestones(workspace: Workspace, place: Place) -> Iterable[TableRow[Milestone]]:
    for document in list_commitments(workspace, place):
        for position, milestone in enumerate(document.entity.milestones):
            at = ("milestones", position)
            yield TableRow(item=milestone, workspace=workspace, place=place, document=document, at=at)


def _get_commitment(row: TableRow[Milestone]) -> str:
    entity = row.document.entity if row.document else None
    return (entity.number if isinstance(entity, Commitment) else "") or row.id


_TONES: Final = {"late": Verdict.BAD, "not reported": Verdict.ATTENTION, "at risk": Verdict.ATTENTION}

MILESTONES: Final = TableView(
    name="milestones",
    title="Milestones",
    scope=Scope.CYCLE,
    entity=Commitment,
    within="milestones",
    rows=_list_milestones,
    when_empty=N_("This list shows the milestones of all commitments with their due days and status."),
    stays=("title", "due", "status"),
    columns=(
        TableColumn("commitment", derive=lambda row: row.id, display=_get_commitment, label=N_("Commitment")),
        TableColumn("id"),
        "title",
        TableColumn("due", display=lambda row: _get_current(row).due),
        TableColumn("status", display=lambda row: _get_current(row).status),
        "completed",
        "evidence",
        TableColumn(
            "state",
            derive=_find_state,
            display=lambda row: _(_find_state(row)) if _find_state(row) else "",
            tone=lambda row: _TONES.get(_find_state(row)),
            label=N_("State"),
        ),
    ),
    shown=("commitment", "title", "due", "status", "completed", "state", "evidence"),
)
"""Every milestone of a plan, and whether it is late."""

N_("late"), N_("not reported"), N_("at risk")


@attrs.frozen
class PartProgress:
    """How far a part of a plan is.

    Attributes:
        of: Of what sort the part is: the cycle, a challenge, a principle, a commitment or a milestone.
        name: Its identifier.
        progress: How far it is.
    """

    of: str
    name: str
    progress: Progress


def list_progress(workspace: Workspace, place: Place) -> Iterator[PartProgress]:
    """Yield how far the plan of a cycle is: as a whole, by challenge, principle, commitment and milestone."""
    plan = plan_of(workspace, place.country, place.cycle)
    # a plan that is not public yet has no progress of nought for the public
    if plan is None or (workspace.is_public and not plan.commitments):
        return
    part, today = get_rules(workspace, place.country, place.cycle), workspace.today
    every = list_milestones((one.entity for one in plan.commitments), today)
    yield PartProgress("cycle", plan.cycle.cycle, measure_progress(every, part, today))
    for challenge, found in measure_by_challenge(plan, part, today).items():
        yield PartProgress("challenge", challenge.value, found)
    for principle, found in measure_by_principle(plan, part, today).items():
        yield PartProgress("principle", principle.value, found)
    for one in plan.commitments:
        yield PartProgress(
            "commitment", one.id, measure_progress(one.entity.list_current_milestones(today), part, today)
        )
        for milestone in one.entity.list_current_milestones(today):
            found = measure_progress((milestone,), part, today)
            yield PartProgress("milestone", f"{one.id}/{milestone.id}", found)


def _make_figure(name: str, label: str, derive: Callable[[Progress], object]) -> TableColumn:
    return TableColumn(name, derive=lambda row: derive(row.item.progress), label=label)


PROGRESS: Final = TableView(
    name="progress",
    title=N_("Progress of a plan"),
    scope=Scope.CYCLE,
    open_data=True,
    rows=list_progress,
    columns=(
        TableColumn("of", label=N_("Part")),
        TableColumn("name", label=N_("Name")),
        _make_figure("milestones", N_("Milestones"), lambda found: found.milestones),
        _make_figure("complete", N_("Complete"), lambda found: found.complete),
        _make_figure("percent", N_("Done"), lambda found: _round(found.share)),
        _make_figure("planned", N_("Planned"), lambda found: _round(found.planned)),
        _make_figure("late", N_("Late"), lambda found: len(found.late)),
        _make_figure("unreported", N_("Unreported"), lambda found: len(found.unreported)),
        _make_figure("at_risk", N_("At risk"), lambda found: len(found.at_risk)),
    ),
    command="plan progress",
    help="Show progress by cycle, challenge, principle, commitment and milestone.",
    needs_place=True,
)
"""How far a plan is, and each part of it."""

TABLES: Final = (COMMITMENTS, MILESTONES, PROGRESS)
"""Commitments, milestones, and the progress of a plan."""
