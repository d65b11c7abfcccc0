"""The interpreter of point tables: which rows hold for a table of evidence, and what they give.

It knows no criterion: a table is its values by key, and a row is data. A value that is not known makes a row undecided
unless something else in the row already fails.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import fields_of
from ogpkit_eligibility.criteria import Counting, CriterionRule, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

Values = Mapping[str, object]
"""The evidence of one table by key; what is not known is left out."""


def read_values(table: object) -> Values:
    """Return the evidence in a table of the evidence file; its source and what is not known are left out.

    Args:
        table: An instance of one of the evidence classes.
    """
    found = {field.key: getattr(table, field.name) for field in fields_of(type(table)) if field.key != "source"}
    return {key: value for key, value in found.items() if value is not None}


@attrs.frozen(kw_only=True)
class Counted:
    """Points that a point table gives for a table of evidence.

    Attributes:
        points: The points; None while evidence that decides them is missing.
        rows: The rows that give them.
        missing: The keys of the evidence that is missing.
    """

    points: int | None
    rows: tuple[Row, ...] = ()
    missing: tuple[str, ...] = ()


def count_points(rule: CriterionRule, values: Values) -> Counted:
    """Count the points of one criterion.

    Args:
        rule: The criterion, as the edition has it.
        values: The evidence.
    """
    states = [(row, is_fulfilled(row, values)) for row in rule.points]
    true = [row for row, state in states if state]
    # access to information gives 4, 3 or 1 point for the best that a country has, never the sum (Roadmap I.2)
    if rule.counting is Counting.HIGHEST:
        true = sorted(true, key=lambda row: -row.points)[:1]
    # no criterion gives more than its most, whatever rows hold
    points = min(sum(row.points for row in true), rule.most)
    # where the highest row counts, an undecided one that gives less can change nothing
    open_rows = [
        row for row, state in states if state is None and (rule.counting is Counting.SUM or row.points > points)
    ]
    if open_rows:
        return Counted(points=None, rows=tuple(true), missing=_list_missing(open_rows, values))
    return Counted(points=points, rows=tuple(true))


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
