"""What a single change of the evidence would do to points and verdict.

The candidates are finite: each other choice, the other truth value, and for a number the values next to each threshold of
the point table, of which the nearest one for each outcome is told. Every change is tried by scoring again, so that nothing
here knows a criterion.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, cast

import attrs

from ogpkit.api.content import fields_of
from ogpkit.api.text import _, _n, join_list
from ogpkit_eligibility.scoring import Basis, Score, find_evidence_class, get_evidence, score
from ogpkit_eligibility.tables import Value, list_candidates, parse_number
from ogpkit_eligibility.wording import format_value, label_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit_eligibility.criteria import CriteriaPart, CriterionRule
    from ogpkit_eligibility.model import Evidence


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
    if not score(evidence, part).eligible:
        return ()
    losing = [change for change in list_changes(evidence, part) if change.gain < 0 and change.enough]
    return tuple(sorted(losing, key=lambda change: -change.gain))


def count_missing_points(found: Score) -> int | None:
    """Return how many points are missing to the threshold; 0 where it is reached, None where there is nothing to compare.

    Where evidence is not at hand, nobody knows how many points are missing.
    """
    if found.points is None or found.threshold is None or found.is_range:
        return None
    return max(found.threshold - found.points, 0)


@attrs.frozen(kw_only=True)
class Settlement:
    """Piece of evidence that is not at hand and may settle the verdict by itself.

    Attributes:
        at: The key path of the piece in the evidence file.
        verdicts: The verdict to which each of its values leads; None where it leaves the verdict open.
        text: The same in words.
    """

    at: tuple[str, str]
    verdicts: tuple[tuple[Value, bool | None], ...]
    text: str


def list_settlements(evidence: Evidence, part: CriteriaPart) -> tuple[Settlement, ...]:
    """Return every single piece of evidence not at hand that may settle the verdict, those that do so in any case first.

    Args:
        evidence: What the surveys say now.
        part: The criteria of the edition by which it counts.
    """
    now = score(evidence, part)
    if now.basis is not Basis.EVIDENCE or now.eligible is not None:
        return ()
    found = []
    for name, one in now.criteria.items():
        entity = find_evidence_class(name)
        fields = {field.key: field for field in fields_of(entity)} if entity else {}
        for key in one.missing if one else ():
            values = list_candidates(fields[key], part.criteria[name])
            verdicts = [(value, score(apply_change(evidence, (name, key), value), part).eligible) for value in values]
            if any(eligible is not None for _value, eligible in verdicts):
                text = _describe_settlement((name, key), verdicts)
                found.append(Settlement(at=(name, key), verdicts=tuple(verdicts), text=text))
    return tuple(sorted(found, key=lambda one: any(eligible is None for _value, eligible in one.verdicts)))


def _describe_settlement(at: tuple[str, str], verdicts: Sequence[tuple[Value, bool | None]]) -> str:
    """Return which values of a piece of evidence lead to which verdict, in one line."""
    said = [
        form.format(values=_join_values([value for value, led in verdicts if led is eligible], verdicts))
        for eligible, form in ((True, _("eligible if {values}")), (False, _("not eligible if {values}")))
        if any(led is eligible for _value, led in verdicts)
    ]
    return _("{criterion}, {evidence}: {outcomes}").format(
        criterion=label_of(at[0]), evidence=label_of(*at), outcomes=join_list(said, "; ")
    )


def _join_values(values: Sequence[Value], verdicts: Sequence[tuple[Value, bool | None]]) -> str:
    """Return the values that lead to one verdict; of numbers, from where to where."""
    if isinstance(values[0], bool):
        return join_list(map(format_value, values))
    numbers = [number for number in map(parse_number, values) if number is not None]
    if not numbers:
        return join_list(_("“{value}”").format(value=format_value(value)) for value in values)
    every = [number for number in (parse_number(value) for value, _led in verdicts) if number is not None]
    least, most = format_value(min(numbers)), format_value(max(numbers))
    if max(numbers) == max(every):
        return _("{least} or more").format(least=least)
    if min(numbers) == min(every):
        return _("{most} or less").format(most=most)
    return _("{least} to {most}").format(least=least, most=most)


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
        counted, table = now.criteria[name], get_evidence(evidence, name)
        if counted is None or table is None:
            continue
        seen: set[tuple[str, int | None]] = set()
        for key, value in _list_candidates(table, rule, counted.missing):
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
    entity = find_evidence_class(at[0])
    table = cast("Any", get_evidence(evidence, at[0]) or (entity and entity()))
    tables: dict[str, Any] = {at[0]: attrs.evolve(table, **{at[1]: value})}
    return attrs.evolve(evidence, **tables)


def _list_candidates(table: object, rule: CriterionRule, missing: tuple[str, ...]) -> Iterator[tuple[str, Value]]:
    """Yield other values of each piece of evidence; numbers with the nearest first, so that the least change is told."""
    for field in fields_of(type(table)):
        # what is not at hand cannot be changed, only found out
        if field.key not in rule.asks or field.key in missing:
            continue
        now = getattr(table, field.name)
        others = (other for other in list_candidates(field, rule) if other != now)
        yield from ((field.key, other) for other in sorted(others, key=partial(_measure_distance, now)))


def _measure_distance(now: object, other: object) -> float:
    """Return how far apart two numbers are; other values are equally far."""
    number = parse_number(other)
    return 0 if number is None else abs(number - (parse_number(now) or 0))


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
    if change.eligible is None:
        outcome = _("then no longer certain")
    else:
        outcome = _("then eligible") if change.eligible else _("then not eligible")
    return _("{change} ({gain}, {outcome})").format(change=change.text, gain=gain, outcome=outcome)
