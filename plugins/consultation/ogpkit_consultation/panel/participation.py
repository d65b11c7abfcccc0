"""Charts of who took part, by group and by mechanism."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import getters
from textual.containers import VerticalScroll
from textual.widgets import Static

from ogpkit.api.text import _, text_bar
from ogpkit.api.ui import plain_content
from ogpkit_consultation.panel.part import ConsultationPart
from ogpkit_consultation.participation import count_by_group, count_by_mechanism, count_by_outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult

    from ogpkit_consultation.dossier import Dossier

_NAME: Final = 26


class Participation(ConsultationPart):
    """Bars that are readable without colour, each with its number."""

    charts_label = getters.query_one(".charts", Static)

    def compose(self) -> ComposeResult:
        """Yield one text."""
        with VerticalScroll():
            yield Static("", classes="charts")

    def show(self) -> None:
        """Draw the charts for the width that there is."""
        dossier = self.dossier
        width = max(min(self.size.width - _NAME - 16, 60), 10)
        lines = list(_draw_charts(dossier, width)) if dossier else [_("There is no file about a consultation yet.")]
        self.charts_label.update(plain_content("\n".join(lines)))

    def on_resize(self) -> None:
        """Draw them for the new width."""
        self.follow()


def _draw_charts(dossier: Dossier, width: int) -> Iterator[str]:
    groups, mechanisms = count_by_group(dossier), count_by_mechanism(dossier)
    events = [(_(one.of.label), one.events) for one in groups]
    counted = [(_(one.of.label), one.people) for one in groups if one.people is not None]
    comments = [(_(one.of.label), one.comments) for one in groups]
    people = [(_(one.of.label), one.people) for one in mechanisms]
    outcomes = [
        (_(outcome.label) if outcome else _("Not answered"), count)
        for outcome, count in count_by_outcome(dossier.comments).items()
    ]
    for title, rows in (
        (_("Events in which a group took part"), events),
        (_("People counted at events, by group"), counted),
        (_("Written comments, by group"), comments),
        (_("Participants, by mechanism"), people),
        (_("What became of the comments"), outcomes),
    ):
        if rows:
            yield from _draw_chart(title, rows, width)


def _draw_chart(title: str, rows: Sequence[tuple[str, int | None]], width: int) -> Iterator[str]:
    most = max((count or 0 for _name, count in rows), default=0)
    yield title
    for name, count in rows:
        drawn = text_bar(count or 0, most, width)
        yield f"  {name[:_NAME]:<{_NAME}} {drawn} {_('not known') if count is None else count}"
    yield ""
