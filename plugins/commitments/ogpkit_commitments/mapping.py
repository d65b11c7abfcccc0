"""What the columns of somebody's sheet of a plan mean: data in a file, so that another country's sheet needs no code.

A sheet has one row for each of the lowest level that it knows: commitments, their milestones, or the milestones' indicators.
At each level one column identifies the thing, and others become fields of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api import LevelMapping, SheetDescription

if TYPE_CHECKING:
    from collections.abc import Iterator


@attrs.frozen(kw_only=True)
class SheetMapping(SheetDescription):
    """Meaning of the columns of a sheet.

    Attributes:
        commitment: The level of commitments.
        milestone: The level of milestones, where the sheet has one.
        indicator: The level of indicators, where the sheet has one.
    """

    commitment: LevelMapping
    milestone: LevelMapping | None = None
    indicator: LevelMapping | None = None

    def list_levels(self) -> Iterator[tuple[str, LevelMapping]]:
        """Yield the levels of the sheet, from the top."""
        for name in ("commitment", "milestone", "indicator"):
            level: LevelMapping | None = getattr(self, name)
            if level is not None:
                yield name, level
