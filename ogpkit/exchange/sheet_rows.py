"""What lies around the rows of a sheet: mapping files, rows out of documents, names for rows that name no document."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.identifiers import is_country, make_content_name
from ogpkit.plugins.places import Scope
from ogpkit.schema.columns import describe_column, document_values, format_cell, without_extensions
from ogpkit.schema.convert import read_entity
from ogpkit.schema.mismatch import Mismatches
from ogpkit.schema.sheet_levels import LevelMapping, SheetDescription, SheetExplanation
from ogpkit.text.i18n import N_, _, catalog_languages, use_language
from ogpkit.text.tables import Table
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from ogpkit.exchange.sheet_columns import SheetColumns
    from ogpkit.plugins.places import Place
    from ogpkit.schema.kinds import Kind
    from ogpkit.schema.sheet_levels import KnownRows, RowNames, SheetLevel
    from ogpkit.workspace.content import Document, Workspace


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit()  # noqa: PLR2004  a year has four digits


NAMES: Final[Mapping[str, tuple[Callable[[str], bool], str]]] = {
    "country": (is_country, N_("This is not the code of a country.")),
    "year": (_is_year, N_("This is not a year. Write four digits, for example 2011.")),
    "cycle": (bool, N_("This row does not name a cycle.")),
}
"""What the names in the path of a document that mean the same in every kind must be, and what is said where they are not."""

Complete = Callable[["Workspace", Mapping[str, str], Mapping[str, Any], int], Mapping[str, Any]]
"""Gives what follows from what a row says: given the workspace, the names in the document's path, the values and the row."""


def add_nothing(
    _workspace: Workspace, _names: Mapping[str, str], _values: Mapping[str, Any], _row: int
) -> Mapping[str, Any]:
    """Return that nothing follows from a row."""
    return {}


def list_text_languages(contents: Iterable[object], workspace: Workspace) -> tuple[str, ...]:
    """Return the languages of texts: those of the workspace, and whatever else is written in one."""
    from ogpkit.model.identifiers import is_language  # noqa: PLC0415  a table of all languages that only this needs

    own = dict.fromkeys((workspace.language, *workspace.settings.workspace.languages))
    found: set[str] = set()
    waiting = list(contents)
    for value in waiting:
        if isinstance(value, dict):
            if all(isinstance(text, str) and is_language(key) for key, text in value.items()):
                found.update(value)
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
    return (*own, *sorted(found - own.keys()))


def list_known_words(columns: SheetColumns, workspace: Workspace) -> frozenset[str]:
    """Return the words by which the columns of a sheet may be known: headings, aliases, labels in any language."""
    languages = (workspace.language, *workspace.settings.workspace.languages)
    levels = columns.list_levels(tuple(dict.fromkeys(languages)), workspace.kinds)
    every = [*columns.list_names().values(), *(column for _level, several in levels for column in several)]
    found = {column.heading for column in every}
    found.update(columns.headings.values(), *columns.aliases.values())
    for language in ("en", *catalog_languages()):
        with use_language(language):
            found.update(column.title() for column in every)
    return frozenset(found)


def list_rows(values: Mapping[str, Any], levels: tuple[SheetLevel, ...]) -> Iterator[dict[str, Mapping[str, Any]]]:
    """Yield for each row of a document what it says at each level, by `SheetLevel.within`."""
    top, below = (levels[0], levels[1:]) if not levels[0].within else (None, levels)
    for things in _list_rows_below(values, (), below):
        yield {**({top.within: values} if top is not None else {}), **things}


def _list_rows_below(
    values: Mapping[str, Any], lists: tuple[str, ...], levels: tuple[SheetLevel, ...]
) -> Iterator[dict[str, Mapping[str, Any]]]:
    if not levels:
        yield {}
        return
    level = levels[0]
    items: Any = values
    for key in level.lists[len(lists) :]:
        items = items.get(key) if isinstance(items, dict) else None
    if not items:
        yield {}
    for item in items or ():
        for below in _list_rows_below(item, level.lists, levels[1:]):
            yield {level.within: item, **below}


def build_table(
    columns: SheetColumns,
    workspace: Workspace,
    documents: Iterable[Document[Any]],
    given: Container[str],
    *,
    full: bool = False,
) -> Table:
    """Return documents as a sheet that comes in again, one row for each thing of the lowest level.

    Args:
        columns: The columns that it can have.
        given: The names in the paths that need no column.
        full: Whether columns that are empty everywhere are there too.
    """
    listed = tuple(documents)
    every = [document_values(one.entity, one.extensions) for one in listed]
    languages = list_text_languages(every, workspace)
    levels = columns.list_levels(languages, workspace.kinds)
    names = [(name, column) for name, column in columns.list_names().items()]
    names = [one for one in names if one[0] not in given]
    rows: list[list[object]] = []
    for document, values in zip(listed, every, strict=True):
        for things in list_rows(values, columns.levels):
            cells: list[object] = [document.names[name] for name, _column in names]
            for level, own in levels:
                here = things.get(level.within, {})
                cells += [format_cell(column, here, workspace.language) for column in own]
            rows.append(cells)
    shown = [*(column for _name, column in names), *(one for _level, several in levels for one in several)]
    kept = [i for i in range(len(shown)) if full or any(row[i] not in (None, "") for row in rows)]
    return Table(
        [shown[i].heading for i in kept],
        [[row[i] for i in kept] for row in rows],
        notes=tuple(describe_column(shown[i]) for i in kept),
    )


