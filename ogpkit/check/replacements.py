"""Fixes as replaced stretches of text, for programs that make them without ogpkit."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.check.autofix import apply_fixes_to
from ogpkit.workspace.positions import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ogpkit.plugins.fixes import Fix

_BOM: Final = "\ufeff"

_LONG: Final = 1000
"""Lines up to which two texts are compared line by line; ogpkit's own number. What differs in more is replaced as a whole."""


@attrs.frozen
class Replacement:
    """Stretch of a file, and what stands there instead.

    Attributes:
        span: What goes; empty where something is only added.
        text: What comes; empty where something only goes.
    """

    span: Span
    text: str


def list_replacements(source: bytes, fix: Fix) -> tuple[Replacement, ...]:
    """Return the stretches of a file that a fix replaces, in their order; none where it cannot be made.

    Args:
        source: The bytes of the file.
        fix: The fix, with all that is made together with it.
    """
    mended, _count = apply_fixes_to(source, [fix])
    return list_differences(source, mended)


def list_differences(source: bytes, mended: bytes) -> tuple[Replacement, ...]:
    """Return the stretches in which a file differs from another version of it, in their order.

    Args:
        source: The bytes of the file.
        mended: Those of the other version.
    """
    if mended == source:
        return ()
    before, after = (text.decode("utf-8").removeprefix(_BOM) for text in (source, mended))
    return tuple(_compare(_split_lines(before), _split_lines(after)))


def _split_lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [text.rpartition("\n")[2]]


def _compare(before: Sequence[str], after: Sequence[str]) -> Iterator[Replacement]:
    """Yield what differs, line by line and within the lines character by character."""
    same, same_after = _count_same(before, after)  # most of a long file, which need not be compared in every way
    before, after = before[same : len(before) - same_after], after[same : len(after) - same_after]
    for sort, start, end, new_start, new_end in _list_steps(before, after):
        if sort == "equal":
            continue
        gone, come = "".join(before[start:end]), "".join(after[new_start:new_end])
        first, last = _count_same(gone, come)
        line, column = _find_place(gone, first, same + start + 1)
        end_line, end_column = _find_place(gone, len(gone) - last, same + start + 1)
        yield Replacement(Span(line, column, end_line, end_column), come[first : len(come) - last])


def _list_steps(before: Sequence[str], after: Sequence[str]) -> Iterable[tuple[str, int, int, int, int]]:
    if max(len(before), len(after)) > _LONG:
        return [("replace", 0, len(before), 0, len(after))]
    return SequenceMatcher(None, before, after, autojunk=False).get_opcodes()


def _count_same(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """Return how much is the same at the beginning, and of the rest at the end."""
    shorter = min(len(one), len(other))
    first = next((at for at in range(shorter) if one[at] != other[at]), shorter)
    rest = shorter - first
    last = next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)
    return first, last


def _find_place(text: str, offset: int, line: int) -> tuple[int, int]:
    """Return the line and the column of a character.

    Args:
        text: Some lines.
        offset: The character.
        line: The number of the first of the lines.
    """
    before = text[:offset]
    return line + before.count("\n"), offset - (before.rfind("\n") + 1) + 1
