"""The control for a country: its code, with its name beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input, Static

from ogpkit.app.forms.parsing import written
from ogpkit.app.forms.text_inputs import Line
from ogpkit.app.safe_text import plain_line
from ogpkit.text.i18n import spoken
from ogpkit.workspace.country_names import name_in

if TYPE_CHECKING:
    from textual.app import ComposeResult


class CountryLine(Line):
    """A country's code on one line, and beside it what the country is called."""

    def compose(self) -> ComposeResult:
        """The input and the name."""
        yield from super().compose()
        yield Static(plain_line(_name(written(self.value))), classes="beside")

    @on(Input.Changed)
    def _named(self, event: Input.Changed) -> None:
        self.query_one(".beside", Static).update(plain_line(_name(event.value)))

    def take(self, value: object) -> None:
        """Show another country.

        Args:
            value: Its code.
        """
        super().take(value)
        self.query_one(".beside", Static).update(plain_line(_name(written(value))))


def _name(code: str) -> str:
    """What a country is called, or a local member's country; nothing for a code that is nobody's."""
    country = code.strip().partition("-")[0]
    return name_in(country, spoken()) or name_in(country, "en") or ""
