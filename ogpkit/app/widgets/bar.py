"""A bar made of letters: so many of so many, readable without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit import serve_old_names

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "bar")


FULL: Final = "█"
EMPTY: Final = "░"
MARK: Final = "┃"


def text_bar(value: float, most: float, width: int = 20, mark: float | None = None) -> str:
    """Return a bar made of letters, of a fixed width: so many of so many.

    Args:
        value: How much there is.
        most: How much there could be; with nothing possible the bar is empty.
        width: The number of letters.
        mark: A value to mark on the bar, such as a threshold.
    """
    filled = round(width * min(max(value / most, 0), 1)) if most > 0 else 0
    letters = list(FULL * filled + EMPTY * (width - filled))
    if mark is not None and most > 0:
        letters[min(max(round(width * mark / most), 1), width) - 1] = MARK
    return "".join(letters)
