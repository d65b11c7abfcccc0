"""Minimum eligibility criteria and the expert group's oversight (Roadmap I)."""

# ruff: noqa: PLC0415  a hook imports what it gives when it is called, so that nothing is paid for before

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogpkit.api import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import (
        Action,
        CliCommand,
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
    """Contribute a year's evidence, and the review of the expert group."""
    from ogpkit_eligibility.kinds import EVIDENCE, REVIEW

    yield EVIDENCE
    yield REVIEW


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """Contribute the criteria, as `[eligibility]` of every edition file."""
    from ogpkit.api import EditionPart
    from ogpkit_eligibility.criteria import CriteriaPart

    yield EditionPart(name="eligibility", entity=CriteriaPart, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """Contribute the rules ELI001 and on."""
    from ogpkit_eligibility.rules import RULES

    yield from RULES


@hookimpl
def ogpkit_stages() -> Iterator[StageGraph[Any]]:
    """Contribute the stages of a review."""
    from ogpkit_eligibility.reviews import REVIEW_STAGES

    yield REVIEW_STAGES


@hookimpl
def ogpkit_obligations() -> Iterator[DueDates]:
    """Contribute the day by which a country that fell must be back at the minimum."""
    from ogpkit_eligibility.standing import OBLIGATIONS

    yield OBLIGATIONS


@hookimpl
def ogpkit_standings() -> Iterator[StatusSource]:
    """Contribute the status that says whether a country is eligible."""
    from ogpkit_eligibility.standing import STANDINGS

    yield STANDINGS


@hookimpl
def ogpkit_panels() -> Iterator[Panel]:
    """Contribute the score card, the evidence and the years of a country."""
    from ogpkit.api import Panel, Scope

    yield Panel(name="eligibility", title="Eligibility", scope=Scope.COUNTRY, order=20, load=_load_panel)


@hookimpl
def ogpkit_actions() -> Iterator[Action[Any]]:
    """Begin a year, open a review."""
    from ogpkit_eligibility.actions import ACTIONS

    yield from ACTIONS


@hookimpl
def ogpkit_cli_commands() -> Iterator[CliCommand]:
    """Contribute the group `ogpkit eligibility`."""
    from ogpkit.api import CliCommand

    yield CliCommand(name="eligibility", help="Who may take part in OGP, and why", load=_load_commands)


@hookimpl
def ogpkit_importers() -> Iterator[Importer]:
    """Contribute an importer of evidence from a sheet."""
    from ogpkit_eligibility.importing import EVIDENCE_IMPORT

    yield EVIDENCE_IMPORT.importer


@hookimpl
def ogpkit_exporters() -> Iterator[Exporter]:
    """Contribute scores as JSON."""
    from ogpkit_eligibility.exporting import EXPORTERS

    yield from EXPORTERS


@hookimpl
def ogpkit_tables() -> Iterator[TableView]:
    """Contribute scores and evidence."""
    from ogpkit_eligibility.views import TABLES

    yield from TABLES


@hookimpl
def ogpkit_pages() -> Iterator[Pages]:
    """Contribute a score card for each country."""
    from ogpkit_eligibility.pages import PAGES

    yield PAGES


def _load_commands() -> Any:
    from ogpkit_eligibility.commands import eligibility

    return eligibility


def _load_panel() -> Any:
    from ogpkit_eligibility.panel import make_eligibility_panel

    return make_eligibility_panel
