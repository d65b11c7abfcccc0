"""The interpreter of point tables: which rows hold for a table of evidence, and what they give.

It knows no criterion: a table is its values by key, and a row is data. A value that is not known makes a row undecided
unless something else in the row already fails; every value that it could have then says between which points it leaves the
criterion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ogpkit.api.content import Field, Sort, fields_of
from ogpkit_eligibility.criteria import CountingMethod, CriterionRule, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

Values = Mapping[str, object]
"""The evidence of one table by key; what is not known is left out."""

Value: TypeAlias = "bool | float | str"
"""What a piece of evidence can be."""

_ABOUT: Final = ("covered", "source")
"""What a table says about its evidence; it is no evidence itself."""

_DIGITS: Final = 6
"""To how many digits a number next to a threshold is rounded, so that 7.5 + 0.01 is written as 7.51."""


def read_values(table: object | None) -> Values:
    """Return the evidence in a table of the evidence file; what is not known is left out.

    Args:
        table: An instance of one of the evidence classes; a table that is left out has no evidence.
    """
    fields = fields_of(type(table)) if table is not None else ()
    found = {field.key: getattr(table, field.name) for field in fields if field.key not in _ABOUT}
    return {key: value for key, value in found.items() if value is not None}


@attrs.frozen(kw_only=True)
class PointRange:
    """Points that a point table gives for a table of evidence.

    Attributes:
        least: The least points that the evidence can come to.
        most: The most points that it can come to; the same where nothing that decides them is missing.
        rows: The rows that hold.
        missing: The keys of the evidence that is missing.
        is_at_hand: Whether any evidence is there.
    """

    least: int
    most: int
    rows: tuple[Row, ...] = ()
    missing: tuple[str, ...] = ()
    is_at_hand: bool = True

    @property
    def points(self) -> int | None:
        """Return the points; None while evidence that decides them is missing."""
        return None if self.missing else self.least


def count_points(rule: CriterionRule, values: Values, entity: type) -> PointRange:
    """Count the points of one criterion.

    Args:
        rule: The criterion, as the edition has it.
        values: The evidence.
        entity: The class of its table, which says what a piece of evidence can be.
    """
    points, rows, open_rows = _count_rows(rule, values)
    missing = _list_missing(open_rows, values)
    at_hand = any(key in values for key in rule.asks)
    if not missing:
        return PointRange(least=points, most=points, rows=rows, is_at_hand=at_hand)
    # tried out, not added up: what one piece could bring may depend on another
    fields = {field.key: field for field in fields_of(entity)}
    choices = [list_candidates(fields[key], rule) if key in fields else [None] for key in missing]
    found = [_count_rows(rule, {**values, **dict(zip(missing, one, strict=True))})[0] for one in product(*choices)]
    return PointRange(least=min(found), most=max(found), rows=rows, missing=missing, is_at_hand=at_hand)


def list_candidates(field: Field, rule: CriterionRule) -> list[Value]:
    """Return what a piece of evidence can be; for a number, the values on both sides of each threshold.

    Args:
        field: The piece of evidence.
        rule: The criterion that asks for it.
    """
    if field.shape.sort is Sort.TRUTH:
        return [True, False]
    if field.shape.sort is Sort.CHOICE:
        return list(field.shape.choices)
    return list(_list_values_beside_thresholds(field.key, rule))


def _list_values_beside_thresholds(key: str, rule: CriterionRule) -> Iterator[float]:
    for row in rule.points:
        if key in row.when_above:
            yield from (row.when_above[key], round(row.when_above[key] + rule.step, _DIGITS))
        if key in row.when_least:
            yield from (row.when_least[key], round(row.when_least[key] - rule.step, _DIGITS))


def _count_rows(rule: CriterionRule, values: Values) -> tuple[int, tuple[Row, ...], list[Row]]:
    """Return the points of the rows that hold, those rows, and the rows that could still change the points."""
    states = [(row, is_fulfilled(row, values)) for row in rule.points]
    true = [row for row, state in states if state]
    # access to information gives 4, 3 or 1 point for the best that a country has, never the sum (Roadmap I.2)
    if rule.counting is CountingMethod.HIGHEST:
        true = sorted(true, key=lambda row: -row.points)[:1]
    # no criterion gives more than its most, whatever rows hold
    points = min(sum(row.points for row in true), rule.most)
    # where the highest row counts, an undecided one that gives less can change nothing
    open_rows = [
        row for row, state in states if state is None and (rule.counting is CountingMethod.SUM or row.points > points)
    ]
    return points, tuple(true), open_rows


def is_fulfilled(row: Row, values: Values) -> bool | None:
    """Tell whether a row holds; None while evidence that decides it is missing.

    Args:
        values: The evidence.
    """
    states = list(_evaluate_conditions(row, values))
    # one failed condition decides the row, whatever else is not known
    if False in states:
        return False
    return None if None in states else True


def list_keys(row: Row) -> tuple[str, ...]:
    """Return the evidence that a row looks at."""
    return (*row.when, *row.when_true, *row.when_above, *row.when_least)


def _evaluate_conditions(row: Row, values: Values) -> Iterator[bool | None]:
    yield from (values[key] == wanted if key in values else None for key, wanted in row.when.items())
    yield from (values[key] is True if key in values else None for key in row.when_true)
    for key, limit in row.when_above.items():
        number = parse_number(values.get(key))
        # “scoring above 7.5” (Roadmap I.4): 7.5 itself is not above
        yield None if number is None else number > limit
    for key, limit in row.when_least.items():
        number = parse_number(values.get(key))
        yield None if number is None else number >= limit


def parse_number(value: object) -> float | None:
    """Return a value as a number, or None when it is none; a truth value is no number.

    Args:
        value: A value of a table of evidence.
    """
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _list_missing(rows: Sequence[Row], values: Values) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for row in rows for key in list_keys(row) if key not in values))
