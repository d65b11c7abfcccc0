"""Rules about comments and what became of them (Roadmap IV.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import (
    Fix,
    Problem,
    RelatedPlace,
    Rule,
    Scope,
    Severity,
    expected,
    in_owed_languages,
    ordered,
    remove_once,
    replace_once,
)
from ogpkit.api.content import owed_languages, walk_prose
from ogpkit.api.text import _, find_contacts, find_doubtful_contacts, official_contacts
from ogpkit_consultation.breadth import MOST_NAMED, name_missing
from ogpkit_consultation.comments import find_repeated, is_answered
from ogpkit_consultation.dossier import build_dossier
from ogpkit_consultation.looking import Lacking
from ogpkit_consultation.model import Comment, Consultation, Outcome, PeerSession
from ogpkit_consultation.rules.examples import COMMENT, PROCESS, RIGHT, SESSION, build_example

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
    each = Lacking(
        message=_("Comment {id} was never answered."),
        remedy=_('Add [response] with on, outcome and text; outcome = "noted" where nothing follows from it.'),
        at=("response",),
    )
    for lacking in name_missing(late, each, _("{count} more comments were never answered.")):
        yield Problem(message=lacking.message, remedy=lacking.remedy, at=lacking.at, path=lacking.path)


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
            message=_("This comment says the same as {first}.").format(first=first.id),
            remedy=_("Delete one of the two, unless they were handed in by two people: then name their authors."),
            at=("text",),
            path=comment.path,
            also=(RelatedPlace(path=first.path, at=("text",), note=_("The comment that it repeats.")),),
        )
    if (left := len(found) - MOST_NAMED) > 0:
        yield Problem(
            message=_("{count} more comments say the same as another.").format(count=left),
            remedy=_("Delete those that came in twice."),
        )


def _find_doubtful(text: str, country: str, spared: frozenset[str], at: tuple[str | int, ...]) -> Iterator[Problem]:
    """Yield what only a person can tell from something else; it is published as it stands."""
    for one in find_doubtful_contacts(text, country, spared)[:1]:
        said = (
            _("“{words}” may be an e-mail address.") if one.is_mail else _("“{words}” may be a telephone number.")
        ).format(words=text[one.start : one.end])
        yield Problem(
            message=said,
            remedy=_("If it is somebody’s, take it out: this text is published as it stands."),
            at=at,
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
            message=_("There is an e-mail address in this text.")
            if any(one.is_mail for one in found)
            else _("There is a telephone number in this text."),
            remedy=_(
                "What is public leaves it out. Take it out of the text, or put it under email or telephone; if the author agreed "
                "that it is published, add publish_contact = true."
            )
            if isinstance(entity, Comment)
            else _("Take it out: this text is published."),
            at=at,
        )


_WITH_NUMBER: Final = replace_once(COMMENT, "por proyecto.", "por proyecto. Mi número: +34 612 345 678.")

_PRIVATE: Final = (
    "Comments are published as they came in, and people write their address or number into them without wanting "
    "it to be public. Reports, pages and exports leave it out; the file itself may be public too, where the workspace is."
)

COMMENT_RULES: Final[tuple[Rule[Any], ...]] = (
    Rule(
        code="CON020",
        title="Every comment is answered or marked as noted",
        section="Roadmap IV.2",
        explanation="Who took the trouble to write may expect to learn what became of it; until when is in the edition.",
        entity=Consultation,
        check=_check_answers,
        scope=Scope.CYCLE,
        wrong=build_example(comment=COMMENT[: COMMENT.index("[response]")]),
        right=RIGHT,
    ),
    # “noted” claims nothing, so it needs no reason; “accepted” and “declined” claim something
    expected(
        Comment,
        "response.text",
        when=lambda response: response.outcome in (Outcome.ACCEPTED, Outcome.PARTLY),
        code="CON021",
        title="An answer says what changed, or why nothing did",
        section="Roadmap IV.2",
        explanation="“Accepted” alone shows nobody what became of a comment, and “declined” alone gives no reason.",
        message="The comment was accepted, and nothing says what changed.",
        remedy="Add text under [response]: what changed because of the comment, or why nothing did.",
        wrong=build_example(comment=remove_once(COMMENT, 'text = "Payments are now reported by project."\n')),
        right=RIGHT,
        also=[
            expected(
                Comment,
                "response.text",
                when=lambda response: response.outcome is Outcome.DECLINED,
                message="The comment was declined, and nothing says why.",
                remedy="Add text under [response]: what changed because of the comment, or why nothing did.",
            )
        ],
    ),
    # a comment that was accepted changed something, and the summary tells it commitment by commitment (Roadmap IV.2)
    expected(
        Comment,
        "commitments",
        when=_changes_something,
        code="CON022",
        title="An accepted comment names the commitment that it changed",
        severity=Severity.WARNING,
        section="Roadmap IV.2",
        explanation="The report says for each commitment what the public changed in it.",
        message="The comment was accepted, and nothing says which commitment it changed.",
        remedy="Add commitments: the identifiers of the commitments that it is about.",
        example=RIGHT,
    ),
    in_owed_languages(
        Comment,
        "response.text",
        code="CON023",
        title="An answer is there in every owed language",
        severity=Severity.WARNING,
        section="Roadmap IV.2",
        explanation="Answers are part of the report, which is owed in the local languages and in English.",
        message="The answer is missing in: {languages}.",
        remedy="Add {keys} under [response].",
        example=RIGHT,
    ),
    # the same day is possible: at a hearing the answer is given on the spot
    ordered(
        Comment,
        "received",
        "response.on",
        code="CON024",
        title="An answer follows the comment",
        section="Roadmap IV.2",
        explanation="A comment cannot be answered before it came in.",
        message="The answer is of {on}, and the comment came in on {received}.",
        remedy="Correct the day of the answer or of the comment.",
        example=RIGHT,
    ),
    expected(
        Comment,
        "language",
        fix=_suggest_language,
        code="CON025",
        title="The language of a comment is known",
        severity=Severity.ADVICE,
        section="Roadmap IV.2",
        explanation="A page must say in which language a text is, and some are read from right to left.",
        message="Nothing says in which language this comment is written.",
        remedy='Add language, for example "sw": screen readers and readers of the report need it.',
        example=RIGHT,
    ),
    Rule(
        code="CON026",
        title="A comment is there once",
        severity=Severity.WARNING,
        section="Roadmap IV.2",
        explanation="A comment that came in by mail and by form counts once. White space and quotation marks make no difference; "
        "the same words of two known authors are two comments.",
        entity=Consultation,
        check=_check_repetition,
        scope=Scope.CYCLE,
        wrong=build_example(more=replace_once(COMMENT, "Los pagos deben", "> Los  pagos deben")),
        right=build_example(more=replace_once(COMMENT, "Publish What You Pay", "Chamber of Commerce")),
    ),
    Rule(
        code="CON027",
        title="No e-mail address or telephone number stands in a comment",
        severity=Severity.WARNING,
        entity=Comment,
        check=_check_contacts,
        wrong=build_example(comment=_WITH_NUMBER),
        right=RIGHT,
        section="Roadmap IV.2",
        explanation=_PRIVATE,
    ),
    Rule(
        code="CON028",
        title="No e-mail address or telephone number stands in the texts about a consultation",
        severity=Severity.WARNING,
        entity=Consultation,
        check=_check_contacts,
        wrong=build_example(
            process=replace_once(PROCESS, '"Radio programme"', '"Radio programme; ask ana@example.org"')
        ),
        right=RIGHT,
        section="Roadmap IV.2",
        explanation=_PRIVATE,
    ),
    Rule(
        code="CON029",
        title="No e-mail address or telephone number stands in what peers said",
        severity=Severity.WARNING,
        entity=PeerSession,
        check=_check_contacts,
        wrong=build_example(
            session=replace_once(SESSION, "Plan for training.", "Plan for training: ana (at) example (dot) org")
        ),
        right=RIGHT,
        section="Roadmap IV.2",
        explanation=_PRIVATE,
    ),
)
"""The rules about comments."""
