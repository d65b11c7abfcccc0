"""`ogpkit check-links`: do the web addresses in the files still lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from ogpkit.cli.exits import ExitCode
from ogpkit.cli.messages import print_message, print_table
from ogpkit.cli.options import find_place, format_option, workspace_option
from ogpkit.cli.workspaces import load_workspace
from ogpkit.model.keypath import format_key_path
from ogpkit.text.i18n import _, _n
from ogpkit.text.tables import Table
from ogpkit.workspace.link_check import LinkState, check_links, list_links

if TYPE_CHECKING:
    from pathlib import Path

_NAMES = ("path", "key", "address", "state", "reason")


@click.command("check-links")
@click.argument("place", required=False, default="", metavar="[PLACE]")
@format_option("table", "json", "csv")
@click.option(
    "--seconds", type=click.FloatRange(0.1, 120), default=10.0, show_default=True, help="How long to wait for a server."
)
@click.option("--private", is_flag=True, help="Also ask computers of your own network.")
@click.option("--all", "shows_all", is_flag=True, help="Also list the addresses that work.")
@workspace_option
def command(place: str, form: str, workspace: Path | None, **given: Any) -> None:
    """Check whether the web addresses in the files of PLACE work: COUNTRY, COUNTRY/CYCLE, or nothing for all files.

    This is the only command that visits these addresses. It sends nothing but the address. The exit code is 0 when no address
    is broken, and 1 when one is. If a server does not let programs in, the address is unclear. Open it in a browser.
    """
    content = load_workspace(workspace)
    about = find_place(place, None, content)
    links = [*list_links(content, lambda one: about.country in ("", one.country) and about.cycle in ("", one.cycle))]
    answers = check_links([one.address for one in links], given["seconds"], takes_private=given["private"])
    told = [(one, answers[one.address]) for one in links]
    shown = [(one, answer) for one, answer in told if given["shows_all"] or answer.state is not LinkState.WORKS]
    rows = [
        (
            one.path,
            format_key_path(one.at),
            one.address,
            answer.state.value if form != "table" else _(answer.state.label),
            answer.reason,
        )
        for one, answer in shown
    ]
    titles = (_("File"), _("Key"), _("Address"), _("Status"), _("Reason"))
    if rows or form != "table":
        print_table(Table(_NAMES, rows, titles), form)
    broken = sum(1 for _link, answer in told if answer.state is LinkState.BROKEN)
    said = _n("{count} address, {broken} broken.", "{count} addresses, {broken} broken.", len(links))
    print_message(said.format(count=len(links), broken=broken))
    click.get_current_context().exit(ExitCode.FINDINGS if broken else ExitCode.CLEAN)
