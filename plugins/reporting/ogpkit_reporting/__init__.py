"""Self-assessment and the Independent Reporting Mechanism (Roadmap X, XI, XIII)."""

# ruff: noqa: PLC0415  a hook imports what it gives when it is called, so that nothing is paid for before

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogpkit.api import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import (
        AppCommand,
        CliCommand,
        DocumentTemplate,
        DueDates,
        EditionPart,
        Events,
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
    """Contribute the self-assessment, the independent report, and the drafts of it that were sent."""
    from ogpkit_reporting.kinds import DRAFT, INDEPENDENT, SELF_ASSESSMENT

    yield SELF_ASSESSMENT
    yield INDEPENDENT
    yield DRAFT


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """Contribute the rules about reports, as `[reporting]` of every edition file."""
    from ogpkit.api import EditionPart
    from ogpkit_reporting.edition import ReportingPart

    yield EditionPart(name="reporting", entity=ReportingPart, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_stages() -> Iterator[StageGraph[Any]]:
    """Contribute the stages of an independent report."""
    from ogpkit_reporting.stages import INDEPENDENT_STAGES

    yield INDEPENDENT_STAGES


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """Contribute the rules REP001 and on."""
    from ogpkit_reporting.rules import RULES

    yield from RULES


@hookimpl
def ogpkit_obligations() -> Iterator[DueDates]:
    """Contribute when the reports are due."""
    from ogpkit_reporting.standing import OBLIGATIONS

    yield OBLIGATIONS


@hookimpl
def ogpkit_events() -> Iterator[Events]:
    """Contribute when the reports were published, for the history of each commitment."""
    from ogpkit_reporting.events import EVENTS

    yield EVENTS


@hookimpl
def ogpkit_standings() -> Iterator[StatusSource]:
    """Contribute how reporting on a cycle stands."""
    from ogpkit_reporting.standing import STANDINGS

    yield STANDINGS


@hookimpl
def ogpkit_panels() -> Iterator[Panel]:
    """Contribute both reports on a cycle, and the comparison over all cycles."""
    from ogpkit.api import Panel, Scope

    yield Panel(name="reports", title="Reports", scope=Scope.CYCLE, order=40, load=_load_cycle_panel)
    for scope in (Scope.COUNTRY, Scope.WORKSPACE):
        yield Panel(name=f"comparison-{scope}", title="Comparison", scope=scope, order=45, load=_load_comparison_panel)


@hookimpl
def ogpkit_app_commands() -> Iterator[AppCommand]:
    """Draft the self-assessment, begin the independent report."""
    from ogpkit_reporting.app_commands import APP_COMMANDS

    yield from APP_COMMANDS


@hookimpl
def ogpkit_cli_commands() -> Iterator[CliCommand]:
    """Contribute the group `ogpkit report`."""
    from ogpkit.api import CliCommand

    yield CliCommand(name="report", help="Assess a cycle, and compare what both sides say", load=_load_command)


@hookimpl
def ogpkit_importers() -> Iterator[Importer]:
    """Contribute an importer of assessments and answers from a sheet."""
    from ogpkit_reporting.importing import IMPORTS

    yield from (one.importer for one in IMPORTS)


@hookimpl
def ogpkit_tables() -> Iterator[TableView]:
    """Contribute how reports stand, what is asked and remarked, and both views side by side."""
    from ogpkit_reporting.views import TABLES

    yield from TABLES


@hookimpl
def ogpkit_papers() -> Iterator[DocumentTemplate]:
    """Contribute both reports as documents."""
    from ogpkit_reporting.papers import PAPERS

    yield from PAPERS


@hookimpl
def ogpkit_pages() -> Iterator[Pages]:
    """Contribute both reports side by side on the portal."""
    from ogpkit_reporting.pages import PAGES

    yield PAGES


def _load_command() -> Any:
    from ogpkit_reporting.commands import report

    return report


def _load_cycle_panel() -> Any:
    from ogpkit_reporting.panel import make_reports_panel

    return make_reports_panel


def _load_comparison_panel() -> Any:
    from ogpkit_reporting.panel import make_comparison_panel

    return make_comparison_panel
