"""Evidence in from a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Import, Importer, ImportProblem
from ogpkit.api.content import Mismatches, check_values, entity_values, is_country, read_entity
from ogpkit.api.editing import NoSheet, read_sheet
from ogpkit.api.text import _
from ogpkit_eligibility.columns import Unreadable, list_columns, parse_cell, put
from ogpkit_eligibility.kinds import EVIDENCE
from ogpkit_eligibility.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import SheetValue


def read_evidence(data: bytes, workspace: Workspace, _place: Place) -> Import:
    """Take evidence out of a sheet; what a file of the workspace says already stays where a cell is empty.

    Args:
        data: The sheet, as CSV or XLSX, with the columns `country`, `year` and dotted keys.
        workspace: The workspace that it would go into.
    """
    try:
        sheet = read_sheet(data)
    except NoSheet as error:
        return Import(files={}, not_understood=(ImportProblem(row=0, column="", message=str(error)),))
    trouble = list(_check_headings(sheet.headings))
    files: dict[str, object] = {}
    if not {"country", "year"} - set(sheet.headings):
        for number, row in sheet.rows:
            cells = {heading: _format_cell(row.get(heading)) for heading in sheet.headings}
            _import_row(number, cells, workspace, files, trouble)
    return Import(files=files, not_understood=tuple(trouble), records=len(sheet.rows))


def _format_cell(cell: SheetValue) -> str:
    """Return a cell as CSV holds it."""
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _check_headings(heads: tuple[str, ...]) -> Iterable[ImportProblem]:
    known = {"country", "year", *(column.heading for column in list_columns())}
    for head in ("country", "year"):
        if head not in heads:
            yield ImportProblem(row=0, column=head, message=_("This column is needed."))
    for head in heads:
        if head not in known:
            message = _("No evidence has this name; the columns are: {known}.").format(known=", ".join(sorted(known)))
            yield ImportProblem(row=0, column=head, message=message)


def _import_row(
    number: int,
    row: Mapping[str, str],
    workspace: Workspace,
    files: dict[str, object],
    trouble: list[ImportProblem],
) -> None:
    """Take in one row; nothing of it is written when any of it is not understood."""
    country, year = row["country"], row["year"]
    if not is_country(country):
        trouble.append(ImportProblem(row=number, column="country", message=_("This is not the code of a country.")))
    if not (year.isascii() and year.isdigit() and len(year) == 4):  # noqa: PLR2004  a year has four digits
        trouble.append(ImportProblem(row=number, column="year", message=_("This is not a year; write it as 2011.")))
    if any(one.row == number for one in trouble):
        return
    path = EVIDENCE.pattern.fill({"country": country, "year": year})
    if path in files:
        trouble.append(ImportProblem(row=number, column="year", message=_("This country and year are given twice.")))
        return
    there = workspace.one(Evidence, country, id=year)
    data = entity_values(there.entity) if there else {}
    wrong = [*_parse_cells(number, row, data), *_find_mismatches(number, data)]
    trouble.extend(wrong)
    if not wrong:
        files[path] = read_entity(data, Evidence)


def _parse_cells(number: int, row: Mapping[str, str], data: dict[str, object]) -> Iterable[ImportProblem]:
    for column in list_columns():
        cell = row.get(column.heading, "")
        if not cell:
            continue
        try:
            put(data, column, parse_cell(cell, column))
        except Unreadable:
            message = _("“{cell}” is not what this column takes.").format(cell=cell)
            yield ImportProblem(row=number, column=column.heading, message=message)


def _find_mismatches(number: int, data: dict[str, object]) -> Iterable[ImportProblem]:
    try:
        found = check_values(read_entity(data, Evidence))
    except Mismatches as error:
        found = error.found
    for one in found:
        yield ImportProblem(
            row=number, column=".".join(str(key) for key in one.at), message=f"{one.message} {one.remedy}"
        )


IMPORTERS: Final = (
    Importer(name="eligibility", title="Evidence of eligibility", suffixes=(".csv", ".xlsx"), read=read_evidence),
)
"""Evidence from a sheet."""
