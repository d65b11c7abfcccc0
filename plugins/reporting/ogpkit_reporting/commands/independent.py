"""`ogpkit report begin|questions|answer|interview|source|advance|review|comment|remarks|settle|respond`."""

# ruff: noqa: PLR0913, PLR0917  click gives a command each option as an argument

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.api import Scope
from ogpkit.api.cli import (
    cycle_argument,
    day_or_today,
    find_place,
    format_option,
    load_workspace,
    print_message,
    print_table,
    workspace_option,
)
from ogpkit.api.content import Translated
from ogpkit.api.output import build_table
from ogpkit.api.text import _
from ogpkit_reporting.commands.asking import ON, add_text_option, edit_reports, split_by_language
from ogpkit_reporting.model import Answer, GovernmentComment, Interview, Review, Source, StakeholderGroup
from ogpkit_reporting.questionnaire import list_unanswered
from ogpkit_reporting.reports import find_reports
from ogpkit_reporting.views import QUESTIONS

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ogpkit_reporting.acting import ReportDesk

_ABOUT = click.option("--commitment", default="", help="The commitment that it is about.")


def _parse_text(given: tuple[str, ...], work: ReportDesk) -> Translated | None:
    found = split_by_language(given, work.desk.workspace)
    return Translated.of(found) if found else None


@click.command("begin")
@cycle_argument
@click.option("--researcher", "researchers", multiple=True, required=True, help="Who writes it.")
@ON
@workspace_option
def begin(place: str, researchers: tuple[str, ...], on: datetime | None, workspace: Path | None) -> None:
    """Begin the independent report on a cycle by assigning it to its researchers."""
    path = edit_reports(place, workspace, lambda work: work.begin(researchers, day_or_today(on)))
    print_message(_("{path} is begun.").format(path=path))


@click.command("questions")
@cycle_argument
@click.option("--open", "only_open", is_flag=True, help="Only what is not answered.")
@format_option("table", "json", "csv")
@workspace_option
def questions(place: str, only_open: bool, form: str, workspace: Path | None) -> None:  # noqa: FBT001  click's way
    """Show the common questionnaire with its answers."""
    content = load_workspace(workspace)
    found = find_place(place, Scope.CYCLE, content)
    asked = list_unanswered(find_reports(content, found.country, found.cycle)) if only_open else None
    print_table(build_table(QUESTIONS, content, found, rows=asked), form)


@click.command("answer")
@cycle_argument
@click.argument("question")
@click.argument("answer")
@_ABOUT
@add_text_option("--reason", "Why, once a language.")
@click.option("--evidence", multiple=True, metavar="ID", help="An interview or a source behind it.")
@workspace_option
def answer(
    place: str,
    question: str,
    answer: str,
    commitment: str,
    reason: tuple[str, ...],
    evidence: tuple[str, ...],
    workspace: Path | None,
) -> None:
    """Answer a question of the common questionnaire, or answer it again."""

    def edit(work: ReportDesk) -> None:
        work.answer(
            Answer(
                question=question,
                commitment=commitment or None,
                answer=answer,
                reason=_parse_text(reason, work),
                evidence=evidence,
            )
        )

    edit_reports(place, workspace, edit)
    print_message(_("“{question}” is answered.").format(question=question))


@click.command("interview")
@cycle_argument
@click.option("--with", "with_", required=True, help="With whom.")
@click.option("--id", "identifier", default="", help="A name by which answers refer to it.")
@click.option("--group", type=click.Choice([one.value for one in StakeholderGroup]), help="Whom they speak for.")
@ON
@workspace_option
def interview(
    place: str, with_: str, identifier: str, group: str | None, on: datetime | None, workspace: Path | None
) -> None:
    """Note an interview."""

    def edit(work: ReportDesk) -> None:
        work.note_interview(
            Interview(
                id=identifier or None,
                on=day_or_today(on),
                with_=with_,
                group=StakeholderGroup(group) if group else None,
            )
        )

    edit_reports(place, workspace, edit)
    print_message(_("The interview is noted."))


