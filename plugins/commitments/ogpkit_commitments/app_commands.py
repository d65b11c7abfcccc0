"""What this plugin adds to the app's command palette."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import AppCommand, Scope
from ogpkit.api.text import _
from ogpkit_commitments.editing import begin
from ogpkit_commitments.kinds import CYCLE
from ogpkit_commitments.plan import new_cycle

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


def begin_cycle(desk: EditSession, place: Place) -> str:
    """Begin the cycle after the newest one, of the same length and edition; the first one begins today and takes a year.

    Args:
        place: The country.
    """
    cycle = new_cycle(desk.workspace, place)
    first, last = cycle.start.year, cycle.end.year
    name = str(first) if first == last else f"{first}-{last}"
    path = CYCLE.pattern.fill({"country": place.country, "cycle": name})
    if path in desk.workspace.documents:
        return _("{path} is there already.").format(path=path)
    desk.create(path, cycle)
    return _("{path} is begun: choose its grand challenges and describe what exists.").format(path=path)


def begin_commitment(desk: EditSession, place: Place) -> str:
    """Begin a commitment in the cycle that is shown.

    Args:
        place: The cycle.
    """
    return _("{path} is begun.").format(path=begin(desk, place.country, place.cycle))


APP_COMMANDS: Final = (
    AppCommand(
        name="commitments-begin-cycle",
        title="Begin a cycle",
        help="Makes the cycle after the newest one",
        scope=Scope.COUNTRY,
        run=begin_cycle,
    ),
    AppCommand(
        name="commitments-begin-commitment",
        title="Begin a commitment",
        help="Makes a commitment from a template",
        scope=Scope.CYCLE,
        run=begin_commitment,
    ),
)
"""Begin a cycle, begin a commitment."""
