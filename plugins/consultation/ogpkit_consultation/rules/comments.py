"""Rules about comments and what became of them (Roadmap IV.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Fix, Problem, RelatedPlace, Rule, Scope, Severity, remove_once, replace_once
from ogpkit.api.content import owed_languages, walk_prose
from ogpkit.api.text import _, find_contacts, find_doubtful_contacts, official_contacts
from ogpkit_consultation.answering import NEEDS_WORDS
from ogpkit_consultation.breadth import MOST_NAMED, name_missing
from ogpkit_consultation.comments import find_repeated, is_answered
from ogpkit_consultation.dossier import build_dossier
from ogpkit_consultation.looking import Lacking
from ogpkit_consultation.model import Comment, Consultation, Outcome, PeerSession
from ogpkit_consultation.rules.examples import COMMENT, COUNTRY, PROCESS, RIGHT, SESSION, build_example

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


def _check_change(document: Document[Comment], _workspace: Workspace) -> Iterator[Problem]:
    response = document.entity.response
    # “noted” claims nothing, so it needs no reason; “accepted” and “declined” claim something
    if response is None or response.outcome not in NEEDS_WORDS or response.text:
        return
    yield Problem(
        message=_("The comment was declined, and nothing says why.")
        if response.outcome is Outcome.DECLINED
        else _("The comment was accepted, and nothing says what changed."),
        remedy=_("Add text under [response]: what changed because of the comment, or why nothing did."),
        at=("response", "text"),
    )


def _check_commitment(document: Document[Comment], _workspace: Workspace) -> Iterator[Problem]:
    response = document.entity.response
    # a comment that was accepted changed something, and the summary tells it commitment by commitment (Roadmap IV.2)
    if response and response.outcome in (Outcome.ACCEPTED, Outcome.PARTLY) and not document.entity.commitments:
        yield Problem(
            message=_("The comment was accepted, and nothing says which commitment it changed."),
            remedy=_("Add commitments: the identifiers of the commitments that it is about."),
            at=("commitments",),
        )


def _check_response_translation(document: Document[Comment], workspace: Workspace) -> Iterator[Problem]:
    text = document.entity.response.text if document.entity.response else None
    if text and (missing := text.missing(owed_languages(workspace, document.country), workspace.language)):
        yield Problem(
            message=_("The answer is missing in: {languages}.").format(languages=", ".join(missing)),
            remedy=_("Add {keys} under [response].").format(keys=", ".join(f"text.{language}" for language in missing)),
            at=("response", "text"),
        )


def _check_response_day(document: Document[Comment], _workspace: Workspace) -> Iterator[Problem]:
    response = document.entity.response
    # the same day is possible: at a hearing the answer is given on the spot
    if response and response.on < document.entity.received:
        yield Problem(
            message=_("The answer is of {on}, and the comment came in on {received}.").format(
                on=response.on, received=document.entity.received
            ),
            remedy=_("Correct the day of the answer or of the comment."),
            at=("response", "on"),
        )


def _check_language(document: Document[Comment], workspace: Workspace) -> Iterator[Problem]:
    if document.entity.language is None:
        spoken = owed_languages(workspace, document.country)
        yield Problem(
            message=_("Nothing says in which language this comment is written."),
            remedy=_('Add language, for example "sw": screen readers and readers of the report need it.'),
            at=("language",),
            fix=Fix(title=_("Add {value}").format(value=spoken[0]), at=("language",), value=spoken[0], safe=False)
            # with several languages a guess could make a screen reader speak the wrong one
            if len(spoken) == 1
            else None,
        )


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


_SPANISH: Final = build_example(country=replace_once(COUNTRY, "languages = []", 'languages = ["es"]'))
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
    Rule(
        code="CON021",
        title="An answer says what changed, or why nothing did",
        section="Roadmap IV.2",
        explanation="“Accepted” alone shows nobody what became of a comment, and “declined” alone gives no reason.",
        entity=Comment,
        check=_check_change,
        wrong=build_example(comment=remove_once(COMMENT, 'text = "Payments are now reported by project."\n')),
        right=RIGHT,
    ),
    Rule(
        code="CON022",
        title="An accepted comment names the commitment that it changed",
        severity=Severity.WARNING,
        section="Roadmap IV.2",
        explanation="The report says for each commitment what the public changed in it.",
        entity=Comment,
        check=_check_commitment,
        wrong=build_example(comment=remove_once(COMMENT, 'commitments = ["mining-revenues"]\n')),
        right=RIGHT,
    ),
    Rule(
        code="CON023",
        title="An answer is there in every owed language",
        severity=Severity.WARNING,
        section="Roadmap IV.2",
        explanation="Answers are part of the report, which is owed in the local languages and in English.",
        entity=Comment,
        check=_check_response_translation,
        scope=Scope.COUNTRY,
        wrong=_SPANISH,
        right=RIGHT,
    ),
    Rule(
        code="CON024",
        title="An answer follows the comment",
        section="Roadmap IV.2",
        explanation="A comment cannot be answered before it came in.",
        entity=Comment,
        check=_check_response_day,
        wrong=build_example(comment=replace_once(COMMENT, "on = 2012-01-15", "on = 2011-01-15")),
        right=RIGHT,
    ),
    Rule(
        code="CON025",
        title="The language of a comment is known",
        severity=Severity.ADVICE,
        section="Roadmap IV.2",
        explanation="A page must say in which language a text is, and some are read from right to left.",
        entity=Comment,
        check=_check_language,
        wrong=build_example(comment=remove_once(COMMENT, 'language = "es"\n')),
        right=RIGHT,
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
