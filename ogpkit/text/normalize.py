"""Texts as they are searched and compared: without what people leave out when they type."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_STRETCHING: Final = "\u0640"
"""The tatweel, which only makes an Arabic word longer."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Return a text without case, accents, vowel signs and the stretching of Arabic letters: `cote` finds Côte d'Ivoire.

    Args:
        text: Any text.
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.replace(_STRETCHING, "").casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
