"""Whether two path patterns could match one path, so that two kinds would claim the same file."""

from __future__ import annotations

import re
import string
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from ogpkit.kinds import PathPattern

_Token: TypeAlias = tuple[frozenset[str], bool]
"""Some letters; one of them, or any number of them."""

_ANY: Final = frozenset(set(string.printable) - {"/"})
_LETTERS: Final = frozenset(string.ascii_letters)
_DIGITS: Final = frozenset(string.digits)

_YEAR: Final[tuple[_Token, ...]] = ((_DIGITS, False),) * 4
_SOMETHING: Final[tuple[_Token, ...]] = ((_ANY, False), (_ANY, True))
_CODE: Final[tuple[_Token, ...]] = ((_LETTERS, False),) * 2
_MEMBER: Final[tuple[_Token, ...]] = (*_CODE, (frozenset("-"), False), *_SOMETHING)


def overlap(one: PathPattern, other: PathPattern) -> bool:
    """Whether some path is of both patterns.

    Args:
        one: A pattern.
        other: Another.
    """
    parts, others = one.text.split("/"), other.text.split("/")
    return len(parts) == len(others) and all(
        any(_meet(a, b) for a in _readings(part) for b in _readings(counterpart))
        for part, counterpart in zip(parts, others, strict=True)
    )


def _readings(part: str) -> list[tuple[_Token, ...]]:
    """What one part of a path may look like; a country is two letters, or two letters and a local member's name."""
    readings: list[tuple[_Token, ...]] = [()]
    for index, piece in enumerate(re.split(r"\{(\w+)\}", part)):
        ways = _placeholder(piece) if index % 2 else [tuple((frozenset(letter), False) for letter in piece)]
        readings = [(*before, *way) for before in readings for way in ways]
    return readings


def _placeholder(name: str) -> list[tuple[_Token, ...]]:
    return {"country": [_CODE, _MEMBER], "year": [_YEAR]}.get(name, [_SOMETHING])


def _meet(one: tuple[_Token, ...], other: tuple[_Token, ...]) -> bool:
    """Whether some text is of both: all pairs of places that one text can reach in both are followed."""
    open_pairs, seen = [(0, 0)], {(0, 0)}
    while open_pairs:
        i, j = open_pairs.pop()
        if (i, j) == (len(one), len(other)):
            return True
        for pair in _next(one, other, i, j):
            if pair not in seen:
                seen.add(pair)
                open_pairs.append(pair)
    return False


def _next(one: tuple[_Token, ...], other: tuple[_Token, ...], i: int, j: int) -> list[tuple[int, int]]:
    following: list[tuple[int, int]] = []
    if i < len(one) and one[i][1]:
        following.append((i + 1, j))
    if j < len(other) and other[j][1]:
        following.append((i, j + 1))
    if i < len(one) and j < len(other) and _share(one[i][0], other[j][0]):
        following.append((i if one[i][1] else i + 1, j if other[j][1] else j + 1))
    return following


def _share(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a letter is of both; anything beyond ASCII is only in what is written out and in what may be anything."""
    return bool(one & other) or (_ANY in (one, other) and any(ord(letter) > 127 for letter in one ^ other))  # noqa: PLR2004
