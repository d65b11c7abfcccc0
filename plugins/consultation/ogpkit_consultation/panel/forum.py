"""The standing forum: its meetings against what it promised."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Static

from ogpkit.api import OgpkitError
from ogpkit.api.text import _, current_language, join_list, text_bar
from ogpkit.api.ui import plain_content
from ogpkit_consultation.forum import find_next_meeting, get_interval, list_gaps, note_meeting
from ogpkit_consultation.looking import format_days
from ogpkit_consultation.panel.part import ConsultationPart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult

    from ogpkit_consultation.dossier import Dossier


class ForumPage(ConsultationPart):
    """Forum, its meetings, and the times without one (Roadmap IV.5)."""

    minutes_input = getters.query_one(".minutes", Input)
    trouble_label = getters.query_one(".trouble", Static)
    forum_label = getters.query_one(".forum", Static)
    day_input = getters.query_one(".on", Input)

    def compose(self) -> ComposeResult:
        """Yield a meeting to be noted above, the forum below."""
        with Horizontal(classes="meeting"):
            yield Input(self.desk.workspace.today.isoformat(), compact=True, classes="on", placeholder=_("Day"))
            yield Input(compact=True, classes="minutes", placeholder=_("Minutes: an address"))
            yield Button(_("Note a meeting"), compact=True, classes="note")
            yield Button(_("Open"), compact=True, classes="open")
        yield Static("", classes="trouble")
        with VerticalScroll():
            yield Static("", classes="forum")

    def show(self) -> None:
        """Say how regularly the forum meets."""
        dossier = self.dossier
        lines = list(_list_lines(dossier)) if dossier else [_("There is no file about a consultation yet.")]
        self.forum_label.update(plain_content("\n".join(lines)))

    @on(Button.Pressed, ".note")
    @on(Input.Submitted)
    def _note(self, event: Button.Pressed | Input.Submitted) -> None:
        event.stop()
        dossier, trouble = self.dossier, self.trouble_label
        trouble.display = False
        if dossier is None:
            return
        minutes = self.minutes_input
        try:
            day = date.fromisoformat(self.day_input.value.strip())
            note_meeting(self.desk, dossier.document, day, minutes.value.strip())
            minutes.value = ""
        except ValueError:
            trouble.update(_("The day is no date. Write year-month-day, for example 2012-04-10."))
            trouble.display = True
        except OgpkitError as error:
            trouble.update(plain_content(str(error)))
            trouble.display = True

    @on(Button.Pressed, ".open")
    def _open(self, event: Button.Pressed) -> None:
        event.stop()
        if dossier := self.dossier:
            self.open(dossier.document.path, ("forum",))


def _list_lines(dossier: Dossier) -> Iterator[str]:
    forum, every = dossier.consultation.forum, get_interval(dossier)
    if forum is None:
        yield _("No forum for regular consultation on implementation is named.")
        return
    yield forum.name
    yield join_list(forum.members)
    if every is not None:
        yield _("At most {every} from one meeting to the next").format(every=format_days(every))
    if due := find_next_meeting(dossier):
        yield _("Next meeting by {due}").format(due=due)
    yield ""
    for meeting in sorted(forum.meetings, key=lambda one: one.on):
        topics = meeting.topics.best(current_language(), dossier.workspace.language, "en") if meeting.topics else ""
        minutes = meeting.minutes or _("no minutes")
        yield "  ".join(part for part in (meeting.on.isoformat(), topics, minutes) if part)
    found = list_gaps(dossier)
    if found and every is not None:
        most = max(*(gap.days for gap in found), every)
        yield ""
        yield _("Times without a meeting, with the most that is allowed")
        for gap in found:
            late = "  " + _("too long") if gap.days > every else ""
            yield f"{gap.since} – {gap.until}  {text_bar(gap.days, most, 24, every)}  {format_days(gap.days)}{late}"
