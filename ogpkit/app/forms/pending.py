"""What was typed or added in a form and cannot stand in its file yet: kept beside the file until it can, and never in it."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from typing import TYPE_CHECKING, Final, cast
from weakref import WeakKeyDictionary

import attrs

from ogpkit.app.forms.messages import join_words
from ogpkit.app.forms.rows import label_at
from ogpkit.check.render.form import word_file_problem
from ogpkit.editing.drafts import Drafts, FieldDraft, TableDraft, count_items
from ogpkit.errors import OgpkitError
from ogpkit.model.identifiers import propose_identifier
from ogpkit.schema.fields import TITLE_KEYS
from ogpkit.schema.mismatch import MismatchSort
from ogpkit.text.i18n import _, join_list
from ogpkit.workspace.patch import (
    CannotPatch,
    InsertItem,
    MoveItem,
    RemoveValue,
    SetValue,
    apply_changes,
    changed_value,
    has_value,
    value_at,
)
from ogpkit.workspace.reading import read_document
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ogpkit.editing.session import WorkspaceSession
    from ogpkit.model.keypath import KeyPath
    from ogpkit.workspace.patch import Change
    from ogpkit.workspace.reading import FileProblem


class Incomplete(OgpkitError):
    """Raised when the file could not be read any more after a change; it was not made."""


class PendingEdits:
    """Everything that is pending in one file, for every form over it.

    It is kept in the session, whose journal has it safe from whatever ends the app.
    """

    def __init__(self, session: WorkspaceSession, path: str) -> None:
        """Begin with nothing."""
        self._session = session
        self._path = path
        self._listeners: list[Callable[[], None]] = []
        self._unnamed: set[str] = set()

    def __bool__(self) -> bool:
        """Tell whether anything is pending."""
        return bool(self._drafts)

    @property
    def fields(self) -> Mapping[KeyPath, FieldDraft]:
        """Return what was typed into fields, by key path."""
        return self._drafts.fields

    @property
    def tables(self) -> tuple[TableDraft, ...]:
        """Return what was added, in this order."""
        return self._drafts.tables

    @property
    def _drafts(self) -> Drafts:
        return self._session.drafts.get_drafts(self._path)

    def _keep(
        self, *, fields: Mapping[KeyPath, FieldDraft] | None = None, tables: tuple[TableDraft, ...] | None = None
    ) -> None:
        now = self._drafts
        kept = Drafts(fields=now.fields if fields is None else fields, tables=now.tables if tables is None else tables)
        if kept != now:
            self._session.drafts.keep(self._path, kept)

    def forget(self) -> None:
        """Let go of everything that is pending."""
        self._keep(fields={}, tables=())

    def subscribe(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Be told when a table becomes pending or is no longer, until the function that this gives is called.

        Args:
            callback: Called without arguments.
        """
        self._listeners.append(callback)
        return lambda: self._listeners.remove(callback) if callback in self._listeners else None

    def note(self, at: KeyPath, draft: FieldDraft | None) -> None:
        """Keep what was typed into a field, or forget it.

        Args:
            at: The field.
            draft: What was typed; None when all is well.
        """
        others = {one: kept for one, kept in self.fields.items() if one != at}
        self._keep(fields=others if draft is None else {**others, at: draft})

    def merge_into(self, content: Mapping[str, object]) -> dict[str, object]:
        """Return what a form shows: what the file says, and what was added to it.

        Args:
            content: What the file says.
        """
        return self._put_over(content)[0]

    def list_places(self, content: Mapping[str, object]) -> dict[KeyPath, TableDraft]:
        """Return where in a form each table stands that was added.

        Args:
            content: What the file says.
        """
        return self._put_over(content)[1]

    def _put_over(self, content: Mapping[str, object]) -> tuple[dict[str, object], dict[KeyPath, TableDraft]]:
        shown = dict(content)
        places: dict[KeyPath, TableDraft] = {}
        for draft in self.tables:
            place = (*draft.at, count_items(shown, draft.at)) if draft.is_item else draft.at
            try:
                shown = changed_value(shown, draft.change(shown))
            except CannotPatch:  # the table around it is gone
                continue
            places[place] = draft
        return shown, places

    def change(
        self, changes: Sequence[Change], title: str, *, moving: Callable[[MoveItem], object] = lambda _move: None
    ) -> None:
        """Make changes in the file, or in what is pending where they are about that.

        Args:
            changes: The changes, all within one place of the file.
            title: What is done, in the user's language.
            moving: Called just before an item goes into the file, and thus before other items that stay pending.

        Raises:
            Incomplete: The file could not be read any more, and the changes are no new table.
            OgpkitError: The change cannot be made.
        """
        source = self._session.source(self._path)
        content = parse_toml(source)
        changes = [_move_within_list(change, content) for change in changes]
        for place, draft in self.list_places(content).items():
            if all(_is_within(change, place) for change in changes):
                self._change_draft(draft, place, changes, moving)
                return
            if any(isinstance(one, MoveItem) and place in _list_ends(one) for one in changes):
                raise Incomplete(_("This is not saved yet. Fill in the required fields first, then move it."))
        obstacles = self._find_new_obstacles(source, changes)
        first = changes[0]
        if isinstance(first, InsertItem) and isinstance(first.value, dict) and isinstance(first.value.get("id"), str):
            self._unnamed.add(first.value["id"])
        if not obstacles or self._session.read_only:
            self._session.change(self._path, changes, title)
        elif len(changes) == 1 and isinstance(first, InsertItem | SetValue) and _is_new(content, first):
            value = deepcopy(first.value)
            is_item = isinstance(first, InsertItem)
            added = TableDraft(at=first.path, is_item=is_item, value=value, began=value, title=title)
            self._keep(tables=(*self.tables, added))
            self._tell()
        else:
            raise Incomplete(self._find_reason(first.path, obstacles))

    def name_item(self, content: Mapping[str, object], at: KeyPath) -> None:
        """Name an item that was added here after its title, once that was written; from then on it keeps its identifier.

        Args:
            content: What the form shows.
            at: The field that a person has finished.
        """
        *place, key = at
        if not self._unnamed or not place or key not in TITLE_KEYS:
            return
        try:
            item, others = value_at(dict(content), tuple(place)), value_at(dict(content), tuple(place[:-1]))
        except (LookupError, TypeError):  # it was removed meanwhile
            return
        if not isinstance(item, dict) or not isinstance(others, list) or item.get("id") not in self._unnamed:
            return
        taken = {str(one.get("id")) for one in others if isinstance(one, dict)}
        if name := propose_identifier(_format_value(item.get(key)), taken):
            self._unnamed.discard(item["id"])
            with suppress(OgpkitError):  # another program may be faster; the name that it has is as good
                self.change([SetValue((*place, "id"), name)], _("Make the identifier from the title"))

    def verify(self, changes: Sequence[Change]) -> None:
        """Make sure that the file can still be read after changes.

        Raises:
            Incomplete: It could not; nothing was changed.
        """
        obstacles = self._find_new_obstacles(self._session.source(self._path), changes)
        if obstacles:
            raise Incomplete(self._find_reason(changes[0].path, obstacles))

    def take_back(self) -> str | None:
        """Take the last table away in which nothing was written yet, and say what adding it was called."""
        draft = self.tables[-1] if self.tables else None
        if draft is None or draft.value != draft.began:
            return None
        self._keep(tables=self.tables[:-1])
        self._tell()
        return draft.title

    def follow(self, shift: Callable[[KeyPath], KeyPath | None]) -> None:
        """Move with the items of a list.

        Args:
            shift: Where a key path is after a change; None when it is gone.
        """
        moved = {shift(at): draft for at, draft in self.fields.items()}
        tables = [(shift(draft.at), draft) for draft in self.tables]
        self._keep(
            fields={at: draft for at, draft in moved.items() if at is not None},
            tables=tuple(attrs.evolve(draft, at=at) for at, draft in tables if at is not None),
        )

    def needs(self, content: Mapping[str, object]) -> dict[KeyPath, str]:
        """Return what each table that was added still needs, in a sentence, by its place in the form.

        Args:
            content: What the file says.
        """
        return {place: self._describe_need(draft) for place, draft in self.list_places(content).items()}

    def describe(self) -> list[tuple[str, str, str]]:
        """Return everything that is pending: its label, what was typed, and why it cannot be saved."""
        tables = [(draft.at, draft.value, self._describe_need(draft)) for draft in self.tables]
        fields = [(at, draft.value, draft.reason) for at, draft in self.fields.items()]
        return [(self._label(at), _format_value(value), reason) for at, value, reason in (*fields, *tables)]

    def find_first(self) -> KeyPath | None:
        """Return where the first thing is that is pending."""
        try:
            places = self.list_places(parse_toml(self._session.source(self._path)))
        except (OgpkitError, OSError):
            places = {}
        return next(iter((*self.fields, *places)), None)

    def _change_draft(
        self, draft: TableDraft, place: KeyPath, changes: Sequence[Change], moving: Callable[[MoveItem], object]
    ) -> None:
        if any(isinstance(one, RemoveValue) and one.path == place for one in changes):
            self._replace(draft, None)
            self._keep(fields={at: one for at, one in self.fields.items() if at[: len(place)] != place})
            self._tell()
            return
        value: dict[str, object] = {"it": draft.value}
        for change in changes:
            value = changed_value(value, attrs.evolve(change, path=("it", *change.path[len(place) :])))
        written = attrs.evolve(draft, value=value["it"])
        self._replace(draft, written)
        source = self._session.source(self._path)
        added = written.change(parse_toml(source))
        if self._find_new_obstacles(source, [added]):
            self._tell()
            return
        self._replace(written, None)
        if isinstance(added, InsertItem) and place[-1] != added.index:
            moving(MoveItem(added.path, cast("int", place[-1]), added.index))
        try:
            self._session.change(self._path, [added], draft.title)
        except OgpkitError:
            self._keep(tables=(*self.tables, written))
            self._tell()
            raise
        self._tell()

    def _replace(self, old: TableDraft, new: TableDraft | None) -> None:
        instead = (new,) if new is not None else ()
        at = next(number for number, one in enumerate(self.tables) if one is old)
        self._keep(tables=(*self.tables[:at], *instead, *self.tables[at + 1 :]))

    def _tell(self) -> None:
        for callback in tuple(self._listeners):
            callback()

    def _find_new_obstacles(self, source: bytes, changes: Sequence[Change]) -> tuple[FileProblem, ...]:
        """Return what would keep the file from being read after a change and does not before; a change may not make it worse."""
        before, after = self._find_obstacles(source), self._find_obstacles(apply_changes(source, changes))
        if len(after) <= len(before):
            return ()
        known = {fault.at for fault in before}
        return tuple(fault for fault in after if fault.at not in known) or after

    def _find_obstacles(self, source: bytes) -> tuple[FileProblem, ...]:
        _document, faults = read_document(self._path, source, self._session.workspace.kinds)
        return tuple(fault for fault in faults if fault.is_obstacle)

    def _describe_need(self, draft: TableDraft) -> str:
        try:
            source = self._session.source(self._path)
            obstacles = self._find_new_obstacles(source, [draft.change(parse_toml(source))])
        except (OgpkitError, OSError) as error:
            return str(error)
        missing = [self._label(fault.at) for fault in obstacles if _is_missing(fault)]
        said = [self._say(fault) for fault in obstacles if not _is_missing(fault)]
        needed = [_("Not saved yet. Fill in: {fields}.").format(fields=join_list(missing))] if missing else []
        return " ".join([*needed, *said]) or _("Not saved yet.")

    def _find_reason(self, at: KeyPath, obstacles: Sequence[FileProblem]) -> str:
        own = next((fault for fault in obstacles if _is_missing(fault)), None)
        if own is None:
            return " ".join(map(self._say, obstacles))
        label = self._label(own.at)
        if len(own.at) > 1:
            said = _("{label} is empty. Fill it in, or remove “{section}”. Until you do, the previous value is kept.")
            return said.format(label=label, section=self._label(at[:-1]))
        return _("{label} is required. Fill it in. Until you do, the previous value is kept.").format(label=label)

    def _say(self, fault: FileProblem) -> str:
        return join_words(word_file_problem(fault, self._session.workspace.kinds))

    def _label(self, at: KeyPath) -> str:
        return label_at(self._session, self._path, at)


