"""Scores and evidence out to a sheet or to a program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ogpkit.api import Exporter, Place, Scope
from ogpkit.api.content import entity_values
from ogpkit.api.text import Table, for_json, table_csv
from ogpkit_eligibility.columns import format_cell, list_columns
from ogpkit_eligibility.model import Criterion, Evidence
from ogpkit_eligibility.years import list_years, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ogpkit.api.content import Workspace
    from ogpkit_eligibility.years import Year


def build_scores_table(found: Iterable[Year]) -> Table:
    """Return scored years as a table, one row each."""
    names = [criterion.value for criterion in Criterion]
    heads = ("country", "year", "edition", *names, "points", "possible", "share", "eligible")
    rows = [[_read_cell(name, record(year)) for name in heads] for year in found]
    return Table(columns=heads, rows=rows)


def _read_cell(name: str, of: Mapping[str, object]) -> object:
    criteria = of["criteria"]
    if isinstance(criteria, dict) and name not in of:
        one = criteria.get(name)
        return one["points"] if one else None
    return of[name]


def format_scores_json(found: Iterable[Year]) -> str:
    """Return scored years as JSON."""
    return for_json(json.dumps([record(year) for year in found], ensure_ascii=False, indent=2)) + "\n"


def build_evidence_table(workspace: Workspace, country: str = "") -> Table:
    """Return evidence as a table with the columns that the import takes.

    Args:
        country: Only that of this country.
    """
    rows = []
    for document in workspace.all(Evidence, country):
        data = entity_values(document.entity)
        rows.append(
            [document.country, document.names["year"], *(format_cell(data, column) for column in list_columns())]
        )
    return Table(columns=("country", "year", *(column.heading for column in list_columns())), rows=rows)


def _export_scores_csv(workspace: Workspace, place: Place) -> bytes:
    return table_csv(build_scores_table(list_years(workspace, place.country))).encode()


def _export_scores_json(workspace: Workspace, place: Place) -> bytes:
    return format_scores_json(list_years(workspace, place.country)).encode()


def _export_evidence_csv(workspace: Workspace, place: Place) -> bytes:
    return table_csv(build_evidence_table(workspace, place.country)).encode()


EXPORTERS: Final = (
    Exporter(
        name="eligibility-scores",
        title="Eligibility scores",
        suffix=".csv",
        scope=Scope.WORKSPACE,
        write=_export_scores_csv,
    ),
    Exporter(
        name="eligibility-scores-json",
        title="Eligibility scores, for programs",
        suffix=".json",
        scope=Scope.WORKSPACE,
        write=_export_scores_json,
    ),
    Exporter(
        name="eligibility-evidence",
        title="Evidence of eligibility, to take in again",
        suffix=".csv",
        scope=Scope.WORKSPACE,
        write=_export_evidence_csv,
    ),
)
"""Scores and evidence."""
