"""The tables of this plugin: cases, providers, and how quick and how useful the mechanism is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Scope, TableColumn, TableView
from ogpkit.api.text import N_, _, join_list
from ogpkit_networking.cases import (
    find_last_day,
    get_maturity,
    get_stage,
    is_open,
    list_cases,
    list_introduced,
    list_rounds,
    list_topics,
    request_of,
)
from ogpkit_networking.directory import Wanted, build_search_text, find_providers, format_topics
from ogpkit_networking.edition import get_case_rules, get_usual_rules
from ogpkit_networking.measures import count_days_to_introduction, is_agreed
from ogpkit_networking.model import Case, Provider
from ogpkit_networking.tables import list_status_rows

if TYPE_CHECKING:
    from ogpkit.api import TableRow


def _count_rounds(row: TableRow[Case]) -> int:
    return len(list_rounds(row.item, get_case_rules(row.item, row.workspace)))


CASES: Final = TableView(
    name="networking-cases",
    title="Cases",
    scope=Scope.WORKSPACE,
    entity=Case,
    rows=lambda workspace, place: list_cases(workspace, place.country),
    columns=(
        TableColumn("case", derive=lambda row: row.id, label=N_("Case")),
        TableColumn("country", empty=""),
        TableColumn("cycle", empty=""),
        TableColumn("stage", derive=lambda row: get_stage(row.item), empty=""),
        TableColumn("open", derive=lambda row: is_open(row.item)),
        TableColumn("maturity", derive=lambda row: get_maturity(row.item)),
        TableColumn("manager", empty=""),
        "opened",
        TableColumn("age", derive=lambda row: (row.workspace.today - row.item.opened).days),
        TableColumn("last", derive=lambda row: find_last_day(row.item)),
        TableColumn("round", derive=_count_rounds),
        TableColumn("topics", derive=lambda row: list_topics(row.item)),
        TableColumn("introductions", derive=lambda row: len(list_introduced(row.item))),
        TableColumn("days_to_introduction", derive=lambda row: count_days_to_introduction(row.item)),
        TableColumn("agreed", derive=lambda row: is_agreed(row.item)),
        TableColumn("request", derive=lambda row: request_of(row.item).best(row.workspace.language, "en"), empty=""),
    ),
    exports={"networking-cases": ".csv", "networking-cases-xlsx": ".xlsx"},
)
"""Every case, oldest first."""


def _get_search_text(row: TableRow[Provider]) -> str:
    return build_search_text(row.document, get_usual_rules(row.workspace)) if row.document else ""


PROVIDERS: Final = TableView(
    name="networking-providers",
    title="Providers",
    scope=Scope.WORKSPACE,
    entity=Provider,
    rows=lambda workspace, _place: find_providers(workspace, Wanted()),
    columns=(
        TableColumn("provider", derive=lambda row: row.id, label=N_("Provider")),
        TableColumn(
            "name", display=lambda row: row.item.name if row.item.ready else f"{row.item.name} ({_('not ready')})"
        ),
        "kind",
        TableColumn("expertise", display=lambda row: format_topics(row.item, get_usual_rules(row.workspace))),
        "challenges",
        TableColumn(
            "countries", display=lambda row: join_list(row.item.countries) or _("anywhere"), label=N_("Works in")
        ),
        "based_in",
        "languages",
        "ready",
        "url",
        "description",
    ),
    exports={"networking-providers": ".csv", "networking-providers-xlsx": ".xlsx"},
    shown=("name", "kind", "expertise", "countries", "languages"),
    search=_get_search_text,
)
"""Everybody who shares expertise, by name."""

MEASURES: Final = TableView(
    name="networking-measures",
    title="Measures of the Networking Mechanism",
    scope=Scope.WORKSPACE,
    rows=lambda workspace, place: list_status_rows(list_cases(workspace, place.country), workspace),
    columns=(
        TableColumn("measure", derive=lambda row: row.item[0], empty=""),
        TableColumn("of", derive=lambda row: row.item[1], empty=""),
        TableColumn("value", derive=lambda row: row.item[2]),
    ),
    exports={"networking-measures": ".csv", "networking-measures-xlsx": ".xlsx"},
)
"""How quick and how useful the mechanism is."""

TABLES: Final = (CASES, PROVIDERS, MEASURES)
"""Cases, providers and measures."""
