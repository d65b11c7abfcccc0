"""How well a text answers what somebody typed: word by word, in any order and script, in time that grows with the text alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

WHOLE: Final = 1.0
"""The text begins with the word."""

BEGINNING: Final = 0.9
"""A word of the text begins with it."""

INSIDE: Final = 0.6
"""It stands within a word."""

ALIKE: Final = 0.3
"""A word of the text is nearly the same: a slip of the finger."""

_LEAST_FOR_SLIPS: Final = 4
"""Letters from which a word may have a slip; in a shorter one every other word is near."""

_LIKENESS: Final = 75.0
"""How alike two words must be, of 100: one letter in four may be another one."""

_LOOKED_AT: Final = 2000
"""Letters of a text in which slips are looked for; beyond them a word must stand as it was typed."""

_WORD: Final = re.compile(r"\w+")


_BY_WORD: Final = 0.95
_BY_PART: Final = 0.6
"""How much it counts that something is meant by another word for it: by the whole word, or by a part."""


class Query:
    """Words that somebody typed, ready to be looked for in many texts."""

    def __init__(self, typed: str) -> None:
        """Take it apart.

        Args:
            typed: The words; all of them must be found, in any order.
        """
        self._words = fold(typed).split()

    def is_among(self, words: str) -> bool:
        """Tell whether all that was typed are whole words of a list.

        Args:
            words: The list, with spaces between them.
        """
        return bool(self._words) and set(self._words).issubset(fold(words).split())

    def rate(self, text: str) -> float:
        """Return how well a text answers; 0 when a word is not in it, otherwise at most 1.

        Args:
            text: Any text, however long.
        """
        within = fold(text)
        total = 0.0
        for word in self._words:
            found = _place(word, within) or _rate_misspelling(word, within)
            if not found:
                return 0.0
            total += found
        return total / len(self._words) if self._words else 0.0


@attrs.frozen
class Entry:
    """Something that the palette offers.

    Attributes:
        title: What is shown and searched first.
        run: What it does.
        help: One more line about it, such as the path of a file; what is found in it alone comes later.
        words: Other words by which people look for it.
        near: How much it comes before what answers as well.
    """

    title: str
    run: Callable[[], Awaitable[object] | None]
    help: str
    words: str = ""
    near: float = 0.0

    def rate(self, wanted: Query) -> float:
        """Return how well it answers; 0 when it does not."""
        by_words = 0.0
        if self.words:
            by_words = _BY_WORD if wanted.is_among(self.words) else wanted.rate(self.words) * _BY_PART
        found = max(
            wanted.rate(self.title),
            by_words,
            wanted.rate(f"{self.words} {self.title}") * _BY_PART if self.words else 0.0,
            wanted.rate(f"{self.title} {self.help}") / 2,
        )
        return found + self.near if found else 0.0


def _place(word: str, text: str) -> float:
    """Return how well a word stands in a text; the places of it are gone through once."""
    at = text.find(word)
    if at <= 0:
        return WHOLE if at == 0 else 0.0
    while at > 0:
        if not text[at - 1].isalnum():
            return BEGINNING
        at = text.find(word, at + len(word))
    return INSIDE


def _rate_misspelling(word: str, text: str) -> float:
    if len(word) < _LEAST_FOR_SLIPS:
        return 0.0
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only a word that is not there needs it

    words = set(_WORD.findall(text[:_LOOKED_AT]))
    near = process.extractOne(word, words, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    return ALIKE * near[1] / 100 if near else 0.0
