"""What a language is called, in which direction it is written, and letters that are taken for Latin ones."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import name

_SCRIPTS: Final = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"})
"""Scripts that run from right to left, by ISO 15924."""

_LANGUAGES: Final = frozenset(
    {
        "aeb",
        "aii",
        "ar",
        "arc",
        "arz",
        "bal",
        "ckb",
        "dv",
        "fa",
        "glk",
        "he",
        "khw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "prs",
    }
    | {"ps", "sd", "skr", "syr", "ug", "ur", "yi"}
)
"""Languages whose usual script runs from right to left."""

_STRONG: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")


_DASHED: Final = re.compile(r"(?<![\w-])\d+(?:-\d+)+")
_MARK: Final = "\u200e"
"""Shows nothing, and makes the digits after it part of a text that runs from left to right."""

_LATIN: Final = str.maketrans(
    "авеікмнорстухѕјһԛԝАВЕІКМНОРСТУХЅЈԚԜαεικνορτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "abeikmhopctyxsjhqwABEIKMHOPCTYXSJQWaeikvoptuxABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters, each with the Latin one for which it is taken."""

_ALPHABETS: Final = ("CYRILLIC", "GREEK")


def is_rtl(language: str) -> bool:
    """Tell whether a language is written from right to left.

    Args:
        language: Its code, with a script if need be: `ar`, `az-Arab`.
    """
    code, *rest = language.split("-")
    script = next((part for part in rest if len(part) == 4 and part.isalpha()), "")  # noqa: PLR2004  as all of ISO 15924
    return script in _SCRIPTS if script else code in _LANGUAGES


def text_direction(language: str) -> str:
    """Return the direction of a language as HTML says it, `rtl` or `ltr`.

    Args:
        language: Its code.
    """
    return "rtl" if is_rtl(language) else "ltr"


def contains_rtl(text: str) -> bool:
    """Tell whether some letter of a text belongs to a script that runs from right to left."""
    return _STRONG.search(text) is not None


def find_direction(text: str, language: str) -> str:
    """Return in which direction a text runs: that of its letters, where all of them run in one, else that of its language.

    A name in Arabic that a file gives without its language runs from right to left all the same.

    Args:
        language: The code of the language in which it is said to be.
    """
    letters = [contains_rtl(letter) for letter in text if letter.isalpha()]
    if letters and all(letters) is any(letters):
        return "rtl" if letters[0] else "ltr"
    return text_direction(language)


def isolate_dates(text: str) -> str:
    """Return a text in which days and spans of years are read as they were written.

    2012-04-01 not backwards after an Arabic letter.

    Args:
        text: A text on its way to a page or a document, whose reader orders the letters.
    """
    return _DASHED.sub(f"{_MARK}\\g<0>", text) if contains_rtl(text) else text


def isolate_ltr(text: str) -> str:
    """Return a text that may stand among others from right to left.

    A full stop at its end stays there if it runs from left to right.

    Args:
        text: As in `isolate_dates`.
    """
    runs_from_left = any(map(str.isalpha, text)) and not contains_rtl(text)
    return f"{_MARK}{text}{_MARK}" if runs_from_left else text


def language_name(language: str, spoken: str = "") -> str:
    """Return what a language is called; its code where that is not known.

    Args:
        language: Its code.
        spoken: The language in which it is called so; its own when left out.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only what people read needs it

    try:
        called = Locale.parse(language.replace("-", "_"))
        return called.get_display_name((spoken or language).replace("-", "_")) or language
    except (UnknownLocaleError, ValueError):
        return language


def replace_lookalikes(text: str) -> str:
    """Return a text with the Latin letters for which its Cyrillic and Greek ones are taken.

    Args:
        text: Any text.
    """
    return text.translate(_LATIN)


def find_lookalike(text: str) -> tuple[str, str] | None:
    """Return the first letter of a text that is taken for a Latin one, with the name of its alphabet as Unicode has it.

    Args:
        text: Any text.
    """
    for letter in text:
        alphabet = name(letter, "").partition(" ")[0]
        if alphabet in _ALPHABETS and letter.translate(_LATIN) != letter:
            return letter, alphabet
    return None
