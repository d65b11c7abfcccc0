"""The app as its parts see it: one workspace, the place that is shown, the order of keys, and how it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.app import App
from textual.css.query import NoMatches

from ogpkit.app.design import DEFAULT, SIXTEEN, THEMES, list_tokens
from ogpkit.app.key_gate import KeyGate
from ogpkit.app.preferences import read_preference, save_preference
from ogpkit.text.sanitize import sanitize

if TYPE_CHECKING:
    from pathlib import Path

    from textual.notifications import SeverityLevel
    from textual.widget import Widget

    from ogpkit.app.long_work import WorkLine
    from ogpkit.app.navigator import Navigator
    from ogpkit.app.place_view import PlaceView
    from ogpkit.app.status import StatusLine
    from ogpkit.app.widgets.problem_list import ProblemList
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
        _select_text(self.screen.focus_next())

    def action_focus_previous(self) -> None:
        """Go to what comes before, and select its text."""
        _select_text(self.screen.focus_previous())


def _select_text(entered: Widget | None) -> None:
    from ogpkit.app.widgets.line_input import select_text  # noqa: PLC0415  the first frame has no lines to write in

    select_text(entered)


class WorkspaceApp(StyledApp):
    """App over one workspace.

    Its parts are imported when there is a workspace: the first frame shows none of them. They are looked up by their names.

    Attributes:
        session: The workspace; it is there once `is_opened` says so.
        key_gate: Lets keys wait for one another.
    """

    session: WorkspaceSession

    def __init__(self, session: WorkspaceSession | None = None, styles: Path | None = None) -> None:
        """Show a workspace.

        Args:
            session: The workspace; it comes later when left out.
            styles: The style sheet to begin with; all of them when left out.
        """
        super().__init__(css_path=styles)
        if session is not None:
            self.session = session
        self.key_gate = KeyGate(self)
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = self._find_theme()

    @property
    def is_opened(self) -> bool:
        """Tell whether there is a workspace."""
        return hasattr(self, "session")

    @property
    def view(self) -> PlaceView:
        """Return the place that is shown, with its panels.

        It is no lookup by its own name: the framework remembers what was found, and with it up to a thousand pages that are
        gone.

        Raises:
            NoMatches: None is shown just now.
        """
        shown = self.query_one("#main").children
        if not shown:
            raise NoMatches("No place is shown.")
        return cast("PlaceView", shown[-1])

    @property
    def navigator(self) -> Navigator:
        """Return the tree."""
        return cast("Navigator", self.query_one("#navigator"))

    @property
    def problem_list(self) -> ProblemList:
        """Return the list of problems."""
        return cast("ProblemList", self.query_one("#problems"))

    @property
    def status_line(self) -> StatusLine:
        """Return the line about the session."""
        return cast("StatusLine", self.query_one("#status"))

    @property
    def work_line(self) -> WorkLine:
        """Return the line about long work."""
        return cast("WorkLine", self.query_one("#work"))

    def note_session(self) -> None:
        """Remember where the person leaves the app."""

    # How it looks.

    def choose_theme(self, name: str) -> None:
        """Change the theme, and keep it for the next time.

        Args:
            name: One of `ogpkit.app.design.THEMES`.
        """
        self.show_in_theme(name)
        save_preference("theme", name)

    def show_in_theme(self, name: str) -> None:
        """Change the theme.

        Args:
            name: One of `ogpkit.app.design.THEMES`.
        """
        from ogpkit.app.live import LiveWidget  # noqa: PLC0415  see above

        self.theme = name
        for widget in self.screen.walk_children():
            if isinstance(widget, LiveWidget):
                widget.follow()  # cells of tables have the colours with which they were drawn

    def _find_theme(self) -> str:
        """Return the theme that was chosen last; else the one that suits the terminal."""
        chosen = read_preference("theme")
        if chosen in THEMES:
            return chosen
        return SIXTEEN if self.console.color_system in ("standard", "windows") else DEFAULT
