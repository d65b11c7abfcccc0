"""What this plugin says of a country at a glance, and what is due (Roadmap I)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ogpkit.contributions import Obligation, Obligations, Place, Scope, Standing, Standings, Verdict
from ogpkit.countries import called
from ogpkit.language import _, spoken
from ogpkit.phrase import told
from ogpkit_eligibility.oversight import Comparison, case_of, comparisons, takes_part
from ogpkit_eligibility.wording import best
from ogpkit_eligibility.years import latest, years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.workspace import Workspace

_VERDICTS: Final = {True: Verdict.GOOD, False: Verdict.BAD, None: Verdict.UNKNOWN}


def standings(workspace: Workspace, place: Place) -> Iterator[Standing]:
    """How a country stands in its newest year.

    Args:
        workspace: The workspace.
        place: The country.
    """
    newest = latest(workspace, place.country)
    if newest is None:
        yield Standing(verdict=Verdict.UNKNOWN, headline=_("No evidence at hand"), missing=(_("Evidence of any year"),))
        return
    found = newest.score
    shown_by = Place(country=place.country, path=newest.document.path)
    yield Standing(
        verdict=_VERDICTS[found.eligible], headline=found.headline, shown_by=(shown_by,), missing=found.missing
    )
    case = case_of(workspace, place.country)
    rule = case.newest.part.oversight if case else None
    if case and rule:
        yield Standing(
            verdict=Verdict.ATTENTION,
            headline=_("Below the minimum since {year}").format(year=case.below[0].year),
            shown_by=tuple(Place(country=place.country, path=year.document.path) for year in case.below),
            missing=()
            if any(review.entity.informed_steering_committee for review in case.reviews)
            else (told(_("Inform {committee}"), committee=best(rule.informs)),),
        )


def obligations(workspace: Workspace) -> Iterator[Obligation]:
    """The day by which each country that fell must be back at the minimum.

    Args:
        workspace: The workspace.
    """
    for country in workspace.countries:
        for fall in (one for one in comparisons(workspace, country) if one.fell):
            yield from _to_recover(workspace, country, fall)


def _to_recover(workspace: Workspace, country: str, fall: Comparison) -> Iterator[Obligation]:
    rule = fall.after.part.oversight
    year = fall.after.year
    if rule is None or rule.years_to_recover is None or not takes_part(workspace, country, year):
        return
    recovered = (one.year for one in years(workspace, country) if one.year > year and one.score.eligible)
    back = next(recovered, None)
    yield Obligation(
        title=told(
            _("{country}: be back at {share} % or above, else {reviewer} reviews its participation"),
            country=called(workspace, country, spoken()),
            share=fall.after.part.share,
            reviewer=best(rule.reviewed_by),
        ),
        due=date(year + rule.years_to_recover, 12, 31),
        place=Place(country=country, path=fall.after.document.path),
        section=rule.section,
        done=min(date(back, 12, 31), workspace.today) if back else None,
    )


STANDINGS: Final = Standings(name="eligibility", title="Eligibility", scope=Scope.COUNTRY, derive=standings)
"""Whether a country is eligible, and whether it has fallen."""

OBLIGATIONS: Final = Obligations(name="recovery", derive=obligations)
"""The day by which a country that fell must be back."""
