"""What is wrong at a place, as a list that follows every change; Enter or a click goes to the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.widgets import OptionList, Select, Static
from textual.widgets.option_list import Option

from ogpkit.app.going import GoTo
from ogpkit.app.plain import plain_line
from ogpkit.contributions import Place, Severity
from ogpkit.language import _, _n

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from ogpkit.check.finding import Finding
    from ogpkit.desk import Desk

MOST = 500
"""Findings that are listed; the count names all of them."""

SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!", Severity.ADVICE: "·"}


class ProblemList(Vertical):
    """The findings at a place."""

    def __init__(self, desk: Desk, place: Place) -> None:
        """Follow a desk.

        Args:
            desk: The workspace.
            place: Where to look; the whole workspace when it is empty.
        """
        super().__init__()
        self._desk = desk
        self._place = place
        self._shown: tuple[Finding, ...] = ()
        self._all: tuple[Finding, ...] = ()
        self._stop: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """A count, a choice of severity, the list."""
        with Horizontal(classes="head"):
            yield Static("", classes="count")
            options = [(_("all of them"), ""), *((_(one.label), one.value) for one in Severity)]
            yield Select(options, value="", allow_blank=False, compact=True, classes="severity")
        yield OptionList()

    def on_mount(self) -> None:
        """Show what is wrong now, and follow every change."""
        self._stop = self._desk.subscribe(self.refresh_findings)
        self.refresh_findings()

    def on_unmount(self) -> None:
        """Follow no longer."""
        if self._stop:
            self._stop()

    def look_at(self, place: Place) -> None:
        """Look at another place.

        Args:
            place: The place.
        """
        self._place = place
        self.refresh_findings()

    @on(Select.Changed, ".severity")
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        self.refresh_findings()

    @on(OptionList.OptionSelected)
    def _go(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        finding = self._shown[event.option_index]
        document = self._desk.workspace.documents.get(finding.path)
        country = document.country if document else ""
        cycle = document.cycle if document else ""
        self.post_message(GoTo(Place(country=country, cycle=cycle, path=finding.path, at=finding.at)))

    def refresh_findings(self) -> None:
        """Show what is wrong now."""
        if not self.is_attached:
            return
        severity = self.query_one(".severity", Select).value
        found = self._desk.findings_at(self._place)
        kept = tuple(one for one in found if not severity or one.severity == severity)
        if kept == self._all and self._shown:
            return
        self._all, self._shown = kept, kept[:MOST]
        count = _n("{count} problem", "{count} problems", len(kept)).format(count=len(kept))
        self.query_one(".count", Static).update(plain_line(count if kept else _("Nothing is wrong here.")))
        shelf = self.query_one(OptionList)
        at = shelf.highlighted
        shelf.clear_options()
        shelf.add_options(
            [
                Option(plain_line(f"{SIGNS[one.severity]} {one.path}:{one.line} {one.message} {one.remedy}"))
                for one in self._shown
            ]
        )
        if at is not None and self._shown:
            shelf.highlighted = min(at, len(self._shown) - 1)
