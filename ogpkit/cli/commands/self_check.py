"""`ogpkit self-check`: what this installation lacks, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ogpkit.cli.exits import ExitCode
from ogpkit.cli.installation import State, list_parts
from ogpkit.cli.messages import print_data, print_message, print_table
from ogpkit.cli.options import format_option, load_plugins, nearest_workspace_root, workspace_option
from ogpkit.text.i18n import _, _n
from ogpkit.text.tables import Table
from ogpkit.workspace.load import read_settings

if TYPE_CHECKING:
    from pathlib import Path


@click.command("self-check")
@format_option("text", "json")
@workspace_option
def command(form: str, workspace: Path | None) -> None:
    """Tell what this installation of ogpkit lacks, and what to do.

    ogpkit checks its packages, git, your terminal, your editor, the parts that you can add, and the fonts for the languages of
    the workspace. The exit code is 0 when everything that you need is ready, and 1 when something is missing. Parts that you can
    add do not count.
    """
    root = workspace or nearest_workspace_root()
    languages = read_settings(root, load_plugins(root).kinds, {}).workspace.languages if root else ()
    parts = [*list_parts(root, languages)]
    lacking = [one for one in parts if one.state is not State.READY]
    if form == "json":
        names = ("part", "state", "found", "remedy", "needed")
        print_table(
            Table(names, [(one.name, one.state.value, one.about, one.remedy, one.is_needed) for one in parts]), form
        )
    else:
        width = max(len(_(one.label)) for one in State) + 2
        for one in parts:
            said = _("{field}: {value}").format(field=one.label, value=one.about) if one.about else one.label
            print_data(f"{_(one.state.label):<{width}}{said}")
            if one.remedy:
                print_data(f"{'':<{width}}→ {one.remedy}")
        said = _n("{count} part is not ready.", "{count} parts are not ready.", len(lacking)).format(count=len(lacking))
        print_message(said if lacking else _("Everything is ready."))
    is_wrong = any(one.is_needed for one in lacking)
    click.get_current_context().exit(ExitCode.FINDINGS if is_wrong else ExitCode.CLEAN)
