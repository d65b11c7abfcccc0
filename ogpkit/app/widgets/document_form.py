"""A form over one file, made from the declaration of its kind; public, for panels of plugins too."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from textual import on
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Static, TextArea
from textual.widgets.collapsible import CollapsibleTitle

from ogpkit.app.background import run_in_background
from ogpkit.app.forms.control import Surroundings
from ogpkit.app.forms.field_box import WAIT, FieldBox
from ogpkit.app.forms.messages import list_messages, place_in_file, show_lines
from ogpkit.app.forms.parsing import format_value
from ogpkit.app.forms.pending import get_pending
from ogpkit.app.forms.rows import (
    list_owed_languages,
    list_references,
    list_rows,
    list_sections,
    read_values,
)
from ogpkit.app.forms.section import Restructure, Section
from ogpkit.app.forms.sections import make_widgets
from ogpkit.app.forms.state import FormState, SectionJumps, find_focused, get_key_path, list_focusable, shift_path
from ogpkit.app.key_gate import wait_until_idle
from ogpkit.app.places import path_place
from ogpkit.app.safe_text import plain_content
from ogpkit.app.session import app_session
from ogpkit.app.widgets.fold import LazyCollapsible
from ogpkit.editing.conflicts import find_changes
from ogpkit.errors import OgpkitError
from ogpkit.plugins.places import Place
from ogpkit.schema.naming import find_extensions_within
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import sanitize, sanitize_line
from ogpkit.workspace.patch import RemoveValue, SetValue, value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from textual.app import ComposeResult

    from ogpkit.app.key_gate import KeyGate
    from ogpkit.check.finding import Finding
    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.schema.kinds import Extension
    from ogpkit.workspace.patch import Change, MoveItem


_TURNS: Final = 3
"""A key becomes a new text in a control's first turn, a message about it in the next, and a value in the third."""

_ROOM: Final = 80
"""Columns that a name and two languages need beside each other."""


