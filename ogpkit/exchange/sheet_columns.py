"""What the columns of an import's sheet mean: by their stable headings, by labels and aliases, or as a mapping file says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.model.annotations import InWords, TextFormat
from ogpkit.model.identifiers import is_language
from ogpkit.plugins.contributions import ImportProblem
from ogpkit.schema.cell_format import normalize_word
from ogpkit.schema.columns import Column, list_columns, make_name_column
from ogpkit.schema.fields import Shape, Sort, fields_of
from ogpkit.schema.suggest import nearest_word
from ogpkit.text.i18n import _, catalog_languages, use_language
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from ogpkit.exchange.sheets import Sheet
    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.kinds import Kind, Kinds
    from ogpkit.schema.sheet_levels import ColumnSplit, LevelMapping, SheetDescription, SheetLevel
    from ogpkit.workspace.content import Workspace

_MOST_NAMED: Final = 20
"""How many headings a message lists."""


@attrs.frozen
class MatchedColumn:
    """Column of a sheet whose meaning is known.

    Attributes:
        heading: Its heading in the sheet.
        column: What it means.
        item: The item of a list for which a column stands that says yes or no.
        split: How its cells are divided, where it says several things.
        part: Which part of them is meant, counting from nought.
        is_wording: Whether it keeps the words of a day that the same cells say, where they are words.
    """

    heading: str
    column: Column
    item: str = ""
    split: ColumnSplit | None = None
    part: int = 0
    is_wording: bool = False


@attrs.frozen(kw_only=True)
class MatchedSheet:
    """Columns of a sheet, each with its meaning.

    Attributes:
        names: The column of each name in the path of a document, as far as the sheet has one.
        levels: The levels of which the sheet speaks, with their columns.
        constants: For each level, the values that all its things have.
        ignored: Headings of columns to leave out on purpose.
        problems: Columns that are missing, or that mean nothing.
        is_complete: Whether no column is missing that every row needs.
    """

    names: Mapping[str, MatchedColumn] = attrs.field(hash=False)
    levels: tuple[tuple[SheetLevel, tuple[MatchedColumn, ...]], ...]
    constants: Mapping[str, tuple[tuple[Column, str], ...]] = attrs.field(factory=dict, hash=False)
    ignored: tuple[str, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    is_complete: bool = True

    def find_constant(self, level: SheetLevel, field: str) -> tuple[MatchedColumn | None, str | None]:
        """Return the value that a field has in all things of a level, and what it means."""
        found = (one for one in self.constants.get(level.within, ()) if one[0].path == (field,))
        return next(((MatchedColumn("", column), value) for column, value in found), (None, None))


_NO_COLUMN: Final = make_name_column("")
"""What a column means of which that is still to be found out."""

_NO_ALIASES: Final[Mapping[str, Sequence[str]]] = {}


@attrs.frozen(kw_only=True)
class SheetColumns:
    """Columns that the sheets of an import can have, from the declaration of a kind.

    Attributes:
        kind: The kind of the documents.
        levels: The levels of which a sheet can speak, from the top.
        aliases: Other headings of a column, by its stable one.
        without: Fields of the highest level that a sheet cannot give.
        is_open: Whether columns that mean nothing are left out.
        needed: A field of the highest level for which there has to be a column.
        headings: The heading of the column for a field, where somebody has said it; it goes before every other.
    """

    kind: Kind[Any]
    levels: tuple[SheetLevel, ...]
    aliases: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, hash=False)
    without: tuple[str, ...] = ()
    is_open: bool = False
    needed: str = ""
    headings: Mapping[str, str] = attrs.field(factory=dict, hash=False)

    @property
    def top(self) -> SheetLevel | None:
        """Return the level of the documents themselves, where a sheet speaks of more than the items of their lists."""
        return next((level for level in self.levels if not level.within), None)

    def list_names(self) -> dict[str, Column]:
        """Return the columns of the names in the paths of documents; `id` bears the name of the level or of the kind."""
        found: dict[str, Column] = {}
        for name in self.kind.pattern.names:
            if name != "id":
                found[name] = make_name_column(name)
            elif self.top is not None and self.top.name:
                found[name] = make_name_column("id", level=self.top.name)
            else:
                found[name] = make_name_column(self.kind.name.replace("-", "_"), label=self.kind.title)
        return found

    def list_levels(self, languages: Sequence[str], kinds: Kinds) -> tuple[tuple[SheetLevel, tuple[Column, ...]], ...]:
        """Return the columns of each level, those of other plugins' tables included.

        Args:
            languages: The languages of texts.
            kinds: The installed kinds, which know the tables of other plugins.
        """
        extensions = kinds.extensions(self.kind.name)
        found = []
        for level in self.levels:
            entity = self._find_entity(level)
            columns = list_columns(entity, languages, level=level.name, extensions=extensions, lists=level.lists)
            if level is self.levels[0]:
                columns = tuple(one for one in columns if one.path[0] not in self.without)
            found.append((level, columns))
        return tuple(found)

    def _find_entity(self, level: SheetLevel) -> type:
        """Return the class of the things at a level.

        Raises:
            LookupError: The kind has no such list of tables; for plugin authors.
        """
        entity: type = self.kind.entity
        for key in level.lists:
            nested = next((field.shape.nested() for field in fields_of(entity) if field.key == key), None)
            if nested is None:
                raise LookupError(f"{self.kind.name} has no list of tables `{level.within}`")
            entity = nested
        return entity

    def list_unknown_fields(
        self, mapping: SheetDescription, workspace: Workspace
    ) -> Iterator[tuple[KeyPath, str, str | None]]:
        """Yield each field that a mapping names and that there is not: its place in the mapping, its name, the nearest one.

        Args:
            mapping: What a file says of a sheet.
        """
        languages = _list_languages((), mapping, workspace)
        by_name = {
            level.find_table(self.kind.name): columns for level, columns in self.list_levels(languages, workspace.kinds)
        }
        top = next(iter(by_name))
        for name, level in mapping.list_levels():
            known = {column.heading.removeprefix(f"{name}.") for column in by_name[name]}
            known |= set(self.list_names()) if name == top else set()
            for table, fields in (("fields", level.fields), ("constants", level.constants)):
                for field in fields:
                    if field not in known:
                        yield (name, table, field), field, nearest_word(field, sorted(known))

    def match(
        self,
        sheet: Sheet,
        workspace: Workspace,
        mapping: SheetDescription | None,
        given: Mapping[str, str],
        languages: Sequence[str] = (),
    ) -> MatchedSheet:
        """Find out what the columns of a sheet mean.

        Args:
            mapping: What a file says of the sheet; None where its headings are those of ogpkit.
            given: Names in the paths that the place of the import gives.
            languages: Languages of texts, beside those of the workspace and those that the sheet names.
        """
        languages = tuple(dict.fromkeys((*_list_languages(sheet.headings, mapping, workspace), *languages)))
        levels = self.list_levels(languages, workspace.kinds)
        matcher = _Matcher(sheet, self.list_names(), levels, workspace.language)
        explained = tuple(mapping.list_levels()) if mapping is not None else ()
        if explained:
            matcher.explain(explained, self.kind.name, given)
            matcher.demand(mapping.values if mapping is not None else ())
        else:
            matcher.recognize(self.aliases, self.headings, is_open=self.is_open)
            matcher.require(self.needed)
        ignored = (*mapping.ignore, *mapping.filters) if mapping is not None else ()
        is_open = self.is_open or (mapping is not None and mapping.ignore_others)
        for heading in (*sheet.headings, *sheet.unheaded):
            if not matcher.is_used(heading) and (is_open or heading in ignored):
                matcher.ignored.append(heading)
        if mapping is not None:
            matcher.demand((*mapping.filters, *mapping.fill_down))
        return matcher.finish(given, explained=bool(explained))


def _list_languages(headings: Iterable[str], mapping: SheetDescription | None, workspace: Workspace) -> tuple[str, ...]:
    named = [heading.rpartition(".")[2] for heading in headings if "." in heading]
    for _name, level in mapping.list_levels() if mapping else ():
        parts = [field for split in level.split.values() for field in split.into]
        fields = (*level.fields, *level.joined, *level.flags, *parts, *level.constants)
        named += [field.rpartition(".")[2] for field in fields if "." in field]
    own = (workspace.language, *workspace.settings.workspace.languages)
    return tuple(dict.fromkeys((*own, *(one for one in named if is_language(one)))))


class _Matcher:
    """Gathers the meaning of each heading of a sheet."""

    def __init__(
        self,
        sheet: Sheet,
        names: Mapping[str, Column],
        columns: tuple[tuple[SheetLevel, tuple[Column, ...]], ...],
        language: str,
    ) -> None:
        self._headings = sheet.headings
        self._name_columns = names
        self._columns = columns
        self._language = language
        self._names: dict[str, MatchedColumn] = {}
        self._found: dict[str, list[MatchedColumn]] = {level.within: [] for level, _columns in columns}
        self._constants: dict[str, tuple[tuple[Column, str], ...]] = {}
        self._used: set[str] = set()
        self._missing: list[ImportProblem] = []
        self._unknown: list[ImportProblem] = []
        self.ignored: list[str] = []

    def is_used(self, heading: str) -> bool:
        """Tell whether a heading means something."""
        return heading in self._used

    def recognize(
        self, aliases: Mapping[str, Sequence[str]], headings: Mapping[str, str], *, is_open: bool = False
    ) -> None:
        """Know columns by their stable headings, by aliases and by labels in any language of ogpkit.

        Args:
            headings: The heading of the column for a field, where somebody has said it.
            is_open: Whether the first of two columns that mean the same is taken, and the other left out.
        """
        exact, loose = self._list_exact(aliases), self._list_loose(aliases)
        taken = {field: heading for field, heading in headings.items() if heading in self._headings}
        for field, heading in headings.items():
            if heading in taken.values():
                self._used.add(heading)
                self._place(heading, field)
            else:
                self._missing.append(_find_problem(heading, _("The sheet does not have this column.")))
        for heading in self._headings:
            if heading in self._used:
                continue
            target = exact.get(heading) or loose.get(normalize_word(heading))
            if target is None:
                continue
            if target in taken and is_open:
                continue
            self._used.add(heading)
            if target in taken:
                message = _("This column means the same as “{other}”. Delete one of them.")
                self._unknown.append(_find_problem(heading, message.format(other=sanitize_line(taken[target]))))
                continue
            taken[target] = heading
            self._place(heading, target)

    def demand(self, headings: Iterable[str]) -> None:
        """Refuse a sheet without columns of which a mapping says something: what they mean, which rows they choose or fill."""
        for heading in headings:
            if heading not in self._headings:
                self._missing.append(_find_problem(heading, _("The sheet does not have this column.")))

    def require(self, field: str) -> None:
        """Refuse a sheet without a column for a field.

        Args:
            field: The key of a field of the documents; nothing is needed when it is empty.
        """
        if field and not any(one.column.path == (field,) for one in self._found[""]):
            message = _("This column is required. The sheet has: {headings}.")
            shown = ", ".join(map(sanitize_line, self._headings[:_MOST_NAMED]))
            self._missing.append(_find_problem(field, message.format(headings=shown or "–")))

    def _place(self, heading: str, target: str) -> None:
        for name, column in self._name_columns.items():
            if column.heading == target:
                self._names[name] = MatchedColumn(heading, column)
                return
        for level, columns in self._columns:
            for column in columns:
                if column.heading == target:
                    self._found[level.within].append(MatchedColumn(heading, column))
                    return

    def _list_exact(self, aliases: Mapping[str, Sequence[str]] = _NO_ALIASES) -> dict[str, str]:
        """Return the stable headings; a word by which an alias calls a field is not that of a name in the path."""
        claimed = {normalize_word(word) for words in aliases.values() for word in words}
        names = {column.heading: column.heading for column in self._name_columns.values()}
        found: dict[str, str] = {}
        for _level, columns in self._columns:
            for column in columns:
                found.setdefault(column.heading, column.heading)
                if column.language == self._language:  # `title` is the title in the language of plain texts
                    found.setdefault(column.heading.removesuffix(f".{column.language}"), column.heading)
        return found | {name: name for name in names if normalize_word(name) not in claimed}

    def _list_loose(self, aliases: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """Return the stable headings by the words that mean one of them and no other."""
        found: dict[str, set[str]] = {}
        everything = [*self._name_columns.values(), *(one for _level, columns in self._columns for one in columns)]
        for language in ("en", *catalog_languages()):
            with use_language(language):
                for column in everything:
                    found.setdefault(normalize_word(column.title()), set()).add(column.heading)
                    if column.language == self._language:
                        plain = attrs.evolve(column, language="").title()
                        found.setdefault(normalize_word(plain), set()).add(column.heading)
        known = {word: next(iter(headings)) for word, headings in found.items() if word and len(headings) == 1}
        own = {normalize_word(column.heading): column.heading for column in everything}
        given = {normalize_word(word): heading for heading, words in aliases.items() for word in words}
        return known | own | given

    def explain(self, levels: Sequence[tuple[str, LevelMapping]], kind: str, given: Mapping[str, str]) -> None:
        """Know columns by what a mapping says of them.

        Args:
            kind: The name of the kind.
            given: Names in the paths that need no column.
        """
        by_name = {level.find_table(kind): (level, columns) for level, columns in self._columns}
        last = list(self._name_columns)[-1]
        for number, (name, mapping) in enumerate(levels):
            level, columns = by_name[name]
            known = {column.heading.removeprefix(f"{level.name}."): column for column in columns}
            keyed = next(((heading, one) for heading, one in mapping.split.items() if "key" in one.into), None)
            key = MatchedColumn(mapping.key, _NO_COLUMN)
            if keyed is not None:
                key = MatchedColumn(keyed[0], _NO_COLUMN, split=keyed[1], part=keyed[1].into.index("key"))
            names = {
                name: MatchedColumn(said, _NO_COLUMN)
                for name, said in mapping.fields.items()
                if not number and name in self._name_columns
            }
            if level.within and (key.heading or level.key[0] not in mapping.constants):
                self._explain_field(level, name, known, level.key[0], key)
            elif not level.within and (key.heading or last not in given):
                names[last] = key
            self._explain_names(names)
            for field, matched in _list_matches(mapping):
                if field not in names:
                    self._explain_field(level, name, known, field, matched)
            self._keep_words(level, known)
            self._constants[level.within] = tuple(
                (known[field], value) for field, value in mapping.constants.items() if field in known
            )
            for field in mapping.constants:
                if field not in known:
                    message = _("A {level} has no field “{field}”.").format(level=name, field=sanitize_line(field))
                    self._missing.append(_find_problem("", message))

    def _explain_field(
        self, level: SheetLevel, name: str, known: Mapping[str, Column], field: str, matched: MatchedColumn
    ) -> None:
        column = known.get(field)
        heading = matched.heading
        self._used.add(heading)
        self.demand([heading])
        if heading not in self._headings:
            return
        if column is None:
            message = _("A {level} has no field “{field}”.").format(level=name, field=sanitize_line(field))
            self._missing.append(_find_problem(heading, message))
        elif matched.item and column.shape.sort is not Sort.LIST:
            message = _("“{field}” is not a list, so a column cannot say yes or no to one of its items.")
            self._missing.append(_find_problem(heading, message.format(field=sanitize_line(field))))
        else:
            self._found[level.within].append(attrs.evolve(matched, column=column))

    def _keep_words(self, level: SheetLevel, known: Mapping[str, Column]) -> None:
        """Keep the words of days in their own field, where no column is for it."""
        here = self._found[level.within]
        for matched in tuple(here):
            mark = matched.column.shape.meaning(InWords)
            path = (*matched.column.path[:-1], mark.field) if mark is not None else ()
            if mark is None or any(one.column.path == path for one in here):
                continue
            wording = next(
                (one for one in known.values() if one.path == path and one.language in ("", self._language)), None
            )
            if wording is not None:
                here.append(attrs.evolve(matched, column=wording, is_wording=True))

    def _explain_names(self, names: Mapping[str, MatchedColumn]) -> None:
        """Know the columns of the names in the paths of documents."""
        for name, matched in names.items():
            self._names[name] = attrs.evolve(matched, column=self._name_columns[name])
            self._used.add(matched.heading)
            self.demand([matched.heading])

    def finish(self, given: Mapping[str, str], *, explained: bool) -> MatchedSheet:
        """Return what has been found, and what is missing or means nothing."""
        missing = self._missing if explained else [*self._missing, *self._list_missing(given)]
        for heading in self._headings:
            if heading not in self._used and heading not in self.ignored:
                message = self._describe_unknown(heading, explained=explained)
                self._unknown.append(_find_problem(heading, message))
        levels = tuple(
            (level, tuple(self._found[level.within])) for level, _columns in self._columns if self._is_used(level)
        )
        return MatchedSheet(
            names=self._names,
            levels=levels,
            constants=self._constants,
            ignored=tuple(self.ignored),
            problems=(*missing, *self._unknown),
            is_complete=not missing,
        )

    def _is_used(self, level: SheetLevel) -> bool:
        return not level.within or len(self._columns) == 1 or bool(self._found[level.within])

    def _list_missing(self, given: Mapping[str, str]) -> Iterator[ImportProblem]:
        top = next((level for level, _columns in self._columns if not level.within), None)
        for name, column in self._name_columns.items():
            if name in self._names or name in given:
                continue
            named_after = top.named_after if top is not None and name == "id" else ""
            if named_after and any(one.column.path == (named_after,) for one in self._found[""]):
                continue
            yield _find_problem(named_after or column.heading, _("This column is required."))
        for level, columns in self._columns:
            if not level.within or not self._is_used(level):
                continue
            fields = {column.path[0]: column for column in columns}
            here = {one.column.path[0] for one in self._found[level.within]}
            for key in level.key:
                field = fields[key].field
                if key not in here and key != level.named_after and field is not None and field.required:
                    yield _find_problem(fields[key].heading, _("This column is required."))

    def _describe_unknown(self, heading: str, *, explained: bool) -> str:
        if explained:
            return _("ogpkit does not know this column. Add it to the mapping, or to ignore.")
        known = list(self._list_exact())
        near = nearest_word(heading, known)
        if near is not None:
            return _("ogpkit does not know this name. Did you mean “{near}”?").format(near=near)
        shown = ", ".join(known[:_MOST_NAMED]) + ("…" if len(known) > _MOST_NAMED else "")
        return _("ogpkit does not know this name. Choose one of these columns: {known}.").format(known=shown)


def _list_matches(mapping: LevelMapping) -> Iterator[tuple[str, MatchedColumn]]:
    """Yield the fields of a level, each with a column out of which it is made; some have several."""
    for field, heading in mapping.fields.items():
        yield field, MatchedColumn(heading, _NO_COLUMN)
    for field, headings in mapping.joined.items():
        yield from ((field, MatchedColumn(heading, _NO_COLUMN)) for heading in headings)
    for field, items in mapping.flags.items():
        yield from ((field, MatchedColumn(heading, _NO_COLUMN, item=item)) for heading, item in items.items())
    for heading, split in mapping.split.items():
        for part, field in enumerate(split.into):
            if field not in ("", "key"):
                yield field, MatchedColumn(heading, _NO_COLUMN, split=split, part=part)


def _find_problem(heading: str, message: str) -> ImportProblem:
    return ImportProblem(row=0, column=heading, message=message)


def is_identifier_shape(shape: Shape) -> bool:
    """Tell whether a value is an identifier, which is made of what a sheet says."""
    return shape.sort is Sort.TEXT and shape.meaning(TextFormat) is TextFormat.IDENTIFIER
