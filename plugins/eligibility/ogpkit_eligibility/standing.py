"""What this plugin says of a country at a glance, and what is due (Roadmap I)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from ogpkit.api import DueDate, DueDates, Place, Progress, Scope, Status, StatusSource, Verdict
from ogpkit.api.content import CountryLevel, country_name, find_level
from ogpkit.api.text import _, current_language, format_phrase
from ogpkit_eligibility.age import find_year_due, is_old
from ogpkit_eligibility.oversight import Comparison, compare_years, find_case, is_participating
from ogpkit_eligibility.wording import get_best_text
from ogpkit_eligibility.years import find_latest, list_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace
    from ogpkit_eligibility.scoring import Score
    from ogpkit_eligibility.years import Year

_VERDICTS: Final = {True: Verdict.GOOD, False: Verdict.BAD, None: Verdict.UNKNOWN}


def list_statuses(workspace: Workspace, place: Place) -> Iterator[Status]:
    """Yield how a country stands in its newest year.

    Args:
        place: The country.
    """
    newest = find_latest(workspace, place.country)
    # the criteria are for countries; a local member has no score
    if newest is None and find_level(workspace, place.country) is CountryLevel.LOCAL:
        return
    if newest is None:
        yield Status(verdict=Verdict.UNKNOWN, headline=_("No evidence yet"), missing=(_("Evidence for any year"),))
        return
    shown_by = Place(country=place.country, path=newest.document.path)
    old = is_old(newest, workspace)
    yield _describe_newest(newest, shown_by, find_year_due(workspace) if old else None)
    case = find_case(workspace, place.country)
    rule = case.newest.part.oversight if case else None
    if case and rule:
        # without newer evidence nobody knows whether it still is
        since = _("Below the minimum in {year}") if old else _("Below the minimum since {year}")
        yield Status(
            # the year itself has its verdict already; here the experts have to tell the committee (Roadmap I)
            verdict=Verdict.ATTENTION,
            headline=since.format(year=(case.newest if old else case.below[0]).year),
            shown_by=tuple(Place(country=place.country, path=year.document.path) for year in case.below),
            missing=()
            if any(review.entity.informed_steering_committee for review in case.reviews)
            else (format_phrase(_("Inform {committee}"), committee=get_best_text(rule.informs)),),
        )


def _describe_newest(newest: Year, shown_by: Place, due: int | None) -> Status:
    """Return what a country's newest year comes to; what is older than the year that is due is no fact of today.

    Args:
        due: The year of which there ought to be evidence; None where the newest is new enough.
    """
    found = newest.score
    if due is None:
        return Status(
            verdict=_VERDICTS[found.eligible],
            headline=found.headline,
            shown_by=(shown_by,),
            missing=found.missing,
            progress=_measure_points(found),
        )
    return Status(
        verdict=Verdict.UNKNOWN if found.eligible is None else Verdict.ATTENTION,
        headline=_("{headline}, evidence for {year}").format(headline=found.headline, year=newest.year),
        shown_by=(shown_by,),
        missing=(*found.missing, _("Evidence for {year}").format(year=due)),
        progress=_measure_points(found),
    )


def _measure_points(found: Score) -> Progress | None:
    """Return the points as a share of the possible ones, with the threshold as what was to be reached."""
    if found.points is None or not found.possible:
        return None
    said = _("{points} of {possible}").format(points=found.points, possible=found.possible)
    planned = found.threshold / found.possible if found.threshold is not None else None
    return Progress(text=said, share=found.points / found.possible, planned=planned)


def list_due_dates(workspace: Workspace) -> Iterator[DueDate]:
    """Yield the day by which each country that fell must be back at the minimum."""
    for country in workspace.countries:
        for fall in (one for one in compare_years(workspace, country) if one.fell):
            yield from _list_recovery_dates(workspace, country, fall)


def _list_recovery_dates(workspace: Workspace, country: str, fall: Comparison) -> Iterator[DueDate]:
    rule = fall.after.part.oversight
    year = fall.after.year
    if rule is None or rule.years_to_recover is None or not is_participating(workspace, country, year):
        return
    recovered = (one.year for one in list_years(workspace, country) if one.year > year and one.score.eligible)
    back = next(recovered, None)
    newest = find_latest(workspace, country)
    # what the evidence of that time cannot answer is not owed for ever: ELI019 asks for newer evidence
    if newest and is_old(newest, workspace) and newest.year <= year + rule.years_to_recover and not back:
        return
    yield DueDate(
        title=format_phrase(
            _("{country}: return to {share} % or above, or {reviewer} reviews its participation"),
            country=country_name(workspace, country, current_language()),
            share=fall.after.part.share,
            reviewer=get_best_text(rule.reviewed_by),
        ),
        # the end of the year: surveys are of years, and in 2016 it was put as “until 31 December”
        due=date(year + rule.years_to_recover, 12, 31),
        place=Place(country=country, path=fall.after.document.path),
        section=rule.section,
        # the evidence of a year does not say on which of its days the country was back
        done=date(back, 12, 31) if back and date(back, 12, 31) <= workspace.today else None,
        is_done=back is not None,
        happened=_("Back at {share} % or above").format(share=fall.after.part.share),
        key=f"recovery-{year}",
    )


STANDINGS: Final = StatusSource(name="eligibility", title="Eligibility", scope=Scope.COUNTRY, derive=list_statuses)
"""Whether a country is eligible, and whether it has fallen."""

OBLIGATIONS: Final = DueDates(name="recovery", derive=list_due_dates, by_country=True)
"""The day by which a country that fell must be back."""
