"""Public consultation and the standing forum, and peer consultation (Roadmap IV, VIII)."""

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
        Kind,
        Pages,
        Panel,
        ReportInputs,
        Rule,
        StageGuard,
        StatusSource,
        TableView,
    )


@hookimpl
def ogpkit_kinds() -> Iterator[Kind[Any]]:
    """Contribute a consultation, its comments, and sessions with peers."""
    from ogpkit_consultation.kinds import COMMENT, CONSULTATION, PEER_SESSION

    yield CONSULTATION
    yield COMMENT
    yield PEER_SESSION


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """Contribute the rules about consultations, as `[consultation]` of every edition file."""
    from ogpkit.api import EditionPart
    from ogpkit_consultation.edition import ConsultationPart

    yield EditionPart(name="consultation", entity=ConsultationPart, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """Contribute the rules CON001 and on."""
    from ogpkit_consultation.rules import RULES

    yield from RULES


@hookimpl
def ogpkit_stage_guards() -> Iterator[StageGuard[Any]]:
    """Contribute the guard that what peers judged insufficient is settled before a plan is deposited."""
    from ogpkit_consultation.peers import AMBITION_GUARD

    yield AMBITION_GUARD


@hookimpl
def ogpkit_obligations() -> Iterator[DueDates]:
    """Contribute the due dates of announcements, answers, the summary, the forum's meetings, and what peers asked for."""
    from ogpkit_consultation.standing import OBLIGATIONS

    yield OBLIGATIONS


@hookimpl
def ogpkit_standings() -> Iterator[StatusSource]:
    """Contribute how a cycle consults the public and its peers."""
    from ogpkit_consultation.standing import STANDINGS

    yield STANDINGS


@hookimpl
def ogpkit_panels() -> Iterator[Panel]:
    """Contribute the consultation of a cycle: principles, calendar, inbox, forum, peers, participation."""
    from ogpkit.api import Panel, Scope

    yield Panel(name="consultation", title="Consultation", scope=Scope.CYCLE, order=20, load=_load_panel)


@hookimpl
def ogpkit_actions() -> Iterator[Action[Any]]:
    """Contribute what people do in a consultation."""
    from ogpkit_consultation.actions import ACTIONS

    yield from ACTIONS


@hookimpl
def ogpkit_app_commands() -> Iterator[AppCommand]:
    """Begin a consultation, add a comment or a session with peers."""
    from ogpkit_consultation.app_commands import APP_COMMANDS

    yield from APP_COMMANDS


@hookimpl
def ogpkit_cli_commands() -> Iterator[CliCommand]:
    """Contribute the group `ogpkit consultation`."""
    from ogpkit.api import CliCommand

    yield CliCommand(name="consultation", help="Consult the public and peers", load=_load_commands)


@hookimpl
def ogpkit_tables() -> Iterator[TableView]:
    """Contribute comments, as everybody may read them and as those who answer them need them."""
    from ogpkit_consultation.views import TABLES

    yield from TABLES


@hookimpl
def ogpkit_papers() -> Iterator[DocumentTemplate]:
    """Contribute the summary of a consultation."""
    from ogpkit_consultation.paper import SUMMARY_PAPER

    yield SUMMARY_PAPER


@hookimpl
def ogpkit_accounts() -> Iterator[ReportInputs]:
    """Contribute what was done to consult."""
    from ogpkit_consultation.telling import ACCOUNTS

    yield ACCOUNTS


@hookimpl
def ogpkit_pages() -> Iterator[Pages]:
    """Contribute the pages about process, events, and every comment with its answer."""
    from ogpkit_consultation.pages import PAGES

    yield PAGES


def _load_commands() -> Any:
    from ogpkit_consultation.commands import consultation

    return consultation


def _load_panel() -> Any:
    from ogpkit_consultation.panel import make_consultation_panel

    return make_consultation_panel
