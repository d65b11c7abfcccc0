"""`ogpkit consultation`: its comments, and their import; its other commands are those of tables, actions and the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from ogpkit.api import Scope
from ogpkit.api.cli import (
    cycle_argument,
    find_place,
    format_option,
    load_workspace,
    print_message,
    print_table,
    workspace_option,
)
from ogpkit.api.output import build_table
from ogpkit.api.text import _n
from ogpkit_consultation.comments import AnswerFilter, CommentFilter, filter_comments
from ogpkit_consultation.model import Comment, Group
from ogpkit_consultation.views import COMMENTS, PRIVATE_COMMENTS

if TYPE_CHECKING:
    from pathlib import Path

_FORM: Final = format_option("table", "json", "csv")


@click.group()
def consultation() -> None:
    """Consult the public and peers, and show the results."""


@consultation.command("comments")
@cycle_argument
@click.option("--unanswered", "which", flag_value=AnswerFilter.NO.value, help="Only comments without an answer.")
@click.option("--answered", "which", flag_value=AnswerFilter.YES.value, help="Only comments with an answer.")
@click.option("--group", type=click.Choice([one.value for one in Group]), help="Only comments of this group.")
@click.option("--commitment", default="", metavar="ID", help="Only comments about this commitment.")
@click.option("--language", default="", help="Only comments in this language. ? stands for an unknown language.")
@click.option("--search", default="", metavar="WORDS", help="Only comments that contain all these words.")
@click.option(
    "--private", is_flag=True, help="Include authors' e-mail addresses and telephone numbers. For your own use only."
)
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
    wanted = CommentFilter(
        answered=AnswerFilter(which) if which else AnswerFilter.ANY,
        group=Group(group) if group else None,
        commitment=commitment,
        language=language,
        words=search,
    )
    found = filter_comments(content.all(Comment, where.country, where.cycle), wanted)
    columns = () if private else [one.name for one in COMMENTS.columns if one.name != "url"]
    print_table(build_table(PRIVATE_COMMENTS if private else COMMENTS, content, rows=found, columns=columns), form)
    print_message(_n("{count} comment.", "{count} comments.", len(found)).format(count=len(found)))