@click.command("source")
@cycle_argument
@click.option("--title", required=True, help="What it is called.")
@click.option("--id", "identifier", default="", help="A name by which answers refer to it.")
@click.option("--url", default="", help="Where it is.")
@workspace_option
def source(place: str, title: str, identifier: str, url: str, workspace: Path | None) -> None:
    """Note a document, a page or data that was read."""
    edit_reports(
        place, workspace, lambda work: work.note_source(Source(id=identifier or None, title=title, url=url or None))
    )
    print_message(_("The source is noted."))


@click.command("advance")
@cycle_argument
@click.argument("stage")
@click.option("--by", default="", metavar="WHO", help="Who does it: irm, researcher, expert-committee or government.")
@ON
@click.option("--note", default="", help="Why, where it needs saying.")
@workspace_option
def advance(place: str, stage: str, by: str, on: datetime | None, note: str, workspace: Path | None) -> None:
    """Move the independent report to its next stage; a forbidden move says what is missing."""
    draft = edit_reports(place, workspace, lambda work: work.advance(stage, day_or_today(on), by, note))
    print_message(_("{place} has entered “{stage}”.").format(place=place, stage=stage))
    if draft:
        print_message(_("The draft that was sent is kept as {draft}.").format(draft=draft))


@click.command("review")
@cycle_argument
@click.option("--reviewer", required=True, help="Who made it.")
@add_text_option("--text", "What is to be changed or explained, once a language.", required=True)
@_ABOUT
@ON
@workspace_option
def review(
    place: str, reviewer: str, text: tuple[str, ...], commitment: str, on: datetime | None, workspace: Path | None
) -> None:
    """Add a remark of the international expert committee on the draft."""

    def edit(work: ReportDesk) -> None:
        said_ = _parse_text(text, work) or Translated()
        work.review(Review(on=day_or_today(on), reviewer=reviewer, text=said_, commitment=commitment or None))

    edit_reports(place, workspace, edit)
    print_message(_("The review is noted."))


@click.command("comment")
@cycle_argument
@add_text_option("--text", "What the government says, once a language.", required=True)
@_ABOUT
@ON
@workspace_option
def comment(place: str, text: tuple[str, ...], commitment: str, on: datetime | None, workspace: Path | None) -> None:
    """Add a comment of the government on the draft."""

    def edit(work: ReportDesk) -> None:
        said_ = _parse_text(text, work) or Translated()
        work.add_comment(GovernmentComment(on=day_or_today(on), text=said_, commitment=commitment or None))

    edit_reports(place, workspace, edit)
    print_message(_("The comment is noted."))


@click.command("settle")
@cycle_argument
@click.argument("sort", type=click.Choice(["review", "comment"]))
@click.argument("number", type=int)
@add_text_option("--answer", "What the researcher replies, once a language.")
@click.option("--resolved", is_flag=True, help="The matter is settled.")
@workspace_option
def settle(
    place: str,
    sort: str,
    number: int,
    answer: tuple[str, ...],
    resolved: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Answer or resolve the review or comment of that number."""

    def edit(work: ReportDesk) -> None:
        key = "reviews" if sort == "review" else "government_comments"
        work.settle(key, number - 1, split_by_language(answer, work.desk.workspace), resolved=resolved)

    edit_reports(place, workspace, edit)
    print_message(_("It is settled."))


@click.command("respond")
@cycle_argument
@add_text_option("--url", "Its address, once a language.")
@add_text_option("--text", "The response, once a language.")
@ON
@workspace_option
def respond(
    place: str, url: tuple[str, ...], text: tuple[str, ...], on: datetime | None, workspace: Path | None
) -> None:
    """Note the government's formal response to the published report."""

    def edit(work: ReportDesk) -> None:
        content = work.desk.workspace
        work.respond(day_or_today(on), split_by_language(url, content), split_by_language(text, content))

    edit_reports(place, workspace, edit)
    print_message(
        _("The response is noted; the step to it is “ogpkit report advance {place} government-response”.").format(
            place=place
        )
    )
