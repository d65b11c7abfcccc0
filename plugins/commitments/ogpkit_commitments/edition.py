"""What an edition of the rules says about plans and commitments."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import attrs

from ogpkit.api import EditionPart, SettingsTable, Stage
from ogpkit.api.content import Bounds, Cycle, Translated, find_rules
from ogpkit.api.text import N_

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


@attrs.frozen(kw_only=True)
class DeclarationText:
    """What governments endorse with the Declaration of Principles (Roadmap IX).

    Attributes:
        summary: What it says, in ogpkit's own words.
        nature: What it binds to.
        source: Where that stands.
        points: What a government commits to with it, point by point, retold.
        url: Where its wording can be read.
    """

    summary: Translated
    nature: Translated
    source: str
    points: tuple[Translated, ...] = ()
    url: str = ""


@attrs.frozen(kw_only=True)
class CommitmentsPart:
    """Rules about plans and commitments: `[commitments]` of an edition file.

    Attributes:
        least_challenges: How many grand challenges a plan addresses at least (Roadmap VI).
        at_risk_days: How many days before its due day a milestone that has not begun is at risk.
        share: How much of a milestone each status stands for, in per cent.
        vague: Words, by language, that promise without saying what could be verified.
        usual_years: For how many years a plan runs where nobody says otherwise.
        longest_months: For how many months a cycle runs at most; left out where nothing says so.
        together_months: For how many months two cycles may run side by side; left out where nothing says so.
        publish_days: How many days after its deposit a plan is public at the latest; left out where nothing says so.
        refresh_months: How many months after it began a plan of four years is refreshed; left out where nothing says so.
        refresh_over_months: A plan that runs longer than so many months is one of four years.
        template: The fields that the template asks of a commitment, by key.
        form: The fields of a commitment in the order of the template's form; in a document the others follow them.
        unconfirmed: What in it rests on a source that could not be confirmed, in sentences.
        declaration: What the Declaration of Principles is.
        stages: The stages of a cycle, in their usual order.
    """

    least_challenges: int = 1
    at_risk_days: Annotated[int, Bounds(0, 366, "days")] = 60
    share: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    vague: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    usual_years: Annotated[int, Bounds(1, 4, "years")] = 2
    longest_months: Annotated[int, Bounds(1, 120, "months")] | None = None
    together_months: Annotated[int, Bounds(0, 120, "months")] | None = None
    publish_days: Annotated[int, Bounds(0, 366, "days")] | None = None
    refresh_months: Annotated[int, Bounds(0, 60, "months")] | None = None
    refresh_over_months: Annotated[int, Bounds(0, 60, "months")] = 0
    template: tuple[str, ...] = ()
    form: tuple[str, ...] = ()
    unconfirmed: tuple[Translated, ...] = ()
    declaration: DeclarationText | None = None
    stages: Mapping[str, Stage] = attrs.field(factory=dict, hash=False)


EDITION_PART: Final = EditionPart(name="commitments", entity=CommitmentsPart, folder=Path(__file__).parent / "editions")
"""The table `[commitments]` of every edition file."""


@attrs.frozen(kw_only=True)
class PlanSettings:
    """What a country sets for its plans: `[plugins.commitments]` of `ogpkit.toml`.

    Attributes:
        report_every_months: How often each commitment reports on its progress; 0 for no reminder.
    """

    report_every_months: Annotated[int, Bounds(0, 24, "months")] = 0


SETTINGS: Final = SettingsTable(entity=PlanSettings, title=N_("Action plans"))
"""What a country sets for its plans."""


def get_rules(workspace: Workspace, country: str, cycle: str) -> CommitmentsPart:
    """Return the rules that a plan follows; without a cycle or with an unknown rule set they ask for nothing.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    found = find_rules(workspace, CommitmentsPart, country, cycle) if workspace.one(Cycle, country, cycle) else None
    return found or CommitmentsPart()
