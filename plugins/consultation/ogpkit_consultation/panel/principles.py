"""The five principles: how each is kept, what shows it, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Static

from ogpkit.api import VERDICT_SIGNS
from ogpkit.api.text import _
from ogpkit.api.ui import plain_content
from ogpkit_consultation.beginning import begin_consultation
from ogpkit_consultation.panel.part import ConsultationPart
from ogpkit_consultation.principles import judge_principles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from ogpkit_consultation.dossier import Dossier


class Principles(ConsultationPart):
    """How the consultation keeps the five principles (Roadmap IV)."""

    principles_label = getters.query_one(".principles", Static)

    def compose(self) -> ComposeResult:
        """Yield tools, and one text."""
        with Horizontal(classes="tools"):
            yield Button(_("Begin a consultation"), compact=True, classes="begin")
            yield Button(_("Open the file"), compact=True, classes="open")
        with VerticalScroll():
            yield Static("", classes="principles")

    def show(self) -> None:
        """Say how each principle is kept."""
        dossier = self.dossier
        self.query_one(".begin").display = dossier is None
        self.query_one(".open").display = dossier is not None
        said = "\n".join(_list_lines(dossier)) if dossier else _("There is no file about a consultation yet.")
        self.principles_label.update(plain_content(said))

    @on(Button.Pressed, ".begin")
    def _begin(self, event: Button.Pressed) -> None:
        event.stop()
        self.try_action(lambda: self.open(begin_consultation(self.desk, self.place.country, self.place.cycle)))

    @on(Button.Pressed, ".open")
    def _open(self, event: Button.Pressed) -> None:
        event.stop()
        if dossier := self.dossier:
            self.open(dossier.document.path)


def _list_lines(dossier: Dossier) -> Iterator[str]:
    for one in judge_principles(dossier):
        said = _("{label}: {text}").format(label=_(one.principle.title), text=one.verdict_text)
        yield f"{VERDICT_SIGNS[one.verdict]} {one.principle.number}. {said}"
        yield from (f"     ✓ {shown.text}" for shown in one.shown)
        yield from (f"     ✗ {lacking.message} {lacking.remedy}" for lacking in one.lacking)
        for waiting in one.waiting:
            due = _(" (by {due})").format(due=waiting.due) if waiting.due else ""
            yield f"     · {waiting.text}{due}"
        yield ""
