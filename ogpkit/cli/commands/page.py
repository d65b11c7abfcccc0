"""`ogpkit page`: a page of the app as plain text, for programs that read aloud and for braille displays."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from ogpkit.cli.messages import print_data, print_faults
from ogpkit.cli.options import (
    find_contribution,
    find_place,
    load_plugins,
    nearest_workspace_root,
    workspace_option,
    workspace_root,
)
from ogpkit.plugins.places import Scope
from ogpkit.text.i18n import _, translate
from ogpkit.text.tables import Table, table_text

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.plugins.manager import Plugins


@click.command("page")
@click.argument("name", required=False, default="")
@click.argument("place", required=False, default="")
@workspace_option
def command(name: str, place: str, workspace: Path | None) -> None:
    """Print the page NAME of a place as plain text: COUNTRY/CYCLE, COUNTRY, or nothing for the whole workspace.

    Screen readers and braille displays read it line by line, from top to bottom. Without NAME, list the pages.
    """
    if not name:
        _list(load_plugins(workspace or nearest_workspace_root()))
        return
    from ogpkit.app.place_view import list_panels  # noqa: PLC0415  Textual is for the app alone
    from ogpkit.app.places import place_scope  # noqa: PLC0415
    from ogpkit.app.printed_page import print_page  # noqa: PLC0415
    from ogpkit.editing.session import WorkspaceSession  # noqa: PLC0415

    root = workspace_root(workspace)
    plugins = load_plugins(root)
    session = WorkspaceSession.open(root, plugins, read_only=True)
    about = find_place(place, None, session.workspace)
    there = list_panels(plugins, place_scope(about))
    owned = find_contribution(name, there, _("This place has no page “{name}”. Choose one of: {known}."))
    print_data(asyncio.run(print_page(session, about, owned.value.name)).rstrip("\n"))
    print_faults(plugins)


def _list(plugins: Plugins) -> None:
    from ogpkit.app.place_view import list_panels  # noqa: PLC0415  as above

    rows = [
        (owned.value.name, translate(owned.value.title, owned.plugin), _(scope.label), owned.plugin)
        for scope in (Scope.WORKSPACE, Scope.COUNTRY, Scope.CYCLE)
        for owned in list_panels(plugins, scope)
    ]
    print_data(table_text(Table((_("page"), _("title"), _("about"), _("plugin")), rows)).rstrip("\n"))
