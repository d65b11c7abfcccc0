"""Providers of expertise, and cases: a government's request, and what comes of it (Roadmap XII)."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from ogpkit.api import Argument, Option
from ogpkit.api.content import (
    Audience,
    Choice,
    Contact,
    CountryCode,
    GrandChallenge,
    Identifier,
    LanguageCode,
    Length,
    PastDay,
    Reference,
    Step,
    Translated,
    WebAddress,
)


class ProviderKind(Choice):
    """Sort of a provider of assistance (Networking Mechanism: governments, non-governmental, private sector, hybrid)."""

    GOVERNMENT = "government"
    NON_GOVERNMENT = "non-government", "Non-government"
    PRIVATE = "private", "Private sector"
    HYBRID = "hybrid"


class Purpose(Choice):
    """Purpose of an introduction (Networking Mechanism, both examples)."""

    SCOPING = "scoping", "Scoping a request"
    EXPERTISE = "expertise"
    TECHNOLOGY = "technology"
    PEER = "peer", "A peer government"


@attrs.frozen(kw_only=True)
class Provider:
    """Somebody who is ready and willing to share expertise, technology or a platform (Roadmap XII).

    Attributes:
        name: What it is called.
        kind: What it is.
        description: What it does and has done, in a few sentences. ogpkit uses it to match requests.
        countries: Where it works. If empty, it works anywhere.
        based_in: The country in which it has its seat. Leave it out if there is none or it is not known.
        languages: The languages in which it works. Empty means not known.
        expertise: What it knows about, as topics such as `open-data`.
        challenges: The grand challenges for which its expertise matters (Roadmap VI).
        offers: The purposes of an introduction to it. If empty, its expertise decides.
        ready: Whether it is ready for introductions now.
        url: Its own page.
        contact: Whom the case manager writes to. This is never published.
        sources: Where the facts in this file come from: titles or web addresses.
        notes: Anything that colleagues should know. This is never published.
    """

    name: Annotated[str, Audience.PUBLIC]
    kind: Annotated[ProviderKind, Audience.PUBLIC]
    description: Annotated[Translated, Length.LONG] | None = None
    countries: Annotated[tuple[CountryCode, ...], Audience.PUBLIC] = ()
    based_in: Annotated[CountryCode, Audience.PUBLIC] | None = None
    languages: tuple[LanguageCode, ...] = ()
    expertise: Annotated[tuple[Identifier, ...], Audience.PUBLIC] = ()
    challenges: tuple[GrandChallenge, ...] = attrs.field(default=(), metadata={"label": "Grand challenges"})
    offers: tuple[Purpose, ...] = ()
    ready: Annotated[bool, Audience.PUBLIC] = True
    url: Annotated[WebAddress, Audience.PUBLIC] | None = None
    contact: Annotated[Contact, Audience.INTERNAL] | None = None
    sources: tuple[str, ...] = ()
    notes: Annotated[str, Length.LONG, Audience.INTERNAL] = ""


@attrs.frozen(kw_only=True)
class Neighbours:
    """Countries near this one without a shared land border, for example across a strait.

    Attributes:
        neighbours: Countries that count as its neighbours in the search for expertise.
    """

    neighbours: tuple[CountryCode, ...] = ()


ProviderName = Annotated[str, Reference("provider")]
"""The identifier of a provider."""


class Maturity(Choice):
    """How far a request is thought through (Networking Mechanism, example 2)."""

    VAGUE = "vague", "Vague"
    SCOPED = "scoped", "Scoped: the need is clear"
    MATURE = "mature", "Mature: there is a plan of action"


class Outcome(Choice):
    """Outcome of an introduction so far."""

    PENDING = "pending", "No answer yet"
    DIALOGUE = "dialogue", "In dialogue"
    SELECTED = "selected", "Selected by the government"
    DECLINED = "declined", "No result"


class ClosingReason(Choice):
    """Why a case ends without an agreement."""

    NO_PROVIDER = "no-provider", "No suitable provider was found"
    NO_TERMS = "no-terms", "The sides did not come to terms"
    OTHER_HELP = "other-help", "The government found help elsewhere"
    WITHDRAWN = "withdrawn", "The government withdrew its request"
    NO_ANSWER = "no-answer", "The government stopped answering"


class Channel(Choice):
    """Way in which a request came in (Networking Mechanism: how do I contact the mechanism?)."""

    MAIL = "mail"
    TELEPHONE = "telephone"
    FORM = "form", "Web form"
    SESSION = "peer-session", "Peer consultation session"


class Aim(Choice):
    """What a government wants to do with the expertise (Networking Mechanism: how does it work?)."""

    DEVELOP = "develop", "Develop a commitment"
    REFINE = "refine", "Refine a commitment"
    IMPLEMENT = "implementation-plan", "Plan the implementation of a mature commitment"


class CommitteeRole(Choice):
    """Part that the mechanism's committee had in an introduction (Networking Mechanism: “in conjunction with”)."""

    PROPOSED = "proposed", "Proposed by the committee"
    AGREED = "agreed", "Agreed by the committee"


