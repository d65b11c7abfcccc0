"""The points of a year and the years of a country against the threshold, as pictures."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Final

from ogpkit.api.text import Bar, Bars, Point, State, Trend, _
from ogpkit_eligibility.scoring import is_covered
from ogpkit_eligibility.wording import format_percents, format_points, get_best_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit_eligibility.years import Year

_STATES: Final = {True: State.ON_TRACK, False: State.ACTION, None: State.UNKNOWN}
"""The state of a year that is eligible, is not, or of which that is not known."""


def draw_points(year: Year) -> Bars:
    """Return the points of a year as shares of those that are possible, all together and criterion by criterion."""
    caption = _("Share of the possible points in {year}").format(year=year.year)
    return Bars(caption=caption, bars=_list_bars(year), most=100, mark=_describe_threshold(year))


def draw_years(years: Iterable[Year]) -> Iterator[Trend]:
    """Yield the share of each year against the threshold of the last one, if there are several years with a share.

    Args:
        years: The years, the earliest first.
    """
    scored = [one for one in years if one.score.share is not None]
    if len(scored) > 1:
        yield Trend(
            caption=_("Share of the possible points in each year, in %"),
            points=map(_make_point, scored),
            threshold=scored[-1].part.share,
            mark=_describe_threshold(scored[-1]),
            most=100,
        )


def _describe_threshold(year: Year) -> str:
    return _("{share} % needed to be eligible").format(share=year.part.share)


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
