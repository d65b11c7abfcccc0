"""What a sheet says of a document, laid over what the document says already: items are the same by their key, never by place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.exchange.sheet_lines import convert_text
from ogpkit.model.keypath import KeyPath
from ogpkit.plugins.contributions import ImportProblem
from ogpkit.schema.cell_format import UnreadableCell
from ogpkit.schema.cells import parse_cell
from ogpkit.schema.columns import (
    column_value,
    document_values,
    format_cell,
    list_owners,
    put_value,
    remove_value,
    without_extensions,
)
from ogpkit.schema.constraints import check_values, find_references
from ogpkit.schema.convert import read_entity
from ogpkit.schema.mismatch import Mismatch, Mismatches
from ogpkit.schema.walk import find_value
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import for_xml, sanitize, sanitize_line
from ogpkit.text.tables import mark_apostrophes

if TYPE_CHECKING:
    from ogpkit.exchange.sheet_columns import MatchedColumn
    from ogpkit.model.annotations import Reference
    from ogpkit.schema.columns import Column
    from ogpkit.schema.kinds import Kind
    from ogpkit.schema.sheet_levels import SheetLevel
    from ogpkit.workspace.content import Document, Workspace

Check = Callable[["Workspace", Mapping[str, str], Any], Iterable[tuple[str, str]]]
"""Says what cannot stand in a thing that a row gives: given the workspace, the names in the document's path and the thing,
it yields the field and what to do."""


def accept_all(_workspace: Workspace, _names: Mapping[str, str], _thing: object) -> Iterable[tuple[str, str]]:
    """Return that everything can stand."""
    return ()


@attrs.define
class SheetThing:
    """What the rows of a sheet say of a document, or of an item of one of its lists.

    Attributes:
        row: The first row about it.
        level: The level at which it stands; None for the document.
        key: By what it is known again in its list.
        key_headings: The heading of each field of the key, as far as the sheet has one.
        values: What is said of it, as TOML values.
        origins: The column and the row of each value, by the stable heading.
        items: The items of its lists, by list and key.
        is_whole: Whether every cell about it was understood.
        there: What it says already, as TOML values.
    """

    row: int
    level: SheetLevel | None = None
    key: tuple[object, ...] = ()
    key_headings: Mapping[str, str] = attrs.field(factory=dict)
    values: dict[str, Any] = attrs.field(factory=dict)
    origins: dict[str, tuple[MatchedColumn, int]] = attrs.field(factory=dict)
    items: dict[tuple[str, tuple[object, ...]], SheetThing] = attrs.field(factory=dict)
    is_whole: bool = True
    there: Mapping[str, Any] = attrs.field(factory=dict)
    _index: dict[str, Mapping[tuple[object, ...], Mapping[str, Any]]] = attrs.field(factory=dict, init=False)

    def index_there(self, level: SheetLevel) -> Mapping[tuple[object, ...], Mapping[str, Any]]:
        """Return the items of one of its lists that are there already, by their key."""
        if level.within not in self._index:
            owner = self.level.lists if self.level else ()
            items = _get(self.there, level.lists[len(owner) :]) or ()
            self._index[level.within] = {tuple(one.get(field) for field in level.key): one for one in items}
        return self._index[level.within]

    def find_item(
        self, level: SheetLevel, key: tuple[object, ...], row: int, key_headings: Mapping[str, str]
    ) -> SheetThing:
        """Return the item of a list with this key; it is new the first time that a row is about it."""
        place = (level.within, key)
        if place not in self.items:
            values = {field: value for field, value in zip(level.key, key, strict=True) if value is not None}
            there = self.index_there(level).get(key, {})
            self.items[place] = SheetThing(row, level, key, key_headings, values, there=there)
        return self.items[place]

    def put(self, matched: MatchedColumn, value: object, row: int, plain_language: str) -> int | None:
        """Take a value in, and return the row that said something else before, if one did."""
        heading = matched.column.heading
        if heading in self.origins:
            same = column_value(matched.column, self.values, plain_language) == value
            return None if same else self.origins[heading][1]
        self.origins[heading] = (matched, row)
        put_value(self.values, matched.column, value, plain_language)
        return None

    def put_constant(self, column: Column, value: object, plain_language: str) -> None:
        """Take in a value that all things of the level have; a cell of the sheet goes before it."""
        if column.heading not in self.origins:
            put_value(self.values, column, value, plain_language)

    def forget_same(self, base: Mapping[str, Any], plain_language: str) -> None:
        """Forget cells that say what is said already in another form: without blanks at its ends, for example.

        Args:
            base: What is said already.
            plain_language: The language of plain texts.
        """
        for heading, (matched, _row) in [*self.origins.items()]:
            value = column_value(matched.column, self.values, plain_language)
            if _says_same(matched.column, base, value, plain_language):
                remove_value(self.values, matched.column)
                del self.origins[heading]

    def forget_defaults(self, document: Document[Any] | None, plain_language: str) -> None:
        """Forget cells that say what a file means by leaving a value out: it would become a statement that nobody made.

        Args:
            document: The file; None for a new one, of which the sheet says everything.
            plain_language: The language of plain texts.
        """
        if document is not None:
            self.forget_same(document_values(document.entity, document.extensions, defaults=True), plain_language)

    def can_be_checked(self) -> bool:
        """Tell whether every cell about it and about its items was understood."""
        return self.is_whole and all(item.can_be_checked() for item in self.items.values())

    def find_heading(self, rest: tuple[str, ...]) -> tuple[str, int] | None:
        """Return the heading and the row that gave the value at some keys."""
        if len(rest) == 1 and rest[0] in self.key_headings:
            return self.key_headings[rest[0]], self.row
        for matched, row in self.origins.values():
            column = matched.column
            path = (*column.path, column.language) if column.language else column.path
            if rest == path or (rest and rest == column.path) or rest[: len(path)] == path:
                return matched.heading, row
        return None


def _says_same(column: Column, base: Mapping[str, Any], value: object, plain_language: str) -> bool:
    """Tell whether a value is what a sheet gives that ogpkit has written of what is said already."""
    cell = format_cell(column, base, plain_language)
    if not isinstance(cell, str):
        return type(cell) is type(value) and cell == value
    for write in (sanitize, for_xml):
        text = convert_text(mark_apostrophes(write(cell)))
        try:
            if text is not None and parse_cell(text, column.shape) == value:
                return True
        except UnreadableCell:
            continue
    return False


@attrs.define
class MergedContent:
    """What a document would say once a sheet is brought in.

    Attributes:
        values: All that it would say.
        changes: What the sheet says of it, in the form in which the document has its texts.
        places: Where each thing of the sheet stands in it.
        kept: How many items of its lists the sheet does not name; they stay as they are.
    """

    values: dict[str, Any]
    changes: dict[str, Any]
    places: dict[KeyPath, SheetThing] = attrs.field(factory=dict)
    kept: int = 0


def lay_over(base: Mapping[str, Any], thing: SheetThing, plain_language: str) -> MergedContent:
    """Return what a document would say once a sheet is brought in.

    Args:
        base: What it says, empty for a new one.
        thing: What the sheet says of it.
        plain_language: The language of plain texts.
    """
    merged = MergedContent(values={}, changes={})
    merged.values, merged.changes = _lay_thing(base, thing, (), (), merged, plain_language)
    return merged


def _lay_thing(
    base: Mapping[str, Any],
    thing: SheetThing,
    at: KeyPath,
    lists: tuple[str, ...],
    merged: MergedContent,
    plain_language: str,
) -> tuple[dict[str, Any], dict[str, Any]]:
    merged.places[at] = thing
    thing.forget_same(base, plain_language)
    changes = _settle_texts(base, thing.values, plain_language)
    values = _merge(base, changes)
    for within in dict.fromkeys(within for within, _key in thing.items):
        items = [item for (name, _key), item in thing.items.items() if name == within]
        here = tuple(within.split("."))
        path = here[len(lists) :]
        there = list(_get(values, path) or ())
        places = {_identify(item, items[0]): place for place, item in reversed([*enumerate(there)])}
        merged.kept += len(there) - sum(item.key in places for item in items)
        changed = []
        for item in items:
            place = places.get(item.key, len(there))
            before = there[place] if place < len(there) else {}
            made, said = _lay_thing(before, item, (*at, *path, place), here, merged, plain_language)
            there[place : place + 1] = [made]
            changed.append(said)
        _set(values, path, there)
        _set(changes, path, changed)
    return values, changes


def _identify(item: Mapping[str, Any], like: SheetThing) -> tuple[object, ...]:
    return tuple(item.get(field) for field in like.level.key) if like.level else ()


def _settle_texts(base: Mapping[str, Any], wanted: Mapping[str, Any], plain_language: str) -> dict[str, Any]:
    """Return texts in the form in which they stand: one that is plain stays so while nothing is said in another language."""
    settled: dict[str, Any] = {}
    for key, value in wanted.items():
        before = base.get(key)
        if isinstance(value, dict) and isinstance(before, str):
            settled[key] = (
                value[plain_language] if set(value) == {plain_language} else {plain_language: before, **value}
            )
        elif isinstance(value, dict):
            settled[key] = _settle_texts(before if isinstance(before, dict) else {}, value, plain_language)
        else:
            settled[key] = value
    return settled


def _merge(base: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    made = dict(base)
    for key, value in changes.items():
        before = made.get(key)
        made[key] = _merge(before if isinstance(before, dict) else {}, value) if isinstance(value, dict) else value
    return made


def _get(values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    here: Any = values
    for key in path:
        here = here.get(key) if isinstance(here, dict) else None
    return here


def _set(values: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    for key in path[:-1]:
        below = values.get(key)
        values[key] = dict(below) if isinstance(below, dict) else {}
        values = values[key]
    values[path[-1]] = value


@attrs.frozen(kw_only=True)
class ContentCheck:
    """Check of what documents of a kind would say once a sheet is brought in.

    Attributes:
        kind: The kind.
        workspace: The workspace into which it would come.
        judge: Says what cannot stand in a thing of the lowest level, beyond the declaration.
        known: Identifiers of documents of the kind that the same sheet brings.
    """

    kind: Kind[Any]
    workspace: Workspace
    judge: Check
    known: frozenset[str] = frozenset()

    def find_misfits(self, merged: MergedContent, names: Mapping[str, str]) -> Iterator[ImportProblem]:
        """Yield what a document could not say, by the row and the column that say it.

        Args:
            names: The names in the document's path.
        """
        yield from self._check_extensions(merged)
        extensions = self.workspace.kinds.extensions(self.kind.name)
        try:
            entity = read_entity(without_extensions(merged.values, extensions), self.kind.entity)
        except Mismatches as error:
            yield from (_make_problem(merged, one.at, one, self.kind.entity) for one in error.found)
            return
        for one in check_values(entity):
            if _find_place(merged, one.at)[2]:  # what was wrong before is not the sheet's
                yield _make_problem(merged, one.at, one, self.kind.entity)
        yield from self._check_references(merged, names, entity)
        for at, thing in merged.places.items():
            if not thing.items and (thing.level is not None or len(merged.places) == 1):
                for field, message in self.judge(self.workspace, names, find_value(entity, at)):
                    row, heading, _is_said = _find_place(merged, (*at, *field.split(".")))
                    yield ImportProblem(row=row, column=heading, message=message)

    def _check_extensions(self, merged: MergedContent) -> Iterator[ImportProblem]:
        for extension in self.workspace.kinds.extensions(self.kind.name):
            for at, owner in list_owners(merged.values, extension.lists):
                if extension.table not in owner:
                    continue
                place = (*at, extension.table)
                try:
                    found = check_values(read_entity(owner[extension.table], extension.entity))
                except Mismatches as error:
                    found = error.found
                yield from (_make_problem(merged, (*place, *one.at), one, extension.entity) for one in found)

    def _check_references(
        self, merged: MergedContent, names: Mapping[str, str], entity: object
    ) -> Iterator[ImportProblem]:
        for at, identifier, reference in find_references(entity):
            row, heading, is_said = _find_place(merged, at)
            if is_said and not self._has_target(reference, identifier, names):
                message = _describe_missing_target(reference, identifier, self.workspace)
                yield ImportProblem(row=row, column=heading, message=message)

    def _has_target(self, reference: Reference, identifier: str, names: Mapping[str, str]) -> bool:
        if self.workspace.kinds.by_name(reference.kind) is None:
            return True
        if reference.kind == self.kind.name and identifier in self.known:
            return True
        country = names.get("country", "") if reference.within in ("country", "cycle") else ""
        cycle = names.get("cycle", "") if reference.within == "cycle" else ""
        return self.workspace.find(reference.kind, identifier, country, cycle) is not None


def _make_problem(merged: MergedContent, at: KeyPath, mismatch: Mismatch, entity: type) -> ImportProblem:
    """Return a problem in the words of a form: a sheet has no keys and no quotation marks."""
    from ogpkit.schema.naming import FieldNames  # noqa: PLC0415  only where something is wrong

    row, heading, _is_said = _find_place(merged, at)
    names, own = FieldNames(entity), mismatch.in_form
    said = (own.message or mismatch.message, own.remedy or mismatch.remedy)
    message = " ".join(names.say(text, mismatch.at) for text in said)
    message = message[:1].upper() + message[1:]
    return ImportProblem(row=row, column=heading, message=message)


def _find_place(merged: MergedContent, at: KeyPath) -> tuple[int, str, bool]:
    """Return the row and the heading that gave a value, and whether the sheet did; else the nearest thing that it names."""
    depth = next((length for length in range(len(at), -1, -1) if at[:length] in merged.places), 0)
    thing = merged.places[at[:depth]]
    rest = tuple(str(key) for key in at[depth:] if not isinstance(key, int))
    found = thing.find_heading(rest)
    if found is not None:
        return found[1], found[0], True
    name = thing.level.name if thing.level else ""
    heading = ".".join((name, *rest) if name else rest)
    return thing.row, heading, False


def _describe_missing_target(reference: Reference, identifier: str, workspace: Workspace) -> str:
    kind = workspace.kinds.by_name(reference.kind)
    title = translate(kind.title, kind.entity) if kind else reference.kind
    messages = {
        "cycle": _("“{id}” is not in this cycle. Write one that is: {kind}."),
        "country": _("“{id}” is not in this country. Write one that is: {kind}."),
    }
    message = messages.get(reference.within) or _("“{id}” is not in this workspace. Write one that is: {kind}.")
    return message.format(id=sanitize_line(identifier), kind=title)
