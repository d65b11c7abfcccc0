"""The tables of this plugin: commitments with their progress, and milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Scope, TableColumn, TableRow, TableView, Verdict
from ogpkit.api.content import Commitment, Cycle
from ogpkit.api.text import N_, Share, _
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.indicators import add_indicators
from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.progress import Progress, is_at_risk, is_late, measure_progress

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Milestone, Workspace
    from ogpkit_commitments.edition import CommitmentsPart


def list_commitments(workspace: Workspace, place: Place) -> tuple[Document[Commitment], ...]:
    """Return the commitments of a cycle in the order of its plan."""
    plan = plan_of(workspace, place.country, place.cycle)
    return plan.commitments if plan else ()


def _find_rules(workspace: Workspace, country: str, cycle: str) -> CommitmentsPart:
    document = workspace.one(Cycle, country, cycle)
    return get_rules(document.entity.edition if document else "", workspace)


def _measure_all(workspace: Workspace) -> Mapping[str, Progress]:
    return {
        one.path: measure_progress(
            one.entity.milestones, _find_rules(workspace, one.country, one.cycle), workspace.today
        )
        for one in workspace.all(Commitment)
    }


def _get_progress(row: TableRow[Commitment]) -> Progress:
    path = row.document.path if row.document else ""
    return row.workspace.memoize(_measure_all)[path]


def _get_percent(row: TableRow[Commitment]) -> float | None:
    share = _get_progress(row).share
    return None if share is None else round(share, 1)


def _get_share(row: TableRow[Commitment]) -> Share | None:
    share = _get_progress(row).share
    return None if share is None else Share(share)


def _count_late(row: TableRow[Commitment]) -> str:
    return str(len(_get_progress(row).late) or "")


COMMITMENTS: Final = TableView(
    name="commitments",
    title="Commitments",
    scope=Scope.CYCLE,
    entity=Commitment,
    rows=list_commitments,
    columns=(
        TableColumn("number", label=N_("No.")),
        TableColumn("commitment", derive=lambda row: row.id, label=N_("Commitment")),
        "title",
        TableColumn("challenge", empty=""),
        "lead",
        TableColumn("end", empty=""),
        TableColumn("milestones", derive=lambda row: _get_progress(row).milestones, label=N_("Milestones")),
        TableColumn("complete", derive=lambda row: _get_progress(row).complete, label=N_("Complete")),
        TableColumn("percent", derive=_get_percent, display=_get_share, label=N_("Done")),
        TableColumn(
            "late",
            derive=lambda row: len(_get_progress(row).late),
            display=_count_late,
            tone=lambda row: Verdict.BAD if _get_progress(row).late else None,
            label=N_("Late"),
        ),
    ),
    shown=("number", "title", "percent", "late", "end", "challenge", "lead"),
    open_data=True,
)
"""Commitments in the order of their plan, with their progress."""


def _find_state(row: TableRow[Milestone]) -> str:
    milestone, workspace = add_indicators(row.item), row.workspace
    if is_late(milestone, workspace.today):
        return "late"
    is_risky = is_at_risk(milestone, _find_rules(workspace, row.country, row.cycle), workspace.today)
    return "at risk" if is_risky else ""


def _list_milestones(workspace: Workspace, place: Place) -> Iterable[TableRow[Milestone]]:
    for document in list_commitments(workspace, place):
        for position, milestone in enumerate(document.entity.milestones):
            at = ("milestones", position)
            yield TableRow(item=milestone, workspace=workspace, place=place, document=document, at=at)


def _get_commitment(row: TableRow[Milestone]) -> str:
    entity = row.document.entity if row.document else None
    return (entity.number if isinstance(entity, Commitment) else "") or row.id


_TONES: Final = {"late": Verdict.BAD, "at risk": Verdict.ATTENTION}

MILESTONES: Final = TableView(
    name="milestones",
    title="Milestones",
    scope=Scope.CYCLE,
    entity=Commitment,
    within="milestones",
    rows=_list_milestones,
    columns=(
        TableColumn("commitment", derive=lambda row: row.id, display=_get_commitment, label=N_("Commitment")),
        TableColumn("id"),
        "title",
        TableColumn("due", display=lambda row: add_indicators(row.item).due),
        TableColumn("status", display=lambda row: add_indicators(row.item).status),
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

N_("late"), N_("at risk")

TABLES: Final = (COMMITMENTS, MILESTONES)
"""Commitments and milestones."""
