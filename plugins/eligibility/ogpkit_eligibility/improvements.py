"""What a single change of the evidence would do to points and verdict.

The candidates are finite: each other choice, the other truth value, and for a number the values next to each threshold of
the point table, of which the nearest one for each outcome is told. Every change is tried by scoring again, so that nothing
here knows a criterion.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import attrs

from ogpkit.api.content import Field, Sort, fields_of
from ogpkit.api.text import _, _n
from ogpkit_eligibility.scoring import Basis, Score, get_evidence, score
from ogpkit_eligibility.tables import parse_number
from ogpkit_eligibility.wording import format_value, label_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit_eligibility.criteria import CriteriaPart, CriterionRule
    from ogpkit_eligibility.model import Evidence

Value: TypeAlias = "bool | float | str"
"""What a piece of evidence can be."""

_DIGITS: Final = 6
"""To how many digits a number next to a threshold is rounded, so that 7.5 + 0.01 is written as 7.51."""


@attrs.frozen(kw_only=True)
class Improvement:
    """Change of one evidence value and what it would do.

    Attributes:
        at: The key path of the value in the evidence file.
        value: The new value, as the file would hold it.
        gain: How many points it would give; less than zero where it would take some.
        points: The total after the change.
        eligible: The verdict after the change.
        enough: Whether the verdict would be another one.
        text: The change in words.
    """

    at: tuple[str, str]
    value: Value
    gain: int
    points: int
    eligible: bool | None
    enough: bool
    text: str


def list_improvements(evidence: Evidence, part: CriteriaPart) -> tuple[Improvement, ...]:
    """Return every single change of the evidence that would raise the points, those that would change the verdict first.

    Args:
        evidence: What the surveys say now.
        part: The criteria of the edition by which it counts.
    """
    raising = [change for change in list_changes(evidence, part) if change.gain > 0]
    return tuple(sorted(raising, key=lambda change: (not change.enough, -change.gain)))


def list_risks(evidence: Evidence, part: CriteriaPart) -> tuple[Improvement, ...]:
    """Return every single change of the evidence that would lose the verdict of eligible, the smallest loss first.

    Args:
        evidence: What the surveys say now.
        part: The criteria of the edition by which it counts.
    """
    losing = [change for change in list_changes(evidence, part) if change.gain < 0 and change.enough]
    return tuple(sorted(losing, key=lambda change: -change.gain))


def count_missing_points(found: Score) -> int | None:
    """Return how many points are missing to the threshold; 0 where it is reached, None where there is nothing to compare."""
    if found.points is None or found.threshold is None:
        return None
    return max(found.threshold - found.points, 0)


def list_changes(evidence: Evidence, part: CriteriaPart) -> Iterator[Improvement]:
    """Yield every single change of an evidence value that would change the points.

    Nothing is tried where the verdict rests on a published result: what a change would do is not known there.

    Args:
        evidence: What the surveys say now.
        part: The criteria of the edition by which it counts.
    """
    now = score(evidence, part)
    # without the evidence behind a published result nobody knows what a change would do
    if now.basis is not Basis.EVIDENCE:
        return
    for name, rule in part.criteria.items():
        # a survey that does not cover the country cannot be made to by the government
        if now.criteria[name] is None:
            continue
        seen: set[tuple[str, int | None]] = set()
        for key, value in _list_candidates(evidence, name, rule):
            after = score(apply_change(evidence, (name, key), value), part)
            # of several numbers with one outcome the nearest is the least that has to change
            told = isinstance(value, float) and (key, after.points) in seen
            seen.add((key, after.points))
            if after.points != now.points and not told:
                yield _build_improvement((name, key), value, now, after)


def apply_change(evidence: Evidence, at: tuple[str, str], value: object) -> Evidence:
    """Return the evidence with one value changed.

    Args:
        evidence: What the surveys say now.
        at: The key path of the value: a table and a key in it.
        value: The new value.
    """
    table = cast("Any", get_evidence(evidence, at[0]))
    tables: dict[str, Any] = {at[0]: attrs.evolve(table, **{at[1]: value})}
    return attrs.evolve(evidence, **tables)


def _list_candidates(evidence: Evidence, name: str, rule: CriterionRule) -> Iterator[tuple[str, Value]]:
    """Yield other values of each piece of evidence; numbers with the nearest first, so that the least change is told."""
    table = get_evidence(evidence, name)
    for field in fields_of(type(table)):
        if field.key not in rule.asks:
            continue
        now = getattr(table, field.name)
        yield from (
            (field.key, other) for other in _list_other_values(field, parse_number(now) or 0, rule) if other != now
        )


def _list_other_values(field: Field, now: float, rule: CriterionRule) -> list[Value]:
    if field.shape.sort is Sort.TRUTH:
        return [True, False]
    if field.shape.sort is Sort.CHOICE:
        return list(field.shape.choices)
    return [*sorted(_list_values_beside_thresholds(field.key, rule), key=lambda number: abs(number - now))]


def _list_values_beside_thresholds(key: str, rule: CriterionRule) -> Iterator[float]:
    for row in rule.points:
        if key in row.when_above:
            yield from (row.when_above[key], round(row.when_above[key] + rule.step, _DIGITS))
        if key in row.when_least:
            yield from (row.when_least[key], round(row.when_least[key] - rule.step, _DIGITS))


def _build_improvement(at: tuple[str, str], value: Value, now: Score, after: Score) -> Improvement:
    return Improvement(
        at=at,
        value=value,
        gain=(after.points or 0) - (now.points or 0),
        points=after.points or 0,
        eligible=after.eligible,
        enough=after.eligible != now.eligible,
        text=_("{evidence}: {value}").format(evidence=label_of(*at), value=format_value(value)),
    )


def describe_improvement(change: Improvement) -> str:
    """Return a change and what it would do, in one line."""
    gain = _n("{gain} point", "{gain} points", abs(change.gain)).format(gain=f"{change.gain:+d}")
    if not change.enough and change.eligible:
        return _("{change} ({gain})").format(change=change.text, gain=gain)
    if not change.enough:
        return _("{change} ({gain}, not enough by itself)").format(change=change.text, gain=gain)
    outcome = _("then eligible") if change.eligible else _("then not eligible any more")
    return _("{change} ({gain}, {outcome})").format(change=change.text, gain=gain, outcome=outcome)
