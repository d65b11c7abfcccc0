"""How far the government and the expert agree, as pictures."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ogpkit.api.text import Bar, Bars, Matrix, State, _, current_language, localized
from ogpkit_reporting.comparison import group_by_question

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit_reporting.comparison import ComparedViews


def draw_agreement(compared: Iterable[ComparedViews], plain: str, *, is_one_cycle: bool) -> Iterator[Bars | Matrix]:
    """Yield how often each pair of views occurs, and of one cycle both views on each commitment side by side.

    Args:
        compared: What was compared.
        plain: The language of plain strings in the workspace.
        is_one_cycle: Whether all of it is of one cycle.
    """
    for rows in group_by_question(compared):
        order, placed = rows[0].scale.order, [row for row in rows if row.steps is not None]
        if not placed:
            continue
        if is_one_cycle:
            caption = _("{question}: what both say about each commitment").format(question=rows[0].asks)
            bars = [_make_bar(row, plain) for row in placed]
            yield Bars(caption=caption, bars=bars, most=len(order) - 1, mark=_("the government's view"))
        titles = [rows[0].scale.get_title(level) for level in order]
        counts = Counter((row.government, row.expert) for row in placed)
        yield Matrix(
            caption=_("{question}: the government's view down, the expert's across").format(question=rows[0].asks),
            down=titles,
            across=titles,
            counts=[[counts[own, other] for other in order] for own in order],
            down_title=_("Government"),
            is_agreement=True,
        )


def _make_bar(row: ComparedViews, plain: str) -> Bar:
    """Return the expert's view on a commitment as a bar, with a mark for the government's."""
    order, apart = row.scale.order, abs(row.steps or 0)
    states = (State.ON_TRACK, State.ATTENTION, State.ACTION)
    said = _("{expert}, government: {government}")
    return Bar(
        label=localized(row.commitment.entity.title, current_language(), plain),
        value=order.index(row.expert),
        planned=order.index(row.government),
        planned_text=row.government_title,
        text=said.format(expert=row.expert_title, government=row.government_title),
        state=states[min(apart, 2)],
        address=f"{row.country}/{row.cycle}/commitments/{row.commitment.id}",
    )
