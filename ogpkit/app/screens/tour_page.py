"""The page that says what one sees, and offers the tours."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs
from textual import getters, on
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static

from ogpkit.app.keys import format_key
from ogpkit.app.places import place_title
from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.app.screens.dialog import Dialog
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import N_, _, current_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.workspace.content import Workspace


@attrs.frozen(kw_only=True)
class TourChoice:
    """Something that the page offers.

    Attributes:
        name: The name of the tour.
        title: What it is about.
        summary: What one learns on it, or what it lacks.
        state: How far the person is.
        is_next: Whether it is the one to go on with.
    """

    name: str
    title: str
    summary: str
    state: str
    is_next: bool = False


class TourPage(Dialog[str | None]):
    """Page with the tours; the answer is the name of one, or nothing where the person looks around by herself."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", N_("Close"), id="ogpkit.tours.close"),
    ]

    summary_label = getters.query_one(".summary", Static)

    def __init__(self, workspace: Workspace, choices: Sequence[TourChoice]) -> None:
        """Offer tours.

        Args:
            workspace: What the files say.
            choices: The tours.
        """
        super().__init__()
        self._workspace = workspace
        self._choices = choices

    def compose(self) -> ComposeResult:
        """Yield what one sees, the tours, and the keys."""
        with Vertical(classes="dialog tours"):
            yield Static(plain_line(place_title(self._workspace, Place())), classes="heading")
            yield Static(plain_content(self._describe_workspace()), classes="about")
            yield OptionList(*(plain_line(_label(choice)) for choice in self._choices))
            yield Static("", classes="summary")
            said = _("Enter: start or continue a tour · Esc: close this page · {key}: open it again")
            yield Static(plain_content(said.format(key=format_key("ctrl+t"))), classes="hints")

    def on_mount(self) -> None:
        """Begin at the tour to go on with."""
        following = (number for number, choice in enumerate(self._choices) if choice.is_next)
        self.query_one(OptionList).highlighted = next(following, 0)

    def _describe_workspace(self) -> str:
        about = self._workspace.settings.workspace.about
        said = about.best(current_language(), self._workspace.language, "en") if about else ""
        return said or _(
            "This is your workspace: a folder of plain files, one for each country, plan, commitment and report. ogpkit shows "
            "the files, checks them while you type and saves automatically. Each tour shows you how in a few minutes."
        )

    @on(OptionList.OptionHighlighted)
    def _describe_choice(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self.summary_label.update(plain_content(self._choices[event.option_index].summary))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._choices[event.option_index].name)

    def action_close(self) -> None:
        """Look around without a tour."""
        self.dismiss(None)


def _label(choice: TourChoice) -> str:
    return f"{choice.title} ({choice.state})" if choice.state else choice.title
