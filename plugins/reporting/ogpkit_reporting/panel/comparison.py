"""The government's and the expert's view side by side, differences first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.widgets import DataTable, Select, Static

from ogpkit.api.text import _, current_language
from ogpkit.api.ui import RecordTable, plain_content
from ogpkit_reporting.agreement import Weights
from ogpkit_reporting.comparison import Compared, compare_reports, measure_agreements
from ogpkit_reporting.panel.part import ReportPart
from ogpkit_reporting.reports import list_reports
from ogpkit_reporting.stars import list_stars

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.reports import Reports

STYLES: Final = Path(__file__).with_name("comparison.tcss").read_text("utf-8")


MOST: Final = 1000
"""Rows that are listed; the differences are the first ones."""


class ComparisonTable(ReportPart):
    """Table with a row for each commitment and question, how far both agree, and the chosen row in words."""

    DEFAULT_CSS = STYLES

    words_label = getters.query_one(".words", Static)
    agreement_label = getters.query_one(".agreement", Static)
    weights_select = getters.query_one(".weights", Select)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Follow a cycle, a country or all."""
        super().__init__(desk, place)
        self._rows: tuple[Compared, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield agreement, table, the chosen row."""
        yield Static("", classes="agreement")
        yield Select(
            [(_(one.label), one.value) for one in Weights],
            value=Weights.LINEAR.value,
            allow_blank=False,
            compact=True,
            classes="weights",
        )
        titles = (_("Commitment"), _("Question"), _("Government"), _("Expert"), "")
        yield RecordTable(titles if self.place.cycle else (_("Cycle"), *titles))
        yield Static("", classes="words")

    @on(Select.Changed, ".weights")
    def _change_weights(self) -> None:
        self.follow()

    def show_reports(self, reports: Reports) -> None:  # noqa: ARG002  a country or the whole workspace has several
        """Fill the table.

        Args:
            reports: The reports on the cycle.
        """
        places = tuple(list_reports(self.desk.workspace, (self.place,) if self.place.country else ()))
        self._rows = compare_reports(places)
        room = max((self.size.width - 40) // 2, 20)
        self.query_one(RecordTable).fill([self._format_row(row) for row in self._rows[:MOST]], room)
        lines = [*self._format_agreement(), *_format_stars(places)]
        self.agreement_label.update(plain_content("\n".join(lines) or _("There is nothing to compare yet.")))
        self._show_chosen()

    def _format_row(self, row: Compared) -> tuple[str, ...]:
        cells = (
            row.commitment.entity.title.best(current_language(), self.desk.workspace.language, "en"),
            row.asks,
            row.scale.get_title(row.government) if row.government else "–",
            row.scale.get_title(row.expert) if row.expert else "–",
            _sign(row),
        )
        return cells if self.place.cycle else (f"{row.country}/{row.cycle}", *cells)

    def _format_agreement(self) -> Iterator[str]:
        for one in measure_agreements(self._rows, Weights(str(self.weights_select.value))):
            yield one.describe(one.asks)

    @on(DataTable.RowHighlighted)
    def _show_highlighted(self) -> None:
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.query_one(RecordTable).chosen(self._rows)
        words = self.words_label
        words.display = chosen is not None
        if chosen is not None:
            words.update(plain_content("\n".join(_format_views(chosen))))


def _sign(row: Compared) -> str:
    if row.agrees is None:
        return ""
    if row.agrees:
        return "="
    return "≠" if row.steps is None else f"≠ {row.steps:+d}"


def _format_views(row: Compared) -> Iterator[str]:
    said = row.assessment.summary if row.assessment else None
    reason = row.answer.reason if row.answer else None
    yield _("Government: {text}").format(text=said.best(current_language(), "en") if said else "–")
    yield _("Expert: {text}").format(text=reason.best(current_language(), "en") if reason else "–")


def _format_stars(places: tuple[Reports, ...]) -> Iterator[str]:
    found = [one for reports in places for one in list_stars(reports)]
    if found:
        earned = sum(1 for one in found if one.earned)
        yield _("Stars: {earned} of {all} commitments.").format(earned=earned, all=len(found))
