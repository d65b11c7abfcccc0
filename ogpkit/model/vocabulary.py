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


class ChallengeArea(Choice):
    """One of the ten areas of the Open Gov Challenge, from 2023 to 2028."""

    ACCESS_TO_INFORMATION = "access-to-information"
    ANTI_CORRUPTION = "anti-corruption", "Anti-corruption"
    CIVIC_SPACE = "civic-space"
    CLIMATE = "climate-and-environment"
    DIGITAL_GOVERNANCE = "digital-governance"
    FISCAL_OPENNESS = "fiscal-openness"
    GENDER = "gender-and-inclusion"
    JUSTICE = "justice"
    MEDIA_FREEDOM = "media-freedom"
    PUBLIC_PARTICIPATION = "public-participation"


class DevelopmentGoal(Choice):
    """One of the Sustainable Development Goals of the United Nations."""

    POVERTY = "1", "1 No poverty"
    HUNGER = "2", "2 Zero hunger"
    HEALTH = "3", "3 Good health and well-being"
    EDUCATION = "4", "4 Quality education"
    GENDER = "5", "5 Gender equality"
    WATER = "6", "6 Clean water and sanitation"
    ENERGY = "7", "7 Affordable and clean energy"
    WORK = "8", "8 Decent work and economic growth"
    INDUSTRY = "9", "9 Industry, innovation and infrastructure"
    INEQUALITIES = "10", "10 Reduced inequalities"
    CITIES = "11", "11 Sustainable cities and communities"
    CONSUMPTION = "12", "12 Responsible consumption and production"
    CLIMATE = "13", "13 Climate action"
    OCEANS = "14", "14 Life below water"
    LAND = "15", "15 Life on land"
    INSTITUTIONS = "16", "16 Peace, justice and strong institutions"
    PARTNERSHIPS = "17", "17 Partnerships for the goals"


class CommonExpectation(Choice):
    """One of the five common expectations (Roadmap II)."""

    DECLARATION = "declaration", "Endorse the Declaration of Principles"
    COMMITMENTS = "commitments", "Make concrete commitments that stretch current practice"
    PARTICIPATION = "participation", "Develop the plan with citizens and civil society"
    REPORTING = "reporting", "Assess your own progress and support independent assessment"
    SHARING = "sharing", "Share practice and expertise with other countries"


class Principle(Choice):
    """One of the four core principles (Roadmap VII)."""

    TRANSPARENCY = "transparency", "Transparency"
    PARTICIPATION = "participation", "Citizen participation"
    ACCOUNTABILITY = "accountability", "Accountability"
    INNOVATION = "innovation", "Technology and innovation"


class RuleLine(Choice):
    """Line of rules that changes on days of its own, so that each is chosen by a date of its own."""

    ELIGIBILITY = "eligibility", "Eligibility"
    PARTICIPATION = "participation", "Participation and process"
    IRM = "irm", "Independent Reporting Mechanism"


class RuleForce(Choice):
    """How much a check rule matters under a rule set that says otherwise than the rule itself."""

    ERROR = "error", "Error"
    WARNING = "warning", "Warning"
    ADVICE = "advice", "Advice"
    OFF = "off", "Not asked"


class Severity(Choice):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"
