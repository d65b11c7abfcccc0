"""The guide of the tours: knows on which tour a person is, sees when a step is done, and keeps how far she is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.app.background import run_in_background
from ogpkit.app.keys import format_key
from ogpkit.app.place_view import CORE_PANELS
from ogpkit.app.screens.tour_page import TourChoice, TourPage
from ogpkit.app.status import TourBar
from ogpkit.app.tour_sight import Walk, read_sight
from ogpkit.app.widgets.tabs import SubTabs
from ogpkit.plugins.places import Place
from ogpkit.plugins.tours import find_step_page
from ogpkit.plugins.typecheck import verify_optional
from ogpkit.text.i18n import _, current_language, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.atomic import CannotWrite
from ogpkit.workspace.countries import country_name
from ogpkit.workspace.tour_progress import TourProgress, read_tour_progress, write_tour_progress

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.screen import Screen

    from ogpkit.app.navigation import NavigationHistory
    from ogpkit.app.tour_sight import Sight
    from ogpkit.app.workspace_app import WorkspaceApp
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.tours import Tour

_LEAVE: Final = ""
"""The name under which the page offers to leave the tour."""


class TourGuide:
    """Leads a person on the tours that plugins contribute."""

    def __init__(self, shell: WorkspaceApp, navigation: NavigationHistory) -> None:
        """Begin where the person has left.

        Args:
            shell: The app.
            navigation: The ways from place to place.
        """
        self._shell = shell
        self._navigation = navigation
        self._progress = TourProgress()
        self._walk: Walk | None = None
        self._is_away = False

    # The page.

    def welcome(self) -> None:
        """Go on with the tour on which the person was, or offer the tours of a new workspace once."""
        session = self._shell.session
        self._progress = read_tour_progress(session.root)
        if self._progress.current:
            self._walk = self._make_walk(self._progress.current)
            self._tell()
        if self._progress.is_new and not session.read_only:
            self.show_page()

    def show_page(self) -> None:
        """Show the page that offers the tours."""
        if isinstance(self._shell.screen, TourPage):
            return
        if len(self._shell.screen_stack) > 1:
            self._shell.notify(_("Close this first, then press {key}.").format(key=format_key("ctrl+t")))
            return
        self._shell.push_screen(TourPage(self._shell.session.workspace, tuple(self._list_choices())), self._choose)

    def close_page(self) -> bool:
        """Close the page that offers the tours; tells whether it was open."""
        page = self._shell.screen
        if isinstance(page, TourPage):
            page.dismiss(None)
        return isinstance(page, TourPage)

    def _list_choices(self) -> Iterator[TourChoice]:
        for owned in self._shell.session.plugins.tours:
            tour = owned.value
            say = partial(translate, owner=owned.plugin)
            missing = (
                ""
                if self._find_place(owned) is not None
                else say(tour.missing) or _("This tour needs something that is not in the workspace yet.")
            )
            yield TourChoice(
                name=tour.name,
                title=say(tour.title),
                summary=missing or say(tour.summary),
                state=self._describe_state(tour, is_missing=bool(missing)),
                is_next=tour.name == self._progress.current
                or (not self._progress.current and not missing and tour.name not in self._progress.finished),
            )
        if self._walk is not None:
            summary = _("You can continue the tour later from this step.")
            yield TourChoice(name=_LEAVE, title=_("Leave the tour"), summary=summary, state="")

    def _describe_state(self, tour: Tour, *, is_missing: bool) -> str:
        if is_missing:
            return _("not possible yet")
        if tour.name in self._progress.steps:
            reached = self._progress.steps[tour.name] + 1
            return _("at step {step} of {steps}").format(step=min(reached, len(tour.steps)), steps=len(tour.steps))
        if tour.name in self._progress.finished:
            return "✓ " + _("done")
        return _("{steps} steps").format(steps=len(tour.steps))

    def _choose(self, name: str | None) -> None:
        self._keep(is_new=False)
        if name == _LEAVE:
            self.leave()
        elif name is not None:
            self.begin(name)

    # A tour.

    def begin(self, name: str) -> None:
        """Begin a tour, or go on with it, at the place of its next step.

        Args:
            name: The name of the tour.
        """
        walk = self._make_walk(name)
        if walk is None:
            owned = self._find_tour(name)
            said = translate(owned.value.missing, owned.plugin) if owned is not None else ""
            self._shell.notify(said or _("This tour needs something that is not in the workspace yet."))
            return
        self._walk = walk
        self._keep(current=name, steps={**self._progress.steps, name: walk.number})
        self._take_there(walk)
        self._tell()

    def leave(self) -> None:
        """Leave the tour; how far the person is stays known."""
        self._walk = None
        self._keep(current="")
        self._tell()

    def go_on(self) -> None:
        """Go on: back to the place of the step where the person has left it, else to the next step and where it begins."""
        walk = self._walk
        if walk is None:
            self.show_page()
        elif self._is_away:
            self._take_there(walk)
        else:
            self._step_forward(walk)
            if self._walk is not None and not walk.step.is_for_reading:
                self._take_there(self._walk)

    def look(self) -> None:
        """See whether the step is done, and go on to the next one then; the app asks after each drawing."""
        walk = self._walk
        if walk is None:
            return
        sight = read_sight(self._shell, self._navigation.place)
        if sight is not None:
            self._compare(walk, sight)
        self._equip(self._shell.screen)

    def _compare(self, walk: Walk, sight: Sight) -> None:
        if walk.is_done(sight):
            self._step_forward(walk)
            return
        is_away = walk.is_away(sight)
        if is_away != self._is_away:
            self._is_away = is_away
            self._tell()

    def _step_forward(self, walk: Walk) -> None:
        number = self._find_possible(walk.tour, walk.number + 1)
        steps = dict(self._progress.steps)
        self._is_away = False
        if number is None:
            self._walk = None
            steps.pop(walk.tour.name, None)
            self._keep(current="", steps=steps, finished=self._progress.finished | {walk.tour.name})
            self._tell()
            self._celebrate()
            return
        steps[walk.tour.name] = number
        self._walk = attrs.evolve(walk, number=number, before=self._shell.session.workspace)
        self._keep(steps=steps)
        self._tell()

    def _celebrate(self) -> None:
        """Offer the other tours at the end of one, where no dialog is open."""
        if len(self._shell.screen_stack) > 1:
            said = _("You have finished the tour. Press {key} to see the other tours.").format(key=format_key("ctrl+t"))
            self._shell.notify(said)
        else:
            self.show_page()

    def describe(self) -> str:
        """Return what the tour says now; nothing where there is none."""
        walk = self._walk
        if walk is None:
            return ""
        step, title = walk.step, sanitize_line(translate(walk.tour.title, walk.owned.plugin))
        head = _("{tour} · step {step} of {steps}").format(tour=title, step=walk.number + 1, steps=len(walk.tour.steps))
        on, tours = format_key("ctrl+g"), format_key("ctrl+t")
        keys = _("{key}: continue · {tours}: all tours").format(key=on, tours=tours)
        if self._is_away:
            said = _("You have left the page of the tour. Press {key} to go back to it.").format(key=on)
        else:
            said = self._fill_in(translate(step.text, walk.owned.plugin), walk.place)
        return f"{head} · {keys}\n{said}"

    def _fill_in(self, text: str, place: Place) -> str:
        name = country_name(self._shell.session.workspace, place.country, current_language()) if place.country else ""
        return sanitize_line(text.replace("{country}", name).replace("{cycle}", place.cycle))

    # What all that rests on.

    def _make_walk(self, name: str) -> Walk | None:
        owned = self._find_tour(name)
        place = self._find_place(owned) if owned is not None else None
        if owned is None or place is None:
            return None
        reached = self._progress.steps.get(name, 0)
        number = self._find_possible(owned.value, reached) or 0
        return Walk(owned=owned, place=place, number=number, before=self._shell.session.workspace)

    def _find_tour(self, name: str) -> OwnedContribution[Tour] | None:
        return next((owned for owned in self._shell.session.plugins.tours if owned.value.name == name), None)

    def _find_place(self, owned: OwnedContribution[Tour]) -> Place | None:
        session, verify = self._shell.session, partial(verify_optional, wanted=Place)
        find = partial(owned.value.find_place, session.workspace)
        place: Place | None = session.plugins.call(owned.plugin, f"tour {owned.value.name}", find, None, verify=verify)
        return place

    def _find_possible(self, tour: Tour, number: int) -> int | None:
        """Return the first step from a number on that can be done with the plugins that are on; None at the end."""
        return next((at for at in range(number, len(tour.steps)) if self._is_possible(tour, at)), None)

    def _is_possible(self, tour: Tour, number: int) -> bool:
        """Tell whether the page on which a step is done, and what it asks for, are there with the plugins that are on."""
        step, plugins = tour.steps[number], self._shell.session.plugins
        page = "" if step.leads_to_place else step.page or find_step_page(number, tour)[0]
        pages = {panel.name for panel in (*CORE_PANELS, *(owned.value for owned in plugins.panels))}
        pages.update(f"table-{owned.value.name}" for owned in plugins.tables if owned.value.panel)
        actions = {owned.value.name for owned in plugins.actions} if step.action else set()
        kinds = {step.kind, step.changes} - {""}
        return (
            page in ("", *pages)
            and step.action in ("", *actions)
            and all(plugins.kinds.by_name(kind) is not None for kind in kinds)
        )

    def _take_there(self, walk: Walk) -> None:
        run_in_background(self._shell, partial(self._show_place, walk), name="tour", group="go")

    async def _show_place(self, walk: Walk) -> None:
        await self._navigation.go(walk.step_place, walk.step_page)
        self._navigation.forget_pages()  # the steps say which pages to turn to from the first one on
        if walk.step_part:
            for tabs in self._shell.view.query(SubTabs).results():
                tabs.turn_to_title(translate(walk.step_part, walk.owned.plugin))

    def _keep(self, **changes: object) -> None:
        before = self._progress
        self._progress = attrs.evolve(before, **changes)  # type: ignore[arg-type]  # its own attributes
        session = self._shell.session
        if session.read_only or self._progress == before:
            return
        try:
            write_tour_progress(session.root, self._progress)
        except CannotWrite as error:
            self._shell.log.warning(str(error))

    def _tell(self) -> None:
        for screen in self._shell.screen_stack:
            for bar in screen.query(TourBar).results():
                bar.say_next()

    def _equip(self, screen: Screen[object]) -> None:
        """Keep the next step in sight in a dialog too."""
        if screen.is_modal and not isinstance(screen, TourPage) and screen.is_mounted and not screen.query(TourBar):
            screen.add_class("on-tour")
            screen.mount(TourBar(self.describe))
