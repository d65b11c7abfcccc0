"""How large a screen may be."""

from __future__ import annotations

from typing import Final

from textual.geometry import Size

WIDEST: Final = 500
HIGHEST: Final = 300
"""Columns and lines; a screen of a hundred million columns would take the whole memory of the machine."""


def limit_size(size: Size) -> Size:
    """Return a size within what anybody can look at.

    Args:
        size: What the terminal or the browser says.
    """
    return Size(min(max(size.width, 1), WIDEST), min(max(size.height, 1), HIGHEST))
