"""The inbox: comments filtered and searched as one types, read in their direction, answered in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, DataTable, Input, Select, Static, TextArea
from textual.widgets.data_table import ColumnKey

from ogpkit.api import OgpkitError
from ogpkit.api.content import Commitment
from ogpkit.api.text import _, _n, current_language
from ogpkit.api.ui import align_lines, line_text, plain_content, text_excerpt
from ogpkit_consultation.answering import answer, assign, say_language
from ogpkit_consultation.beginning import begin_comment
from ogpkit_consultation.comments import Answered, Wanted, filter_comments, list_languages
from ogpkit_consultation.model import Comment, Group, Outcome
from ogpkit_consultation.panel.part import ConsultationPart
from ogpkit_consultation.scripts import detect_script, is_right_to_left

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.content import Document
    from ogpkit.api.editing import EditSession

MOST: Final = 200
"""Comments that are listed at once; filters and search find the others."""

_TEXT: Final = "text"
"""The column of the text; it takes what the others leave."""

_BEFORE: Final = 51
"""Columns of the screen that a row takes beside the text of its comment."""

_LEAST: Final = 20


class Inbox(ConsultationPart):
    """Comments of a consultation."""

    trouble_label = getters.query_one(".trouble", Static)
    outcome_select = getters.query_one(".outcome", Select)
    about_select = getters.query_one(".about", Select)
    written_in_input = getters.query_one(".written-in", Input)
    count_label = getters.query_one(".count", Static)
    answered_select = getters.query_one(".answered", Select)
    group_select = getters.query_one(".group", Select)
    author_label = getters.query_one(".author", Static)
    text_label = getters.query_one(".text", Static)
    commitment_select = getters.query_one(".commitment", Select)
    tongue_select = getters.query_one(".tongue", Select)
    words_input = getters.query_one(".words", Input)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Follow a cycle.

        Args:
            place: The cycle.
        """
        super().__init__(desk, place)
        self._found: tuple[Document[Comment], ...] = ()
        self._chosen = ""
        self._drafts: dict[str, str] = {}
        self._offered: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield search and filters above, the list, the chosen comment and its answer below."""
        with Horizontal(classes="filters"):
            yield Input(placeholder=_("Search in the text"), compact=True, classes="words")
            yield Static("", classes="count")
        with Horizontal(classes="filters"):
            answered = [(_(one.label), one.value) for one in (Answered.NO, Answered.YES)]
            yield Select(answered, prompt=_(Answered.ANY.label), compact=True, classes="answered")
            groups = [(_(group.label), group.value) for group in Group]
            yield Select(groups, prompt=_("Every group"), compact=True, classes="group")
            yield Select([], prompt=_("Every commitment"), compact=True, classes="commitment")
            yield Select([], prompt=_("Every language"), compact=True, classes="tongue")
        table: DataTable[object] = DataTable(cursor_type="row", zebra_stripes=True)
        yield table
        with VerticalScroll(classes="reading"):
            yield Static("", classes="author")
            yield Static("", classes="text")
        with Vertical(classes="answering"):
            with Horizontal():
                outcomes = [(_(outcome.label), outcome.value) for outcome in Outcome]
                yield Select(outcomes, prompt=_("Outcome"), compact=True, classes="outcome")
                yield Select([], prompt=_("About"), compact=True, classes="about")
                yield Input(placeholder=_("Lang."), compact=True, classes="written-in")
                yield Button(_("Answer"), compact=True, classes="apply")
                yield Button(_("Open"), compact=True, classes="open")
                yield Button(_("New"), compact=True, classes="new")
            yield TextArea(
                placeholder=_("What changes because of it, or why nothing does"), compact=True, tab_behavior="focus"
            )
            yield Static("", classes="trouble")

    def on_mount(self) -> None:
        """Make the columns."""
        table = self.query_one(DataTable)
        for title, width in ((_("No."), 5), (_("Received"), 10), (_("Group"), 14), (_("Outcome"), 10)):
            table.add_column(line_text(title), width=width)
        table.add_column(line_text(_("Comment")), key=_TEXT, width=_LEAST)

    # What is listed.

    def show(self) -> None:
        """Fill the list, and show the chosen comment."""
        everything = self.desk.workspace.all(Comment, self.place.country, self.place.cycle)
        self._offer(everything)
        self._found = filter_comments(everything, self._read_filter())
        shown = self._found[:MOST]
        table = self.query_one(DataTable)
        with self.prevent(DataTable.RowHighlighted):
            table.clear()
            room = max(self.size.width - _BEFORE, _LEAST)
            table.columns[ColumnKey(_TEXT)].width = room
            for comment in shown:
                table.add_row(*_format_row(comment, room), key=comment.path)
            paths = [comment.path for comment in shown]
            if self._chosen not in paths:
                self._chosen = paths[0] if paths else ""
            if self._chosen:
                table.move_cursor(row=paths.index(self._chosen))
        self.count_label.update(_format_count(len(self._found), len(everything)))
        self._show_chosen()

    def _offer(self, everything: Sequence[Document[Comment]]) -> None:
        """Put into the choices what there is, only where that has changed, so that a choice stays."""
        commitments = [
            (found.entity.title.best(current_language(), self.desk.workspace.language, "en") or found.id, found.id)
            for found in self.desk.workspace.all(Commitment, self.place.country, self.place.cycle)
        ]
        spoken_here = [(_("not known") if code == "?" else code, code) for code in list_languages(everything)]
        if self._offered == (commitments, spoken_here):
            return
        self._offered = (commitments, spoken_here)
        for name, options in ((".commitment", commitments), (".about", commitments), (".tongue", spoken_here)):
            choice = self.query_one(name, Select)
            with self.prevent(Select.Changed):
                before = _get_choice(choice)
                choice.set_options(options)
                if before in [value for _label, value in options]:
                    choice.value = before

    def _read_filter(self) -> Wanted:
        answered, group = (
            _get_choice(self.answered_select),
            _get_choice(self.group_select),
        )
        return Wanted(
            answered=Answered(answered) if answered else Answered.ANY,
            group=Group(group) if group else None,
            commitment=_get_choice(self.commitment_select),
            language=_get_choice(self.tongue_select),
            words=self.words_input.value,
        )

    @on(Input.Changed, ".words")
    @on(Select.Changed, ".answered")
    @on(Select.Changed, ".group")
    @on(Select.Changed, ".commitment")
    @on(Select.Changed, ".tongue")
    def _filter(self, event: Input.Changed | Select.Changed) -> None:
        event.stop()
        self.follow()

    # The chosen one.

    @on(DataTable.RowHighlighted)
    def _show_highlighted(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        path = str(event.row_key.value) if event.row_key.value else ""
        if path and path != self._chosen:
            self._keep_draft()
            self._chosen = path
            self._show_chosen()

    @on(DataTable.RowSelected)
    def _focus_outcome(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.outcome_select.focus()

    def _find_chosen(self) -> Document[Comment] | None:
        return next((comment for comment in self._found if comment.path == self._chosen), None)

    def _show_chosen(self) -> None:
        document = self._find_chosen()
        self.query_one(".reading").display = self.query_one(".answering").display = document is not None
        if document is None:
            return
        comment = document.entity
        width = max(self.query_one(".reading").content_size.width - 1, 20)
        text = align_lines(comment.text, width, right_to_left=_is_right_to_left(comment))
        self.author_label.update(plain_content(" · ".join(_describe_comment(document))))
        self.text_label.update(plain_content(text))
        if self._is_answer_shown(document.path):
            return
        response = comment.response
        self.trouble_label.display = False
        self.outcome_select.value = response.outcome.value if response else Select.NULL
        with self.prevent(Select.Changed):
            about = self.about_select
            known = [commitment for commitment in comment.commitments if self._has_option(commitment)]
            about.value = known[0] if known else Select.NULL
        self.written_in_input.value = comment.language or ""
        written = response.text.best(self.desk.workspace.language, "en") if response and response.text else ""
        self.query_one(TextArea).text = self._drafts.get(document.path, written)
        self._answering = (document.path, response)

    _answering: tuple[str, object] = ("", None)

    def _is_answer_shown(self, path: str) -> bool:
        """Tell whether the fields show this comment's answer already: what somebody has begun to type stays."""
        document = self._find_chosen()
        return document is not None and self._answering == (path, document.entity.response)

    def _has_option(self, commitment: str) -> bool:
        return any(
            found.id == commitment
            for found in self.desk.workspace.all(Commitment, self.place.country, self.place.cycle)
        )

    def _keep_draft(self) -> None:
        if self._chosen:
            self._drafts[self._chosen] = self.query_one(TextArea).text

    # What can be done.

    @on(Button.Pressed, ".apply")
    @on(Input.Submitted, ".written-in")
    def _apply(self, event: Button.Pressed | Input.Submitted) -> None:
        event.stop()
        document, trouble = self._find_chosen(), self.trouble_label
        if document is None:
            return
        outcome = _get_choice(self.outcome_select)
        about, language = (
            _get_choice(self.about_select),
            self.written_in_input.value.strip(),
        )
        words = self.query_one(TextArea).text
        trouble.display = False
        try:
            if language and language != document.entity.language:
                say_language(self.desk, document.path, language)
            if about and about not in document.entity.commitments:
                assign(self.desk, document.path, (*document.entity.commitments, about))
            if outcome:
                on_day = document.entity.response.on if document.entity.response else self._read_day(document.entity)
                answer(self.desk, document.path, Outcome(outcome), words, self.desk.workspace.language, on_day)
                self._drafts.pop(document.path, None)
            elif words.strip():
                trouble.update(_("Choose an outcome first."))
                trouble.display = True
        except OgpkitError as error:
            trouble.update(plain_content(str(error)))
            trouble.display = True

    def _read_day(self, comment: Comment) -> date:
        return max(self.desk.workspace.today, comment.received)

    @on(Button.Pressed, ".open")
    def _open(self, event: Button.Pressed) -> None:
        event.stop()
        if document := self._find_chosen():
            self.open(document.path)

    @on(Button.Pressed, ".new")
    def _begin_comment(self, event: Button.Pressed) -> None:
        event.stop()
        here = self.place.country, self.place.cycle
        self.try_action(lambda: self.open(begin_comment(self.desk, *here, self.desk.workspace.today)))

    def on_resize(self) -> None:
        """Break the texts for the new width."""
        self.call_after_refresh(self.follow)


