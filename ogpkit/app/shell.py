"""The shell: the tree on the left, a place with its panels on the right, problems below, and what holds for all of them."""

from __future__ import annotations

from datetime import date
from threading import Event
from typing import TYPE_CHECKING, Final

from textual import on, work
from textual.containers import Horizontal, Vertical
from textual.widgets import Tree
from textual.worker import get_current_worker

from ogpkit.app.actions import KeyedApp
from ogpkit.app.background import run_in_background, take_turns
from ogpkit.app.bounds import limit_size
from ogpkit.app.drivers import find_driver
from ogpkit.app.long_work import StartWork, WorkLine
from ogpkit.app.navigator import Navigator
from ogpkit.app.palette import EverythingProvider
from ogpkit.app.panel_host import PanelHost, explain_styles, find_cause, find_widget
from ogpkit.app.place_view import PlaceView
from ogpkit.app.places import Navigate, place_page
from ogpkit.app.screens.dialog import Palette
from ogpkit.app.shutdown import Shutdown
from ogpkit.app.status import StatusLine, TourBar
from ogpkit.app.summary import get_glance
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.widgets.key_bar import KeyBar
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import _
from ogpkit.workspace.last_session import LastSession, read_last_session, write_last_session
from ogpkit.workspace.visits import note_visit
from ogpkit.workspace.watch import CannotWatch, watch_files

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.driver import Driver
    from textual.events import Resize
    from textual.geometry import Size

    from ogpkit.editing.session import WorkspaceSession

_ROOM_FOR_TREE: Final = 100
"""Columns from which the tree is open at the start."""


