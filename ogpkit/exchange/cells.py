"""The cells of a document's table as plain text, in the language in use."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from ogpkit.language import _
from ogpkit.writing import Link, Said, Share

if TYPE_CHECKING:
    from ogpkit.writing import Cell


def cell_text(cell: Cell) -> str:
    """What a cell says, as plain text; nothing in it has been made harmless yet.

    Args:
        cell: The cell.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("yes") if cell else _("no")
    if isinstance(cell, Link | Said):
        return cell.text
    if isinstance(cell, Share):
        return _("{share} %").format(share=round(cell.percent))
    return cell.isoformat() if isinstance(cell, date) else str(cell)


@lru_cache(maxsize=4096)
def day_text(day: date, language: str) -> str:
    """A day as a language writes days; as ISO 8601 does where it is not known how.

    Args:
        day: The day.
        language: A language code.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only what people read needs it
    from babel.dates import format_date  # noqa: PLC0415

    try:
        return format_date(day, "long", Locale.parse(language.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return day.isoformat()
