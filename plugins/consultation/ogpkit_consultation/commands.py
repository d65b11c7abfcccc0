"""`ogpkit consultation`: how it stands, its comments, their answers, the report, the forum and the peers."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ogpkit.api import OgpkitError, Scope
from ogpkit.api.cli import (
    ExitCode,
    cycle_argument,
    day_option,
    day_or_today,
    document_options,
    edit_workspace,
    find_place,
    format_option,
    load_workspace,
    open_session,
    print_message,
    print_table,
    save_change,
    workspace_option,
)
from ogpkit.api.cli import document_command as document
from ogpkit.api.content import Commitment, DayOrder, parse_language
from ogpkit.api.editing import memoize_for_session
from ogpkit.api.output import build_table
from ogpkit.api.text import Table, _, _n, sanitize_line
from ogpkit_consultation.answering import answer, assign
from ogpkit_consultation.beginning import begin_consultation, begin_session
from ogpkit_consultation.comments import Answered, Wanted, filter_comments
from ogpkit_consultation.dossier import find_dossier
from ogpkit_consultation.forum import note_meeting
from ogpkit_consultation.importing import (
    Found,
    Intake,
    Reading,
    bring_in,
    describe_intake,
    plan_intake,
    read_files,
)
from ogpkit_consultation.kinds import COMMENT, PEER_SESSION
from ogpkit_consultation.model import Comment, Consultation, Group, Outcome
from ogpkit_consultation.paper import SUMMARY_PAPER
from ogpkit_consultation.peers import act, refer
from ogpkit_consultation.tables import (
    build_forum_table,
    build_participation_table,
    build_peers_table,
    build_status_table,
    schedule_table,
)
from ogpkit_consultation.understanding import list_fields
from ogpkit_consultation.views import COMMENTS, PRIVATE_COMMENTS

if TYPE_CHECKING:
    from datetime import datetime

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit_consultation.dossier import Dossier

_TODAY: Final = day_option("--today", "The day on which it is looked at; the present one when left out.")
_FORM: Final = format_option("table", "json", "csv")
_ON: Final = day_option("--on", "The day; the present one when left out.")


class NoConsultation(OgpkitError):
    """Raised when a cycle has no consultation that can be read."""


@click.group()
def consultation() -> None:
    """Consult the public and peers, and show what became of it."""


@consultation.command("status")
@click.argument("place", metavar="[COUNTRY/CYCLE]", required=False, default="")
@_TODAY
@_FORM
@workspace_option
def status(place: str, today: datetime | None, form: str, workspace: Path | None) -> None:
    """Say how consultations keep the five principles, with what shows it."""
    content = load_workspace(workspace, today)
    if place:
        dossiers = [_get_dossier(content, place)]
    else:
        every = (find_dossier(content, one.country, one.cycle) for one in content.all(Consultation))
        dossiers = [one for one in every if one is not None]
    table = build_status_table(dossiers)
    if form != "table":
        print_table(table, form)
        return
    for number, dossier in enumerate(dossiers):
        click.echo(("\n" if number else "") + sanitize_line(f"{dossier.document.country}/{dossier.document.cycle}"))
        keep = (2, 5, 3, 6, 7, 8)
        own = [row for row in table.rows if row[:2] == (dossier.document.country, dossier.document.cycle)]
        titles = ("", *(table.titles[at] for at in keep[1:]))
        print_table(Table(titles, [[row[at] for at in keep] for row in own]), form)


@consultation.command("comments")
@cycle_argument
@click.option("--unanswered", "which", flag_value=Answered.NO.value, help="Only comments without an answer.")
@click.option("--answered", "which", flag_value=Answered.YES.value, help="Only comments with an answer.")
@click.option("--group", type=click.Choice([one.value for one in Group]), help="Only comments of this group.")
@click.option("--commitment", default="", metavar="ID", help="Only comments about this commitment.")
@click.option("--language", default="", help="Only comments in this language; ? for those of which it is not known.")
@click.option("--search", default="", metavar="WORDS", help="Only comments in which all these words stand.")
@click.option("--private", is_flag=True, help="Give authors' addresses and numbers too: for yourself, not for others.")
@_FORM
@workspace_option
def comments(  # noqa: PLR0913, PLR0917  one for each option
    place: str,
    which: str | None,
    group: str | None,
    commitment: str,
    language: str,
    search: str,
    private: bool,  # noqa: FBT001  click's way
    form: str,
    workspace: Path | None,
) -> None:
    """List the comments of a consultation."""
    content = load_workspace(workspace)
    where = find_place(place, Scope.CYCLE, content)
    wanted = Wanted(
        answered=Answered(which) if which else Answered.ANY,
        group=Group(group) if group else None,
        commitment=commitment,
        language=language,
        words=search,
    )
    found = filter_comments(content.all(Comment, where.country, where.cycle), wanted)
    columns = () if private else [one.name for one in COMMENTS.columns if one.name != "url"]
    print_table(build_table(PRIVATE_COMMENTS if private else COMMENTS, content, rows=found, columns=columns), form)
    print_message(_n("{count} comment.", "{count} comments.", len(found)).format(count=len(found)))


@consultation.command("answer")
@cycle_argument
@click.argument("comment", metavar="COMMENT")
@click.option("--outcome", required=True, type=click.Choice([one.value for one in Outcome]), help="What becomes of it.")
@click.option("--text", default="", help="What changes because of it, or why nothing does.")
@click.option("--language", default="", help="The language of the text; the workspace's first one when left out.")
@click.option("--commitment", "commitments", multiple=True, metavar="ID", help="A commitment that it is about.")
@_ON
@workspace_option
def answer_comment(  # noqa: PLR0913, PLR0917  one for each option
    place: str,
    comment: str,
    outcome: str,
    text: str,
    language: str,
    commitments: tuple[str, ...],
    on: datetime | None,
    workspace: Path | None,
) -> None:
    """Answer COMMENT, or change the answer to it."""

    def edit(desk: EditSession) -> str:
        where = find_place(place, Scope.CYCLE, desk.workspace)
        known = [found.id for found in desk.workspace.all(Commitment, where.country, where.cycle)]
        for name in commitments:
            if name not in known:
                raise click.UsageError(
                    _("There is no commitment “{name}”; there are: {known}.").format(
                        name=sanitize_line(name), known=", ".join(known) or "–"
                    )
                )
        path = COMMENT.pattern.fill({"country": where.country, "cycle": where.cycle, "id": comment})
        answer(desk, path, Outcome(outcome), text, language or desk.workspace.language, day_or_today(on))
        if commitments:
            assign(desk, path, commitments)
        return path

    print_message(_("{path} is answered.").format(path=edit_workspace(workspace, edit)))


@consultation.command("import")
@cycle_argument
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--preview", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--language", default="", help="The language of comments of which it is not known.")
@day_option("--received", "The day of comments that bear none.")
@click.option(
    "--days", type=click.Choice([one.value for one in DayOrder]), default="unknown", help="How 03/04/2012 is meant."
)
@click.option("--column", "columns", multiple=True, metavar="FIELD=HEADING", help="Which column gives a field.")
@click.option("--encoding", default="", help="In which encoding files are that are not in UTF-8.")
@workspace_option
@click.pass_context
def import_comments(  # noqa: PLR0913, PLR0917  one for each option
    context: click.Context,
    place: str,
    files: tuple[Path, ...],
    preview: bool,  # noqa: FBT001  click's way
    language: str,
    received: datetime | None,
    days: str,
    columns: tuple[str, ...],
    encoding: str,
    workspace: Path | None,
) -> None:
    """Take comments out of FILES: forms' exports (.csv, .xlsx), mails (.eml), texts (.txt), or folders of them.

    A comment that is there already does not come in again. Unless all is understood, nothing is written.
    """
    reading = Reading(
        language=parse_language(language) if language else None,
        received=received.date() if received else None,
        days=DayOrder(days),
        columns=_parse_columns(columns),
        encoding=encoding,
    )
    desk = open_session(workspace)
    read = memoize_for_session(partial(_read, files, reading, place))
    found, taken = read(desk)
    if found.not_understood or preview:
        for line in describe_intake(found, taken):
            print_message(line)
        if found.not_understood:
            print_message(_("Nothing was written. Mend the file, then import it again."))
            context.exit(ExitCode.FINDINGS)
        print_message(_("This was a preview; nothing was written."))
        return

    def edit(desk: EditSession) -> tuple[str, ...]:
        found, taken = read(desk)
        bring_in(desk, taken)
        return tuple(describe_intake(found, taken))

    for line in save_change(desk, edit):
        print_message(line)


def _read(files: tuple[Path, ...], reading: Reading, place: str, desk: EditSession) -> tuple[Found, Intake]:
    where = find_place(place, Scope.CYCLE, desk.workspace)
    here = where.country, where.cycle
    found = read_files(files, reading, desk.workspace, here)
    return found, plan_intake(found, reading, desk.workspace, here)


@consultation.command("report")
@cycle_argument
@document_options
@workspace_option
@click.pass_context
def report(  # noqa: PLR0913, PLR0917  one for each option
    context: click.Context,
    place: str,
    languages: tuple[str, ...],
    form: str,
    out: Path,
    overwrite: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Write the summary of a consultation: what was done, who took part, every comment with its answer."""
    context.invoke(
        document,
        name=SUMMARY_PAPER.name,
        place=place,
        languages=languages,
        form=form,
        out=out,
        overwrite=overwrite,
        workspace=workspace,
    )


