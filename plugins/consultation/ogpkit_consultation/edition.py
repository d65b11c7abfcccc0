"""What an edition of the rules says about consultations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import attrs

from ogpkit.api import EditionPart
from ogpkit.api.content import Bounds, Cycle, Translated, find_rules
from ogpkit_consultation.model import Group, Mechanism

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace


@attrs.frozen(kw_only=True)
class Requirement:
    """Something that a rule set asks of a consultation: a principle of 2011, a minimum requirement of 2022.

    Attributes:
        number: Its number there.
        title: What it asks for.
        section: Where it stands.
        points: The codes of the check rules that look at its points.
        unconfirmed: What in it rests on a source that could not be confirmed; empty where all is.
    """

    number: str
    title: Translated
    section: str = ""
    points: tuple[str, ...] = ()
    unconfirmed: Translated = attrs.field(factory=Translated)


@attrs.frozen(kw_only=True)
class ConsultationPart:
    """Rules about consultations: `[consultation]` of an edition file.

    Attributes:
        groups: The groups that are consulted in any case (Roadmap IV.2).
        least_groups: How many groups at least make a range of views diverse (Roadmap IV.2).
        mechanisms: The mechanisms that are offered in any case (Roadmap IV.4).
        forewarning_days: How many days before an event it is announced at least (Roadmap IV.4).
        summary_days: How many days after the consultation its summary is published at the latest (Roadmap IV.2).
        comments_days: How many days after the consultation every written comment is online at the latest (Roadmap IV.2).
        answer_days: How many days after the consultation, or after it came in later, a comment is answered at the latest.
        forum_days: At most so many days lie between two meetings of the forum, where it promised nothing itself (Roadmap IV.5).
        minutes_days: How many days after a meeting its minutes are public at the latest.
        forum_rules: Whether the forum's rules are public, at the address that its file gives.
        timeline_days: How many days before co-creation begins its timeline is public at the latest.
        repository_days: At most so many days lie between two updates of the repository.
        website_months: At most so many months lie between two updates of what the website says.
        results_meetings: How many meetings a year present results of implementation.
        requirements: What is asked for, in its order.
        judged_by: Who judges whether the requirements are met; empty where it is not told.
    """

    groups: tuple[Group, ...] = ()
    least_groups: int = 1
    mechanisms: tuple[Mechanism, ...] = ()
    forewarning_days: Annotated[int, Bounds(0, 366, "days")] = 0
    summary_days: Annotated[int, Bounds(0, 366, "days")] | None = None
    comments_days: Annotated[int, Bounds(0, 366, "days")] | None = None
    answer_days: Annotated[int, Bounds(0, 366, "days")] | None = None
    forum_days: Annotated[int, Bounds(1, 3660, "days")] | None = None
    minutes_days: Annotated[int, Bounds(0, 366, "days")] | None = None
    forum_rules: bool = False
    timeline_days: Annotated[int, Bounds(0, 366, "days")] | None = None
    repository_days: Annotated[int, Bounds(1, 3660, "days")] | None = None
    website_months: Annotated[int, Bounds(1, 60, "months")] | None = None
    results_meetings: Annotated[int, Bounds(0, 52)] = 0
    requirements: tuple[Requirement, ...] = ()
    judged_by: Translated = attrs.field(factory=Translated)


EDITION_PART: Final = EditionPart(
    name="consultation", entity=ConsultationPart, folder=Path(__file__).parent / "editions"
)
"""The table `[consultation]` of every edition file."""


def get_rules(workspace: Workspace, country: str, cycle: str) -> ConsultationPart:
    """Return the rules by which a cycle consults; without a cycle or with an unknown rule set they ask for nothing.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    found = find_rules(workspace, ConsultationPart, country, cycle) if workspace.one(Cycle, country, cycle) else None
    return found or ConsultationPart()