class OgpkitApp(KeyedApp):
    """App over one workspace.

    Attributes:
        failure: What has brought the app down, if anything has.
        ending: What ends it from outside.
    """

    TITLE = "ogpkit"
    COMMANDS = {EverythingProvider}  # noqa: RUF012  the framework's own way
    CSS_PATH = ["design.tcss", "shell.tcss", "forms/forms.tcss", "screens/screens.tcss"]  # noqa: RUF012  the framework's own way
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (140, "-wide")]  # noqa: RUF012  as above
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, desk: WorkspaceSession, *, greets: bool = True, resumes: bool = False) -> None:
        """Open a workspace.

        Args:
            greets: Whether it offers the tours of a new workspace, and goes on with one.
            resumes: Whether it goes on where the person left it, and remembers that.
        """
        super().__init__(desk)
        self._greets = greets
        self._resumes = resumes
        self.failure: Exception | None = None
        self.ending = Shutdown(self)
        self._watching = Event()
        self._stop: Callable[[], None] | None = None
        self._is_at_work = self._has_drawn = False

    def compose(self) -> ComposeResult:
        """Yield tree, place, problems, tour, status, keys."""
        with Horizontal(id="desk"):
            yield Navigator(self.desk)
            with Vertical(id="main"):
                yield PlaceView(self.desk, self.place)
        yield ProblemList(self.desk, Place(), here=lambda: place_page(self.place), id="problems")
        yield TourBar(self.guide.describe)
        yield WorkLine()
        yield StatusLine(self.desk)
        yield KeyBar()

    def on_mount(self) -> None:
        """Follow the desk and the files, and what may end the app."""
        self.ending.listen()
        self.use_own_keys()
        self._stop = self.desk.subscribe(self._handle_change)
        self.query_one("#problems").display = False
        self.query_one(Navigator).display = self.size.width >= _ROOM_FOR_TREE
        self.query_one(StatusLine).refresh_status()
        self._watch()
        self.keeping.offer_leftovers()
        if self._resumes:
            self.journey.resume(read_last_session(self.desk.root), date.today())  # noqa: DTZ011  the person's own day
        if self._greets:
            self.guide.welcome()

    def on_unmount(self) -> None:
        """Let go of the desk and the files."""
        self._watching.set()
        for line in self.query(WorkLine):
            line.cancel()
        if self._stop:
            self._stop()
        self.ending.forget()
        if not self.desk.read_only:
            note_visit(self.desk.root)

    # What the driver asks for.

    def get_driver_class(self) -> type[Driver]:
        """Return the driver for the terminal or the browser."""
        return find_driver(super().get_driver_class())

    def end_from_outside(self, number: int) -> None:
        """Keep everything and end; from any thread.

        Args:
            number: The signal that says why, for the exit code.
        """
        self.ending.begin(number)

    def keep_everything(self) -> None:
        """Take over and save what was typed, because the process may not go on for a while."""
        self.keeping.take_over()
        self.keeping.save()

    def post_display_hook(self) -> None:
        """See, after each drawing, whether what a tour asks for is on the screen."""
        if self.is_running and not self._exit:
            self.guide.look()
            # whoever opens a large workspace sees it before everything is checked
            if not any(one.message_queue_size for one in self.screen.walk_children()):
                self._has_drawn = True
                self._work_out()

    def note_session(self) -> None:
        """Remember where the person leaves the app."""
        if self._resumes and not self.desk.read_only:
            pages = self.journey.read_session()
            write_last_session(self.desk.root, LastSession(on=date.today(), pages=pages))  # noqa: DTZ011  as above

    def repaint(self) -> None:
        """Draw the whole screen once more; from any thread."""
        self.ending.call(lambda: self.refresh(layout=True))

    @property
    def size(self) -> Size:
        """Return the size of the screen: the terminal's or the browser's, within what anybody can look at."""
        return limit_size(super().size)

    async def _on_resize(self, event: Resize) -> None:
        """Bound the size; the framework's own handler comes after this one."""
        event.size = limit_size(event.size)

    # Going from place to place.

    async def go(self, place: Place) -> None:
        """Show a place and wait until it is there.

        Args:
            place: The place; with a key path, its field is gone to.
        """
        await self.journey.go(place)

    @on(Navigate)
    def _handle_navigation(self, event: Navigate) -> None:
        event.stop()
        self.journey.start(event.place)

    @on(Tree.NodeSelected, "#navigator")
    def _handle_choice(self, event: Tree.NodeSelected[Place]) -> None:
        place = event.node.data
        if place is None:
            event.node.toggle()
            return
        if event.node.allow_expand:
            event.node.expand()
        tree = self.query_one(Navigator)
        tree.display = self.size.width >= _ROOM_FOR_TREE
        self.journey.start(place, stay=not place.path and tree.display)

    # What happens elsewhere.

    @on(StartWork)
    def _start_work(self, event: StartWork) -> None:
        event.stop()
        self.query_one(WorkLine).start(event)

    def _work_out(self) -> None:
        """Work out beside the keys what is due, how all stand and what is wrong, as far as it is not known."""
        if not self._is_at_work and (self.desk.has_to_check or not self.desk.knows_due_dates):
            self._is_at_work = True
            run_in_background(self, self._work_out_in_turn, name="first look", group="look")

    async def _work_out_in_turn(self) -> None:
        try:
            if not self.desk.knows_due_dates:
                await take_turns(self, self.desk.list_due_dates_in_steps())
            while self.desk.has_to_check:
                await take_turns(self, get_glance(self.desk).ask_in_steps())
                await take_turns(self, self.desk.check_in_steps())
        finally:
            self._is_at_work = False

    def _handle_change(self) -> None:
        if self._has_drawn:
            self._work_out()
        self.query_one(StatusLine).refresh_status()
        self.query_one(Navigator).refresh_places()
        self.keeping.save_soon()
        self.journey.leave_what_is_gone()

    @on(DocumentForm.PendingChanged)
    def _update_pending(self) -> None:
        self.query_one(StatusLine).refresh_status()
        self.query_one(Navigator).refresh_places()

    @on(DocumentForm.Settled)
    def _wait_until_settled(self) -> None:
        self.keeping.save()

    @work(thread=True, exclusive=True, group="watch", name="watch")
    def _watch(self) -> None:
        worker = get_current_worker()
        try:
            for _paths in watch_files(self.desk.root, self._watching, tell=self._say_from_thread):
                if worker.is_cancelled:
                    return
                self.call_from_thread(self.keeping.look_outside)
        except CannotWatch as error:
            self._say_from_thread(str(error))

    def _say_from_thread(self, text: str) -> None:
        self.ending.call(lambda: self.notify(text, severity="warning", timeout=15))

    def action_command_palette(self) -> None:
        """Show the command palette."""
        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(placeholder=_("Find an action, a place, a page or help")))

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Save a picture of the screen, where files may be written.

        Args:
            filename: Its name.
            path: Its folder.
        """
        if not self._is_write_refused():
            super().action_screenshot(filename, path)

    def _handle_exception(self, error: Exception) -> None:
        """Let a panel that fails cost itself only; anything else ends the app, and nobody has to read a traceback."""
        host = find_widget(PanelHost, find_cause(error))
        if host is not None:
            host.fail(find_cause(error))
            return
        self.failure = explain_styles(error)
        super()._handle_exception(error)
        self._exit_renderables.clear()
