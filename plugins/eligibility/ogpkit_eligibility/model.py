"""The documents of this plugin: a year's evidence, and the expert group's review (Roadmap I)."""

from __future__ import annotations

from typing import Annotated

import attrs

from ogpkit.api.content import Audience, Bounds, Choice, Identifier, Length, PastDay, Step, Translated


class Criterion(Choice):
    """One of the four criteria (Roadmap I.1 to I.4)."""

    FISCAL_TRANSPARENCY = "fiscal_transparency", "Fiscal transparency"
    ACCESS_TO_INFORMATION = "access_to_information", "Access to information"
    ASSET_DISCLOSURE = "asset_disclosure", "Disclosures related to elected or senior public officials"
    CITIZEN_ENGAGEMENT = "citizen_engagement", "Citizen engagement"


class InformationRight(Choice):
    """How a country guarantees access to information (Roadmap I.2)."""

    LAW = "law", "A law is in place"
    CONSTITUTION = "constitution", "The constitution guarantees it"
    DRAFT = "draft", "A draft law is under consideration"
    NONE = "none", "None of these"


class Disclosure(Choice):
    """Duty of officials by law to disclose their income and assets (Roadmap I.3)."""

    PUBLIC = "public", "A law requires disclosure to the public"
    NON_PUBLIC = "non-public", "A law requires disclosure, but not to the public"
    NONE = "none", "No law requires disclosure"


class PublishedVerdict(Choice):
    """Verdict that was published about a country's eligibility."""

    ELIGIBLE = "eligible", "Eligible"
    NOT_ELIGIBLE = "not-eligible", "Not eligible"


@attrs.frozen(kw_only=True)
class FiscalTransparency:
    """Publication of the essential budget documents (Roadmap I.1).

    Attributes:
        executive_budget_proposal: Whether the Executive's Budget Proposal is published.
        audit_report: Whether the Audit Report is published.
        executive_budget_proposal_timely: Whether the proposal was published in time. Required from the 2018 edition on.
        audit_report_timely: Whether the report was published in time. Required from the 2018 edition on.
        covered: Whether the survey covers the country. If not, the criterion does not count.
        source: The survey and its year, for example `Open Budget Index 2010`.
    """

    executive_budget_proposal: bool | None = None
    audit_report: bool | None = None
    executive_budget_proposal_timely: bool | None = None
    audit_report_timely: bool | None = None
    covered: bool | None = None
    source: str = ""


@attrs.frozen(kw_only=True)
class AccessToInformation:
    """Right of the public to information (Roadmap I.2).

    Attributes:
        status: The strongest guarantee in place.
        covered: Whether the survey covers the country. If not, the criterion does not count.
        source: The survey and its year, for example `Right2Info.org survey 2010`.
    """

    status: InformationRight | None = None
    covered: bool | None = None
    source: str = ""


@attrs.frozen(kw_only=True)
class AssetDisclosure:
    """Disclosure that is asked of elected and senior public officials (Roadmap I.3).

    Attributes:
        politicians: What the law requires of politicians.
        senior_officials: What the law requires of senior public officials.
        law: Whether there is a law on asset disclosure. Required from the 2014 edition on.
        public_access: Whether the public has any degree of access to what is disclosed. Required from the 2014 edition on.
        covered: Whether the survey covers the country. If not, the criterion does not count.
        source: The survey and its year, for example `Disclosure by Politicians, 2009`.
    """

    politicians: Disclosure | None = None
    senior_officials: Disclosure | None = None
    law: bool | None = None
    public_access: bool | None = None
    covered: bool | None = None
    source: str = ""


@attrs.frozen(kw_only=True)
class CitizenEngagement:
    """How far civil liberties are protected (Roadmap I.4).

    Attributes:
        civil_liberties: The Civil Liberties score of the Democracy Index, from 0, the lowest, to 10.
        covered: Whether the survey covers the country. If not, the criterion does not count.
        source: The survey and its year, for example `EIU Democracy Index 2010`.
    """

    civil_liberties: Annotated[float, Bounds(0, 10, "points")] | None = None
    covered: bool | None = None
    source: str = ""


@attrs.frozen(kw_only=True)
class ValuesCheck:
    """State of civil society by two V-Dem indicators; looked at for countries that wish to join, since 2017.

    Attributes:
        cso_entry_exit: CSO Entry and Exit, from 0, the worst, to 4.
        cso_repression: CSO Repression, from 0, the worst, to 4.
        source: The dataset and its year, for example `V-Dem Dataset v12, 2022`.
    """

    cso_entry_exit: Annotated[float, Bounds(0, 4, "points")] | None = None
    cso_repression: Annotated[float, Bounds(0, 4, "points")] | None = None
    source: str = ""