@consultation.command("participation")
@cycle_argument
@_TODAY
@_FORM
@workspace_option
def participation(place: str, today: datetime | None, form: str, workspace: Path | None) -> None:
    """Say who took part, by group and by mechanism."""
    print_table(build_participation_table(_get_dossier(load_workspace(workspace, today), place)), form)


@consultation.command("calendar")
@cycle_argument
@_TODAY
@_FORM
@workspace_option
def calendar(place: str, today: datetime | None, form: str, workspace: Path | None) -> None:
    """List the days of a consultation in their order."""
    print_table(schedule_table(_get_dossier(load_workspace(workspace, today), place)), form)


@consultation.command("forum")
@cycle_argument
@_TODAY
@_FORM
@workspace_option
def forum(place: str, today: datetime | None, form: str, workspace: Path | None) -> None:
    """Say how regularly the forum meets, against what it promised."""
    print_table(build_forum_table(_get_dossier(load_workspace(workspace, today), place)), form)


@consultation.command("peers")
@cycle_argument
@_FORM
@workspace_option
def peers(place: str, form: str, workspace: Path | None) -> None:
    """List what peers said of the commitments, and what followed from it."""
    content = load_workspace(workspace)
    where = find_place(place, Scope.CYCLE, content)
    print_table(build_peers_table(content, where.country, where.cycle), form)


