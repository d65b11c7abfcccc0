"""What is done with recommendations: the researcher makes one, the government answers it and says what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.api.content import entity_values
from ogpkit.api.editing import InsertItem
from ogpkit.api.text import _, current_language, write_day
from ogpkit_reporting.acting import NotPossibleNow, expect, find_additions
from ogpkit_reporting.kinds import ANSWERS, INDEPENDENT
from ogpkit_reporting.model import IndependentReport
from ogpkit_reporting.recommendations import RecommendationAnswers, RecommendationSubject
from ogpkit_reporting.register import list_entries
from ogpkit_reporting.reports import find_reports

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Document, Workspace
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.recommendations import Recommendation, RecommendationOutcome, RecommendationResponse
    from ogpkit_reporting.register import Entry


def add_recommendation(session: EditSession, place: Place, new: Recommendation) -> str:
    """Add a recommendation to the independent report, or to a product that comes before it.

    Raises:
        NotPossibleNow: Its id is taken, its product or a commitment is not known, or it is not the time.
    """
    workspace = session.workspace
    reports = find_reports(workspace, place.country, place.cycle)
    if new.product and new.product not in reports.part.products:
        known = ", ".join(reports.part.products) or "–"
        raise NotPossibleNow(_("There is no product “{id}”. Available: {known}.").format(id=new.product, known=known))
    commitments = [one.id for one in reports.commitments]
    if strangers := [one for one in new.commitments if one not in commitments]:
        raise NotPossibleNow(
            _("There is no commitment “{id}” in this cycle. Available: {known}.").format(
                id=", ".join(strangers), known=", ".join(commitments) or "–"
            )
        )
    if bool(new.commitments) != (new.about is RecommendationSubject.COMMITMENTS):
        raise NotPossibleNow(_("If a recommendation is about commitments, name them. If not, leave them out."))
    # a brief or a review comes long before the report is begun
    document = reports.independent if new.product else expect(workspace, place, "research")
    if document is None:
        path = INDEPENDENT.pattern.fill({"country": place.country, "cycle": place.cycle})
        session.create(path, IndependentReport(recommendations=(new,)))
        return _("The recommendation is added.")
    there = document.entity.recommendations
    if any(one.id == new.id for one in there):
        raise NotPossibleNow(_("A recommendation already has the id “{id}”. Choose another id.").format(id=new.id))
    added = InsertItem(("recommendations",), len(there), entity_values(new))
    session.change(document.path, [added], _("Add a recommendation"))
    return _("The recommendation is added.")


def answer_recommendation(session: EditSession, place: Place, new: RecommendationResponse) -> str:
    """Say whether the government accepts a recommendation, or say it again.

    Raises:
        NotPossibleNow: There is no such recommendation, or it is not public yet.
    """
    entry = _expect_public(session.workspace, place, new.recommendation)
    if entry.public_on is not None and new.on < entry.public_on:
        said = _("The recommendation became public on {day}. Choose that day or a later day.")
        raise NotPossibleNow(said.format(day=write_day(entry.public_on)))
    document = session.workspace.one(RecommendationAnswers, place.country, place.cycle)
    if document is None:
        session.create(_fill_path(place), RecommendationAnswers(responses=(new,)))
    else:
        there = [one.recommendation for one in document.entity.responses]
        if new.recommendation in there:
            at = there.index(new.recommendation)
            found = document.entity.responses[at]
            changes = [*find_additions(session.workspace, ("responses", at), found, new)]
        else:
            changes = [InsertItem(("responses",), len(there), entity_values(new))]
        session.change(document.path, changes, _("Answer a recommendation"))
    return _("The answer to “{id}” is saved.").format(id=new.recommendation)


def add_outcome(session: EditSession, place: Place, new: RecommendationOutcome) -> str:
    """Say what had become of a recommendation by a day.

    Raises:
        NotPossibleNow: There is no such recommendation, it is not public yet, or a commitment is not known.
    """
    workspace = session.workspace
    _expect_public(workspace, place, new.recommendation)
    known = list_own_commitments(workspace, place)
    if strangers := [one for one in new.commitments if one not in known]:
        raise NotPossibleNow(_("No plan of this country has the commitments: {ids}.").format(ids=", ".join(strangers)))
    document: Document[RecommendationAnswers] | None = workspace.one(RecommendationAnswers, place.country, place.cycle)
    if document is None:
        session.create(_fill_path(place), RecommendationAnswers(outcomes=(new,)))
    else:
        added = InsertItem(("outcomes",), len(document.entity.outcomes), entity_values(new))
        session.change(document.path, [added], _("Record an outcome"))
    return _("The outcome of “{id}” is recorded.").format(id=new.recommendation)


def list_own_commitments(workspace: Workspace, place: Place) -> tuple[str, ...]:
    """Return the commitments of all plans of a country.

    Args:
        place: A cycle of the country.
    """
    cycles = workspace.cycles(place.country)
    return tuple(one.id for cycle in cycles for one in find_reports(workspace, place.country, cycle).commitments)


def offer_recommendations(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    """Return the recommendations that can be answered, with their texts.

    Args:
        place: The cycle.
    """
    entries = [one for one in list_entries(workspace, place.country, place.cycle) if one.public_on]
    texts = {one.made.id: one.made.text.best(current_language(), workspace.language, "en") for one in entries}
    return {"recommendation": texts}


def offer_products(workspace: Workspace, place: Place) -> Mapping[str, Mapping[str, str]]:
    """Return the products that can make a recommendation.

    Args:
        place: The cycle.
    """
    products = find_reports(workspace, place.country, place.cycle).part.products
    return {"product": {name: one.title.best(current_language(), "en") for name, one in products.items()}}


def _expect_public(workspace: Workspace, place: Place, name: str) -> Entry:
    entries = list_entries(workspace, place.country, place.cycle)
    found = next((one for one in entries if one.made.id == name), None)
    if found is None:
        known = ", ".join(one.made.id for one in entries) or "–"
        raise NotPossibleNow(_("There is no recommendation “{id}”. Available: {known}.").format(id=name, known=known))
    # a government comments on a draft; it answers what is public (Roadmap XI)
    if found.public_on is None or found.public_on > workspace.today:
        raise NotPossibleNow(
            _("“{id}” is still in a draft. Comment on the draft now, and answer when it is public.").format(id=name)
        )
    return found


def _fill_path(place: Place) -> str:
    return ANSWERS.pattern.fill({"country": place.country, "cycle": place.cycle})
