"""The files that come of declared tables: they stand among those of exporters, and are written as those are."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import attrs

from ogpkit.plugins.contributions import Exporter
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.table_rows import build_sheet, join_items
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.places import Place
    from ogpkit.plugins.table_views import TableView
    from ogpkit.text.tables import Table
    from ogpkit.workspace.content import Workspace


def list_exporters(plugins: Plugins) -> tuple[OwnedContribution[Exporter], ...]:
    """Return every file that can be written for elsewhere, by name: those of exporters, and those of declared tables."""
    of_tables = (
        OwnedContribution(owned.plugin, _make_exporter(owned.value, name, suffix))
        for owned in plugins.tables
        for name, suffix in owned.value.exports.items()
    )
    return tuple(sorted((*plugins.exporters, *of_tables), key=lambda owned: str(owned.value.name)))


def _make_exporter(view: TableView, name: str, suffix: str) -> Exporter:
    write = partial(write_table, view, suffix)
    return Exporter(name=name, title=view.title, suffix=suffix, scope=view.scope, write=write, public=view.public)


def write_table(view: TableView, suffix: str, workspace: Workspace, place: Place) -> bytes:
    """Return a declared table as a file.

    Args:
        suffix: The ending of the file: `.csv` or `.xlsx`.
        workspace: What the files say.
        place: What it is about.
    """
    from ogpkit.exchange.sheet_writing import csv_bytes, xlsx_bytes  # noqa: PLC0415  a list of files needs no sheets

    table = _join_lists(build_sheet(view, workspace, place))
    return csv_bytes(table) if suffix == ".csv" else xlsx_bytes({_(view.title): table})


def _join_lists(table: Table) -> Table:
    """Return a table with lists as texts that every import reads back: each item stands on a line."""
    return attrs.evolve(table, rows=[[join_items(cell) for cell in row] for row in table.rows])
