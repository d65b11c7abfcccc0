"""Fields as text: labels, translations, choices, days and languages come from the declaration of a field, and from nowhere else.

Pages, documents and whatever prints facts name the fields that they show. What another plugin adds to a document with an
extension table is shown with the document's own fields.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias, cast

import attrs

from ogpkit.model import Audience, TextFormat, Translated
from ogpkit.model.annotations import Length, Reference
from ogpkit.schema.constraints import find_references
from ogpkit.schema.fields import TITLE_KEYS, Sort, field_audience, fields_of
from ogpkit.schema.walk import find_value
from ogpkit.text.blocks import Grid, Heading, KeyValues, Paragraph
from ogpkit.text.i18n import current_language, join_list, translate
from ogpkit.text.inline import LangText, Link, lang_text
from ogpkit.text.phrase import Phrase, join_number, join_phrases, language_phrase, plain_text
from ogpkit.text.states import mark_state
from ogpkit.text.tables import cell_text, day_text
from ogpkit.workspace.content import Document
from ogpkit.workspace.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ogpkit.schema.fields import Field, Shape
    from ogpkit.schema.kinds import Extension
    from ogpkit.text.blocks import Block
    from ogpkit.text.inline import Cell
    from ogpkit.workspace.content import Workspace

Row: TypeAlias = "str | tuple[str, Cell]"
"""A row of facts: the name of a field, or a label with what is said under it."""

ColumnOf: TypeAlias = "str | tuple[str, Callable[[Any], Cell]]"
"""A column of a grid: the name of a field, or a heading with what stands under it for an item."""

_DEEPEST: Final = 3
"""The lowest level of a heading."""

_WIDEST: Final = 7
"""So many columns a page holds; items that say more are shown one below the other."""

"""The fields by which a table is known."""


@attrs.frozen
class AddedTable:
    """Table that a plugin added to a table of a document.

    Attributes:
        extension: Its declaration.
        table: What it says.
        audience: For whom its fields are that do not say so themselves.
    """

    extension: Extension[Any]
    table: object
    audience: Audience


def _index_added(workspace: Workspace) -> Mapping[int, tuple[AddedTable, ...]]:
    """Return the tables that plugins added, by the identity of the tables of documents that carry them."""
    found: dict[int, tuple[AddedTable, ...]] = {}
    for document in workspace.documents.values():
        if not document.extensions:
            continue
        kind = workspace.kinds.by_name(document.kind)
        declared = {one.entity: one for one in workspace.kinds.extensions(document.kind)}
        for path, table in document.extensions.items():
            extension, carrier = declared.get(type(table)), find_value(document.entity, path[:-1])
            if extension is not None and carrier is not None:
                public = kind is not None and kind.published and extension.published
                added = AddedTable(extension, table, Audience.PUBLIC if public else Audience.INTERNAL)
                found[id(carrier)] = (*found.get(id(carrier), ()), added)
    return found


def _index_referring(workspace: Workspace) -> Mapping[int, Document[Any]]:
    """Return the documents whose tables name other documents, by the identity of those tables."""
    found: dict[int, Document[Any]] = {}
    for document in workspace.documents.values():
        for table in (document.entity, *document.extensions.values()):
            for at, _identifier, _refers in find_references(table):
                of_list = 2 if isinstance(at[-1], int) else 1
                found[id(find_value(table, at[:-of_list]))] = document
    return found


@attrs.frozen
class FieldText:
    """Writer of fields in one language.

    What names another document is written as that document's title, on the portal with a link to its page.

    Attributes:
        workspace: Where the documents lie.
        language: The language wanted of texts, the one in use when left out; what is missing in it is given in English, and is
            marked with the language that it is in.
        internal: Whether the reader works in the workspace; otherwise fields for `Audience.INTERNAL` are shown only where they
            are named.
        mask: Takes out of a text what is not for its readers, where the workspace is not the public one.
    """

    workspace: Workspace
    language: str = attrs.field(factory=current_language)
    internal: bool = False
    mask: Callable[[str], str] = str

    def label(self, entity: type, name: str) -> str:
        """Return what a person calls a field, in the language in use.

        Args:
            entity: The class.
            name: The name of the field, or of one in a table of it, such as `plan.published`.
        """
        field = _find_field(entity, name)
        return translate(field.label, field.owner)

    def cell(self, entity: object, name: str) -> Cell:
        """Return what a field says.

        Args:
            name: The name of the field, or of one in a table of it, such as `plan.published`; of several with `|` between them
                the first one that says anything counts, as in `due|deadline`.
        """
        for one in name.split("|"):
            carrier, field, value = _get_value(entity, one)
            refers = None if field.shape.sort is Sort.MAPPING else (field.shape.item or field.shape).meaning(Reference)
            # a yes or no that is what a field says by itself was said by nobody
            if isinstance(value, bool) and value is field.default:
                continue
            found = _write_references(self, value, refers, carrier) if refers else self._write_value(value, field.shape)
            if found not in (None, ""):
                return found
        return None

    def words(self, entity: object, name: str) -> LangText | None:
        """Return what a field says, where that is a text with a language of its own; otherwise None.

        Args:
            name: The name of the field, as `cell` takes it.
        """
        found = self.cell(entity, name)
        return found if isinstance(found, LangText) else None

    def title(self, entity: object) -> LangText | None:
        """Return the text by which a table is known; None where it has no title and no name."""
        name = next((field.name for field in fields_of(type(entity)) if field.key in TITLE_KEYS), "")
        return self.words(entity, name) if name else None

    def key_values(self, entity: object, *rows: Row) -> KeyValues:
        """Return fields of a table as labels, each with what it says.

        Args:
            rows: The names of fields, as `cell` takes them; and labels with what is said under them, for what is in no field.
                A list of addresses gives a row each.
        """
        return KeyValues([pair for row in rows for pair in self._list_pairs(entity, row)])

    def grid(
        self,
        items: Iterable[Any],
        *columns: ColumnOf,
        caption: str,
        of: type | None = None,
        ids: Sequence[str] = (),
        extended: bool = True,
    ) -> Grid:
        """Return tables of one class as rows.

        Args:
            items: Tables of documents, or whole documents.
            columns: The names of fields, as `cell` takes them; and headings with functions, for what is in no field.
            caption: What the grid shows.
            of: The class whose labels stand above the columns; needed where there may be no table.
            ids: As in `Grid`.
            extended: Whether a column follows for each field that other plugins add.
        """
        rows = tuple(items)
        entity = of or (type(_get_table(rows[0])) if rows else None)
        every = (*columns, *(self._list_added_columns(rows) if extended else ()))
        heads = [self._find_head(entity, column) for column in every]
        cells = [[self._write_cell(item, column) for item in rows] for column in every]
        # a column of which no row says anything is a heading above nothing
        said = [
            place for place, column in enumerate(cells) if not rows or any(cell not in {None, ""} for cell in column)
        ]
        return Grid(
            heads=[heads[place] for place in said],
            rows=[[cells[place][number] for place in said] for number in range(len(rows))],
            caption=caption,
            ids=tuple(ids),
        )

    def paragraphs(self, entity: object, *names: str, level: int = 2, headed: bool = True) -> Iterator[Block]:
        """Yield fields that hold whole sentences, each under its label; those that say nothing are left out.

        Args:
            names: The names of fields, as `cell` takes them.
            level: The level of the headings.
            headed: Whether their labels stand above them.
        """
        for name in names:
            found = self.cell(entity, name)
            if isinstance(found, str | LangText | Link) and found:
                if headed:
                    yield Heading(self.label(type(entity), name.partition("|")[0]), level=min(level, _DEEPEST))
                yield Paragraph([found])

    def added(self, entity: object, *, level: int = 2) -> Iterator[Block]:
        """Yield what other plugins add to a table of a document, each under its title.

        Args:
            entity: The document's entity or a table in it, as it stands in the workspace.
            level: The level of the headings.
        """
        for one in self.list_added(entity):
            blocks = tuple(self._list_details(one.table, one.audience, level + 1, frozenset()))
            if blocks:
                title = one.extension.title or one.extension.table
                yield from (Heading(translate(title, one.extension.entity), level=min(level, _DEEPEST)), *blocks)

    def details(
        self, entity: object, *, level: int = 1, without: Iterable[str] = (), audience: Audience = Audience.PUBLIC
    ) -> Iterator[Block]:
        """Yield everything that a table says, with what other plugins add to it.

        Args:
            level: The level of the headings.
            without: The names of fields that are shown elsewhere.
            audience: For whom the table is.
        """
        yield from self._list_details(entity, audience, level, frozenset(without))

    def find_facts(self, items: Iterable[object], audience: Audience) -> list[str]:
        """Return the names of the fields that any of some tables fills in; tables and lists of tables are none.

        Args:
            audience: For whom the tables are.
        """
        found: dict[str, None] = {}
        for item in items:
            for field in self._list_shown(item, audience):
                if field.key != "id" and self.cell(item, field.name) not in (None, ""):
                    found[field.name] = None
        return list(found)

    def _has_tables(self, item: object, audience: Audience) -> bool:
        return any(one.shape.nested() and getattr(item, one.name) for one in self._list_shown(item, audience))

    def _list_details(self, entity: object, audience: Audience, level: int, without: frozenset[str]) -> Iterator[Block]:
        fields = [one for one in self._list_shown(entity, audience) if one.name not in without]
        facts = [one for one in fields if not one.shape.nested() and one.shape.meaning(Length) is not Length.LONG]
        if rows := [pair for one in facts for pair in self._list_pairs(entity, one.name) if pair[1] not in (None, "")]:
            yield KeyValues(rows)
        yield from self.paragraphs(
            entity, *(one.name for one in fields if one.shape.meaning(Length) is Length.LONG), level=level
        )
        for field in fields:
            value = getattr(entity, field.name)
            if field.shape.nested() and value:
                blocks = tuple(self._list_below(field, value, field_audience(field, audience), level))
                yield from (
                    (Heading(translate(field.label, field.owner), level=min(level, _DEEPEST)), *blocks)
                    if blocks
                    else ()
                )
        yield from self.added(entity, level=level)

    def _list_below(self, field: Field, value: Any, audience: Audience, level: int) -> Iterator[Block]:
        if field.shape.sort is Sort.TABLE:
            yield from self._list_details(value, audience, level + 1, frozenset())
            return
        items = dict(value) if field.shape.sort is Sort.MAPPING else dict(enumerate(value, 1))
        columns = self.find_facts(items.values(), audience)
        fits = len(columns) <= _WIDEST and not any(self._has_tables(item, audience) for item in items.values())
        if field.shape.sort is Sort.LIST and fits:
            yield self.grid(value, *columns, caption=translate(field.label, field.owner))
            return
        for name, item in items.items():
            title = self.title(item) or LangText(str(name))
            yield Heading(Phrase([title]), level=min(level + 1, _DEEPEST))
            yield from self._list_details(item, audience, level + 2, frozenset(TITLE_KEYS))

    def _list_shown(self, entity: object, audience: Audience) -> Iterator[Field]:
        """Yield the fields of a table that its readers may see."""
        for field in fields_of(type(entity)):
            whose = field_audience(field, audience)
            # what the gate has withheld looks like a default, and would be read as one
            is_withheld = (
                whose is Audience.PERSONAL and self.workspace.is_public and getattr(entity, field.name) == field.default
            )
            if self.internal or (whose is not Audience.INTERNAL and not is_withheld):
                yield field

    def list_added(self, entity: object) -> tuple[AddedTable, ...]:
        """Return the tables that other plugins add to a table of a document."""
        return self.workspace.memoize(_index_added).get(id(entity), ())

    def _list_added_columns(self, items: Sequence[object]) -> list[ColumnOf]:
        tables = {id(item): self.list_added(_get_table(item)) for item in items}
        fields: dict[tuple[type, str], Field] = {}
        for one in (one for added in tables.values() for one in added):
            for field in self._list_shown(one.table, one.audience):
                value = getattr(one.table, field.name)
                if not field.shape.nested() and value != field.default:
                    fields[type(one.table), field.name] = field

        def make_column(entity: type, field: Field) -> ColumnOf:
            def write(item: object) -> Cell:
                table = next((one.table for one in tables[id(item)] if isinstance(one.table, entity)), None)
                return None if table is None else self.cell(table, field.name)

            return translate(field.label, field.owner), write

        return [make_column(entity, field) for (entity, _name), field in fields.items()]

    def _find_head(self, entity: type | None, column: ColumnOf) -> str:
        if not isinstance(column, str):
            return column[0]
        if entity is None:
            raise ValueError("a grid without rows needs `of`")
        return self.label(entity, column.partition("|")[0])

    def _write_cell(self, item: object, column: ColumnOf) -> Cell:
        if not isinstance(column, str):
            return column[1](item)
        # rows may be of a second class, for example indicators below their milestone, that lacks some of the fields
        table = _get_table(item)
        there = [name for name in column.split("|") if _find_first(type(table), name) is not None]
        return self.cell(table, "|".join(there)) if there else None

    def _list_pairs(self, entity: object, row: Row) -> Iterator[tuple[str, Cell]]:
        if not isinstance(row, str):
            yield row
            return
        first = row.partition("|")[0]
        label, (_carrier, field, value) = self.label(type(entity), first), _get_value(entity, first)
        shape = field.shape
        if isinstance(value, tuple) and shape.item and shape.item.meaning(TextFormat) is TextFormat.WEBPAGE:
            yield from ((label, self._write_value(item, shape.item)) for item in value)
        else:
            yield label, self.cell(entity, row)

    def _write_value(self, value: Any, shape: Shape) -> Cell:
        if value is None or shape.nested():
            return None
        if shape.item is not None:
            return self._join_items(value, shape, shape.item) or None
        if shape.sort is Sort.CHOICE:
            return mark_state(translate(value.label, type(value)), value)
        if shape.sort is Sort.TRANSLATED:
            return self._write_translated(value, shape)
        if shape.sort is Sort.TEXT:
            return self._write_text(value, shape)
        return value.isoformat(" ", "minutes") if isinstance(value, datetime) else cast("Cell", value)

    def _join_items(self, value: Any, shape: Shape, below: Shape) -> str:
        if shape.sort is Sort.LIST:
            parts = [self._write_part(item, below) for item in value]
            own_words = all(isinstance(one, str) and not isinstance(one, Phrase) for one in parts)
            return join_list(map(str, parts)) if own_words else join_phrases(", ", parts)
        plain = self.workspace.language
        pairs = ((plain_text(key, plain), self._write_part(item, below)) for key, item in value.items())
        return join_phrases("; ", (join_phrases(": ", pair) for pair in pairs))

    def _write_part(self, value: object, shape: Shape) -> str | LangText:
        found = self._write_value(value, shape)
        if isinstance(found, date):
            return day_text(found, self.language)
        return found if isinstance(found, str | LangText) else cell_text(found)

    def _write_translated(self, text: Translated, shape: Shape) -> Cell:
        if shape.meaning(TextFormat) is not TextFormat.WEBPAGE:
            found = lang_text(text, self.language, self.workspace.language)
            return found and attrs.evolve(found, text=self.mask(found.text))
        address = text.best(self.language, "en")
        return Link(address, address) if address else None

    def _write_text(self, text: str, shape: Shape) -> Cell:
        form = shape.meaning(TextFormat)
        if not text or form is None:
            return plain_text(self.mask(text), self.workspace.language)
        if form is TextFormat.WEBPAGE:
            return Link(text, text)
        if form is TextFormat.COUNTRY:
            return country_name(self.workspace, text, self.language)
        return language_phrase(text, self.language) if form is TextFormat.LANGUAGE else text


def _write_references(text: FieldText, value: Any, refers: Reference, carrier: object) -> Cell:
    """Return what a person calls the documents, or the items in them, that a table names."""
    near = text.workspace.memoize(_index_referring).get(id(carrier))
    if not isinstance(value, tuple):
        return _describe_target(text, refers, value, near) if value else None
    targets = [_describe_target(text, refers, identifier, near) for identifier in value]
    if len(targets) == 1:
        return targets[0]
    return join_phrases(", ", (one.text if isinstance(one, Link) else one for one in targets)) or None


def _describe_target(text: FieldText, refers: Reference, identifier: str, near: Document[Any] | None) -> str | Link:
    """Return the title of what an identifier names, with a link to its page on the portal; the identifier where there is none.

    Args:
        near: The document that names it.
    """
    if near is None and refers.within != "workspace":
        return identifier
    country, cycle = (near.country, near.cycle) if near is not None else ("", "")
    found = text.workspace.find_target(refers, identifier, country, cycle)
    title = text.title(found[1]) if found is not None else None
    if found is None or title is None:
        return identifier
    number = getattr(found[1], "number", "")
    called = join_number(number if isinstance(number, str) else "", title)
    if not text.workspace.is_public:
        return called
    from ogpkit.exchange.portal.addresses import make_address  # noqa: PLC0415  only the portal's pages need it

    anchor = f"#{identifier}" if refers.items else ""
    return Link(called, make_address(found[0].path) + anchor)


def _get_table(item: object) -> object:
    return item.entity if isinstance(item, Document) else item


def _find_first(entity: type, name: str) -> Field | None:
    first = name.partition(".")[0]
    return next((one for one in fields_of(entity) if one.name == first), None)


def _find_field(entity: type, name: str) -> Field:
    field, rest = _find_first(entity, name), name.partition(".")[2]
    if field is None:
        raise AttributeError(f"{entity.__name__} has no field {name!r}")
    table = field.shape.table
    return _find_field(table, rest) if rest and table is not None else field


def _get_value(entity: object, name: str) -> tuple[object, Field, Any]:
    """Return the table in which a field stands, the field, and its value."""
    field, carrier, value = _find_field(type(entity), name), entity, entity
    for part in name.split("."):
        carrier = value
        value = getattr(value, part) if value is not None else None
    return carrier, field, value
