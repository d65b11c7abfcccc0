"""A concrete commitment and its milestones (Roadmap V, VII)."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

import attrs

from ogpkit.model.annotations import (
    Audience,
    Bounds,
    Identifier,
    InWords,
    Kept,
    Length,
    OlderDay,
    PastDay,
    Reference,
    TextFormat,
    WebAddress,
)
from ogpkit.model.country import Contact
from ogpkit.model.reflection import Reflection
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import ChallengeArea, Choice, DevelopmentGoal, GrandChallenge, Principle

PROMISE: Final = Kept(since="deposited", unless="changes")
"""What a submitted plan promises; a refresh of the plan may change it, and says so."""

TARGET: Final = attrs.evolve(PROMISE, away_from="baseline")
"""A number that a submitted plan promises to reach."""


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


class ChangeSort(Choice):
    """What a refresh of a plan did with a commitment."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended", "Ended early"


@attrs.frozen(kw_only=True)
class ProgressUpdate:
    """Report on the progress of a milestone or an indicator on one day.

    Attributes:
        on: The day of the report.
        status: Its status on that day.
        percent: Its progress in per cent, if the country measures it.
        done: What was done since the previous update.
        challenges: What made progress difficult, and what is being done about it.
        evidence: Web addresses that show what was done.
        by: Who reported it.
    """

    on: PastDay
    status: MilestoneStatus | None = None
    percent: Annotated[int, Bounds(0, 100, "percent")] | None = attrs.field(
        default=None, metadata={"label": "Per cent"}
    )
    done: Annotated[Translated, Length.LONG] | None = attrs.field(default=None, metadata={"label": "What was done"})
    challenges: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": "Challenges met"}
    )
    evidence: tuple[WebAddress, ...] = ()
    by: Annotated[str, Audience.INTERNAL] = ""


def get_current_status(own: MilestoneStatus | None, updates: tuple[ProgressUpdate, ...]) -> MilestoneStatus | None:
    """Return how far something has come: what the newest update that says it says, else what stands in its own field.

    Args:
        own: What stands there.
        updates: The updates, in any order; of several on one day the last one counts.
    """
    newest = max((one for one in reversed(updates) if one.status is not None), key=lambda one: one.on, default=None)
    return newest.status if newest is not None and newest.status is not None else own


def find_completion_day(updates: tuple[ProgressUpdate, ...]) -> date | None:
    """Return the day of the report since which something is complete; None where the newest reports say something else.

    Args:
        updates: The updates, in any order.
    """
    since = None
    for one in sorted((one for one in updates if one.status is not None), key=lambda one: one.on):
        since = (since or one.on) if one.status is MilestoneStatus.COMPLETE else None
    return since


