"""What the columns of somebody's sheet become: what comes into question, what is recognized, and what a person says of it.

What is said is kept as the values of a mapping file. What a person changes is changed in these values, and comes into the file
by its smallest changes, so that comments and whatever else the file says stay.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.exchange.encodings import list_encodings, list_readings
from ogpkit.exchange.sheet_columns import is_identifier_shape
from ogpkit.exchange.sheet_lines import NoSheet, list_sheet_names, read_lines
from ogpkit.exchange.sheet_rows import UnusableMapping, read_explanation
from ogpkit.exchange.sheets import format_rows, read_sheet
from ogpkit.model import Country
from ogpkit.model.identifiers import is_language
from ogpkit.plugins.sheet_reading import ColumnMeaning, SheetColumn, SheetReading
from ogpkit.schema.cell_format import cell_string
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.schema.sheet_levels import LevelMapping, SheetDescription, SheetExplanation
from ogpkit.text.i18n import _, translate
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ogpkit.exchange.sheet_columns import MatchedSheet, SheetColumns
    from ogpkit.exchange.sheets import Sheet
    from ogpkit.plugins.places import Place
    from ogpkit.schema.columns import Column
    from ogpkit.schema.sheet_levels import SheetLevel
    from ogpkit.workspace.content import Workspace

_MOST_SAMPLES: Final = 3
_LONGEST_SAMPLE: Final = 40
_MOST_LOOKED_AT: Final = 50
"""Rows in which the headings are looked for where nobody says which they are."""

_JOINED: Final = frozenset({Sort.TEXT, Sort.TRANSLATED, Sort.LIST})


@attrs.frozen
class ColumnReader:
    """Finds out what can be said of a sheet before it comes in.

    Attributes:
        columns: The columns that sheets of the import can have.
        mapping: The class of the documents in which a place keeps its mapping.
        list_given: Gives the names in the paths of documents for which no column is needed at a place.
    """

    columns: SheetColumns
    mapping: type[SheetDescription] | None
    list_given: Callable[[Place], Mapping[str, str]]

    def read(
        self, data: bytes, workspace: Workspace, place: Place, said: Mapping[str, object] | None = None
    ) -> SheetReading:
        """Return the columns of a sheet, and what each of them can become.

        Args:
            data: The sheet.
            place: Where it is to go.
            said: What a mapping file says so far; while it says of no column what it means, what can be recognized counts.
        """
        columns, given = self.columns, self.list_given(place)
        kept_at = _find_kept_path(self.mapping, workspace, place)
        reading = SheetReading(kept_at=kept_at, is_open=columns.is_open, choices=_list_choices(data))
        values = dict(said or {})
        try:
            explanation = read_explanation(values, columns.kind.name, columns.levels)
            is_new = not explanation.levels
            if is_new and explanation.heading_row is None:
                values |= _guess_heading_row(data, explanation)
                explanation = read_explanation(values, columns.kind.name, columns.levels)
            sheet = read_sheet(data, explanation, is_explained=True)
        except (NoSheet, UnusableMapping) as error:
            return attrs.evolve(reading, trouble=str(error), suggested=values)
        languages = _list_languages(sheet, explanation, workspace, place)
        levels = columns.list_levels(languages, workspace.kinds)
        if is_new:
            plain = attrs.evolve(columns, headings={})
            values |= _write_values(plain, plain.match(sheet, workspace, None, given, languages))
        return attrs.evolve(
            reading,
            columns=tuple(_list_columns(sheet)),
            meanings=tuple(_list_meanings(columns, levels, given)),
            suggested=values,
            keyed=tuple(_list_keyed(columns, given)),
            lists={level.find_table(columns.kind.name): level.lists for level in columns.levels},
        )


def _find_kept_path(mapping: type[SheetDescription] | None, workspace: Workspace, place: Place) -> str:
    """Return the file in which a place keeps its mapping; empty where it keeps none."""
    kind = workspace.kinds.for_entity(mapping) if mapping is not None else None
    names = {"country": place.country, "cycle": place.cycle}
    if kind is None or not all(names.get(name) for name in kind.pattern.names):
        return ""
    return kind.pattern.fill({name: names[name] for name in kind.pattern.names})


def _list_choices(data: bytes) -> dict[str, Mapping[str, str]]:
    if data.startswith(b"PK"):
        return {"sheet": {name: name for name in list_sheet_names(data)}}
    readings = list_readings(data)
    likely = {name: f"{name}: {text}" for name, text in readings.items()}
    return {"encoding": likely | {name: name for name in list_encodings() if name not in likely}}


def _guess_heading_row(data: bytes, description: SheetDescription) -> dict[str, object]:
    """Return in which row the headings seem to stand: the first in which much stands; nothing where that is the first row."""
    sheet = next(read_lines(data, description), None)
    lines = sheet.lines[:_MOST_LOOKED_AT] if sheet is not None else []
    counts = [(number, sum(cell not in (None, "") for cell in cells)) for number, cells in lines]
    counts = [(number, count) for number, count in counts if count]
    widest = max((count for _number, count in counts), default=0)
    row = next((number for number, count in counts if 2 * count > widest), 0)
    return {"heading_row": row} if counts and row != counts[0][0] else {}


def _list_columns(sheet: Sheet) -> Iterator[SheetColumn]:
    for heading in sheet.headings:
        full = (cell_string(row.get(heading)) for _number, row in sheet.rows)
        samples = dict.fromkeys(_shorten(text) for text in _take_first(full))
        yield SheetColumn(heading=heading, samples=tuple(samples))
    for letters in sheet.unheaded:
        rows = format_rows(row for row, column in sheet.faults if column == letters)
        said = _("no heading; these rows have content: {rows}").format(rows=rows)
        yield SheetColumn(heading=letters, samples=(_shorten(said, 2 * _LONGEST_SAMPLE),), is_headed=False)


def _take_first(texts: Iterable[str]) -> Iterator[str]:
    found: dict[str, None] = {}
    for text in texts:
        if text.strip() and text not in found:
            found[text] = None
            yield text
            if len(found) == _MOST_SAMPLES:
                return


def _shorten(text: str, room: int = _LONGEST_SAMPLE) -> str:
    line = sanitize_line(" ".join(text[: 10 * room].split()))
    return line if len(line) <= room else f"{line[: room - 1]}…"


def _list_languages(sheet: Sheet, explanation: SheetExplanation, workspace: Workspace, place: Place) -> tuple[str, ...]:
    country = workspace.one(Country, place.country) if place.country else None
    own = (workspace.language, *workspace.settings.workspace.languages, *(country.entity.languages if country else ()))
    fields = [field for _name, level in explanation.levels for field in (*level.fields, *level.joined)]
    named = (text.rpartition(".")[2] for text in (*sheet.headings, *fields) if "." in text)
    return tuple(dict.fromkeys((*own, *(one for one in named if is_language(one)))))


def _list_meanings(
    columns: SheetColumns, levels: Iterable[tuple[SheetLevel, tuple[Column, ...]]], given: Mapping[str, str]
) -> Iterator[ColumnMeaning]:
    kind = columns.kind.name
    names = columns.list_names()
    last = list(names)[-1]
    for number, (level, own) in enumerate(levels):
        table, group = level.find_table(kind), _label_level(columns, level)
        if not level.within and (last not in given or given[last] == ""):
            yield ColumnMeaning(level=table, field="key", group=group, title=_("Identifier"))
        for name, column in names.items() if not number else ():
            if name not in given and (level.within or name != last):
                yield ColumnMeaning(level=table, field=name, group=group, title=column.title())
        for column in own:
            is_key = bool(level.within) and column.path == (level.key[0],)
            title = _("Identifier") if is_key and is_identifier_shape(column.shape) else column.title()
            field = "key" if is_key else column.heading.removeprefix(f"{level.name}.")
            can_be_joined = not is_key and column.shape.sort in _JOINED and not is_identifier_shape(column.shape)
            meaning = ColumnMeaning(level=table, field=field, group=group, title=title, can_be_joined=can_be_joined)
            yield meaning
            item = column.shape.item if column.shape.sort is Sort.LIST else None
            for choice in item.choices if item is not None else ():
                said = _("{field}: {item}, yes or no").format(field=title, item=translate(choice.label, type(choice)))
                yield attrs.evolve(meaning, item=str(choice.value), title=said, can_be_joined=False)


def _label_level(columns: SheetColumns, level: SheetLevel) -> str:
    """Return what a person calls the things of a level."""
    entity, label = columns.kind.entity, translate(columns.kind.titles, columns.kind.entity)
    for key in level.lists:
        field = next(one for one in fields_of(entity) if one.key == key)
        label, entity = translate(field.label, field.owner), field.shape.nested() or entity
    return label


def _list_keyed(columns: SheetColumns, given: Mapping[str, str]) -> Iterator[str]:
    last = list(columns.list_names())[-1]
    for level in columns.levels:
        if level.within or last not in given:
            yield level.find_table(columns.kind.name)


def _write_values(columns: SheetColumns, matched: MatchedSheet) -> dict[str, object]:
    """Return what was recognized of a sheet as a mapping file says it."""
    values: dict[str, object] = {}
    first, last = columns.levels[0], list(columns.list_names())[-1]
    top = first.find_table(columns.kind.name)
    for name, one in matched.names.items():
        is_key = not first.within and name == last
        _add_meaning(values, one.heading, ColumnMeaning(level=top, field="key" if is_key else name))
    for level, several in matched.levels:
        for one in several:
            is_key = bool(level.within) and one.column.path == (level.key[0],)
            field = "key" if is_key else one.column.heading.removeprefix(f"{level.name}.")
            meaning = ColumnMeaning(level=level.find_table(columns.kind.name), field=field)
            _add_meaning(values, one.heading, meaning)
    return values


def find_meanings(values: Mapping[str, Any], heading: str) -> tuple[str, ...]:
    """Return the names of what a column becomes, as the values of a mapping file say it; empty where they do not say it."""
    return tuple(_iterate_meanings(values, heading))


def _iterate_meanings(values: Mapping[str, Any], heading: str) -> Iterator[str]:
    for level, table in _list_levels(values):
        if table.get("key") == heading:
            yield f"{level}.key"
        yield from (f"{level}.{field}" for field, one in table.get("fields", {}).items() if one == heading)
        yield from (f"{level}.{field}" for field, several in table.get("joined", {}).items() if heading in several)
        for field, items in table.get("flags", {}).items():
            yield from (f"{level}.{field}={item}" for one, item in items.items() if one == heading)
        for field in table.get("split", {}).get(heading, {}).get("into", ()):
            if field:
                yield f"{level}.{field}"


_LEVEL_KEYS: Final = frozenset(field.key for field in fields_of(LevelMapping))
_OTHER_KEYS: Final = frozenset(field.key for field in fields_of(SheetDescription))


def _list_levels(values: Mapping[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Return the tables that explain a level."""
    tables = ((name, table) for name, table in values.items() if name not in _OTHER_KEYS and isinstance(table, dict))
    return [(name, table) for name, table in tables if _LEVEL_KEYS.issuperset(table)]


