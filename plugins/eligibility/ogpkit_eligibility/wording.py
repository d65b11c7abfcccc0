"""The sentences in which scores and verdicts are said."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from ogpkit.api.content import fields_of
from ogpkit.api.text import _, _n, current_language, format_phrase, join_phrases, localized
from ogpkit_eligibility.model import Evidence, Published, PublishedVerdict

if TYPE_CHECKING:
    from ogpkit.api.content import Translated
    from ogpkit_eligibility.criteria import CriteriaPart, CriterionRule, ValuesCheckRule


def get_best_text(text: Translated | None) -> str:
    """Return an edition's text in the language in use, else in English, with the language that it is in.

    Args:
        text: The text in several languages.
    """
    return localized(text, current_language(), "en")


def format_percent(share: Fraction | None) -> str:
    """Return a share for a person, as the published results have it: rounded to a whole number.

    Args:
        share: The share; None gives a dash.
    """
    return "–" if share is None else f"{floor(share * 100 + Fraction(1, 2))} %"


def format_percents(least: Fraction, most: Fraction) -> str:
    """Return between which shares points lie, for example `75 % to 100 %`; one share where they are the same.

    Args:
        least: The share of the least points that there may be.
        most: The share of the most points that there may be.
    """
    if least == most:
        return format_percent(least)
    return _("{least} to {most}").format(least=format_percent(least), most=format_percent(most))


def label_of(*path: str) -> str:
    """Return what a person calls a piece of evidence.

    Args:
        path: Its key path in the evidence file, for example `citizen_engagement`, `civil_liberties`.
    """
    entity: type | None = Evidence
    label = path[-1]
    for key in path:
        field = next((field for field in fields_of(entity) if field.key == key), None) if entity else None
        label, entity = (_(field.label), field.shape.nested()) if field else (key, None)
    return label


def format_value(value: object) -> str:
    """Return a piece of evidence for a person.

    Args:
        value: A truth value, a choice or a number.
    """
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    label = getattr(value, "label", None)
    return _(label) if label else f"{value:g}" if isinstance(value, float) else str(value)


def format_sum(points: int, possible: int) -> str:
    """Return points of possible points and the share, for example `13 of 16 (81 %)`.

    Args:
        possible: The points that were possible.
    """
    share = format_percent(Fraction(points, possible) if possible else None)
    return _("{points} of {possible} ({share})").format(points=points, possible=possible, share=share)


def compute_threshold(possible: int, part: CriteriaPart) -> int:
    """Return the least points for eligibility.

    Args:
        possible: The points that are possible for the country.
        part: The criteria of the edition.
    """
    return -(-possible * part.share // 100)


def format_points(least: int, most: int) -> str:
    """Return points for a person, for example `13`, or `12 to 16` where evidence that decides them is missing.

    Args:
        least: The least points that there may be.
        most: The most points that there may be.
    """
    return str(least) if least == most else _("{least} to {most}").format(least=least, most=most)


def call_criterion(rule: CriterionRule) -> str:
    """Return what a sentence calls a criterion, for example `asset disclosure`.

    Args:
        rule: How the edition measures it.
    """
    return get_best_text(rule.called) or get_best_text(rule.title)


def explain_verdict(
    part: CriteriaPart,
    points: tuple[int, int, int],
    *,
    eligible: bool | None,
    missing: tuple[str, ...],
    turns_on: tuple[str, ...],
    covered: int,
) -> tuple[str, str]:
    """Return why evidence leads to its verdict, in a sentence, and the verdict in a few words.

    Args:
        part: The criteria of the edition.
        points: The least and the most points that there may be, and the points that are possible for the country.
        eligible: The result.
        missing: What is not at hand, each in a few words.
        turns_on: The criteria of which something is not at hand.
        covered: How many criteria cover the country.
    """
    if covered < part.least_criteria:
        return _explain_too_little(part, covered)
    if missing:
        return _explain_range(part, points, eligible=eligible, missing=missing, turns_on=turns_on)
    got, _most, possible = points
    least = compute_threshold(possible, part)
    if eligible:
        why = _("{sum} points reach the {share} % that are needed ({least} points).")
    else:
        why = _("{sum} points are below the {share} % that are needed ({least} points).")
    headline = _("Eligible, {sum}") if eligible else _("Not eligible, {sum}")
    words = format_sum(got, possible)
    return why.format(sum=words, share=part.share, least=least), headline.format(sum=words)


def _explain_range(
    part: CriteriaPart,
    points: tuple[int, int, int],
    *,
    eligible: bool | None,
    missing: tuple[str, ...],
    turns_on: tuple[str, ...],
) -> tuple[str, str]:
    """Return what is certain of points that lie between two numbers, in a sentence and in a few words."""
    if eligible is None:
        why = _("{range} points may reach the {share} % that are needed ({least} points). Missing: {missing}.")
        headline = _("Depends on {criteria} ({range})")
    elif eligible:
        why = _(
            "{range} points: even the lowest number reaches the {share} % that are needed ({least} points). Missing: {missing}."
        )
        headline = _n(
            "Eligible whatever {criteria} says ({range})",
            "Eligible whatever {criteria} say ({range})",
            len(turns_on),
        )
    else:
        why = _(
            "{range} points: even the highest number is below the {share} % that are needed ({least} points). Missing: {missing}."
        )
        headline = _("Not eligible in any case ({range})")
    got, most, possible = points
    words = _("{points} of {possible}").format(points=format_points(got, most), possible=possible)
    least = compute_threshold(possible, part)
    said = format_phrase(why, range=words, share=part.share, least=least, missing=join_phrases("; ", missing))
    return said, format_phrase(headline, criteria=join_phrases(", ", turns_on), range=words)


def _explain_too_little(part: CriteriaPart, covered: int) -> tuple[str, str]:
    if not covered:
        return _("There is no evidence, so there is no result."), _("No evidence yet")
    why = _n(
        "Not enough data: {count} criterion covers the country, but a result needs {least}.",
        "Not enough data: {count} criteria cover the country, but a result needs {least}.",
        covered,
    )
    return why.format(count=covered, least=part.least_criteria), _("Not enough data")


def explain_published(published: Published) -> tuple[str, str]:
    """Return a verdict that rests on a published result, in a sentence and in a few words; both say so.

    Args:
        published: The result that was published.
    """
    eligible = published.verdict is PublishedVerdict.ELIGIBLE
    if published.points is not None and published.possible:
        headline = (_("Eligible, {sum}") if eligible else _("Not eligible, {sum}")).format(
            sum=format_sum(published.points, published.possible)
        )
    else:
        headline = _("Eligible") if eligible else _("Not eligible")
    said_so = _("{verdict}: published result, evidence missing.").format(verdict=headline)
    return said_so, _("{verdict}, as published").format(verdict=headline)


def explain_values_check(rule: ValuesCheckRule, *, passed: bool | None) -> str:
    """Return how a country stands in the Values Check, with what is unconfirmed about it.

    Args:
        rule: The check, as the edition has it.
        passed: Whether it is passed; None while evidence is missing.
    """
    if passed is None:
        words = _("Values Check: evidence missing.")
    else:
        words = _("Values Check: passed.") if passed else _("Values Check: not passed.")
    return join_phrases(" ", (words, get_best_text(rule.unconfirmed)))
