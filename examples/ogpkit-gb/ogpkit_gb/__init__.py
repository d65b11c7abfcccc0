"""The United Kingdom: departments lead commitments and report on them each quarter in red, amber or green."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from ogpkit.api import hookimpl

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import DueDates, EditionPart, Extension, Importer, Kind, Pages, Rule, TableView


@hookimpl
def ogpkit_kinds() -> Iterator[Kind[Any]]:
    """Contribute the register of departments and the quarterly update."""
    from ogpkit_gb.model import REGISTER, UPDATE

    yield from (REGISTER, UPDATE)


@hookimpl
def ogpkit_extensions() -> Iterator[Extension[Any]]:
    """Contribute who leads a commitment."""
    from ogpkit_gb.model import LEADERSHIP

    yield LEADERSHIP


@hookimpl
def ogpkit_editions() -> Iterator[EditionPart[Any]]:
    """Contribute the days after a quarter, as `[gb]` of a rule set."""
    from ogpkit.api import EditionPart
    from ogpkit_gb.model import UpdateRules

    yield EditionPart(name="gb", entity=UpdateRules, folder=Path(__file__).parent / "editions")


@hookimpl
def ogpkit_rules() -> Iterator[Rule[Any]]:
    """Contribute the rules GBR001 and on."""
    from ogpkit_gb.rules import RULES

    yield from RULES


@hookimpl
def ogpkit_obligations() -> Iterator[DueDates]:
    """Contribute the updates of each quarter."""
    from ogpkit_gb.quarters import DUE_DATES

    yield DUE_DATES


@hookimpl
def ogpkit_tables() -> Iterator[TableView]:
    """Contribute the table of updates."""
    from ogpkit_gb.views import UPDATES

    yield UPDATES


@hookimpl
def ogpkit_importers() -> Iterator[Importer]:
    """Contribute the sheet of updates."""
    from ogpkit_gb.views import SHEET

    yield SHEET.importer


@hookimpl
def ogpkit_pages() -> Iterator[Pages]:
    """Contribute the page of updates."""
    from ogpkit_gb.views import PAGES

    yield PAGES
