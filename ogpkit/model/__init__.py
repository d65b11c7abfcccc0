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
from ogpkit.model.commitment import (
    ChangeSort,
    Commitment,
    CommitmentChange,
    Indicator,
    Level,
    Milestone,
    MilestoneStatus,
    Origin,
    ProgressUpdate,
    Stakeholders,
)
from ogpkit.model.country import Contact, Country, CountryLevel, Declaration, MembershipChange, MemberStatus
from ogpkit.model.cycle import Cycle, CycleRules, Effort, Plan, Refresh, Step
from ogpkit.model.identifiers import english_country_name, is_country, is_identifier, is_language
from ogpkit.model.reflection import AccountabilityKind, InnovationKind, OpenData, ParticipationKind, Reflection
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import ChallengeArea, Choice, DevelopmentGoal, GrandChallenge, Principle

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "Form", "Refers", "Webpage", "country_name")


__all__ = [
    "AccountabilityKind",
    "Audience",
    "Bounds",
    "ChallengeArea",
    "ChangeSort",
    "Choice",
    "Commitment",
    "CommitmentChange",
    "Contact",
    "Country",
    "CountryCode",
    "CountryLevel",
    "Cycle",
    "CycleRules",
    "Declaration",
    "DevelopmentGoal",
    "Effort",
    "GrandChallenge",
    "Identifier",
    "Indicator",
    "InnovationKind",
    "LanguageCode",
    "Length",
    "Level",
    "LongText",
    "MailAddress",
    "MemberStatus",
    "MembershipChange",
    "Milestone",
    "MilestoneStatus",
    "OpenData",
    "Origin",
    "ParticipationKind",
    "Plan",
    "Principle",
    "ProgressUpdate",
    "Reference",
    "Reflection",
    "Refresh",
    "ShortText",
    "Stakeholders",
    "Step",
    "TextFormat",
    "Translated",
    "WebAddress",
    "english_country_name",
    "is_country",
    "is_identifier",
    "is_language",
]
