"""What was taken out of a public text because it was personal, and is not to come back in its history.

Masks find addresses and numbers again, whatever version they stand in. A name they do not find: it is taken to be personal where
it went with an address, where a sign of leaving out stands in its place, or where it was taken out with nothing put in its place.
That leaves something out now and then that might be shown; it never brings back what somebody asked to be withdrawn.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.schema.fields import Sort
from ogpkit.workspace.differences import ItemLabel

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ogpkit.workspace.differences import Difference

_LEFT_OUT: Final = re.compile(r"\[[^\]]*\]|\([.… ]+\)|[█▇■▬]+|[*_xX]{3,}|…")
"""Signs that something was left out of a text."""

_LEAST: Final = 3
"""Letters that a sequence of words has at least by which a text is known to hold what was withdrawn, where letters are small
or capital; in scripts that know no such thing, names are shorter."""


@attrs.frozen
class WithheldValue:
    """Stands for a value that is not shown, because it was withdrawn."""


WITHHELD: Final = WithheldValue()


def find_taken_out(change: Difference, masked: Collection[str]) -> tuple[str, ...]:
    """Return the words that a change withdrew as personal; none for a change of another sort.

    Args:
        change: What is different.
        masked: The texts out of which personal data was masked.
    """
    before, after = _format_text(change.before), _format_text(change.after)
    if not before or change.shape.sort not in (Sort.TEXT, Sort.TRANSLATED, Sort.LIST):
        return ()
    old, new = _trim_common(before.split(), after.split())
    if before in masked and after not in masked:
        return _list_distinctive([" ".join(old)]) or (before,)
    if _LEFT_OUT.search(" ".join(new)) and not _LEFT_OUT.search(" ".join(old)):
        return _list_distinctive([" ".join(old)])
    if not after:  # a name that was taken away; a text that a plan says no more is part of what became of it
        return _list_distinctive(_list_names(change, before))
    if not new or _is_within(new, old):
        return tuple(span for span in _list_distinctive(_list_removed(old, new)) if not _is_written_small(span))
    return ()


def withhold(
    change: Difference, masked: Collection[str], withdrawn: Sequence[str], current: Collection[str]
) -> Difference:
    """Return a change without the values that hold what was withdrawn.

    Args:
        change: What is different.
        masked: The texts out of which personal data was masked.
        withdrawn: The words that were withdrawn from any version.
        current: The texts of today, which everybody may read.
    """

    def holds(text: str) -> bool:
        if not text or text in current:
            return False
        spread = f" {' '.join(text.split())} "
        return text in masked or any(_has(spread, span) for span in withdrawn)

    labels = tuple(
        ItemLabel("…") if isinstance(label, ItemLabel) and any(map(holds, _list_texts(label.text))) else label
        for label in change.labels
    )
    before = WITHHELD if holds(_format_text(change.before)) else change.before
    after = WITHHELD if holds(_format_text(change.after)) else change.after
    return attrs.evolve(change, labels=labels, before=before, after=after)


def _list_names(change: Difference, before: str) -> list[str]:
    """Return the texts of a value that may each be a name; a choice is none, nor is what is written in several languages."""
    shape = change.shape
    if shape.sort is Sort.LIST and shape.item and shape.item.sort is Sort.TEXT:
        return [str(item) for item in change.before] if isinstance(change.before, list) else [before]
    return [before] if shape.sort is Sort.TEXT else []


def _is_written_small(words: str) -> bool:
    """Tell whether words are no name for that they are written small, in a script that writes names with a capital letter."""
    return words.islower() and words.title() != words


def _has(spread: str, span: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(span)}(?!\w)", spread) is not None


def _format_text(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return value if isinstance(value, str) else ""


def _list_texts(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        yield from map(str, value.values())
    else:
        yield str(value)


def _trim_common(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Return two texts, as words, without what they begin and end with alike."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return old[start : len(old) - end], new[start : len(new) - end]


def _is_within(few: list[str], many: list[str]) -> bool:
    """Tell whether some words stand among others in the same order."""
    rest = iter(many)
    return all(word in rest for word in few)


def _list_removed(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the sequences of words that are in the old text and not in the new one, which stands within it."""
    left, piece = list(reversed(new)), list[str]()
    for word in old:
        if left and word == left[-1]:
            left.pop()
            yield " ".join(piece)
            piece = []
        else:
            piece.append(word)
    yield " ".join(piece)


def _list_distinctive(texts: Iterator[str] | list[str]) -> tuple[str, ...]:
    """Return what is left of texts by which others are known to hold the same: without signs, masks and what is too short."""
    found = (part.strip(" \t\n,;:.()<>\"'") for text in texts for part in _LEFT_OUT.split(text))
    return tuple(part for part in found if len(part) >= (_LEAST if part.lower() != part.upper() else _LEAST - 1))
