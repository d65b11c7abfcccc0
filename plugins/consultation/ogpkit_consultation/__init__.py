"""Public consultation and the standing forum, and peer consultation (Roadmap IV, VIII)."""

# ruff: noqa: PLC0415  a hook imports what it gives when it is called, so that nothing is paid for before

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogpkit.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.contributions import Rule
    from ogpkit.editions import EditionPart
    from ogpkit.kinds import Kind
    from ogpkit.stages import StageGuard


@hookimpl
def ogpkit_kinds() -> Iterator[Kind[Any]]:
    """A consultation, its comments, and sessions with peers."""
    from ogpkit_consultation.kinds import COMMENT, CONSULTATION, PEER_SESSION

    yield CONSULTATION
    yield COMMENT
    yield PEER_SESSION


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """The rules about consultations, as `[consultation]` of every edition file."""
    from ogpkit.editions import EditionPart
    from ogpkit_consultation.edition import ConsultationPart

    yield EditionPart(name="consultation", entity=ConsultationPart, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """The rules CON001 and on."""
    from ogpkit_consultation.rules import RULES

    yield from RULES


@hookimpl
def ogpkit_stage_guards() -> Iterator[StageGuard[Any]]:
    """What peers judged insufficient is settled before a plan is deposited."""
    from ogpkit_consultation.peers import AMBITION_GUARD

    yield AMBITION_GUARD
