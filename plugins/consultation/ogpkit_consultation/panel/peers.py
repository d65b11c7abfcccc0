"""Sessions with peers: what they said of the commitments, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, DataTable, Input, Static

from ogpkit.api import OgpkitError
from ogpkit.api.text import _, current_language, join_list
from ogpkit.api.ui import RecordTable, plain_content
from ogpkit_consultation.beginning import begin_session
from ogpkit_consultation.panel.part import ConsultationPart
from ogpkit_consultation.peers import (
    Said,
    act,
    describe_state,
    describe_subject,
    list_all_feedback,
    list_sessions,
    refer,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import EditSession


class PeerPage(ConsultationPart):
    """Feedback of peers, row by row; below the table the chosen one is acted upon (Roadmap VIII)."""

    words_input = getters.query_one(".words", Input)
    trouble_label = getters.query_one(".trouble", Static)
    count_label = getters.query_one(".count", Static)
    text_label = getters.query_one(".text", Static)

    def __init__(self, desk: EditSession, place: Place) -> None:
        """Follow a cycle.

        Args:
            place: The cycle.
        """
        super().__init__(desk, place)
        self._rows: tuple[Said, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield tools, table, the chosen feedback."""
        with Horizontal(classes="tools"):
            yield Button(_("New session"), compact=True, classes="new")
            yield Button(_("Open the session"), compact=True, classes="open")
            yield Button(_("Refer the gap"), compact=True, classes="refer")
            yield Static("", classes="count")
        yield RecordTable((_("Day"), _("From"), _("Commitment"), _("Ambition"), _("State")))
        with VerticalScroll(classes="reading"):
            yield Static("", classes="text")
        with Vertical(classes="acting"):
            with Horizontal():
                yield Input(compact=True, classes="words", placeholder=_("What is changed, or why nothing is"))
                yield Button(_("It changes"), compact=True, classes="action")
                yield Button(_("It stays"), compact=True, classes="reason")
            yield Static("", classes="trouble")

    def show(self) -> None:
        """Fill the table."""
        workspace, here = self.desk.workspace, (self.place.country, self.place.cycle)
        self._rows = list_all_feedback(workspace, *here)
        self.query_one(RecordTable).fill(
            (_format_row(said, workspace) for said in self._rows), max(self.size.width - 56, 16)
        )
        met = list_sessions(workspace, *here)
        days = join_list(session.entity.on.isoformat() for session in met)
        self.count_label.update(plain_content(days or _("No session with peers yet")))
        self._show_chosen()

    @on(DataTable.RowHighlighted)
    def _show_highlighted(self, event: DataTable.RowHighlighted) -> None:
        event.stop()
        self._show_chosen()

    @on(DataTable.RowSelected)
    def _focus_words(self, event: DataTable.RowSelected) -> None:
        event.stop()
        self.words_input.focus()

    def _find_chosen(self) -> Said | None:
        return self.query_one(RecordTable).chosen(self._rows)

    def _show_chosen(self) -> None:
        said = self._find_chosen()
        self.query_one(".reading").display = self.query_one(".acting").display = said is not None
        self.query_one(".refer").display = said is not None and bool(said.feedback.gap) and not said.feedback.case
        if said is not None:
            self.text_label.update(plain_content("\n".join(_list_lines(said, self.desk.workspace))))

    @on(Button.Pressed, ".action")
    @on(Button.Pressed, ".reason")
    @on(Input.Submitted, ".words")
    def _act(self, event: Button.Pressed | Input.Submitted) -> None:
        event.stop()
        said, words, trouble = self._find_chosen(), self.words_input, self.trouble_label
        if said is None:
            return
        change = not (isinstance(event, Button.Pressed) and event.button.has_class("reason"))
        trouble.display = False
        try:
            act(self.desk, said.session.path, said.position, words.value, self.desk.workspace.language, change=change)
            words.value = ""
        except OgpkitError as error:
            trouble.update(plain_content(str(error)))
            trouble.display = True

    @on(Button.Pressed, ".refer")
    def _refer(self, event: Button.Pressed) -> None:
        event.stop()
        if said := self._find_chosen():
            self.try_action(lambda: self._refer_gap(said))

    def _refer_gap(self, said: Said) -> None:
        case = refer(self.desk, said.session.path, said.position, self.desk.workspace.today)
        self.notify(plain_content(_("{path} is begun.").format(path=case)).plain, markup=False)

    @on(Button.Pressed, ".new")
    def _begin_session(self, event: Button.Pressed) -> None:
        event.stop()
        here = self.place.country, self.place.cycle
        self.try_action(lambda: self.open(begin_session(self.desk, *here, self.desk.workspace.today)))

    @on(Button.Pressed, ".open")
    def _open(self, event: Button.Pressed) -> None:
        event.stop()
        if said := self._find_chosen():
            self.open(said.session.path, said.at)
        elif met := list_sessions(self.desk.workspace, self.place.country, self.place.cycle):
            self.open(met[-1].path)


def _format_row(said: Said, workspace: Workspace) -> tuple[str, ...]:
    feedback = said.feedback
    return (
        said.session.entity.on.isoformat(),
        feedback.from_,
        describe_subject(said, workspace),
        _(feedback.ambition.label) if feedback.ambition else "–",
        describe_state(feedback),
    )


def _list_lines(said: Said, workspace: Workspace) -> Iterator[str]:
    feedback = said.feedback
    for label, text in (
        ("", feedback.text),
        (_("Missing expertise"), feedback.gap),
        (_("What is changed"), feedback.action),
        (_("Why nothing is changed"), feedback.reason),
    ):
        if text:
            words = text.best(current_language(), workspace.language, "en")
            yield _("{label}: {text}").format(label=label, text=words) if label else words
    if feedback.case:
        yield _("{label}: {text}").format(label=_("Networking case"), text=feedback.case)
