"""What an importer says of a sheet before anything comes in: its columns, and what each of them can become."""

from __future__ import annotations

from collections.abc import Mapping

import attrs


@attrs.frozen(kw_only=True)
class SheetColumn:
    """Column of a sheet from elsewhere.

    Attributes:
        heading: Its heading, or its letters where it has none.
        samples: What the first of its cells say that are not empty.
        is_headed: Whether it has a heading; without one it can only be left out.
    """

    heading: str
    samples: tuple[str, ...] = ()
    is_headed: bool = True


@attrs.frozen(kw_only=True)
class ColumnMeaning:
    """What a column of a sheet can become.

    Attributes:
        level: The table of the mapping file in which it is said.
        field: The field as the mapping calls it; `key` for what identifies a thing of the level.
        item: The item of a list for which a column stands that says yes or no.
        group: What a person calls the things of the level, in the person's language.
        title: What a person calls the field, in the same language.
        can_be_joined: Whether several columns may make it together: lines of a text, items of a list.
    """

    level: str
    field: str
    item: str = ""
    group: str = ""
    title: str = ""
    can_be_joined: bool = False

    @property
    def name(self) -> str:
        """Return a name that no other meaning of the sheet has."""
        return f"{self.level}.{self.field}={self.item}" if self.item else f"{self.level}.{self.field}"

    @property
    def label(self) -> str:
        """Return what a person calls it, the level included."""
        return f"{self.group}: {self.title}"


@attrs.frozen(kw_only=True)
class SheetReading:
    """What can be said of a sheet before it comes in.

    Attributes:
        columns: Its columns, from left to right; none where it cannot be read.
        meanings: What they can become, level by level.
        suggested: The mapping as far as somebody has said it or it can be recognized, as a mapping file would hold it.
        choices: What can be said of how the sheet is written where only a few things come into question: by the key in the
            mapping file, each value with what a person reads.
        trouble: Why it cannot be read, and what to do.
        kept_at: The file of the workspace in which the place keeps its mapping; empty where it keeps none.
        is_open: Whether columns are left out of which nobody says anything.
        keyed: The tables of the mapping whose things need a column that identifies them.
        lists: The keys of the lists in which the things of each level lie, by its table.
    """

    columns: tuple[SheetColumn, ...] = ()
    meanings: tuple[ColumnMeaning, ...] = ()
    suggested: Mapping[str, object] = attrs.field(factory=dict, hash=False)
    choices: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict, hash=False)
    trouble: str = ""
    kept_at: str = ""
    is_open: bool = False
    keyed: tuple[str, ...] = ()
    lists: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
