"""Numbers out of cells, as countries write them: with commas, points, spaces and apostrophes, and in figures of any script."""

from __future__ import annotations

import re
from math import isfinite
from typing import TYPE_CHECKING, Final

from ogpkit.schema.cell_format import DecimalMark, Percentage, UnreadableCell, cell_string, quote_cell
from ogpkit.text.figures import write_plain_figures
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from ogpkit.schema.cell_format import CellFormat, CellValue

_SPACE: Final = r"[ \u00a0\u2007\u2009\u202f]"
_GROUPED: Final = re.compile(rf"\d{{1,3}}(?:(?:['’]\d{{3}})+|(?:{_SPACE}\d{{3}})+)(?![\d'’])")
"""Thousands between spaces or between apostrophes."""

_PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)?|[.,]\d+")
_THOUSANDS: Final = {
    ",": re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}"),
    ".": re.compile(r"\d{1,3}(?:\.\d{3})+"),
}
"""Whole numbers with a mark between thousands; with commas also between lakhs and crores, as in India."""

_DOUBTFUL: Final = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_POWER: Final = re.compile(r"(?:\d+\.?\d*|\.\d+)[eE][+-]?\d{1,3}")
_SHARE: Final = re.compile(rf"%{_SPACE}*(.+)|(.+?){_SPACE}*%")
_MONEY: Final = r"(?:[$€£¥₩₦₵₱₹₺₴₽₾₸₼₪₫₡₲]|[A-Z]{3}\b|\b[A-Z]{3})"
_AMOUNT: Final = re.compile(rf"{_MONEY}{_SPACE}*([\d.,+-].*)|(.*[\d.,]){_SPACE}*{_MONEY}")


def read_number(cell: CellValue, form: CellFormat, *, is_share: bool = False) -> float | None:
    """Return the number that a cell says; None where it says none.

    Args:
        cell: A number of a workbook, or a text: 1234.5, 1,234.5, 1.234,5, 1 234,5, 1'234.5, 12,34,567, ١٬٢٣٤٫٥; with a
            currency before or behind it.
        is_share: Whether it counts per cent, so that 45 % is 45.

    Raises:
        UnreadableCell: It can be two numbers.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        value = cell.per_cent if is_share and isinstance(cell, Percentage) else float(cell)
        return value if isfinite(value) else None
    text = write_plain_figures(cell_string(cell))
    if is_share and (share := _SHARE.fullmatch(text)):
        text = share[1] or share[2]
    if amount := _AMOUNT.fullmatch(text):
        text = (amount[1] or amount[2]).strip()
    sign, text = (text[:1], text[1:]) if text[:1] in ("+", "-") else ("", text)
    number = _read_plain(text, cell, form.numbers)
    return -number if number is not None and sign == "-" else number


def has_currency(cell: CellValue) -> bool:
    """Tell whether a currency stands beside the number of a cell."""
    return isinstance(cell, str) and bool(_AMOUNT.fullmatch(write_plain_figures(cell.strip())))


def _read_plain(text: str, cell: CellValue, mark: DecimalMark) -> float | None:
    """Return a number without a sign before it; None where it is none."""
    grouped = _GROUPED.match(text)
    if grouped:  # 1 234,5: what stands behind thousands is a fraction
        text = re.sub(r"\D", "", grouped[0]) + text[grouped.end() :]
        plain = text if text.isdecimal() or not mark.sign or mark.sign in text else ""
    elif "," in text and "." in text:
        plain = _drop_inner_marks(text, mark)
    elif mark is DecimalMark.UNKNOWN and _DOUBTFUL.fullmatch(text):
        message = _(
            '“{cell}” could be two numbers. Write {whole} or {fraction}, or write `numbers = "comma"` or `numbers = "point"` in '
            "the mapping."
        )
        whole, fraction = re.sub("[,.]", "", text), f"{text.replace(',', '.')}0"  # one more figure leaves no doubt
        raise UnreadableCell(message.format(cell=quote_cell(cell), whole=whole, fraction=fraction))
    else:
        own = "," if "," in text else "."
        is_fraction = own == mark.sign or (mark is DecimalMark.UNKNOWN and text.count(own) == 1)
        is_whole = not is_fraction and _THOUSANDS[own].fullmatch(text)
        plain = text.replace(own, "") if is_whole else text if is_fraction or own not in text else ""
    plain = plain.replace(",", ".")
    return _convert(plain) if _PLAIN.fullmatch(plain) or _POWER.fullmatch(plain) else None


def _drop_inner_marks(text: str, mark: DecimalMark) -> str:
    """Return a number with both marks as one with that of its fraction alone; empty where they do not stand so."""
    place = max(text.rfind(","), text.rfind("."))
    inner = "," if text[place] == "." else "."
    is_sound = _THOUSANDS[inner].fullmatch(text[:place]) and mark.sign in ("", text[place])
    return text[:place].replace(inner, "") + text[place:] if is_sound else ""


def _convert(text: str) -> float | None:
    number = float(text)
    return number if isfinite(number) else None
