"""A country or a local member, as its `country.toml` describes it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from ogpkit.model.annotations import Audience, LanguageCode, Length, MailAddress
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice


class CountryLevel(Choice):
    """At which level of government a member takes part."""

    NATIONAL = "national"
    LOCAL = "local"


@attrs.frozen(kw_only=True)
class Contact:
    """Whom to ask in this country.

    Attributes:
        institution: The ministry, office or agency.
        name: A person or a post.
        email: An address for correspondence.
        telephone: A number with the country's prefix.
    """

    institution: str = ""
    name: str = ""
    email: Annotated[MailAddress, Audience.PUBLIC] | None = None
    telephone: str = ""


@attrs.frozen(kw_only=True)
class Country:
    """Participating, aspiring or observed country; its identifier is the name of its folder.

    Attributes:
        name: The country's name.
        languages: Local languages in which plans and reports are owed, besides English (Roadmap X, XI).
        level: Whether the member is a national or a local government.
        joined: The day on which the letter of intent was received; left out for a country that has not joined.
        contact: Whom to ask.
        sources: Where the facts in this file come from: titles or addresses.
        notes: Anything that a colleague should know.
    """

    name: Translated
    languages: tuple[LanguageCode, ...] = ()
    level: CountryLevel = CountryLevel.NATIONAL
    joined: date | None = None
    contact: Contact | None = None
    sources: tuple[str, ...] = ()
    notes: Annotated[str, Length.LONG, Audience.INTERNAL] = ""
