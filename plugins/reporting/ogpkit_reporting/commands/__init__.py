"""`ogpkit report`: both reports on a cycle, from the draft to the government's response."""

from __future__ import annotations

import click

from ogpkit_reporting.commands.comparing import compare, stars
from ogpkit_reporting.commands.drafts import drafts
from ogpkit_reporting.commands.independent import (
    advance,
    answer,
    begin,
    comment,
    interview,
    questions,
    remarks,
    respond,
    review,
    settle,
    source,
)
from ogpkit_reporting.commands.own import deposit, draft, publish, status


@click.group()
def report() -> None:
    """Assess a cycle: the self-assessment, the independent report, and both side by side."""


for command in (
    *(status, draft, publish, deposit),
    *(begin, questions, answer, interview, source, advance, review, comment, remarks, settle, respond, drafts),
    *(compare, stars),
):
    report.add_command(command)
