"""What governments and independent experts say of a cycle: the two reports, and the drafts that were sent (Roadmap X, XI)."""

from __future__ import annotations

from typing import Annotated

import attrs

from ogpkit.api import Argument
from ogpkit.api.content import (
    Audience,
    Choice,
    Identifier,
    Length,
    LongText,
    MilestoneStatus,
    PastDay,
    Reference,
    Step,
    TextFormat,
    Translated,
    WebAddress,
)
from ogpkit_reporting.experts import LocalExpert
from ogpkit_reporting.recommendations import Recommendation


class StakeholderGroup(Choice):
    """Whom an interviewed person speaks for."""

    GOVERNMENT = "government"
    CIVIL_SOCIETY = "civil-society", "Civil society"
    PRIVATE_SECTOR = "private-sector", "Private sector"
    ACADEMIA = "academia"
    MEDIA = "media"
    CITIZENS = "citizens"
    INTERNATIONAL = "international", "International organisation"


@attrs.frozen(kw_only=True)
class Assessment:
    """Assessment of a government of one of its commitments (Roadmap X).

    Attributes:
        commitment: The commitment.
        completion: How far the commitment has come (substance).
        on_time: Whether everything that was due in the cycle was complete on time (timelines).
        summary: What was done and what was not done, in a few sentences.
        evidence: Web addresses that show it.
    """

    commitment: Annotated[str, Reference("commitment", within="cycle")]
    completion: MilestoneStatus | None = None
    on_time: bool | None = None
    summary: Annotated[Translated, Length.LONG] | None = None
    evidence: tuple[WebAddress, ...] = ()


@attrs.frozen(kw_only=True)
class SelfAssessment:
    """Report of a government itself on a cycle, owed about three months after its end (Roadmap X).

    Attributes:
        published: The day on which it was made public.
        deposited: The day on which the report was deposited on the OGP portal.
        url: Its address, in each language in which it is published.
        consultation: How you consulted the public on the plan and on this report (Roadmap IV).
        assessments: What the report says about each commitment.
    """

    published: PastDay | None = None
    deposited: PastDay | None = None
    url: Annotated[Translated, TextFormat.WEBPAGE] | None = None
    consultation: Annotated[Translated, Length.LONG] | None = None
    assessments: tuple[Assessment, ...] = ()


@attrs.frozen(kw_only=True)
class Interview:
    """Conversation with somebody who knows (Roadmap XI).

    Attributes:
        id: A name that answers use to refer to it.
        on: The day.
        with_: The person that the researchers spoke with.
        group: Who they speak for.
        notes: What was said, as far as you are allowed to keep it.
    """

    id: Identifier | None = None
    on: PastDay
    with_: str
    group: StakeholderGroup | None = None
    notes: LongText = ""


@attrs.frozen(kw_only=True)
class Source:
    """Something that was read: a document, a page, a data set (Roadmap XI).

    Attributes:
        id: A name that answers use to refer to it.
        title: What it is called.
        url: Where it is.
        notes: What it shows.
    """

    id: Identifier | None = None
    title: str
    url: WebAddress | None = None
    notes: Annotated[LongText, Audience.INTERNAL] = ""


@attrs.frozen(kw_only=True)
class Cluster:
    """Commitments that the Independent Reporting Mechanism codes together.

    Attributes:
        id: A name that answers use to refer to it.
        title: What it is called.
        commitments: The commitments in the cluster.
    """

    id: Identifier
    title: Translated | None = None
    commitments: tuple[Annotated[str, Reference("commitment", within="cycle")], ...] = ()


@attrs.frozen(kw_only=True)
class Answer:
    """Answer to a question of the common questionnaire (Roadmap XI).

    Attributes:
        question: The question, by its name in the edition.
        commitment: The commitment that the answer is about. Leave it out for a question about a cluster or the country.
        cluster: The cluster that the answer is about, by its id. The answer then applies to each commitment in the cluster.
        answer: One of the answers on the question's scale.
        reason: The reason.
        evidence: The interviews and sources that support the answer, by their id.
    """

    question: Annotated[Identifier, Argument()]
    commitment: Annotated[str, Reference("commitment", within="cycle")] | None = None
    cluster: Identifier | None = None
    answer: Annotated[Identifier, Argument()]
    reason: Annotated[Translated, Length.LONG] | None = None
    evidence: tuple[Identifier, ...] = ()


@attrs.frozen(kw_only=True)
class Review:
    """Remark of the international expert committee on a draft (Roadmap XI).

    Attributes:
        on: The day.
        reviewer: Who made the review.
        text: What to change or explain.
        commitment: The commitment that it is about, if any.
        answer: The researcher's reply.
        resolved: Whether the matter is settled.
    """

    on: PastDay
    reviewer: str = ""
    text: Annotated[Translated, Length.LONG]
    commitment: Annotated[str, Reference("commitment", within="cycle")] | None = None
    answer: Annotated[Translated, Length.LONG] | None = None
    resolved: bool = False


