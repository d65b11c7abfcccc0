"""A value that a merge could not decide: both versions side by side, and a choice that takes the mark away."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from textual import getters, on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static, TextArea

from ogpkit.app.forms.control import Surroundings
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.rows import Row, list_owed_languages, list_references
from ogpkit.app.places import path_place, place_trail
from ogpkit.app.safe_text import plain_content
from ogpkit.app.screens.action_dialog import DialogDrafts
from ogpkit.app.screens.conflict import mark_differences
from ogpkit.app.screens.dialog import Dialog
from ogpkit.check.review.plain_lines import list_value_lines
from ogpkit.check.review.wording import choose_text
from ogpkit.editing.errors import verify_writable
from ogpkit.editing.merge_marks import MarkedValue, MarkSort, decide_value, list_marked_values
from ogpkit.errors import OgpkitError
from ogpkit.schema.naming import FieldNames
from ogpkit.text.i18n import N_, _, _n, current_language
from ogpkit.workspace.toml import parse_toml

if TYPE_CHECKING:
    from textual.app import App, ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from ogpkit.check.finding import Finding
    from ogpkit.editing.session import WorkspaceSession


@attrs.frozen
class Decision:
    """What a person has decided.

    Attributes:
        value: What the file says from now on; None deletes the value.
    """

    value: object


@attrs.frozen
class _Shown:
    """A file as it was shown to a person.

    Attributes:
        session: The session of the workspace.
        path: The file.
        source: What it said then.
        names: What people call its places.
    """

    session: WorkspaceSession
    path: str
    source: bytes
    names: FieldNames

    @classmethod
    def read(cls, session: WorkspaceSession, path: str) -> _Shown:
        return cls(session, path, session.source(path), FieldNames.of_file(session.workspace.kinds, path))

    def list_marked(self) -> tuple[MarkedValue, ...]:
        return list_marked_values(self.source, lambda at: all(step.is_known for step in self.names.walk(at)))


def ask_to_choose(app: App[object], session: WorkspaceSession, finding: Finding) -> None:
    """Show both versions of a value that a merge could not decide, and take over what the person chooses.

    Args:
        app: The app.
        session: The session of its workspace.
        finding: What tells of the mark.
    """
    try:
        verify_writable(read_only=session.read_only)
        shown = _Shown.read(session, finding.path)
    except (OgpkitError, OSError) as error:
        app.notify(str(error), severity="error")
        return
    marked = next((one for one in shown.list_marked() if one.line == finding.line), None)
    if marked is None or marked.sort is MarkSort.UNKNOWN:
        said = _("ogpkit cannot tell which value this is about. Press Enter to go to the document, and edit its file.")
        app.notify(said, severity="warning")
        return
    app.push_screen(MergeChoice(shown, marked), partial(_decide, app, shown, marked))


def _decide(app: App[object], shown: _Shown, marked: MarkedValue, decision: Decision | None) -> None:
    """Write what was decided, and go on with what is left in the same file."""
    if decision is None:
        return
    session, path = shown.session, shown.path
    try:
        if session.source(path) != shown.source:
            app.notify(_("The file has changed since. Choose again."), severity="warning")
            return
        session.rewrite(path, decide_value(shown.source, marked, decision.value), _("Decide what a merge left open"))
        left = _Shown.read(session, path)
    except (OgpkitError, OSError) as error:
        app.notify(str(error), severity="error")
        return
    rest = [one for one in left.list_marked() if one.sort is not MarkSort.UNKNOWN]
    if rest:
        app.push_screen(MergeChoice(left, rest[0], len(rest)), partial(_decide, app, left, rest[0]))
    else:
        app.notify(_("Both versions are now one. You can undo your decisions."))


class MergeChoice(Dialog["Decision | None"]):
    """Shows both versions of a value; the answer is what the file is to say, or None to decide later."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "later", N_("Decide later"), id="ogpkit.merge.later"),
        Binding("ctrl+j,ctrl+enter", "save", N_("Save this value"), show=False, id="ogpkit.merge.save"),
    ]

    own_box = getters.query_one(".own", Vertical)
    save_button = getters.query_one(".another", Button)

    def __init__(self, shown: _Shown, marked: MarkedValue, left: int = 1) -> None:
        """Show a value.

        Args:
            shown: Its file.
            marked: The value.
            left: How many values of the file are to be decided, with this one.
        """
        super().__init__()
        self._shown = shown
        self._marked = marked
        self._left = left
        self._drafts = DialogDrafts()
        self._value = marked.ours

    def compose(self) -> ComposeResult:
        """Yield both versions above the choice."""
        names, at = self._shown.names, self._marked.at
        mine, theirs = ("\n".join(list_value_lines(one, at, names)) for one in self._versions)
        if "\n" in mine + theirs and None not in self._versions:
            mine, theirs = mark_differences(mine, theirs)
        with Vertical(classes="dialog wide merge"):
            yield Static(plain_content(self._describe()), classes="purpose")
            with Horizontal(classes="versions"):
                for heading, text in ((_("Ours: in this file"), mine), (_("Theirs: the other version"), theirs)):
                    with VerticalScroll() as version:
                        version.border_title = plain_content(heading)
                        yield Static(plain_content(text))
            with Vertical(classes="own"):
                yield from self._make_editor()
            with Horizontal(classes="answers"):
                yield from self._make_answers()

    @property
    def _versions(self) -> tuple[object, object]:
        if self._marked.sort is MarkSort.ITEM:
            return self._marked.ours, None
        return self._marked.ours, self._marked.theirs

    def _describe(self) -> str:
        """Return which value it is, and how many there are."""
        workspace = self._shown.session.workspace
        where = place_trail(workspace, path_place(workspace, self._shown.path))
        said = _("Two people changed the same value, and the merge could not keep both. Choose what the file says.")
        if self._marked.sort is MarkSort.ITEM:
            said = _("One person deleted this item, and another one changed it. Choose whether it stays.")
        lines = [said, f"{where} › {self._name_value()}"]
        if self._left > 1:
            count = _n("{count} value is left in this file.", "{count} values are left in this file.", self._left)
            lines.append(count.format(count=self._left))
        return "\n".join(lines)

    def _name_value(self) -> str:
        """Return what leads to the value: labels of fields, and identifiers of items."""
        value: Any = parse_toml(self._shown.source)
        labels = []
        for part, step in zip(self._marked.at, self._shown.names.walk(self._marked.at), strict=True):
            try:
                value = value[part]
            except (LookupError, TypeError):
                value = None
            own = (value.get("title") or value.get("name") or value.get("id")) if isinstance(value, dict) else None
            labels.append(
                step.label
                if isinstance(part, str)
                else _("“{label}”").format(label=choose_text(own, current_language()) or part + 1)
            )
        return " › ".join(labels)

    def _make_editor(self) -> list[Widget]:
        """Return where a person writes a value of their own; nothing where only one of both can be chosen."""
        if self._marked.sort is MarkSort.ITEM:
            return []
        session, step = self._shown.session, list(self._shown.names.walk(self._marked.at))[-1]
        place = path_place(session.workspace, self._shown.path)
        if step.field is not None and step.field.shape.nested() is None:
            around = Surroundings(
                languages=list_owed_languages(session, place),
                references=partial(list_references, session, place),
                today=session.workspace.today,
                pending=self._drafts,
            )
            return [FieldBox(Row(field=step.field, at=self._marked.at, value=self._marked.ours), around)]
        text = next((one for one in self._versions if isinstance(one, str)), None)
        return [] if text is None else [TextArea(text)]

    def _make_answers(self) -> list[Button]:
        if self._marked.sort is MarkSort.ITEM:
            labels = {"ours": _("Keep the item"), "delete": _("Delete the item"), "later": _("Decide later")}
        else:
            labels = {"ours": _("Keep ours"), "theirs": _("Keep theirs"), "another": _("Write another")}
            labels["later"] = _("Decide later")
        return [
            Button(
                plain_content(label), name=name, compact=True, classes=name, variant="default" if number else "primary"
            )
            for number, (name, label) in enumerate(labels.items())
        ]

    def on_mount(self) -> None:
        """Begin with both versions; there is room to write once the person asks for it."""
        self.own_box.display = False
        for button in self.query(".another").results(Button):
            button.disabled = not self.own_box.children

    @on(FieldBox.Changed)
    def _take_value(self, event: FieldBox.Changed) -> None:
        event.stop()
        self._value = event.value

    @on(Button.Pressed)
    def _answer(self, event: Button.Pressed) -> None:
        event.stop()
        name = event.button.name
        if name == "another":
            self.action_save()
        elif name == "later":
            self.action_later()
        else:
            self.dismiss(Decision({"ours": self._marked.ours, "theirs": self._marked.theirs}.get(name or "")))

    def action_save(self) -> None:
        """Show where to write a value, or take over what was written."""
        if not self.own_box.children:
            return
        if not self.own_box.display:
            self.own_box.display = True
            self.save_button.label = plain_content(_("Save this value"))
            self.save_button.refresh(layout=True)  # the new label is longer
            self.own_box.query("FieldBox Input, TextArea, Select").first().focus()
            return
        for area in self.own_box.query("Vertical.own > TextArea").results(TextArea):
            self._value = area.text
        for box in self.query(FieldBox):
            box.speak()
            change = box.take_typed()
            self._value = change.value if change is not None else self._value
            if box.reason:
                return
        self.dismiss(Decision(self._value))

    def action_later(self) -> None:
        """Decide later."""
        self.dismiss(None)