def is_left_out(values: Mapping[str, Any], heading: str, *, is_open: bool = False) -> bool:
    """Tell whether a column that becomes nothing is knowingly left out.

    Args:
        is_open: Whether the import leaves out columns of which nobody says anything.
    """
    said = (*values.get("ignore", ()), *values.get("only", {}), *values.get("leave_out", {}))
    return is_open or bool(values.get("ignore_others")) or heading in said


def is_open(reading: SheetReading, values: Mapping[str, Any], heading: str) -> bool:
    """Tell whether it is still to be said what a column becomes."""
    is_said = find_meanings(values, heading) or is_left_out(values, heading, is_open=reading.is_open)
    return not is_said and any(one.heading == heading for one in reading.columns)


@attrs.frozen(kw_only=True)
class MatchCount:
    """How many columns of a sheet become something.

    Attributes:
        matched: Those that become a field.
        left_out: Those that are knowingly left out.
        open: Those of which nothing is said.
    """

    matched: int
    left_out: int
    open: int


def count_matches(reading: SheetReading, values: Mapping[str, Any]) -> MatchCount:
    """Return how many columns become something."""
    rest = [one.heading for one in reading.columns if not find_meanings(values, one.heading)]
    left_out = sum(is_left_out(values, heading, is_open=reading.is_open) for heading in rest)
    return MatchCount(matched=len(reading.columns) - len(rest), left_out=left_out, open=len(rest) - left_out)


