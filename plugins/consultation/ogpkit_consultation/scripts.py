"""The language of a text by its letters alone, where they leave no doubt; anything finer is for people to say."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Final

from ogpkit.api.content import owed_languages

if TYPE_CHECKING:
    from ogpkit.api.content import Workspace

_LOOKED_AT: Final = 400
"""Letters that are looked at."""

_MOST: Final = 0.8
"""The share of letters from which on a text counts as written in a script."""

_RIGHT_TO_LEFT: Final = frozenset({"Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg", "Mand", "Samr"})


def guess_language(text: str, workspace: Workspace, country: str) -> str | None:
    """Return the only language of a country that is written in a text's letters; None where there is none or are several.

    Args:
        workspace: The workspace, whose languages count too.
        country: The country's identifier.
    """
    script = detect_script(text)
    languages = dict.fromkeys((*owed_languages(workspace, country), *workspace.settings.workspace.languages))
    fitting = [language for language in languages if script and find_script(language) == script]
    return fitting[0] if len(fitting) == 1 else None


def detect_script(text: str) -> str | None:
    """Return the script of a text as its four-letter code, or None where it is mixed or has no letters."""
    letters = [letter for letter in text[: 4 * _LOOKED_AT] if letter.isalpha()][:_LOOKED_AT]
    if not letters:
        return None
    [(name, count)] = Counter(unicodedata.name(letter, "?").split()[0] for letter in letters).most_common(1)
    return _read_codes().get(name) if count >= _MOST * len(letters) else None


@cache
def find_script(language: str) -> str | None:
    """Return the script in which a language is usually written, as its four-letter code.

    Args:
        language: A language code, with its script if need be.
    """
    from babel.core import get_global  # noqa: PLC0415  few commands need it

    parts = language.split("-")
    if len(parts) > 1 and len(parts[1]) == len("Latn"):
        return parts[1]
    likely = get_global("likely_subtags").get(parts[0], "")
    return next((part for part in str(likely).split("_")[1:] if len(part) == len("Latn")), None)


def is_right_to_left(language: str | None) -> bool:
    """Tell whether a language is written from right to left.

    Args:
        language: Its code; None where it is not known.
    """
    return bool(language) and find_script(language or "") in _RIGHT_TO_LEFT


@cache
def _read_codes() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  few commands need it

    return {name.upper(): code for code, name in Locale.parse("en").scripts.items()}
