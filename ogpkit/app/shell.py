"""The shell: the tree on the left, a place with its panels on the right, problems below, and what holds for all of them."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Tree
from textual.worker import get_current_worker

from ogpkit.app.failures import host_of_failure
from ogpkit.app.going import GoTo
from ogpkit.app.keeping import Keeping
from ogpkit.app.keys import bindings
from ogpkit.app.navigator import Navigator
from ogpkit.app.palette import Everything
from ogpkit.app.place_view import PlaceView
from ogpkit.app.places import page_of
from ogpkit.app.plain import plain
from ogpkit.app.screens.key_help import KeyHelp
from ogpkit.app.status import StatusLine
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.contributions import AppCommand, Place
from ogpkit.storage.watch import watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.app.overview import Overview
    from ogpkit.desk import Desk
    from ogpkit.plugins import Owned


class OgpkitApp(App[None]):
    """The app over one workspace."""

    TITLE = "ogpkit"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS = {Everything}  # noqa: RUF012  the framework's own way
    CSS_PATH = ["shell.tcss", "forms/forms.tcss"]  # noqa: RUF012  the framework's own way
    BINDINGS: ClassVar[list[BindingType]] = bindings()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (140, "-wide")]  # noqa: RUF012  as above

    def __init__(self, desk: Desk) -> None:
        """Open a workspace.

        Args:
            desk: The workspace.
        """
        super().__init__()
        self.desk = desk
        self.place = Place()
        self._behind: list[Place] = []
        self._keeping = Keeping(self)
        self._watching = Event()
        self._stop: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """Tree, place, problems, status, keys."""
        with Horizontal(id="desk"):
            yield Navigator(self.desk)
            with Vertical(id="main"):
                yield PlaceView(self.desk, self.place)
        problems = ProblemList(self.desk, Place())
        problems.id = "problems"
        yield problems
        yield StatusLine(self.desk)
        yield Footer(show_command_palette=True)

    def on_mount(self) -> None:
        """Follow the desk and the files."""
        self._stop = self.desk.subscribe(self._changed)
        self.query_one("#problems").display = False
        self.query_one(Navigator).display = self.size.width >= _ROOM_FOR_TREE
        self.query_one(StatusLine).refresh_status()
        self._watch()
        self._keeping.offer_leftovers()

    def on_unmount(self) -> None:
        """Let go of the desk and the files."""
        self._watching.set()
        if self._stop:
            self._stop()

    @property
    def view(self) -> PlaceView:
        """The place that is shown, with its panels."""
        return self.query_one(PlaceView)

    async def go(self, place: Place, *, back: bool = False) -> None:
        """Show a place; what was typed at the one before is taken over and saved.

        Args:
            place: The place.
            back: Whether this is the way back.
        """
        if page_of(place) != page_of(self.place):
            if not await self._keeping.may_leave_form():
                return
            if not back:
                self._behind.append(page_of(self.place))
            self.place = place
            await self.view.remove()
            await self.query_one("#main").mount(PlaceView(self.desk, page_of(place)))
            self.query_one(Navigator).reveal(page_of(place))
        if place.at or place.path:
            self.call_after_refresh(self._focus_field, place)

    def _focus_field(self, place: Place) -> None:
        form = self.view.form
        if form is not None and place.at:
            form.focus_at(place.at)

    @on(GoTo)
    async def _asked_to_go(self, event: GoTo) -> None:
        self.run_worker(self.go(event.place), name="go", group="go", exclusive=True)

    @on(Tree.NodeSelected)
    async def _chosen(self, event: Tree.NodeSelected[Place]) -> None:
        if event.node.data is None:
            event.node.toggle()
            return
        if event.node.allow_expand and not event.node.is_root:
            event.node.expand()
        self.run_worker(self.go(event.node.data), name="go", group="go", exclusive=True)

    def _changed(self) -> None:
        self.query_one(StatusLine).refresh_status()
        self.query_one(Navigator).refresh_places()
        self._keeping.save_soon()

    @work(thread=True, exclusive=True, group="watch", name="watch")
    def _watch(self) -> None:
        worker = get_current_worker()
        for _paths in watch(self.desk.root, self._watching):
            if worker.is_cancelled:
                return
            self.call_from_thread(self._keeping.look_outside)

    def run_plugin_command(self, owned: Owned[AppCommand]) -> None:
        """Run a plugin's command at the place that is shown, and show what it says.

        Args:
            owned: The command, with its plugin.
        """
        said = self.desk.plugins.guarded(
            owned.plugin, f"command {owned.value.name}", lambda: owned.value.run(self.desk, self.place), None
        )
        faults = self.desk.plugins.faults
        if said:
            self.notify(plain(str(said)).plain, markup=False)
        elif faults and faults[-1].doing == f"command {owned.value.name}":
            self.notify(plain(f"{faults[-1].message} {faults[-1].remedy}").plain, severity="error", markup=False)

    def _handle_exception(self, error: Exception) -> None:
        host = host_of_failure()
        if host is None:
            super()._handle_exception(error)
        else:
            host.fail(error)

    # What the keys do.

    def action_show_keys(self) -> None:
        """Show all keys."""
        self.push_screen(KeyHelp())

    def action_toggle_tree(self) -> None:
        """Show or hide the tree."""
        tree = self.query_one(Navigator)
        tree.display = not tree.display
        if tree.display:
            tree.focus()

    def action_toggle_problems(self) -> None:
        """Show or hide the problems."""
        problems = self.query_one("#problems", ProblemList)
        problems.display = not problems.display
        if problems.display:
            problems.refresh_findings()
            problems.query_one("OptionList").focus()

    async def action_go_overview(self) -> None:
        """Go to all countries."""
        await self.go(Place())

    async def action_go_back(self) -> None:
        """Go back to the place before."""
        if self._behind:
            await self.go(self._behind.pop(), back=True)

    def action_sort(self) -> None:
        """Sort the table of countries by its next column."""
        for table in self.query("Overview").results():
            overview: Overview = table  # type: ignore[assignment]  # queried by its name to keep it out of start-up
            overview.sort_next()

    def action_undo(self) -> None:
        """Undo the last change."""
        self._keeping.step(back=True)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._keeping.step(back=False)

    def action_decide(self) -> None:
        """Decide about a file that was changed here and elsewhere."""
        self._keeping.decide()

    async def action_leave(self) -> None:
        """Leave, without losing anything."""
        self.run_worker(self._keeping.leave(), name="leave", group="leave", exclusive=True)

    async def action_quit(self) -> None:
        """Leave, as the framework calls it."""
        await self.action_leave()


_ROOM_FOR_TREE = 100
"""Columns from which the tree is open at the start."""
