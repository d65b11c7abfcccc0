"""What this plugin adds to the app's command palette."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ogpkit.api import AppCommand, Scope
from ogpkit.api.content import Cycle
from ogpkit.api.text import _
from ogpkit_commitments.editing import begin
from ogpkit_commitments.edition import CommitmentsPart
from ogpkit_commitments.kinds import CYCLE

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession


def begin_cycle(desk: EditSession, place: Place) -> str:
    """Begin the cycle after the newest one, of the same length and edition; the first one begins today and takes a year.

    Args:
        place: The country.
    """
    before = desk.workspace.all(Cycle, place.country)
    newest = max((found.entity for found in before), key=lambda cycle: cycle.end, default=None)
    start = newest.end + timedelta(days=1) if newest else desk.workspace.today
    length = newest.end - newest.start if newest else timedelta(days=364)
    end = start + length
    edition = newest.edition if newest else _find_edition(desk)
    name = str(start.year) if start.year == end.year else f"{start.year}-{end.year}"
    path = CYCLE.pattern.fill({"country": place.country, "cycle": name})
    if path in desk.workspace.documents:
        return _("{path} is there already.").format(path=path)
    desk.create(path, Cycle(edition=edition, start=start, end=end))
    return _("{path} is begun: choose its grand challenges and describe what exists.").format(path=path)


def _find_edition(desk: EditSession) -> str:
    """Return the newest edition that says something about plans and held on the day."""
    editions, today = desk.workspace.editions, desk.workspace.today
    known = [name for name in editions.names if editions.part(name, CommitmentsPart)]
    held = sorted(((editions.facts(name).since or date.min), name) for name in known)
    return next((name for since, name in reversed(held) if since <= today), known[0] if known else "")


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
