"""The five common expectations (Roadmap II)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters
from textual.widgets import Static

from ogpkit.api import Place
from ogpkit.api.content import CommonExpectation
from ogpkit.api.text import _
from ogpkit.api.ui import plain_content
from ogpkit_commitments.panel.part import PlanPart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from ogpkit_commitments.plan import ActionPlan


class Expectations(PlanPart):
    """Five common expectations: which document shows each, and what is missing (Roadmap II)."""

    expectations_label = getters.query_one(".expectations", Static)

    def compose(self) -> ComposeResult:
        """Yield one text."""
        yield Static("", classes="expectations")

    def show_plan(self, plan: ActionPlan) -> None:
        """Say how each expectation stands."""
        self.expectations_label.update(plain_content("\n".join(self._list_lines(plan))))

    def _list_lines(self, plan: ActionPlan) -> Iterator[str]:
        here = Place(country=plan.cycle.country, cycle=plan.cycle.cycle)
        said = [
            owned.value for owned in (*self.desk.standings(here), *self.desk.standings(Place(country=here.country)))
        ]
        for number, expectation in enumerate(CommonExpectation, 1):
            yield f"{number}. {_(expectation.label)}"
            found = [standing for standing in said if standing.expectation is expectation]
            for standing in found:
                yield f"   {_(standing.verdict.label)}: {standing.headline}"
                for shown in standing.shown_by:
                    yield f"     {_('shown by')} {shown.path}"
                yield from (f"     {_('missing:')} {missing}" for missing in standing.missing)
            if not found:
                yield "   " + _("No installed plugin shows anything about it.")
            yield ""
