"""What the columns of somebody's sheet mean: data in a file, so that another country's sheet needs no code.

A sheet has one row for each of the lowest level that it knows: commitments, their milestones, or the milestones' indicators.
At each level one column identifies the thing, and others become fields of it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Choice, Commitment, Field, Indicator, Milestone, Shape, Sort, fields_of
from ogpkit.api.text import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEVELS: Final[Mapping[str, type]] = {"commitment": Commitment, "milestone": Milestone, "indicator": Indicator}
"""The levels of a plan, from the top, each with its class."""


class DateForm(Choice):
    """How a sheet writes days."""

    DAY = "day", "year-month-day"
    MONTH = "month", "year-month, the last day of which is meant"
    SEASON = "season", "a season or month and a year in words"
    YEAR = "year", "a year, the last day of which is meant"


@attrs.frozen(kw_only=True)
class Level:
    """One level of a sheet.

    Attributes:
        key: The heading of the column that identifies a thing of this level.
        fields: The heading of the column for each field; for a text in several languages `field.language`.
        constants: Values that every thing of this level has, by field.
    """

    key: str
    fields: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    constants: Mapping[str, str] = attrs.field(factory=dict, hash=False)


@attrs.frozen(kw_only=True)
class SheetMapping:
    """Meaning of the columns of a sheet.

    Attributes:
        title: What the sheet is.
        commitment: The level of commitments.
        milestone: The level of milestones, where the sheet has one.
        indicator: The level of indicators, where the sheet has one.
        dates: How the sheet writes days.
        months: The month, from 1 to 12, that a word means at the end of which something is due, for days in words.
        ignore: Headings of columns that are knowingly left out.
    """

    title: str = ""
    commitment: Level
    milestone: Level | None = None
    indicator: Level | None = None
    dates: DateForm = DateForm.DAY
    months: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    ignore: tuple[str, ...] = ()

    def list_levels(self) -> Iterator[tuple[str, Level]]:
        """Yield the levels of the sheet, from the top."""
        for name in LEVELS:
            level: Level | None = getattr(self, name)
            if level is not None:
                yield name, level


@attrs.frozen
class Column:
    """Field of a level as a column.

    Attributes:
        level: The level.
        path: The keys that lead to the value; the last is a language for a text in several.
        shape: What the field asks for.
    """

    level: str
    path: tuple[str, ...]
    shape: Shape

    @property
    def heading(self) -> str:
        """Return the heading in sheets that ogpkit writes, for example `milestone.title.en`."""
        return ".".join((self.level, *self.path))


def list_columns(languages: Sequence[str]) -> Iterator[Column]:
    """Yield every column that a plan can have, from the declarations of its classes.

    Args:
        languages: The languages of texts.
    """
    for level, entity in LEVELS.items():
        yield Column(level, ("id",), Shape(sort=Sort.TEXT))
        for field in fields_of(entity):
            if field.key != "id":
                yield from _list_field_columns(level, (), field, languages)


def _list_field_columns(level: str, at: tuple[str, ...], field: Field, languages: Sequence[str]) -> Iterator[Column]:
    shape, path = field.shape, (*at, field.key)
    if shape.sort is Sort.TRANSLATED:
        yield from (Column(level, (*path, language), shape) for language in languages)
    elif shape.sort is Sort.TABLE and shape.table:
        for inner in fields_of(shape.table):
            yield from _list_field_columns(level, path, inner, languages)
    elif not (shape.item and shape.item.sort is Sort.TABLE):
        yield Column(level, path, shape)


def build_own_mapping(headings: Sequence[str]) -> SheetMapping:
    """Return the mapping of a sheet that ogpkit itself has written: its headings say what they are.

    Args:
        headings: The headings of the sheet.
    """
    levels: dict[str, Level] = {}
    for level in LEVELS:
        key = f"{level}.id"
        if key in headings:
            fields = {
                heading.removeprefix(f"{level}."): heading
                for heading in headings
                if heading.startswith(f"{level}.") and heading != key
            }
            levels[level] = Level(key=key, fields=fields)
    return SheetMapping(
        title=_("a plan as ogpkit writes it"),
        commitment=levels.get("commitment", Level(key="commitment.id")),
        milestone=levels.get("milestone"),
        indicator=levels.get("indicator"),
    )


def end_of_month(year: int, month: int) -> date:
    """Return the last day of a month.

    Args:
        month: From 1 to 12.
    """
    return date(year, month, monthrange(year, month)[1])