@consultation.command("act")
@cycle_argument
@click.argument("session", metavar="SESSION")
@click.argument("number", type=click.IntRange(min=1))
@click.option("--action", default="", help="What is changed because of it.")
@click.option("--reason", default="", help="Why nothing is changed.")
@click.option("--language", default="", help="The language of the text; the workspace's first one when left out.")
@workspace_option
def act_upon(  # noqa: PLR0913, PLR0917  one for each option
    place: str, session: str, number: int, action: str, reason: str, language: str, workspace: Path | None
) -> None:
    """Say what follows from feedback NUMBER of a peer SESSION."""
    if bool(action) is bool(reason):
        raise click.UsageError(_("Give either --action or --reason."))

    def edit(desk: EditSession) -> str:
        path = _build_session_path(find_place(place, Scope.CYCLE, desk.workspace), session)
        act(desk, path, number - 1, action or reason, language or desk.workspace.language, change=bool(action))
        return path

    print_message(_("{path} is changed.").format(path=edit_workspace(workspace, edit)))


@consultation.command("refer")
@cycle_argument
@click.argument("session", metavar="SESSION")
@click.argument("number", type=click.IntRange(min=1))
@_ON
@workspace_option
def refer_gap(place: str, session: str, number: int, on: datetime | None, workspace: Path | None) -> None:
    """Open a networking case about the gap in feedback NUMBER of a peer SESSION."""

    def edit(desk: EditSession) -> str:
        path = _build_session_path(find_place(place, Scope.CYCLE, desk.workspace), session)
        return refer(desk, path, number - 1, day_or_today(on))

    print_message(_("{path} is begun.").format(path=edit_workspace(workspace, edit)))


@consultation.command("begin")
@cycle_argument
@day_option("--opens", "The first day on which people can take part.")
@day_option("--closes", "The last one.")
@workspace_option
def begin(place: str, opens: datetime | None, closes: datetime | None, workspace: Path | None) -> None:
    """Begin the file of a consultation."""

    def edit(desk: EditSession) -> str:
        where = find_place(place, Scope.CYCLE, desk.workspace)
        days = (day.date() if day else None for day in (opens, closes))
        return begin_consultation(desk, where.country, where.cycle, *days)

    print_message(_("{path} is begun.").format(path=edit_workspace(workspace, edit)))


@consultation.command("session")
@cycle_argument
@_ON
@workspace_option
def session(place: str, on: datetime | None, workspace: Path | None) -> None:
    """Begin the file of a session with peers."""

    def edit(desk: EditSession) -> str:
        where = find_place(place, Scope.CYCLE, desk.workspace)
        return begin_session(desk, where.country, where.cycle, day_or_today(on))

    print_message(_("{path} is begun.").format(path=edit_workspace(workspace, edit)))


@consultation.command("meeting")
@cycle_argument
@_ON
@click.option("--minutes", default="", metavar="ADDRESS", help="The address of its minutes; may follow later.")
@workspace_option
def meeting(place: str, on: datetime | None, minutes: str, workspace: Path | None) -> None:
    """Note a meeting of the forum."""

    def edit(desk: EditSession) -> str:
        document = _get_dossier(desk.workspace, place).document
        note_meeting(desk, document, day_or_today(on), minutes)
        return document.path

    print_message(_("{path} is changed.").format(path=edit_workspace(workspace, edit)))


def _build_session_path(where: Place, name: str) -> str:
    return PEER_SESSION.pattern.fill({"country": where.country, "cycle": where.cycle, "id": name})


def _parse_columns(said: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for one in said:
        field, equals, heading = one.partition("=")
        if not equals or field not in list_fields():
            raise click.UsageError(
                _("Name a column as FIELD=HEADING; the fields are: {fields}.").format(fields=", ".join(list_fields()))
            )
        columns[field] = heading.strip()
    return columns


def _get_dossier(content: Workspace, said: str) -> Dossier:
    place: Place = find_place(said, Scope.CYCLE, content)
    found = find_dossier(content, place.country, place.cycle)
    if found is None:
        raise NoConsultation(
            _("{place} has no file about its consultation that can be read.").format(place=sanitize_line(said))
        )
    return found
