"""The eligibility part of a rule edition: criteria, point tables, thresholds and oversight, as data."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import attrs

from ogpkit.api import EditionPart, Stage
from ogpkit.api.content import Bounds, Choice, RuleLine, Translated


class CountingMethod(Choice):
    """How the rows of a point table that hold are counted together."""

    SUM = "sum", "All rows that apply are added up"
    HIGHEST = "highest", "Only the row with the most points counts"


@attrs.frozen(kw_only=True)
class Row:
    """One row of a point table; it holds when all that it asks for holds.

    Attributes:
        when: Evidence that must have this value.
        when_true: Evidence that must be true.
        when_above: Evidence that must be above this number; the number itself is not enough.
        when_least: Evidence that must be this number or more.
        points: What the row gives.
        reason: Why, in words.
        unconfirmed: What about the row rests on a source that could not be confirmed.
    """

    when: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    when_true: tuple[str, ...] = ()
    when_above: Mapping[str, float] = attrs.field(factory=dict, hash=False)
    when_least: Mapping[str, float] = attrs.field(factory=dict, hash=False)
    points: Annotated[int, Bounds(least=0)] = 0
    reason: Translated = attrs.field(factory=Translated)
    unconfirmed: Translated | None = None


@attrs.frozen(kw_only=True)
class Survey:
    """Where the evidence of a criterion comes from.

    Attributes:
        title: The survey, with its year where the edition fixes one.
        by: Who conducts it.
        countries: How many countries it covers, where the rules say so.
    """

    title: str
    by: str = ""
    countries: int | None = None


@attrs.frozen(kw_only=True)
class CriterionRule:
    """How one criterion is measured.

    Attributes:
        title: Its name.
        section: Where the rule stands, for example `Roadmap I.1`.
        most: The most points that it can give; all of them are possible for a country that the survey covers.
        counting: How rows that hold are counted together.
        asks: The evidence that it needs, as keys of its table in the evidence file.
        called: What a sentence calls it, for example `asset disclosure`.
        leaves_countries_out: Whether the rules reckon with countries that the survey does not cover. Where the table is left
            out, the criterion is then not possible; else its evidence is not at hand.
        points: Its point table.
        step: The smallest step in which numbers of this survey are published.
        surveys: Where the evidence comes from.
    """

    title: Translated
    section: str
    most: Annotated[int, Bounds(least=1)]
    counting: CountingMethod
    asks: tuple[str, ...]
    points: tuple[Row, ...]
    called: Translated = attrs.field(factory=Translated)
    leaves_countries_out: bool = False
    step: float = 0.01
    surveys: tuple[Survey, ...] = ()


@attrs.frozen(kw_only=True)
class ValuesCheckRule:
    """How the Values Check is passed; it stands beside the points and changes neither points nor verdict.

    Attributes:
        table: The table of the evidence file that it looks at.
        section: Where the rule stands.
        asks: The evidence that it looks at.
        passes: It is passed when any of these rows holds.
        unconfirmed: What about it rests on a source that could not be confirmed.
    """

    table: str
    section: str
    asks: tuple[str, ...]
    passes: tuple[Row, ...]
    unconfirmed: Translated | None = None


@attrs.frozen(kw_only=True)
class OversightRule:
    """Rule for a participating country that falls below the minimum.

    Attributes:
        section: Where the rule stands.
        informs: Whom the group of experts informs.
        years_to_recover: By the last day of which year after the one it fell in a country must be back; None where the
            edition does not say.
        reviewed_by: Who reviews a country that has not recovered.
        review_after: How many consecutive years below the minimum lead to an eligibility review; None where the edition
            does not say.
    """

    section: str
    informs: Translated
    years_to_recover: int | None = None
    reviewed_by: Translated = attrs.field(factory=Translated)
    review_after: int | None = None


@attrs.frozen(kw_only=True, eq=False)  # compared and hashed as one object: an edition has one
class CriteriaPart:
    """Eligibility part of an edition.

    Attributes:
        section: Where the share that must be reached stands.
        share: The least share of the possible points, in per cent.
        least_criteria: With fewer criteria than this there is no verdict.
        few_criteria_unconfirmed: What about “not enough data” rests on a source that could not be confirmed, or on a later
            edition.
        criteria: The criteria by name, which is also the name of their table in the evidence file.
        values_check: The Values Check, where the edition has one.
        scored_by_month: By the end of which month of each year the scores are updated; None where the edition does not say.
        oversight: What happens when a country falls below the minimum.
        review: The stages of a review, by name.
    """

    section: str
    share: Annotated[int, Bounds(0, 100, "per cent")]
    least_criteria: int
    few_criteria_unconfirmed: Translated | None = None
    criteria: Mapping[str, CriterionRule] = attrs.field(factory=dict, hash=False)
    values_check: ValuesCheckRule | None = None
    scored_by_month: Annotated[int, Bounds(1, 12)] | None = None
    oversight: OversightRule | None = None
    review: Mapping[str, Stage] = attrs.field(factory=dict, hash=False)


EDITION_PART: Final = EditionPart(
    name="eligibility", entity=CriteriaPart, folder=Path(__file__).parent / "editions", line=RuleLine.ELIGIBILITY
)
"""The table `[eligibility]` of every edition file."""
