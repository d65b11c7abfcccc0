"""Saying more in a table than it says."""

from __future__ import annotations

import attrs

from ogpkit.api.content import Translated, extend_entity


@attrs.frozen(kw_only=True)
class Note:
    """A note.

    Attributes:
        by: Who says it.
        text: What is said.
        done: Whether it is settled.
    """

    by: str = ""
    text: Translated | None = None
    done: bool = False


def test_what_is_not_said_anew_stays():
    there = Note(by="Ana", text=Translated.of({"en": "Yes", "es": "Sí"}), done=True)
    said = Note(text=Translated.of({"en": "Yes, now"}))
    assert extend_entity(there, said, "en") == Note(
        by="Ana", text=Translated.of({"en": "Yes, now", "es": "Sí"}), done=True
    )
    assert extend_entity(there, Note(by="Bo"), "en") == attrs.evolve(there, by="Bo")


def test_a_blank_text_says_nothing():
    there = Note(text=Translated.of("Yes"))
    blank = Note(text=Translated.of({"en": " "}))
    assert extend_entity(there, blank, "en") == there
    assert extend_entity(None, blank, "en") == Note()


def test_where_nothing_is_there_the_new_one_is_all():
    assert extend_entity(None, Note(by="Ana"), "en") == Note(by="Ana")
