"""Tables, declared once: what a row is, and what stands in its columns.

Of one declaration come `ogpkit show`, the files of `ogpkit export`, the list in the app, the grid on the portal and the open
data. `ogpkit.plugins.table_rows` gives the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, Generic, TypeVar

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.identifiers import is_identifier
from ogpkit.model.keypath import KeyPath
from ogpkit.model.vocabulary import Choice
from ogpkit.plugins.core_commands import is_command
from ogpkit.plugins.places import Place, Scope, Verdict
from ogpkit.schema.fields import Field, Sort, fields_of
from ogpkit.text.i18n import _
from ogpkit.workspace.content import Document, Workspace

T = TypeVar("T")


@attrs.frozen(kw_only=True)
class TableRow(Generic[T]):
    """Row of a table: what it is about, and where that lies.

    Attributes:
        item: What it is about: the content of a document, an item of a list in one, or a value that was worked out.
        workspace: What the files say.
        place: What the table is shown of.
        document: The file to which the row leads, if there is one.
        at: The key path of the item in that file.
    """

    item: T
    workspace: Workspace
    place: Place
    document: Document[Any] | None = None
    at: KeyPath = ()

    @property
    def country(self) -> str:
        """Return the identifier of the country in which it lies."""
        return (self.document.country if self.document is not None else "") or self.place.country

    @property
    def cycle(self) -> str:
        """Return the identifier of the cycle in which it lies."""
        return (self.document.cycle if self.document is not None else "") or self.place.cycle

    @property
    def id(self) -> str:
        """Return the identifier of the document; empty where there is none."""
        return self.document.id if self.document is not None else ""

    @property
    def year(self) -> str:
        """Return the year in the path of the document; empty where there is none."""
        return self.document.names.get("year", "") if self.document is not None else ""

    def extension(self, entity: type[T]) -> T | None:
        """Return the table that a plugin adds to what the row is about, if it is there.

        Args:
            entity: The class of the table.
        """
        return self.document.extension(entity, self.at) if self.document is not None else None


@attrs.frozen
class TableColumn:
    """Column of a table: a field of what the rows are about, or something that is worked out.

    Attributes:
        name: Its heading in files, the same in every language. Without `derive` it is the field whose value is shown, as a key
            path such as `title` or `contact.name`, or one of `country`, `cycle`, `year` and `id`, which the path of the
            document says. A field can be edited in the app.
        derive: Works the value out; the field is shown when left out.
        label: What a person reads above it, in English; the label of the field, or the name, when left out.
        display: Gives what a person reads in place of the value in the app and on the portal, for example a bar.
        tone: Says how the value stands; the app shows it with a sign and a colour beside the text.
        empty: What programs get where there is no value.
    """

    name: str
    derive: Callable[[TableRow[Any]], object] | None = attrs.field(default=None, kw_only=True)
    label: str = attrs.field(default="", kw_only=True)
    display: Callable[[TableRow[Any]], object] | None = attrs.field(default=None, kw_only=True)
    tone: Callable[[TableRow[Any]], Verdict | None] | None = attrs.field(default=None, kw_only=True)
    empty: object = attrs.field(default=None, kw_only=True)


@attrs.frozen(kw_only=True)
class TableFilter:
    """Condition by which somebody chooses rows of a table: an option of its command, and a choice above its list in the app.

    Attributes:
        name: The option without its hyphens, for example `topic`.
        help: Which rows stay, in a sentence of English.
        keep: Tells whether a row stays for what was chosen: the words, or a member of `choices`; a flag gets True. Without it
            the option `country` names the place of which the rows are.
        choices: What can be chosen; any words when left out.
        is_flag: Whether there is nothing to choose but the condition itself.
        prompt: What stands in the app where nothing is chosen, in English; the app offers only what has `choices` and this.
    """

    name: str
    help: str
    keep: Callable[[TableRow[Any], Any], bool] | None = None
    choices: type[Choice] | None = None
    is_flag: bool = False
    prompt: str = ""


def _convert_columns(columns: Iterable[str | TableColumn]) -> tuple[TableColumn, ...]:
    return tuple(TableColumn(one) if isinstance(one, str) else one for one in columns)


def _say_nothing(_workspace: Workspace, _place: Place) -> Iterable[str]:
    return ()


@attrs.frozen(kw_only=True)
class TableView:
    """Table over documents, over items of a list in them, or over what is worked out from them.

    Attributes:
        name: Its name, used in `ogpkit show NAME PLACE`.
        title: What it lists, in English.
        scope: Whether it is about a cycle, a country or the whole workspace. Of a wider place it shows all cycles or countries
            one after another, with columns that name them; of a narrower one only the rows that lie there.
        columns: Its columns; a text stands for a field of that name.
        entity: The class of the documents that it lists, or of those in which `within` lies.
        within: The list of tables in these documents of which each item is a row, for example `milestones`.
        rows: Gives the rows of a place, each a document, a `TableRow`, or another value that leads to no file; the documents of
            `entity` at the place when left out.
        exports: The ending of each file that `ogpkit export` writes of it, `.csv` or `.xlsx`, by its name there; `NAME-csv` and
            `NAME-xlsx` when left out.
        public: Whether these files are meant for everybody; then they are made of what is public.
        open_data: Whether the portal offers it among its open data, made of what is public.
        page: Whether the portal has a page of it at each place of its scope where it has rows, made of what is public.
        shown: The names of the columns that a person sees in the app and on that page; all when left out.
        stays: The names of columns that a narrow list in the app keeps; the others are left out from the right, but never the
            first one.
        facets: The names of columns of which the list in the app offers the values as a choice; it lists the rows that have what
            is chosen.
        starts_at: Tells of a row whether the list in the app begins there; it begins at the first row when left out.
        record: Gives what programs get of a row as JSON from the table's own command, where that is more than its columns.
        search: Gives more words by which a row is found in the app than its cells say.
        panel: Whether the app shows it on a tab of its own at each place of its scope.
        order: The place of that tab; lower is further left.
        command: The words after `ogpkit` that show it too, as `consultation calendar`: first a command that the same plugin
            contributes with `ogpkit_cli_commands`. Of a cycle's or a country's table that command takes the place.
        help: What that command does, in a sentence of English; the title when left out.
        filters: The conditions by which that command, and the list in the app, can leave rows out.
        needs_place: Whether that command has to be given a place; otherwise it takes several, and shows all where none is named.
        notes: Says in sentences what a reader of it is to know; commands say so after it.
        when_empty: What belongs into it, in a sentence of English; the app says so where it has no rows.
    """

    name: str
    title: str
    scope: Scope
    columns: tuple[TableColumn, ...] = attrs.field(converter=_convert_columns)
    entity: type | None = None
    within: str = ""
    rows: Callable[[Workspace, Place], Iterable[object]] | None = None
    exports: Mapping[str, str] = attrs.field(
        default=attrs.Factory(lambda self: {f"{self.name}-csv": ".csv", f"{self.name}-xlsx": ".xlsx"}, takes_self=True),
        hash=False,
    )
    public: bool = False
    open_data: bool = False
    page: bool = False
    shown: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    starts_at: Callable[[TableRow[Any]], bool] | None = None
    record: Callable[[TableRow[Any]], Mapping[str, object]] | None = None
    search: Callable[[TableRow[Any]], str] | None = None
    panel: bool = False
    order: int = 100
    command: str = ""
    help: str = ""
    filters: tuple[TableFilter, ...] = ()
    needs_place: bool = True
    notes: Callable[[Workspace, Place], Iterable[str]] = _say_nothing
    when_empty: str = ""

    @property
    def row_class(self) -> type | None:
        """Return the declared class that the rows are about; None where they are worked out."""
        if self.entity is None or not self.within:
            return self.entity
        found = find_fields(self.entity, (self.within,))
        return found[-1].shape.nested() if found else None


FILE_SUFFIXES: Final = (".csv", ".xlsx")
"""The endings of files that a table can be written into."""


def find_fields(entity: type | None, keys: tuple[str, ...]) -> tuple[Field, ...]:
    """Return the fields that a key path leads through, from a class on; none when it does not lead to one.

    Args:
        keys: The key path, without positions in lists.
    """
    found: list[Field] = []
    for key in keys:
        declared = fields_of(entity) if entity is not None and attrs.has(entity) else ()
        field = next((one for one in declared if one.key == key), None)
        if field is None:
            return ()
        found.append(field)
        entity = field.shape.table if field.shape.sort is Sort.TABLE else None
    return tuple(found)


PATH_NAMES: Final = ("country", "cycle", "year", "id")
"""The columns that a table has without a field: the path of a document says them."""


class InvalidTable(OgpkitError):
    """Raised when a table cannot be made as it is declared; for plugin authors."""


def verify_table(view: TableView) -> None:
    """Refuse a table of which nothing could be made.

    Raises:
        InvalidTable: Its name, its rows, a column or a file cannot be.
    """
    said = next(_list_obstacles(view), "")
    if said:
        raise InvalidTable(said)


def _list_obstacles(view: TableView) -> Iterator[str]:
    if not is_identifier(view.name):
        yield _("“{name}” cannot be the name of a table. Use lower-case letters and hyphens.").format(name=view.name)
    if view.entity is None and view.rows is None:
        yield _("It has no rows, because it gives neither `entity` nor `rows`.")
    if view.within and view.row_class is None:
        yield _("Its class has no list of tables called “{within}”.").format(within=view.within)
    yield from _list_column_obstacles(view, [column.name for column in view.columns])
    for suffix in view.exports.values():
        if suffix not in FILE_SUFFIXES:
            yield _("A table cannot be written into a file that ends with “{suffix}”.").format(suffix=suffix)
    if view.command and not is_command(view.command):
        yield _("“{command}” is not a command. Give two words: the group and the name in it.").format(
            command=view.command
        )


def _list_column_obstacles(view: TableView, names: list[str]) -> Iterator[str]:
    for name in dict.fromkeys(one for one in names if names.count(one) > 1):
        yield _("It has two columns called “{name}”.").format(name=name)
    for name in (one for one in (*view.shown, *view.stays, *view.facets) if one not in names):
        yield _("It shows a column “{name}” that it does not have.").format(name=name)
    for column in view.columns:
        is_field = find_fields(view.row_class, tuple(column.name.split(".")))
        if view.row_class is not None and not (column.derive or is_field or column.name in PATH_NAMES):
            yield _("Its column “{name}” is not a field of {entity}, and no function calculates it.").format(
                name=column.name, entity=view.row_class.__name__
            )
