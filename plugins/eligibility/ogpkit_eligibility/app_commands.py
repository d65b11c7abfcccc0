"""What this plugin adds to the app's command palette."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ogpkit.api import AppCommand, Scope
from ogpkit.api.content import Step
from ogpkit.api.text import _
from ogpkit_eligibility.kinds import EVIDENCE, REVIEW
from ogpkit_eligibility.model import Criterion, Evidence, Review
from ogpkit_eligibility.oversight import find_case
from ogpkit_eligibility.years import find_latest, get_criteria

if TYPE_CHECKING:
    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession


def begin_year(desk: EditSession, place: Place) -> str:
    """Begin the evidence of the year after the newest one, or of this year where there is none.

    Args:
        place: The country.
    """
    workspace = desk.workspace
    newest = find_latest(workspace, place.country)
    year = newest.year + 1 if newest else workspace.today.year
    path = EVIDENCE.pattern.fill({"country": place.country, "year": str(year)})
    if path in workspace.documents:
        return _("{path} is there already.").format(path=path)
    desk.create(path, Evidence(edition=find_edition(workspace, year)))
    return _("{path} is begun: add what the surveys say.").format(path=path)


def open_review(desk: EditSession, place: Place) -> str:
    """Open a review of a country that is below the minimum, with its years and the criteria that fell.

    Args:
        place: The country.
    """
    workspace = desk.workspace
    case = find_case(workspace, place.country)
    if case is None:
        return _("There is nothing to review: the country does not take part, or is not below the minimum.")
    if case.reviews:
        return _("There is a review already: {path}.").format(path=case.reviews[-1].path)
    review = Review(
        edition=case.newest.edition,
        opened=workspace.today,
        years=tuple(year.year for year in ((case.fall.before,) if case.fall else ()) + case.below),
        criteria=tuple(Criterion(name) for name in case.fall.fallen_criteria) if case.fall else (),
        history=(Step(stage="opened", on=workspace.today),),
    )
    path = REVIEW.pattern.fill({"country": place.country, "id": workspace.today.isoformat()})
    desk.create(path, review)
    return _("{path} is opened: write down what the experts find.").format(path=path)


def find_edition(workspace: Workspace, year: int) -> str:
    """Return the newest edition with criteria that held in a year; the oldest one for a year before all of them."""
    editions = workspace.editions
    dated = sorted(
        (editions.facts(name).since or date.min, name) for name in editions.names if get_criteria(name, workspace)
    )
    held = [name for since, name in dated if since.year <= year]
    return held[-1] if held else dated[0][1]


APP_COMMANDS: Final = (
    AppCommand(
        name="eligibility-begin-year",
        title="Begin a year of eligibility evidence",
        help="Makes the file for the next year, under the edition that holds in it",
        scope=Scope.COUNTRY,
        run=begin_year,
    ),
    AppCommand(
        name="eligibility-open-review",
        title="Open an eligibility review",
        help="Makes the review of a country that has fallen below the minimum",
        scope=Scope.COUNTRY,
        run=open_review,
    ),
)
"""Begin a year, open a review."""
