"""What the parts of the panels share: they show the reports as they are now, and say why something is refused."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from textual import getters
from textual.containers import VerticalScroll
from textual.widgets import Input, Static

from ogpkit.api import OgpkitError
from ogpkit.api.content import Translated, is_language, owed_languages
from ogpkit.api.editing import StageBlocked
from ogpkit.api.text import _
from ogpkit.api.ui import LiveWidget, plain_content
from ogpkit_reporting.reports import find_reports

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit_reporting.reports import Reports


class ReportPart(LiveWidget, VerticalScroll, can_focus=False):
    """Part of a panel that shows the reports anew after every change at the desk."""

    missing_label = getters.query_one(".missing", Static)

    def on_mount(self) -> None:
        """Begin with the present day, and with nothing refused."""
        for field in self.query(".on").results(Input):
            field.value = self.desk.workspace.today.isoformat()
        for missing in self.query(".missing"):
            missing.display = False

    def on_resize(self) -> None:
        """Show it for the room that there is."""
        self.follow()

    @property
    def reports(self) -> Reports:
        """Return the reports as they are now."""
        return find_reports(self.desk.workspace, self.place.country, self.place.cycle)

    @property
    def owed_languages(self) -> tuple[str, ...]:
        """Return the languages in which reports are owed here."""
        return owed_languages(self.desk.workspace, self.place.country)

    def show(self) -> None:
        """Show the reports as they are now."""
        self.show_reports(self.reports)

    def show_reports(self, reports: Reports) -> None:
        """Show the reports.

        Args:
            reports: The reports on the cycle.
        """

    def try_action(self, act: Callable[[], object]) -> bool:
        """Do something at the desk; what stands against it is said under the form.

        Args:
            act: Does it.

        Returns:
            Whether it was done.
        """
        missing = self.missing_label
        self.desk.settle()
        try:
            act()
            self.desk.settle()
        except StageBlocked as error:
            missing.update(plain_content("\n".join(f"✗ {one}" for one in error.missing)))
        except OgpkitError as error:
            missing.update(plain_content(f"✗ {error}"))
        except ValueError:
            missing.update(plain_content("✗ " + _("The day is no date. Write year-month-day, for example 2013-06-25.")))
        else:
            missing.update("")
            missing.display = False
            return True
        missing.display = True
        return False


def parse_day(text: str) -> date:
    """Return the day that somebody typed.

    Args:
        text: For example `2013-06-25`.

    Raises:
        ValueError: It is no day.
    """
    return date.fromisoformat(text.strip())


def parse_addresses(text: str, default: str) -> Translated:
    """Return addresses by language, as somebody typed them on one line.

    Args:
        text: For example `en=https://example.org/en es=https://example.org/es`.
        default: The language of an address without one.
    """
    found: dict[str, str] = {}
    for word in text.split():
        language, equals, address = word.partition("=")
        named = bool(equals) and is_language(language)
        found[language if named else default] = address if named else word
    return Translated.of(found)
