"""Figures of every script as those of ASCII, and the marks around them as people type them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DOUBTFUL: Final = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_MARKS: Final = str.maketrans(
    {
        "٫": ".",  # the Arabic decimal mark
        "٬": "'",  # the Arabic mark of thousands
        "٪": "%",
        "−": "-",
        "\u200e": None,  # marks of direction, which sheets in Arabic and Hebrew put beside figures
        "\u200f": None,
        "\u061c": None,
    }
)


GROUPED_FROM: Final = 10_000
"""Whole numbers from which on digits are grouped; a year has four digits, and is never grouped."""


def number_text(value: float, language: str) -> str:
    """Return a number as a language writes numbers: `12,345.6`, `12 345,6`.

    Args:
        language: A language code.
    """
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415  only what people read needs it
    from babel.numbers import format_decimal  # noqa: PLC0415

    if isinstance(value, int) and abs(value) < GROUPED_FROM:
        return str(value)
    try:
        return format_decimal(value, locale=Locale.parse(language.replace("-", "_")), decimal_quantization=False)
    except (UnknownLocaleError, ValueError):
        return str(value)


def format_number(number: float) -> str:
    """Return a number as a text that can be no other number: 1.2340, because 1.234 may be a thousand and more."""
    text = str(number)
    return f"{text}0" if _DOUBTFUL.fullmatch(text) else text


def write_plain_figures(text: str) -> str:
    """Return a text with figures of any script as 0 to 9: `٢٠١٣`, `२०१३` and `２０１３` are 2013.

    Args:
        text: Any text; its letters stay.
    """
    if text.isascii():
        return text
    plain = text.translate(_MARKS)
    return "".join(_write_plainly(letter) for letter in plain)


def _write_plainly(letter: str) -> str:
    figure = unicodedata.decimal(letter, None)
    if figure is not None:
        return str(figure)
    full = unicodedata.normalize("NFKC", letter) if "\uff00" <= letter <= "\uffef" else letter
    return full if full.isascii() else letter
