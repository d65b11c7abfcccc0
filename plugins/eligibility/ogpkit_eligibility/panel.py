"""What the app shows: at a country its newest year, its evidence and its years, at the file of a year its score card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.api import ActionSection, FormSection, PictureSection, SectionGroup, TableSection, TextSection
from ogpkit.api.text import N_, _, text_bar
from ogpkit_eligibility.age import describe_age
from ogpkit_eligibility.card import build_card, build_prospects, format_comparisons, format_oversight
from ogpkit_eligibility.oversight import compare_years, find_case
from ogpkit_eligibility.pictures import draw_points, draw_years
from ogpkit_eligibility.views import CHANGES, SCORES
from ogpkit_eligibility.years import find_shown, list_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.text import Block

_WIDTH: Final = 16
"""Letters in a bar."""


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
    yield draw_points(year)
    yield from draw_years(list_years(workspace, place.country))


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