class UnusableMapping(OgpkitError):
    """Raised when a mapping file cannot be read, or explains no level of the sheet."""


def read_mapping(source: bytes, kind: str, levels: tuple[SheetLevel, ...]) -> SheetDescription:
    """Return what a mapping file says: how a sheet is written, and in a table for each level what its columns mean.

    Args:
        source: The content of the file, TOML.
        kind: The name of the kind.
        levels: The levels of which a sheet can speak.

    Raises:
        UnusableMapping: It is no mapping of these levels.
    """
    try:
        found = read_explanation(parse_toml(source), kind, levels)
    except (NotToml, NotUtf8) as error:
        raise _refuse_mapping(error) from error
    if not found.levels:
        message = _("The mapping does not explain any column. Add a table with this name: {tables}.")
        tables = (level.find_table(kind) for level in levels)
        raise UnusableMapping(message.format(tables=", ".join(f"[{name}]" for name in tables)))
    return found


def read_explanation(values: Mapping[str, object], kind: str, levels: tuple[SheetLevel, ...]) -> SheetExplanation:
    """Return what the values of a mapping file say; they may explain no column yet.

    Args:
        values: The content of the file.
        kind: The name of the kind.
        levels: The levels of which a sheet can speak.

    Raises:
        UnusableMapping: Some value cannot stand there.
    """
    tables = [level.find_table(kind) for level in levels]
    explained = {name: table for name in tables if isinstance(table := values.get(name), dict)}
    try:
        found = tuple((name, read_entity(table, LevelMapping)) for name, table in explained.items())
        description = read_entity({key: one for key, one in values.items() if key not in explained}, SheetDescription)
    except Mismatches as error:
        raise _refuse_mapping(error) from error
    written = {field.name: getattr(description, field.name) for field in attrs.fields(SheetDescription)}
    return SheetExplanation(**written, levels=found)


def _refuse_mapping(error: Exception) -> UnusableMapping:
    return UnusableMapping(_("ogpkit cannot use the mapping: {reason}").format(reason=error))


def list_given_names(kind: Kind[Any], scope: Scope, place: Place) -> dict[str, str]:
    """Return the names in the paths of documents that the place of an import gives."""
    if scope is Scope.WORKSPACE:
        return {}
    names = {"country": place.country, "cycle": place.cycle}
    return {name: value for name, value in names.items() if value and name in kind.pattern.names}


@attrs.define
class RowNamer:
    """Gives rows that name no document names, and knows those again that say what is said already.

    Attributes:
        kind: The kind of the documents.
        declared: How they are named.
        workspace: The workspace into which they come.
    """

    kind: Kind[Any]
    declared: RowNames
    workspace: Workspace
    _folders: dict[tuple[str, ...], tuple[KnownRows, set[str]]] = attrs.field(factory=dict, init=False)

    def assign(self, names: Mapping[str, str], values: Mapping[str, Any], taken: Container[str]) -> tuple[str, bool]:
        """Return the identifier of the document that a row is about, and whether it is there already.

        Args:
            names: The other names in its path.
            values: What the row says.
            taken: The paths of the documents that the sheet names.
        """
        known, there = self._open_folder(names)
        entity = self._read(values)
        if entity is None:  # the check of the content says what is wrong
            return self._make_name(names, self.kind.name, repr(values), there, taken), False
        same = known.find(entity)
        if same is not None:
            return same, True
        stem = self.declared.stem(entity) if self.declared.stem is not None else self.kind.name
        identifier = self._make_name(names, stem, self.declared.tell(entity), there, taken)
        known.add(entity, identifier)
        return identifier, False

    def _read(self, values: Mapping[str, Any]) -> Any:
        try:
            plain = without_extensions(values, self.workspace.kinds.extensions(self.kind.name))
            return read_entity(plain, self.kind.entity)
        except Mismatches:
            return None

    def _make_name(
        self, names: Mapping[str, str], stem: str, content: str, there: set[str], taken: Container[str]
    ) -> str:
        last, pattern = list(names)[-1], self.kind.pattern
        while True:
            identifier = make_content_name(stem, content, there)
            there.add(identifier)
            if pattern.fill({**names, last: identifier}) not in taken:  # the sheet itself may name another one so
                return identifier

    def _open_folder(self, names: Mapping[str, str]) -> tuple[KnownRows, set[str]]:
        *place, last = self.kind.pattern.names
        key = tuple(names[name] for name in place)
        if key not in self._folders:
            there = {
                document.names[last]: document.entity
                for document in self.workspace.all(self.kind.entity, names.get("country", ""), names.get("cycle", ""))
                if tuple(document.names[name] for name in place) == key
            }
            self._folders[key] = (self.declared.know(there.items()), set(there))
        return self._folders[key]