class ContactMode(Choice):
    """Mode of contact (Networking Mechanism, example 1: “virtual and in-person consultations”)."""

    VIRTUAL = "virtual"
    IN_PERSON = "in-person", "In person"


class Fruit(Choice):
    """How fruitful a dialogue was (Networking Mechanism: “that the resultant dialogue is fruitful and efficient”)."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@attrs.frozen(kw_only=True)
class Refinement:
    """How the government's request stands after it has been thought through; the newest one counts.

    Attributes:
        on: The day on which the government said it.
        request: The request, in the government's own words.
        maturity: How clear the request is then.
        topics: What it is about then. If empty, the topics are as before.
        possibilities: What the government knows of the possibilities and the limits (Networking Mechanism, example 2).
        what: What exactly is meant, for example which types of data.
        change: Why it would have a material impact on a commitment: the theory of change.
        url: The address of the plan of action.
    """

    on: PastDay
    request: Annotated[Translated, Length.LONG, Argument()]
    maturity: Maturity = Maturity.SCOPED
    topics: Annotated[tuple[Identifier, ...], Option("--topic")] = ()
    possibilities: Annotated[Translated, Length.LONG] | None = None
    what: Annotated[Translated, Length.LONG] | None = None
    change: Annotated[Translated, Length.LONG] | None = None
    url: WebAddress | None = None


@attrs.frozen(kw_only=True)
class CommitteeInput:
    """Part that the mechanism's committee had in an introduction (Networking Mechanism).

    Attributes:
        role: Whether it proposed the introduction or agreed to it.
        on: The day.
        by: Who said so: a member of the committee, or a person there.
    """

    role: CommitteeRole
    on: PastDay | None = None
    by: str = ""


@attrs.frozen(kw_only=True)
class Introduction:
    """Introduction by which the case manager brings the government together with a provider or a peer (Networking Mechanism).

    Attributes:
        on: The day.
        provider: The provider. Leave it out if the introduction is only to a peer government.
        country: The peer government, for the purpose `peer`.
        with_: Other providers in this introduction, for example a local NGO with a technology company.
        purpose: What it is for. Leave it out if it is not known.
        outcome: What has come of it by today.
        committee: The part that the mechanism's committee had in it.
        note: What was said at the introduction.
    """

    on: PastDay
    provider: ProviderName = ""
    country: CountryCode | None = None
    with_: tuple[ProviderName, ...] = ()
    purpose: Purpose | None = None
    outcome: Outcome = Outcome.PENDING
    committee: CommitteeInput | None = None
    note: Annotated[str, Length.LONG] = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """Return whom the government meets through it: providers and peer countries, by identifier."""
        return tuple(party for party in (self.provider, *self.with_, self.country) if party)


@attrs.frozen(kw_only=True)
class Message:
    """One turn of the dialogue, which goes back and forth (Networking Mechanism).

    Attributes:
        on: The day.
        from_: Who said it: a country, a provider, or the case manager.
        to: To whom: a country, a provider, or the case manager.
        summary: What was said, in a sentence.
        mode: Whether the contact was in person, or virtual: by telephone, video or mail.
    """

    on: PastDay
    from_: Annotated[str, Argument()]
    to: Annotated[str, Argument()]
    summary: Annotated[str, Length.LONG, Argument()]
    mode: ContactMode | None = None


@attrs.frozen(kw_only=True)
class Expectation:
    """Expectation of one side of the other (Networking Mechanism: terms and expectations shared by all sides).

    Attributes:
        party: Whose expectation it is: the requesting country, a provider or a peer country.
        text: What it expects.
    """

    party: Annotated[str, Argument("PROVIDER|COUNTRY")]
    text: Annotated[Translated, Length.LONG, Argument()]


@attrs.frozen(kw_only=True)
class Agreement:
    """Written agreement between the government and those whom it has selected (Networking Mechanism).

    Attributes:
        signed: The day on which it was signed.
        providers: The providers that are parties to it.
        countries: The peer governments that are parties to it.
        terms: The terms of engagement.
        start: The day on which the assistance starts.
        end: The day by which it ends.
        url: The address of the agreement.
    """

    signed: PastDay | None = None
    providers: tuple[ProviderName, ...] = ()
    countries: tuple[CountryCode, ...] = ()
    terms: Annotated[Translated, Length.LONG] | None = None
    start: date | None = None
    end: date | None = None
    url: WebAddress | None = None

    @property
    def parties(self) -> tuple[str, ...]:
        """Return whom the government has agreed with, by identifier."""
        return (*self.providers, *self.countries)


@attrs.frozen(kw_only=True)
class Closing:
    """Why a case was closed without an agreement; a case that is taken up again keeps it.

    Attributes:
        on: The day.
        reason: The reason.
        note: More about it.
    """

    on: PastDay
    reason: ClosingReason
    note: Annotated[str, Length.LONG] = ""


@attrs.frozen(kw_only=True)
class Handover:
    """Change of the case manager; whoever took over is the next one who handed over, or the present manager.

    Attributes:
        on: The day from which another person manages the case.
        from_: Who managed it until then.
        note: Why, and what the new case manager should know.
    """

    on: date
    from_: str
    note: Annotated[str, Length.LONG] = ""


@attrs.frozen(kw_only=True)
class Review:
    """Answer to the question whether the dialogue of a case was fruitful, given when it is closed (Networking Mechanism).

    Attributes:
        on: The day.
        fruitful: Whether the dialogue was fruitful.
        note: What made it so, or what was missing.
    """

    on: PastDay
    fruitful: Fruit
    note: Annotated[str, Length.LONG] = ""


@attrs.frozen(kw_only=True)
class Case:
    """Request of a government for expertise, and what comes of it (Roadmap XII, Networking Mechanism).

    Attributes:
        country: The requesting government.
        cycle: The cycle that the request is about.
        commitments: The commitments of that cycle that it is about.
        opened: The day on which the request came in.
        channel: How it came in.
        manager: The case manager, who works with the government throughout.
        handovers: Who managed the case before, oldest first.
        contact: Whom the case manager writes to in the government. This is never published.
        request: The request, in the government's own words.
        aim: What the government wants to do with the expertise.
        topics: What it is about, such as `open-data`.
        challenges: The grand challenges that it is about, if its commitments do not say (Roadmap VI).
        maturity: How clear the request was when it came in. A refinement records how clear it is later.
        edition: The edition of the rules. The default is `roadmap-2011`.
        refinements: Later versions of the request, oldest first.
        introductions: Whom the government was introduced to.
        dialogue: What the sides have said since, oldest first.
        expectations: What each side expects of the other.
        agreement: The written agreement.
        closings: Why it was closed without an agreement. It can be closed more than once.
        reviews: Whether the dialogue was fruitful, each time that the case was closed.
        history: The stages that the case has gone through, oldest first.
        notes: Anything that colleagues should know. This is never published.
    """

    country: Annotated[CountryCode, Audience.PUBLIC]
    cycle: Identifier = ""
    commitments: tuple[Identifier, ...] = ()
    opened: Annotated[PastDay, Audience.PUBLIC]
    channel: Channel | None = None
    manager: str = attrs.field(default="", metadata={"label": "Case manager"})
    handovers: tuple[Handover, ...] = ()
    contact: Annotated[Contact, Audience.INTERNAL] | None = None
    request: Annotated[Translated, Length.LONG]
    aim: Aim | None = None
    topics: tuple[Identifier, ...] = ()
    challenges: tuple[GrandChallenge, ...] = attrs.field(default=(), metadata={"label": "Grand challenges"})
    maturity: Maturity = Maturity.VAGUE
    edition: Identifier = ""
    refinements: tuple[Refinement, ...] = ()
    introductions: tuple[Introduction, ...] = ()
    dialogue: tuple[Message, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    agreement: Annotated[Agreement, Audience.PUBLIC] | None = None
    closings: tuple[Closing, ...] = ()
    reviews: tuple[Review, ...] = ()
    history: Annotated[tuple[Step, ...], Audience.PUBLIC] = ()
    notes: Annotated[str, Length.LONG, Audience.INTERNAL] = ""
