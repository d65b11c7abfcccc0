"""The expert group's view of the participating countries, year over year (Roadmap I, last paragraph).

A country that falls below the minimum is flagged for the Steering Committee with the years and the criterion; it has about
a year to recover; from the edition of 2023 on, two consecutive years below lead to an eligibility review.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Country, Document, country_name
from ogpkit.api.text import _
from ogpkit_eligibility.model import Review
from ogpkit_eligibility.scoring import get_evidence
from ogpkit_eligibility.tables import read_values
from ogpkit_eligibility.wording import format_value, get_best_text, label_of
from ogpkit_eligibility.years import Year, list_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Workspace


@attrs.frozen(kw_only=True)
class Move:
    """Change of one criterion between two years.

    Attributes:
        criterion: Its name.
        title: The same for a person.
        before: Its points in the earlier year; None where they are not known or the survey did not cover the country.
        after: Its points in the later year, likewise.
        evidence: What changed in the evidence, each in a few words.
    """

    criterion: str
    title: str
    before: int | None
    after: int | None
    evidence: tuple[str, ...] = ()

    @property
    def by(self) -> int | None:
        """Return by how many points it moved; None where one of the two is not known."""
        return None if self.before is None or self.after is None else self.after - self.before


@attrs.frozen(kw_only=True)
class Comparison:
    """Two years of a country side by side.

    Attributes:
        before: The earlier year.
        after: The later year.
        moves: The criteria whose points or evidence differ, in the order of the edition.
    """

    before: Year
    after: Year
    moves: tuple[Move, ...]

    @property
    def fell(self) -> bool:
        """Tell whether the country was at the minimum before and is below it after."""
        # a verdict that turns on missing evidence is no fall: missing data must not look like a decline
        return self.before.score.eligible is True and self.after.score.eligible is False

    @property
    def fallen_criteria(self) -> tuple[str, ...]:
        """Return the criteria that are known to have lost points."""
        return tuple(move.criterion for move in self.moves if (move.by or 0) < 0)


@attrs.frozen(kw_only=True)
class Case:
    """Participating country that is below the minimum in its newest year.

    Attributes:
        country: Its identifier.
        name: Its name.
        below: The years below the minimum without one above between them, oldest first.
        fall: The comparison in which it fell; None where it was never at the minimum before.
        recover_by: The day by which it must be back at the minimum; None where the edition does not say.
        review_due: Whether the edition asks for a review after so many years below.
        reviews: The reviews of these years.
    """

    country: str
    name: str
    below: tuple[Year, ...]
    fall: Comparison | None
    recover_by: date | None
    review_due: bool
    reviews: tuple[Document[Review], ...] = ()

    @property
    def newest(self) -> Year:
        """Return the newest year."""
        return self.below[-1]


def compare(before: Year, after: Year) -> Comparison:
    """Set two years side by side.

    Args:
        before: The earlier year.
        after: The later year.
    """
    names = dict.fromkeys((*before.part.criteria, *after.part.criteria))
    moves = (_move(name, before, after) for name in names)
    return Comparison(
        before=before,
        after=after,
        moves=tuple(move for move in moves if move.before != move.after or move.evidence),
    )


def compare_years(workspace: Workspace, country: str) -> tuple[Comparison, ...]:
    """Return each year of a country beside the one before it, oldest first.

    Args:
        country: Its identifier.
    """
    return tuple(compare(before, after) for before, after in pairwise(list_years(workspace, country)))


def is_participating(workspace: Workspace, country: str, year: int) -> bool:
    """Tell whether a country had joined by the end of a year.

    Args:
        country: Its identifier.
    """
    found = workspace.one(Country, country)
    joined = found.entity.joined if found else None
    # by the end of the year: Roadmap I looks at participating countries, and scores are of whole years
    return joined is not None and joined.year <= year


def list_cases(workspace: Workspace) -> tuple[Case, ...]:
    """Return the participating countries that are below the minimum in their newest year, in the order of their identifiers."""
    found = (find_case(workspace, country) for country in workspace.countries)
    return tuple(case for case in found if case)


def find_case(workspace: Workspace, country: str) -> Case | None:
    """Return a country's case, or None when it does not take part or is not below the minimum.

    Args:
        country: Its identifier.
    """
    below = _list_years_below(list_years(workspace, country))
    # the minimum is a condition for others too, but only “participating countries” are overseen (Roadmap I)
    if not below or not is_participating(workspace, country, below[-1].year):
        return None
    fall = next(
        (one for one in compare_years(workspace, country) if one.after.year == below[0].year and one.fell), None
    )
    rule = below[-1].part.oversight
    back = rule.years_to_recover if rule else None
    # only the edition of 2023 has two consecutive years; before it each fall was for the experts to judge
    after = rule.review_after if rule else None
    consecutive = _count_consecutive(below)
    return Case(
        country=country,
        name=country_name(workspace, country),
        below=below,
        fall=fall,
        # counted from the first year below, so that a second bad year does not buy more time
        recover_by=date(below[0].year + back, 12, 31) if back is not None else None,
        review_due=after is not None and consecutive >= after,
        reviews=find_reviews(workspace, country, {year.year for year in below}),
    )


def find_reviews(workspace: Workspace, country: str, of_years: set[int]) -> tuple[Document[Review], ...]:
    """Return the reviews of a country that look at any of some years.

    Args:
        country: Its identifier.
    """
    return tuple(review for review in workspace.all(Review, country) if of_years & set(review.entity.years))


def _list_years_below(of_country: tuple[Year, ...]) -> tuple[Year, ...]:
    """Return the last years below the minimum; a year without a verdict neither counts nor ends them."""
    found: list[Year] = []
    for year in reversed(of_country):
        # being at the minimum once ends the case: Roadmap I asks for good standing, not for a record
        if year.score.eligible:
            break
        if year.score.eligible is False:
            found.append(year)
    return tuple(reversed(found))


def _count_consecutive(below: tuple[Year, ...]) -> int:
    """Return how many calendar years in a row, up to the newest, are below."""
    count, expected = 0, below[-1].year
    for year in reversed(below):
        # a gap in the evidence is not a year below: “consecutive” needs each of them
        if year.year != expected:
            break
        count, expected = count + 1, expected - 1
    return count


def _move(name: str, before: Year, after: Year) -> Move:
    # editions differ in their criteria; the later one is what the country must meet now
    rule = after.part.criteria.get(name) or before.part.criteria[name]
    first, second = before.score.criteria.get(name), after.score.criteria.get(name)
    return Move(
        criterion=name,
        title=get_best_text(rule.title),
        before=first.exact if first else None,
        after=second.exact if second else None,
        evidence=tuple(_list_changed_evidence(name, before, after)),
    )


def _list_changed_evidence(name: str, before: Year, after: Year) -> Iterator[str]:
    first, second = get_evidence(before.document.entity, name), get_evidence(after.document.entity, name)
    if first is None or second is None:
        return
    old, new = read_values(first), read_values(second)
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield _("{evidence}: {before} → {after}").format(
                evidence=label_of(name, key),
                before=format_value(old[key]) if key in old else "–",
                after=format_value(new[key]) if key in new else "–",
            )
