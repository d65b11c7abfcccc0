"""What a person sees of the app, as far as the steps of a tour ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
from textual.css.query import NoMatches
from textual.widget import Widget

from ogpkit.app.navigator import Navigator
from ogpkit.app.places import place_page
from ogpkit.app.screens.dialog import Palette
from ogpkit.app.screens.key_help import KeyHelp
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.app.widgets.tabs import SubTabs
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.tours import AppPart, find_step_page, find_step_place
from ogpkit.text.i18n import translate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.app.place_view import PlaceView
    from ogpkit.app.workspace_app import WorkspaceApp
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.tours import Tour, TourStep
    from ogpkit.workspace.content import Workspace


@attrs.frozen(kw_only=True)
class Sight:
    """What is on the screen.

    Attributes:
        place: The place.
        page: The name of the page.
        parts: What stands on the tabs that are turned to within the page.
        action: The action whose dialog is open, if one is.
        part: The part of the app in which the keyboard is, if it is one that a step can ask for.
        workspace: What the files say.
    """

    place: Place
    page: str
    parts: frozenset[str]
    action: str
    part: AppPart | None
    workspace: Workspace


@attrs.frozen(kw_only=True)
class Walk:
    """Tour that a person is on.

    Attributes:
        owned: The tour, with its plugin.
        place: Where it takes place.
        number: The step that comes next, from zero.
        before: What the files said when the step began.
    """

    owned: OwnedContribution[Tour]
    place: Place
    number: int
    before: Workspace

    @property
    def tour(self) -> Tour:
        """Return the tour."""
        return self.owned.value

    @property
    def step(self) -> TourStep:
        """Return the step that comes next."""
        return self.tour.steps[self.number]

    @property
    def step_place(self) -> Place:
        """Return the place at which the step begins."""
        return find_step_place(self.number, self.tour, self.place)

    @property
    def step_page(self) -> str:
        """Return the name of the page on which the step begins; empty where it can be any."""
        return find_step_page(self.number, self.tour)[0]

    @property
    def step_part(self) -> str:
        """Return what stands on the tab that is turned to where the step begins, in English; empty where it can be any."""
        return find_step_page(self.number, self.tour)[1]

    def is_away(self, sight: Sight) -> bool:
        """Tell whether the person is somewhere else than where the step can be done."""
        if self.step.leads_to_place:
            return False
        begins = self.step_place
        if begins.country and not _lies_within(sight.place, begins):
            return True
        is_same_place = (sight.place.country, sight.place.cycle, sight.place.path) == (begins.country, begins.cycle, "")
        return bool(is_same_place and not self.step.page and self.step_page and sight.page != self.step_page)

    def is_done(self, sight: Sight) -> bool:
        """Tell whether all that the step asks for is on the screen."""
        step = self.step
        if step.is_for_reading or self.is_away(sight):
            return False
        return all(self._list_answers(step, sight))

    def _list_answers(self, step: TourStep, sight: Sight) -> Iterator[bool]:
        """Yield for each thing that a step asks for whether it is so."""
        if step.goes_to is not None:
            yield _is_at(sight.place, step.goes_to, self.place)
        if step.page:
            yield sight.page == step.page
        if step.part:
            yield translate(step.part, self.owned.plugin) in sight.parts
        if step.kind:
            document = sight.workspace.documents.get(sight.place.path)
            yield document is not None and document.kind == step.kind
        if step.action:
            yield sight.action == step.action
        if step.looks_at is not None:
            yield sight.part is step.looks_at
        if step.changes:
            yield _list_documents(self.before, step.changes) != _list_documents(sight.workspace, step.changes)


def _lies_within(place: Place, other: Place) -> bool:
    return place.country == other.country and other.cycle in ("", place.cycle)


def _is_at(place: Place, scope: Scope, goal: Place) -> bool:
    """Tell whether a place is the one of a tour, at a scope."""
    if scope is Scope.DOCUMENT:
        return bool(place.path)
    wanted = {
        Scope.WORKSPACE: ("", ""),
        Scope.COUNTRY: (goal.country, ""),
        Scope.CYCLE: (goal.country, goal.cycle),
    }[scope]
    return not place.path and (place.country, place.cycle) == wanted


def _list_documents(workspace: Workspace, kind: str) -> dict[str, object]:
    return {path: one.entity for path, one in workspace.documents.items() if one.kind == kind}


def read_sight(shell: WorkspaceApp, place: Place) -> Sight | None:
    """Return what a person sees now; None while one place makes room for another.

    Args:
        shell: The app.
        place: The place that is shown.
    """
    try:
        view = shell.view
        if view.place != place_page(place):
            return None
        return Sight(
            place=place,
            page=view.page,
            parts=frozenset(_list_parts(view)),
            action=getattr(shell.screen, "action_name", ""),
            part=_find_part(shell),
            workspace=shell.session.workspace,
        )
    except NoMatches:
        return None


def _list_parts(view: PlaceView) -> Iterator[str]:
    for tabs in view.query(SubTabs).results():
        hidden = [node for node in tabs.ancestors_with_self if isinstance(node, Widget) and not node.display]
        if tabs.active and not hidden:
            yield tabs.get_tab(tabs.active).label_text


def _find_part(shell: WorkspaceApp) -> AppPart | None:
    if isinstance(shell.screen, Palette):
        return AppPart.PALETTE
    if isinstance(shell.screen, KeyHelp):
        return AppPart.KEYS
    around = shell.screen.focused.ancestors_with_self if shell.screen.focused else ()
    if any(isinstance(node, ProblemList) for node in around):
        return AppPart.PROBLEMS
    return AppPart.TREE if any(isinstance(node, Navigator) for node in around) else None
