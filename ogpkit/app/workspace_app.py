"""The app as its parts see it: one workspace, the place that is shown, the order of keys, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App

from ogpkit.app.design import DEFAULT, SIXTEEN, THEMES, list_tokens
from ogpkit.app.key_gate import KeyGate
from ogpkit.app.live import LiveWidget
from ogpkit.app.place_view import PlaceView
from ogpkit.app.preferences import read_preference, save_preference
from ogpkit.app.widgets.line_input import select_text
from ogpkit.text.sanitize import sanitize

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from ogpkit.editing.session import WorkspaceSession


class StyledApp(App[None]):
    """App in which every variable of the style sheets has a value, texts of files cannot act, and Tab selects what it reaches."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return the variables of style sheets that a theme from elsewhere does not set."""
        return list_tokens()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002  what is said may hold texts from files, in which nothing acts
    ) -> None:
        """Say something for a moment, whatever brackets or escape sequences are in it.

        Args:
            message: What is said.
            title: Its heading.
            severity: How much it matters.
            timeout: For how many seconds; as long as usual when left out.
            markup: Not asked.
        """
        super().notify(sanitize(message), title=sanitize(title), severity=severity, timeout=timeout, markup=False)

    def action_focus_next(self) -> None:
        """Go to what comes next, and select its text."""
        select_text(self.screen.focus_next())

    def action_focus_previous(self) -> None:
        """Go to what comes before, and select its text."""
        select_text(self.screen.focus_previous())


class WorkspaceApp(StyledApp):
    """App over one workspace.

    Attributes:
        desk: The workspace.
        key_gate: Lets keys wait for one another.
    """

    def __init__(self, desk: WorkspaceSession) -> None:
        """Open a workspace."""
        super().__init__()
        self.desk = desk
        self.key_gate = KeyGate(self)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = self._find_theme()

    @property
    def view(self) -> PlaceView:
        """Return the place that is shown, with its panels."""
        return self.query_one(PlaceView)

    def note_session(self) -> None:
        """Remember where the person leaves the app."""

    # How it looks.

    def choose_theme(self, name: str) -> None:
        """Change the theme, and keep it for the next time.

        Args:
            name: One of `ogpkit.app.design.THEMES`.
        """
        self.theme = name
        save_preference("theme", name)
        for widget in self.screen.walk_children():
            if isinstance(widget, LiveWidget):
                widget.follow()  # cells of tables have the colours with which they were drawn

    def _find_theme(self) -> str:
        """Return the theme that was chosen last; else the one that suits the terminal."""
        chosen = read_preference("theme")
        if chosen in THEMES:
            return chosen
        return SIXTEEN if self.console.color_system in ("standard", "windows") else DEFAULT
