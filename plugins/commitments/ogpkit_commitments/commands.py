"""`ogpkit plan`, `ogpkit commitment` and `ogpkit cycle`; most of their commands come of tables and actions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from ogpkit.api import Scope
from ogpkit.api.cli import (
    cycle_argument,
    cycle_rules_command,
    days_option,
    find_place,
    import_command,
    load_workspace,
    overwrite_option,
    print_blocks,
    workspace_option,
    write_output,
)
from ogpkit.api.text import _, current_language
from ogpkit_commitments.declaration import write_declaration
from ogpkit_commitments.exchange import FORMS
from ogpkit_commitments.plan import find_plan


@click.group()
def plan() -> None:
    """Show an action plan and its progress."""


@plan.command("import")
@cycle_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file that says what the columns mean. Not needed for a sheet that ogpkit has written.",
)
@click.option(
    "--encoding", default="", help="The encoding of a CSV file that is not in UTF-8, for example windows-1251."
)
@days_option
@click.option("--preview", is_flag=True, help="Show what each column becomes, and write nothing.")
@workspace_option
@click.pass_context
def import_plan(context: click.Context, /, **options: Any) -> None:
    """Import commitments from a CSV or XLSX sheet. Nothing is written unless the whole sheet is understood."""
    context.invoke(import_command, name="plan", **options)


@plan.command("export")
@cycle_argument
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--language",
    default="",
    help="The language of a Markdown document. If you leave it out, it is the language in use.",
)
@overwrite_option
@workspace_option
def export_plan(
    place: str,
    file: Path,
    language: str,
    overwrite: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Export a plan to FILE: .csv, .xlsx, .json or .md."""
    content = load_workspace(workspace)
    found = find_plan(content, find_place(place, Scope.CYCLE, content))
    write = FORMS.get(file.suffix.lower())
    if write is None:
        raise click.UsageError(_("Use a file name that ends in one of: {forms}.").format(forms=", ".join(FORMS)))
    write_output({file: write(found, content, language or current_language())}, overwrite=overwrite)


@click.group()
def commitment() -> None:
    """Add commitments and report progress."""


@click.group()
def cycle() -> None:
    """Start a cycle and move it through its stages."""


cycle.add_command(cycle_rules_command)


@cycle.command("declaration")
@cycle_argument
@workspace_option
def show_declaration(place: str, workspace: Path | None) -> None:
    """Show what the Declaration of Principles says, that it is not binding, and when it was endorsed."""
    content = load_workspace(workspace)
    print_blocks(write_declaration(content, find_place(place, Scope.CYCLE, content)))