@attrs.frozen(kw_only=True)
class PublishedPoints:
    """Published points of each criterion, as far as they are known.

    Attributes:
        fiscal_transparency: Published points for fiscal transparency.
        access_to_information: Published points for access to information.
        asset_disclosure: Published points for disclosures related to officials.
        citizen_engagement: Published points for citizen engagement.
    """

    fiscal_transparency: Annotated[int, Bounds(0, 4, "points")] | None = None
    access_to_information: Annotated[int, Bounds(0, 4, "points")] | None = None
    asset_disclosure: Annotated[int, Bounds(0, 4, "points")] | None = None
    citizen_engagement: Annotated[int, Bounds(0, 4, "points")] | None = None


@attrs.frozen(kw_only=True)
class Published:
    """Result that was published, for a year whose evidence is not at hand or not whole.

    Attributes:
        verdict: The result that was published.
        points: The published total.
        possible: The total that was possible for this country.
        criteria: The published points of single criteria, if they are known.
        source: Where it was published: a title or an address.
        note: What else the source says about it.
    """

    verdict: PublishedVerdict = attrs.field(metadata={"label": "Result"})
    points: Annotated[int, Bounds(0, 16, "points")] | None = None
    possible: Annotated[int, Bounds(4, 16, "points")] | None = None
    criteria: PublishedPoints | None = None
    source: str = ""
    note: Annotated[str, Length.LONG] = ""


@attrs.frozen(kw_only=True)
class Validation:
    """Validation of evidence by independent experts (Roadmap I).

    Attributes:
        on: The day.
        expert: Who validated it.
        organisation: The organisation that they belong to.
        criteria: The criteria whose evidence they validated. If you leave it out, it is all criteria.
        notes: What they said.
    """

    on: PastDay
    expert: Annotated[str, Audience.INTERNAL] = ""
    organisation: str = ""
    criteria: tuple[Criterion, ...] = ()
    notes: Annotated[Translated, Length.LONG, Audience.INTERNAL] | None = None


@attrs.frozen(kw_only=True)
class Evidence:
    """Evidence of the surveys about a country in one year; points, totals and the verdict are derived from it.

    Attributes:
        edition: The edition of the criteria that applies to this evidence, for example `roadmap-2011`.
        fiscal_transparency: The budget documents. Leave it out if the survey does not cover the country.
        access_to_information: The right to information. Leave it out if there is no evidence.
        asset_disclosure: Disclosures of officials. Leave it out if there is no evidence.
        citizen_engagement: Civil liberties. Leave it out if there is no evidence.
        values_check: The Values Check, which does not count towards the points.
        published: The published result. It is used if evidence is missing.
        validations: Which independent experts validated the evidence, and when (Roadmap I).
    """

    edition: Identifier
    fiscal_transparency: FiscalTransparency | None = None
    access_to_information: AccessToInformation | None = None
    asset_disclosure: AssetDisclosure | None = None
    citizen_engagement: CitizenEngagement | None = None
    values_check: ValuesCheck | None = None
    published: Published | None = None
    validations: tuple[Validation, ...] = ()


class ReviewOutcome(Choice):
    """How a review by the expert group ended."""

    IN_GOOD_STANDING = "in-good-standing", "In good standing"
    BELOW_MINIMUM = "below-minimum", "Below the minimum"
    RECOVERED = "recovered", "Recovered"
    INACTIVE = "inactive", "Inactive"


@attrs.frozen(kw_only=True)
class Review:
    """Review of a country's eligibility by the independent group of experts (Roadmap I).

    Attributes:
        edition: The edition of the criteria that the review follows. It decides the stages.
        opened: The day on which the review started.
        years: The years whose evidence is compared, for example `[2014, 2015]`.
        criteria: The criteria that fell.
        experts: The people who carry out the review.
        findings: What the experts found.
        informed_steering_committee: The day on which the Steering Committee was informed.
        outcome: How the review ended.
        history: The stages that the review has gone through, oldest first.
        sources: Where the facts in this file come from: titles or web addresses.
    """

    edition: Identifier
    opened: PastDay
    years: tuple[int, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    experts: Annotated[tuple[str, ...], Audience.INTERNAL] = ()
    findings: Annotated[Translated, Length.LONG] | None = None
    informed_steering_committee: PastDay | None = None
    outcome: ReviewOutcome | None = None
    history: tuple[Step, ...] = ()
    sources: tuple[str, ...] = ()
