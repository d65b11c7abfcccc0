"""What a value means beyond its type, written as an annotation beside the type.

A field of type `Annotated[float, Bounds(0, 10)]` is a number from 0 to 10 for the reader of files, for the check, for the
form, for the schema and for the reference: the meaning is said once, here and in the class that uses it.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import Annotated, Final

import attrs


@attrs.frozen
class Bounds:
    """Least and greatest value of a number, both allowed.

    Attributes:
        least: The least value.
        greatest: The greatest value; None where there is no limit.
        unit: What is counted, in English, for example `days`.
    """

    least: float | None = None
    greatest: float | None = None
    unit: str = ""


OGP_BEGAN: Final = date(2011, 7, 1)
"""The month in which the founding governments met and asked others to join; before it there was nothing to take part in."""

_ANY_TIME: Final = date(1900, 1, 1)


@attrs.frozen
class DayBounds:
    """Which days a day can be; one that says nothing lies in OGP's time, and may be to come.

    Attributes:
        least: The first day that is possible.
        has_happened: Whether it tells of what has happened, so that it is not after the present day.
        once: Names of fields of the same table that only what has happened can have: the day may be to come as long as
            none of them says anything. Empty where it never may.
    """

    least: date = OGP_BEGAN
    has_happened: bool = False
    once: tuple[str, ...] = ()


@attrs.frozen
class InWords:
    """Mark of a day that a published plan may say in words.

    Attributes:
        field: The field of the same table that keeps them.
    """

    field: str


@attrs.frozen
class Reference:
    """Mark of a value that is the identifier of another document, or of an item in another document.

    Attributes:
        kind: The name of that document's kind, for example `commitment`.
        within: Where that document must lie: `cycle` or `country` (the same one as this document's), or `workspace`.
        items: The list in that document to whose items the identifiers belong, for example `departments` of a register; the
            document itself is meant when left out.
    """

    kind: str
    within: str = "workspace"
    items: str = ""


@attrs.frozen
class Kept:
    """Says that a value is a promise or an answer, which a later version keeps.

    A later version may not give a later day, a lower number, a lower per cent in a text, or leave out the text, table or item.
    `ogpkit check --changed` compares.

    Attributes:
        since: The stage of the cycle from which on it is kept, for example `deposited`; from its first version when left out.
        unless: A list of tables in the same file that records changes with their reasons: who adds to it may change the value.
        away_from: The field of the same table from which a number moves away, for example `baseline`: below that, a higher
            number is the weaker one.
    """

    since: str = ""
    unless: str = ""
    away_from: str = ""


class TextFormat(Enum):
    """Forms of text that can be verified without asking anybody."""

    COUNTRY = "country"
    LANGUAGE = "language"
    WEBPAGE = "webpage"
    MAIL = "mail"
    IDENTIFIER = "identifier"


class Length(Enum):
    """How much room a text wants in a form."""

    SHORT = "short"
    LONG = "long"


class Audience(Enum):
    """For whom a value in a file is: for everybody, or for those who work in the workspace.

    A field that says nothing is for whom the table is that holds it, and at the top for everybody where its kind is
    published and for internal use where it is not. What is in a table for internal use is for internal use. An e-mail
    address that says nothing is for internal use in any case.
    """

    PUBLIC = "public"
    """For everybody."""

    PERSONAL = "personal"
    """For everybody once the person whom it is about has agreed, as the kind knows it (`Kind.consents`)."""

    INTERNAL = "internal"
    """For those who work in the workspace; it is on no page, in no file and in no history of the portal."""


PastDay = Annotated[date, DayBounds(has_happened=True)]
"""A day on which something has happened."""

OlderDay = Annotated[date, DayBounds(least=_ANY_TIME)]
"""A day that may lie before OGP began: of an office, a body, work that a plan goes on with."""

CountryCode = Annotated[str, TextFormat.COUNTRY]
"""ISO 3166-1 alpha-2, or a local member's identifier such as `KE-elgeyo-marakwet`."""

LanguageCode = Annotated[str, TextFormat.LANGUAGE]
"""An ISO 639 code, for example `es` or `haw`."""

WebAddress = Annotated[str, TextFormat.WEBPAGE]
"""An absolute address that starts with https:// or http://."""

MailAddress = Annotated[str, TextFormat.MAIL]
"""An e-mail address."""

Identifier = Annotated[str, TextFormat.IDENTIFIER]
"""A name fit for a file or an address: lower-case letters and digits, with single hyphens, dots or underscores between them."""

ShortText = Annotated[str, Length.SHORT]
"""A text of one line."""

LongText = Annotated[str, Length.LONG]
"""A text of several lines."""
