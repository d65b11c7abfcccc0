"""Which words of a text changed: pieces that stayed, were removed or were added, in any script."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WORD: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+|\s+|.", re.DOTALL)
"""A word, a gap or a sign; Chinese and Japanese have no gaps between words, so that each letter of theirs is one."""

_SENTENCE: Final = re.compile(r".*?(?:[.!?。؟]\s+|\n|$)", re.DOTALL)

_MOST_WORDS: Final = 3_000
"""Longer texts are compared sentence by sentence, which takes less time than word by word."""

_LEAST_SAME: Final = 0.25
"""A text of which less stayed is told as another text: marks between single words would hide what it says."""

_CONTEXT: Final = 40
"""How many letters are shown beside a change of a long text."""

_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*(?:\s?%)?")


class Piece(NamedTuple):
    """Piece of a text.

    Attributes:
        mark: `=` for what stayed, `-` for what was removed, `+` for what was added.
        text: The words.
    """

    mark: str
    text: str


def mark_words(before: str, after: str) -> tuple[Piece, ...]:
    """Return a text as pieces that stayed, were removed or were added.

    Args:
        before: The earlier text.
        after: The later one.
    """
    old, new = _split_words(before), _split_words(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    blocks = matcher.get_opcodes()
    same = sum(len("".join(old[start:end]).strip()) for tag, start, end, _begin, _stop in blocks if tag == "equal")
    if same < _LEAST_SAME * max(len(before), len(after)):
        return tuple(Piece(mark, text) for mark, text in (("-", before), ("+", after)) if text)
    pieces: list[Piece] = []
    for tag, start, end, begin, stop in blocks:
        if tag == "equal":
            pieces.append(Piece("=", "".join(old[start:end])))
        else:
            pieces += [Piece("-", "".join(old[start:end])), Piece("+", "".join(new[begin:stop]))]
    return tuple(_join_changes([piece for piece in pieces if piece.text]))


def shorten_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return pieces in which what stayed is cut to the words beside a change.

    Args:
        pieces: All of a text.
    """
    found: list[Piece] = []
    for number, (mark, text) in enumerate(pieces):
        if mark != "=" or len(text) <= 2 * _CONTEXT:
            found.append(Piece(mark, text))
            continue
        begin = text[:_CONTEXT].rpartition(" ")[0] if number else ""
        end = text[-_CONTEXT:].partition(" ")[2] if number < len(pieces) - 1 else ""
        found.append(Piece("=", f"{begin}{' ' * bool(begin)}…{' ' * bool(end)}{end}"))  # gaps beside a change stay
    return tuple(found)


def find_changed_number(before: str, after: str) -> tuple[str, str] | None:
    """Return the number that is another one, with its sign for per cent, where two texts are the same but for that.

    Args:
        before: The earlier text.
        after: The later one.
    """
    if _NUMBER.sub("#", before) != _NUMBER.sub("#", after):
        return None
    changed = [pair for pair in zip(_NUMBER.findall(before), _NUMBER.findall(after), strict=True) if pair[0] != pair[1]]
    return changed[0] if len(changed) == 1 else None


def read_number(text: str) -> float | None:
    """Return the number that a text from `find_changed_number` says; None where its signs can be read in two ways.

    Args:
        text: Digits with signs between them.
    """
    bare = text.rstrip("% \u00a0\u202f")
    if re.fullmatch(r"\d+", bare):
        return float(bare)
    if re.fullmatch(r"\d+[.,]\d{1,2}", bare):
        return float(bare.replace(",", "."))
    return float(re.sub(r"[.,]", "", bare)) if re.fullmatch(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+", bare) else None


def _split_words(text: str) -> list[str]:
    words = _WORD.findall(text)
    return words if len(words) <= _MOST_WORDS else [part for part in _SENTENCE.findall(text) if part]


def _join_changes(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield pieces in which changes that only a gap or a sign parts are one: what was removed, then what was added."""
    removed = added = ""
    for number, (mark, text) in enumerate(pieces):
        is_between = 0 < number < len(pieces) - 1 and not re.search(r"\w", text) and (removed or added)
        if mark == "-":
            removed += text
        elif mark == "+":
            added += text
        elif is_between:
            removed, added = removed + text, added + text
        else:
            yield from _end_change(removed, added)
            removed = added = ""
            yield Piece("=", text)
    yield from _end_change(removed, added)


def _end_change(removed: str, added: str) -> Iterator[Piece]:
    """Yield one change; a gap at the end of both parts stayed."""
    end = 0
    while end < min(len(removed), len(added)) and removed[-1 - end] == added[-1 - end] and removed[-1 - end].isspace():
        end += 1
    stayed = removed[len(removed) - end :]
    for mark, text in (("-", removed[: len(removed) - end]), ("+", added[: len(added) - end]), ("=", stayed)):
        if text:
            yield Piece(mark, text)
