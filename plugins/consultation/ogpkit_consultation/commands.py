"""`ogpkit consultation`: its comments, and their import; its other commands are those of tables, actions and the summary."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ogpkit.api import Scope
from ogpkit.api.cli import (
    ExitCode,
    cycle_argument,
    day_option,
    find_place,
    format_option,
    load_workspace,
    open_session,
    print_message,
    print_table,
    save_change,
    workspace_option,
)
from ogpkit.api.content import DayOrder, parse_language
from ogpkit.api.editing import memoize_for_session
from ogpkit.api.output import build_table
from ogpkit.api.text import _, _n
from ogpkit_consultation.comments import Answered, Wanted, filter_comments
from ogpkit_consultation.importing import (
    Found,
    Intake,
    Reading,
    bring_in,
    describe_intake,
    plan_intake,
    read_files,
)
from ogpkit_consultation.model import Comment, Group
from ogpkit_consultation.understanding import list_fields
from ogpkit_consultation.views import COMMENTS, PRIVATE_COMMENTS

if TYPE_CHECKING:
    from datetime import datetime

    from ogpkit.api.editing import EditSession

_FORM: Final = format_option("table", "json", "csv")


@click.group()
def consultation() -> None:
    """Consult the public and peers, and show what became of it."""


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
