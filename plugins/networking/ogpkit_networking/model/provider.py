"""A provider of expertise, and what counts as its neighbourhood."""

from __future__ import annotations

from typing import Annotated

import attrs

from ogpkit.api.content import (
    Audience,
    Choice,
    Contact,
    CountryCode,
    GrandChallenge,
    Identifier,
    LanguageCode,
    Length,
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
        description: What it does and has done, in a few sentences; the matching reads it.
        countries: Where it works; empty: anywhere.
        based_in: The country in which it has its seat; left out where it has none or nobody knows.
        languages: The languages in which it works; empty: not known.
        expertise: What it knows about, as topics such as `open-data`.
        challenges: The grand challenges to which that matters (Roadmap VI).
        offers: What it can be introduced for; empty: what its expertise suggests.
        ready: Whether it is ready to be introduced at present.
        url: Its own page.
        contact: Whom the case manager writes to; never on a public page.
        sources: Where the facts in this file come from: titles or addresses.
        notes: Anything that a colleague should know; never on a public page.
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
    """Countries near this one beside those with which it shares a land border, for example across a strait.

    Attributes:
        neighbours: Countries that count as its neighbours when expertise is sought.
    """

    neighbours: tuple[CountryCode, ...] = ()
