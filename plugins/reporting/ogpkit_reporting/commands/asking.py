"""What the commands about reports have in common: the cycle, the day, texts by language, tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from ogpkit.cli.options import plugins_of, root_of
from ogpkit.cli.place import place_named
from ogpkit.contributions import Place, Scope
from ogpkit.desk import Desk
from ogpkit.exchange.tables import Table, as_csv, as_json, as_text
from ogpkit.model import is_language
from ogpkit.storage.load import load
from ogpkit_reporting.acting import ReportDesk

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from ogpkit.workspace import Workspace

F = TypeVar("F", bound=Callable[..., Any])

DAY: Final = click.DateTime(["%Y-%m-%d"])

CYCLE: Final = click.argument("place", metavar="COUNTRY/CYCLE")

ON: Final = click.option("--on", type=DAY, metavar="DATE", help="The day; the present one when left out.")

TODAY: Final = click.option(
    "--today", type=DAY, metavar="DATE", help="The day of the figures; the present one when left out."
)


def said(option: str, text: str, *, required: bool = False) -> Callable[[F], F]:
    """Give a command an option that is said once a language.

    Args:
        option: The option, for example `--text`.
        text: What it is, in English.
        required: Whether it must be given.
    """
    return click.option(option, multiple=True, required=required, metavar="[LANGUAGE=]TEXT", help=text)


def by_language(given: tuple[str, ...], workspace: Workspace) -> dict[str, str]:
    """What was said in each language; without a language it is in the workspace's first one.

    Args:
        given: For example `es=Sí` or `Yes`.
        workspace: The workspace.
    """
    found: dict[str, str] = {}
    for one in given:
        language, equals, text = one.partition("=")
        named = bool(equals) and is_language(language)
        found[language if named else workspace.language] = text if named else one
    return found


def day(on: datetime | None) -> date:
    """The day that was given, or the present one.

    Args:
        on: What was given.
    """
    return on.date() if on else date.today()  # noqa: DTZ011  the person's own day


def at_desk(place: str, workspace: Path | None) -> ReportDesk:
    """The reports on a cycle, ready to be changed.

    Args:
        place: The cycle, as it was named.
        workspace: The workspace, as it was named.
    """
    root = root_of(workspace)
    desk = Desk.open(root, plugins_of(root))
    found = place_named(place, Scope.CYCLE, desk.workspace)
    return ReportDesk(desk, found.country, found.cycle)


def content_of(workspace: Path | None, today: datetime | None) -> Workspace:
    """The content of the workspace.

    Args:
        workspace: The workspace, as it was named.
        today: The day on which it is looked at, if it was given.
    """
    root = root_of(workspace)
    return load(root, plugins_of(root), today.date() if today else None).workspace


def places_of(named: tuple[str, ...], workspace: Workspace) -> tuple[Place, ...]:
    """The countries and cycles that were named.

    Args:
        named: `COUNTRY` or `COUNTRY/CYCLE` each.
        workspace: The workspace.
    """
    return tuple(place_named(one, Scope.CYCLE if "/" in one else Scope.COUNTRY, workspace) for one in named)


def give_table(table: Table, form: str) -> None:
    """Print a table as data.

    Args:
        table: The table.
        form: `table`, `json` or `csv`.
    """
    text = as_json(table) if form == "json" else as_csv(table) if form == "csv" else as_text(table)
    click.echo(text.rstrip("\n"))
