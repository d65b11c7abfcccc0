"""The steps of the independent report: where it is, what comes next, who may do it, and what stands against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Select, Static

from ogpkit.api import next_stages, stage_title
from ogpkit.api.editing import advance_stage
from ogpkit.api.text import _
from ogpkit.api.ui import plain_content
from ogpkit_reporting import acting
from ogpkit_reporting.drafts import Kept, list_sendings
from ogpkit_reporting.model import GovernmentResponse, Publication
from ogpkit_reporting.panel.part import ReportPart, parse_addresses, parse_day
from ogpkit_reporting.stages import INDEPENDENT_STAGES
from ogpkit_reporting.standing import describe_reports, list_obstacles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.content import Translated
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.reports import Reports


class Steps(ReportPart):
    """Stages that the report has gone through with the drafts that were sent, and the next one."""

    stage_select = getters.query_one(".stage", Select)
    who_select = getters.query_one(".who", Select)
    history_label = getters.query_one(".history", Static)
    url_input = getters.query_one(".url", Input)
    next_input = getters.query_one(".next", Input)
    first_input = getters.query_one(".first", Input)
    names_input = getters.query_one(".names", Input)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Follow a cycle.

        Args:
            place: The cycle.
        """
        super().__init__(desk, place)
        self._offered: list[str] = []

    def compose(self) -> ComposeResult:
        """Yield history above, the next step below."""
        with VerticalScroll(classes="past"):
            yield Static("", classes="history")
        with Vertical(classes="edit"):
            yield Static("", classes="missing trouble")
            with Horizontal(classes="line beginning"):
                yield Input("", placeholder=_("Day"), compact=True, classes="on first")
                yield Input("", placeholder=_("Researchers, separated by commas"), compact=True, classes="names grow")
                yield Button(_("Begin"), name="begin", compact=True, classes="begin")
            with Horizontal(classes="line going"):
                yield Select([], prompt=_("Next stage"), compact=True, classes="stage")
                yield Select([], prompt=_("Who"), compact=True, classes="who")
                yield Input("", placeholder=_("Day"), compact=True, classes="on next")
                yield Button(_("Advance"), name="enter", compact=True, classes="enter")
            with Horizontal(classes="line going"):
                yield Input("", placeholder=_("Addresses: en=https://…"), compact=True, classes="url grow")
                yield Button(_("Published at"), name="publish", compact=True, classes="publish")
                yield Button(_("Responded at"), name="respond", compact=True, classes="respond")
                yield Button(_("Open the file"), name="open", compact=True, classes="open")

    def show_reports(self, reports: Reports) -> None:
        """Show the steps.

        Args:
            reports: The reports on the cycle.
        """
        document, workspace = reports.independent, self.desk.workspace
        self.query_one(".beginning").display = document is None
        for line in self.query(".going"):
            line.display = document is not None
        lines = list(self._list_lines(reports))
        self.history_label.update(plain_content("\n".join(lines)))
        if document is None:
            return
        options = [
            (stage_title(INDEPENDENT_STAGES, document, workspace, name), name)
            for name in next_stages(INDEPENDENT_STAGES, document, workspace)
        ]
        choice = self.stage_select
        names = [value for _prompt, value in options]
        if names != self._offered:  # what somebody has chosen stays
            self._offered = names
            choice.set_options(options)
            if options:
                choice.value = options[0][1]

    def _list_lines(self, reports: Reports) -> Iterator[str]:
        document, workspace = reports.independent, self.desk.workspace
        if document is None:
            yield _("Nobody has been assigned to write the independent report yet.")
            return
        kept = {one.position: one for one in list_sendings(document, workspace, reports.part)}
        for position, step in enumerate(document.entity.history):
            line = f"✓ {step.on.isoformat()}  {stage_title(INDEPENDENT_STAGES, document, workspace, step.stage)}"
            line += f" · {reports.part.get_role(step.by)}" if step.by else ""
            if position in kept and kept[position].kept is not Kept.NEVER:
                line += " · " + _("draft {draft}: {state}").format(
                    draft=kept[position].draft[:8], state=_(kept[position].kept.label)
                )
            yield line
        states = describe_reports(reports, workspace)
        waiting = list(list_obstacles(states[1], workspace)) if states else []
        if waiting and not self.query_one(".missing").display:  # what is refused says it itself
            yield ""
            yield _("The next stage waits for:")
            yield from (f"  ✗ {one}" for one in waiting)

    @on(Select.Changed, ".stage")
    def _offer_actors(self) -> None:
        choice, who = self.stage_select, self.who_select
        part = self.reports.part
        stage = None if choice.is_blank() else part.stages.get(str(choice.value))
        actors = stage.by if stage else ()
        who.set_options([(part.get_role(name), name) for name in part.roles])
        if len(actors) == 1:
            who.value = actors[0]

    @on(Button.Pressed)
    def _press_tool(self, event: Button.Pressed) -> None:
        event.stop()
        match event.button.name:
            case "begin":
                self.try_action(self._begin)
            case "enter":
                self.try_action(self._enter)
            case "publish":
                self.try_action(self._publish)
            case "respond":
                self.try_action(self._respond)
            case "open":
                document = self.reports.independent
                if document is not None:
                    self.open(document.path)

    def try_action(self, act: Callable[[], object]) -> bool:
        """Do something at the desk, and say once what stands against it.

        Args:
            act: Does it.

        Returns:
            Whether it was done.
        """
        done = super().try_action(act)
        self.follow()
        return done

    def _publish(self) -> None:
        acting.publish_independent(self.desk, self.place, Publication(url=self._read_addresses()))

    def _respond(self) -> None:
        response = GovernmentResponse(on=parse_day(self.next_input.value), url=self._read_addresses())
        acting.respond(self.desk, self.place, response)

    def _read_addresses(self) -> Translated:
        return parse_addresses(self.url_input.value, self.desk.workspace.language)

    def _begin(self) -> None:
        names = [name.strip() for name in self.names_input.value.split(",") if name.strip()]
        new = acting.NewReport(researchers=tuple(names), on=parse_day(self.first_input.value))
        acting.begin(self.desk, self.place, new)

    def _enter(self) -> None:
        choice, who = self.stage_select, self.who_select
        stage = "" if choice.is_blank() else str(choice.value)
        by = "" if who.is_blank() else str(who.value)
        path = acting.find_independent(self.desk.workspace, self.place).path
        advance_stage(self.desk, path, stage, parse_day(self.next_input.value), by)
