"""How alike texts are, word by word, in any script: `rapidfuzz` compares letters, and rare words count more than common ones."""

from __future__ import annotations

import re
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ogpkit.api.content import Translated

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_UNSPACED: Final = re.compile(
    "[\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]+",
)
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese, which put no spaces between words."""

_PARTICLE: Final = 2
"""Words of so few letters say nothing in a script with spaces."""

_LEAST: Final = 82
"""From this likeness on, in per cent, two words count as the same one in another form; ogpkit's own number."""

_SHORT: Final = 4
"""Words of so few letters are only like themselves."""


@lru_cache(maxsize=16384)
def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case, accents and vowel signs; scripts without spaces give pairs of letters.

    Args:
        text: Any text.
    """
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if _UNSPACED.fullmatch(word):
            found.extend(word[at : at + 2] for at in range(len(word) - 1))
        elif len(word) > _PARTICLE:
            found.append(word)
    return tuple(dict.fromkeys(found))


def is_like_one_of(word: str, words: Collection[str]) -> bool:
    """Tell whether a word is among others, perhaps in another form.

    Args:
        word: A word, as `split_words` gives it.
        words: The others.
    """
    if word in words:
        return True
    if len(word) <= _SHORT:
        return False
    from rapidfuzz import fuzz, process  # noqa: PLC0415  only the matching needs it

    longer = [other for other in words if len(other) > _SHORT]
    return process.extractOne(word, longer, scorer=fuzz.ratio, score_cutoff=_LEAST) is not None


@attrs.frozen(kw_only=True)
class Likeness:
    """How far a text speaks of what another one asks for.

    Attributes:
        share: How much of what is asked for it speaks of, from 0 to 1.
        words: The words of the asking text that it has, most telling first.
    """

    share: float
    words: tuple[str, ...]


class Index:
    """Texts that can be asked which of them speak of something."""

    def __init__(self, texts: Mapping[str, str], filler: Collection[str] = ()) -> None:
        """Take the texts in.

        Args:
            texts: Each text by its name.
            filler: Words that say nothing.
        """
        self._filler = {word for one in filler for word in split_words(one)}
        self._holders: dict[str, list[str]] = {}
        for name, text in texts.items():
            for word in split_words(text):
                if word not in self._filler:
                    self._holders.setdefault(word, []).append(name)
        self._words = list(self._holders)
        self._count = len(texts)

    def find_alike(self, text: str) -> dict[str, Likeness]:
        """Return the texts that speak of what a text asks for.

        Args:
            text: The asking text.
        """
        asked = [word for word in split_words(text) if word not in self._filler]
        whole = 0.0
        gains: dict[str, dict[str, float]] = {}
        for word in asked:
            same = self._find_same(word)
            # a word that no text has stays in the whole, so that asking for more than there is lowers every share
            whole += max((self._weigh(other) for other, _share in same), default=self._weigh(""))
            for other, share in same:
                gain = self._weigh(other) * share
                for name in self._holders[other]:
                    own = gains.setdefault(name, {})
                    # several forms of one word in a text are that word once
                    own[word] = max(own.get(word, 0.0), gain)
        return {
            name: Likeness(
                share=sum(own.values()) / whole, words=tuple(sorted(own, key=lambda word: (-own[word], word)))
            )
            for name, own in gains.items()
        }

    def find_named(self, names: Iterable[str]) -> frozenset[str]:
        """Return the texts that have every word of one of some names, perhaps in another form.

        Args:
            names: The names, in any languages.
        """
        found: set[str] = set()
        for words in dict.fromkeys(split_words(name) for name in names):
            holders = [
                {text for other, _share in self._find_same(word) for text in self._holders[other]} for word in words
            ]
            found |= set.intersection(*holders) if holders else set()
        return frozenset(found)

    def _find_same(self, word: str) -> list[tuple[str, float]]:
        """Return the words of the texts that are this one, perhaps in another form, each with its likeness from 0 to 1."""
        # short words differ by one letter and mean something else: “data” and “date”
        if len(word) <= _SHORT:
            return [(word, 1.0)] if word in self._holders else []
        from rapidfuzz import fuzz, process  # noqa: PLC0415  only the matching needs it

        found = process.extract(word, self._words, scorer=fuzz.ratio, score_cutoff=_LEAST, limit=None)
        return [(other, share / 100) for other, share, _place in found if len(other) > _SHORT]

    def _weigh(self, word: str) -> float:
        """Return how telling a word is: the fewer texts have it, the more; a word that none has weighs as one that one has."""
        return log(1 + self._count / max(len(self._holders.get(word, ())), 1))


def join_parts(texts: Iterable[str]) -> str:
    """Return several texts as one."""
    return "\n".join(text for text in texts if text)


def join_languages(*texts: Translated | None) -> str:
    """Return several texts as one, in all their languages."""
    return join_parts(said for text in texts if text for said in (text.plain or "", *text.by_language.values()))