class DocumentForm(SectionJumps, can_focus=False):
    """Shows and changes one file, field by field; what is wrong stands under each.

    Attributes:
        path: The file.
    """

    class Settled(Message):
        """Somebody has finished a change: left the field or pressed Enter."""

    class PendingChanged(Message):
        """Something is pending now that was not before, or no longer."""

    def __init__(self, session: EditSession, path: str) -> None:
        """Open a file."""
        super().__init__()
        self.path = path
        self._session = app_session(session)
        self._pending = get_pending(self._session, path)
        self._was_pending = bool(self._pending)
        self._steps = (self._session.undo_title, self._session.redo_title)
        self._file: Mapping[str, object] | None = None
        self._content: Mapping[str, object] | None = None
        self._outline: tuple[KeyPath, ...] | None = None
        self._trouble = ""
        self._goal: KeyPath | None = None
        self._own: Change | None = None
        self._is_being_made = False
        self._is_made = False
        self._stop: Callable[[], object] = lambda: None

    def compose(self) -> ComposeResult:
        """Yield what belongs to no field, then the fields of the kind, then the tables of other plugins."""
        self.set_class(self._room < _ROOM, "-narrow")  # before there are fields, which would all be styled once more
        self._read()
        self._outline, self._is_made = self._list_outline(), True
        yield Static("", classes="trouble whole")
        entity = self._entity
        if entity is not None and self._content is not None:
            place = path_place(self._session.workspace, self.path)
            around = Surroundings(
                languages=list_owed_languages(self._session, place),
                references=partial(list_references, self._session, place),
                today=self._session.workspace.today,
                pending=self._pending,
                extensions=self._extensions,
            )
            yield from make_widgets(
                list_rows(entity, self._content, (), find_extensions_within(self._extensions, ())), around
            )
        else:
            yield from _compose_as_text(self._session, self.path)

    def _read(self) -> None:
        """Take in what the file says now, and what is pending beside it."""
        self._file, self._trouble = read_values(self._session, self.path)
        self._content = self._pending.merge_into(self._file) if self._file is not None else None

    def on_mount(self) -> None:
        """Follow every change in the session."""
        stops = (self._session.subscribe(self._handle_change), self._pending.subscribe(self._handle_change))
        self._stop = lambda: [stop() for stop in stops]
        self._tell()

    def on_resize(self) -> None:
        """Put things below each other where there is no room beside each other."""
        self.set_class(self.size.width < _ROOM, "-narrow")

    def on_unmount(self) -> None:
        """Follow no longer."""
        self._stop()

    @property
    def _room(self) -> int:
        """Return how many columns there are for the form, as far as one knows before it has a place."""
        around = next((one.size.width for one in self.ancestors if isinstance(one, Widget) and one.size.width), 0)
        return self.size.width or around or _ROOM

    @property
    def pending(self) -> tuple[tuple[str, str, str], ...]:
        """Return what was typed or added and cannot stand in the file: label, draft and reason of each."""
        return tuple(self._pending.describe())

    def flush(self) -> None:
        """Take over everything that was typed, without waiting any longer."""
        for box in self.query(FieldBox):
            box.speak()
            change = box.take_typed()
            if change is not None:
                self._take_over(change)

    def focus_at(self, at: KeyPath) -> None:
        """Go to the field nearest to a key path, through folded sections, unless the person turns elsewhere meanwhile."""
        run_in_background(self, partial(self.reach, at), name="reach", group="reach", exclusive=True)

    def focus_pending(self) -> None:
        """Go to the first field with something that cannot stand in the file."""
        at = self._pending.find_first()
        if at is not None:
            self.focus_at(at)

    def take_back(self) -> str | None:
        """Take away what was added last and nothing was written into, and say what adding it was called."""
        return self._pending.take_back()

    async def reach(self, at: KeyPath) -> None:
        """Go to the field nearest to a key path, and wait until the keyboard is there."""
        reached: Widget | None = None
        focused, inputs = find_focused(self), self._inputs
        for length in range(1, len(at) + 1):
            found = [one for one in self.query(".told").results() if get_key_path(one) == at[:length]]
            for section in found:
                reached = section
                for fold in section.query_children(LazyCollapsible):
                    await fold.open()
        if reached is None or not self.is_attached:
            return
        self._tell()
        fields = list_focusable(reached)
        turned = self.screen.focused
        may_have_turned = inputs is None or inputs != self._inputs  # else a page has put the focus on its first field
        # else the framework has found something else to have the focus
        was_there = focused is None or focused.is_attached
        if may_have_turned and was_there and turned is not None and turned is not focused:
            return  # the person has turned to something else meanwhile
        if fields:
            self.screen.set_focus(_find_first_control(fields, at[-1]), scroll_visible=False)
        self.call_after_refresh(reached.scroll_visible, animate=False, top=len(reached.children) > 3)  # noqa: PLR2004

    @on(FieldBox.Changed)
    def _handle_edit(self, event: FieldBox.Changed) -> None:
        event.stop()
        self._take_over(event)
        if event.finished:
            self._pending.name_item(self._content or {}, event.box.at)
            self._session.settle()
            event.box.take(self._get_value(event.box.at))
            self.post_message(self.Settled())

    def _take_over(self, event: FieldBox.Changed) -> None:
        box, value, now = event.box, event.value, self._get_value(event.box.at)
        if not list_value_changes(event.before, value, box.at):
            return
        if now != event.before and any(isinstance(part, int) for part in box.at):
            box.keep_refused(event, _("Another program has changed this list. Check the list, then enter this again."))
            return
        is_table = isinstance(now, dict) and isinstance(event.before, dict)
        if not (made := list_value_changes(event.before if is_table else now, value, box.at)):
            return
        label, text = translate(box.field.label, box.field.owner), sanitize_line(format_value(value))
        is_plain = isinstance(value, str | int | float | bool) or hasattr(value, "isoformat")
        title = f"{label}: {text[:40]}" if is_plain else _("Change {label}").format(label=label)
        try:
            self._pending.change(made, title, moving=self._follow)
        except OgpkitError as error:
            self._own = None
            box.keep_refused(event, str(error))
        self._tell_of_pending()

    @on(Restructure)
    def _handle_structure_change(self, event: Restructure) -> None:
        event.stop()
        self.flush()
        self._session.settle()
        self._goal, self._own = event.then, event.change
        try:
            self._pending.change([event.change], event.title)
            self._pending.follow(lambda at: shift_path(at, event.change))
        except OgpkitError as error:
            self._goal = self._own = None
            event.section.say(str(error))
        self._session.settle()
        self._tell_of_pending()

    def _follow(self, move: MoveItem) -> None:
        """Have the cursor go with an item to its place in the file, before the items that are not in it yet."""
        self._own = move
        self._pending.follow(lambda at: shift_path(at, move))

    def _tell_of_pending(self) -> None:
        if bool(self._pending) != self._was_pending:
            self._was_pending = bool(self._pending)
            self.post_message(self.PendingChanged())

    @on(LazyCollapsible.Expanded)
    def _handle_opening(self) -> None:
        self.call_after_refresh(self._tell)

    def _handle_change(self) -> None:
        if not self.is_attached:
            return
        self._read()
        if self._is_being_made:
            return
        if self._is_another_shape:
            self._is_being_made = True
            if self._gate is not None:
                self._gate.close(self)
            run_in_background(self, self._rebuild, name="rebuild", group="rebuild")
        else:
            self._show()

    @property
    def _is_another_shape(self) -> bool:
        return self._own is not None or self._list_outline() != self._outline

    def _show(self) -> None:
        steps = (self._session.undo_title, self._session.redo_title)
        is_own, self._steps = steps != self._steps, steps
        for section in self.walk_children(Section):
            section.take(self._get_value(section.at))
        done = [box.take(self._get_value(box.at), is_own=is_own) for box in self.walk_children(FieldBox)]
        if not all(done):
            self.set_timer(WAIT, self._show)  # keys are on their way; what they change comes first
        self._tell()

    async def _rebuild(self) -> None:
        """Make the form anew until it has the shape of the file, and go to what was added."""
        try:
            while self._is_another_shape:
                focused = await self._wait_for_focus()
                self.flush()
                own, self._own = self._own, None
                memory, self._is_made = FormState.read_from(self, focused, own), False
                await self.recompose()
                if not self._is_made:  # a form that is being taken away makes nothing any more
                    return
                await memory.restore(self)
            self._is_being_made = False
            self._show()
            if self._goal is not None:
                goal, self._goal = self._goal, None
                await self.reach(goal)
        finally:
            self._is_being_made = False
            if self._gate is not None:
                self._gate.open(self)

    async def _wait_for_focus(self) -> Widget | None:
        """Return what has the focus once the keys that are on their way have acted: a Tab among them moves it."""
        focused, before = find_focused(self), None
        while focused is not before and focused is not None and self in focused.ancestors:
            await wait_until_idle(focused, _TURNS)
            focused, before = find_focused(self), focused
        return focused

    @property
    def _inputs(self) -> int | None:
        """Return how often the person has pressed anything; None where nobody counts."""
        return self._gate.inputs if self._gate is not None else None

    @property
    def _gate(self) -> KeyGate | None:
        """Return what lets keys wait while the form is made anew; an app of somebody else has none."""
        return getattr(self.app, "key_gate", None)

    @property
    def _entity(self) -> type | None:
        claimed = self._session.workspace.kinds.match_path(self.path)
        return claimed[0].entity if claimed else None

    @property
    def _extensions(self) -> Sequence[Extension[object]]:
        claimed = self._session.workspace.kinds.match_path(self.path)
        return self._session.workspace.kinds.extensions(claimed[0].name) if claimed else ()

    def _list_outline(self) -> tuple[KeyPath, ...] | None:
        if self._content is None or self._entity is None:
            return None
        found = list_rows(self._entity, self._content, (), find_extensions_within(self._extensions, ()))
        return tuple(list_sections(found, self._extensions))

    def _get_value(self, at: KeyPath) -> object:
        try:
            return value_at(dict(self._content or {}), at)
        except (LookupError, TypeError):
            return None

    def _tell(self) -> None:
        """Put each finding under the field or section that it is about; what belongs to none stands at the top."""
        owners = {get_key_path(one): one for one in self.walk_children(Widget) if one.has_class("told")}
        told: dict[KeyPath, list[Finding]] = {at: [] for at in owners}
        below = dict.fromkeys(owners, 0)
        rest: list[Finding] = []
        needs = self._pending.needs(self._file) if self._file is not None else {}
        for finding in self._session.findings_at(Place(path=self.path)):
            above = [finding.at[:length] for length in range(len(finding.at), 0, -1) if finding.at[:length] in owners]
            (told[above[0]] if above else rest).append(finding)
            for at in above:
                below[at] += 1
        for at, widget in owners.items():
            if isinstance(widget, FieldBox | Section):
                widget.tell(list(list_messages(told[at], self._session.workspace.kinds)), below[at], needs.get(at, ""))
        for place in self.query(".whole").results(Static):
            lines = [*list_messages(rest, self._session.workspace.kinds)]
            if self._content is None:
                lines = [f"{place_in_file(one)}: {line}" for one, line in zip(rest, lines, strict=True)] or [
                    self._trouble
                ]
            show_lines(place, lines)


def _compose_as_text(session: WorkspaceSession, path: str) -> ComposeResult:
    try:
        source = session.source(path)
    except (OgpkitError, OSError):
        return
    yield Static(
        plain_content(_("This is the text of the file. There is no form, because the file cannot be read.")),
        classes="help",
    )
    yield TextArea(sanitize(source.decode("utf-8", "replace")), read_only=True, show_line_numbers=True)


def _find_first_control(fields: Sequence[Widget], name: object) -> Widget:
    """Return where the cursor goes among what can have it: what has the name, else what one types into or adds with."""
    typed_in = [widget for widget in fields if not isinstance(widget, Button | CollapsibleTitle)]
    named = [widget for widget in fields if widget.name == name]
    is_one_fold = sum(isinstance(widget, CollapsibleTitle) for widget in fields) == 1
    adding = [widget for widget in fields if isinstance(widget, Button)] if is_one_fold else []
    return (named or typed_in or adding or fields)[0]


def list_value_changes(before: object, value: object, at: KeyPath) -> list[Change]:
    """Return the smallest changes that give a key its value: one language of a text, one item of a list."""
    if value is None:
        return [] if before is None else [RemoveValue(at)]
    return [SetValue(at, value)] if before is None else list(find_changes(before, value, at))
