"""Reviews of the expert committee and comments of the government, each with its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, DataTable, Input, Select, Static

from ogpkit.api.content import Translated
from ogpkit.api.text import _, current_language
from ogpkit.api.ui import RecordTable, plain_content
from ogpkit_reporting.acting import RemarkSort, Settlement, add_entry, settle
from ogpkit_reporting.model import GovernmentComment, Review
from ogpkit_reporting.panel.part import ReportPart, parse_day
from ogpkit_reporting.reports import list_remarks

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.reports import Reports


class Remarks(ReportPart):
    """Thread of remarks; a new one and the answer to the chosen one are written below."""

    what_label = getters.query_one(".what", Static)
    reply_input = getters.query_one(".reply", Input)
    day_input = getters.query_one(".on", Input)
    sort_select = getters.query_one(".sort", Select)
    text_input = getters.query_one(".text", Input)
    by_input = getters.query_one(".by", Input)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Follow a cycle.

        Args:
            place: The cycle.
        """
        super().__init__(desk, place)
        self._remarks: tuple[Review | GovernmentComment, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield thread, the chosen remark, its answer, a new one."""
        yield RecordTable((_("Day"), _("By"), _("Remark"), _("State")))
        with Vertical(classes="edit"):
            yield Static("", classes="missing trouble")
            yield Static("", classes="what")
            with Horizontal(classes="line answering"):
                yield Input(placeholder=_("Answer of the researcher"), compact=True, classes="reply grow")
                yield Button(_("Answer"), name="answer", compact=True, classes="answer")
                yield Button(_("Resolved"), name="resolve", compact=True, classes="resolve")
            with Horizontal(classes="line adding"):
                sorts = [(_("Review"), "review"), (_("Comment of the government"), "comment")]
                yield Select(sorts, value="review", allow_blank=False, compact=True, classes="sort")
                yield Input("", placeholder=_("Day"), compact=True, classes="on")
                yield Input(placeholder=_("Who"), compact=True, classes="by grow")
            with Horizontal(classes="line adding"):
                yield Input(placeholder=_("What is remarked"), compact=True, classes="text grow")
                yield Button(_("Add"), name="add", compact=True, classes="add")

    def show_reports(self, reports: Reports) -> None:
        """Fill the thread.

        Args:
            reports: The reports on the cycle.
        """
        self._remarks = list_remarks(reports.independent.entity) if reports.independent else ()
        for line in self.query(".adding"):
            line.display = reports.independent is not None
        self.query_one(RecordTable).fill(
            [
                (one.on.isoformat(), _get_author(one), one.text.best(current_language(), "en"), _state(one))
                for one in self._remarks
            ],
            max(self.size.width - 46, 30),
        )
        self._show_chosen()

    @on(DataTable.RowHighlighted)
    def _show_highlighted(self) -> None:
        self._show_chosen()

    @on(DataTable.RowSelected)
    def _focus_reply(self) -> None:
        self.reply_input.focus()

    def _get_row(self) -> int:
        row = self.query_one(DataTable).cursor_row
        return row if 0 <= row < len(self._remarks) else -1

    def _show_chosen(self) -> None:
        row = self._get_row()
        self.query_one(".answering").display = row >= 0
        what = self.what_label
        if row < 0:
            what.update(_("No remarks yet."))
            return
        one = self._remarks[row]
        said = one.text.best(current_language(), "en")
        if one.answer:
            said += "\n→ " + one.answer.best(current_language(), "en")
        what.update(plain_content(said))

    @on(Button.Pressed)
    def _press_tool(self, event: Button.Pressed) -> None:
        event.stop()
        match event.button.name:
            case "add":
                if self.try_action(self._add):
                    self.text_input.value = ""
            case "answer" | "resolve":
                if self.try_action(lambda: self._settle(resolved=event.button.name == "resolve")):
                    self.reply_input.value = ""

    def _add(self) -> None:
        text = self.text_input.value.strip()
        on_day = parse_day(self.day_input.value)
        said = Translated.of({self.desk.workspace.language: text})
        if not text:
            return
        if self.sort_select.value == "review":
            add_entry(self.desk, self.place, Review(on=on_day, reviewer=self.by_input.value.strip(), text=said))
        else:
            add_entry(self.desk, self.place, GovernmentComment(on=on_day, text=said))

    def _settle(self, *, resolved: bool) -> None:
        row = self._get_row()
        if row < 0:
            return
        first = sum(1 for one in self._remarks if isinstance(one, Review))
        is_review, reply = row < first, self.reply_input.value.strip()
        settlement = Settlement(
            sort=RemarkSort.REVIEW if is_review else RemarkSort.COMMENT,
            number=row + 1 if is_review else row - first + 1,
            answer=Translated.of({self.desk.workspace.language: reply}),
            resolved=resolved,
        )
        settle(self.desk, self.place, settlement)


def _get_author(one: Review | GovernmentComment) -> str:
    return (one.reviewer or _("Reviewer"))[:18] if isinstance(one, Review) else _("Government")


def _state(one: Review | GovernmentComment) -> str:
    return _("resolved") if one.resolved else _("answered") if one.answer else _("open")
