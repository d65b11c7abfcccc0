"""What the keys and the palette do."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, ClassVar, Literal, cast

from textual import events

from ogpkit.app.background import run_in_background
from ogpkit.app.keys import GROUPS, find_usual_keys, format_key, list_bindings
from ogpkit.app.workspace_app import WorkspaceApp
from ogpkit.editing.errors import EditRefused, verify_writable
from ogpkit.errors import OgpkitError
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import _, translate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from textual.binding import Binding, BindingType

    from ogpkit.app.autosave import AutoSave
    from ogpkit.app.navigation import NavigationHistory
    from ogpkit.app.pages.overview import Overview
    from ogpkit.app.place_view import PlaceView
    from ogpkit.app.tours import TourGuide
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.plugins.contributions import AppCommand
    from ogpkit.plugins.owned import OwnedContribution


class KeyedApp(WorkspaceApp):
    """Actions of the app, one for each entry in `ogpkit.app.keys`; what an action needs is imported when it is used."""

    BINDINGS: ClassVar[list[BindingType]] = list_bindings()

    def __init__(self, session: WorkspaceSession | None = None, styles: Path | None = None) -> None:
        """Show a workspace.

        Args:
            session: The workspace; it comes later when left out.
            styles: The style sheet to begin with; all of them when left out.
        """
        super().__init__(session, styles)
        self._own_keys: Mapping[str, str] = {}

    @cached_property
    def keeping(self) -> AutoSave:
        """Return what keeps the person's work safe."""
        from ogpkit.app.autosave import AutoSave  # noqa: PLC0415  the first frame needs none

        return AutoSave(self, self.start_going)

    @cached_property
    def navigation(self) -> NavigationHistory:
        """Return where the person is and has been."""
        from ogpkit.app.navigation import NavigationHistory  # noqa: PLC0415  as above

        return NavigationHistory(self, self.keeping.may_leave_forms)

    @cached_property
    def guide(self) -> TourGuide:
        """Return what leads the person on a tour."""
        from ogpkit.app.tours import TourGuide  # noqa: PLC0415  as above

        return TourGuide(self, self.navigation)

    @property
    def place(self) -> Place:
        """Return the place that is shown."""
        return self.navigation.place

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
        self.navigation.start(place)

    def action_go_today(self) -> None:
        """Go to what needs a person now, whichever page of the workspace was looked at last."""
        self.navigation.start(Place(), page="today")

    def action_go_back(self) -> None:
        """Go back to the place before, from the page of the tours to what is beneath it."""
        if not self.guide.close_page():
            self.navigation.go_back()

    def action_go_up(self) -> None:
        """Cancel long work that is under way, or else go to the place in which this one lies."""
        line = self.work_line
        if line.is_under_way:
            line.cancel()
        else:
            self.navigation.go_up()

    def action_next_page(self) -> None:
        """Show the next page of this place."""
        self.view.show_next_page()

    def action_search_texts(self) -> None:
        """Show the line in which one looks for texts."""
        self.search_texts()

    def search_texts(self, typed: str = "") -> None:
        """Show the line in which one looks for texts.

        Args:
            typed: With what it begins.
        """
        from ogpkit.app.screens.dialog import Palette  # noqa: PLC0415  as below
        from ogpkit.app.text_finder import TextProvider  # noqa: PLC0415  only who searches needs it

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette([TextProvider], placeholder=_("Find words in all texts"), typed=typed))

    def action_toggle_tree(self) -> None:
        """Show or hide the tree."""
        tree = self.navigator
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

    def action_show_changes(self) -> None:
        """List the last changes, and undo back to the one that is chosen."""
        self.keeping.take_over()
        steps = self.session.steps
        if not steps:
            self.notify(_("There is nothing to undo."))
            return
        from ogpkit.app.screens.change_list import ChangeList  # noqa: PLC0415  only who asks needs it

        self.push_screen(ChangeList(steps), self._undo_back)

    def _undo_back(self, count: int | None) -> None:
        if count:
            self.keeping.step(back=True, count=count)

    def action_open_editor(self) -> None:
        """Open the person's own editor."""
        from ogpkit.app.external_editor import ExternalEditor  # noqa: PLC0415  only who asks needs it

        run_in_background(self, ExternalEditor(self, self.keeping).open, name="editor", group="editor", exclusive=True)

    def action_copy_page(self) -> None:
        """Copy the page as text."""
        from ogpkit.app.page_text import read_page  # noqa: PLC0415  only who asks needs it

        self.copy_to_clipboard(read_page(self.view.page_widget))
        self.notify(_("Page copied."))

    def use_own_keys(self) -> None:
        """Let the keys hold that the person has set, and say what is wrong with those that cannot."""
        from ogpkit.app.own_keys import read_own_keys  # noqa: PLC0415  nothing can be pressed at the first frame

        own = read_own_keys()
        self._own_keys = own.by_action
        self.set_keymap({f"ogpkit.{name}{end}": keys for name, keys in own.by_action.items() for end in ("", ".also")})
        for key in (one for keys in GROUPS.values() for one in keys if not one.keys and one.action in own.by_action):
            self.bind(own.by_action[key.action], key.action, description=_(key.title), show=False)
        for problem in own.problems:
            self.notify(problem, severity="warning", timeout=20)

    def find_keys(self, action: str) -> tuple[str, ...]:
        """Return the keys that do something now, the person's own ones where they have set some.

        Args:
            action: What the list of keys calls it.
        """
        own = self._own_keys.get(action)
        return tuple(own.split(",")) if own else find_usual_keys(action)

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it stands on a keyboard.

        Args:
            binding: The key with what it does.
        """
        return binding.key_display or format_key(binding.key)

    def action_save_now(self) -> None:
        """Save without waiting."""
        self.keeping.save_now()

    def action_decide(self) -> None:
        """Decide about files that were changed here and elsewhere."""
        self.keeping.decide()

    # Looking.

    def action_toggle_problems(self) -> None:
        """Go to the problems, or hide them where the keyboard is there already."""
        problems = self.problem_list
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
        for overview in self.query("Overview"):
            cast("Overview", overview).sort_next()

    def action_show_keys(self) -> None:
        """Explain the field and the page that one is in, and show all keys."""
        from ogpkit.app.page_help import explain_place  # noqa: PLC0415  a form's fields only where one asks
        from ogpkit.app.screens.key_help import KeyHelp  # noqa: PLC0415  as above

        view = cast("PlaceView", self.screen_stack[0].query_one("#main").children[-1])
        self.push_screen(KeyHelp(tuple(explain_place(self.session, view, self.screen.focused)), self.find_keys))

    def action_show_tours(self) -> None:
        """Show the tours."""
        self.guide.show_page()

    def action_go_on_tour(self) -> None:
        """Go on with the tour."""
        self.guide.go_on()

    def action_leave(self) -> None:
        """Leave, without losing anything."""
        if not self.query("#main"):  # it is still being opened
            self.exit()
            return
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
        from ogpkit.app.long_work import StartWork  # noqa: PLC0415  the first frame has no commands
        from ogpkit.app.places import place_page  # noqa: PLC0415  as above
        from ogpkit.plugins.queries import call_for_user  # noqa: PLC0415  as above

        if owned.value.writes and self._is_write_refused():
            return
        run = partial(owned.value.run, self.session, place_page(self.place))
        if owned.value.is_long:
            before = len(self.session.plugins.faults)
            ask = partial(call_for_user, self.session.plugins, owned.plugin, f"command {owned.value.name}", run)
            title = translate(owned.value.title, owned.plugin)
            self.post_message(StartWork(title, ask, partial(self._tell_answer, before)))
            return
        before = len(self.session.plugins.faults)
        said = self.session.plugins.call(owned.plugin, f"command {owned.value.name}", run, None, patient=True)
        self._tell_answer(before, said)

    def _tell_answer(self, before: int, said: object) -> None:
        """Show what a command says, and what failed in it.

        Args:
            before: How many faults of plugins there were before it.
            said: Its answer, or the error that says why it has none.
        """
        if said:
            severity: Literal["warning", "information"] = "warning" if isinstance(said, OgpkitError) else "information"
            self.notify(str(said), severity=severity)
        for fault in self.session.plugins.faults[before:]:
            self.notify(f"{fault.message} {fault.remedy}", severity="error")

    def start_action(self, name: str, place: Place | None = None) -> None:
        """Open the dialog of an action, or do it where it asks for nothing.

        Args:
            name: The name of the action.
            place: What it is about; the place that is shown when left out.
        """
        from ogpkit.app.places import place_page  # noqa: PLC0415  as below
        from ogpkit.app.screens.action_dialog import start_action  # noqa: PLC0415  a form's fields only where one asks

        start_action(self, self.session, name, place or place_page(self.place))

    def _is_write_refused(self) -> bool:
        """Tell whether the workspace is open for reading only; that is said then."""
        try:
            verify_writable(read_only=self.session.read_only)
        except EditRefused as error:
            self.notify(str(error), severity="warning")
            return True
        return False
