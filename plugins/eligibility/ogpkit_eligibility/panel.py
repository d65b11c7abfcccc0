"""What the app shows: at a country its newest year, its evidence and its years, at the file of a year its score card."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from ogpkit.api import ActionSection, DrawingSection, FormSection, SectionGroup, TableSection, TextSection
from ogpkit.api.text import N_, _, text_bar
from ogpkit_eligibility.age import describe_age
from ogpkit_eligibility.card import build_card, build_prospects, format_comparisons, format_oversight
from ogpkit_eligibility.oversight import compare_years, find_case
from ogpkit_eligibility.views import CHANGES, SCORES
from ogpkit_eligibility.wording import format_percents
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


def draw_years(workspace: Workspace, place: Place, width: int) -> Iterator[str]:
    """Yield a bar for the share of the possible points in each year, with the threshold marked."""
    for year in list_years(workspace, place.country):
        found = year.score
        if found.share is not None and found.possible and found.points_most is not None:
            most = Fraction(found.points_most, found.possible)
            bar = text_bar(float(found.share), 1, max(width - 21, _WIDTH), year.part.share / 100, float(most))
            yield f"{year.year}  {bar}  {format_percents(found.share, most)}"


def write_moves(workspace: Workspace, place: Place) -> Iterator[str]:
    """Yield what the Steering Committee should know of a country, and each year beside the one before it."""
    case = find_case(workspace, place.country)
    if case is not None:
        yield from format_oversight(case, workspace)
    yield from format_comparisons(compare_years(workspace, place.country))


YEAR_SECTIONS: Final = (
    TextSection(write=write_verdict),
    TextSection(title=N_("Score card"), write=write_card),
    TableSection(title=N_("Single changes"), table=CHANGES, actions=("eligibility-make-change",)),
)
"""What is shown at the file of a year."""

SECTIONS: Final = (
    *YEAR_SECTIONS,
    ActionSection(actions=("eligibility-begin-year", "eligibility-open-review")),
    FormSection(title=N_("Evidence"), kind="eligibility", actions=("eligibility-begin-year",)),
    SectionGroup(
        title=N_("Years"),
        sections=(
            DrawingSection(draw=draw_years, legend=N_("Share of the possible points, in %")),
            TableSection(table=SCORES),
            TextSection(write=write_moves),
        ),
    ),
)
"""What is shown at a country; a year in the list leads to its file."""
