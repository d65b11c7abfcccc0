"""The eligibility panel: the verdict at the top, the score card, the evidence as a form, and the years as a plot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Label, Select, Static, TabbedContent, TabPane
from textual_plotext import PlotextPlot

from ogpkit.api.editing import SetValue
from ogpkit.api.text import _, text_bar
from ogpkit.api.ui import DocumentForm, LiveWidget, plain_content, start_action
from ogpkit_eligibility.card import format_comparisons, format_oversight
from ogpkit_eligibility.improvements import Improvement, describe_improvement, list_improvements, list_risks
from ogpkit_eligibility.oversight import compare_years, find_case
from ogpkit_eligibility.wording import get_best_text
from ogpkit_eligibility.years import Year, list_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession

STYLES: Final = Path(__file__).with_name("panel.tcss").read_text("utf-8")


_WIDTH: Final = 16
"""Letters in a bar."""


def make_eligibility_panel(desk: EditSession, place: Place) -> Widget:
    """Make the panel.

    Args:
        place: The country.
    """
    return EligibilityPanel(desk, place)


class EligibilityPanel(LiveWidget, Vertical):
    """Eligibility of a country in one year, and over the years."""

    DEFAULT_CSS = STYLES

    year_select = getters.query_one(".year", Select)
    evidence_tab_pane = getters.query_one("#evidence", TabPane)
    scroll_vertical_scroll = getters.query_one(".scroll", VerticalScroll)
    review_button = getters.query_one(".review", Button)
    verdict_label = getters.query_one(".verdict", Static)
    why_label = getters.query_one(".why", Static)
    comparison_label = getters.query_one(".comparison", Static)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Show the newest year of a country.

        Args:
            place: The country.
        """
        super().__init__(desk, place)
        self._year = max((year.year for year in self._list_years()), default=0)
        self._changes: tuple[Improvement, ...] = ()
        self._form = ""

    def compose(self) -> ComposeResult:
        """Yield the verdict, which stays in sight while the tabs below it change."""
        yield Static("", classes="verdict")
        yield Static("", classes="why")
        with Horizontal(classes="choice"):
            yield Select([], allow_blank=True, prompt=_("Year"), compact=True, classes="year first")
            yield Button(_("Begin a year"), compact=True, classes="begin")
            yield Button(_("Open a review"), compact=True, classes="review")
        with TabbedContent():
            with TabPane(_("Score card"), id="card"):
                yield VerticalScroll(classes="scroll")
            yield TabPane(_("Evidence"), id="evidence")
            with TabPane(_("Years"), id="years"), VerticalScroll():
                yield PlotextPlot()
                yield Static("", classes="card comparison")

    @on(Select.Changed, ".year")
    def choose_year(self, event: Select.Changed) -> None:
        """Show another year.

        Args:
            event: The choice.
        """
        if isinstance(event.value, int) and event.value != self._year:
            self._year = event.value
            self.show()

    @on(Button.Pressed, ".begin")
    def begin(self) -> None:
        """Begin the evidence of the next year."""
        start_action(self, self.desk, "eligibility-begin-year", self.place)
        self._year = max((year.year for year in self._list_years()), default=0)
        self.show()

    @on(Button.Pressed, ".review")
    def review(self) -> None:
        """Open a review of a country that fell."""
        start_action(self, self.desk, "eligibility-open-review", self.place)

    @on(Button.Pressed, ".change")
    def make_change(self, event: Button.Pressed) -> None:
        """Make one of the single changes in the evidence; it can be undone.

        Args:
            event: The button with the change.
        """
        shown = self._find_shown()
        number = int((event.button.name or "-1").rsplit("-", 1)[-1])
        if shown is None or not 0 <= number < len(self._changes):
            return
        change = self._changes[number]
        self.desk.change(shown.document.path, [SetValue(change.at, change.value)], change.text)
        self.desk.settle()

    def _list_years(self) -> tuple[Year, ...]:
        return list_years(self.desk.workspace, self.place.country)

    def _find_shown(self) -> Year | None:
        return next((year for year in self._list_years() if year.year == self._year), None)

    def show(self) -> None:
        """Show the chosen year as it is now; where it is gone, the newest one."""
        known = {year.year for year in self._list_years()}
        if self._year not in known:
            self._year = max(known, default=0)
        self._offer_years()
        self._show_form()
        self._show_score()

    def _offer_years(self) -> None:
        choice = self.year_select
        options = [(str(year.year), year.year) for year in reversed(self._list_years())]
        choice.set_options(options)
        if self._year:
            choice.value = self._year

    def _show_form(self) -> None:
        shown = self._find_shown()
        path = shown.document.path if shown else ""
        if path == self._form:  # the form follows the desk itself, and what is being typed in it stays
            return
        self._form = path
        pane = self.evidence_tab_pane
        pane.remove_children()
        if path:
            pane.mount(DocumentForm(self.desk, path))

    def _show_score(self) -> None:
        shown = self._find_shown()
        headline, why = _describe_verdict(shown)
        self.verdict_label.update(plain_content(headline))
        self.why_label.update(plain_content(why))
        scroll = self.scroll_vertical_scroll
        scroll.remove_children()
        self._changes = ()
        if shown is not None:
            self._changes = list_improvements(shown.document.entity, shown.part)
            scroll.mount_all([*self._compose_card(shown)])
        self._show_years()

    def _compose_card(self, shown: Year) -> Iterator[Widget]:
        yield Static(plain_content("\n".join(_format_criteria(shown))), classes="card")
        if self._changes:
            yield Label(
                _("Single changes that would raise the points; Enter makes one, F6 undoes it:"), classes="heading"
            )
        for number, change in enumerate(self._changes):
            yield Button(
                plain_content(describe_improvement(change)), classes="change", name=f"change-{number}", compact=True
            )
        lost = tuple(describe_improvement(change) for change in list_risks(shown.document.entity, shown.part))
        for heading, lines in (
            (_("Single changes that would lose the verdict:"), lost),
            (_("Missing:"), shown.score.missing),
            (_("Unconfirmed:"), shown.score.notes),
        ):
            if lines:
                yield Label(heading, classes="heading")
                yield Static(plain_content("\n".join(f"• {line}" for line in lines)), classes="card")

    def _show_years(self) -> None:
        found = self._list_years()
        case = find_case(self.desk.workspace, self.place.country)
        lines = [
            *(format_oversight(case) if case else ()),
            *format_comparisons(compare_years(self.desk.workspace, self.place.country)),
        ]
        self.comparison_label.update(plain_content("\n".join(lines)))
        widget = self.query_one(PlotextPlot)
        widget.display = len(found) > 1
        if widget.display:
            _draw_plot(widget, found)
        self.review_button.display = case is not None and not case.reviews


