"""The IRM's process database comes in: what the mechanism found of each plan's consultation, kept word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api import Import, Importer, ImportProblem, Scope
from ogpkit.api.content import Country, find_country_code, find_plan_cycle
from ogpkit.api.editing import count_cells, format_rows, read_sheet
from ogpkit.api.text import N_, _, _n
from ogpkit_consultation.findings import COUNT, STEP

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import Sheet

_COUNTRY: Final = "Country name"
_NUMBER: Final = "Action Plan Number"
_YEAR: Final = "Year AP Submitted"
_NO_VALUE: Final = frozenset({"", "NR", "NA", "ND"})
_FIRST_PLANS: Final = 2012
"""The year of plans of which the edition of 2015 gives none: it is about first plans, most of them submitted in 2012."""

_COUNTRIES: Final = {"macedonia": "MK", "turkey": "TR", "uk": "GB", "usa": "US"}
"""Names of the database that nobody else uses."""


@attrs.define
class _Tally:
    """What becomes of the rows of the database.

    Attributes:
        problems: What could not be understood.
        taken: The headings of the cells that have a place in a file, by row.
        apart: Rows that are no plans: headings that come again, and titles.
    """

    problems: list[ImportProblem]
    taken: dict[int, Collection[str]] = attrs.field(factory=dict)
    apart: list[int] = attrs.field(factory=list)

    def refuse(self, rows: Iterable[int], message: str) -> None:
        """Note rows that cannot be understood."""
        self.problems += [ImportProblem(row=row, column=_COUNTRY, message=message) for row in rows]


def read_process_database(data: bytes, workspace: Workspace, place: Place) -> Import:
    """Return what the database says of each plan's consultation: every value that is there, by its heading.

    Args:
        data: The file: the edition of May 2015, or that of July 2016 with its repeated rows of headings.
        workspace: Where the records go.
        place: One country, or the whole workspace for all of them.
    """
    files: dict[str, object] = {}
    sheet = read_sheet(data, expected=(_COUNTRY,))
    tally = _Tally(problems=[*sheet.problems])
    has_countries = _COUNTRY in sheet.headings
    if not has_countries:
        tally.refuse((0,), _("The sheet does not have this column."))
    records = undated = 0
    for row, cells in _list_rows(sheet, tally) if has_countries else ():
        named = cells[_COUNTRY]
        country = _COUNTRIES.get(named.casefold()) or find_country_code(named)
        if country is None:
            message = _("No country is called “{name}”.").format(name=named)
            tally.refuse((row,), message)
            continue
        if place.country not in {"", country}:
            continue
        records += 1
        tally.taken[row] = cells.keys()
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
        _("The findings of the mechanism about each consultation are copied word for word under `findings`."),
        _(
            "Add `findings_published`, the day on which the database was published. The portal shows the findings from then on."
        ),
    ]
    if tally.apart:
        notes.append(_("Rows that are not plans and are left out: {rows}.").format(rows=format_rows(tally.apart)))
    if undated:
        notes.append(
            _n(
                "{count} row names no plan. It is about the first plan and is added to the plan of {year}.",
                "{count} rows name no plan. They are about the first plan and are added to the plan of {year}.",
                undated,
            ).format(count=undated, year=_FIRST_PLANS)
        )
    return Import(
        files=files,
        not_understood=tuple(tally.problems),
        records=records,
        notes=(*sheet.notes, *notes),
        cells=count_cells(sheet, tally.taken, tally.problems),
        keys={"findings": ("question",)},
    )


def _list_rows(sheet: Sheet, tally: _Tally) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of plans, each with its number and what stands under each heading; headings may come again between them."""
    above: list[int] = []
    for number, row in sheet.rows:
        cells = {heading: text for heading, cell in row.items() if (text := str("" if cell is None else cell).strip())}
        named = cells.get(_COUNTRY, "")
        if not named:
            above.append(number)  # groups of headings stand above the headings that come again
            continue
        if named == _COUNTRY:
            tally.apart += [*above, number]
        else:
            tally.refuse(above, _("This row names no country."))
            if len(cells) == 1:
                tally.apart.append(number)
            else:
                yield number, {heading: cell for heading, cell in cells.items() if cell not in _NO_VALUE}
        above.clear()
    tally.refuse(above, _("This row names no country."))


PROCESS_DATABASE: Final = Importer(
    name="irm-process",
    title=N_("The IRM's process database"),
    suffixes=(".csv", ".xlsx", ".ods"),
    scope=Scope.WORKSPACE,
    read=read_process_database,
)
"""`ogpkit import irm-process`."""
