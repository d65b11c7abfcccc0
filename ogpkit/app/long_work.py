"""Long work beside the keys: a line shows how far it has come, and Escape or its button cancels it."""

from __future__ import annotations

from asyncio import to_thread
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual import getters, on
from textual.containers import Horizontal
from textual.message import Message
from textual.widgets import Button, ProgressBar, Static

from ogpkit.app.background import run_in_background, take_turns
from ogpkit.app.safe_text import plain_line
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.workspace.progress import WorkProgress, note_progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.timer import Timer

T = TypeVar("T")

_TURN = 0.1
"""Seconds between two looks at how far it has come."""


class StartWork(Message):
    """Asks for work that may take long.

    Attributes:
        title: What is done, in the user's language.
        do: Does it, in a thread.
        take: Takes what came of it, in the app; or the error that says why nothing did.
        in_turn: Whether it changes the workspace: then it gives steps, which the app does in turn with the keys.
    """

    def __init__(
        self, title: str, do: Callable[[], Any], take: Callable[[Any], None], *, in_turn: bool = False
    ) -> None:
        """Ask."""
        super().__init__()
        self.title = title
        self.do = do
        self.take = take
        self.in_turn = in_turn


class WorkLine(Horizontal):
    """Line about the work that is under way; it is in sight only then."""

    what_label = getters.query_one(".what", Static)
    amount_label = getters.query_one(".amount", Static)
    bar = getters.query_one(ProgressBar)

    def __init__(self) -> None:
        """Begin with nothing under way."""
        super().__init__(id="work")
        self._progress: WorkProgress | None = None
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Yield what is done, how far it has come, and the button that cancels it."""
        yield Static("", classes="what")
        yield ProgressBar(show_eta=False, show_percentage=False)
        yield Static("", classes="amount")
        yield Button(_("Cancel (Esc)"), compact=True)

    def on_mount(self) -> None:
        """Stay out of sight."""
        self.display = False
        self._timer = self.set_interval(_TURN, self._show, pause=True)

    @property
    def is_under_way(self) -> bool:
        """Tell whether some work is under way."""
        return self._progress is not None

    def tells_to_wait(self) -> bool:
        """Tell the person to wait where some work is under way, and say whether it is."""
        if self._progress is not None:
            said = _("Wait until this is finished, or cancel it: {title}").format(title=str(self.what_label.content))
            self.app.notify(said, severity="warning")
        return self._progress is not None

    def start(self, work: StartWork) -> None:
        """Begin some work, unless other work is under way.

        Args:
            work: The work.
        """
        if self.tells_to_wait():
            return
        self._progress = WorkProgress()
        self.what_label.update(plain_line(work.title))
        self._show()
        self.display = True
        if self._timer is not None:
            self._timer.resume()
        run_in_background(self, partial(self._run, work, self._progress), name="long work", group="long")

    async def _run(self, work: StartWork, progress: WorkProgress) -> None:
        def do() -> Any:
            with note_progress(progress):
                return work.do()

        try:
            if work.in_turn:
                with note_progress(progress):
                    found = await take_turns(self, work.do())
            else:
                found = await to_thread(do)
            work.take(found)
        except OgpkitError as error:
            work.take(error)
        finally:
            progress.is_cancelled = True  # where the app has ended before the thread
            self._progress = None
            self.display = False
            if self._timer is not None:
                self._timer.pause()

    def _show(self) -> None:
        progress = self._progress
        if progress is None:
            return
        self.bar.update(total=progress.total or None, progress=progress.done)
        said = _("{done} of {total}") if progress.total else "{done}"
        self.amount_label.update(said.format(done=progress.done, total=progress.total) if progress.done else "")

    def cancel(self) -> None:
        """End the work as soon as it has come to the end of a part."""
        if self._progress is not None:
            self._progress.is_cancelled = True

    @on(Button.Pressed)
    def _handle_press(self, event: Button.Pressed) -> None:
        event.stop()
        self.cancel()
