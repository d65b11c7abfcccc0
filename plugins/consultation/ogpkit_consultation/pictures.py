"""Who took part in a consultation, and what was said in writing, as pictures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ogpkit.api.text import Bar, Bars, Matrix, Point, State, Trend, _, write_day
from ogpkit_consultation.dossier import (
    count_by_group,
    count_by_mechanism,
    count_by_outcome,
    count_by_week,
    list_groups,
)
from ogpkit_consultation.model import Group, Mechanism
from ogpkit_consultation.paper import describe_outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from ogpkit_consultation.dossier import Dossier

_MOST_WEEKS: Final = 26
"""Weeks that are shown of the comments, the last ones."""


def draw_participation(dossier: Dossier) -> Iterator[Bars | Matrix]:
    """Yield who took part, by group, by channel and by both."""
    groups, mechanisms = count_by_group(dossier), count_by_mechanism(dossier)
    counted = [(_(one.of.label), one.people) for one in groups if one.people is not None]
    charts: tuple[tuple[str, Sequence[tuple[str, int | None]]], ...] = (
        (_("Events in which a group took part"), [(_(one.of.label), one.events) for one in groups]),
        (_("People counted at events, by group"), counted),
        (_("Written comments, by group"), [(_(one.of.label), one.comments) for one in groups]),
        (_("Participants, by mechanism"), [(_(one.of.label), one.people) for one in mechanisms]),
    )
    yield from (Bars(caption=caption, bars=[_make_bar(*row) for row in rows]) for caption, rows in charts if rows)
    pairs = Counter((group, event.mechanism) for event in dossier.held_events for group in list_groups(event))
    down = [group for group in Group if any(group is one for one, _mechanism in pairs)]
    across = [mechanism for mechanism in Mechanism if any(mechanism is one for _group, one in pairs)]
    if len(down) > 1 and len(across) > 1:
        yield Matrix(
            caption=_("Events by group and by mechanism"),
            down=[_(one.label) for one in down],
            across=[_(one.label) for one in across],
            counts=[[pairs[group, mechanism] for mechanism in across] for group in down],
            down_title=_("Group"),
        )


def draw_comments(dossier: Dossier) -> Iterator[Bars | Trend]:
    """Yield what happened with the comments, and how many came in each week."""
    outcomes = count_by_outcome(dossier.comments)
    if outcomes:
        bars = [
            _make_bar(describe_outcome(outcome), count, None if outcome else State.ATTENTION)
            for outcome, count in outcomes.items()
        ]
        yield Bars(caption=_("What happened with the comments"), bars=bars)
        yield _draw_weeks(count_by_week(dossier.comments))


def _make_bar(label: str, count: int | None, state: State | None = None) -> Bar:
    return Bar(label=label, value=count, text=_("not known") if count is None else str(count), state=state)


def _draw_weeks(weeks: Mapping[date, int]) -> Trend:
    """Return how many comments came in each week; a week is called by the Monday on which it begins."""
    kept = [*weeks.items()][-_MOST_WEEKS:]
    caption = _("Comments received in each week that begins on a Monday, {first} to {last}")
    return Trend(
        caption=caption.format(first=write_day(kept[0][0]), last=write_day(kept[-1][0])),
        points=[Point(label=f"{day:%m-%d}", value=count) for day, count in kept],
    )
