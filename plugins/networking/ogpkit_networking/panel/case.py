"""The page of a case: how it stands, its timeline with the matching beside it, and what is to be done next."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from textual import getters, on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, OptionList, Select, Static
from textual.widgets.option_list import Option

from ogpkit.api import OgpkitError, Place, next_stages, stage_title
from ogpkit.api.editing import StageBlocked, advance_stage
from ogpkit.api.text import _, list_block_lines
from ogpkit.api.ui import LiveWidget, Navigate, plain_content, plain_line
from ogpkit_networking.actions import NewIntroduction, NewOutcome, introduce, record, set_outcome
from ogpkit_networking.card import Event, Sort, build_timeline, write_facts, write_sides
from ogpkit_networking.cases import get_party_name, list_introduced
from ogpkit_networking.kinds import PROVIDER
from ogpkit_networking.matching import Match, match_all
from ogpkit_networking.model import Case, Message, Outcome
from ogpkit_networking.stages import CASE_STAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult

    from ogpkit.api.content import Document
    from ogpkit.api.editing import EditSession

STYLES: Final = Path(__file__).with_name("case.tcss").read_text("utf-8")


MOST: Final = 30
"""Providers and peers that are offered."""

_SIGNS: Final = {
    Sort.REQUEST: "?",
    Sort.REFINEMENT: "?",
    Sort.STAGE: "■",
    Sort.INTRODUCTION: "+",
    Sort.AGREEMENT: "✓",
    Sort.CLOSING: "x",
}


class CasePage(LiveWidget, Vertical):
    """Page of a case; every step on it can be undone."""

    DEFAULT_CSS = STYLES

    trouble_label = getters.query_one(".trouble", Static)
    summary_input = getters.query_one(".summary", Input)
    facts_label = getters.query_one(".facts", Static)
    events_label = getters.query_one(".events", Static)
    why_label = getters.query_one(".why", Static)
    introduce_button = getters.query_one(".introduce", Button)
    day_input = getters.query_one(".on", Input)
    by_input = getters.query_one(".by", Input)

    def __init__(self, desk: EditSession, path: str) -> None:
        """Show a case."""
        super().__init__(desk)
        self._path = path
        self._matches: tuple[Match, ...] = ()
        self._met: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """Yield facts, timeline and matching, then a row for each thing that one can do."""
        yield Static("", classes="facts")
        with Horizontal(classes="middle"):
            with VerticalScroll(classes="story first"):
                yield Static("", classes="events")
            with Vertical(classes="help"):
                with Horizontal(classes="heading"):
                    yield Static(plain_line(_("Who can help")))
                    yield Button(_("Open"), compact=True, classes="open")
                yield OptionList(markup=False)
                with VerticalScroll(classes="reasons"):
                    yield Static("", classes="why")
        with Horizontal(classes="row"):
            yield Select([], prompt=_("Next stage"), compact=True, classes="stage")
            yield Input(self.desk.workspace.today.isoformat(), placeholder=_("Day"), compact=True, classes="on")
            yield Input(placeholder=_("Who"), compact=True, classes="by")
            yield Button(_("Enter this stage"), compact=True, classes="enter")
        with Horizontal(classes="row"):
            yield Select([], prompt=_("From"), compact=True, classes="speaker")
            yield Select([], prompt=_("To"), compact=True, classes="listener")
            yield Input(placeholder=_("What was said"), compact=True, classes="summary")
            yield Button(_("Record"), compact=True, classes="record")
        with Horizontal(classes="row"):
            yield Select([], prompt=_("Introduced"), compact=True, classes="party")
            yield Select(
                [(_(one.label), one.value) for one in Outcome], prompt=_("Outcome"), compact=True, classes="outcome"
            )
            yield Button(_("Note outcome"), compact=True, classes="note")
            yield Button(_("Introduce"), compact=True, classes="introduce")
        yield Static("", classes="trouble")

    @property
    def case(self) -> Document[Case] | None:
        """Return the case as it is now."""
        found = self.desk.workspace.documents.get(self._path)
        return found if found is not None and isinstance(found.entity, Case) else None  # type: ignore[return-value]  # as verified

    def show(self) -> None:
        """Show the case as it is now."""
        document, workspace = self.case, self.desk.workspace
        if document is None:
            self.facts_label.update(_("This case cannot be read; its form says why."))
            return
        case = document.entity
        self.facts_label.update(plain_content("\n".join(list_block_lines(write_facts(document, workspace)))))
        story = [*_format_events(build_timeline(case, workspace))]
        if agreed := [*list_block_lines(write_sides(case, workspace))]:
            story += ["", *agreed]
        self.events_label.update(plain_content("\n".join(story)))
        self._offer(document)
        stages = [
            (stage_title(CASE_STAGES, document, workspace, name), name)
            for name in next_stages(CASE_STAGES, document, workspace)
        ]
        self._choose(".stage", stages)
        parties = [(get_party_name(workspace, party), party) for party in list_introduced(case)]
        speakers = [(get_party_name(workspace, case.country), case.country), *parties]
        if case.manager:
            speakers.append((case.manager, case.manager))
        self._choose(".speaker", speakers)
        self._choose(".listener", speakers)
        self._choose(".party", parties)

    def _choose(self, name: str, options: list[tuple[str, str]]) -> None:
        """Offer choices; what was chosen stays chosen where it is still there."""
        choice = self.query_one(name, Select)
        before = None if choice.is_blank() else choice.value
        choice.set_options([(plain_line(title).plain, value) for title, value in options])
        if before in [value for _title, value in options]:
            choice.value = before

    def _offer(self, document: Document[Case]) -> None:
        found, met = match_all(document, self.desk.workspace)[:MOST], list_introduced(document.entity)
        if (found, met) == (self._matches, self._met):
            return
        shelf = self.query_one(OptionList)
        at = shelf.highlighted
        party = self._matches[at].party if at is not None and at < len(self._matches) else None
        self._matches, self._met = found, met
        shelf.clear_options()
        shelf.add_options([Option(plain_line(_format_match(match, met))) for match in found])
        parties = [match.party for match in found]
        if found:
            shelf.highlighted = parties.index(party) if party in parties else 0
        else:
            self.why_label.update(plain_content(_("Nobody in the workspace fits yet: add providers or topics.")))

    @on(OptionList.OptionHighlighted)
    def _show_reasons(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        match = self._matches[event.option_index]
        lines = [f"⚠ {match.caution}"] if match.caution else []
        lines += [f"{round(reason.points):>3}  {reason.text}" for reason in match.reasons]
        self.why_label.update(plain_content("\n".join(lines)))

    @on(OptionList.OptionSelected)
    def _focus_introduce(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.introduce_button.focus()

    @on(Button.Pressed)
    def _press_button(self, event: Button.Pressed) -> None:
        event.stop()
        acts: dict[str, Callable[[], str]] = {
            "enter": self._enter,
            "record": self._record,
            "note": self._note,
            "introduce": self._introduce,
            "open": self._open,
        }
        trouble = self.trouble_label
        try:
            said = next(act for name, act in acts.items() if event.button.has_class(name))()
        except ValueError:
            said = _("The day is no date. Write year-month-day, for example 2012-04-10.")
        except StageBlocked as error:
            said = "\n".join(f"✗ {one}" for one in error.missing)
        except OgpkitError as error:
            said = str(error)
        trouble.update(plain_content(said))

    def _read_day(self) -> date:
        return date.fromisoformat(self.day_input.value.strip())

    def _read_value(self, name: str) -> str:
        choice = self.query_one(name, Select)
        return "" if choice.is_blank() else str(choice.value)

    def _enter(self) -> str:
        stage = self._read_value(".stage")
        if not stage:
            return _("Choose the next stage first.")
        advance_stage(self.desk, self._path, stage, self._read_day(), self.by_input.value.strip())
        return ""

    def _record(self) -> str:
        speaker, listener = self._read_value(".speaker"), self._read_value(".listener")
        summary = self.summary_input
        if not (speaker and listener and summary.value.strip()):
            return _("Choose who said it and to whom, and write what was said.")
        message = Message(from_=speaker, to=listener, summary=summary.value.strip(), on=self._read_day())
        record(self.desk, Place(path=self._path), message)
        summary.value = ""
        return ""

    def _note(self) -> str:
        party, outcome = self._read_value(".party"), self._read_value(".outcome")
        if not (party and outcome):
            return _("Choose who was introduced, and the outcome.")
        set_outcome(self.desk, Place(path=self._path), NewOutcome(party=party, outcome=Outcome(outcome)))
        return ""

    def _find_highlighted(self) -> Match | None:
        at = self.query_one(OptionList).highlighted
        return self._matches[at] if at is not None and at < len(self._matches) else None

    def _open(self) -> str:
        match = self._find_highlighted()
        if match is None:
            return _("Choose who can help, in the list on the right.")
        path = "" if match.is_peer else PROVIDER.pattern.fill({"id": match.party})
        self.post_message(Navigate(Place(country=match.party) if match.is_peer else Place(path=path)))
        return ""

    def _introduce(self) -> str:
        match = self._find_highlighted()
        if match is None:
            return _("Choose who can help, in the list on the right.")
        introduction = NewIntroduction(party=match.party, purpose=match.purpose, on=self._read_day())
        introduce(self.desk, Place(path=self._path), introduction)
        return match.caution


def _format_match(match: Match, met: tuple[str, ...]) -> str:
    """Return a line of the list: a sign for who should wait and for who has been introduced, then who it is and what for."""
    sign = "⚠ " if match.caution else "+ " if match.party in met else ""
    return f"{sign}{match.name} · {_(match.purpose.label)} · {round(match.points)}"


def _format_events(events: tuple[Event, ...]) -> Iterator[str]:
    """Yield each event on lines of its own; what comes back from the other side is set in, so that the dialogue is seen."""
    for event in events:
        sign = _SIGNS.get(event.sort, "◂" if event.back else "▸")
        yield f"{event.on.isoformat()} {'    ' if event.back else ''}{sign} {event.text}"
