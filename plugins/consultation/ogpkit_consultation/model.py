"""The documents of this plugin: a consultation, the comments that came in, and sessions with peers (Roadmap IV, VIII)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import attrs

from ogpkit.api.content import (
    Audience,
    Bounds,
    Choice,
    CountryCode,
    DayBounds,
    Kept,
    LanguageCode,
    Length,
    MailAddress,
    OlderDay,
    PastDay,
    Reference,
    TextFormat,
    Translated,
    WebAddress,
)

CommitmentName = Annotated[str, Reference(kind="commitment", within="cycle")]
"""The identifier of a commitment of the same plan."""


class Mechanism(Choice):
    """Way in which people can take part (Roadmap IV.4)."""

    IN_PERSON = "in-person", "In person"
    ONLINE = "online", "Online"
    TELEPHONE = "telephone", "By telephone"
    BROADCAST = "broadcast", "Radio or television"
    WRITTEN = "written", "In writing"


class Group(Choice):
    """Whom somebody speaks for (Roadmap IV.2)."""

    CIVIL_SOCIETY = "civil-society", "Civil society"
    PRIVATE_SECTOR = "private-sector", "Private sector"
    CITIZENS = "citizens", "Citizens"
    ACADEMIA = "academia", "Academia"
    MEDIA = "media", "Media"
    PARLIAMENT = "parliament", "Parliament"
    LOCAL_GOVERNMENT = "local-government", "Local government"
    PUBLIC_SECTOR = "public-sector", "Public sector"
    INTERNATIONAL = "international", "International organisations"
    OTHER = "other", "Others"


class LawEffect(Choice):
    """Effect of a law or policy on what is done."""

    BACKS = "backs", "Supports it"
    LIMITS = "limits", "Limits it"


@attrs.frozen(kw_only=True)
class Law:
    """National law or policy that was taken into account (Roadmap IV).

    Attributes:
        title: What it is called.
        effect: Whether it supports or limits what is done.
        text: How it does so.
        commitments: The commitments that it is about. If you leave it out, it is about the whole consultation.
        url: Where people can read it.
    """

    title: Translated
    effect: LawEffect | None = None
    text: Annotated[Translated, Length.LONG] | None = None
    commitments: tuple[CommitmentName, ...] = ()
    url: WebAddress | None = attrs.field(default=None, metadata={"label": "Web address"})


@attrs.frozen(kw_only=True)
class Awareness:
    """Something done so that people know of OGP and of the consultation (Roadmap IV.3).

    Attributes:
        on: The day, or the first day.
        until: The last day, if it lasted several days.
        title: What was done.
        audience: Who it was meant to reach.
        url: Where people can see it.
    """

    on: date = attrs.field(metadata={"label": "From"})
    until: date | None = attrs.field(default=None, metadata={"label": "To"})
    title: Translated
    audience: tuple[Group, ...] = attrs.field(default=(), metadata={"label": "For whom"})
    url: WebAddress | None = attrs.field(default=None, metadata={"label": "Web address"})


@attrs.frozen(kw_only=True)
class Event:
    """Opportunity to take part: a hearing, a web form, a telephone line, a call-in programme (Roadmap IV.4).

    Attributes:
        title: What it is.
        mechanism: How people take part.
        announced: The day on which you announced it to the public.
        on: The day, or the first day.
        until: The last day, if it lasts several days.
        place: Where it is held.
        languages: The languages in which people can take part.
        access: How people take part if they live far away, have a disability or have no internet (Roadmap IV.4).
        groups: Who took part.
        participants: How many people took part.
        by_group: How many of them spoke for each group, if that was counted. Use the name of the group.
        url: Its invitation or record online.
        notes: A short summary of what was said.
    """

    title: Translated
    mechanism: Mechanism = attrs.field(metadata={"label": "How people take part"})
    announced: PastDay | None = None
    on: Annotated[date, DayBounds(has_happened=True, once=("participants", "by_group"))] = attrs.field(
        metadata={"label": "From"}
    )
    until: date | None = attrs.field(default=None, metadata={"label": "To"})
    place: str = ""
    languages: tuple[LanguageCode, ...] = ()
    access: Annotated[Translated, Length.LONG] | None = attrs.field(default=None, metadata={"label": "Accessibility"})
    groups: tuple[Group, ...] = ()
    participants: Annotated[int, Bounds(0, unit="people")] | None = None
    by_group: Mapping[str, int] = attrs.field(factory=dict, hash=False)
    url: WebAddress | None = attrs.field(default=None, metadata={"label": "Web address"})
    notes: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class Summary:
    """Summary of the consultation (Roadmap IV.2).

    Attributes:
        published: The day on which it was made public.
        url: Its address, in each language in which it is published.
    """

    published: PastDay | None = None
    url: Annotated[Translated, TextFormat.WEBPAGE] | None = attrs.field(default=None, metadata={"label": "Web address"})


@attrs.frozen(kw_only=True)
class ReasonedResponse:
    """Report back to those who contributed: how their contributions were considered (standards of 2022, requirement 4.1).

    Attributes:
        published: The day on which it was published, or sent to people who contributed.
        url: Its address, in each language in which it is published.
        summary: What happened with the contributions, and why, in a few sentences.
        why_none: Why the plan is submitted without a response.
    """

    published: PastDay | None = None
    url: Annotated[Translated, TextFormat.WEBPAGE] | None = attrs.field(default=None, metadata={"label": "Web address"})
    summary: Annotated[Translated, Length.LONG] | None = None
    why_none: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": "Why there is none"}
    )


@attrs.frozen(kw_only=True)
class RepositoryUpdate:
    """Update of the document repository.

    Attributes:
        on: The day.
        what: What you added, in a few words.
        url: Where it is.
    """

    on: PastDay
    what: Translated
    url: WebAddress | None = attrs.field(default=None, metadata={"label": "Web address"})


@attrs.frozen(kw_only=True)
class Repository:
    """Public document repository with evidence of co-creation and of implementation (standards of 2022, requirement 2.2).

    Attributes:
        url: Where it is.
        updates: Its updates, oldest first.
    """

    url: WebAddress | None = attrs.field(default=None, metadata={"label": "Web address"})
    updates: tuple[RepositoryUpdate, ...] = ()


@attrs.frozen(kw_only=True)
class WebsiteUpdate:
    """Update of what the OGP website says (OGP Local).

    Attributes:
        on: The day.
        what: What you added or changed, in a few words.
    """

    on: PastDay
    what: Translated


@attrs.frozen(kw_only=True)
class Meeting:
    """Meeting of the forum.

    Attributes:
        on: The day.
        about_results: Whether it presented results of implementation to civil society and collected comments on them.
        minutes: The address of its minutes.
        topics: What it was about.
        participants: How many people took part.
    """

    on: Annotated[date, DayBounds(has_happened=True, once=("minutes", "participants"))]
    about_results: bool = False
    minutes: WebAddress | None = None
    topics: Annotated[Translated, Length.LONG] | None = None
    participants: Annotated[int, Bounds(0, unit="people")] | None = None


@attrs.frozen(kw_only=True)
class Forum:
    """Forum for regular consultation on implementation, a new one or one that exists (Roadmap IV.5).

    Attributes:
        name: What it is called.
        existing: Whether it is a body that existed before.
        since: The day from which it serves as the forum. If you leave it out, it is the start of implementation.
        meets_every_days: How often it promised to meet: the longest time in days between two meetings.
        members: Its institutions and organisations.
        url: Where its rules and minutes are kept.
        meetings: Its meetings.
    """

    name: str
    existing: bool | None = attrs.field(default=None, metadata={"label": "Existed before"})
    since: OlderDay | None = None
    meets_every_days: Annotated[int, Bounds(1, 3660, "days")] | None = attrs.field(
        default=None, metadata={"label": "Longest time between meetings"}
    )
    members: tuple[str, ...] = ()
    url: WebAddress | None = attrs.field(default=None, metadata={"label": "Web address"})
    meetings: tuple[Meeting, ...] = ()


@attrs.frozen(kw_only=True)
class ProcessFinding:
    """Something that the Independent Reporting Mechanism found of a consultation, as its process database has it.

    Attributes:
        question: What it checked: the heading in the database.
        answer: What it found, word for word.
    """

    question: str
    answer: str


@attrs.frozen(kw_only=True)
class Consultation:
    """Public consultation on a plan: its process and timeline, what was done, and the standing forum (Roadmap IV).

    Attributes:
        website: The country's OGP website (standards of 2022, requirement 2.1).
        website_updates: Its updates, oldest first (OGP Local).
        repository: The document repository (standards of 2022, requirement 2.2).
        published: The day on which you published the process and timeline, before the consultation opens.
        url: Where they are published.
        opens: The first day on which people can take part.
        closes: The last day on which people can take part.
        laws: The national laws and policies that you took into account (Roadmap IV).
        comments_url: The page with all written comments. Comments on it need no address of their own.
        awareness: What was done to tell people about the consultation.
        events: The opportunities to take part.
        summary: The summary of the consultation.
        response: The reasoned response to those who contributed.
        forum: The forum for regular consultation on implementation.
        findings: What the Independent Reporting Mechanism found about the consultation.
        findings_published: The day on which the mechanism published the findings. The portal shows them from then on.
        findings_url: Where it published the findings.
    """

    website: WebAddress | None = attrs.field(default=None, metadata={"label": "OGP website"})
    website_updates: tuple[WebsiteUpdate, ...] = attrs.field(default=(), metadata={"label": "Updates of the website"})
    repository: Repository | None = None
    published: PastDay | None = None
    url: WebAddress | None = attrs.field(default=None, metadata={"label": "Web address"})
    opens: date | None = None
    closes: date | None = None
    laws: tuple[Law, ...] = attrs.field(default=(), metadata={"label": "Laws and policies"})
    comments_url: WebAddress | None = attrs.field(default=None, metadata={"label": "Web address of the comments"})
    awareness: tuple[Awareness, ...] = ()
    events: tuple[Event, ...] = ()
    summary: Summary | None = None
    response: Annotated[ReasonedResponse, Kept()] | None = attrs.field(
        default=None, metadata={"label": "Reasoned response"}
    )
    forum: Forum | None = None
    findings: tuple[ProcessFinding, ...] = attrs.field(
        default=(), metadata={"label": "Findings of the Independent Reporting Mechanism"}
    )
    findings_published: date | None = attrs.field(default=None, metadata={"label": "Findings published"})
    findings_url: WebAddress | None = attrs.field(default=None, metadata={"label": "Source of the findings"})


class Outcome(Choice):
    """Outcome of a comment: what became of it."""

    ACCEPTED = "accepted"
    PARTLY = "partly", "Accepted in part"
    DECLINED = "declined"
    NOTED = "noted"


@attrs.frozen(kw_only=True)
class Response:
    """Answer of the government to a comment.

    Attributes:
        on: The day.
        outcome: What happened with the comment.
        text: What changed, or why nothing changed.
    """

    on: PastDay
    outcome: Outcome
    text: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class Comment:
    """Written comment of somebody from the public (Roadmap IV.2); its identifier is its file's name.

    Attributes:
        received: The day on which it was received.
        author: Who wrote it: a person or an organisation.
        anonymous: Whether the author asked not to be named in public.
        group: Who they speak for.
        language: The language of the comment.
        text: The comment, in its author's words.
        commitments: The commitments that it is about.
        url: Where it is published.
        email: The author's e-mail address. It is published only if they agreed.
        telephone: The author's telephone number. It is published only if they agreed.
        publish_contact: Whether the author agreed that their e-mail address and telephone number are published.
        source: Where it comes from: the imported file, or the identifier of a mail.
        response: The government's answer.
    """

    received: Annotated[PastDay, Audience.PUBLIC]
    author: Annotated[str, Audience.PUBLIC] = ""
    anonymous: Annotated[bool, Audience.PUBLIC] = False
    group: Annotated[Group, Audience.PUBLIC] | None = None
    language: Annotated[LanguageCode, Audience.PUBLIC] | None = None
    text: Annotated[str, Length.LONG, Audience.PUBLIC]
    commitments: Annotated[tuple[CommitmentName, ...], Audience.PUBLIC] = ()
    url: Annotated[WebAddress, Audience.PUBLIC] | None = attrs.field(default=None, metadata={"label": "Web address"})
    email: Annotated[MailAddress, Audience.PERSONAL] | None = None
    telephone: Annotated[str, Audience.PERSONAL] = ""
    publish_contact: Annotated[bool, Audience.PUBLIC] = False
    source: Annotated[str, Audience.INTERNAL] = ""
    response: Annotated[Response, Audience.PUBLIC, Kept()] | None = None


class Ambition(Choice):
    """How a peer judges a commitment (Roadmap VIII)."""

    SUFFICIENT = "sufficient", "Ambitious enough"
    INSUFFICIENT = "insufficient", "Not ambitious enough"


@attrs.frozen(kw_only=True)
class Feedback:
    """Feedback of a peer on a commitment, and what follows from it (Roadmap VIII).

    Attributes:
        from_: Who said it: a country's code, or the name of an organisation.
        commitment: The commitment that it is about. If you leave it out, it is about the whole plan.
        ambition: How they judge its ambition.
        text: What they said.
        gap: The expertise that is missing.
        action: What is changed because of it.
        reason: Why nothing is changed.
        case: The networking case about the gap.
    """

    from_: str
    commitment: CommitmentName | None = None
    ambition: Ambition | None = None
    text: Annotated[Translated, Length.LONG] | None = attrs.field(default=None, metadata={"label": "Feedback"})
    gap: Annotated[Translated, Length.LONG] | None = attrs.field(default=None, metadata={"label": "Missing expertise"})
    action: Annotated[Translated, Length.LONG] | None = attrs.field(default=None, metadata={"label": "What is changed"})
    reason: Annotated[Translated, Length.LONG] | None = attrs.field(
        default=None, metadata={"label": "Why nothing is changed"}
    )
    case: Annotated[str, Reference(kind="case", within="workspace"), Audience.INTERNAL] | None = None


@attrs.frozen(kw_only=True)
class PeerSession:
    """Working session with other countries and the Steering Committee while commitments are developed (Roadmap VIII).

    Attributes:
        on: The day.
        place: Where it was held.
        participants: The countries that took part, including your own.
        steering_committee: Whether the Steering Committee took part.
        presented: The commitments that you presented.
        feedback: What the others said about them.
    """

    on: Annotated[date, DayBounds(has_happened=True, once=("feedback",)), Audience.PUBLIC]
    place: Annotated[str, Audience.PUBLIC] = ""
    participants: Annotated[tuple[CountryCode, ...], Audience.PUBLIC] = ()
    steering_committee: Annotated[bool, Audience.PUBLIC] = False
    presented: Annotated[tuple[CommitmentName, ...], Audience.PUBLIC] = ()
    feedback: Annotated[tuple[Feedback, ...], Audience.PUBLIC] = ()
