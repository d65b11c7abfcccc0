"""The shell: the tree on the left, a place with its panels on the right, problems below, and what holds for all of them."""

from __future__ import annotations

import gc
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Final, cast

from textual import work
from textual.containers import Horizontal, Vertical
from textual.worker import get_current_worker

from ogpkit.app.actions import KeyedApp
from ogpkit.app.background import run_in_background, take_turns
from ogpkit.app.bounds import limit_size
from ogpkit.app.drivers import find_driver
from ogpkit.app.opening import OpeningView
from ogpkit.app.shutdown import Shutdown
from ogpkit.errors import OgpkitError
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import _
from ogpkit.workspace.progress import note_progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.command import Provider
    from textual.driver import Driver
    from textual.events import Resize
    from textual.geometry import Size
    from textual.widget import Widget
    from textual.widgets import Tree

    from ogpkit.app.long_work import StartWork, WorkLine
    from ogpkit.app.opening import Opening
    from ogpkit.app.places import Navigate
    from ogpkit.editing.session import WorkspaceSession

_ROOM_FOR_TREE: Final = 100
"""Columns from which the tree is open at the start."""


_STYLES: Final = ("design.tcss", "shell.tcss", "forms/forms.tcss", "screens/screens.tcss")

_STYLES_OF_OPENING: Final = Path(__file__).with_name("opening.tcss")
"""What the first frame needs; the others are read when there is a workspace to be shown."""


def _find_provider() -> type[Provider]:
    """Return what answers in the command palette."""
    from ogpkit.app.palette import EverythingProvider  # noqa: PLC0415  only who asks needs it

    return EverythingProvider


