"""`ogpkit plan`, `ogpkit commitment` and `ogpkit cycle`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from ogpkit.api import OgpkitError, Place
from ogpkit.api.cli import (
    cycle_argument,
    day_option,
    edit_workspace,
    format_option,
    load_workspace,
    overwrite_option,
    print_message,
    print_table,
    run_import,
    workspace_option,
    write_output,
)
from ogpkit.api.content import (
    Commitment,
    Cycle,
    GrandChallenge,
    Translated,
    is_identifier,
    make_identifier,
)
from ogpkit.api.editing import read_incoming
from ogpkit.api.output import build_table
from ogpkit.api.text import _, current_language, sanitize_line
from ogpkit_commitments.exporting import FORMS
from ogpkit_commitments.importing import PLAN_SHEET
from ogpkit_commitments.kinds import COMMITMENT, CYCLE
from ogpkit_commitments.plan import ActionPlan, plan_of
from ogpkit_commitments.tables import build_progress_table
from ogpkit_commitments.views import COMMITMENTS

if TYPE_CHECKING:
    from datetime import datetime

    from ogpkit.api import Import
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession

_TODAY: Final = day_option("--today", "The day of the figures; the present one when left out.")


class NoSuchCycle(OgpkitError):
    """Raised when a cycle is not in the workspace."""


@click.group()
def plan() -> None:
    """Show an action plan and its progress."""


@plan.command("show")
@cycle_argument
@_TODAY
@format_option("table", "json", "csv")
@workspace_option
def show(place: str, today: datetime | None, form: str, workspace: Path | None) -> None:
    """Show the commitments of a plan."""
    content, found = _find_plan(place, workspace, today)
    print_table(build_table(COMMITMENTS, content, rows=found.commitments), form)


@plan.command("progress")
@cycle_argument
@_TODAY
@format_option("table", "json", "csv")
@workspace_option
def show_progress(place: str, today: datetime | None, form: str, workspace: Path | None) -> None:
    """Show progress by cycle, challenge, principle, commitment and milestone."""
    content, found = _find_plan(place, workspace, today)
    print_table(build_progress_table(found, content), form)


@plan.command("import")
@cycle_argument
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file that says what the columns mean; not needed for a sheet that ogpkit has written.",
)
@click.option("--preview", is_flag=True, help="Say what each column becomes, and write nothing.")
@workspace_option
def import_plan(
    place: str,
    file: Path,
    mapping_file: Path | None,
    preview: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Take commitments out of a CSV or XLSX sheet; unless all of it is understood, nothing is written."""
    country, name = _split_place(place)
    mapping = read_incoming(mapping_file) if mapping_file else None
    data = read_incoming(file)

    def read_import(content: Workspace) -> Import:
        if plan_of(content, country, name) is None:
            raise NoSuchCycle(_explain_no_cycle(content, place))
        return PLAN_SHEET.read(data, content, Place(country=country, cycle=name), mapping)

    remedy = _("Nothing was written. Mend the sheet or the mapping, then import again.")
    run_import(workspace, lambda desk: read_import(desk.workspace), file, remedy, preview=preview)


@plan.command("export")
@cycle_argument
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--language", default="", help="The language of a Markdown document; the one in use when left out.")
@overwrite_option
@workspace_option
def export_plan(
    place: str,
    file: Path,
    language: str,
    overwrite: bool,  # noqa: FBT001  click's way
    workspace: Path | None,
) -> None:
    """Write a plan as FILE: .csv, .xlsx, .json or .md."""
    content, found = _find_plan(place, workspace, None)
    write = FORMS.get(file.suffix.lower())
    if write is None:
        raise click.UsageError(_("The file must end in one of: {forms}.").format(forms=", ".join(FORMS)))
    write_output({file: write(found, content, language or current_language())}, overwrite=overwrite)


@click.group()
def commitment() -> None:
    """Write commitments."""


@commitment.command("new")
@cycle_argument
@click.option("--title", required=True, help="Its name, short and concrete.")
@click.option("--id", "name", default="", help="Its identifier; made of the title when left out.")
@click.option("--challenge", type=click.Choice([one.value for one in GrandChallenge]), help="The grand challenge.")
@click.option("--lead", default="", help="The institution that implements it.")
@workspace_option
def new_commitment(place: str, title: str, name: str, challenge: str | None, lead: str, workspace: Path | None) -> None:
    """Begin a commitment; the app or an editor fills in the rest."""
    country, cycle = _split_place(place)
    identifier = name or make_identifier(title)
    if not is_identifier(identifier):
        raise click.UsageError(_("Give the commitment an identifier of letters, digits and hyphens with --id."))
    path = COMMITMENT.pattern.fill({"country": country, "cycle": cycle, "id": identifier})

    def edit(desk: EditSession) -> None:
        found = plan_of(desk.workspace, country, cycle)
        if found is None:
            raise NoSuchCycle(_explain_no_cycle(desk.workspace, place))
        begun = Commitment(
            title=Translated.of({desk.workspace.language: title}),
            challenge=GrandChallenge(challenge) if challenge else None,
            lead=lead,
            start=found.cycle.entity.start,
            end=found.cycle.entity.end,
        )
        desk.create(path, begun)

    edit_workspace(workspace, edit)
    print_message(_("{path} is begun.").format(path=path))


@click.group()
def cycle() -> None:
    """Begin a cycle and move it along its stages."""


@cycle.command("new")
@cycle_argument
@click.option("--edition", default="roadmap-2011", show_default=True, help="The edition of the rules that it follows.")
@day_option("--start", "The day on which implementation begins.", required=True)
@day_option("--end", "The last day of the cycle.", required=True)
@click.option(
    "--challenge",
    "challenges",
    multiple=True,
    type=click.Choice([one.value for one in GrandChallenge]),
    help="The grand challenge.",
)
@workspace_option
def new_cycle(
    place: str, edition: str, start: datetime, end: datetime, challenges: tuple[str, ...], workspace: Path | None
) -> None:
    """Begin a cycle."""
    country, name = _split_place(place)
    entity = Cycle(
        edition=edition, start=start.date(), end=end.date(), challenges=tuple(GrandChallenge(one) for one in challenges)
    )
    path = CYCLE.pattern.fill({"country": country, "cycle": name})
    edit_workspace(workspace, lambda desk: desk.create(path, entity))
    print_message(_("{path} is begun.").format(path=path))


def _find_plan(place: str, workspace: Path | None, today: datetime | None) -> tuple[Workspace, ActionPlan]:
    content = load_workspace(workspace, today)
    found = plan_of(content, *_split_place(place))
    if found is None:
        raise NoSuchCycle(_explain_no_cycle(content, place))
    return content, found


def _split_place(place: str) -> tuple[str, str]:
    country, _slash, name = place.partition("/")
    if not country or not name:
        raise click.UsageError(_("Name a country and a cycle, for example KE/2012-2013."))
    return country, name


def _explain_no_cycle(workspace: Workspace, place: str) -> str:
    there = ", ".join(f"{one.country}/{one.cycle}" for one in workspace.all(Cycle)) or "–"
    return _("There is no cycle {place} here; there is: {there}.").format(place=sanitize_line(place), there=there)
