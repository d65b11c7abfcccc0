"""Where the person is and has been, and the ways from place to place."""

from __future__ import annotations

from asyncio import Lock
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import attrs
from textual.css.query import NoMatches

from ogpkit.app.background import run_in_background
from ogpkit.app.place_view import PlaceView, sort_of
from ogpkit.app.places import has_place, parent_place, place_page, place_title
from ogpkit.app.view_state import read_view_state, restore_view_state
from ogpkit.plugins.places import Place, Scope
from ogpkit.text.i18n import _
from ogpkit.workspace.last_session import PageView

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import date

    from textual.widget import Widget

    from ogpkit.app.workspace_app import WorkspaceApp
    from ogpkit.workspace.last_session import LastSession


_MOST_RECENT: Final = 20
"""Places that are remembered."""


@attrs.frozen
class Trip:
    """One way to go.

    Attributes:
        place: Where to.
        back: Whether this is the way back.
        stay: Whether the keyboard stays where it is, for example in the tree.
        page: The name of the page to show; the one that was last looked at when left out.
    """

    place: Place
    back: bool = False
    stay: bool = False
    page: str = ""


class NavigationHistory:
    """History of the places that were shown, and of the page that was last looked at on each sort of place.

    Attributes:
        place: The place that is shown.
        recent: The places that were left, with the name of the page that was looked at, the last one first.
    """

    def __init__(self, shell: WorkspaceApp, may_leave_forms: Callable[[], Awaitable[bool]]) -> None:
        """Begin at the whole workspace.

        Args:
            shell: The app that shows places.
            may_leave_forms: Takes over what was typed, and says whether the place may be left.
        """
        self._shell = shell
        self._may_leave_forms = may_leave_forms
        self.place = Place()
        self.recent: list[tuple[Place, str]] = []
        self._behind: list[Place] = []
        self._lock = Lock()
        self._next: Trip | None = None
        self._is_under_way = False
        self._pages: dict[tuple[Scope, str], str] = {}
        self._states: dict[tuple[Place, str], Mapping[str, Any]] = {}

    async def go(self, place: Place, page: str = "") -> None:
        """Show a place; what was typed at the one before is taken over and saved.

        Args:
            place: The place; with a key path, its field is gone to.
            page: The name of the page to show; the one that was last looked at when left out.
        """
        await self._make(Trip(place, page=page))

    async def _make(self, trip: Trip) -> None:
        async with self._lock:  # two at once would take each other's page away
            main = self._keep_keys()
            try:
                await self._go(trip)
            except NoMatches:
                if self._shell.is_running:  # otherwise the app ended on the way, and took its pages with it
                    raise
            finally:
                self._shell.key_gate.open(main)

    def _keep_keys(self) -> Widget:
        """Let keys wait until the place is there to which they belong, and return what they wait for."""
        main = self._shell.query_one("#main")
        self._shell.key_gate.close(main, main.screen)
        return main

    async def _go(self, trip: Trip) -> None:
        session = self._shell.session
        place = self._find_nearest(trip.place)
        if place_page(place) != place_page(self.place):
            if has_place(session, self.place) and not await self._may_leave_forms():
                return
            place = self._find_nearest(trip.place)  # once more: a question may stay open for long
            if trip.back and self._behind:
                self._behind.pop()
            elif has_place(session, self.place):
                self._behind.append(place_page(self.place))
            await self._show(place, trip.page)
        elif trip.page:
            self._shell.view.show_page_named(trip.page)
        if place != trip.place:
            self._tell_what_is_gone(trip.place)
        if place.at:
            await self._shell.view.show_form()
            for form in self._shell.view.forms:
                await form.reach(place.at)
        elif not trip.stay:
            self._shell.view.focus_inside()

    async def _show(self, place: Place, page: str) -> None:
        shell = self._shell
        self._pages[sort_of(shell.session, self.place)] = shell.view.page
        self.note_page()
        view = PlaceView(shell.session, place_page(place), page or self._pages.get(sort_of(shell.session, place), ""))
        self.place = place
        main = shell.query_one("#main")
        with shell.batch_update():
            await shell.view.remove()
            await main.mount(view)
            await view.wait_until_ready()
        self.restore_page()
        shell.navigator.reveal(place_page(place))
        shell.problem_list.follow()

    def start(self, place: Place, *, back: bool = False, stay: bool = False, page: str = "") -> None:
        """Go to a place; a dialog on the way does not hold the app up.

        Args:
            back: Whether this is the way back.
            stay: Whether the keyboard stays where it is.
            page: The name of the page to show; the one that was last looked at when left out.
        """
        self._next = Trip(place, back=back, stay=stay, page=page)  # of several that wait only the last is made
        if not self._is_under_way:
            self._is_under_way = True
            self._keep_keys()
            run_in_background(self._shell, self._make_all, name="go", group="go")

    async def _make_all(self) -> None:
        try:
            while self._next is not None:
                trip, self._next = self._next, None
                await self._make(trip)
        finally:
            self._is_under_way = False

    def note_page(self) -> None:
        """Remember how the page is left."""
        view, left = self._shell.view, place_page(self.place)
        self.recent = [(left, view.page), *(one for one in self.recent if one[0] != left)][:_MOST_RECENT]
        if state := read_view_state(view.page_widget):
            self._states[left, view.page] = state

    def restore_page(self) -> None:
        """Show the page as it was left."""
        view = self._shell.view
        state = self._states.get((place_page(self.place), view.page))
        if state is not None:
            restore = partial(restore_view_state, view.page_widget, state)
            run_in_background(view, restore, name="restore", group="restore", exclusive=True)

    def read_session(self) -> tuple[PageView, ...]:
        """Return the pages that were looked at, the one that is shown first."""
        self.note_page()
        return tuple(
            PageView(
                country=one.country, cycle=one.cycle, path=one.path, page=page, state=self._states.get((one, page), {})
            )
            for one, page in self.recent
        )

    def resume(self, session: LastSession, today: date) -> None:
        """Go on where a session was left: there on the same day, one step back from Today on another.

        Args:
            session: The session.
            today: The present day.
        """
        for one in session.pages:
            place = Place(country=one.country, cycle=one.cycle, path=one.path)
            self.recent.append((place, one.page))
            self._states[place, one.page] = one.state
        there = [one for one in self.recent if has_place(self._shell.session, one[0])]
        if not there:
            return
        place, page = there[0]
        if session.on == today:
            self.start(place, page=page)
        elif place != self.place:
            self._behind.append(place)
            self._pages[sort_of(self._shell.session, place)] = page

    def forget_pages(self) -> None:
        """Begin again with the first page of each sort of place."""
        self._pages.clear()

    def go_back(self) -> None:
        """Go back to the place before that is still there, if there is one."""
        while self._behind and not has_place(self._shell.session, self._behind[-1]):
            self._behind.pop()
        if self._behind:
            self.start(self._behind[-1], back=True)

    def go_up(self) -> None:
        """Go to the place in which this one lies."""
        self.start(parent_place(self.place))

    def leave_what_is_gone(self) -> None:
        """Go from a place that is not there any more to the nearest one that is, and say so."""
        if not has_place(self._shell.session, self.place):
            self.start(self.place)

    def _find_nearest(self, place: Place) -> Place:
        """Return the place itself, or else the first one above it that is there."""
        while not has_place(self._shell.session, place):
            place = parent_place(place)
        return place

    def _tell_what_is_gone(self, gone: Place) -> None:
        workspace = self._shell.session.workspace
        said = _("“{gone}” no longer exists. You are now at “{place}”.").format(
            gone=place_title(workspace, gone), place=place_title(workspace, self.place)
        )
        self._shell.notify(said, severity="warning")
