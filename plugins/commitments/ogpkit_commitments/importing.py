"""Commitments out of a sheet that ogpkit has written, or whose columns the cycle's mapping explains."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Scope, SheetImport, SheetLevel
from ogpkit.api.text import N_, _
from ogpkit_commitments.kinds import COMMITMENT, SheetMapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def _count_records(rows: int, files: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    milestones = [item for commitment in files.values() for item in commitment.get("milestones", ())]
    indicators = [item for milestone in milestones for item in milestone.get("indicators", ())]
    yield _("{rows} rows: {commitments} commitments, {milestones} milestones, {indicators} indicators.").format(
        rows=rows, commitments=len(files), milestones=len(milestones), indicators=len(indicators)
    )


PLAN_SHEET: Final = SheetImport(
    name="plan",
    title=N_("Commitments out of a sheet"),
    kind=COMMITMENT,
    scope=Scope.CYCLE,
    levels=(
        SheetLevel(name="commitment"),
        SheetLevel(name="milestone", within="milestones"),
        SheetLevel(name="indicator", within="milestones.indicators"),
    ),
    mapping=SheetMapping,
    summarize=_count_records,
)
"""A plan as a sheet: as it goes out it comes in again, with the tables that other plugins add to it."""
