"""Changing a text that may be in several languages: the smallest change that says it in one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.editing import SetValue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import KeyPath, Translated
    from ogpkit.api.editing import Change


def change_text(text: Translated | None, at: KeyPath, words: str, language: str, default: str) -> Iterator[Change]:
    """Yield the change after which a text says something in a language; what it says in others stays.

    Args:
        text: The text as it is; None where there is none.
        words: What it is to say; an empty text changes nothing.
        language: In which language.
        default: The language of plain strings in the workspace.
    """
    there = dict(text.texts(default)) if text else {}
    if not words or there.get(language) == words:
        return
    if text is not None and text.plain is not None:
        yield SetValue(at, words if language == default else {**there, language: words})
    elif text is None:
        yield SetValue(at, {language: words})
    else:
        yield SetValue((*at, language), words)
