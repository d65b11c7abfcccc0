"""The dialog of an action: the fields of its parameters, as in any form, and the button that does it."""

from __future__ import annotations

from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from textual import getters, on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from ogpkit.app.action_runs import ActionTarget, list_initial_values, run_on_targets
from ogpkit.app.forms.control import Surroundings
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.rows import Row, list_owed_languages, list_references
from ogpkit.app.places import Navigate, path_place
from ogpkit.app.safe_text import plain_content, plain_line
from ogpkit.app.screens.dialog import Dialog
from ogpkit.app.session import app_session
from ogpkit.editing.errors import verify_writable
from ogpkit.editing.stages import StageBlocked
from ogpkit.errors import OgpkitError
from ogpkit.model.annotations import Reference
from ogpkit.plugins.table_rows import value_text
from ogpkit.schema.fields import Shape, Sort
from ogpkit.schema.mismatch import Mismatches, MismatchSort
from ogpkit.text.i18n import N_, _, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.app import App, ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from ogpkit.editing.drafts import FieldDraft
    from ogpkit.model.keypath import KeyPath
    from ogpkit.plugins.actions import Action, ActionResult
    from ogpkit.plugins.editing_protocol import EditSession
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.places import Place
    from ogpkit.schema.fields import Field

_ROOM = 400
"""Letters of what an action is about that are shown, so that there is room for its fields."""

_GIVEN = "ogpkit:given"
"""Stands as the kind to which a field refers whose values the action gives."""


class DialogDrafts:
    """What was typed into a dialog and is no value; nothing of it outlives the dialog."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.fields: dict[KeyPath, FieldDraft] = {}

    def note(self, at: KeyPath, draft: FieldDraft | None) -> None:
        """Keep what was typed into a field, or forget it.

        Args:
            at: The field.
            draft: What was typed; None when all is well.
        """
        self.fields.pop(at, None)
        if draft is not None:
            self.fields[at] = draft


class ActionDialog(Dialog["ActionResult | None"]):
    """Asks for the parameters of an action and does it; what stands against it is said in the dialog."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", N_("Cancel"), id="ogpkit.action.change_nothing"),
        Binding("ctrl+j,ctrl+enter", "do_it", N_("Confirm"), id="ogpkit.action.do_it"),
    ]

    trouble_label = getters.query_one(".refused", Static)

    def __init__(
        self,
        session: EditSession,
        owned: OwnedContribution[Action[Any]],
        targets: Sequence[ActionTarget],
        initial: Mapping[str, Any],
    ) -> None:
        """Ask.

        Args:
            owned: The action, with its plugin.
            targets: What it is done with, one after the other; at least one.
            initial: Values by field with which it begins.
        """
        super().__init__()
        self._session = app_session(session)
        self._owned = owned
        self._action = owned.value
        self._targets = targets
        self._place = place = targets[0].place
        workspace = self._session.workspace
        given = {**self._action.initial(workspace, place), **initial}
        self._choices = {**self._action.choices(workspace, place), **targets[0].choices}
        left_out = {*targets[0].values, *self._action.skips(workspace, place)}
        asked = (field for field in self._action.fields if field.name not in left_out)
        self._fields = tuple(map(self._offer_choices, asked))
        self._values = list_initial_values(self._fields, given, workspace.today)
        self._drafts = DialogDrafts()
        self._begun_with = dict(self._values)
        self._is_warned = False

    @property
    def action_name(self) -> str:
        """Return the name of the action."""
        return self._action.name

    def compose(self) -> ComposeResult:
        """Yield what it does, a field for each parameter, and the answers."""
        path = self._place.path
        place = path_place(self._session.workspace, path) if path else self._place
        around = Surroundings(
            languages=list_owed_languages(self._session, place),
            references=partial(self._list_references, place),
            today=self._session.workspace.today,
            pending=self._drafts,
        )
        with Vertical(classes="dialog action"):
            yield Static(plain_content(_(self._action.help)), classes="purpose")
            if said := "\n".join(self._describe_targets(place)):
                yield Static(plain_content(said), classes="subject")
            with VerticalScroll(can_focus=False):
                for field in self._fields:
                    yield FieldBox(Row(field=field, at=(field.key,), value=self._values.get(field.key)), around)
            yield Static("", classes="refused trouble")
            with Horizontal(classes="answers"):
                yield Button(
                    plain_line(_(self._action.title)), name="do_it", variant="primary", compact=True, classes="do-it"
                )
                yield Button(plain_line(_("Cancel")), name="change_nothing", compact=True)

    def on_mount(self) -> None:
        """Begin at the field that is asked for first."""
        keys = {field.key for field in self._fields if field.name == self._targets[0].begins_at}
        for box in self.query(FieldBox):
            if box.field.key in keys:
                self.call_after_refresh(self._go_to, box)

    def _describe_targets(self, place: Place) -> Iterator[str]:
        """Yield what the action is done with, as far as a row has said so."""
        if len(self._targets) > 1:
            yield _("{count} rows are selected.").format(count=len(self._targets))
            return
        if about := self._targets[0].about:
            yield shorten(about, _ROOM, placeholder=" …")
        for field in self._action.fields:
            if field.name in self._targets[0].values:
                value = self._targets[0].values[field.name]
                labels = self._choices.get(field.name) or list_references(self._session, place, field.shape)
                if said := labels.get(str(value)) or value_text(value, self._session.workspace):
                    yield f"{translate(field.label, field.owner)}: {said}"

    def _offer_choices(self, field: Field) -> Field:
        """Return a field that lets a person choose where the action gives the values."""
        if field.name not in self._choices:
            return field
        meaning = Reference(f"{_GIVEN}:{field.name}")
        shape = field.shape
        if shape.sort is Sort.LIST and shape.item is not None:
            item = attrs.evolve(shape.item, meanings=(meaning, *shape.item.meanings))
            return attrs.evolve(field, shape=attrs.evolve(shape, item=item))
        return attrs.evolve(field, shape=attrs.evolve(shape, meanings=(meaning, *shape.meanings)))

    def _list_references(self, place: Place, shape: Shape) -> Mapping[str, str]:
        refers = shape.meaning(Reference)
        kind, _colon, name = refers.kind.rpartition(":") if refers else ("", "", "")
        return self._choices[name] if kind == _GIVEN else list_references(self._session, place, shape)

    @on(FieldBox.Changed)
    def _take_value(self, event: FieldBox.Changed) -> None:
        event.stop()
        self._keep(event)

    def _keep(self, event: FieldBox.Changed) -> None:
        self._values.pop(event.box.field.key, None)
        if event.value is not None:
            self._values[event.box.field.key] = event.value

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        event.stop()
        if event.button.name == "do_it":
            self.action_do_it()
        else:
            self.action_change_nothing()

    def action_leave(self) -> None:
        """Close the dialog; say first that nothing is kept of what was typed."""
        if self._is_warned or not self._has_input():
            self.dismiss(None)
            return
        self._is_warned = True
        said = _(
            "Nothing is changed yet. If you close this now, you lose what you typed. Press Esc again to close, or continue."
        )
        self._refuse(list(self.query(FieldBox)), said)

    def _has_input(self) -> bool:
        for box in self.query(FieldBox):
            if (change := box.take_typed()) is not None:
                self._keep(change)
        return self._values != self._begun_with or bool(self._drafts.fields)

    def action_change_nothing(self) -> None:
        """Close the dialog and change nothing."""
        self.dismiss(None)

    def action_do_it(self) -> None:
        """Do it, or say what stands against it."""
        boxes = list(self.query(FieldBox))
        for box in boxes:
            box.speak()
            change = box.take_typed()
            if change is not None:
                self._keep(change)
        refused = [box for box in boxes if box.reason]
        if refused:
            self._go_to(refused[0])
            return
        try:
            result = run_on_targets(self._session, self._owned, self._targets, self._values)
        except Mismatches as error:
            self._tell_mismatches(boxes, error)
        except StageBlocked as error:
            self._refuse(boxes, "\n".join(f"✗ {one}" for one in error.missing))
        except OgpkitError as error:
            self._refuse(boxes, str(error))
        else:
            if result.is_done:
                self.dismiss(result)
            else:
                self._refuse(boxes, "\n".join((*result.notes, result.message)))

    def _refuse(self, boxes: list[FieldBox], reason: str) -> None:
        for box in boxes:
            box.tell((), need="")
        self.trouble_label.update(plain_content(reason))
        self.trouble_label.display = bool(reason)

    def _tell_mismatches(self, boxes: list[FieldBox], error: Mismatches) -> None:
        """Say under each field what it lacks, and go to the first."""
        said: dict[object, str] = {}
        for one in error.found:
            missing = one.sort is MismatchSort.MISSING_KEY
            said.setdefault(
                one.at[0] if one.at else "", _("Fill this in.") if missing else f"{one.message} {one.remedy}"
            )
        asked = {box.field.key for box in boxes}
        self._refuse(boxes, "\n".join(reason for key, reason in said.items() if key not in asked))
        for box in boxes:
            box.tell((), need=said.get(box.field.key, ""))
        if boxes:
            self._go_to(next((box for box in boxes if box.field.key in said), boxes[0]))

    def _go_to(self, box: FieldBox) -> None:
        inside = [widget for widget in self.focus_chain if box in widget.ancestors]
        if inside:
            self.set_focus(inside[0])
        box.scroll_visible(animate=False)


