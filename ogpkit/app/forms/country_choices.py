"""The control for a country: its code, with its name beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import getters, on
from textual.widgets import Input, Static

from ogpkit.app.forms.parsing import format_value
from ogpkit.app.forms.text_inputs import TextField
from ogpkit.app.safe_text import plain_line
from ogpkit.text.i18n import current_language
from ogpkit.workspace.country_names import localized_country_name

if TYPE_CHECKING:
    from textual.app import ComposeResult


class CountryLine(TextField):
    """Country's code on one line, and beside it what the country is called."""

    beside_label = getters.query_one(".beside", Static)

    def compose(self) -> ComposeResult:
        """Yield the input and the name."""
        yield from super().compose()
        yield Static(plain_line(_name(format_value(self.value))), classes="beside")

    @on(Input.Changed)
    def _show_country_name(self, event: Input.Changed) -> None:
        self.beside_label.update(plain_line(_name(event.value)))

    def take(self, value: object) -> None:
        """Show another country.

        Args:
            value: Its code.
        """
        super().take(value)
        self.beside_label.update(plain_line(_name(format_value(value))))


def _name(code: str) -> str:
    """Return what a country is called, or a local member's country; nothing for a code that is nobody's."""
    country = code.strip().partition("-")[0]
    return localized_country_name(country, current_language()) or localized_country_name(country, "en") or ""
