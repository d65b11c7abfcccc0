"""Where the person is and has been, and the ways from place to place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.app.navigator import Navigator
from ogpkit.app.place_view import PlaceView, sort_of
from ogpkit.app.places import above, page_of
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.contributions import Place, Scope
from ogpkit.errors import OgpkitError

if TYPE_CHECKING:
    from ogpkit.app.actions import KeyedApp


class Journey:
    """The place that is shown, those before it, and the page that was last looked at on each sort of place.

    Attributes:
        place: The place that is shown.
    """

    def __init__(self, shell: KeyedApp) -> None:
        """Begin at the whole workspace.

        Args:
            shell: The app that shows places.
        """
        self._shell = shell
        self.place = Place()
        self._behind: list[Place] = []
        self._pages: dict[tuple[Scope, str], str] = {}

    async def go(self, place: Place, *, back: bool = False, stay: bool = False) -> None:
        """Show a place; what was typed at the one before is taken over and saved.

        Args:
            place: The place; with a key path, its field is gone to.
            back: Whether this is the way back.
            stay: Whether the keyboard stays where it is, for example in the tree.
        """
        if page_of(place) != page_of(self.place):
            if not await self._shell.keeping.may_leave_forms():
                return
            if back:
                self._behind.pop()
            else:
                self._behind.append(page_of(self.place))
            await self._show(place)
        if place.at:
            await self._shell.view.show_form()
            for form in self._shell.view.forms:
                form.focus_at(place.at)
        elif not stay:
            self._shell.view.focus_inside()

    async def _show(self, place: Place) -> None:
        shell = self._shell
        self._pages[sort_of(shell.desk, self.place)] = shell.view.page
        self.place = place
        view = PlaceView(shell.desk, page_of(place), self._pages.get(sort_of(shell.desk, place), ""))
        with shell.batch_update():
            await shell.view.remove()
            await shell.query_one("#main").mount(view)
            await view.ready()
        shell.query_one(Navigator).reveal(page_of(place))
        shell.query_one("#problems", ProblemList).follow()

    def start(self, place: Place, *, back: bool = False, stay: bool = False) -> None:
        """Go to a place; a dialog on the way does not hold the app up.

        Args:
            place: The place.
            back: Whether this is the way back.
            stay: Whether the keyboard stays where it is.
        """
        going = self.go(place, back=back, stay=stay)
        self._shell.run_worker(going, name="go", group="go", exclusive=True)

    def back(self) -> None:
        """Go back to the place before, if there is one."""
        if self._behind:
            self.start(self._behind[-1], back=True)

    def up(self) -> None:
        """Go to the place in which this one lies."""
        self.start(above(self.place))

    def leave_what_is_gone(self) -> None:
        """Go up from a file that has been deleted."""
        if self.place.path and not self._is_there(self.place.path):
            self.up()

    def _is_there(self, path: str) -> bool:
        desk = self._shell.desk
        try:
            return path in desk.workspace.documents or bool(desk.source(path))
        except (OgpkitError, OSError):
            return False
