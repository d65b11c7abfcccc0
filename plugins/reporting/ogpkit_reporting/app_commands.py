"""What this plugin adds to the app's command palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import AppCommand, OgpkitError, Scope
from ogpkit.api.text import N_, _, _n
from ogpkit_reporting.acting import ReportDesk
from ogpkit_reporting.drafting import draft

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


def draft_own(desk: EditSession, place: Place) -> str:
    """Draft the self-assessment of the cycle that is shown, or add what it does not speak of yet.

    Args:
        place: The cycle.
    """
    try:
        found = draft(desk, place.country, place.cycle)
    except OgpkitError as error:
        return str(error)
    count = len(found.added)
    said = _n("{count} commitment added.", "{count} commitments added.", count).format(count=count)
    if found.differing:
        said += " " + _("The workspace says something else by now of: {ids}. Look at them.").format(
            ids=", ".join(found.differing)
        )
    return said


def begin_independent(desk: EditSession, place: Place) -> str:
    """Begin the independent report on the cycle that is shown.

    Args:
        place: The cycle.
    """
    try:
        path = ReportDesk(desk, place.country, place.cycle).begin((), desk.workspace.today)
    except OgpkitError as error:
        return str(error)
    return _("{path} is begun: name its researchers.").format(path=path)


APP_COMMANDS: Final = (
    AppCommand(
        name="reporting-draft",
        title=N_("Draft the self-assessment"),
        help=N_("From milestones, evidence and consultation; what stands in it stays"),
        scope=Scope.CYCLE,
        run=draft_own,
    ),
    AppCommand(
        name="reporting-begin",
        title=N_("Begin the independent report"),
        help=N_("Assigns it; its researchers are named in its file"),
        scope=Scope.CYCLE,
        run=begin_independent,
    ),
)
"""Draft the self-assessment, begin the independent report."""
