"""The IRM's process database comes in: what the mechanism found of each plan's consultation, kept word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Import, Importer, ImportProblem, Scope
from ogpkit.api.content import Country, find_country_code, find_plan_cycle
from ogpkit.api.editing import read_sheet_rows
from ogpkit.api.text import N_, _
from ogpkit_consultation.findings import COUNT, STEP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace

_COUNTRY: Final = "Country name"
_NUMBER: Final = "Action Plan Number"
_YEAR: Final = "Year AP Submitted"
_NO_VALUE: Final = frozenset({"", "NR", "NA", "ND"})
_FIRST_PLANS: Final = 2012
"""The year of plans of which the edition of 2015 gives none: it is about first plans, most of them submitted in 2012."""

_COUNTRIES: Final = {"macedonia": "MK", "turkey": "TR", "uk": "GB", "usa": "US"}
"""Names of the database that nobody else uses."""


def read_process_database(data: bytes, workspace: Workspace, place: Place) -> Import:
    """Return what the database says of each plan's consultation: every value that is there, by its heading.

    Args:
        data: The file: the edition of May 2015, or that of July 2016 with its repeated rows of headings.
        workspace: Where the records go.
        place: One country, or the whole workspace for all of them.
    """
    files: dict[str, object] = {}
    problems: list[ImportProblem] = []
    records = undated = 0
    for row, cells in _list_rows(data):
        named = cells[_COUNTRY]
        country = _COUNTRIES.get(named.casefold()) or find_country_code(named)
        if country is None:
            message = _("No country is called “{name}”.").format(name=named)
            problems.append(ImportProblem(row=row, column=_COUNTRY, message=message))
            continue
        if place.country not in {"", country}:
            continue
        records += 1
        year = cells.get(_YEAR, "")
        undated += not year.isdigit()
        number = cells.get(_NUMBER, "1")
        cycle = find_plan_cycle(workspace, country, number, int(year) if year.isdigit() else _FIRST_PLANS)
        home = f"countries/{country}"
        if workspace.one(Country, country) is None:
            files[f"{home}/country.toml"] = {"name": named}
        if cycle.is_new:
            days = {"cocreation": cycle.start, "start": cycle.start, "end": cycle.end}
            files[f"{home}/cycles/{cycle.id}/cycle.toml"] = days
        findings = [
            {"question": heading, "answer": value}
            for heading, value in cells.items()
            if heading not in {_COUNTRY, _NUMBER, _YEAR}
            # a plan that was not reviewed has none of the steps, and yet a count of 0 of them
            and (heading != COUNT or any(one.startswith(STEP) for one in cells))
        ]
        if findings:
            files[f"{home}/cycles/{cycle.id}/consultation/process.toml"] = {"findings": findings}
    notes = [
        _("What the mechanism found of each consultation is kept word for word under [[findings]]."),
        _("Add “findings_published”, the day on which the database was published: the portal shows them from then on."),
    ]
    if undated:
        notes.append(
            _("{count} rows name no plan; they are about the first one, and stand with the plan of {year}.").format(
                count=undated, year=_FIRST_PLANS
            )
        )
    return Import(
        files=files,
        not_understood=tuple(problems),
        records=records,
        notes=tuple(notes),
        keys={"findings": ("question",)},
    )


def _list_rows(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of plans, each with its number and what stands under each heading; headings may come again between them."""
    headings: list[str] = []
    for number, row in read_sheet_rows(data):
        cells = ["" if cell is None else str(cell).strip() for cell in row]
        if cells and cells[0] == _COUNTRY:
            headings = cells
        elif headings and cells and cells[0] and len([cell for cell in cells if cell]) > 1:
            said = {heading: cell for heading, cell in zip(headings, cells, strict=False) if heading}
            yield number, {heading: cell for heading, cell in said.items() if cell not in _NO_VALUE}


PROCESS_DATABASE: Final = Importer(
    name="irm-process",
    title=N_("The IRM's process database"),
    suffixes=(".csv", ".xlsx"),
    scope=Scope.WORKSPACE,
    read=read_process_database,
)
"""`ogpkit import irm-process`."""
