"""Self-assessment, the Independent Reporting Mechanism, and the portal (Roadmap X, XI, XIII)."""

# ruff: noqa: PLC0415  a hook imports what it gives when it is called, so that nothing is paid for before

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogpkit.hookspecs import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.editions import EditionPart
    from ogpkit.kinds import Kind
    from ogpkit.stages import StageGraph


@hookimpl
def ogpkit_kinds() -> Iterator[Kind[Any]]:
    """The self-assessment, the independent report, and the drafts of it that were sent."""
    from ogpkit_reporting.kinds import DRAFT, INDEPENDENT, SELF_ASSESSMENT

    yield SELF_ASSESSMENT
    yield INDEPENDENT
    yield DRAFT


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """The rules about reports, as `[reporting]` of every edition file."""
    from ogpkit.editions import EditionPart
    from ogpkit_reporting.edition import ReportingPart

    yield EditionPart(name="reporting", entity=ReportingPart, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_stages() -> Iterator[StageGraph[Any]]:
    """The stages of an independent report."""
    from ogpkit_reporting.stages import INDEPENDENT_STAGES

    yield INDEPENDENT_STAGES
