"""Where the documents of this plugin lie: a cycle, the commitments of its plan, the meaning of its sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from ogpkit.api import Kind, LevelMapping, SheetDescription
from ogpkit.api.content import Commitment, Cycle
from ogpkit_commitments.plan import new_commitment, new_cycle, redact_commitment, redact_cycle, suggest_cycle_name


@attrs.frozen(kw_only=True)
class SheetMapping(SheetDescription):
    """Meaning of the columns of a sheet.

    Attributes:
        commitment: The level of commitments.
        milestone: The level of milestones, if the sheet has one.
        indicator: The level of indicators, if the sheet has one.
    """

    commitment: LevelMapping
    milestone: LevelMapping | None = None
    indicator: LevelMapping | None = None


_EXAMPLES: Final = Path(__file__).with_name("examples")

CYCLE: Final = Kind(
    name="cycle",
    entity=Cycle,
    new=new_cycle,
    suggest_name=suggest_cycle_name,
    pattern="countries/{country}/cycles/{cycle}/cycle.toml",
    title="Cycle",
    titles="Cycles",
    published=True,
    public_part=redact_cycle,
    example=_EXAMPLES / "cycle.toml",
)

COMMITMENT: Final = Kind(
    name="commitment",
    entity=Commitment,
    pattern="countries/{country}/cycles/{cycle}/commitments/{id}.toml",
    title="Commitment",
    titles="Commitments",
    published=True,
    public_part=redact_commitment,
    new=new_commitment,
    example=_EXAMPLES / "commitment.toml",
)

SHEET_MAPPING: Final = Kind(
    name="sheet-mapping",
    entity=SheetMapping,
    pattern="countries/{country}/cycles/{cycle}/sheet-mapping.toml",
    title="Column mapping",
    titles="Column mappings",
    example=_EXAMPLES / "sheet-mapping.toml",
)
