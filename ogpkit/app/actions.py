"""What the keys and the palette do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, getters

from ogpkit.app.autosave import AutoSave
from ogpkit.app.background import run_in_background
from ogpkit.app.keys import list_bindings
from ogpkit.app.navigation import NavigationHistory
from ogpkit.app.navigator import Navigator
from ogpkit.app.pages.overview import Overview
from ogpkit.app.place_view import PlaceView
from ogpkit.app.places import place_page
from ogpkit.app.safe_text import plain_content
from ogpkit.app.screens.key_help import KeyHelp
from ogpkit.app.tours import TourGuide
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.app.workspace_app import WorkspaceApp
from ogpkit.editing.errors import EditRefused, verify_writable
from ogpkit.plugins.places import Place

if TYPE_CHECKING:
    from textual.binding import BindingType

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.contributions import AppCommand
    from ogpkit.plugins.owned import OwnedContribution


class KeyedApp(WorkspaceApp):
    """Actions of the app, one for each entry in `ogpkit.app.keys`.

    Attributes:
        journey: Where the person is.
        keeping: What keeps their work safe.
        guide: What leads them on a tour.
    """

    BINDINGS: ClassVar[list[BindingType]] = list_bindings()

    problems_problem_list = getters.query_one("#problems", ProblemList)

    def __init__(self, desk: WorkspaceSession) -> None:
        """Open a workspace."""
        super().__init__(desk)
        self.keeping = AutoSave(self, self.start_going)
        self.journey = NavigationHistory(self, self.keeping.may_leave_forms)
        self.guide = TourGuide(self, self.journey)

    @property
    def place(self) -> Place:
        """Return the place that is shown."""
        return self.journey.place

    async def on_event(self, event: events.Event) -> None:
        """Pass an event on; keys one after the other, and none to a part that has been taken away."""
        if isinstance(event, events.MouseDown) and not event.is_forwarded:
            self.key_gate.inputs += 1
        if not isinstance(event, events.Key | events.Paste) or not self._screen_stack:
            await super().on_event(event)
        elif event.is_forwarded or self.key_gate.can_pass(event):
            focused = self.screen.focused
            if focused is not None and not focused.is_attached:
                self.screen.set_focus(None)
                focused = None
            is_new = not event.is_forwarded
            await super().on_event(event)
            if is_new:
                self.key_gate.let_next_follow(event, focused)

    # Going places.

    def start_going(self, place: Place) -> None:
        """Go to a place without waiting."""
        self.journey.start(place)

    def action_go_today(self) -> None:
        """Go to what needs a person now, whichever page of the workspace was looked at last."""
        self.journey.start(Place(), page="today")

    def action_go_back(self) -> None:
        """Go back to the place before, from the page of the tours to what is beneath it."""
        if not self.guide.close_page():
            self.journey.go_back()

    def action_go_up(self) -> None:
        """Go to the place in which this one lies."""
        self.journey.go_up()

    def action_next_page(self) -> None:
        """Show the next page of this place."""
        self.view.show_next_page()

    def action_toggle_tree(self) -> None:
        """Show or hide the tree."""
        tree = self.query_one(Navigator)
        tree.display = not tree.display
        if tree.display:
            tree.focus()
        else:
            self.view.focus_inside()

    # Changing things.

    def action_undo(self) -> None:
        """Undo the last change."""
        self.keeping.step(back=True)

    def action_redo(self) -> None:
        """Do again what was undone."""
        self.keeping.step(back=False)

    def action_save_now(self) -> None:
        """Save without waiting."""
        self.keeping.save_now()

    def action_decide(self) -> None:
        """Decide about files that were changed here and elsewhere."""
        self.keeping.decide()

    # Looking.

    def action_toggle_problems(self) -> None:
        """Go to the problems, or hide them where the keyboard is there already."""
        problems = self.problems_problem_list
        focused = self.screen.focused
        is_inside = focused is not None and problems in focused.ancestors
        problems.display = not (problems.display and is_inside)
        problems.forget_cause()
        if problems.display:
            problems.follow()
            problems.focus_list()
        else:
            self.view.focus_inside()

    def action_sort(self) -> None:
        """Sort the table of countries in the next way."""
        for overview in self.query(Overview):
            overview.sort_next()

    def action_show_keys(self) -> None:
        """Explain the field and the page that one is in, and show all keys."""
        from ogpkit.app.page_help import explain_place  # noqa: PLC0415  a form's fields only where one asks

        view = self.screen_stack[0].query_one(PlaceView)
        self.push_screen(KeyHelp(tuple(explain_place(self.desk, view, self.screen.focused))))

    def action_show_tours(self) -> None:
        """Show the tours."""
        self.guide.show_page()

    def action_go_on_tour(self) -> None:
        """Go on with the tour."""
        self.guide.go_on()

    def action_leave(self) -> None:
        """Leave, without losing anything."""
        run_in_background(self, self.keeping.leave, name="leave", group="leave", exclusive=True)

    async def action_quit(self) -> None:
        """Leave, as the framework calls it."""
        self.action_leave()

    # What plugins add.

    def run_plugin_command(self, owned: OwnedContribution[AppCommand]) -> None:
        """Run a plugin's command at the place that is shown, and show what it says.

        Args:
            owned: The command, with its plugin.
        """
        if owned.value.writes and self._is_write_refused():
            return
        before = len(self.desk.plugins.faults)
        said = self.desk.plugins.call(
            owned.plugin,
            f"command {owned.value.name}",
            partial(owned.value.run, self.desk, place_page(self.place)),
            None,
            patient=True,
        )
        if said:
            self.notify(plain_content(str(said)).plain, markup=False)
        for fault in self.desk.plugins.faults[before:]:
            self.notify(plain_content(f"{fault.message} {fault.remedy}").plain, severity="error", markup=False)

    def start_action(self, name: str) -> None:
        """Open the dialog of an action at the place that is shown, or do it where it asks for nothing.

        Args:
            name: The name of the action.
        """
        from ogpkit.app.screens.action_dialog import start_action  # noqa: PLC0415  a form's fields only where one asks

        start_action(self, self.desk, name, place_page(self.place))

    def _is_write_refused(self) -> bool:
        """Tell whether the workspace is open for reading only; that is said then."""
        try:
            verify_writable(read_only=self.desk.read_only)
        except EditRefused as error:
            self.notify(plain_content(str(error)).plain, severity="warning", markup=False)
            return True
        return False
