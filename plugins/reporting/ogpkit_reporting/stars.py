"""Stars of model commitments, where an edition gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit_reporting.questionnaire import list_questions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit_reporting.reports import Reports


@attrs.frozen(kw_only=True)
class Star:
    """Star of a commitment, or what stands against one.

    Attributes:
        country: The country's identifier.
        cycle: The cycle's identifier.
        commitment: The commitment's identifier.
        earned: Whether it has; None while a question that decides is not answered and no other stands against it.
        against: The questions whose answers stand against it.
        open: The questions that are not answered.
    """

    country: str
    cycle: str
    commitment: str
    earned: bool | None
    against: tuple[str, ...] = ()
    open: tuple[str, ...] = ()


def list_stars(reports: Reports) -> tuple[Star, ...]:
    """Return the star of each commitment; nothing where the edition gives none.

    Args:
        reports: The reports on the cycle.
    """
    # an edition takes an inherited condition away by leaving its answers empty
    wanted = {question: answers for question, answers in reports.part.star.items() if answers}
    if not wanted:
        return ()
    given = {(one.commitment, one.name): one.given for one in list_questions(reports)}
    return tuple(_award_star(reports, one.id, given, wanted) for one in reports.commitments)


def _award_star(
    reports: Reports,
    commitment: str,
    given: Mapping[tuple[str, str], str | None],
    wanted: Mapping[str, tuple[str, ...]],
) -> Star:
    answers = {name: given.get((commitment, name)) for name in wanted}
    against = tuple(name for name, answer in answers.items() if answer and answer not in wanted[name])
    unknown = tuple(name for name, answer in answers.items() if not answer)
    return Star(
        country=reports.country,
        cycle=reports.cycle,
        commitment=commitment,
        # one answer against it decides, whatever is still open
        earned=False if against else None if unknown else True,
        against=against,
        open=unknown,
    )
