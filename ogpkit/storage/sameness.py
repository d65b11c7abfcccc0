"""Whether two TOML values are the same to a reader of the file, not only equal to Python."""

from __future__ import annotations

from datetime import datetime, time


def is_same(one: object, other: object) -> bool:
    """Whether two values are of one type and say the same; `1`, `1.0` and `true` differ, `nan` is itself.

    Args:
        one: A TOML value.
        other: Another.
    """
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(is_same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(is_same, one, other))
    if isinstance(one, float):
        return repr(one) == repr(other)
    if isinstance(one, datetime | time) and isinstance(other, datetime | time):
        return one.isoformat() == other.isoformat()
    return one == other
