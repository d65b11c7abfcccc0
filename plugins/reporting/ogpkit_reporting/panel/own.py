"""The self-assessment: drafted from the workspace, corrected commitment by commitment, published, deposited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, DataTable, Input, Select, Static

from ogpkit.api.content import MilestoneStatus
from ogpkit.api.editing import Change, RemoveValue, SetValue
from ogpkit.api.text import _, current_language
from ogpkit.api.ui import RecordTable, plain_line
from ogpkit_reporting.panel.part import ReportPart, parse_addresses, parse_day
from ogpkit_reporting.self_assessing import deposit_own, draft, draft_again, publish_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.model import Assessment
    from ogpkit_reporting.reports import Reports

MOST: Final = 1000
"""Commitments that are listed."""


class OwnReport(ReportPart):
    """Table with a row for each commitment; below it the chosen one is corrected."""

    completion_select = getters.query_one(".completion", Select)
    timely_select = getters.query_one(".timely", Select)
    evidence_input = getters.query_one(".evidence", Input)
    what_label = getters.query_one(".what", Static)
    url_input = getters.query_one(".url", Input)
    day_input = getters.query_one(".on", Input)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Follow a cycle.

        Args:
            place: The cycle.
        """
        super().__init__(desk, place)
        self._rows: list[tuple[str, int, Assessment | None]] = []
        self._displayed: tuple[str, int, Assessment | None] | None = None

    def compose(self) -> ComposeResult:
        """Yield tools, table, the chosen commitment, and how the report becomes public."""
        with Horizontal(classes="tools"):
            for name, label in (("draft", _("Draft")), ("again", _("Draft anew")), ("open", _("Open the file"))):
                yield Button(label, name=name, compact=True, classes=name)
        yield RecordTable((_("Commitment"), _("Completion"), _("In time"), _("Evidence"), _("Summary")))
        with Vertical(classes="edit"):
            yield Static("", classes="missing trouble")
            yield Static("", classes="what")
            with Horizontal(classes="line choice"):
                options = [(_(one.label), one.value) for one in MilestoneStatus]
                yield Select(options, prompt=_("Completion"), compact=True, classes="completion")
                truth = [(_("In time"), "yes"), (_("Late"), "no")]
                yield Select(truth, prompt=_("Timeliness"), compact=True, classes="timely")
                yield Input(placeholder=_("Evidence: addresses"), compact=True, classes="evidence grow")
                yield Button(_("Apply"), name="apply", compact=True, classes="apply")
            with Horizontal(classes="line publishing"):
                yield Input("", placeholder=_("Day"), compact=True, classes="on")
                yield Input(placeholder=_("Addresses: en=https://…"), compact=True, classes="url grow")
                yield Button(_("Publish"), name="publish", compact=True, classes="publish")
                yield Button(_("Deposit"), name="deposit", compact=True, classes="deposit")

    def show_reports(self, reports: Reports) -> None:
        """Fill the table.

        Args:
            reports: The reports on the cycle.
        """
        said = reports.own.entity.assessments if reports.own else ()
        places = {one.commitment: at for at, one in reversed(tuple(enumerate(said)))}
        self._rows = [
            (one.id, places.get(one.id, -1), reports.find_assessment(one.id)) for one in reports.commitments[:MOST]
        ]
        language = self.desk.workspace.language
        titles = {one.id: one.entity.title.best(current_language(), language, "en") for one in reports.commitments}
        self.query_one(RecordTable).fill(
            [(titles[name], *_format_row(one)) for name, _at, one in self._rows],
            max((self.size.width - 36) // 2, 24),
        )
        self.query_one(".publishing").display = reports.own is not None
        self._show_chosen()

    @on(DataTable.RowHighlighted)
    def _show_highlighted(self) -> None:
        self._show_chosen()

    @on(DataTable.RowSelected)
    def _focus_completion(self) -> None:
        self.completion_select.focus()

    def _find_chosen(self) -> tuple[str, int, Assessment | None] | None:
        return self.query_one(RecordTable).chosen(self._rows)

    def _show_chosen(self) -> None:
        chosen = self._find_chosen()
        there = chosen is not None and chosen[2] is not None
        self.query_one(".choice").display = there
        self.query_one(".what").display = there
        if chosen is None or chosen == self._displayed:  # what somebody has begun to type stays
            return
        self._displayed = chosen
        one = chosen[2]
        if one is None:
            return
        text = one.summary.best(current_language(), "en") if one.summary else _("No summary yet: open the file.")
        self.what_label.update(plain_line(f"{one.commitment}: {text}", max(self.size.width - 4, 40)))
        _choose(self.completion_select, one.completion.value if one.completion else None)
        _choose(self.timely_select, None if one.on_time is None else "yes" if one.on_time else "no")
        self.evidence_input.value = " ".join(one.evidence)

    @on(Button.Pressed)
    def _press_tool(self, event: Button.Pressed) -> None:
        event.stop()
        chosen = self._find_chosen()
        own = self.reports.own
        match event.button.name:
            case "draft":
                self.try_action(self._draft)
            case "again" if chosen:
                self.try_action(lambda: draft_again(self.desk, self.place, (chosen[0],)))
            case "open" if own:
                self.open(own.path, ("assessments", chosen[1]) if chosen and chosen[1] >= 0 else ())
            case "apply":
                self.try_action(self._apply)
            case "publish":
                self.try_action(self._publish)
            case "deposit":
                self.try_action(lambda: deposit_own(self.desk, self.place, parse_day(self.day_input.value)))

    @on(Input.Submitted, ".evidence")
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        self.try_action(self._apply)

    def _draft(self) -> None:
        found = draft(self.desk, self.place)
        self.notify(" ".join((found.message, *found.notes)), markup=False)

    def _publish(self) -> None:
        addresses = parse_addresses(self.url_input.value, self.desk.workspace.language)
        day = parse_day(self.day_input.value)
        publish_own(self.desk, self.place, day, addresses)

    def _apply(self) -> None:
        chosen, own = self._find_chosen(), self.reports.own
        if chosen is None or chosen[2] is None or own is None:
            return
        changes = tuple(self._list_changes(("assessments", chosen[1]), chosen[2]))
        if changes:
            self.desk.settle()
            self.desk.change(own.path, changes, _("Correct what is said of “{id}”").format(id=chosen[0]))
            self.desk.settle()

    def _list_changes(self, at: tuple[str, int], one: Assessment) -> Iterator[Change]:
        """Yield the smallest changes from what the file says to what stands in the fields."""
        timely = _get_choice(self.timely_select)
        wanted: dict[str, object] = {
            "completion": _get_choice(self.completion_select),
            "on_time": None if timely is None else timely == "yes",
            "evidence": self.evidence_input.value.split() or None,
        }
        there: dict[str, object] = {
            "completion": one.completion.value if one.completion else None,
            "on_time": one.on_time,
            "evidence": list(one.evidence) or None,
        }
        for key, value in wanted.items():
            if value != there[key]:
                yield RemoveValue((*at, key)) if value is None else SetValue((*at, key), value)


def _format_row(one: Assessment | None) -> tuple[str, ...]:
    if one is None:
        return (_("not assessed"), "", "", "")
    return (
        _(one.completion.label) if one.completion else "–",
        "–" if one.on_time is None else _("yes") if one.on_time else _("no"),
        str(len(one.evidence)) if one.evidence else "–",
        one.summary.best(current_language(), "en") if one.summary else "–",
    )


def _get_choice(select: Select[str]) -> str | None:
    return None if select.is_blank() else str(select.value)


def _choose(select: Select[str], value: str | None) -> None:
    if value is None:
        select.clear()
    else:
        select.value = value
