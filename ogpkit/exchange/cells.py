"""The cells of a document's table as plain text, in the language in use."""

from __future__ import annotations

from datetime import date
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
