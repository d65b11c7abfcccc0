"""What the commands about reports have in common: the day, the reports they are about, texts by language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from ogpkit.api import Scope
from ogpkit.api.cli import day_option, edit_workspace, find_place
from ogpkit.api.content import is_language
from ogpkit_reporting.acting import ReportDesk

if TYPE_CHECKING:
    from pathlib import Path

    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

ON: Final = day_option("--on", "The day; the present one when left out.")


def add_text_option(option: str, text: str, *, required: bool = False) -> Callable[[F], F]:
    """Give a command an option that is said once a language.

    Args:
        option: The option, for example `--text`.
        text: What it is, in English.
        required: Whether it must be given.
    """
    return click.option(option, multiple=True, required=required, metavar="[LANGUAGE=]TEXT", help=text)


def split_by_language(given: tuple[str, ...], workspace: Workspace) -> dict[str, str]:
    """Return what was said in each language; without a language it is in the workspace's first one.

    Args:
        given: For example `es=Sí` or `Yes`.
    """
    found: dict[str, str] = {}
    for one in given:
        language, equals, text = one.partition("=")
        named = bool(equals) and is_language(language)
        found[language if named else workspace.language] = text if named else one
    return found


def edit_reports(place: str, workspace: Path | None, edit: Callable[[ReportDesk], T]) -> T:
    """Change the reports on a cycle and save them; when this returns, the change is in the files.

    Args:
        place: The cycle, as it was named.
        workspace: The workspace, as it was named.
        edit: Makes the change, and gives what is to be said of it; it may be called several times, so it must print nothing.
    """

    def edit_cycle(desk: EditSession) -> T:
        found = find_place(place, Scope.CYCLE, desk.workspace)
        return edit(ReportDesk(desk, found.country, found.cycle))

    return edit_workspace(workspace, edit_cycle)