_PENDING: Final[WeakKeyDictionary[WorkspaceSession, dict[str, PendingEdits]]] = WeakKeyDictionary()


def get_pending(session: WorkspaceSession, path: str) -> PendingEdits:
    """Return what is pending in a file; it stays while the workspace is open, whatever page is shown."""
    return _PENDING.setdefault(session, {}).setdefault(path, PendingEdits(session, path))


def list_pending(session: WorkspaceSession) -> dict[str, PendingEdits]:
    """Return what is pending in all files, by path."""
    return {path: get_pending(session, path) for path in session.drafts.paths}


def describe_drafts(session: WorkspaceSession, path: str, drafts: Drafts) -> list[tuple[str, str]]:
    """Return what drafts say, for a person: the label of each, and what was typed.

    Args:
        drafts: What cannot stand in it yet.
    """
    tables = [(draft.at, draft.value) for draft in drafts.tables]
    fields = [(at, draft.value) for at, draft in drafts.fields.items()]
    return [(label_at(session, path, at), _format_value(value)) for at, value in (*fields, *tables)]


def parse_edited(session: WorkspaceSession, path: str) -> dict[str, object] | None:
    """Return what a file says with all edits; None when it cannot be read."""
    try:
        return parse_toml(session.source(path))
    except (NotToml, NotUtf8, OgpkitError, OSError):
        return None


def _is_new(content: dict[str, object], change: InsertItem | SetValue) -> bool:
    """Tell whether a change adds something as a whole: a table, an item, an entry whose value is still to be written."""
    if isinstance(change, InsertItem):
        return isinstance(change.value, dict)
    return not has_value(content, change.path) and change.value in ({}, "", [])


def _move_within_list(change: Change, content: Mapping[str, object]) -> Change:
    """Return a change of the form as one of the file, in whose lists the items are not that are pending."""
    if not isinstance(change, InsertItem):
        return change
    return attrs.evolve(change, index=min(change.index, count_items(content, change.path)))


def _is_within(change: Change, place: KeyPath) -> bool:
    return change.path[: len(place)] == place


def _list_ends(change: MoveItem) -> tuple[KeyPath, KeyPath]:
    return (*change.path, change.from_index), (*change.path, change.to_index)


def _is_missing(fault: FileProblem) -> bool:
    return fault.mismatch is not None and fault.mismatch.sort is MismatchSort.MISSING_KEY


def _format_value(value: object) -> str:
    if isinstance(value, dict):
        return next((text for one in value.values() if (text := _format_value(one))), "")
    return "" if value is None else str(value)
