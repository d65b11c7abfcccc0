"""Action plans, grand challenges and commitments, the common expectations and the declaration (Roadmap II, V to VII, IX)."""

# ruff: noqa: PLC0415  a hook imports what it gives when it is called, so that nothing is paid for before

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogpkit.api import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import (
        Action,
        AppCommand,
        CliCommand,
        DocumentTemplate,
        DueDates,
        EditionPart,
        Exporter,
        Importer,
        Kind,
        Pages,
        Panel,
        Rule,
        StageGraph,
        StatusSource,
        TableView,
    )


@hookimpl
def ogpkit_kinds() -> Iterator[Kind[Any]]:
    """Contribute a cycle, the commitments of its plan, and what the columns of its sheets mean."""
    from ogpkit_commitments.kinds import COMMITMENT, CYCLE, SHEET_MAPPING

    yield CYCLE
    yield COMMITMENT
    yield SHEET_MAPPING


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """Contribute the rules about plans, as `[commitments]` of every edition file."""
    from ogpkit.api import EditionPart
    from ogpkit_commitments.edition import CommitmentsPart

    yield EditionPart(name="commitments", entity=CommitmentsPart, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """Contribute the rules COM001 and on."""
    from ogpkit_commitments.rules import RULES

    yield from RULES


@hookimpl
def ogpkit_stages() -> Iterator[StageGraph[Any]]:
    """Contribute the stages of a cycle."""
    from ogpkit_commitments.stages import CYCLE_STAGES

    yield CYCLE_STAGES


@hookimpl
def ogpkit_obligations() -> Iterator[DueDates]:
    """Contribute the due dates of the plan and its milestones."""
    from ogpkit_commitments.standing import OBLIGATIONS

    yield OBLIGATIONS


@hookimpl
def ogpkit_standings() -> Iterator[StatusSource]:
    """Contribute how a cycle's plan and declaration stand."""
    from ogpkit_commitments.standing import STANDINGS

    yield STANDINGS


@hookimpl
def ogpkit_panels() -> Iterator[Panel]:
    """Contribute the panel with the plan of a cycle."""
    from ogpkit.api import Panel, Scope

    yield Panel(name="plan", title="Action plan", scope=Scope.CYCLE, order=10, load=_load_panel)


@hookimpl
def ogpkit_actions() -> Iterator[Action[Any]]:
    """Contribute what people do with a cycle."""
    from ogpkit_commitments.actions import ACTIONS

    yield from ACTIONS


@hookimpl
def ogpkit_app_commands() -> Iterator[AppCommand]:
    """Begin a cycle, begin a commitment."""
    from ogpkit_commitments.app_commands import APP_COMMANDS

    yield from APP_COMMANDS


@hookimpl
def ogpkit_cli_commands() -> Iterator[CliCommand]:
    """Contribute the groups `ogpkit plan`, `ogpkit commitment` and `ogpkit cycle`."""
    from ogpkit.api import CliCommand

    yield CliCommand(name="plan", help="Show an action plan and its progress", load=lambda: _load_command("plan"))
    yield CliCommand(name="commitment", help="Write commitments", load=lambda: _load_command("commitment"))
    yield CliCommand(name="cycle", help="Begin a cycle and move it along", load=lambda: _load_command("cycle"))


@hookimpl
def ogpkit_importers() -> Iterator[Importer]:
    """Contribute an importer of commitments from a sheet."""
    from ogpkit_commitments.importing import PLAN_SHEET

    yield PLAN_SHEET.importer


@hookimpl
def ogpkit_exporters() -> Iterator[Exporter]:
    """Contribute a plan as sheets, and for programs."""
    from ogpkit_commitments.exporting import PLAN_EXPORTERS

    yield from PLAN_EXPORTERS


@hookimpl
def ogpkit_tables() -> Iterator[TableView]:
    """Contribute commitments and milestones."""
    from ogpkit_commitments.views import TABLES

    yield from TABLES


@hookimpl
def ogpkit_papers() -> Iterator[DocumentTemplate]:
    """Contribute the action plan and the list of commitments as documents."""
    from ogpkit_commitments.paper import LIST_PAPER, PLAN_PAPER

    yield PLAN_PAPER
    yield LIST_PAPER


@hookimpl
def ogpkit_pages() -> Iterator[Pages]:
    """Contribute the pages about plans, commitments, their progress, and the declarations."""
    from ogpkit_commitments.pages import PAGES

    yield PAGES


def _load_command(name: str) -> Any:
    from ogpkit_commitments import commands

    return getattr(commands, name)


def _load_panel() -> Any:
    from ogpkit_commitments.panel import plan_panel

    return plan_panel
