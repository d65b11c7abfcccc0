"""Printing: data to standard output, narration to standard error, and nothing that could act in a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ogpkit.text.i18n import _
from ogpkit.text.sanitize import on_one_line, shown

if TYPE_CHECKING:
    from ogpkit.plugins.manager import Plugins
    from ogpkit.text.tables import Table


def give(text: str) -> None:
    """Print data, as a line or lines.

    Args:
        text: The data.
    """
    print(shown(text))  # noqa: T201  this is the command line


def give_table(table: Table, form: str) -> None:
    """Print a table as data.

    Args:
        table: The table.
        form: `table`, `json` or `csv`.
    """
    from ogpkit.text.tables import as_csv, as_json, as_text  # noqa: PLC0415  few commands have tables

    give({"table": as_text, "json": as_json, "csv": as_csv}[form](table).rstrip("\n"))


def tell(text: str) -> None:
    """Say something to the person at the keyboard.

    Args:
        text: What to say.
    """
    print(shown(text), file=sys.stderr)  # noqa: T201  this is the command line


def tell_faults(plugins: Plugins) -> None:
    """Say which plugins failed, so that nobody looks for what is missing elsewhere.

    Args:
        plugins: The plugins.
    """
    for fault in plugins.faults:
        at = f" [{fault.where}]" if fault.where else ""
        said = _("Plugin {plugin}, {doing}: {message} {remedy}").format(
            plugin=fault.plugin, doing=fault.doing, message=fault.message, remedy=fault.remedy
        )
        tell(on_one_line(said + at))
