"""The shell: the tree on the left, a place with its panels on the right, problems below, and what holds for all of them."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import App
from textual.containers import Horizontal, Vertical
from textual.widgets import Footer, Tree
from textual.worker import get_current_worker

from ogpkit.app.failures import at_work
from ogpkit.app.going import GoTo
from ogpkit.app.keeping import Keeping
from ogpkit.app.keys import bindings
from ogpkit.app.navigator import Navigator
from ogpkit.app.overview import Overview
from ogpkit.app.palette import Everything
from ogpkit.app.panel_host import PanelHost
from ogpkit.app.place_view import PlaceView
from ogpkit.app.places import above, page_of, scope_of
from ogpkit.app.plain import plain
from ogpkit.app.screens.key_help import KeyHelp
from ogpkit.app.status import StatusLine
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.contributions import AppCommand, Place, Scope
from ogpkit.errors import OgpkitError
from ogpkit.storage.watch import watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from ogpkit.desk import Desk
    from ogpkit.plugins import Owned

_ROOM_FOR_TREE: Final = 100
"""Columns from which the tree is open at the start."""

_ROOM_FOR_PROBLEMS: Final = 40
"""Lines from which the list of problems is open at the start."""


class OgpkitApp(App[None]):
    """The app over one workspace.

    Attributes:
        desk: The workspace.
        place: The place that is shown.
        failure: What has brought the app down, if anything has.
    """

    TITLE = "ogpkit"
    COMMANDS = {Everything}  # noqa: RUF012  the framework's own way
    CSS_PATH = ["shell.tcss", "forms/forms.tcss", "screens/screens.tcss"]  # noqa: RUF012  the framework's own way
    BINDINGS: ClassVar[list[BindingType]] = bindings()
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (140, "-wide")]  # noqa: RUF012  as above
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, desk: Desk) -> None:
        """Open a workspace.

        Args:
            desk: The workspace.
        """
        super().__init__()
        self.desk = desk
        self.place = Place()
        self.failure: Exception | None = None
        self._behind: list[Place] = []
        self._pages: dict[Scope, str] = {}
        self._keeping = Keeping(self)
        self._watching = Event()
        self._stop: Callable[[], None] | None = None

    def compose(self) -> ComposeResult:
        """Tree, place, problems, status, keys."""
        with Horizontal(id="desk"):
            yield Navigator(self.desk)
            with Vertical(id="main"):
                yield PlaceView(self.desk, self.place)
        yield ProblemList(self.desk, Place(), here=lambda: page_of(self.place), id="problems")
        yield StatusLine(self.desk)
        yield Footer(show_command_palette=False, compact=True)

    def on_mount(self) -> None:
        """Follow the desk and the files."""
        self._stop = self.desk.subscribe(self._changed)
        self.query_one("#problems").display = self.size.height >= _ROOM_FOR_PROBLEMS
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

    # Going from place to place.

    async def go(self, place: Place, *, back: bool = False, stay: bool = False) -> None:
        """Show a place; what was typed at the one before is taken over and saved.

        Args:
            place: The place; with a key path, its field is gone to.
            back: Whether this is the way back.
            stay: Whether the keyboard stays where it is, for example in the tree.
        """
        if page_of(place) != page_of(self.place):
            if not await self._keeping.may_leave_forms():
                return
            if not back:
                self._behind.append(page_of(self.place))
            await self._show(place)
        if place.at:
            for form in self.view.forms:
                form.focus_at(place.at)
        elif not stay:
            self.view.focus_inside()

    async def _show(self, place: Place) -> None:
        self._pages[scope_of(self.place)] = self.view.page
        self.place = place
        view = PlaceView(self.desk, page_of(place), self._pages.get(scope_of(place), ""))
        with self.batch_update():
            await self.view.remove()
            await self.query_one("#main").mount(view)
            await view.ready()
        self.query_one(Navigator).reveal(page_of(place))
        self.query_one("#problems", ProblemList).refresh_findings()

    def start_going(self, place: Place, *, back: bool = False, stay: bool = False) -> None:
        """Go to a place; a dialog on the way does not hold the app up.

        Args:
            place: The place.
            back: Whether this is the way back.
            stay: Whether the keyboard stays where it is.
        """
        self.run_worker(self.go(place, back=back, stay=stay), name="go", group="go", exclusive=True)

    @on(GoTo)
    def _asked_to_go(self, event: GoTo) -> None:
        event.stop()
        self.start_going(event.place)

    @on(Tree.NodeSelected, "#navigator")
    def _chosen(self, event: Tree.NodeSelected[Place]) -> None:
        place = event.node.data
        if place is None:
            event.node.toggle()
            return
        if event.node.allow_expand:
            event.node.expand()
        if self.size.width < _ROOM_FOR_TREE:
            self.query_one(Navigator).display = False
        self.start_going(place, stay=not place.path and self.query_one(Navigator).display)

    # What happens elsewhere.

    def _changed(self) -> None:
        self.query_one(StatusLine).refresh_status()
        self.query_one(Navigator).refresh_places()
        self._keeping.save_soon()
        if self.place.path and not self._is_there(self.place.path):
            self.start_going(above(self.place))

    def _is_there(self, path: str) -> bool:
        try:
            return path in self.desk.workspace.documents or bool(self.desk.source(path))
        except (OgpkitError, OSError):
            return False

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
        before = len(self.desk.plugins.faults)
        said = self.desk.plugins.guarded(
            owned.plugin, f"command {owned.value.name}", lambda: owned.value.run(self.desk, page_of(self.place)), None
        )
        if said:
            self.notify(plain(str(said)).plain, markup=False)
        for fault in self.desk.plugins.faults[before:]:
            self.notify(plain(f"{fault.message} {fault.remedy}").plain, severity="error", markup=False)

    def _handle_exception(self, error: Exception) -> None:
        """Let a panel that fails cost itself only; anything else ends the app, and nobody has to read a traceback."""
        host = at_work(PanelHost)
        if host is not None:
            host.fail(error)
            return
        self.failure = error
        super()._handle_exception(error)
        self._exit_renderables.clear()

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
        else:
            self.view.focus_inside()

    def action_toggle_problems(self) -> None:
        """Show or hide the problems."""
        problems = self.query_one("#problems", ProblemList)
        problems.display = not problems.display
        if problems.display:
            problems.refresh_findings()
            problems.focus_list()
        else:
            self.view.focus_inside()

    def action_go_overview(self) -> None:
        """Go to all countries."""
        self.start_going(Place())

    def action_go_back(self) -> None:
        """Go back to the place before."""
        if self._behind:
            self.start_going(self._behind.pop(), back=True)

    def action_go_up(self) -> None:
        """Go to the place in which this one lies."""
        self.start_going(above(self.place))

    def action_next_page(self) -> None:
        """Show the next page of this place."""
        self.view.show_next_page()

    def action_sort(self) -> None:
        """Sort the table of countries in the next way."""
        for overview in self.query(Overview):
            overview.sort_next()

    def action_undo(self) -> None:
        """Undo the last change."""
        self._keeping.step(back=True)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._keeping.step(back=False)

    def action_save_now(self) -> None:
        """Save without waiting."""
        self._keeping.save_now()

    def action_decide(self) -> None:
        """Decide about a file that was changed here and elsewhere."""
        self._keeping.decide()

    def action_leave(self) -> None:
        """Leave, without losing anything."""
        self.run_worker(self._keeping.leave(), name="leave", group="leave", exclusive=True)

    async def action_quit(self) -> None:
        """Leave, as the framework calls it."""
        self.action_leave()
