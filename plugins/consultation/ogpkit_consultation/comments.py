"""Comments in their inbox: which are answered, which are wanted, which say the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.api.content import Choice
from ogpkit.api.text import fold
from ogpkit_consultation.model import Comment, Group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.api.content import Document

_QUOTING: Final = re.compile(r"^[\s>|]+", re.MULTILINE)
_APART: Final = re.compile(r"[\s\"'“”„‟«»‹›‘’‚‛`´\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]+")


class AnswerFilter(Choice):
    """Filter of comments by whether they were answered."""

    ANY = "any", "All comments"
    NO = "unanswered", "Without an answer"
    YES = "answered", "With an answer"


@attrs.frozen(kw_only=True)
class CommentFilter:
    """Which comments somebody wants to see.

    Attributes:
        answered: Whether they are answered.
        group: Only those of this group.
        commitment: Only those about this commitment.
        language: Only those in this language; `""` for any, `"?"` for those of which it is not known.
        words: Only those in which all these words stand, in the text, the author, the answer or the identifier.
    """

    answered: AnswerFilter = AnswerFilter.ANY
    group: Group | None = None
    commitment: str = ""
    language: str = ""
    words: str = ""


def filter_comments(comments: Iterable[Document[Comment]], wanted: CommentFilter) -> tuple[Document[Comment], ...]:
    """Return the comments that somebody wants to see, in the same order.

    Args:
        wanted: Which.
    """
    words = fold(wanted.words).split()
    return tuple(comment for comment in comments if _is_wanted(comment, wanted, words))


def _is_wanted(comment: Document[Comment], wanted: CommentFilter, words: list[str]) -> bool:
    entity = comment.entity
    if wanted.answered is not AnswerFilter.ANY and is_answered(entity) is not (wanted.answered is AnswerFilter.YES):
        return False
    if wanted.group is not None and entity.group is not wanted.group:
        return False
    if wanted.commitment and wanted.commitment not in entity.commitments:
        return False
    if wanted.language and wanted.language != (entity.language or "?"):
        return False
    return not words or all(word in _build_search_text(comment) for word in words)


def is_answered(comment: Comment) -> bool:
    """Tell whether a comment was answered or marked as noted."""
    return comment.response is not None


def _build_search_text(comment: Document[Comment]) -> str:
    entity = comment.entity
    answer = entity.response.text if entity.response else None
    said = [text for _language, text in answer.texts("")] if answer else []
    return "\n".join(fold(text) for text in (comment.id, entity.author, entity.text, *said))


@lru_cache(maxsize=65536)
def normalize_text(text: str) -> str:
    """Return what two texts have in common that say the same: white space, quoting and quotation marks do not count.

    Args:
        text: The text of a comment.
    """
    return _APART.sub(" ", unicodedata.normalize("NFKC", _QUOTING.sub("", text))).strip().casefold()


class DuplicateFinder:
    """Who said what already: finds the comment that another one repeats.

    The same words from two known authors are two comments: campaigns hand out texts, and each signature counts. An author is
    known again by their address, or by their name where one of the two gives no address; who gives neither could be anybody.
    """

    def __init__(self) -> None:
        """Begin with nothing said."""
        self._first: dict[str, str] = {}
        self._unsigned: dict[str, str] = {}
        self._by_mail: dict[tuple[str, str], str] = {}
        self._by_name: dict[tuple[str, str, bool], str] = {}

    def add(self, comment: Comment, identifier: str) -> None:
        """Take a comment in."""
        words, mail, name = normalize_text(comment.text), _get_mail(comment), _name(comment)
        self._first.setdefault(words, identifier)
        if mail:
            self._by_mail.setdefault((words, mail), identifier)
        if name:
            self._by_name.setdefault((words, name, bool(mail)), identifier)
        if not mail and not name:
            self._unsigned.setdefault(words, identifier)

    def find(self, comment: Comment) -> str | None:
        """Return the identifier of the comment that says the same, if there is one."""
        words, mail, name = normalize_text(comment.text), _get_mail(comment), _name(comment)
        if not mail and not name:
            return self._first.get(words)
        found = self._by_mail.get((words, mail)) or self._by_name.get((words, name, False))
        if found is None and not mail:
            found = self._by_name.get((words, name, True))
        return found or self._unsigned.get(words)


def find_repeated(comments: Iterable[Document[Comment]]) -> tuple[tuple[Document[Comment], Document[Comment]], ...]:
    """Return the comments that say what one before them says; each with that one.

    Args:
        comments: The comments, in their order.
    """
    everything = [(normalize_text(comment.entity.text), comment) for comment in comments]
    times = Counter(words for words, _comment in everything)
    said, by_path, found = DuplicateFinder(), {}, []
    for comment in (comment for words, comment in everything if times[words] > 1):  # most are said once
        by_path[comment.path] = comment
        first = said.find(comment.entity)
        if first is not None:
            found.append((comment, by_path[first]))
        said.add(comment.entity, comment.path)
    return tuple(found)


def _get_mail(comment: Comment) -> str:
    return (comment.email or "").casefold()


def _name(comment: Comment) -> str:
    return fold(" ".join(comment.author.split()))


def identify_author(comment: Comment) -> str:
    """Return by what an author is told from others: their address, else their name; empty where neither is known.

    Args:
        comment: Their comment.
    """
    return _get_mail(comment) or _name(comment)
