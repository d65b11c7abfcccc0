"""Stars of model commitments, where an edition gives them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.text import _, current_language, join_list, localized
from ogpkit_reporting.questionnaire import list_questions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit_reporting.edition import ReportingPart
    from ogpkit_reporting.reports import Reports


@attrs.frozen(kw_only=True)
class Star:
    """Star of a commitment, or what stands against one.

    Attributes:
        commitment: The commitment's identifier.
        earned: Whether it has; None while a question that decides is not answered and no other stands against it.
        against: The questions whose answers stand against it.
        open: The questions that are not answered.
    """

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
    return tuple(
        _award_star(one.id, {name: given.get((one.id, name)) for name in wanted}, wanted) for one in reports.commitments
    )


def describe_formula(part: ReportingPart, language: str = "") -> str:
    """Return what earns a star by a rule set, in a sentence; empty where it gives none.

    Args:
        part: The rule set.
        language: The language; the one in use when left out.
    """
    spoken = language or current_language()
    conditions = [
        ": ".join(
            (
                _name_question(part, question, spoken),
                join_list(part.get_scale(question).get_title(answer, spoken) for answer in answers),
            )
        )
        for question, answers in part.star.items()
        if answers
    ]
    return (
        _("Under these rules, a star requires: {conditions}.").format(conditions="; ".join(conditions))
        if conditions
        else ""
    )


def _name_question(part: ReportingPart, name: str, language: str) -> str:
    question = part.questions.get(name)
    return (
        (localized(question.short, language, "en") or localized(question.title, language, "en")) if question else name
    )


def _award_star(commitment: str, given: Mapping[str, str | None], wanted: Mapping[str, tuple[str, ...]]) -> Star:
    against = tuple(name for name, answer in given.items() if answer and answer not in wanted[name])
    unknown = tuple(name for name, answer in given.items() if not answer)
    # one answer against it decides, whatever is still open
    return Star(
        commitment=commitment, earned=False if against else None if unknown else True, against=against, open=unknown
    )