def _describe_verdict(year: Year | None) -> tuple[str, str]:
    """Return the verdict in a few words with its bar, and in a sentence."""
    if year is None:
        return _("No evidence at hand"), _("Begin a year to write down what the surveys say.")
    score = year.score
    if score.points is None or not score.possible:
        return f"{year.year}: {score.headline}", score.why
    drawn = text_bar(score.points, score.possible, _WIDTH, score.threshold)
    return f"{year.year}: {drawn} {score.headline}", score.why


def _format_criteria(year: Year) -> Iterator[str]:
    """Yield each criterion with its bar and what earned its points."""
    for name, one in year.score.criteria.items():
        if one is None:
            yield f"{'·' * _WIDTH}  –/{year.part.criteria[name].most}  {get_best_text(year.part.criteria[name].title)}"
            yield f"{'':{_WIDTH}}       " + _("no evidence: left out of the possible points")
            continue
        yield f"{text_bar(one.points, one.possible, _WIDTH)}  {one.points}/{one.possible}  {one.title}"
        yield from (f"{'':{_WIDTH}}       {reason.points:+d}  {reason.text}" for reason in one.reasons)


def _draw_plot(widget: PlotextPlot, found: tuple[Year, ...]) -> None:
    """Plot the shares of the possible points by year, with the threshold."""
    known = [year for year in found if year.score.share is not None]
    plot = widget.plt
    plot.clear_data()
    numbers = [float(year.year) for year in known]
    plot.plot(numbers, [float(year.score.share or 0) * 100 for year in known], marker="braille")
    plot.scatter(numbers, [float(year.score.share or 0) * 100 for year in known], marker="●")
    for year in known[-1:]:
        plot.hline(year.part.share)
    plot.ylim(0, 100)
    plot.xticks(numbers, [str(year.year) for year in known])
    plot.title(_("Share of the possible points, in per cent"))
    widget.refresh()
