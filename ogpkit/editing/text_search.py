"""Every text of a workspace, found by the words in it: in any order, language and script, without case and accents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.schema.fields import Shape, Sort
from ogpkit.schema.walk import split_languages, walk_values
from ogpkit.text.normalize import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ogpkit.model.keypath import KeyPath
    from ogpkit.workspace.content import Document, Workspace

_BEFORE: Final = 30
"""Letters before a word that are shown with it."""

_SHOWN: Final = 160
"""Letters of a text that are shown around a word."""


@attrs.frozen(kw_only=True)
class TextHit:
    """Text that answers.

    Attributes:
        path: The file.
        at: Where it stands in it.
        excerpt: The words around what was found.
        is_at_start: Whether a word of the text begins with the first word that was typed.
    """

    path: str
    at: KeyPath
    excerpt: str
    is_at_start: bool


class TextIndex:
    """Texts of a workspace, ready to be looked through; those of a file are gathered again when it has changed."""

    def __init__(self) -> None:
        """Begin with no file known."""
        self._known: dict[str, tuple[Document[object], Sequence[tuple[KeyPath, str, str]]]] = {}

    def search(self, workspace: Workspace, typed: str, most: int, is_stopped: Callable[[], bool]) -> list[TextHit]:
        """Return the texts in which all words stand, those first in which one begins with them.

        Args:
            workspace: What the files say.
            typed: The words.
            most: How many texts are given at most.
            is_stopped: Asked after each file: whether nobody waits for the answer any more.
        """
        words = fold(typed).split()
        if not words:
            return []
        found: list[TextHit] = []
        for path, document in workspace.documents.items():
            if is_stopped() or len(found) >= most:
                break
            for at, text, folded in self._list_texts(path, document):
                if all(word in folded for word in words):
                    place = folded.find(words[0])
                    is_at_start = place == 0 or not folded[place - 1].isalnum()
                    excerpt = _cut_out(text, words[0])
                    found.append(TextHit(path=path, at=at, excerpt=excerpt, is_at_start=is_at_start))
        found.sort(key=lambda hit: not hit.is_at_start)
        return found[:most]

    def _list_texts(self, path: str, document: Document[object]) -> Sequence[tuple[KeyPath, str, str]]:
        known = self._known.get(path)
        if known is None or known[0] is not document:
            known = (document, [(at, text, fold(text)) for at, text in list_texts(document)])
            self._known[path] = known
        return known[1]


def list_texts(document: Document[object]) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text in a file with its key path, in each of its languages; tables of other plugins included."""
    tables = ((), document.entity), *document.extensions.items()
    for at, table in tables:
        if attrs.has(type(table)):
            for place, value, _shape in walk_values(table, _is_text, at):
                yield from split_languages(value, place)


def _is_text(shape: Shape) -> bool:
    return shape.sort in (Sort.TEXT, Sort.TRANSLATED)


def _cut_out(text: str, word: str) -> str:
    """Return the part of a text in which a word stands, on one line."""
    line = " ".join(text.split())
    # letters that fold into none or several: the word stands where as much of the folded text is before it
    before = fold(line).find(word)
    place, count = 0, 0
    while place < len(line) and count < before:
        count += len(fold(line[place]))
        place += 1
    start = max(place - _BEFORE, 0)
    start = line.rfind(" ", 0, start) + 1 if start else 0
    cut = line[start : start + _SHOWN]
    return f"{'… ' if start else ''}{cut}{' …' if start + _SHOWN < len(line) else ''}"
