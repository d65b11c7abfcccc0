"""The columns of a sheet of evidence, made from the fields of the evidence file: `country`, `year`, then dotted keys."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Shape, Sort, fields_of
from ogpkit_eligibility.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

TRUTHS: Final = {"true": True, "yes": True, "false": False, "no": False}
"""What a cell with a truth value may hold; case does not matter."""


@attrs.frozen(kw_only=True)
class Column:
    """One column.

    Attributes:
        at: The key path of its value in the evidence file.
        shape: What its value is.
    """

    at: tuple[str, ...]
    shape: Shape

    @property
    def heading(self) -> str:
        """Return the dotted key, for example `citizen_engagement.civil_liberties`."""
        return ".".join(self.at)


class Unreadable(ValueError):
    """Raised when a cell does not hold what its column takes."""


@cache
def list_columns() -> tuple[Column, ...]:
    """Return the columns beside `country` and `year`, in the order of the fields."""
    return tuple(_walk_columns(Evidence, ()))


def _walk_columns(entity: type, above: tuple[str, ...]) -> Iterator[Column]:
    for field in fields_of(entity):
        at = (*above, field.key)
        if field.shape.table is not None:
            yield from _walk_columns(field.shape.table, at)
        else:
            yield Column(at=at, shape=field.shape)


def parse_cell(cell: str, column: Column) -> object:
    """Return the value that a cell stands for, as TOML would give it.

    Args:
        cell: The text of the cell, not empty.

    Raises:
        Unreadable: It holds something else.
    """
    try:
        if column.shape.sort is Sort.TRUTH:
            return TRUTHS[cell.lower()]
        if column.shape.sort is Sort.WHOLE:
            return int(cell)
        return float(cell) if column.shape.sort is Sort.NUMBER else cell
    except (KeyError, ValueError) as error:
        raise Unreadable(cell) from error


def put(data: dict[str, object], column: Column, value: object) -> None:
    """Lay a value over what an evidence file holds.

    Args:
        data: What the file holds; it is changed.
        column: Where the value belongs.
        value: As TOML would give it.
    """
    table = data
    for key in column.at[:-1]:
        below = table.setdefault(key, {})
        if isinstance(below, dict):
            table = below
    table[column.at[-1]] = value
