"""The account of a sheet's cells: how many are imported, left out or reported."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class CellCount:
    """Account of every cell of a sheet in which something stands, below its headings and beside them.

    Attributes:
        imported: How many say what is in the files of the import.
        left_out: How many are knowingly left out, with their row or column or as a word that means nothing.
        reported: How many are named among what had no place.
    """

    imported: int = 0
    left_out: int = 0
    reported: int = 0
