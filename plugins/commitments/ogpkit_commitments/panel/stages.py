"""The stages of a cycle."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal
from textual.widgets import Button, Input, Select, Static

from ogpkit.api import OgpkitError, next_stages, stage_title
from ogpkit.api.editing import StageBlocked, advance_stage, installed_plugins
from ogpkit.api.text import _
from ogpkit.api.ui import plain_content
from ogpkit_commitments.panel.part import PlanPart

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit_commitments.plan import ActionPlan


class Stages(PlanPart):
    """Stages that the cycle has gone through, and the next one."""

    missing_label = getters.query_one(".missing", Static)
    stage_select = getters.query_one(".stage", Select)
    history_label = getters.query_one(".history", Static)
    day_input = getters.query_one(".on", Input)
    by_input = getters.query_one(".by", Input)

    def compose(self) -> ComposeResult:
        """Yield history above, the next step below."""
        yield Static("", classes="history")
        with Horizontal(classes="step"):
            yield Select([], prompt=_("Next stage"), classes="stage")
            yield Input(date.today().isoformat(), classes="on", placeholder=_("Day"))  # noqa: DTZ011  the person's own day
            yield Input("", classes="by", placeholder=_("Who"))
            yield Button(_("Enter this stage"), classes="enter")
        yield Static("", classes="missing trouble")

    def show_plan(self, plan: ActionPlan) -> None:
        """Show the stages."""
        graph = installed_plugins(self.desk).find_graph(type(plan.cycle.entity))
        if graph is None:
            return
        workspace = self.desk.workspace
        lines = [
            f"{step.on.isoformat()}  {stage_title(graph, plan.cycle, workspace, step.stage)}"
            + (f" · {step.by}" if step.by else "")
            for step in plan.cycle.entity.history
        ]
        self.history_label.update(plain_content("\n".join(lines) or _("The cycle has not begun yet.")))
        options = [
            (stage_title(graph, plan.cycle, workspace, name), name)
            for name in next_stages(graph, plan.cycle, workspace)
        ]
        self.stage_select.set_options(options)

    @on(Button.Pressed, ".enter")
    def _enter(self, event: Button.Pressed) -> None:
        event.stop()
        plan, choice = self.plan, self.stage_select
        missing = self.missing_label
        missing.display = True
        if plan is None or choice.is_blank():
            missing.update(_("Choose the next stage first."))
            return
        try:
            on_day = date.fromisoformat(self.day_input.value.strip())
            advance_stage(self.desk, plan.cycle.path, str(choice.value), on_day, self.by_input.value.strip())
        except ValueError:
            missing.update(_("The day is no date. Write year-month-day, for example 2012-04-10."))
        except StageBlocked as error:
            missing.update(plain_content("\n".join(f"✗ {one}" for one in error.missing)))
        except OgpkitError as error:
            missing.update(plain_content(str(error)))
        else:
            missing.update("")
