"""Scores and evidence as tables, and as files that go out and come in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ogpkit.api import Exporter, Place, Scope, SheetImport, TableColumn, TableFilter, TableRow, TableView, Verdict
from ogpkit.api.output import field_columns
from ogpkit.api.text import N_, _n, for_json
from ogpkit_eligibility.age import find_year_due, is_old
from ogpkit_eligibility.improvements import Improvement, describe_improvement, list_improvements
from ogpkit_eligibility.kinds import EVIDENCE
from ogpkit_eligibility.model import Criterion, Evidence
from ogpkit_eligibility.wording import format_percent, format_points
from ogpkit_eligibility.years import find_shown, list_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace
    from ogpkit_eligibility.scoring import CriterionScore
    from ogpkit_eligibility.years import Year


def _list_scores(workspace: Workspace, place: Place) -> Iterator[TableRow[Year]]:
    for year in list_years(workspace, place.country):
        yield TableRow(item=year, workspace=workspace, place=place, document=year.document)


def _make_criterion_column(criterion: Criterion) -> TableColumn:
    def get_points(row: TableRow[Year]) -> int | None:
        one = row.item.score.criteria.get(criterion.value)
        return one.exact if one else None

    def show_points(row: TableRow[Year]) -> str | None:
        one = row.item.score.criteria.get(criterion.value)
        return format_points(one.points, one.points_most) if one else None

    return TableColumn(criterion.value, derive=get_points, display=show_points, label=criterion.label)


def _show_points(row: TableRow[Year]) -> str | None:
    found = row.item.score
    if found.points is None or found.points_most is None:
        return None
    return format_points(found.points, found.points_most)


def _get_share(row: TableRow[Year]) -> float | None:
    share = row.item.score.share
    return round(float(share), 4) if share is not None else None


def _judge(row: TableRow[Year]) -> Verdict:
    eligible = row.item.score.eligible
    return Verdict.UNKNOWN if eligible is None else Verdict.GOOD if eligible else Verdict.BAD


def record(year: Year) -> dict[str, object]:
    """Return a scored year as plain data, for JSON.

    Where evidence is not at hand, `points` is the least that they can be, `points_most` the most, and `certain` says whether
    the verdict holds for all of them.
    """
    found = year.score
    data: dict[str, object] = {
        "country": year.country,
        "year": year.year,
        "edition": year.edition,
        "criteria": {name: _record_criterion(one) if one else None for name, one in found.criteria.items()},
        "points": found.points,
        "possible": found.possible,
        "share": round(float(found.share), 4) if found.share is not None else None,
        "eligible": found.eligible,
    }
    if found.is_range:
        data |= {"points_most": found.points_most, "certain": found.eligible is not None}
    return data


def _record_criterion(one: CriterionScore) -> dict[str, object]:
    data: dict[str, object] = {"points": one.points, "possible": one.possible}
    return data if one.exact is not None else data | {"points_most": one.points_most}


def _say_age(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield how many countries have no newer evidence than the rules of today allow."""
    newest = {year.country: year for year in list_years(workspace, place.country)}
    old = sum(1 for year in newest.values() if is_old(year, workspace))
    if old:
        text = _n(
            "The newest evidence of {count} country is older than {year}. It does not show how that country stands today.",
            "The newest evidence of {count} countries is older than {year}. It does not show how they stand today.",
            old,
        )
        yield text.format(count=old, year=find_year_due(workspace))


SCORES: Final = TableView(
    name="eligibility-scores",
    title="Eligibility scores",
    scope=Scope.WORKSPACE,
    rows=_list_scores,
    when_empty=N_("This list shows the score of each year. Add a year of evidence to see its score."),
    stays=("points", "possible", "share"),
    columns=(
        TableColumn("country", label=N_("Country")),
        TableColumn("year", label=N_("Year")),
        TableColumn("edition", label=N_("Edition")),
        *map(_make_criterion_column, Criterion),
        TableColumn("points", derive=lambda row: row.item.score.points, display=_show_points, label=N_("Points")),
        TableColumn("possible", derive=lambda row: row.item.score.possible, label=N_("Possible")),
        TableColumn(
            "share", derive=_get_share, display=lambda row: format_percent(row.item.score.share), label=N_("Share")
        ),
        TableColumn("eligible", derive=lambda row: row.item.score.eligible, tone=_judge, label=N_("Eligible")),
        TableColumn("points_most", derive=lambda row: row.item.score.points_most, label=N_("Points at most")),
        TableColumn("certain", derive=lambda row: row.item.score.eligible is not None, label=N_("Certain")),
    ),
    shown=("year", "edition", *Criterion, "points", "possible", "share", "eligible"),
    exports={"eligibility-scores": ".csv", "eligibility-scores-xlsx": ".xlsx"},
    open_data=True,
    record=lambda row: record(row.item),
    command="eligibility score",
    notes=_say_age,
    help="Show the points and the result of every country and year.",
    filters=(
        TableFilter(name="country", help="Only this country."),
        TableFilter(name="year", help="Only this year.", keep=lambda row, said: str(row.item.year) == said),
    ),
)
"""Which points each country has in each year."""

EVIDENCE_TABLE: Final = TableView(
    name="eligibility-evidence",
    title="Evidence of eligibility that can be imported again",
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

EVIDENCE_IMPORT: Final = SheetImport(name="eligibility", title=N_("Evidence of eligibility"), kind=EVIDENCE)
"""Evidence from a sheet with `country`, `year` and dotted keys; what a file says already stays where a cell is empty."""


def _list_changes(workspace: Workspace, place: Place) -> Iterator[TableRow[Improvement]]:
    """Yield what would raise the points of the year that is shown, or of the newest year of each country."""
    places = (place,) if place.country else tuple(Place(country=country) for country in workspace.countries)
    for one in places:
        year = find_shown(workspace, one)
        for change in list_improvements(year.document.entity, year.part) if year else ():
            yield TableRow(item=change, workspace=workspace, place=one)


CHANGES: Final = TableView(
    name="eligibility-changes",
    title=N_("Single changes to the evidence that would raise the points"),
    scope=Scope.WORKSPACE,
    rows=_list_changes,
    when_empty=N_("This list shows changes to the evidence that would raise the points. There are none for this year."),
    stays=("gain",),
    columns=(
        TableColumn("country", label=N_("Country")),
        TableColumn("key", derive=lambda row: ".".join(row.item.at), label=N_("Evidence")),
        TableColumn("value", label=N_("Value")),
        TableColumn("change", derive=lambda row: describe_improvement(row.item), label=N_("Change")),
        TableColumn("gain", label=N_("Points")),
        TableColumn("eligible", label=N_("Eligible")),
    ),
    shown=("change", "gain", "eligible"),
    exports={},
)
"""What would raise the points of a country's newest year, one change of a value each."""

TABLES: Final = (SCORES, EVIDENCE_TABLE, CHANGES)
"""Scores, evidence, and what would raise the scores."""


def _export_scores(workspace: Workspace, place: Place) -> bytes:
    found = [record(year) for year in list_years(workspace, place.country)]
    return (for_json(json.dumps(found, ensure_ascii=False, indent=2)) + "\n").encode()


SCORES_EXPORT: Final = Exporter(
    name="eligibility-scores-json",
    title="Eligibility scores as data",
    suffix=".json",
    scope=Scope.WORKSPACE,
    write=_export_scores,
)
"""Scores as JSON, with what was possible for each criterion."""
