"""Printing: data to standard output, narration to standard error, and nothing that could act in a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize, sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.plugins.manager import Plugins
    from ogpkit.text.blocks import Block
    from ogpkit.text.tables import Table


def print_data(text: str) -> None:
    """Print data, as a line or lines.

    Args:
        text: The data.
    """
    print(sanitize(text))  # noqa: T201  this is the command line


def print_table(table: Table, form: str) -> None:
    """Print a table as data.

    Args:
        form: `table`, `json` or `csv`.
    """
    from ogpkit.text.tables import table_csv, table_json, table_text  # noqa: PLC0415  few commands have tables

    print_data({"table": table_text, "json": table_json, "csv": table_csv}[form](table).rstrip("\n"))


def print_blocks(blocks: Iterable[Block | str]) -> None:
    """Print as data what a page, a document or a panel says.

    Args:
        blocks: What is said; a string is a line of its own.
    """
    from ogpkit.text.block_lines import list_block_lines  # noqa: PLC0415  few commands have blocks

    print_data("\n".join(list_block_lines(blocks)))


def print_message(text: str) -> None:
    """Say something to the person at the keyboard.

    Args:
        text: What to say.
    """
    print(sanitize(text), file=sys.stderr)  # noqa: T201  this is the command line


def print_faults(plugins: Plugins) -> None:
    """Say which plugins failed, so that nobody looks for what is missing elsewhere."""
    for fault in plugins.faults:
        at = f" [{fault.where}]" if fault.where else ""
        said = _("Plugin {plugin}, {doing}: {message} {remedy}").format(
            plugin=fault.plugin, doing=fault.doing, message=fault.message, remedy=fault.remedy
        )
        print_message(sanitize_line(said + at))
