"""What comes first at a place that has nothing yet: what belongs there, and a button that begins it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual import on
from textual.containers import Vertical
from textual.widgets import Button, Static

from ogpkit.app.action_runs import list_first_steps
from ogpkit.app.background import run_in_background
from ogpkit.app.live import LiveWidget
from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.app.session import app_session
from ogpkit.text.i18n import translate

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from ogpkit.plugins.actions import Action
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place


class FirstSteps(LiveWidget, Vertical):
    """The actions that come first, each with a sentence about what it begins; nothing where there is none."""

    def __init__(self, session: EditSession, place: Place) -> None:
        """Look at a place.

        Args:
            place: A cycle, a country or the whole workspace.
        """
        super().__init__(app_session(session), place)
        self._steps = self._list_steps()

    def compose(self) -> ComposeResult:
        """Yield the steps."""
        self.display = bool(self._steps)
        for number, (owned, place) in enumerate(self._steps):
            step = owned.value.first_step
            if step is None:
                continue
            title = translate(step.title, owned.plugin)
            yield Static(plain_content(translate(step.about, owned.plugin)))
            if not app_session(self.session).read_only:
                yield Button(plain_line(title), name=str(number), variant="primary", compact=True, classes="first")
            elif owned.value.command:  # a page that is printed, and a screen reader, can offer no button
                words = ("ogpkit", owned.value.command, "/".join(filter(None, (place.country, place.cycle))))
                yield Static(plain_line(f"{title}: {' '.join(filter(None, words))}"))

    def show(self) -> None:
        """Show other steps where other ones come first now."""
        steps = self._list_steps()
        if steps != self._steps:
            self._steps = steps
            run_in_background(self, self.recompose, name="steps", group="steps", exclusive=True)

    @property
    def is_seen(self) -> bool:
        """Tell whether the page is on the screen on which it would be: with nothing to show it is hidden itself."""
        parent = self.parent
        return self.is_attached and (not isinstance(parent, LiveWidget) or parent.is_seen)

    def look_at(self, place: Place) -> None:
        """Look at another place.

        Args:
            place: A cycle, a country or the whole workspace.
        """
        if place != self.place:
            self.place = place
            self.show()

    def _list_steps(self) -> tuple[tuple[OwnedContribution[Action[Any]], Place], ...]:
        return tuple(list_first_steps(app_session(self.session), self.place))

    @on(Button.Pressed)
    def _begin(self, event: Button.Pressed) -> None:
        event.stop()
        from ogpkit.app.screens.action_dialog import start_action  # noqa: PLC0415  a form's fields only where one asks

        owned, place = self._steps[int(event.button.name or 0)]
        start_action(self, self.session, owned.value.name, place)
