"""The directory of providers in from a sheet, with the columns that its export writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Import, Importer, ImportProblem
from ogpkit.api.content import (
    Mismatches,
    Sort,
    check_values,
    entity_values,
    fields_of,
    is_identifier,
    make_identifier,
    read_entity,
)
from ogpkit.api.editing import NoSheet, read_sheet
from ogpkit.api.text import N_, _
from ogpkit_networking.cases import find_provider
from ogpkit_networking.kinds import PROVIDER
from ogpkit_networking.model import Provider
from ogpkit_networking.tables import PROVIDER_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import SheetValue

_ID: Final = "provider"
"""The column of the identifier; made of the name where it is empty."""

_TRUTHS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_providers(data: bytes, workspace: Workspace, _place: Place) -> Import:
    """Take providers out of a sheet; what a file says already stays where a cell is empty.

    Args:
        data: The sheet, as CSV or XLSX.
        workspace: The workspace that they would go into.
    """
    try:
        sheet = read_sheet(data)
    except NoSheet as error:
        return Import(files={}, not_understood=(ImportProblem(row=0, column="", message=str(error)),))
    trouble = list(_check_headings(sheet.headings))
    files: dict[str, object] = {}
    for number, row in sheet.rows if not trouble else ():
        wrong, path, provider = _read_row(number, row, workspace)
        if path in files:
            wrong = [*wrong, ImportProblem(row=number, column=_ID, message=_("This provider is there twice."))]
        trouble.extend(wrong)
        if not wrong:
            files[path] = provider
    return Import(files=files, not_understood=tuple(trouble), records=len(sheet.rows))


def _check_headings(headings: tuple[str, ...]) -> Iterator[ImportProblem]:
    if "name" not in headings:
        yield ImportProblem(row=0, column="name", message=_("This column is needed."))
    for heading in headings:
        if heading.partition(".")[0] not in (*PROVIDER_COLUMNS, "description"):
            message = _("No provider has this; the columns are: {known}.").format(known=", ".join(PROVIDER_COLUMNS))
            yield ImportProblem(row=0, column=heading, message=message)


def _read_row(
    number: int, row: Mapping[str, SheetValue], workspace: Workspace
) -> tuple[list[ImportProblem], str, Provider | None]:
    """Return what is wrong with a row, where it belongs, and what it says."""
    name = str(row.get(_ID) or "") or make_identifier(str(row.get("name") or ""))
    if not is_identifier(name):
        message = _("Give the provider an identifier of lower-case letters, digits and hyphens.")
        return [ImportProblem(row=number, column=_ID, message=message)], "", None
    there = find_provider(workspace, name)
    content: dict[str, Any] = entity_values(there.entity) if there else {}
    for heading, cell in row.items():
        if heading != _ID and cell not in (None, ""):
            _put(content, heading, cell)
    try:
        provider = read_entity(content, Provider)
    except Mismatches as error:
        found = error.found
    else:
        found = check_values(provider)
        if not found:
            return [], PROVIDER.pattern.fill({"id": name}), provider
    wrong = [ImportProblem(row=number, column=str(one.at[0]), message=f"{one.message} {one.remedy}") for one in found]
    return wrong, PROVIDER.pattern.fill({"id": name}), None


def _put(content: dict[str, Any], heading: str, cell: SheetValue) -> None:
    """Give a key of a provider's file what a cell says."""
    key, _dot, language = heading.partition(".")
    text = str(cell).strip()
    sort = next(field.shape.sort for field in fields_of(Provider) if field.key == key)
    if language:
        before = content.get(key)
        content[key] = {**(before if isinstance(before, dict) else {}), language: text}
    elif sort is Sort.LIST:
        content[key] = [part.strip() for part in text.replace(";", ",").split(",") if part.strip()]
    elif sort is Sort.TRUTH:
        content[key] = _TRUTHS.get(text.casefold(), text)
    else:
        content[key] = text


IMPORTERS: Final = (
    Importer(name="networking-providers", title=N_("Providers"), suffixes=(".csv", ".xlsx"), read=read_providers),
)
"""The directory from a sheet."""
