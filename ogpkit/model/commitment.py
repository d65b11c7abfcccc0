"""A concrete commitment and its milestones (Roadmap V, VII)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from ogpkit.model.challenges import GrandChallenge
from ogpkit.model.choices import Choice
from ogpkit.model.meanings import Identifier, Length, Webpage
from ogpkit.model.principles import Principle
from ogpkit.model.translated import Translated


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
class Milestone:
    """A step of a commitment with a time frame and a benchmark (Roadmap VII).

    Attributes:
        id: Its name within the commitment; other files and addresses refer to it.
        title: What will be there when it is reached.
        start: The day on which work begins.
        due: The day by which it will be reached.
        benchmark: How anybody can verify that it is reached.
        status: How far it has come.
        completed: The day on which it was completed.
        evidence: Addresses that show what was done.
        lead: The institution in charge, where it is not the commitment's.
        reason: Why it was withdrawn.
    """

    id: Identifier
    title: Translated
    start: date | None = None
    due: date | None = None
    benchmark: Annotated[Translated, Length.LONG] | None = None
    status: MilestoneStatus = MilestoneStatus.NOT_STARTED
    completed: date | None = None
    evidence: tuple[Webpage, ...] = ()
    lead: str = ""
    reason: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class Commitment:
    """A commitment of a country's action plan; its identifier is its file's name.

    Attributes:
        title: Its name, short and concrete.
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
        milestones: Its steps, each with a time frame and a benchmark.
    """

    title: Translated
    challenge: GrandChallenge | None = None
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
    milestones: tuple[Milestone, ...] = ()
