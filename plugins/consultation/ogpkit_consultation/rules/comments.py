"""Rules about comments and what became of them (Roadmap IV.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, RelatedPlace, Rule, Scope, checked, expected, in_owed_languages, ordered
from ogpkit.api.content import owed_languages, walk_prose
from ogpkit.api.text import _, _n, find_contacts, find_doubtful_contacts, official_contacts
from ogpkit_consultation.breadth import MOST_NAMED, name_missing
from ogpkit_consultation.comments import find_repeated, is_answered
from ogpkit_consultation.dossier import MissingEvidence, build_dossier
from ogpkit_consultation.model import Comment, Consultation, Outcome, PeerSession

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _check_answers(document: Document[Consultation], workspace: Workspace) -> Iterator[Problem]:
    found = build_dossier(document, workspace)
    # how long an answer may take is the edition's own number: Roadmap IV.2 only asks that comments be online
    late = [
        comment
        for comment in found.comments
        if not is_answered(comment.entity) and (due := found.answer_by(comment.entity)) and due < found.today
    ]
    each = MissingEvidence(
        message=_("Comment {id} was never answered."),
        remedy=_(
            'Add `on`, `outcome` and `text` under `response`. If nothing follows from the comment, set `outcome = "noted"`.'
        ),
        at=("response",),
    )
    for lacking in name_missing(late, each, _count_unanswered):
        yield Problem(message=lacking.message, remedy=lacking.remedy, at=lacking.at, path=lacking.path)


def _count_unanswered(count: int) -> str:
    return _n("{count} more comment was never answered.", "{count} more comments were never answered.", count)


def _suggest_language(document: Document[Comment], workspace: Workspace) -> Fix | None:
    spoken = owed_languages(workspace, document.country)
    # with several languages a guess could make a screen reader speak the wrong one
    if len(spoken) > 1:
        return None
    return Fix(title=_("Add {value}").format(value=spoken[0]), at=("language",), value=spoken[0], safe=False)


def _changes_something(comment: Comment) -> bool:
    return comment.response is not None and comment.response.outcome in (Outcome.ACCEPTED, Outcome.PARTLY)


def _check_repetition(document: Document[Consultation], workspace: Workspace) -> Iterator[Problem]:
    found = find_repeated(build_dossier(document, workspace).comments)
    for comment, first in found[:MOST_NAMED]:
        yield Problem(
            message=_("This comment repeats {first}.").format(first=first.id),
            remedy=_("Delete one of the two. If two people sent them, keep both and name their authors."),
            at=("text",),
            path=comment.path,
            also=(RelatedPlace(path=first.path, at=("text",), note=_("The comment that it repeats.")),),
        )
    if (left := len(found) - MOST_NAMED) > 0:
        yield Problem(
            message=_n("{count} more comment repeats another.", "{count} more comments repeat others.", left).format(
                count=left
            ),
            remedy=_("Delete the duplicates."),
        )


def _find_doubtful(text: str, country: str, spared: frozenset[str], at: tuple[str | int, ...]) -> Iterator[Problem]:
    """Yield what only a person can tell from something else; it is published as it stands."""
    for one in find_doubtful_contacts(text, country, spared)[:1]:
        said = (
            _("“{words}” may be an e-mail address.") if one.is_mail else _("“{words}” may be a telephone number.")
        ).format(words=text[one.start : one.end])
        yield Problem(
            message=said, remedy=_("If it belongs to a person, remove it. This text is published as written."), at=at
        )


def _check_contacts(document: Document[Any], workspace: Workspace) -> Iterator[Problem]:
    """Yield e-mail addresses and numbers in what people read; those in fields of their own are never published."""
    entity = document.entity
    # the author agreed, and the consent is theirs to give
    if isinstance(entity, Comment) and entity.publish_contact:
        return
    spared = official_contacts(workspace, document.country)
    for at, text in walk_prose(entity):
        # the numbers of events are published so that people call them (Roadmap IV.4: telephone lines)
        if at[0] in ("telephone", "source"):
            continue
        found = find_contacts(text, document.country, spared)
        if not found:
            yield from _find_doubtful(text, document.country, spared, at)
            continue
        yield Problem(
            message=_("This text contains an e-mail address.")
            if any(one.is_mail for one in found)
            else _("This text contains a telephone number."),
            remedy=_(
                "It is left out of everything public. Remove it from the text, or move it to `email` or `telephone`. If "
                "the author agreed to publish it, add `publish_contact = true`."
            )
            if isinstance(entity, Comment)
            else _("Remove it: this text is published."),
            at=at,
        )


COMMENT_RULES: Final[tuple[Rule[Any], ...]] = (
    checked(Consultation, _check_answers, code="CON020", scope=Scope.CYCLE),
    # “noted” claims nothing, so it needs no reason; “accepted” and “declined” claim something
    expected(
        Comment,
        "response.text",
        when=lambda response: response.outcome in (Outcome.ACCEPTED, Outcome.PARTLY),
        code="CON021",
        also=[expected(Comment, "response.text", when=lambda response: response.outcome is Outcome.DECLINED)],
    ),
    # a comment that was accepted changed something, and the summary tells it commitment by commitment (Roadmap IV.2)
    expected(Comment, "commitments", when=_changes_something, code="CON022"),
    in_owed_languages(Comment, "response.text", code="CON023"),
    # the same day is possible: at a hearing the answer is given on the spot
    ordered(Comment, "received", "response.on", code="CON024"),
    expected(Comment, "language", fix=_suggest_language, code="CON025"),
    checked(Consultation, _check_repetition, code="CON026", scope=Scope.CYCLE),
    checked(Comment, _check_contacts, code="CON027"),
    checked(Consultation, _check_contacts, code="CON028"),
    checked(PeerSession, _check_contacts, code="CON029"),
)
"""The rules about comments."""