def find_unidentified(reading: SheetReading, values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return of which levels a sheet speaks without a column that identifies their things, as a person calls them."""
    groups = {one.level: one.group for one in reading.meanings}
    return tuple(
        groups.get(level, level)
        for level, table in _list_levels(values)
        if level in reading.keyed and not table.get("key") and not _has_split_key(table)
    )


def _has_split_key(table: Mapping[str, Any]) -> bool:
    return any("key" in split.get("into", ()) for split in table.get("split", {}).values())


def match_column(
    values: Mapping[str, Any], heading: str, meaning: ColumnMeaning | None, *, is_added: bool = False
) -> dict[str, Any]:
    """Return the values of a mapping file after a column has become something else.

    A field that another column makes already is made of both where it can be, and of this one alone where not.

    Args:
        meaning: What it becomes; None where nothing is said of it any more.
        is_added: Whether it becomes this besides what it is.
    """
    found = deepcopy(dict(values))
    if not is_added:
        _forget_column(found, heading)
    else:
        _remove_from_list(found, "ignore", heading)
    if meaning is not None:
        _add_meaning(found, heading, meaning)
    return found


def leave_column_out(values: Mapping[str, Any], heading: str) -> dict[str, Any]:
    """Return the values of a mapping file after a column is knowingly left out."""
    found = match_column(values, heading, None)
    found["ignore"] = [*found.get("ignore", ()), heading]
    return found


def _add_meaning(values: dict[str, Any], heading: str, meaning: ColumnMeaning) -> None:
    table = values.setdefault(meaning.level, {})
    if meaning.field == "key":
        table["key"] = heading
        return
    if meaning.item:
        table.setdefault("flags", {}).setdefault(meaning.field, {})[heading] = meaning.item
        return
    before = table.get("fields", {}).get(meaning.field)
    several = table.get("joined", {}).get(meaning.field, [])
    if meaning.can_be_joined and (several or before not in (None, heading)):
        _remove_from_table(table, "fields", meaning.field)
        own = [*several, *([before] if before else []), heading]
        table.setdefault("joined", {})[meaning.field] = list(dict.fromkeys(own))
    else:
        table.setdefault("fields", {})[meaning.field] = heading


def _forget_column(values: dict[str, Any], heading: str) -> None:
    _remove_from_list(values, "ignore", heading)
    for level, table in _list_levels(values):
        if table.get("key") == heading:
            del table["key"]
        for field in [field for field, one in table.get("fields", {}).items() if one == heading]:
            _remove_from_table(table, "fields", field)
        for field, several in list(table.get("joined", {}).items()):
            _forget_part(table, field, [one for one in several if one != heading])
        for field, items in list(table.get("flags", {}).items()):
            items.pop(heading, None)
            if not items:
                _remove_from_table(table, "flags", field)
        _remove_from_table(table, "split", heading)
        if not table:
            del values[level]


def _forget_part(table: dict[str, Any], field: str, rest: Sequence[str]) -> None:
    """Have a field made of the columns that are left: one alone is no longer joined."""
    if len(rest) > 1:
        table["joined"][field] = list(rest)
        return
    _remove_from_table(table, "joined", field)
    if rest:
        table.setdefault("fields", {})[field] = rest[0]


def _remove_from_table(table: dict[str, Any], name: str, key: str) -> None:
    inside = table.get(name, {})
    inside.pop(key, None)
    if not inside:
        table.pop(name, None)


def _remove_from_list(values: dict[str, Any], name: str, item: str) -> None:
    rest = [one for one in values.get(name, ()) if one != item]
    if rest:
        values[name] = rest
    else:
        values.pop(name, None)
