"""Answering comments, and saying what they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import OgpkitError
from ogpkit.api.content import is_language
from ogpkit.api.editing import SetValue
from ogpkit.api.text import _, sanitize_line
from ogpkit_consultation.model import Comment, Outcome
from ogpkit_consultation.wording import change_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from ogpkit.api.editing import Change, EditSession

NEEDS_WORDS: Final = frozenset({Outcome.ACCEPTED, Outcome.PARTLY, Outcome.DECLINED})
"""The outcomes of which a response says what changed, or why nothing did."""


class CannotAnswer(OgpkitError):
    """Raised when an answer would say too little, or there is no comment to answer."""


def answer(desk: EditSession, path: str, outcome: Outcome, text: str, language: str, on: date) -> None:
    """Answer a comment; an answer in other languages that is there already stays.

    Args:
        path: The comment's file.
        outcome: What becomes of the comment.
        text: What changes, or why nothing does; may be empty where the comment is only noted.
        language: The language of the text.

    Raises:
        CannotAnswer: There is no such comment, or the text is missing.
    """
    comment = _get_comment(desk, path)
    words = text.strip()
    before = comment.response.text if comment.response else None
    if outcome in NEEDS_WORDS and not words and not before:
        raise CannotAnswer(_("Say what changes because of the comment, or why nothing does."))
    if on < comment.received:
        raise CannotAnswer(
            _("The comment came in on {day}: the answer is of that day or later.").format(day=comment.received)
        )
    if comment.response is None:
        response = {"on": on, "outcome": outcome.value, **({"text": {language: words}} if words else {})}
        desk.change(path, [SetValue(("response",), response)], _("Answer a comment"))
    else:
        changes = [
            *_list_changes(comment, outcome, on),
            *change_text(before, ("response", "text"), words, language, desk.workspace.language),
        ]
        if changes:
            desk.change(path, changes, _("Change the answer to a comment"))
    desk.settle()


def _list_changes(comment: Comment, outcome: Outcome, on: date) -> Iterator[Change]:
    response = comment.response
    if response is not None and response.outcome is not outcome:
        yield SetValue(("response", "outcome"), outcome.value)
    if response is not None and response.on != on:
        yield SetValue(("response", "on"), on)


def assign(desk: EditSession, path: str, commitments: Sequence[str]) -> None:
    """Say which commitments a comment is about.

    Args:
        path: The comment's file.
        commitments: Their identifiers.

    Raises:
        CannotAnswer: There is no such comment.
    """
    wanted = list(dict.fromkeys(commitments))
    if list(_get_comment(desk, path).commitments) != wanted:
        desk.change(path, [SetValue(("commitments",), wanted)], _("Say what a comment is about"))
        desk.settle()


def say_language(desk: EditSession, path: str, language: str) -> None:
    """Say in which language a comment is written.

    Args:
        path: The comment's file.
        language: The language's code.

    Raises:
        CannotAnswer: There is no such comment, or no such language.
    """
    if not is_language(language):
        raise CannotAnswer(_("“{language}” is no language code.").format(language=sanitize_line(language)))
    if _get_comment(desk, path).language != language:
        desk.change(path, [SetValue(("language",), language)], _("Say in which language a comment is written"))
        desk.settle()


def _get_comment(desk: EditSession, path: str) -> Comment:
    document = desk.workspace.documents.get(path)
    if document is None or not isinstance(document.entity, Comment):
        raise CannotAnswer(_("There is no comment {path}.").format(path=path))
    return document.entity
