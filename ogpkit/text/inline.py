"""What a paragraph or a cell is made of: words, links, texts in a language of their own, shares of a whole.

`ogpkit.text.blocks` says what is made of it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeAlias, TypeGuard

import attrs

if TYPE_CHECKING:
    from ogpkit.model import Translated


@attrs.frozen
class Link:
    """Text that leads somewhere.

    Attributes:
        text: What is read.
        address: An absolute address that starts with https:// or http://, or the address of a page of the portal relative
            to its root, for example `KE/2012-2013/plan#portal`.
    """

    text: str
    address: str


@attrs.frozen
class LangText:
    """Text in a language of its own, for example a comment that was written in Arabic.

    Attributes:
        text: The text.
        language: Its language code; empty for the one that the document is wanted in.
    """

    text: str
    language: str = ""


@attrs.frozen
class Share:
    """Part of a whole, shown as a bar and a number.

    Attributes:
        percent: From 0 to 100.
    """

    percent: float


Inline: TypeAlias = str | Link | LangText
"""A piece of a paragraph."""

Cell: TypeAlias = str | int | float | bool | date | Link | LangText | Share | None
"""What a cell of a table can hold; None is empty, a date is written as the language writes dates."""


def is_numeric(cell: object) -> TypeGuard[int | float]:
    """Tell whether a value is a number, which stands below other numbers; true and false are none.

    Args:
        cell: The value of a cell.
    """
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def lang_text(text: Translated | None, language: str, plain: str) -> LangText | None:
    """Return a text in the language that is wanted, else in English, else in any, marked with the language that it is in.

    Args:
        text: The text; None gives None, and so does one that says nothing.
        language: The language of the document.
        plain: The language of plain strings in this workspace.
    """
    if not text:
        return None
    texts = {code: words for code, words in text.texts(plain) if words.strip()}
    code = next((code for code in (language, "en") if code in texts), next(iter(texts)))
    return LangText(texts[code], "" if code == language else code)
