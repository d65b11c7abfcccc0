"""What people do here beyond filling in files: begin a year, open a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.api import Action, ActionResult, FirstStep, OgpkitError, Place, Scope
from ogpkit.api.content import Country, CountryLevel, Step, find_eligibility_set
from ogpkit.api.editing import SetValue
from ogpkit.api.text import N_, _
from ogpkit_eligibility.improvements import describe_improvement, list_changes
from ogpkit_eligibility.kinds import EVIDENCE, REVIEW
from ogpkit_eligibility.model import Criterion, Evidence, Review
from ogpkit_eligibility.oversight import find_case
from ogpkit_eligibility.years import find_latest, find_shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit.api import NoParameters, TableRow
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit_eligibility.improvements import Improvement


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
        raise NothingToBegin(_("{path} already exists.").format(path=path))
    session.create(path, Evidence(edition=find_eligibility_set(workspace, year)))
    return ActionResult(
        message=_("{path} is created. Add the survey results.").format(path=path),
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
            _("There is nothing to review. Either the country does not take part, or it is not below the minimum.")
        )
    if case.reviews:
        raise NothingToBegin(_("A review already exists: {path}.").format(path=case.reviews[-1].path))
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
        message=_("{path} is created. Record what the experts find.").format(path=path),
        place=Place(country=place.country, path=path),
    )


def _is_review_due(workspace: Workspace, place: Place) -> bool:
    case = find_case(workspace, place.country)
    return case is not None and not case.reviews


@attrs.frozen(kw_only=True)
class SingleChange:
    """A change of one value of the evidence.

    Attributes:
        key: The value that changes, for example citizen_engagement.civil_liberties.
        value: The new value.
    """

    key: str
    value: str


def _name_change(row: TableRow[Improvement]) -> Mapping[str, str]:
    return {"key": ".".join(row.item.at), "value": str(row.item.value)}


def make_change(session: EditSession, place: Place, parameters: SingleChange) -> ActionResult:
    """Make one of the single changes that would change the points; it can be undone.

    Args:
        place: The file of a year.

    Raises:
        NothingToBegin: There is no such change.
    """
    year = find_shown(session.workspace, place)
    at = tuple(parameters.key.split("."))
    for change in list_changes(year.document.entity, year.part) if year else ():
        if year and change.at == at and str(change.value) == parameters.value:
            session.change(year.document.path, [SetValue(change.at, change.value)], change.text)
            return ActionResult(message=describe_improvement(change))
    raise NothingToBegin(_("This change no longer affects the points."))


def _has_no_evidence(workspace: Workspace, place: Place) -> bool:
    country = workspace.one(Country, place.country) if place.country and not place.cycle else None
    # a local government takes part with a national one that is eligible
    is_national = country is not None and country.entity.level is CountryLevel.NATIONAL
    return is_national and not workspace.all(Evidence, place.country)


ACTIONS: Final[tuple[Action[Any], ...]] = (
    Action(
        name="eligibility-begin-year",
        title="Add a year of eligibility evidence",
        help="Create the file for the next year, under the edition that applies to it.",
        scope=Scope.COUNTRY,
        command="eligibility begin",
        run=begin_year,
        first_step=FirstStep(
            title=N_("Add evidence of eligibility"),
            about=N_("Four criteria decide whether a country can take part; each year of evidence gives its points."),
            is_next=_has_no_evidence,
            order=10,
        ),
    ),
    Action(
        name="eligibility-open-review",
        title="Open an eligibility review",
        help="Create the review of a country that has fallen below the minimum.",
        scope=Scope.COUNTRY,
        command="eligibility review",
        run=open_review,
        is_offered=_is_review_due,
    ),
    Action(
        name="eligibility-make-change",
        title="Make this change",
        help="Change one value of the evidence, and see what difference it makes.",
        scope=Scope.DOCUMENT,
        kind=EVIDENCE.name,
        is_in_palette=False,
        parameters=SingleChange,
        run=make_change,
        of_row=("key", "value"),
        row_values=_name_change,
    ),
)
"""Begin a year, open a review, make a change."""
