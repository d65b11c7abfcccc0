"""The tables of this plugin: scores by country and year, and the evidence behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Scope, TableColumn, TableView, Verdict
from ogpkit.api.output import field_columns
from ogpkit.api.text import N_
from ogpkit_eligibility.model import Criterion, Evidence
from ogpkit_eligibility.years import list_years

if TYPE_CHECKING:
    from ogpkit.api import TableRow
    from ogpkit_eligibility.years import Year


def _make_criterion_column(criterion: Criterion) -> TableColumn:
    def get_points(row: TableRow[Year]) -> int | None:
        one = row.item.score.criteria.get(criterion.value)
        return one.points if one else None

    return TableColumn(criterion.value, derive=get_points)


def _get_share(row: TableRow[Year]) -> float | None:
    share = row.item.score.share
    return round(float(share), 4) if share is not None else None


def _judge(row: TableRow[Year]) -> Verdict:
    eligible = row.item.score.eligible
    return Verdict.UNKNOWN if eligible is None else Verdict.GOOD if eligible else Verdict.BAD


SCORES: Final = TableView(
    name="eligibility-scores",
    title="Eligibility scores",
    scope=Scope.WORKSPACE,
    rows=lambda workspace, place: list_years(workspace, place.country),
    columns=(
        TableColumn("country", label=N_("Country")),
        TableColumn("year", label=N_("Year")),
        TableColumn("edition", label=N_("Edition")),
        *map(_make_criterion_column, Criterion),
        TableColumn("points", derive=lambda row: row.item.score.points, label=N_("Points")),
        TableColumn("possible", derive=lambda row: row.item.score.possible, label=N_("Possible")),
        TableColumn("share", derive=_get_share, label=N_("Share")),
        TableColumn("eligible", derive=lambda row: row.item.score.eligible, tone=_judge, label=N_("Eligible")),
    ),
    exports={"eligibility-scores": ".csv", "eligibility-scores-xlsx": ".xlsx"},
    open_data=True,
)
"""Which points each country has in each year."""

EVIDENCE_TABLE: Final = TableView(
    name="eligibility-evidence",
    title="Evidence of eligibility, to take in again",
    scope=Scope.WORKSPACE,
    entity=Evidence,
    columns=(
        TableColumn("country", label=N_("Country")),
        TableColumn("year", label=N_("Year")),
        *field_columns(Evidence),
    ),
    exports={"eligibility-evidence": ".csv", "eligibility-evidence-xlsx": ".xlsx"},
)
"""What the surveys say, as `ogpkit import eligibility` takes it."""

TABLES: Final = (SCORES, EVIDENCE_TABLE)
"""Scores and evidence."""
