"""Options and arguments that commands share."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from ogpkit.cli.options import cycle_argument


@pytest.mark.parametrize(
    ("decorate", "words", "code", "said"),
    [
        (cycle_argument, ["GB/2023-2025"], 0, "'GB/2023-2025'"),
        (cycle_argument, [], 2, "Missing argument 'COUNTRY/CYCLE'"),
        (cycle_argument(required=False), ["GB/2023-2025"], 0, "'GB/2023-2025'"),
        (cycle_argument(required=False), [], 0, "''"),
        (cycle_argument(required=False), ["--help"], 0, "[COUNTRY/CYCLE]"),
    ],
)
def test_a_cycle_may_be_left_out_where_a_command_says_so(decorate, words, code, said):
    @click.command()
    @decorate
    def show(place):
        click.echo(repr(place))

    ran = CliRunner().invoke(show, words)
    assert (ran.exit_code, said in ran.output) == (code, True)
