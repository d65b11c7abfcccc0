"""The entities that every part of ogpkit shares: country, cycle, commitment, milestone, and the values in them.

Each is imported when somebody first asks for it: what needs a vocabulary alone need not wait for all the others.
"""

from typing import TYPE_CHECKING

from ogpkit import find_lazily

if TYPE_CHECKING:
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
else:
    _SOURCES = {
        "ogpkit.model.annotations": (
            "Audience",
            "Bounds",
            "CountryCode",
            "Identifier",
            "LanguageCode",
            "Length",
            "LongText",
            "MailAddress",
            "Reference",
            "ShortText",
            "TextFormat",
            "WebAddress",
        ),
        "ogpkit.model.commitment": (
            "ChangeSort",
            "Commitment",
            "CommitmentChange",
            "Indicator",
            "Level",
            "Milestone",
            "MilestoneStatus",
            "Origin",
            "ProgressUpdate",
            "Stakeholders",
        ),
        "ogpkit.model.country": (
            "Contact",
            "Country",
            "CountryLevel",
            "Declaration",
            "MembershipChange",
            "MemberStatus",
        ),
        "ogpkit.model.cycle": (
            "Cycle",
            "CycleRules",
            "Effort",
            "Plan",
            "Refresh",
            "Step",
        ),
        "ogpkit.model.identifiers": (
            "english_country_name",
            "is_country",
            "is_identifier",
            "is_language",
        ),
        "ogpkit.model.reflection": (
            "AccountabilityKind",
            "InnovationKind",
            "OpenData",
            "ParticipationKind",
            "Reflection",
        ),
        "ogpkit.model.translated": ("Translated",),
        "ogpkit.model.vocabulary": (
            "ChallengeArea",
            "Choice",
            "DevelopmentGoal",
            "GrandChallenge",
            "Principle",
        ),
    }
    __getattr__ = find_lazily(
        __name__,
        {name: (source, name) for source, names in _SOURCES.items() for name in names},
        ("Form", "Refers", "Webpage", "country_name"),
    )


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
