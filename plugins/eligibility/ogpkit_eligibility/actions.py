"""What people do here beyond filling in files: begin a year, open a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import Action, ActionResult, OgpkitError, Place, Scope
from ogpkit.api.content import Step
from ogpkit.api.text import _
from ogpkit_eligibility.kinds import EVIDENCE, REVIEW
from ogpkit_eligibility.model import Criterion, Evidence, Review
from ogpkit_eligibility.oversight import find_case
from ogpkit_eligibility.years import find_edition, find_latest

if TYPE_CHECKING:
    from ogpkit.api import NoParameters
    from ogpkit.api.editing import EditSession


class NothingToBegin(OgpkitError):
    """Raised when a year or a review cannot be begun; the message says why."""


def begin_year(session: EditSession, place: Place, _parameters: NoParameters) -> ActionResult:
    """Begin the evidence of the year after the newest one, or of this year where there is none.

    Args:
        place: The country.

    Raises:
        NothingToBegin: The file is there already.
    """
    workspace = session.workspace
    newest = find_latest(workspace, place.country)
    year = newest.year + 1 if newest else workspace.today.year
    path = EVIDENCE.pattern.fill({"country": place.country, "year": str(year)})
    if path in workspace.documents:
        raise NothingToBegin(_("{path} is there already.").format(path=path))
    session.create(path, Evidence(edition=find_edition(workspace, year)))
    return ActionResult(
        message=_("{path} is begun: add what the surveys say.").format(path=path),
        place=Place(country=place.country, path=path),
    )


def open_review(session: EditSession, place: Place, _parameters: NoParameters) -> ActionResult:
    """Open a review of a country that is below the minimum, with its years and the criteria that fell.

    Args:
        place: The country.

    Raises:
        NothingToBegin: There is nothing to review, or there is a review already.
    """
    workspace = session.workspace
    case = find_case(workspace, place.country)
    if case is None:
        raise NothingToBegin(
            _("There is nothing to review: the country does not take part, or is not below the minimum.")
        )
    if case.reviews:
        raise NothingToBegin(_("There is a review already: {path}.").format(path=case.reviews[-1].path))
    review = Review(
        edition=case.newest.edition,
        opened=workspace.today,
        years=tuple(year.year for year in ((case.fall.before,) if case.fall else ()) + case.below),
        criteria=tuple(Criterion(name) for name in case.fall.fallen_criteria) if case.fall else (),
        history=(Step(stage="opened", on=workspace.today),),
    )
    path = REVIEW.pattern.fill({"country": place.country, "id": workspace.today.isoformat()})
    session.create(path, review)
    return ActionResult(
        message=_("{path} is opened: write down what the experts find.").format(path=path),
        place=Place(country=place.country, path=path),
    )


ACTIONS: Final = (
    Action(
        name="eligibility-begin-year",
        title="Begin a year of eligibility evidence",
        help="Make the file for the next year, under the edition that holds in it.",
        scope=Scope.COUNTRY,
        command="eligibility begin",
        run=begin_year,
    ),
    Action(
        name="eligibility-open-review",
        title="Open an eligibility review",
        help="Make the review of a country that has fallen below the minimum.",
        scope=Scope.COUNTRY,
        command="eligibility review",
        run=open_review,
    ),
)
"""Begin a year, open a review."""
