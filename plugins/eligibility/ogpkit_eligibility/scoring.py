"""From a year's evidence to points and verdict, with the reasons for both (Roadmap I)."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, cast

import attrs

from ogpkit.api.content import Choice, fields_of
from ogpkit.api.text import _, format_phrase
from ogpkit_eligibility.model import Evidence, Published, PublishedVerdict
from ogpkit_eligibility.tables import PointRange, count_points, is_fulfilled, list_keys, read_values
from ogpkit_eligibility.wording import (
    call_criterion,
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
    PUBLISHED = "published", "Published result, evidence missing"
    NOTHING = "nothing", "No evidence yet"


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
        points: What was earned, whatever missing evidence says.
        points_most: What may have been earned at most; the same where no evidence is missing.
        possible: What could be earned.
        reasons: What earned it; empty where no evidence is at hand.
        basis: Whether it rests on evidence, on a published result or on nothing.
        notes: What is unconfirmed about it.
        missing: The keys of the evidence that decides its points and is not at hand.
    """

    name: str
    title: str
    points: int
    points_most: int
    possible: int
    reasons: tuple[Reason, ...]
    basis: Basis = Basis.EVIDENCE
    notes: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def exact(self) -> int | None:
        """Return the points; None while evidence that decides them is missing."""
        return None if self.missing else self.points


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
        criteria: Each criterion of the edition, in its order; None where the survey does not cover the country, and where
            a published result stands in that does not speak of it.
        points: All points, whatever missing evidence says; None when only a verdict was published.
        points_most: All points that there may be, once missing evidence is at hand; the same where none is missing.
        possible: All points that could be earned; None as above.
        share: Points by possible points, exactly; None where nothing is possible.
        eligible: The verdict, when it is certain; None when it turns on missing evidence or there is not enough data.
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
    points_most: int | None
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

    @property
    def is_range(self) -> bool:
        """Tell whether the points lie between two numbers, because evidence that decides them is missing."""
        return self.points != self.points_most