def _get_choice(choice: Select[str]) -> str:
    return "" if choice.is_blank() else str(choice.value)


def _is_right_to_left(comment: Comment) -> bool:
    if comment.language:
        return is_right_to_left(comment.language)
    return detect_script(comment.text) in ("Arab", "Hebr")


def _format_row(document: Document[Comment], room: int) -> tuple[object, ...]:
    comment = document.entity
    outcome = _(comment.response.outcome.label) if comment.response else "–"
    text = text_excerpt(comment.text, room, right_to_left=_is_right_to_left(comment))
    cells = (document.id, comment.received.isoformat(), _(comment.group.label) if comment.group else "", outcome)
    return (*(line_text(cell) for cell in cells), line_text(text))


def _describe_comment(document: Document[Comment]) -> list[str]:
    comment = document.entity
    author = comment.author or _("no name given")
    parts = [
        author,
        *(_(group.label) for group in (comment.group,) if group),
        comment.language or "",
        *comment.commitments,
    ]
    if comment.anonymous:
        parts.append(_("not to be named"))
    if (comment.email or comment.telephone) and not comment.publish_contact:
        parts.append(_("address not public"))
    return [part for part in parts if part]


def _format_count(found: int, every: int) -> str:
    said = _n("{found} of {all} comment", "{found} of {all} comments", every).format(found=found, all=every)
    return said if found <= MOST else said + " · " + _("the first {most} are listed").format(most=MOST)
