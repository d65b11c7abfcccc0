"""The fixed vocabularies of OGP: enumerations whose members are the text in a file and a label for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """Closed list of values; each member is the text in the file, and a label in English for people.

    Attributes:
        label: What a person reads, in English; it passes through `ogpkit.text.i18n._` when it is shown.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member.

        Args:
            value: The text in the file.
            label: What a person reads; derived from the value when left out.
        """
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("-", " ").replace("_", " ").capitalize()
        return member


class GrandChallenge(Choice):
    """One of the five grand challenges (Roadmap VI)."""

    PUBLIC_SERVICES = "public-services", "Improving Public Services"
    PUBLIC_INTEGRITY = "public-integrity", "Increasing Public Integrity"
    PUBLIC_RESOURCES = "public-resources", "More Effectively Managing Public Resources"
    SAFER_COMMUNITIES = "safer-communities", "Creating Safer Communities"
    CORPORATE_ACCOUNTABILITY = "corporate-accountability", "Increasing Corporate Accountability"


class CommonExpectation(Choice):
    """One of the five common expectations (Roadmap II)."""

    DECLARATION = "declaration", "Endorse the Declaration of Principles"
    COMMITMENTS = "commitments", "Make concrete commitments that stretch current practice"
    PARTICIPATION = "participation", "Develop the plan with citizens and civil society"
    REPORTING = "reporting", "Assess oneself and be assessed independently"
    SHARING = "sharing", "Help other countries with practice and expertise"


class Principle(Choice):
    """One of the four core principles (Roadmap VII)."""

    TRANSPARENCY = "transparency", "Transparency"
    PARTICIPATION = "participation", "Citizen participation"
    ACCOUNTABILITY = "accountability", "Accountability"
    INNOVATION = "innovation", "Technology and innovation"


class Severity(Choice):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
