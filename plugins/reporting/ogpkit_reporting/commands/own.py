"""`ogpkit report status|draft|publish|deposit`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.api.cli import (
    cycle_argument,
    day_or_today,
    print_message,
    workspace_option,
)
from ogpkit.api.text import _, _n
from ogpkit_reporting import self_assessing
from ogpkit_reporting.commands.asking import (
    ON,
    add_text_option,
    edit_reports,
    split_by_language,
)
from ogpkit_reporting.drafting import draft as drafted
from ogpkit_reporting.drafting import draft_again

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ogpkit_reporting.acting import ReportDesk

_WHICH = click.argument("report", type=click.Choice(["self-assessment", "independent-report"]))


@click.command("draft")
@click.argument("report", type=click.Choice(["self-assessment"]))
@cycle_argument
@click.option("--again", multiple=True, metavar="COMMITMENT", help="Draft this one anew, over what stands there.")
@workspace_option
def draft(report: str, place: str, again: tuple[str, ...], workspace: Path | None) -> None:  # noqa: ARG001  there is one
    """Draft a self-assessment from what the workspace says; nothing that stands in it already is changed."""
    if again:

        def draft_those(work: ReportDesk) -> None:
            for commitment in again:
                draft_again(work.desk, work.country, work.cycle, commitment)

        edit_reports(place, workspace, draft_those)
        print_message(_("Drafted anew: {ids}.").format(ids=", ".join(again)))
        return
    found = edit_reports(place, workspace, lambda work: drafted(work.desk, work.country, work.cycle))
    count = len(found.added)
    print_message(
        _n("{count} commitment added to {path}.", "{count} commitments added to {path}.", count).format(
            count=count, path=found.path
        )
    )
    if found.kept:
        print_message(_("Left as they stand: {ids}.").format(ids=", ".join(found.kept)))
    if found.differing:
        print_message(
            _("The workspace says something else by now of: {ids}. Look at them.").format(
                ids=", ".join(found.differing)
            )
        )


@click.command("publish")
@_WHICH
@cycle_argument
@add_text_option("--url", "Its address, once a language.")
@ON
@click.option("--deposited", is_flag=True, help="It was put on the OGP portal on the same day.")
@workspace_option
def publish(
    report: str,
    place: str,
    url: tuple[str, ...],
    on: datetime | None,
    deposited: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Note where a report is published; the independent report's step to it is `advance`."""

    def edit(work: ReportDesk) -> None:
        addresses = split_by_language(url, work.desk.workspace)
        if report == "self-assessment":
            self_assessing.publish(work.desk, work.country, work.cycle, day_or_today(on), addresses)
            if deposited:
                self_assessing.deposit(work.desk, work.country, work.cycle, day_or_today(on))
        else:
            work.publish(addresses, day_or_today(on) if deposited else None)

    edit_reports(place, workspace, edit)
    print_message(_("{report} of {place}: noted where it is published.").format(report=report, place=place))


@click.command("deposit")
@_WHICH
@cycle_argument
@ON
@workspace_option
def deposit(report: str, place: str, on: datetime | None, workspace: Path | None) -> None:
    """Note that a report was put on the OGP portal."""

    def edit(work: ReportDesk) -> None:
        if report == "self-assessment":
            self_assessing.deposit(work.desk, work.country, work.cycle, day_or_today(on))
        else:
            work.publish({}, day_or_today(on))

    edit_reports(place, workspace, edit)
    print_message(_("{report} of {place}: noted that it is deposited.").format(report=report, place=place))
