"""Identifiers that nobody has yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection


def free(wish: str, taken: Collection[str]) -> str:
    """The identifier that is wished for, with a number behind it where it is taken.

    Args:
        wish: The identifier.
        taken: Those that are taken.
    """
    numbered = (f"{wish}-{number}" for number in range(2, len(taken) + 3))
    return wish if wish not in taken else next(name for name in numbered if name not in taken)