class OgpkitApp(KeyedApp):
    """App over one workspace.

    Attributes:
        failure: What has brought the app down, if anything has.
        ending: What ends it from outside.
    """

    TITLE = "ogpkit"
    COMMANDS = {_find_provider}  # noqa: RUF012  the framework's own way
    CSS_PATH = ["opening.tcss", *_STYLES]  # noqa: RUF012  the framework's own way
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (140, "-wide")]  # noqa: RUF012  as above
    ENABLE_COMMAND_PALETTE = True

    def __init__(
        self,
        session: WorkspaceSession | None = None,
        *,
        opening: Opening | None = None,
        greets: bool = True,
        resumes: bool = False,
    ) -> None:
        """Show a workspace.

        Args:
            session: A workspace that is open.
            opening: One that is to be opened when the first frame is on the screen.
            greets: Whether it offers the tours of a new workspace, and goes on with one.
            resumes: Whether it goes on where the person left it, and remembers that.
        """
        super().__init__(session, None if opening is None else _STYLES_OF_OPENING)
        self._opening = opening
        self._greets = greets
        self._resumes = resumes
        self.failure: Exception | None = None
        self.ending = Shutdown(self)
        self._watching = Event()
        self._stop: Callable[[], None] | None = None
        self._is_at_work = self._has_drawn = self._is_opening = False

    def compose(self) -> ComposeResult:
        """Yield what shows the workspace, or that it is being opened."""
        if self._opening is None:
            yield from self._make_parts()
            return
        self.key_gate.hold()
        yield OpeningView(self._opening, has_tree=self.size.width >= _ROOM_FOR_TREE)

    def _make_parts(self) -> list[Widget]:
        """Return tree, place, problems, tour, work, status, keys."""
        from ogpkit.app.long_work import WorkLine  # noqa: PLC0415  none of this is in the first frame
        from ogpkit.app.navigator import Navigator  # noqa: PLC0415  as above
        from ogpkit.app.place_view import PlaceView  # noqa: PLC0415  as above
        from ogpkit.app.places import place_page  # noqa: PLC0415  as above
        from ogpkit.app.status import StatusLine, TourBar  # noqa: PLC0415  as above
        from ogpkit.app.widgets.key_bar import KeyBar  # noqa: PLC0415  as above
        from ogpkit.app.widgets.problem_list import ProblemList  # noqa: PLC0415  as above

        return [
            Horizontal(Navigator(self.session), Vertical(PlaceView(self.session, self.place), id="main"), id="body"),
            ProblemList(self.session, Place(), here=lambda: place_page(self.place), id="problems"),
            TourBar(self.guide.describe),
            WorkLine(),
            StatusLine(self.session),
            KeyBar(),
        ]

    def on_mount(self) -> None:
        """Follow what may end the app, and the workspace where it is open."""
        self.ending.listen()
        self.screen_change_signal.subscribe(self, self.key_gate.wait_for_screen, immediate=True)
        if self.is_opened:
            self._follow()

    async def _open(self, view: OpeningView) -> None:
        """Open the workspace, show it in place of what was shown meanwhile, and let keys act on it."""
        try:
            with note_progress(view.progress):
                self.session = await take_turns(self, view.open_in_steps())
        except (OgpkitError, OSError) as error:
            self.failure = error
            self.exit()
            return
        with self.batch_update():
            self.stylesheet.read_all([_STYLES_OF_OPENING.parent / name for name in _STYLES])
            self.refresh_css(animate=False)
            await view.remove()
            await self.mount(*self._make_parts())
            await self.view.wait_until_ready()
            self._follow()
        gc.freeze()  # what is there now stays to the end; the collector need not look through it again and again
        self.call_after_refresh(self.key_gate.release)

    def _follow(self) -> None:
        """Follow the session and the files."""
        from ogpkit.workspace.last_session import read_last_session  # noqa: PLC0415  not in the first frame

        self.use_own_keys()
        self._stop = self.session.subscribe(self._handle_change)
        self.problem_list.display = False
        self.navigator.display = self.size.width >= _ROOM_FOR_TREE
        self.status_line.refresh_status()
        self._watch()
        self.keeping.offer_leftovers()
        if self._resumes:
            self.navigation.resume(read_last_session(self.session.root), date.today())  # noqa: DTZ011  the person's own day
        if self._greets:
            self.guide.welcome()

    def on_unmount(self) -> None:
        """Let go of the session and the files."""
        self._watching.set()
        self.ending.forget()
        if self._stop is None:
            return
        from ogpkit.workspace.visits import note_visit  # noqa: PLC0415  only who leaves needs it

        self._stop()
        for line in self.query("#work"):
            cast("WorkLine", line).cancel()
        if not self.session.read_only:
            note_visit(self.session.root)

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
        if not self.is_opened:
            return
        self.keeping.take_over()
        self.keeping.save()

    def post_display_hook(self) -> None:
        """See, after each drawing, whether what a tour asks for is on the screen."""
        if not self.is_running or self._exit:
            return
        # whoever opens a large workspace sees it before everything is read, and again before everything is checked
        is_at_rest = not any(one.message_queue_size for one in self.screen.walk_children())
        if not self.is_opened:
            view = next(iter(self.query(OpeningView)), None)
            if is_at_rest and view is not None and not self._is_opening:
                self._is_opening = True
                run_in_background(self, partial(self._open, view), name="open", group="open")
        elif self._stop is not None:
            self.guide.look()
            if is_at_rest:
                self._has_drawn = True
                self._work_out()

    def note_session(self) -> None:
        """Remember where the person leaves the app."""
        if self._resumes and not self.session.read_only:
            from ogpkit.workspace.last_session import LastSession, write_last_session  # noqa: PLC0415  as above

            pages = self.navigation.read_session()
            write_last_session(self.session.root, LastSession(on=date.today(), pages=pages))  # noqa: DTZ011  as above

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
        await self.navigation.go(place)

    def on_navigate(self, event: Navigate) -> None:
        """Go where a part of the app asks for."""
        event.stop()
        self.navigation.start(event.place)

    def on_tree_node_selected(self, event: Tree.NodeSelected[Place]) -> None:
        """Go where the tree leads."""
        tree = self.navigator
        if event.control is not tree:
            return
        place = event.node.data
        if place is None:
            event.node.toggle()
            return
        if event.node.allow_expand:
            event.node.expand()
        tree.display = self.size.width >= _ROOM_FOR_TREE
        self.navigation.start(place, stay=not place.path and tree.display)

    # What happens elsewhere.

    def on_start_work(self, event: StartWork) -> None:
        """Begin long work."""
        event.stop()
        self.work_line.start(event)

    def _work_out(self) -> None:
        """Work out beside the keys what is due, how all stand and what is wrong, as far as it is not known."""
        if not self._is_at_work and (self.session.has_to_check or not self.session.knows_due_dates):
            self._is_at_work = True
            run_in_background(self, self._work_out_in_turn, name="first look", group="look")

    async def _work_out_in_turn(self) -> None:
        from ogpkit.app.summary import get_status_cache  # noqa: PLC0415  the first frame counts nothing

        try:
            if not self.session.knows_due_dates:
                await take_turns(self, self.session.list_due_dates_in_steps())
            while self.session.has_to_check:
                await take_turns(self, get_status_cache(self.session).ask_in_steps())
                await take_turns(self, self.session.check_in_steps())
        finally:
            self._is_at_work = False

    def _handle_change(self) -> None:
        if self._has_drawn:
            self._work_out()
        self.status_line.refresh_status()
        self.navigator.refresh_places()
        self.keeping.save_soon()
        self.navigation.leave_what_is_gone()

    def on_document_form_pending_changed(self) -> None:
        """Say that something is not in its file yet."""
        self.status_line.refresh_status()
        self.navigator.refresh_places()

    def on_document_form_settled(self) -> None:
        """Save when a form has taken everything over."""
        self.keeping.save()

    @work(thread=True, exclusive=True, group="watch", name="watch")
    def _watch(self) -> None:
        from ogpkit.editing.files import list_files  # noqa: PLC0415  the first frame waits for no changes
        from ogpkit.workspace.watch import CannotWatch, watch_files  # noqa: PLC0415  as above

        worker = get_current_worker()
        try:
            for _paths in watch_files(self.session.root, self._watching, tell=self._say_from_thread):
                if worker.is_cancelled:
                    return
                # thousands of files take long to list, and keys come meanwhile
                self.call_from_thread(self.keeping.look_outside, list_files(self.session.root))
        except CannotWatch as error:
            self._say_from_thread(str(error))

    def _say_from_thread(self, text: str) -> None:
        self.ending.call(lambda: self.notify(text, severity="warning", timeout=15))

    def action_command_palette(self) -> None:
        """Show the command palette."""
        from ogpkit.app.screens.dialog import Palette  # noqa: PLC0415  only who asks needs it

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
        from ogpkit.app.panel_host import PanelHost, explain_styles, find_cause, find_widget  # noqa: PLC0415  few fail

        host = find_widget(PanelHost, find_cause(error))
        if host is not None:
            host.fail(find_cause(error))
            return
        self.failure = explain_styles(error if self.is_opened else find_cause(error))
        super()._handle_exception(error)
        self._exit_renderables.clear()
