"""From a year's evidence to points and verdict, with the reasons for both (Roadmap I)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import attrs

from ogpkit.api.content import Choice
from ogpkit.api.text import _, format_phrase
from ogpkit_eligibility.model import Evidence, Published, PublishedVerdict
from ogpkit_eligibility.tables import Counted, count_points, is_fulfilled, list_keys, read_values
from ogpkit_eligibility.wording import (
    compute_threshold,
    explain_published,
    explain_values_check,
    explain_verdict,
    get_best_text,
    label_of,
)

if TYPE_CHECKING:
    from ogpkit_eligibility.criteria import CriteriaPart, CriterionRule


class Basis(Choice):
    """Basis of points or of a verdict."""

    EVIDENCE = "evidence", "Evidence"
    PUBLISHED = "published", "Published result, evidence not at hand"
    NOTHING = "nothing", "No evidence at hand"


@attrs.frozen(kw_only=True)
class Reason:
    """Why points were given.

    Attributes:
        text: In words, in the language in use.
        points: How many it gave.
        at: The key paths of the evidence behind it.
    """

    text: str
    points: int
    at: tuple[tuple[str, ...], ...] = ()


@attrs.frozen(kw_only=True)
class CriterionScore:
    """Points of one criterion.

    Attributes:
        name: The criterion's name, for example `citizen_engagement`.
        title: The same for a person.
        points: What was earned.
        possible: What could be earned.
        reasons: What earned it; never empty.
        basis: Whether it rests on evidence or on a published result.
        notes: What is unconfirmed about it.
    """

    name: str
    title: str
    points: int
    possible: int
    reasons: tuple[Reason, ...]
    basis: Basis = Basis.EVIDENCE
    notes: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ValuesScore:
    """How a country stands in the Values Check.

    Attributes:
        passed: Whether it is passed; None while evidence is missing.
        text: The same in words, with what is unconfirmed about it.
    """

    passed: bool | None
    text: str


@attrs.frozen(kw_only=True)
class Score:
    """Score that a year's evidence comes to.

    Attributes:
        criteria: Each criterion of the edition, in its order; None where the survey does not cover the country or what it
            says is not known.
        points: All points; None when only a verdict was published.
        possible: All points that could be earned; None as above.
        share: Points by possible points, exactly; None where nothing is possible.
        eligible: The verdict; None when there is not enough data.
        threshold: The least points for a verdict of eligible; None where nothing is possible.
        basis: What the verdict rests on.
        why: The verdict in a sentence.
        headline: The verdict in a few words.
        missing: What is missing, each in a few words.
        notes: What is unconfirmed about it.
        values_check: The Values Check, where the edition has one and the file speaks of it; it changes no points and no
            verdict.
    """

    criteria: Mapping[str, CriterionScore | None] = attrs.field(hash=False)
    points: int | None
    possible: int | None
    share: Fraction | None
    eligible: bool | None
    threshold: int | None
    basis: Basis
    why: str
    headline: str
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    values_check: ValuesScore | None = None


def score(evidence: Evidence, part: CriteriaPart) -> Score:
    """Score a year's evidence.

    A criterion whose table is left out, because the survey does not cover the country, is left out of the possible points
    too. The published result decides only where evidence is missing, and the verdict says so.

    Args:
        evidence: What the surveys say.
        part: The criteria of the edition by which it counts.
    """
    counts = count_criteria(evidence, part)
    criteria = {name: _score_criterion(name, rule, counts.get(name), evidence) for name, rule in part.criteria.items()}
    checked = _score_values_check(evidence, part)
    # own arithmetic comes first: a published total cannot be explained criterion by criterion
    if evidence.published is not None and is_publication_used(evidence, part):
        found = _score_by_publication(evidence.published, part, criteria)
    else:
        found = _score_by_evidence(part, criteria, counts)
    notes = (*(note for known in criteria.values() if known for note in known.notes), *found.notes)
    return attrs.evolve(found, notes=(*notes, checked.text) if checked else notes, values_check=checked)


def is_publication_used(evidence: Evidence, part: CriteriaPart) -> bool:
    """Tell whether the published result stands in, because the evidence is not whole.

    Args:
        evidence: What the surveys say.
        part: The criteria of the edition by which it counts.
    """
    published = evidence.published
    if published is None:
        return False
    counts = count_criteria(evidence, part)
    # one undecided criterion makes the total a guess, and the source knew more than the file does
    if any(count.points is None for count in counts.values()):
        return True
    # the source counted more criteria than the file has: the file is not the whole year
    if published.possible is not None:
        return sum(part.criteria[name].most for name in counts) < published.possible
    return len(counts) < part.least_criteria


def get_evidence(evidence: Evidence, name: str) -> object | None:
    """Return a table of an evidence file.

    Args:
        evidence: What the file says.
        name: The name of the table.
    """
    return cast("object | None", getattr(evidence, name, None))


def count_criteria(evidence: Evidence, part: CriteriaPart) -> dict[str, Counted]:
    """Return what the point tables give for each criterion whose table is in the file.

    Args:
        evidence: What the surveys say.
        part: The criteria of the edition by which it counts.
    """
    tables = {name: get_evidence(evidence, name) for name in part.criteria}
    # a table that is left out means “the survey does not cover the country” (Roadmap I), which is not nought points
    return {
        name: count_points(part.criteria[name], read_values(table))
        for name, table in tables.items()
        if table is not None
    }


def _score_criterion(
    name: str, rule: CriterionRule, count: Counted | None, evidence: Evidence
) -> CriterionScore | None:
    if count is not None and count.points is not None:
        points, reasons, basis = count.points, _list_reasons(name, rule, count), Basis.EVIDENCE
    else:
        published = evidence.published.criteria if evidence.published else None
        given: int | None = getattr(published, name, None)
        if given is None:
            return None
        points, basis = given, Basis.PUBLISHED
        reasons = (Reason(text=_(Basis.PUBLISHED.label), points=points),)
    return CriterionScore(
        name=name,
        title=get_best_text(rule.title),
        points=points,
        possible=rule.most,
        reasons=reasons,
        basis=basis,
        notes=_list_row_notes(count) if basis is Basis.EVIDENCE else (),
    )


def _list_reasons(name: str, rule: CriterionRule, count: Counted) -> tuple[Reason, ...]:
    if not count.rows:
        asked = tuple((name, key) for key in rule.asks)
        return (Reason(text=_("The evidence earns no points"), points=0, at=asked),)
    return tuple(
        Reason(text=get_best_text(row.reason), points=row.points, at=tuple((name, key) for key in list_keys(row)))
        for row in count.rows
    )


def _list_row_notes(count: Counted | None) -> tuple[str, ...]:
    rows = count.rows if count else ()
    return tuple(get_best_text(row.unconfirmed) for row in rows if row.unconfirmed)


def _score_by_evidence(
    part: CriteriaPart, criteria: Mapping[str, CriterionScore | None], counts: Mapping[str, Counted]
) -> Score:
    # only covered criteria make up what is possible: 9 of 12 is as good as 12 of 16 (Roadmap I)
    covered = [found for found in criteria.values() if found and found.basis is Basis.EVIDENCE]
    points, possible = sum(found.points for found in covered), sum(found.possible for found in covered)
    # a fraction, not a float: 75 % is met exactly or not, and rounding must not decide it (Roadmap I)
    share = Fraction(points, possible) if possible else None
    missing = _list_missing(part, counts)
    # the Roadmap names four criteria and three; for fewer the edition of 2023 says “not enough data”
    few = len(covered) < part.least_criteria
    # no verdict is better than a wrong one: “not eligible” would be held against a country whose data are missing
    eligible = None if few or missing or share is None else share * 100 >= part.share
    why, headline = explain_verdict(part, points, possible, eligible=eligible, missing=missing, covered=len(covered))
    return Score(
        criteria=criteria,
        points=points,
        possible=possible,
        share=share,
        eligible=eligible,
        threshold=compute_threshold(possible, part) if possible else None,
        basis=Basis.EVIDENCE if covered or missing else Basis.NOTHING,
        why=why,
        headline=headline,
        missing=missing,
        notes=(get_best_text(part.few_criteria_unconfirmed),)
        if few and not missing and part.few_criteria_unconfirmed
        else (),
    )


def _score_by_publication(
    published: Published, part: CriteriaPart, criteria: Mapping[str, CriterionScore | None]
) -> Score:
    points, possible = published.points, published.possible
    why, headline = explain_published(published)
    return Score(
        criteria=criteria,
        points=points,
        possible=possible,
        share=Fraction(points, possible) if points is not None and possible else None,
        # the verdict as published, even where its points say something else: ELI009 tells, and nobody else decides
        eligible=published.verdict is PublishedVerdict.ELIGIBLE,
        threshold=compute_threshold(possible, part) if possible else None,
        basis=Basis.PUBLISHED,
        why=why,
        headline=headline,
        missing=tuple(
            format_phrase(_("{criterion}: evidence not at hand"), criterion=get_best_text(part.criteria[name].title))
            for name, found in criteria.items()
            if found is None or found.basis is not Basis.EVIDENCE
        ),
    )


def _list_missing(part: CriteriaPart, counts: Mapping[str, Counted]) -> tuple[str, ...]:
    return tuple(
        format_phrase(
            _("{criterion}: {evidence} not given"),
            criterion=get_best_text(part.criteria[name].title),
            evidence=", ".join(label_of(name, key) for key in count.missing),
        )
        for name, count in counts.items()
        if count.points is None
    )


def _score_values_check(evidence: Evidence, part: CriteriaPart) -> ValuesScore | None:
    rule = part.values_check
    table = get_evidence(evidence, rule.table) if rule else None
    if rule is None or table is None:
        return None
    states = [is_fulfilled(row, read_values(table)) for row in rule.passes]
    # one indicator that passes is enough, so that a missing one matters only while none does
    passed = True if True in states else None if None in states else False
    return ValuesScore(passed=passed, text=explain_values_check(rule, passed=passed))
