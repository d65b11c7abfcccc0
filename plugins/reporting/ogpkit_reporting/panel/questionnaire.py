"""The common questionnaire as a form, with the evidence beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, DataTable, Input, Select, Static

from ogpkit.api.content import Translated
from ogpkit.api.text import _, current_language
from ogpkit.api.ui import RecordTable, TextCheckbox, plain_content
from ogpkit_reporting.acting import add_entry, answer, find_independent, name_evidence
from ogpkit_reporting.model import Answer, Interview, Source
from ogpkit_reporting.panel.part import ReportPart
from ogpkit_reporting.questionnaire import Asked, free_id, list_questions
from ogpkit_reporting.reports import list_evidence

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.editing import EditSession
    from ogpkit_reporting.reports import Reports


class Questionnaire(ReportPart):
    """Table with a row for each question about each commitment and about the country; the chosen one is answered below."""

    choices_select = getters.query_one(".choices", Select)
    new_input = getters.query_one(".new", Input)
    what_label = getters.query_one(".what", Static)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Follow a cycle.

        Args:
            place: The cycle.
        """
        super().__init__(desk, place)
        self._rows: tuple[Asked, ...] = ()
        self._displayed: Asked | None = None
        self._proof: tuple[Interview | Source, ...] = ()
        self._new: str | None = None  # what was just added is ticked

    def compose(self) -> ComposeResult:
        """Yield the questions above, the chosen one with its evidence below."""
        yield RecordTable((_("About"), _("Question"), _("Answer"), ""))
        with Vertical(classes="edit"):
            yield Static("", classes="missing trouble")
            yield Static("", classes="what")
            with Horizontal(classes="answering"):
                with Vertical(classes="left"):
                    with Horizontal(classes="line"):
                        yield Select([], prompt=_("Answer"), compact=True, classes="choices grow")
                        yield Button(_("Answer"), name="answer", compact=True, classes="answer")
                    with Vertical(classes="reasons"):
                        for language in self.owed_languages:
                            yield Input(
                                placeholder=_("Reason ({language})").format(language=language),
                                compact=True,
                                name=language,
                                classes="reason",
                            )
                    with Horizontal(classes="line"):
                        yield Input(placeholder=_("New evidence: whom or what"), compact=True, classes="new grow")
                        yield Button(_("Interview"), name="interview", compact=True, classes="interview")
                        yield Button(_("Source"), name="source", compact=True, classes="source")
                with Vertical(classes="right"):
                    yield VerticalScroll(classes="proof", can_focus=False)

    def show_reports(self, reports: Reports) -> None:
        """Fill the table.

        Args:
            reports: The reports on the cycle.
        """
        self._rows = list_questions(reports) if reports.independent else ()
        self.query_one(".answering").display = reports.independent is not None
        if reports.independent is None:
            self.what_label.update(_("Begin the independent report first, under “Steps”."))
        self.query_one(RecordTable).fill(
            [
                (
                    one.commitment or _("the country"),
                    one.title,
                    one.said or "–",
                    one.lacks,
                )
                for one in self._rows
            ],
            max((self.size.width - 34) // 2, 21),
        )
        if reports.independent is not None:
            self._show_evidence(reports)
        self._show_chosen()

    def _show_evidence(self, reports: Reports) -> None:
        """Offer every interview and source by its place, so that one without an id can be ticked too."""
        found = list_evidence(reports.independent.entity) if reports.independent else ()
        if found == self._proof:
            return
        ticked = {self._proof[place].id for place in self._list_ticked()} | {self._new} - {None}
        self._proof = found
        proof = self.query_one(".proof")
        proof.remove_children()
        marks = (
            TextCheckbox(str(place), one.with_ if isinstance(one, Interview) else one.title, is_on=one.id in ticked)
            for place, one in enumerate(found)
        )
        proof.mount_all(marks)

    def _list_marks(self) -> list[TextCheckbox]:
        """Return the marks of the evidence that is offered, in its order."""
        return list(self.query_one(".proof").query(TextCheckbox))[-len(self._proof) :] if self._proof else []

    def _list_ticked(self) -> list[int]:
        return [place for place, mark in enumerate(self._list_marks()) if mark.value]

    @on(DataTable.RowHighlighted)
    def _show_highlighted(self) -> None:
        self._show_chosen()

    @on(DataTable.RowSelected)
    def _focus_choices(self) -> None:
        self.choices_select.focus()

    def _find_chosen(self) -> Asked | None:
        return self.query_one(RecordTable).chosen(self._rows)

    def _show_chosen(self) -> None:
        chosen = self._find_chosen()
        if chosen is None or chosen == self._displayed:  # what somebody has begun to type stays
            return
        self._displayed = chosen
        self.what_label.update(plain_content(chosen.title))
        scale, answer = self.reports.part.get_scale(chosen.name), chosen.answer
        choice = self.choices_select
        choice.set_options([(level.title.best(current_language(), "en"), level.id) for level in scale.levels])
        if answer and answer.answer in {level.id for level in scale.levels}:
            choice.value = answer.answer
        said = dict(answer.reason.texts(self.desk.workspace.language)) if answer and answer.reason else {}
        for field in self.query(".reason").results(Input):
            field.value = said.get(field.name or "", "")
        for one, mark in zip(self._proof, self._list_marks(), strict=False):
            mark.value = answer is not None and one.id in answer.evidence

    @on(Button.Pressed)
    def _press_tool(self, event: Button.Pressed) -> None:
        event.stop()
        match event.button.name:
            case "answer":
                if self.try_action(self._answer):
                    self._on_to_the_next()
            case "interview" | "source":
                self.try_action(lambda: self._note(as_interview=event.button.name == "interview"))

    def _answer(self) -> None:
        chosen, choice = self._find_chosen(), self.choices_select
        if chosen is None:
            return
        reason = {str(field.name): field.value for field in self.query(".reason").results(Input) if field.value.strip()}
        ticked = self._list_ticked()
        names = tuple(name_evidence(find_independent(self.desk.workspace, self.place).entity))
        answer(
            self.desk,
            self.place,
            Answer(
                question=chosen.name,
                commitment=chosen.commitment or None,
                answer="" if choice.is_blank() else str(choice.value),
                reason=Translated.of(reason) if reason else None,
                evidence=tuple(names[place] for place in ticked),
            ),
        )

    def _on_to_the_next(self) -> None:
        table = self.query_one(DataTable)
        if table.cursor_row + 1 < table.row_count:
            table.move_cursor(row=table.cursor_row + 1)

    def _note(self, *, as_interview: bool) -> None:
        """Add an interview or a source under a name that is made of what it is, and tick it."""
        field = self.new_input
        text = field.value.strip()
        if not text:
            return
        name = free_id(text, find_independent(self.desk.workspace, self.place).entity)
        self._new = name
        interview = Interview(id=name, on=self.desk.workspace.today, with_=text)
        add_entry(self.desk, self.place, interview if as_interview else Source(id=name, title=text))
        field.value = ""
