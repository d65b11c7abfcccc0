"""The entities that every part of ogpkit shares: country, cycle, commitment, milestone, and the values in them."""

from typing import TYPE_CHECKING

from ogpkit import serve_old_names
from ogpkit.model.annotations import (
    Audience,
    Bounds,
    CountryCode,
    Identifier,
    LanguageCode,
    Length,
    LongText,
    MailAddress,
    Reference,
    ShortText,
    TextFormat,
    WebAddress,
)
from ogpkit.model.commitment import Commitment, Indicator, Level, Milestone, MilestoneStatus, Origin, Reflection
from ogpkit.model.country import Contact, Country, CountryLevel
from ogpkit.model.cycle import Cycle, Declaration, Effort, Plan, Step
from ogpkit.model.identifiers import english_country_name, is_country, is_identifier, is_language
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice, GrandChallenge, Principle

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "Form", "Refers", "Webpage", "country_name")


__all__ = [
    "Audience",
    "Bounds",
    "Choice",
    "Commitment",
    "Contact",
    "Country",
    "CountryCode",
    "CountryLevel",
    "Cycle",
    "Declaration",
    "Effort",
    "GrandChallenge",
    "Identifier",
    "Indicator",
    "LanguageCode",
    "Length",
    "Level",
    "LongText",
    "MailAddress",
    "Milestone",
    "MilestoneStatus",
    "Origin",
    "Plan",
    "Principle",
    "Reference",
    "Reflection",
    "ShortText",
    "Step",
    "TextFormat",
    "Translated",
    "WebAddress",
    "english_country_name",
    "is_country",
    "is_identifier",
    "is_language",
]