@attrs.frozen(kw_only=True)
class GovernmentComment:
    """Comment of the government on a draft (Roadmap XI).

    Attributes:
        on: The day.
        text: What the government says.
        commitment: The commitment that it is about, if any.
        answer: The researcher's reply.
        resolved: Whether the matter is settled.
    """

    on: PastDay
    text: Annotated[Translated, Length.LONG]
    commitment: Annotated[str, Reference("commitment", within="cycle")] | None = None
    answer: Annotated[Translated, Length.LONG] | None = None
    resolved: bool = False


@attrs.frozen(kw_only=True)
class Publication:
    """Independent report as a published document (Roadmap XI).

    Attributes:
        url: Its address, in each language in which it is published.
        deposited: The day on which it was put on the OGP portal.
    """

    url: Annotated[Translated, TextFormat.WEBPAGE] | None = None
    deposited: PastDay | None = None


@attrs.frozen(kw_only=True)
class GovernmentResponse:
    """Formal public response of the government to the published report (Roadmap XI).

    Attributes:
        on: The day.
        url: Its address, in each language in which it is published.
        text: The text of the response, or a summary.
    """

    on: PastDay
    url: Annotated[Translated, TextFormat.WEBPAGE] | None = None
    text: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class ReportStep(Step):
    """One entry of a report's history.

    Attributes:
        stage: The name of the stage in the rule set.
        on: The day.
        by: Who moved it to this stage.
        note: The reason, if it needs one.
        draft: The draft that was sent with this step: a code for its content, which is also the name of its file.
    """

    draft: Identifier | None = None


@attrs.frozen(kw_only=True)
class ProductReport:
    """Another product of the Independent Reporting Mechanism on the same cycle.

    Attributes:
        product: Which product, by its name in the edition.
        published: The day on which it was made public.
        url: Its address, in each language in which it is published.
    """

    product: Identifier
    published: PastDay
    url: Annotated[Translated, TextFormat.WEBPAGE] | None = None


@attrs.frozen(kw_only=True)
class IndependentReport:
    """Report of independent local experts on a cycle (Roadmap XI).

    Attributes:
        researchers: Who writes the report, by name.
        experts: Details of the people who write the report.
        interviews: The people that the researchers spoke with.
        sources: What the researchers read.
        clusters: The commitments that are coded together.
        answers: The researchers' answers to the common questionnaire.
        recommendations: What the researchers recommend.
        reviews: The international expert committee's remarks on the draft.
        government_comments: What the government said about the draft.
        publication: The published report.
        government_response: The government's formal public response.
        products: The Independent Reporting Mechanism's other products on the same cycle.
        history: The stages that the report has gone through, oldest first.
    """

    researchers: tuple[str, ...] = ()
    experts: tuple[LocalExpert, ...] = ()
    interviews: Annotated[tuple[Interview, ...], Audience.INTERNAL] = ()
    sources: tuple[Source, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    answers: tuple[Answer, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    reviews: Annotated[tuple[Review, ...], Audience.INTERNAL] = ()
    government_comments: Annotated[tuple[GovernmentComment, ...], Audience.INTERNAL] = ()
    publication: Publication | None = None
    government_response: GovernmentResponse | None = None
    products: tuple[ProductReport, ...] = ()
    history: tuple[ReportStep, ...] = ()


@attrs.frozen(kw_only=True)
class SentDraft:
    """Draft of an independent report as it was sent; its file's name identifies this very text (Roadmap XI).

    Attributes:
        text: The full text of the report's file on that day.
    """

    text: LongText


@attrs.frozen(kw_only=True)
class DatabaseStar:
    """Verdict of the IRM's database on a star.

    Attributes:
        formula: The formula of the star, as the layout of the database names it.
        given: Whether the commitment has a star by this formula.
    """

    formula: Identifier
    given: bool = False


@attrs.frozen(kw_only=True)
class DatabaseValue:
    """Value of the IRM's database that has no other place.

    Attributes:
        column: The heading of its column.
        value: The value, unchanged.
    """

    column: str
    value: str


@attrs.frozen(kw_only=True)
class DatabaseEntry:
    """What else the IRM's database says about a commitment, in addition to its codes: `[irm]` of a commitment.

    Attributes:
        number: The commitment's number in the database, for example `KE0029`.
        theme: The theme of the commitment in the plan.
        short_title: The short title of the commitment.
        start: When work begins, in the words of the database, if that is not a day.
        end: When work ends, in the words of the database, if that is not a day.
        stars: Whether the commitment has a star, by the formulas of the time.
        values: Values that have no other place.
    """

    number: str = ""
    theme: str = ""
    short_title: str = ""
    start: str = ""
    end: str = ""
    stars: tuple[DatabaseStar, ...] = ()
    values: tuple[DatabaseValue, ...] = ()
