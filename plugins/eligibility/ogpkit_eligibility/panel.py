"""What the app shows: at a country its newest year, its evidence and its years, at the file of a year its score card."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from ogpkit.api import ActionSection, FormSection, PictureSection, SectionGroup, TableSection, TextSection
from ogpkit.api.text import N_, Bar, Bars, Point, State, Trend, _, text_bar
from ogpkit_eligibility.age import describe_age
from ogpkit_eligibility.card import build_card, build_prospects, format_comparisons, format_oversight
from ogpkit_eligibility.oversight import compare_years, find_case
from ogpkit_eligibility.scoring import is_covered
from ogpkit_eligibility.views import CHANGES, SCORES
from ogpkit_eligibility.wording import format_percents, format_points, get_best_text
from ogpkit_eligibility.years import find_shown, list_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block
    from ogpkit_eligibility.years import Year

_WIDTH: Final = 16
"""Letters in a bar."""

_STATES: Final = {True: State.ON_TRACK, False: State.ACTION, None: State.UNKNOWN}
"""The state of a year that is eligible, is not, or of which that is not known."""


def write_verdict(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield the verdict in a few words with its bar, and in a sentence."""
    year = find_shown(workspace, place)
    if year is None:
        yield _("No evidence yet")
        yield _("Add a year of evidence to record the survey results.")
        return
    score, drawn = year.score, ""
    if score.points is not None and score.possible:
        drawn = text_bar(score.points, score.possible, _WIDTH, score.threshold, score.points_most) + " "
    yield f"{year.year}: {drawn}{score.headline}"
    yield score.why
    if age := describe_age(year, workspace):
        yield age


def write_card(workspace: Workspace, place: Place) -> Iterator[Block]:
    """Yield the score card of the year that is shown, and what would change it."""
    year = find_shown(workspace, place)
    if year is not None:
        yield from build_card(year, workspace)
        yield from build_prospects(year)


def show_points(workspace: Workspace, place: Place) -> Iterator[Block | str]:
    """Yield the points of the year that is shown, criterion by criterion, and the share of each year, against the threshold.

    Args:
        place: A file of evidence, or a country.
    """
    year = find_shown(workspace, place)
    if year is None:
        yield _("Add a year of evidence to record the survey results.")
        return
    mark = _("{share} % needed to be eligible").format(share=year.part.share)
    caption = _("Share of the possible points in {year}").format(year=year.year)
    yield Bars(caption=caption, bars=_list_bars(year), most=100, mark=mark)
    years = [one for one in list_years(workspace, place.country) if one.score.share is not None]
    if len(years) > 1:
        yield Trend(
            caption=_("Share of the possible points in each year, in %"),
            points=map(_make_point, years),
            threshold=year.part.share,
            mark=mark,
            most=100,
        )


def _list_bars(year: Year) -> Iterator[Bar]:
    """Yield a bar for all points with the threshold, then one for each criterion."""
    score = year.score
    if score.points is not None and score.points_most is not None and score.possible:
        yield Bar(
            label=_("All criteria"),
            value=100 * score.points / score.possible,
            open_to=100 * score.points_most / score.possible,
            planned=year.part.share,
            text=_count_points(score.points, score.points_most, score.possible),
            state=_STATES[score.eligible],
        )
    for name, one in score.criteria.items():
        rule = year.part.criteria[name]
        if one is None:
            is_missing = is_covered(year.document.entity, name, rule)
            said = _("evidence missing") if is_missing else _("not covered by the survey")
            state = State.UNKNOWN if is_missing else None
            yield Bar(label=get_best_text(rule.title), value=None, text=said, state=state)
            continue
        share = 100 / one.possible if one.possible else 0
        is_full = one.points == one.possible
        yield Bar(
            label=one.title,
            value=one.points * share,
            open_to=one.points_most * share,
            text=_count_points(one.points, one.points_most, one.possible),
            state=State.UNKNOWN if one.missing else State.COMPLETE if is_full else None,
        )


def _count_points(least: int, most: int, possible: int) -> str:
    return _("{points} of {possible}").format(points=format_points(least, most), possible=possible)


def _make_point(year: Year) -> Point:
    """Return the column of a year, as high as the least share that there may be."""
    score = year.score
    least = score.share or Fraction(0)
    most = Fraction(score.points_most or 0, score.possible) if score.possible else least
    return Point(
        label=str(year.year),
        value=floor(least * 100 + Fraction(1, 2)),
        text=format_percents(least, max(least, most)),
        state=_STATES[score.eligible],
    )


def write_moves(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield what the Steering Committee should know of a country, and each year beside the one before it."""
    case = find_case(workspace, place.country)
    if case is not None:
        yield from format_oversight(case, workspace)
    yield from format_comparisons(compare_years(workspace, place.country))


_CARD: Final = (
    TextSection(write=write_verdict),
    TextSection(title=N_("Score card"), write=write_card),
    TableSection(title=N_("Single changes"), table=CHANGES, actions=("eligibility-make-change",)),
)
"""What a year comes to, and what would change it."""

_POINTS: Final = PictureSection(title=N_("Points"), write=show_points)

YEAR_SECTIONS: Final = (*_CARD, _POINTS)
"""What is shown at the file of a year."""

SECTIONS: Final = (
    *_CARD,
    ActionSection(actions=("eligibility-begin-year", "eligibility-open-review")),
    FormSection(title=N_("Evidence"), kind="eligibility", actions=("eligibility-begin-year",)),
    SectionGroup(
        title=N_("Years"),
        sections=(
            TableSection(table=SCORES),
            TextSection(write=write_moves),
        ),
    ),
    _POINTS,
)
"""What is shown at a country; a year in the list leads to its file."""
