"""The entities that every part of ogpkit shares: country, cycle, commitment, milestone, and the values in them."""

from ogpkit.model.annotations import (
    Audience,
    Bounds,
    CountryCode,
    Form,
    Identifier,
    LanguageCode,
    Length,
    LongText,
    MailAddress,
    Refers,
    ShortText,
    Webpage,
)
from ogpkit.model.commitment import Commitment, Indicator, Level, Milestone, MilestoneStatus, Origin, Reflection
from ogpkit.model.country import Contact, Country, CountryLevel
from ogpkit.model.cycle import Cycle, Declaration, Effort, Plan, Step
from ogpkit.model.identifiers import country_name, is_country, is_identifier, is_language
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice, GrandChallenge, Principle

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
    "Form",
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
    "Refers",
    "Reflection",
    "ShortText",
    "Step",
    "Translated",
    "Webpage",
    "country_name",
    "is_country",
    "is_identifier",
    "is_language",
]
