"""Where the documents of this plugin lie: a cycle, the commitments of its plan, the meaning of its sheets."""

from __future__ import annotations

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
        milestone: The level of milestones, where the sheet has one.
        indicator: The level of indicators, where the sheet has one.
    """

    commitment: LevelMapping
    milestone: LevelMapping | None = None
    indicator: LevelMapping | None = None


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
    example="""\
edition = "roadmap-2011"
start = 2012-04-01                  # implementation begins
end = 2013-03-31
challenges = ["public-resources"]   # at least one of the five

[[efforts]]                         # what exists already comes first in a plan
challenge = "public-resources"
summary.en = "EITI member since 2008."

[[history]]
stage = "consultation"
on = 2011-12-01
""",
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
    example="""\
title.en = "Publish mining revenues by region"
challenge = "public-resources"
principles = ["transparency", "participation", "accountability", "innovation"]
lead = "Ministry of Mines"
start = 2012-04-01
end = 2013-03-31
baseline.en = "Revenues are published for the nation as a whole."
ambition.en = "Residents of each region can see what is extracted, paid and spent there."

[[milestones]]
id = "portal"
title.en = "Map of two regions online"
due = 2012-12-31
benchmark.en = "2 of 9 regions"
""",
)

SHEET_MAPPING: Final = Kind(
    name="sheet-mapping",
    entity=SheetMapping,
    pattern="countries/{country}/cycles/{cycle}/sheet-mapping.toml",
    title="What the columns of a sheet mean",
    titles="What the columns of sheets mean",
    example="""\
dates = "month"                     # "day" 2023-12-05, "month" 2023-12, "season" By fall 2022, "year" 2023
ignore = ["Remarks"]                # columns that are knowingly left out

[commitment]
key = "Code"                        # the column that tells commitments apart
fields = { "title.en" = "Title", lead = "Department" }

[milestone]
key = "Milestone"
fields = { "title.en" = "Milestone text", due = "Due" }
""",
)
