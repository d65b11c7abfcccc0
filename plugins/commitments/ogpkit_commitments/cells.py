"""From the cell of a sheet to the value of a field."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Final

from ogpkit.api import OgpkitError
from ogpkit.api.content import Shape, Sort
from ogpkit.api.text import _, sanitize_line
from ogpkit_commitments.mapping import DateForm, SheetMapping, end_of_month

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.api.editing import SheetValue


class NotUnderstandable(OgpkitError):
    """Raised when a cell cannot be the value that its column is for."""


def parse_cell(cell: SheetValue, shape: Shape, mapping: SheetMapping) -> object:
    """Return the value that a cell stands for.

    Args:
        cell: The cell; not empty.
        shape: What the field asks for.
        mapping: How the sheet writes days.

    Raises:
        NotUnderstandable: It cannot be one.
    """
    return _READERS.get(shape.sort, _parse_text)(cell, shape, mapping)


def _parse_text(cell: SheetValue, _shape: Shape, _mapping: SheetMapping) -> object:
    return cell.isoformat() if isinstance(cell, date) else str(cell).strip()


def _parse_whole(cell: SheetValue, _shape: Shape, _mapping: SheetMapping) -> object:
    try:
        return int(str(cell))
    except ValueError:
        raise NotUnderstandable(_("“{cell}” is no whole number.").format(cell=sanitize_line(str(cell)))) from None


def _parse_number(cell: SheetValue, _shape: Shape, _mapping: SheetMapping) -> object:
    try:
        return float(str(cell).replace(",", "."))
    except ValueError:
        raise NotUnderstandable(_("“{cell}” is no number.").format(cell=sanitize_line(str(cell)))) from None


def _parse_truth(cell: SheetValue, _shape: Shape, _mapping: SheetMapping) -> object:
    words = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
    found = words.get(str(cell).strip().casefold())
    if found is None:
        raise NotUnderstandable(_("“{cell}” is neither yes nor no.").format(cell=sanitize_line(str(cell))))
    return found


def _parse_choice(cell: SheetValue, shape: Shape, _mapping: SheetMapping) -> object:
    text = str(cell).strip().casefold()
    for one in shape.choices:
        if text in (one.value.casefold(), one.label.casefold(), _(one.label).casefold()):
            return one.value
    allowed = ", ".join(one.value for one in shape.choices)
    raise NotUnderstandable(
        _("“{cell}” is not one of {allowed}.").format(cell=sanitize_line(str(cell)), allowed=allowed)
    )


def _parse_date(cell: SheetValue, _shape: Shape, mapping: SheetMapping) -> object:
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = _DATES[mapping.dates](text, mapping)
    if found is None:
        raise NotUnderstandable(
            _("“{cell}” is no date written as {form}.").format(cell=sanitize_line(text), form=_(mapping.dates.label))
        )
    return found


def _parse_month(text: str, _mapping: SheetMapping) -> date | None:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", text)
    return end_of_month(int(found[1]), int(found[2])) if found and 1 <= int(found[2]) <= 12 else None  # noqa: PLR2004


def _parse_season(text: str, mapping: SheetMapping) -> date | None:
    year = re.search(r"\b(\d{4})\b", text)
    words = text.casefold()
    months = [month for word, month in mapping.months.items() if re.search(rf"\b{re.escape(word.casefold())}\b", words)]
    return end_of_month(int(year[1]), months[0]) if year and months and 1 <= months[0] <= 12 else None  # noqa: PLR2004


def _parse_year(text: str, _mapping: SheetMapping) -> date | None:
    return date(int(text), 12, 31) if re.fullmatch(r"[12]\d{3}", text) else None


def _list(cell: SheetValue, shape: Shape, mapping: SheetMapping) -> object:
    items = [part.strip() for part in re.split(r"[\n;]", str(cell)) if part.strip()]
    return [parse_cell(item, shape.item, mapping) for item in items] if shape.item else items


_DATES: Final[Mapping[DateForm, Callable[[str, SheetMapping], date | None]]] = {
    DateForm.DAY: lambda _text, _mapping: None,
    DateForm.MONTH: _parse_month,
    DateForm.SEASON: _parse_season,
    DateForm.YEAR: _parse_year,
}

_READERS: Final[Mapping[Sort, Callable[[SheetValue, Shape, SheetMapping], object]]] = {
    Sort.WHOLE: _parse_whole,
    Sort.NUMBER: _parse_number,
    Sort.TRUTH: _parse_truth,
    Sort.CHOICE: _parse_choice,
    Sort.DATE: _parse_date,
    Sort.LIST: _list,
}
