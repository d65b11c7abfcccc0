"""Bringing comments in from files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import getters, on
from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Button, Input, Select, Static

from ogpkit.api import OgpkitError
from ogpkit.api.cli import parse_path
from ogpkit.api.content import DayOrder, parse_language
from ogpkit.api.text import _
from ogpkit.api.ui import plain_content
from ogpkit_consultation.importing import Reading, bring_in, describe_intake, plan_intake, read_files
from ogpkit_consultation.panel.part import ConsultationPart

if TYPE_CHECKING:
    from textual.app import ComposeResult


class IntakePage(ConsultationPart):
    """File or folder to take comments out of; what it would do is said before it does it."""

    days_select = getters.query_one(".days", Select)
    told_label = getters.query_one(".told", Static)
    file_input = getters.query_one(".file", Input)
    encoding_input = getters.query_one(".encoding", Input)

    def compose(self) -> ComposeResult:
        """Yield which file, how it is to be understood, and what came of it."""
        with Horizontal(classes="how"):
            yield Input(placeholder=_("A file or folder: .csv, .xlsx, .eml, .txt"), compact=True, classes="file")
            yield Input(placeholder=_("Encoding, if not UTF-8"), compact=True, classes="encoding")
        with Horizontal(classes="how"):
            yield Input(placeholder=_("Language"), compact=True, classes="tongue")
            yield Input(placeholder=_("Day, if none is given"), compact=True, classes="received")
            days = [(_(one.label), one.value) for one in DayOrder if one is not DayOrder.UNKNOWN]
            yield Select(days, prompt=_("03/04/2012?"), compact=True, classes="days")
            yield Button(_("Trial run"), compact=True, classes="preview")
            yield Button(_("Import"), compact=True, classes="import")
        with VerticalScroll():
            yield Static("", classes="told")

    @on(Button.Pressed)
    @on(Input.Submitted, ".file")
    def _import(self, event: Button.Pressed | Input.Submitted) -> None:
        event.stop()
        write = isinstance(event, Button.Pressed) and event.button.has_class("import")
        try:
            lines = self._run_import(write=write)
        except ValueError:
            lines = [_("The day is no date. Write year-month-day, for example 2012-04-10.")]
        except OgpkitError as error:
            lines = [str(error)]
        self.told_label.update(plain_content("\n".join(lines)))

    def _run_import(self, *, write: bool) -> list[str]:
        file = parse_path(self.file_input.value)
        if not file.name or not file.exists():
            return [_("There is no such file or folder.")]
        here = self.place.country, self.place.cycle
        reading = self._read_options()
        found = read_files([file], reading, self.desk.workspace, here)
        taken = plan_intake(found, reading, self.desk.workspace, here)
        lines = list(describe_intake(found, taken))
        if found.not_understood:
            return [*lines, _("Nothing was written. Mend the file, then import it again.")]
        if not write:
            return [*lines, _("This was a preview; nothing was written.")]
        bring_in(self.desk, taken)
        return lines

    def _read_options(self) -> Reading:
        language, received = (self.query_one(name, Input).value.strip() for name in (".tongue", ".received"))
        days = self.days_select
        return Reading(
            language=parse_language(language) if language else None,
            received=date.fromisoformat(received) if received else None,
            encoding=self.encoding_input.value.strip(),
            days=DayOrder.UNKNOWN if days.is_blank() else DayOrder(str(days.value)),
        )
