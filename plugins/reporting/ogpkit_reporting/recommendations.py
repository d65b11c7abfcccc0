"""Recommendations of independent reports, and what the government says to each (Roadmap XI).

Who writes what is kept apart: the recommendations stand in the independent report, the government's answers and what became of
them in a file of its own.
"""

from __future__ import annotations

from typing import Annotated

import attrs

from ogpkit.api import Argument, Option
from ogpkit.api.content import Choice, Identifier, Length, PastDay, Reference, Translated, WebAddress


class RecommendationSubject(Choice):
    """Subject of a recommendation."""

    PLAN = "plan", "The plan as a whole"
    PROCESS = "process", "The process"
    COMMITMENTS = "commitments", "Commitments"


class Position(Choice):
    """Answer of a government to a recommendation."""

    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    REJECTED = "rejected", "Rejected"


class Uptake(Choice):
    """What became of a recommendation."""

    NONE = "not-taken-up", "Not taken up"
    PART = "in-part", "Taken up in part"
    FULL = "in-full", "Taken up in full"


@attrs.frozen(kw_only=True)
class Recommendation:
    """Recommendation of the Independent Reporting Mechanism.

    Attributes:
        id: A name that the government's answer uses to refer to it.
        text: What is recommended.
        about: Whether it is about the plan as a whole, the process or commitments. Leave it out if this is not known.
        commitments: The commitments that it is about, if any.
        key: Whether it is one of the key recommendations.
        product: The product that makes the recommendation, if it is not the report itself.
    """

    id: Annotated[Identifier, Argument()]
    text: Annotated[Translated, Length.LONG]
    about: RecommendationSubject | None = None
    commitments: Annotated[
        tuple[Annotated[str, Reference("commitment", within="cycle")], ...], Option("--commitment", "COMMITMENT")
    ] = ()
    key: bool = attrs.field(default=False, metadata={"label": "Key recommendation"})
    product: Identifier = ""


@attrs.frozen(kw_only=True)
class RecommendationResponse:
    """Answer of the government to a recommendation.

    Attributes:
        recommendation: The recommendation, by its id.
        answer: Whether the recommendation is accepted.
        on: The day.
        reason: The reason, and what the government plans to do.
        url: Where the answer can be read.
    """

    recommendation: Annotated[str, Reference("independent-report", within="cycle", items="recommendations"), Argument()]
    answer: Annotated[Position, Argument()]
    on: PastDay
    reason: Annotated[Translated, Length.LONG] | None = None
    url: WebAddress | None = None


@attrs.frozen(kw_only=True)
class RecommendationOutcome:
    """What had become of a recommendation by a day; the newest one counts.

    Attributes:
        recommendation: The recommendation, by its id.
        uptake: How far the recommendation was taken up.
        on: The day.
        account: What was done, or why nothing was done, in a few sentences.
        evidence: Web addresses that show it.
        plan: The cycle of the later plan that takes it up.
        commitments: The commitments of this plan or a later one that take it up.
    """

    recommendation: Annotated[str, Reference("independent-report", within="cycle", items="recommendations"), Argument()]
    uptake: Annotated[Uptake, Argument()]
    on: PastDay
    account: Annotated[Translated, Length.LONG] | None = None
    evidence: tuple[WebAddress, ...] = ()
    plan: Annotated[str, Reference("cycle", within="country")] | None = None
    commitments: Annotated[
        tuple[Annotated[str, Reference("commitment", within="country")], ...], Option("--commitment", "COMMITMENT")
    ] = ()


@attrs.frozen(kw_only=True)
class RecommendationAnswers:
    """What a government says to the recommendations on a cycle, and what became of them.

    Attributes:
        responses: The government's answer to each recommendation.
        outcomes: The outcome of each recommendation. Add an entry each time there is news.
    """

    responses: tuple[RecommendationResponse, ...] = ()
    outcomes: tuple[RecommendationOutcome, ...] = ()
