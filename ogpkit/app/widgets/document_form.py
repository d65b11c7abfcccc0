"""A form over one file, made from the declaration of its kind; public, for panels of plugins too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import VerticalScroll
from textual.widgets import Collapsible, Label, Static, TextArea

from ogpkit.app.forms.content import content_of, languages_for, outline, references_for, rows
from ogpkit.app.forms.controls import Surroundings
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.sections import Restructure, boxes
from ogpkit.app.plain import plain
from ogpkit.contributions import Place
from ogpkit.errors import OgpkitError
from ogpkit.language import _
from ogpkit.storage.patch import Change, RemoveValue, SetValue
from ogpkit.untrusted import on_one_line, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual.app import ComposeResult
    from textual.widget import Widget

    from ogpkit.check.finding import Finding
    from ogpkit.desk import Desk
    from ogpkit.keypath import KeyPath


class DocumentForm(VerticalScroll, can_focus=False):
    """Shows and changes one file, field by field; what is wrong stands under each."""

    def __init__(self, desk: Desk, path: str) -> None:
        """Open a file.

        Args:
            desk: The workspace.
            path: The file.
        """
        super().__init__()
        self._desk = desk
        self.path = path
        self._outline: tuple[KeyPath, ...] | None = None
        self._goal: KeyPath | None = None
        self._stop: Callable[[], None] = _nothing

    def compose(self) -> ComposeResult:
        """The fields of the kind, then the tables of other plugins, then what belongs to no field."""
        content, trouble = content_of(self._desk, self.path)
        claimed = self._desk.workspace.kinds.claiming(self.path)
        self._outline = self._outlined(content)
        if content is None or claimed is None:
            yield Static(plain(trouble or _("No installed plugin knows this file.")), classes="trouble")
            yield TextArea(shown(self._desk.source(self.path).decode("utf-8", "replace")), read_only=True)
            return
        around = Surroundings(
            languages=languages_for(self._desk, self.path),
            references=lambda shape: references_for(self._desk, self.path, shape),
        )
        yield from boxes(claimed[0].entity, content, (), around)
        yield from self._of_plugins(claimed[0].name, content, around)
        yield Label(_("Also"), classes="rest-heading")
        yield Static("", classes="rest trouble")

    def on_mount(self) -> None:
        """Follow every change at the desk."""
        self._stop = self._desk.subscribe(self._changed)
        self._tell()

    def on_unmount(self) -> None:
        """Follow no longer."""
        self._stop()

    @property
    def pending(self) -> tuple[tuple[str, str, str], ...]:
        """What was typed and cannot stand in the file: label, draft and reason of each."""
        return tuple((_(box.field.label), box.refused, box.reason) for box in self.query(FieldBox) if box.reason)

    def flush(self) -> None:
        """Take over everything that was typed, without waiting any longer."""
        for box in self.query(FieldBox):
            box.flush()

    def focus_at(self, at: KeyPath) -> None:
        """Go to the field nearest to a key path.

        Args:
            at: The key path.
        """
        best, length = None, -1
        for box in self.query(FieldBox):
            shared = _shared(box.at, at)
            if shared > length:
                best, length = box, shared
        if best is None:
            return
        for parent in best.ancestors:
            if isinstance(parent, Collapsible):
                parent.collapsed = False
        fields = [widget for widget in best.query("*") if widget.focusable]
        if fields:
            named = [widget for widget in fields if at and widget.name == at[-1]]
            self.call_after_refresh((named or fields)[0].focus)
        self.call_after_refresh(best.scroll_visible)

    @on(FieldBox.Changed)
    def _edited(self, event: FieldBox.Changed) -> None:
        event.stop()
        box = event.box
        if not box.reason:
            content, _trouble = content_of(self._desk, self.path)
            change = _smallest(box.at, event.value, content or {})
            if change is not None:
                label = _(box.field.label)
                self._apply(change, _("Change {label}").format(label=label), box)
        if event.finished:
            self._desk.settle()
        self._tell()

    @on(Restructure)
    def _restructured(self, event: Restructure) -> None:
        event.stop()
        self.flush()
        self._goal = event.then
        self._desk.settle()
        self._apply(event.change, event.title, None)
        self._desk.settle()

    def _apply(self, change: Change, title: str, box: FieldBox | None) -> None:
        try:
            self._desk.change(self.path, [change], title)
        except OgpkitError as error:
            if box is not None:
                box.refuse(str(getattr(change, "value", "")), str(error))
            else:
                self.notify(plain(str(error)).plain, severity="error")

    def _changed(self) -> None:
        if not self.is_attached:
            return
        if self.path not in self._desk.workspace.documents and not self._there():
            return
        content, _trouble = content_of(self._desk, self.path)
        if self._outlined(content) != self._outline:
            self.run_worker(self._again(), name="rebuild", exclusive=True)
            return
        for box in self.query(FieldBox):
            box.take(_at(content or {}, box.at))
        self._tell()

    def _there(self) -> bool:
        try:
            self._desk.source(self.path)
        except (OgpkitError, OSError):
            return False
        return True

    async def _again(self) -> None:
        await self.recompose()
        self._tell()
        if self._goal is not None:
            goal, self._goal = self._goal, None
            self.focus_at(goal)

    def _outlined(self, content: Mapping[str, object] | None) -> tuple[KeyPath, ...] | None:
        claimed = self._desk.workspace.kinds.claiming(self.path)
        if content is None or claimed is None:
            return None
        extra = (extension.path for extension in self._desk.plugins.kinds.extensions(claimed[0].name))
        there = tuple(path for path in extra if path[0] in content)
        return (*outline(claimed[0].entity, content), *there)

    def _of_plugins(self, kind: str, content: Mapping[str, object], around: Surroundings) -> Iterator[Widget]:
        for extension in self._desk.plugins.kinds.extensions(kind):
            if extension.within:
                continue
            value = content.get(extension.table)
            yield Label(plain(_(extension.title) or extension.table), classes="rest-heading")
            table = value if isinstance(value, dict) else {}
            for row in rows(extension.entity, table, (extension.table,)):
                yield FieldBox(row.field, row.at, row.value, around)

    def _tell(self) -> None:
        """Put each finding under the field that it is about; what belongs to none stands at the end."""
        found = self._desk.findings_at(Place(path=self.path))
        fields = list(self.query(FieldBox))
        told: set[int] = set()
        for box in fields:
            own = [finding for finding in found if finding.at[: len(box.at)] == box.at]
            told.update(id(finding) for finding in own)
            box.tell(own)
        rest = [finding for finding in found if id(finding) not in told]
        for place in self.query(".rest").results(Static):
            place.update(plain("\n".join(_lines(rest))))
            place.display = bool(rest)
        for heading in self.query(".rest-heading").results(Label):
            heading.display = bool(rest) or heading.content != _("Also")


def _nothing() -> None:
    """There is nothing to stop yet."""


def _lines(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        yield f"✗ {on_one_line(finding.message)} {on_one_line(finding.remedy)}"


def _shared(one: KeyPath, other: KeyPath) -> int:
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _at(content: Mapping[str, object], at: KeyPath) -> object:
    here: object = content
    for part in at:
        if isinstance(part, str):
            here = here.get(part) if isinstance(here, dict) else None
        else:
            here = here[part] if isinstance(here, list) and part < len(here) else None
    return here


def _smallest(at: KeyPath, value: object, content: Mapping[str, object]) -> Change | None:
    """The smallest change that gives a key its value: one language of a text rather than all of them."""
    before = _at(content, at)
    if before == value and type(before) is type(value):
        return None
    if value is None:
        return RemoveValue(at)
    if isinstance(before, dict) and isinstance(value, dict):
        differing = [key for key in {**before, **value} if before.get(key) != value.get(key)]
        if len(differing) == 1:
            key = differing[0]
            return SetValue((*at, key), value[key]) if key in value else RemoveValue((*at, key))
    return SetValue(at, value)
