"""The Networking Mechanism with its cases, and the Steering Committee (Roadmap III, XII and the Networking Mechanism paper)."""

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
        EditionPart,
        Extension,
        Importer,
        Kind,
        Pages,
        Panel,
        ReferralTarget,
        ReportInputs,
        Rule,
        StageGraph,
        StatusSource,
        TableView,
    )


@hookimpl
def ogpkit_kinds() -> Iterator[Kind[Any]]:
    """Contribute the mechanism's committee, providers, cases and the Steering Committee."""
    from ogpkit_networking.kinds import CASE, COMMITTEE, PROVIDER, STEERING

    yield COMMITTEE
    yield PROVIDER
    yield CASE
    yield STEERING


@hookimpl
def ogpkit_extensions() -> Iterator[Extension[Any]]:
    """Contribute further neighbours of a country."""
    from ogpkit_networking.kinds import NEIGHBOURS

    yield NEIGHBOURS


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """Contribute the stages of a case, the topics and the weights of the matching, as `[networking]` of every edition."""
    from ogpkit.api import EditionPart
    from ogpkit_networking.edition import NetworkingPart

    yield EditionPart(name="networking", entity=NetworkingPart, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_stages() -> Iterator[StageGraph[Any]]:
    """Contribute the stages of a case."""
    from ogpkit_networking.stages import CASE_STAGES

    yield CASE_STAGES


@hookimpl
def ogpkit_referrals() -> Iterator[ReferralTarget]:
    """Contribute the target that turns a need for expertise into a case."""
    from ogpkit_networking.referral import REFERRALS

    yield REFERRALS


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """Contribute the rules NET001 and on."""
    from ogpkit_networking.rules import RULES

    yield from RULES


@hookimpl
def ogpkit_cli_commands() -> Iterator[CliCommand]:
    """Contribute the group `ogpkit networking`."""
    from ogpkit.api import CliCommand

    yield CliCommand(name="networking", help="Requests for expertise and those who can help", load=_load_commands)


def _load_commands() -> Any:
    from ogpkit_networking.commands import networking

    return networking


@hookimpl
def ogpkit_standings() -> Iterator[StatusSource]:
    """Contribute the open requests of a country, and what it shares."""
    from ogpkit_networking.standing import STANDINGS

    yield STANDINGS


@hookimpl
def ogpkit_accounts() -> Iterator[ReportInputs]:
    """Contribute which expertise was sought in a cycle."""
    from ogpkit_networking.telling import ACCOUNTS

    yield ACCOUNTS


@hookimpl
def ogpkit_actions() -> Iterator[Action[Any]]:
    """Contribute every deed at a case."""
    from ogpkit_networking.actions import ACTIONS

    yield from ACTIONS


@hookimpl
def ogpkit_app_commands() -> Iterator[AppCommand]:
    """Contribute the commands that request expertise, refer, add a provider and begin the committees."""
    from ogpkit_networking.app_commands import APP_COMMANDS

    yield from APP_COMMANDS


@hookimpl
def ogpkit_importers() -> Iterator[Importer]:
    """Contribute an importer of the directory of providers from a sheet."""
    from ogpkit_networking.importing import PROVIDER_IMPORT

    yield PROVIDER_IMPORT.importer


@hookimpl
def ogpkit_tables() -> Iterator[TableView]:
    """Contribute cases, providers and measures."""
    from ogpkit_networking.views import TABLES

    yield from TABLES


@hookimpl
def ogpkit_papers() -> Iterator[DocumentTemplate]:
    """Contribute the written agreements of a country."""
    from ogpkit_networking.paper import AGREEMENT_PAPER

    yield AGREEMENT_PAPER


@hookimpl
def ogpkit_pages() -> Iterator[Pages]:
    """Contribute the mechanism, its providers and published agreements, and the Steering Committee."""
    from ogpkit_networking.pages import PAGES

    yield PAGES


@hookimpl
def ogpkit_panels() -> Iterator[Panel]:
    """Contribute the mechanism and the Steering Committee, a country's cases, and a case."""
    from ogpkit.api import Panel, Scope

    yield Panel(
        name="networking", title="Networking", scope=Scope.WORKSPACE, order=50, load=lambda: _load_panel("mechanism")
    )
    yield Panel(
        name="steering-committee",
        title="Steering Committee",
        scope=Scope.WORKSPACE,
        order=60,
        load=lambda: _load_panel("steering"),
    )
    yield Panel(
        name="networking-country",
        title="Networking",
        scope=Scope.COUNTRY,
        order=50,
        load=lambda: _load_panel("country"),
    )
    yield Panel(
        name="case", title="Case", scope=Scope.DOCUMENT, kind="case", order=-10, load=lambda: _load_panel("case")
    )


def _load_panel(name: str) -> Any:
    from ogpkit_networking import panel

    return getattr(panel, f"make_{name}_panel")