@attrs.frozen(kw_only=True)
class CommitmentChange:
    """Change of a commitment by a refresh of its plan, for example at midterm.

    Attributes:
        on: The day of the refresh.
        sort: Whether it was added, changed or ended.
        reason: The reason.
    """

    on: date
    sort: ChangeSort = attrs.field(metadata={"label": "Change"})
    reason: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class Stakeholders:
    """Those who take part in a commitment, by kind (action plan template of 2022).

    Attributes:
        government: Ministries, departments and agencies.
        civil_society: Organisations of civil society.
        others: Parliament, the private sector, universities and others.
    """

    government: tuple[str, ...] = ()
    civil_society: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Indicator:
    """One thing by which a milestone can be verified, where a plan breaks its milestones down that far.

    Attributes:
        id: Its identifier in the milestone.
        number: Its number in the published plan.
        title: What will be achieved.
        due: The day by which it should be achieved.
        deadline: The deadline in the words of the published plan.
        unit: What the numbers count.
        baseline: The number today, which the commitment will change (Roadmap V).
        target: The number to reach.
        lead: The institution in charge.
        status: Its status, if no update gives one. Leave it out if no one has reported yet.
        updates: Reports on its progress, oldest first.
    """

    id: Identifier
    number: str = ""
    title: Translated
    due: Annotated[date, InWords("deadline"), PROMISE] | None = None
    deadline: Translated | None = None
    unit: str = ""
    baseline: float | None = None
    target: Annotated[float, TARGET] | None = None
    lead: str = ""
    status: MilestoneStatus | None = None
    updates: tuple[ProgressUpdate, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Tell whether anything is said of its progress."""
        return self.status is not MilestoneStatus.NOT_STARTED or bool(self.updates)

    @property
    def completed_on(self) -> date | None:
        """Return the day since which it is complete; None where it is not, or where no report says when."""
        return find_completion_day(self.updates)

    def with_reports(self) -> Indicator:
        """Return the indicator as far as its newest update says."""
        return attrs.evolve(self, status=get_current_status(self.status, self.updates)) if self.updates else self


def _join_statuses(indicators: tuple[Indicator, ...]) -> MilestoneStatus | None:
    """Return how far a milestone has come whose indicators have come so far."""
    counting = {one.status for one in indicators} - {MilestoneStatus.WITHDRAWN}
    if not counting:
        return MilestoneStatus.WITHDRAWN
    if counting == {None}:
        return None
    if counting == {MilestoneStatus.COMPLETE}:
        return MilestoneStatus.COMPLETE
    # one indicator that lags behind keeps the whole from being called substantial
    if counting <= {MilestoneStatus.SUBSTANTIAL, MilestoneStatus.COMPLETE}:
        return MilestoneStatus.SUBSTANTIAL
    return MilestoneStatus.LIMITED if counting - {MilestoneStatus.NOT_STARTED, None} else MilestoneStatus.NOT_STARTED


@attrs.frozen(kw_only=True)
class Milestone:
    """Step of a commitment with a time frame and a benchmark (Roadmap VII).

    Attributes:
        id: Its identifier in the commitment. Other files and web addresses use it.
        number: Its number in the published plan.
        title: What will exist when it is complete.
        start: The day on which work starts.
        due: The day by which it should be complete.
        deadline: The deadline in the words of the published plan.
        benchmark: How anyone can check that it is complete.
        outputs: What it will produce.
        status: Its status, if no update gives one. Leave it out if no one has reported yet.
        completed: The day on which it was completed. If you leave it out, the day of the update counts.
        evidence: Web addresses that show what was done.
        lead: The institution in charge, if it is not the one that leads the commitment.
        partners: Institutions and organisations that take part in it.
        reason: Why it was withdrawn.
        indicators: What shows its progress, if the plan gives indicators.
        updates: Reports on its progress, oldest first.
    """

    id: Identifier
    number: str = ""
    title: Translated
    start: OlderDay | None = None
    due: Annotated[date, InWords("deadline"), PROMISE] | None = None
    deadline: Translated | None = None
    benchmark: Annotated[Translated, Length.LONG, PROMISE] | None = None
    outputs: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": "Expected outputs"}
    )
    status: MilestoneStatus | None = None
    completed: PastDay | None = None
    evidence: tuple[WebAddress, ...] = ()
    lead: str = ""
    partners: tuple[str, ...] = ()
    reason: Annotated[Translated, Length.LONG] | None = None
    indicators: Annotated[tuple[Indicator, ...], PROMISE] = ()
    updates: tuple[ProgressUpdate, ...] = ()

    @property
    def completed_on(self) -> date | None:
        """Return the day on which it was completed; None where it is not complete, or where nobody wrote the day down."""
        if self.status is not MilestoneStatus.COMPLETE:
            return None
        return self.completed or find_completion_day(self.updates)

    def with_reports(self) -> Milestone:
        """Return the milestone with what its updates, and where it says nothing itself its indicators, say of it.

        Its day is that of the last of its indicators, and it is as far as they are.
        """
        told = self.status is not MilestoneStatus.NOT_STARTED or self.updates
        if not told and self.due is not None and not any(one.is_begun for one in self.indicators):
            return self  # as most of a new plan are
        indicators = tuple(one.with_reports() for one in self.indicators)
        status = get_current_status(self.status, self.updates)
        has_own = any(one.status is not None for one in self.updates)
        days = [find_completion_day(self.updates)]
        # indicators say more than a file that says nothing, or that the whole has not begun
        if indicators and status in (None, MilestoneStatus.NOT_STARTED) and not has_own:
            status = _join_statuses(indicators)
            days = [one.completed_on for one in indicators if one.status is MilestoneStatus.COMPLETE]
        if not self.updates and status is self.status and self.due is not None and indicators == self.indicators:
            return self
        # complete since the last indicator is; where the day of one of them is not known, neither is that of the whole
        known = [day for day in days if day is not None]
        day = max(known) if status is MilestoneStatus.COMPLETE and known and len(known) == len(days) else None
        return attrs.evolve(
            self,
            # a milestone is reached when the last of its indicators is (Roadmap VII: time frames and benchmarks)
            due=self.due or max((one.due for one in indicators if one.due), default=None),
            status=status,
            completed=self.completed or day,
            evidence=tuple(dict.fromkeys((*self.evidence, *(url for one in self.updates for url in one.evidence)))),
            indicators=indicators,
        )


@attrs.frozen(kw_only=True)
class Commitment:
    """Commitment of a country's action plan; its identifier is its file's name.

    Attributes:
        title: A short, concrete name.
        number: Its number in the published plan. Commitments are shown in this order.
        challenge: The grand challenge that it addresses (Roadmap VI).
        principles: The core principles that it reflects (Roadmap VII).
        level: Where it takes effect (Roadmap VII). Leave it out if it is not known.
        origin: How it relates to what exists (Roadmap V). Leave it out if it is not known.
        lead: The institution that implements it.
        partners: Institutions and organisations that take part.
        start: The day on which work starts.
        end: The day by which it should be complete.
        problem: The problem that it addresses, and what causes it (template of 2015).
        baseline: The current practice that the commitment stretches (Roadmap V).
        done_so_far: What has already been done to solve the problem (template of 2022).
        ambition: What will be different.
        description: What will be done.
        solution: The solution that it proposes, and how it contributes to solving the problem (template of 2015).
        results: The results that are expected (template of 2022).
        resources: Budget, staff and programmes behind it (template of 2015).
        implementation_plan: The web address of its implementation plan, in each language.
        reflects: How it reflects the principles above (Roadmap VII).
        milestones: Its steps, each with a time frame and a benchmark.
        url: Its page in the published plan, in each language.
        further_challenges: Other grand challenges that it addresses.
        further_levels: Other levels at which it takes effect.
        challenge_areas: The areas of the Open Gov Challenge that it belongs to (since 2023).
        policy_areas: The policy areas that it belongs to, in OGP's words or the country's own.
        goals: The Sustainable Development Goals that it serves (template of 2015).
        continues: The commitment of an earlier plan that it continues.
        adds: What it adds to the commitment that it continues (Roadmap V).
        stakeholders: Who takes part, by type (template of 2022).
        contact: Who the public can ask about it.
        internal_contact: Who colleagues can ask about it. This is never published.
        changes: How refreshes of the plan changed it, oldest first.
    """

    title: Annotated[Translated, PROMISE]
    number: str = ""
    challenge: GrandChallenge | None = attrs.field(default=None, metadata={"label": "Grand challenge"})
    principles: tuple[Principle, ...] = ()
    level: Level | None = None
    origin: Origin | None = None
    lead: str = ""
    partners: tuple[str, ...] = ()
    start: OlderDay | None = None
    end: Annotated[date, PROMISE] | None = None
    problem: Annotated[Translated, Length.LONG] | None = None
    baseline: Annotated[Translated, Length.LONG] | None = None
    done_so_far: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": "Already done"}
    )
    ambition: Annotated[Translated, Length.LONG] | None = None
    description: Annotated[Translated, Length.LONG] | None = None
    solution: Annotated[Translated, Length.LONG] | None = None
    results: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": "Expected results"}
    )
    resources: Annotated[Translated, Length.LONG] | None = None
    implementation_plan: Annotated[Translated, TextFormat.WEBPAGE] | None = None
    reflects: Reflection | None = None
    milestones: Annotated[tuple[Milestone, ...], PROMISE] = ()
    url: Annotated[Translated, TextFormat.WEBPAGE] | None = attrs.field(
        default=None, metadata={"label": "Page in the plan"}
    )
    further_challenges: tuple[GrandChallenge, ...] = attrs.field(
        default=(), metadata={"label": "Other grand challenges"}
    )
    further_levels: tuple[Level, ...] = ()
    challenge_areas: tuple[ChallengeArea, ...] = attrs.field(
        default=(), metadata={"label": "Areas of the Open Gov Challenge"}
    )
    policy_areas: tuple[str, ...] = ()
    goals: tuple[DevelopmentGoal, ...] = attrs.field(default=(), metadata={"label": "Sustainable Development Goals"})
    continues: Annotated[Identifier, Reference("commitment", within="country")] | None = attrs.field(
        default=None, metadata={"label": "Continues the commitment"}
    )
    adds: Annotated[Translated, Length.LONG] | None = attrs.field(default=None, metadata={"label": "What is new"})
    stakeholders: Stakeholders | None = None
    contact: Contact | None = None
    internal_contact: Annotated[Contact, Audience.INTERNAL] | None = None
    changes: tuple[CommitmentChange, ...] = ()

    @property
    def all_challenges(self) -> tuple[GrandChallenge, ...]:
        """Return every grand challenge that it addresses, the first one first."""
        return tuple(dict.fromkeys(((self.challenge,) if self.challenge else ()) + self.further_challenges))

    @property
    def ended_on(self) -> date | None:
        """Return the day on which a refresh of the plan ended it; None where none did."""
        return next((one.on for one in reversed(self.changes) if one.sort is ChangeSort.ENDED), None)

    def list_current_milestones(self, today: date) -> tuple[Milestone, ...]:
        """Return the milestones as far as they have come; those that an early end left open are withdrawn.

        Args:
            today: The day; an end that is still to come takes nothing back.
        """
        found = tuple(one.with_reports() for one in self.milestones)
        if self.ended_on is None or self.ended_on > today:
            return found
        return tuple(
            one
            if one.status is MilestoneStatus.COMPLETE
            else attrs.evolve(one, status=MilestoneStatus.WITHDRAWN, updates=())
            for one in found
        )