def score(evidence: Evidence, part: CriteriaPart) -> Score:
    """Score a year's evidence.

    A criterion whose survey does not cover the country is left out of the possible points too. One whose evidence is not at
    hand stays possible, and the points lie between two numbers: a verdict that holds for all of them is certain. The
    published result decides only where evidence is missing, and the verdict says so.

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


def find_evidence_class(name: str) -> type | None:
    """Return the class of a table of evidence files, or None when they have no such table.

    Args:
        name: The name of the table.
    """
    field = next((field for field in fields_of(Evidence) if field.key == name), None)
    return field.shape.nested() if field else None


def is_covered(evidence: Evidence, name: str, rule: CriterionRule) -> bool:
    """Tell whether the survey of a criterion covers the country, so that its points are possible.

    Args:
        evidence: What the file says.
        name: The criterion.
        rule: How the edition measures it.
    """
    table = get_evidence(evidence, name)
    if table is None:
        # only the Open Budget Index leaves countries out (Roadmap I): elsewhere somebody has yet to look
        return not rule.leaves_countries_out
    return getattr(table, "covered", None) is not False


def count_criteria(evidence: Evidence, part: CriteriaPart) -> dict[str, PointRange]:
    """Return what the point tables give for each criterion whose survey covers the country.

    Args:
        evidence: What the surveys say.
        part: The criteria of the edition by which it counts.
    """
    found = {}
    for name, rule in part.criteria.items():
        entity = find_evidence_class(name)
        if entity is not None and is_covered(evidence, name, rule):
            found[name] = count_points(rule, read_values(get_evidence(evidence, name)), entity)
    return found


def _score_criterion(
    name: str, rule: CriterionRule, count: PointRange | None, evidence: Evidence
) -> CriterionScore | None:
    published = evidence.published.criteria if evidence.published else None
    given: int | None = getattr(published, name, None)
    if given is not None and (count is None or count.points is None):
        return CriterionScore(
            name=name,
            title=get_best_text(rule.title),
            points=given,
            points_most=given,
            possible=rule.most,
            reasons=(Reason(text=_(Basis.PUBLISHED.label), points=given),),
            basis=Basis.PUBLISHED,
        )
    if count is None:
        return None
    return CriterionScore(
        name=name,
        title=get_best_text(rule.title),
        points=count.least,
        points_most=count.most,
        possible=rule.most,
        reasons=_list_reasons(name, rule, count),
        basis=Basis.EVIDENCE if count.is_at_hand else Basis.NOTHING,
        notes=_list_row_notes(count),
        missing=count.missing,
    )


def _list_reasons(name: str, rule: CriterionRule, count: PointRange) -> tuple[Reason, ...]:
    if not count.rows:
        if count.missing:
            return ()
        asked = tuple((name, key) for key in rule.asks)
        return (Reason(text=_("The evidence earns no points"), points=0, at=asked),)
    return tuple(
        Reason(text=get_best_text(row.reason), points=row.points, at=tuple((name, key) for key in list_keys(row)))
        for row in count.rows
    )


def _list_row_notes(count: PointRange | None) -> tuple[str, ...]:
    rows = count.rows if count else ()
    return tuple(get_best_text(row.unconfirmed) for row in rows if row.unconfirmed)


def _score_by_evidence(
    part: CriteriaPart, criteria: Mapping[str, CriterionScore | None], counts: Mapping[str, PointRange]
) -> Score:
    # only covered criteria make up what is possible: 9 of 12 is as good as 12 of 16 (Roadmap I)
    covered = [found for found in criteria.values() if found and found.basis is not Basis.PUBLISHED]
    if not any(count.is_at_hand for count in counts.values()):
        covered = []
    points, most = sum(found.points for found in covered), sum(found.points_most for found in covered)
    possible = sum(found.possible for found in covered)
    threshold = compute_threshold(possible, part) if possible else None
    # the Roadmap names four criteria and three; for fewer the edition of 2023 says “not enough data”
    few = len(covered) < part.least_criteria
    # no verdict is better than a wrong one: “not eligible” would be held against a country whose data are missing
    eligible = None if few or threshold is None else _judge(points, most, threshold)
    missing = _list_missing(part, counts) if covered else ()
    turns_on = tuple(call_criterion(part.criteria[one.name]) for one in covered if one.missing)
    why, headline = explain_verdict(
        part, (points, most, possible), eligible=eligible, missing=missing, turns_on=turns_on, covered=len(covered)
    )
    return Score(
        criteria=criteria if covered else dict.fromkeys(criteria),
        points=points,
        points_most=most,
        possible=possible,
        # a fraction, not a float: 75 % is met exactly or not, and rounding must not decide it (Roadmap I)
        share=Fraction(points, possible) if possible else None,
        eligible=eligible,
        threshold=threshold,
        basis=Basis.EVIDENCE if covered else Basis.NOTHING,
        why=why,
        headline=headline,
        missing=missing,
        notes=(get_best_text(part.few_criteria_unconfirmed),) if few and part.few_criteria_unconfirmed else (),
    )


def _judge(least: int, most: int, threshold: int) -> bool | None:
    """Return a verdict that holds whatever missing evidence says, or None when it turns on it."""
    return True if least >= threshold else False if most < threshold else None


def _score_by_publication(
    published: Published, part: CriteriaPart, criteria: Mapping[str, CriterionScore | None]
) -> Score:
    points, possible = published.points, published.possible
    why, headline = explain_published(published)
    return Score(
        # the total is exact, so what evidence at hand leaves open is known as little as what is not at hand
        criteria={name: one if one and one.exact is not None else None for name, one in criteria.items()},
        points=points,
        points_most=points,
        possible=possible,
        share=Fraction(points, possible) if points is not None and possible else None,
        # the verdict as published, even where its points say something else: ELI009 tells, and nobody else decides
        eligible=published.verdict is PublishedVerdict.ELIGIBLE,
        threshold=compute_threshold(possible, part) if possible else None,
        basis=Basis.PUBLISHED,
        why=why,
        headline=headline,
        missing=tuple(
            format_phrase(_("{criterion}: evidence missing"), criterion=get_best_text(part.criteria[name].title))
            for name, found in criteria.items()
            if found is None or found.exact is None or found.basis is not Basis.EVIDENCE
        ),
    )


def _list_missing(part: CriteriaPart, counts: Mapping[str, PointRange]) -> tuple[str, ...]:
    return tuple(
        format_phrase(
            _("{criterion}: {evidence} missing"),
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
