"""Canada's quarterly reports on its open government plan: the plugin's table of contents.

Departments report by indicator and quarter, in English and French. A hook imports what it gives when it is called.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogpkit.api import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import (
        AppCommand,
        CliCommand,
        DueDates,
        EditionPart,
        Exporter,
        Extension,
        Importer,
        Kind,
        Panel,
        Rule,
        StatusSource,
    )


@hookimpl
def ogpkit_kinds() -> Iterator[Kind[Any]]:
    """Contribute a department's report on a quarter."""
    from ogpkit_ca.kinds import QUARTERLY_REPORT

    yield QUARTERLY_REPORT


@hookimpl
def ogpkit_extensions() -> Iterator[Extension[Any]]:
    """Contribute what Canada's plan says of an indicator beside what every plan says."""
    from ogpkit_ca.kinds import INDICATOR_TABLE

    yield INDICATOR_TABLE


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """Contribute the tracker's quarters, words and headings, as `[canada]` of an edition."""
    from ogpkit.api import EditionPart
    from ogpkit_ca.edition import TrackerPart

    yield EditionPart(name="canada", entity=TrackerPart, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """Contribute the rules CAN001 and on."""
    from ogpkit_ca.rules import RULES

    yield from RULES


@hookimpl
def ogpkit_obligations() -> Iterator[DueDates]:
    """Contribute a report for each department and quarter."""
    from ogpkit_ca.standing import OBLIGATIONS

    yield OBLIGATIONS


@hookimpl
def ogpkit_standings() -> Iterator[StatusSource]:
    """Contribute how many reports on the last quarter are there."""
    from ogpkit_ca.standing import STANDINGS

    yield STANDINGS


@hookimpl
def ogpkit_panels() -> Iterator[Panel]:
    """Contribute which reports of a quarter are missing, by department."""
    from ogpkit.api import Panel, Scope
    from ogpkit.api.text import N_

    yield Panel(name="quarter", title=N_("Quarter"), scope=Scope.CYCLE, order=40, load=_panel)


@hookimpl
def ogpkit_app_commands() -> Iterator[AppCommand]:
    """Begin the reports of the last quarter."""
    from ogpkit_ca.beginning import BEGIN_REPORTS

    yield BEGIN_REPORTS


@hookimpl
def ogpkit_cli_commands() -> Iterator[CliCommand]:
    """Contribute the group `ogpkit canada`."""
    from ogpkit.api import CliCommand
    from ogpkit.api.text import N_

    yield CliCommand(name="canada", help=N_("Canada's quarterly reports"), load=_commands)


@hookimpl
def ogpkit_importers() -> Iterator[Importer]:
    """Contribute the importers of the tracker's form, filled in, and of what only Canada's plan says of its indicators."""
    from ogpkit_ca.annotating import INDICATORS_IN
    from ogpkit_ca.form_in import TRACKER_IN

    yield TRACKER_IN
    yield INDICATORS_IN


@hookimpl
def ogpkit_exporters() -> Iterator[Exporter]:
    """Contribute the tracker's form, to be filled in."""
    from ogpkit_ca.form_out import TRACKER_OUT

    yield TRACKER_OUT


def _panel() -> Any:
    from ogpkit_ca.panel import QuarterPanel

    return QuarterPanel


def _commands() -> Any:
    from ogpkit_ca.commands import group

    return group
