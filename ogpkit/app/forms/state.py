"""What a form keeps when it is made anew: open sections, the place of the cursor, the part that is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import attrs
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, TextArea

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.section import Section
from ogpkit.app.widgets.fold import LazyCollapsible
from ogpkit.app.widgets.line_input import select_text
from ogpkit.text.i18n import N_
from ogpkit.workspace.patch import InsertItem, MoveItem, RemoveValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.widget import Widget

    from ogpkit.model.keypath import KeyPath
    from ogpkit.workspace.patch import Change


@attrs.frozen(kw_only=True)
class Focus:
    """Where the cursor is.

    Attributes:
        at: The field or section.
        number: Which of what can have the focus in it.
        cursor: The place in the text; None where there is no text. What is selected is not kept: a letter would replace it.
    """

    at: KeyPath
    number: int
    cursor: int | tuple[int, int] | None


@attrs.frozen(kw_only=True)
class FormState:
    """Everything that a form keeps.

    Attributes:
        folded: Whether each section is folded.
        focus: Where the cursor is; None when it is not in the form.
        above: How much of the form is above what is in sight.
    """

    folded: Mapping[KeyPath, bool]
    focus: Focus | None
    above: float

    @classmethod
    def read_from(cls, form: Widget, focused: Widget | None, change: Change | None) -> FormState:
        """Return what a form is to keep.

        Args:
            focused: What had the focus.
            change: The change to its lists for which it is made anew, if it is one of its own.
        """
        folded = {shift_path(section.at, change): fold.collapsed for section, fold in _list_folds(form)}
        return cls(
            folded={at: one for at, one in folded.items() if at is not None},
            focus=_focus_in(form, focused, change),
            above=form.scroll_y,
        )

    async def restore(self, form: Widget) -> None:
        """Give a form back what it is to keep.

        Args:
            form: The form, made anew.
        """
        for at in sorted(self.folded, key=len):
            for fold in [fold for section, fold in _list_folds(form) if section.at == at]:
                if self.folded[at]:
                    fold.collapsed = True
                else:
                    await fold.open()
        form.scroll_to(y=self.above, animate=False)
        self._restore_focus(form)

    def _restore_focus(self, form: Widget) -> None:
        focus = self.focus
        told = next((one for one in form.query(".told").results() if focus and get_key_path(one) == focus.at), None)
        places = list_focusable(told) if told else []
        if focus is None or focus.number >= len(places):
            return
        widget = places[focus.number]
        form.screen.set_focus(widget, scroll_visible=False)
        if isinstance(widget, Input) and isinstance(focus.cursor, int):
            widget.cursor_position = focus.cursor
        if isinstance(widget, TextArea) and isinstance(focus.cursor, tuple):
            widget.move_cursor(focus.cursor)


def get_key_path(widget: object) -> KeyPath:
    """Return the key path that a widget is about; none where it is about no field or section.

    Args:
        widget: Any part of a form.
    """
    return widget.at if isinstance(widget, FieldBox | Section) else ()


def find_focused(widget: Widget) -> Widget | None:
    """Return what has the focus on the screen of a widget; None where the widget is taken away, which has no screen any more.

    Args:
        widget: Any part of the screen, which may have been taken away while it waited.
    """
    return widget.screen.focused if widget.is_attached else None


def list_focusable(widget: Widget) -> list[Widget]:
    """Return what can have the focus in a part of a form, in the order of the form.

    Args:
        widget: The part.
    """
    return [one for one in widget.query("*").results() if one.focusable]


class SectionJumps(VerticalScroll):
    """Form in which one key leads from section to section."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o,ctrl+down", "go_to_section(1)", N_("Next section"), show=False, id="ogpkit.form.next_section"),
        Binding("ctrl+up", "go_to_section(-1)", N_("Section before"), show=False, id="ogpkit.form.section_before"),
    ]

    def action_go_to_section(self, by: int) -> None:
        """Go to the next section of the form, or to the one before; behind the last comes the first field.

        Args:
            by: 1 for the next one, -1 for the one before.
        """
        order = list_focusable(self)
        outermost = (
            one for one in self.query(Section) if not any(isinstance(above, Section) for above in one.ancestors)
        )
        heads = [order.index(inside[0]) for one in outermost if (inside := list_focusable(one))]
        stops = [0, *heads] if order else []
        focused = self.screen.focused
        now = order.index(focused) if focused in order else 0
        following = [stop for stop in stops if (stop > now if by > 0 else stop < now)]
        if stops:
            reached = order[(following[0] if by > 0 else following[-1]) if following else stops[0 if by > 0 else -1]]
            self.screen.set_focus(reached)
            select_text(reached)


def shift_path(at: KeyPath, change: Change | None) -> KeyPath | None:
    """Return where a place in a file is after a change to a list; None when it is gone.

    Args:
        at: The key path before.
        change: The change; None for none.
    """
    if isinstance(change, RemoveValue) and at[: len(change.path)] == change.path:
        return None
    if change is None:
        return at
    above = change.path[:-1] if isinstance(change, RemoveValue) else change.path
    place = at[len(above)] if at[: len(above)] == above and len(at) > len(above) else None
    return (*above, _position(place, change), *at[len(above) + 1 :]) if isinstance(place, int) else at


def _position(place: int, change: Change) -> int:
    if isinstance(change, RemoveValue):
        return place - (isinstance(change.path[-1], int) and place > change.path[-1])
    if isinstance(change, InsertItem):
        return place + (place >= change.index)
    if isinstance(change, MoveItem):
        order = list(range(max(place, change.from_index, change.to_index) + 1))
        order.insert(change.to_index, order.pop(change.from_index))
        return order.index(place)
    return place


def _list_folds(form: Widget) -> list[tuple[Section, LazyCollapsible]]:
    return [
        (section, fold) for section in form.query(Section).results() for fold in section.query_children(LazyCollapsible)
    ]


def _focus_in(form: Widget, focused: Widget | None, change: Change | None) -> Focus | None:
    if focused is None or form not in focused.ancestors:
        return None
    told = next((one for one in focused.ancestors if isinstance(one, FieldBox | Section)), None)
    at = shift_path(told.at, change) if told else None
    if told is None or at is None:
        return None
    cursor: int | tuple[int, int] | None = None
    if isinstance(focused, Input):
        cursor = focused.cursor_position
    elif isinstance(focused, TextArea):
        cursor = focused.cursor_location
    places = list_focusable(told)
    return Focus(at=at, number=places.index(focused), cursor=cursor) if focused in places else None
