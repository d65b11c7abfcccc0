"""`ogpkit report`: both reports on a cycle, from the draft to the government's response."""

from __future__ import annotations

import click

from ogpkit_reporting.commands.comparing import compare
from ogpkit_reporting.commands.drafts import drafts
from ogpkit_reporting.commands.independent import (
    advance,
    answer,
    begin,
    comment,
    interview,
    questions,
    respond,
    review,
    settle,
    source,
)
from ogpkit_reporting.commands.own import deposit, draft, publish


@click.group()
def report() -> None:
    """Assess a cycle: the self-assessment, the independent report, and both side by side."""


for command in (
    *(draft, publish, deposit),
    *(begin, questions, answer, interview, source, advance, review, comment, settle, respond, drafts),
    compare,
):
    report.add_command(command)
