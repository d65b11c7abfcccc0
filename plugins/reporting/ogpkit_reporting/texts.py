"""Adding languages to a text without losing those that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import Translated
from ogpkit.api.editing import SetValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api.content import KeyPath


def change_texts(
    at: KeyPath, there: Translated | None, new: Translated | Mapping[str, str] | None, default: str
) -> Iterator[SetValue]:
    """Yield the changes after which a text says what is new, and in every other language what it said before.

    Args:
        there: What it says.
        new: What it is to say; languages without text are passed over.
        default: The language of plain strings in this workspace.
    """
    said = dict(new.texts(default)) if isinstance(new, Translated) else dict(new or {})
    said = {language: text for language, text in said.items() if text.strip()}
    if not said:
        return
    if there is not None and there.plain is not None:
        yield SetValue(at, {**dict(there.texts(default)), **said})
        return
    yield from (SetValue((*at, language), text) for language, text in said.items())
