"""Search over all texts of the workspace as somebody types; it goes on in a thread, so that no key waits for it."""

from __future__ import annotations

from asyncio import CancelledError, to_thread
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Final, cast
from weakref import WeakKeyDictionary

import attrs
from textual.command import Hit, Hits, Provider

from ogpkit.app.places import Navigate, path_place, place_trail
from ogpkit.app.safe_text import escape_line, plain_line
from ogpkit.editing.text_search import TextIndex
from ogpkit.schema.fields import Sort
from ogpkit.schema.naming import FieldNames

if TYPE_CHECKING:
    from ogpkit.app.workspace_app import WorkspaceApp
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.keypath import KeyPath

_MOST: Final = 200
"""Answers that are listed; more words find the others."""

_INDEXES: Final[WeakKeyDictionary[WorkspaceSession, TextIndex]] = WeakKeyDictionary()


def get_index(session: WorkspaceSession) -> TextIndex:
    """Return the texts of a workspace, gathered once for every search."""
    if session not in _INDEXES:
        _INDEXES[session] = TextIndex()
    return _INDEXES[session]


class TextProvider(Provider):
    """Texts in which words stand; choosing one goes to its field."""

    async def search(self, query: str) -> Hits:
        """Offer the texts that have all words, with what is around the first.

        Args:
            query: What was typed.
        """
        shell = cast("WorkspaceApp", self.app)
        session, stopped = shell.session, Event()
        look = partial(get_index(session).search, session.workspace, query, _MOST, stopped.is_set)
        try:
            found = await to_thread(look)
        except CancelledError:
            stopped.set()
            raise
        for number, hit in enumerate(found):
            place = path_place(session.workspace, hit.path)
            where = f"{place_trail(session.workspace, place)} › {_label(session, hit.path, hit.at)}"
            excerpt = plain_line(hit.excerpt)
            go = partial(shell.post_message, Navigate(attrs.evolve(place, at=hit.at)))
            yield Hit(1 - number / (_MOST + 1), excerpt, go, excerpt.plain, escape_line(where))


def _label(session: WorkspaceSession, path: str, at: KeyPath) -> str:
    """Return what a field is called; of a text in several languages, with the language."""
    *above, last = FieldNames.of_file(session.workspace.kinds, path).walk(at)
    shape = above[-1].shape if above else None
    if shape is not None and shape.sort is Sort.TRANSLATED:
        return f"{above[-1].label} ({last.label})"
    return last.label
