"""A concrete commitment and its milestones (Roadmap V, VII)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from ogpkit.model.annotations import Identifier, Length, WebAddress
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice, GrandChallenge, Principle


class Level(Choice):
    """Where a commitment takes effect (Roadmap VII)."""

    NATIONAL = "national"
    SUBNATIONAL = "subnational", "Sub-national"
    LOCAL = "local"


class Origin(Choice):
    """How a commitment relates to what exists (Roadmap V)."""

    NEW = "new", "Entirely new"
    BUILDS_ON = "builds-on", "Builds on existing efforts"
    COMPLETES = "completes", "Completes an on-going reform"


class MilestoneStatus(Choice):
    """How far a milestone has come."""

    NOT_STARTED = "not-started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETE = "complete"
    WITHDRAWN = "withdrawn"


@attrs.frozen(kw_only=True)
class Indicator:
    """One thing by which a milestone can be verified, where a plan breaks its milestones down that far.

    Attributes:
        id: Its name within the milestone.
        number: How the published plan numbers it.
        title: What will be there.
        due: The day by which it will be there.
        deadline: The same in the words of the published plan.
        lead: The institution in charge.
        status: How far it has come.
    """

    id: Identifier
    number: str = ""
    title: Translated
    due: date | None = None
    deadline: Translated | None = None
    lead: str = ""
    status: MilestoneStatus = MilestoneStatus.NOT_STARTED


@attrs.frozen(kw_only=True)
class Reflection:
    """How a commitment reflects each of the four principles (Roadmap VII).

    Attributes:
        transparency: Which information becomes open, comprehensive, timely and free.
        open_data: Whether it meets basic open data standards: raw and machine-readable.
        participation: How citizens debate, give input or contribute, and what follows from it.
        accountability: Which rules or mechanisms make officials justify what they do, act upon criticism and take responsibility.
        innovation: How technology is opened to citizens, or their capacity to use it grows.
    """

    transparency: Annotated[Translated, Length.LONG] | None = None
    open_data: bool | None = None
    participation: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": Principle.PARTICIPATION.label}
    )
    accountability: Annotated[Translated, Length.LONG] | None = None
    innovation: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": Principle.INNOVATION.label}
    )


@attrs.frozen(kw_only=True)
class Milestone:
    """Step of a commitment with a time frame and a benchmark (Roadmap VII).

    Attributes:
        id: Its name within the commitment; other files and addresses refer to it.
        number: How the published plan numbers it.
        title: What will be there when it is reached.
        start: The day on which work begins.
        due: The day by which it will be reached.
        deadline: The same in the words of the published plan.
        benchmark: How anybody can verify that it is reached.
        status: How far it has come.
        completed: The day on which it was completed.
        evidence: Addresses that show what was done.
        lead: The institution in charge, where it is not the commitment's.
        reason: Why it was withdrawn.
        indicators: What it is verified by, where the plan breaks it down.
    """

    id: Identifier
    number: str = ""
    title: Translated
    start: date | None = None
    due: date | None = None
    deadline: Translated | None = None
    benchmark: Annotated[Translated, Length.LONG] | None = None
    status: MilestoneStatus = MilestoneStatus.NOT_STARTED
    completed: date | None = None
    evidence: tuple[WebAddress, ...] = ()
    lead: str = ""
    reason: Annotated[Translated, Length.LONG] | None = None
    indicators: tuple[Indicator, ...] = ()


@attrs.frozen(kw_only=True)
class Commitment:
    """Commitment of a country's action plan; its identifier is its file's name.

    Attributes:
        title: Its name, short and concrete.
        number: How the published plan numbers it; the plan is shown in this order.
        challenge: The grand challenge that it addresses (Roadmap VI).
        principles: The core principles that it reflects (Roadmap VII).
        level: Where it takes effect (Roadmap VII).
        origin: How it relates to what exists (Roadmap V).
        lead: The institution that implements it.
        partners: Institutions and organisations that take part.
        start: The day on which work begins.
        end: The day by which it is done.
        baseline: Current practice, which the commitment stretches (Roadmap V).
        ambition: What will be different.
        description: What will be done.
        reflects: How it reflects the principles that it names (Roadmap VII).
        milestones: Its steps, each with a time frame and a benchmark.
    """

    title: Translated
    number: str = ""
    challenge: GrandChallenge | None = attrs.field(default=None, metadata={"label": "Grand challenge"})
    principles: tuple[Principle, ...] = ()
    level: Level = Level.NATIONAL
    origin: Origin = Origin.NEW
    lead: str = ""
    partners: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    baseline: Annotated[Translated, Length.LONG] | None = None
    ambition: Annotated[Translated, Length.LONG] | None = None
    description: Annotated[Translated, Length.LONG] | None = None
    reflects: Reflection | None = None
    milestones: tuple[Milestone, ...] = ()
