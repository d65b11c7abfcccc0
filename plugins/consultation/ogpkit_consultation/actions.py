"""What people do in a consultation, each declared once: begin it, bring comments in, answer, meet, act on feedback."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import attrs

from ogpkit.api import Action, ActionResult, Argument, FirstStep, Need, Option, Place, Scope
from ogpkit.api.cli import parse_path
from ogpkit.api.content import (
    Bounds,
    Commitment,
    Cycle,
    DayOrder,
    Length,
    PastDay,
    Translated,
    entity_values,
    extend_entity,
    parse_language,
    refer_need,
)
from ogpkit.api.editing import (
    ImportRefused,
    SetValue,
    create_document,
    describe_import,
    find_changes,
    installed_plugins,
    make_import_files,
    read_incoming,
)
from ogpkit.api.text import N_, _, sanitize_line
from ogpkit_consultation.importing import ReadingOptions, list_fields, read_comments
from ogpkit_consultation.kinds import COMMENT, CONSULTATION, PEER_SESSION, make_session
from ogpkit_consultation.model import (
    Comment,
    Consultation,
    Feedback,
    Meeting,
    Outcome,
    RepositoryUpdate,
    Response,
    WebsiteUpdate,
)
from ogpkit_consultation.noting import (
    CannotAct,
    has_repository,
    has_website_updates,
    note_meeting,
    note_update,
    note_website_update,
)
from ogpkit_consultation.responding import RESPONSE_ACTION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit_consultation.model import PeerSession


# Comments.


@attrs.frozen
class NewComments:
    """Comments from elsewhere.

    Attributes:
        files: Files, or folders of them.
        preview: Show what would be imported, without importing it.
        language: The language of comments that do not say their own.
        received: The day of comments that have no date.
        days: How dates such as 03/04/2012 are read.
        columns: The column for a field. A text can come from several columns.
        encoding: The encoding of files that are not in UTF-8.
        mapping: A file that says how a sheet is written and what its columns mean.
        only: The rows of a sheet to import.
        leave_out: The rows of a sheet to leave out, for example comments that a moderator withdrew.
    """

    files: Annotated[tuple[str, ...], Argument("FILES...")]
    preview: bool = False
    language: str = ""
    received: PastDay | None = None
    days: DayOrder = DayOrder.UNKNOWN
    columns: Annotated[tuple[str, ...], Option("--column", "FIELD=HEADING")] = ()
    encoding: str = ""
    mapping: Annotated[str, Option("--mapping", "FILE")] = ""
    only: Annotated[tuple[str, ...], Option("--only", "HEADING=WORD")] = ()
    leave_out: Annotated[tuple[str, ...], Option("--leave-out", "HEADING=WORD")] = ()


def import_comments(session: EditSession, place: Place, parameters: NewComments) -> ActionResult:
    """Take comments out of files; unless all is understood, nothing is written.

    Raises:
        CannotAct: There is no such file, or a column is named in another way.
        ImportRefused: Something was not understood.
    """
    files = [parse_path(name) for name in parameters.files]
    for file in files:
        if not file.exists():
            raise CannotAct(_("The file or folder {file} does not exist.").format(file=sanitize_line(str(file))))
    reading = ReadingOptions(
        language=parse_language(parameters.language) if parameters.language else None,
        received=parameters.received,
        days=parameters.days,
        columns=_parse_columns(parameters.columns),
        encoding=parameters.encoding,
        mapping=read_incoming(parse_path(parameters.mapping)) if parameters.mapping else None,
        only=_parse_filter(parameters.only),
        leave_out=_parse_filter(parameters.leave_out),
    )
    found = read_comments(files, reading, session.workspace, place)
    lines = tuple(describe_import(found))
    if found.not_understood:
        raise ImportRefused("\n".join((*lines, _("Nothing was imported. Correct the file, then import it again."))))
    if parameters.preview:
        return ActionResult(message=_("This was a preview. Nothing was imported."), notes=lines, is_done=False)
    make_import_files(session, found, _("Import of comments"))
    return ActionResult(message="", notes=lines)


def _parse_filter(said: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for one in said:
        heading, equals, word = one.rpartition("=")
        if not equals or not heading.strip():
            raise CannotAct(_("Write rows as HEADING=WORD. * stands for any letters."))
        found[heading.strip()] = (*found.get(heading.strip(), ()), word.strip())
    return found


def _parse_columns(said: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    columns: dict[str, tuple[str, ...]] = {}
    for one in said:
        field, equals, heading = one.partition("=")
        if not equals or field not in list_fields():
            known = ", ".join(list_fields())
            raise CannotAct(_("Write a column as FIELD=HEADING. The fields are: {fields}.").format(fields=known))
        columns[field] = (*columns.get(field, ()), heading.strip())
    return columns


def begin_comment(session: EditSession, place: Place, _parameters: object) -> ActionResult:
    """Make a comment that came in on paper, by telephone or at a meeting."""
    path = create_document(session, COMMENT, place)
    message = _("{path} is created. Add what the author wrote.").format(path=path)
    return ActionResult(message=message, place=attrs.evolve(place, path=path))


@attrs.frozen
class NewAnswer:
    """An answer.

    Attributes:
        outcome: What happens with the comment.
        text: What changes because of the comment, or why nothing changes.
        language: The language of the text. If you leave it out, it is the first language of the workspace.
        commitments: A commitment that it is about.
        on: The date. The default is today.
    """

    outcome: Outcome
    text: Annotated[str, Length.LONG] = ""
    language: str = ""
    commitments: Annotated[tuple[str, ...], Option("--commitment", "ID")] = ()
    on: PastDay | None = None


def answer_comment(session: EditSession, place: Place, parameters: NewAnswer) -> str:
    """Answer a comment, and say what it is about; an answer in other languages that is there already stays.

    Raises:
        CannotAct: The text is missing, the day is too early, or there is no such commitment.
    """
    workspace, document = session.workspace, session.workspace.documents[place.path]
    comment = cast("Comment", document.entity)
    known = [found.id for found in workspace.all(Commitment, document.country, document.cycle)]
    for name in (one for one in parameters.commitments if one not in known):
        raise CannotAct(
            _("There is no commitment “{name}”. Choose one of: {known}.").format(
                name=sanitize_line(name), known=", ".join(known) or "–"
            )
        )
    given = Response(
        on=parameters.on or max(workspace.today, comment.received),
        outcome=parameters.outcome,
        text=_make_text(parameters.text, parameters.language or workspace.language),
    )
    answer = extend_entity(comment.response, given, workspace.language)
    # what is only noted needs no words (Roadmap IV.2 asks that comments are taken into account, not how that is said)
    if answer.outcome is not Outcome.NOTED and not answer.text:
        raise CannotAct(_("Say what changes because of the comment, or why nothing changes."))
    if answer.on < comment.received:
        raise CannotAct(
            _("The comment was received on {day}. Choose that day or a later one for the answer.").format(
                day=comment.received
            )
        )
    about = tuple(dict.fromkeys(parameters.commitments)) or comment.commitments
    after = attrs.evolve(comment, response=answer, commitments=about)
    _change(session, document, comment, after, _("Answer a comment"))
    return _("{path} is answered.").format(path=place.path)


def _offer_commitments(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    document = workspace.documents.get(place.path)
    found = workspace.all(Commitment, document.country, document.cycle) if document else ()
    return {"commitments": {one.id: one.entity.title.best("en", workspace.language) or one.id for one in found}}


def _list_answer(workspace: Workspace, place: Place) -> Mapping[str, Any]:
    """Return what is said already, so that an answer is changed where somebody answers once more."""
    document = workspace.documents.get(place.path)
    comment = document.entity if document is not None else None
    if not isinstance(comment, Comment):
        return {}
    about, response = {"commitments": comment.commitments}, comment.response
    if response is None:
        return about
    text = dict(response.text.texts(workspace.language)).get(workspace.language, "") if response.text else ""
    return {**about, "outcome": response.outcome, "text": text, "on": response.on}


# Sessions with peers.


@attrs.frozen
class NewConsequence:
    """What follows from a feedback.

    Attributes:
        number: The number of the feedback in the session, from 1.
        action: What is changed because of it.
        reason: Why nothing is changed.
        language: The language of the text. If you leave it out, it is the first language of the workspace.
    """

    number: Annotated[int, Argument(), Bounds(1)]
    action: Annotated[str, Length.LONG] = ""
    reason: Annotated[str, Length.LONG] = ""
    language: str = ""


def act_upon(session: EditSession, place: Place, parameters: NewConsequence) -> str:
    """Say what follows from a feedback: what is changed, or why nothing is.

    Raises:
        CannotAct: There is no such feedback, or it is not said whether something is changed.
    """
    document, feedback, position = _get_feedback(session, place, parameters.number)
    if bool(parameters.action.strip()) is bool(parameters.reason.strip()):
        raise CannotAct(_("Give either --action or --reason, not both."))
    language = parameters.language or session.workspace.language
    said = Feedback(
        from_=feedback.from_,
        action=_make_text(parameters.action, language),
        reason=_make_text(parameters.reason, language),
    )
    after = extend_entity(feedback, said, session.workspace.language)
    _change(session, document, feedback, after, _("Respond to the judgement of a peer"), "feedback", position)
    return _("{path} is changed.").format(path=place.path)


@attrs.frozen
class NewReferral:
    """A gap that is referred.

    Attributes:
        number: The number of the feedback in the session, from 1.
        on: The day.
    """

    number: Annotated[int, Argument(), Bounds(1)]
    on: PastDay


def refer_gap(session: EditSession, place: Place, parameters: NewReferral) -> ActionResult:
    """Open a networking case about a gap, through whichever plugin takes needs up, and note it with the feedback.

    Raises:
        CannotAct: There is no such feedback, it has no gap, or it was referred before.
        NoReferralTarget: No installed plugin takes needs up.
    """
    document, feedback, position = _get_feedback(session, place, parameters.number)
    if not feedback.gap:
        raise CannotAct(_("First say which expertise is missing, in `gap`."))
    if feedback.case:
        raise CannotAct(_("This gap was already referred to the case “{case}”.").format(case=feedback.case))
    need = Need(
        country=document.country,
        on=parameters.on,
        text=feedback.gap.best(session.workspace.language, "en"),
        cycle=document.cycle,
        commitments=(feedback.commitment,) if feedback.commitment else (),
    )
    referral = refer_need(session.workspace, need, installed_plugins(session))
    session.create(referral.path, referral.entity)
    change = SetValue(("feedback", position, "case"), referral.id)
    session.change(place.path, [change], _("Refer the gap to a networking case"))
    session.settle()
    return _report_begun(Place(path=referral.path))


def _get_feedback(session: EditSession, place: Place, number: int) -> tuple[Document[PeerSession], Feedback, int]:
    document = cast("Document[PeerSession]", session.workspace.documents[place.path])
    if not 0 < number <= len(document.entity.feedback):
        raise CannotAct(_("This session has no feedback with that number."))
    return document, document.entity.feedback[number - 1], number - 1


# The consultation and its forum.


@attrs.frozen
class NewConsultation:
    """A consultation.

    Attributes:
        opens: The first day on which people can take part.
        closes: The last day on which people can take part.
    """

    opens: date | None = None
    closes: date | None = None


def begin_consultation(session: EditSession, place: Place, parameters: NewConsultation) -> ActionResult:
    """Start a consultation by creating its file."""
    begun = Consultation(opens=parameters.opens, closes=parameters.closes)
    return _report_begun(attrs.evolve(place, path=create_document(session, CONSULTATION, place, entity=begun)))


@attrs.frozen
class NewSession:
    """A session with peers.

    Attributes:
        on: The day.
    """

    on: date


def begin_session(session: EditSession, place: Place, parameters: NewSession) -> ActionResult:
    """Begin the file of a session with peers, in which all commitments are presented."""
    begun = attrs.evolve(make_session(session.workspace, place), on=parameters.on)
    return _report_begun(attrs.evolve(place, path=create_document(session, PEER_SESSION, place, entity=begun)))


# What all of them have in common.


def _make_text(words: str, language: str) -> Translated | None:
    return Translated(by_language={language: words.strip()}) if words.strip() else None


def _change(
    session: EditSession, document: Document[Any], before: object, after: object, title: str, *at: str | int
) -> None:
    """Make the changes after which a table of a document says something; nothing where it says that already."""
    changes = tuple(find_changes(entity_values(before), entity_values(after), at))
    if changes:
        session.change(document.path, changes, title)
        session.settle()


def _report_begun(place: Place) -> ActionResult:
    return ActionResult(message=_("{path} is created.").format(path=place.path), place=place)


def _declare(
    word: str, title: str, about: str, parameters: type, run: Callable[[EditSession, Place, Any], Any], **more: Any
) -> Action[Any]:
    return Action(
        name=f"consultation-{word}",
        title=title,
        help=about,
        command=f"consultation {word}",
        parameters=parameters,
        run=run,
        **({"scope": Scope.DOCUMENT if "kind" in more else Scope.CYCLE} | more),
    )


def _has_no_consultation(workspace: Workspace, place: Place) -> bool:
    cycle = workspace.one(Cycle, place.country, place.cycle) if place.cycle else None
    is_over = cycle is None or cycle.entity.end < workspace.today
    return not is_over and workspace.one(Consultation, place.country, place.cycle) is None


ACTIONS: Final[tuple[Action[Any], ...]] = (
    _declare(
        "answer",
        "Answer the comment",
        "Answer COMMENT, or change its answer.",
        NewAnswer,
        answer_comment,
        kind="comment",
        choices=_offer_commitments,
        initial=_list_answer,
    ),
    _declare(
        "act",
        "Respond to feedback",
        "Say how you respond to feedback NUMBER of a peer SESSION.",
        NewConsequence,
        act_upon,
        kind="peer-session",
        of_row=("number",),
    ),
    _declare(
        "refer",
        "Refer a gap",
        "Open a networking case about the gap in feedback NUMBER of a peer SESSION.",
        NewReferral,
        refer_gap,
        kind="peer-session",
        of_row=("number",),
    ),
    _declare(
        "begin",
        "Start a consultation",
        "Start a consultation by creating its file.",
        NewConsultation,
        begin_consultation,
        is_offered=lambda workspace, place: workspace.one(Consultation, place.country, place.cycle) is None,
        first_step=FirstStep(
            title=N_("Start a consultation"),
            about=N_("The public has a say before a plan is written. Record when, how and with whom you consult."),
            is_next=_has_no_consultation,
            order=30,
        ),
    ),
    _declare(
        "session",
        "Add a session with peers",
        "Add a session with peers by creating its file.",
        NewSession,
        begin_session,
    ),
    _declare("meeting", "Add a meeting", "Add a meeting of the forum.", Meeting, note_meeting),
    _declare(
        "update",
        "Add an update",
        "Add an update of the document repository.",
        RepositoryUpdate,
        note_update,
        is_offered=has_repository,
    ),
    _declare(
        "website",
        "Add an update of the website",
        "Add an update of the OGP website.",
        WebsiteUpdate,
        note_website_update,
        is_offered=has_website_updates,
    ),
    _declare(
        "import",
        "Import comments",
        "Import comments from files: exports of forms and platforms (.csv, .xlsx, .ods, .json), mails (.eml), texts (.txt), or "
        "folders of them. Comments that you already have are not imported again. Nothing is written unless everything is "
        "understood.",
        NewComments,
        import_comments,
    ),
    RESPONSE_ACTION,
    Action(
        name="consultation-comment",
        title="Add a comment",
        help="Add a comment that was received on paper or by telephone.",
        scope=Scope.CYCLE,
        run=begin_comment,
    ),
)
"""Answer, act, refer, begin, add a session, note a meeting, an update or the response, bring comments in, add one."""