def start_action(
    widget: Widget | App[Any],
    edited: EditSession,
    name: str,
    place: Place,
    initial: Mapping[str, Any] | None = None,
    targets: Sequence[ActionTarget] = (),
) -> None:
    """Open the dialog of an action, or do it at once where it asks for nothing, and say then what was done.

    Args:
        widget: The part of the app from which it is asked for.
        name: The name of the action.
        place: What it is about.
        initial: Values by field with which the dialog begins, beside those that the action gives itself.
        targets: The rows of a table with which it is done; the place alone when left out.

    Raises:
        LookupError: No plugin that is on has such an action.
    """
    session = app_session(edited)
    owned = next((one for one in session.plugins.actions if one.value.name == name), None)
    if owned is None:
        raise LookupError(name)
    show = partial(_tell_result, widget)
    try:
        if owned.value.writes:
            verify_writable(read_only=session.read_only)
        chosen = tuple(targets) or (ActionTarget(place=place),)
        skipped = owned.value.skips(session.workspace, place)
        asked = {field.name for field in owned.value.fields}.difference(chosen[0].values, skipped)
        if asked:
            widget.app.push_screen(ActionDialog(session, owned, chosen, initial or {}), show)
        else:
            values = list_initial_values(owned.value.fields, {}, session.workspace.today)
            show(run_on_targets(session, owned, chosen, values))
    except OgpkitError as error:
        widget.app.notify(str(error), severity="error")


def _tell_result(widget: Widget | App[Any], result: ActionResult | None) -> None:
    if result is None:
        return
    lines = [one for one in (result.message, *result.notes) if one]
    if lines:
        widget.app.notify("\n".join(lines))
    if result.place is not None:
        widget.app.post_message(Navigate(result.place))
