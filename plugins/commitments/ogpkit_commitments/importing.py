"""Commitments out of a sheet: understood as a whole or not written at all; the same sheet twice changes nothing."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, cast

import attrs

from ogpkit.api import Import, Importer, ImportProblem, Scope
from ogpkit.api.content import (
    Commitment,
    Mismatches,
    check_values,
    entity_values,
    is_language,
    make_identifier,
    read_entity,
)
from ogpkit.api.editing import NoSheet, read_sheet
from ogpkit.api.text import N_, _, sanitize_line
from ogpkit_commitments.cells import NotUnderstandable, parse_cell
from ogpkit_commitments.exporting import list_languages
from ogpkit_commitments.kinds import COMMITMENT
from ogpkit_commitments.mapping import Column, Level, SheetMapping, build_own_mapping, list_columns
from ogpkit_commitments.plan import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.api import Place
    from ogpkit.api.content import Workspace
    from ogpkit.api.editing import Sheet, SheetValue

_BELOW = {"commitment": "milestones", "milestone": "indicators"}


@attrs.frozen(kw_only=True)
class Meaning:
    """Meaning of a column: what it becomes.

    Attributes:
        heading: Its heading in the sheet.
        becomes: The field, in words; empty when it is left out.
        column: The field.
    """

    heading: str
    becomes: str
    column: Column | None = None


@attrs.frozen(kw_only=True)
class Reading:
    """Sheet as it was understood.

    Attributes:
        meanings: What each column becomes.
        commitments: The content of each commitment's file, by identifier.
        not_understood: What had no place, by row and column.
        records: How many rows were read.
    """

    meanings: tuple[Meaning, ...]
    commitments: Mapping[str, dict[str, object]] = attrs.field(hash=False)
    not_understood: tuple[ImportProblem, ...]
    records: int


def read_plan(
    sheet: Sheet,
    mapping: SheetMapping,
    languages: tuple[str, ...],
    there: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
) -> Reading:
    """Understand a sheet.

    Args:
        mapping: What its columns mean.
        languages: The languages that texts may have.
        there: What the files of commitments say already, by identifier; a sheet may speak of a part only.
    """
    meanings, trouble = _match_columns(sheet, mapping, languages)
    reader = _Reader(mapping, meanings)
    for number, row in sheet.rows:
        reader.take(number, row)
    trouble = [*trouble, *reader.trouble]
    commitments = {name: _order_keys(found) for name, found in reader.commitments.items()}
    for name, content in commitments.items():
        trouble.extend(_list_unfit_values(name, _merge_content(there.get(name, {}), content), reader.rows[name]))
    return Reading(
        meanings=tuple(meanings.values()),
        commitments=commitments,
        not_understood=tuple(trouble),
        records=len(sheet.rows),
    )


def _match_columns(
    sheet: Sheet, mapping: SheetMapping, languages: tuple[str, ...]
) -> tuple[dict[str, Meaning], list[ImportProblem]]:
    known = {(column.level, column.path): column for column in list_columns(languages)}
    meanings: dict[str, Meaning] = {}
    trouble: list[ImportProblem] = []
    for name, level in mapping.list_levels():
        if level.key not in sheet.headings:
            trouble.append(ImportProblem(row=0, column=level.key, message=_("The sheet has no such column.")))
        for field, heading in level.fields.items():
            column = known.get((name, tuple(field.split("."))))
            if heading not in sheet.headings:
                trouble.append(ImportProblem(row=0, column=heading, message=_("The sheet has no such column.")))
            elif column is None:
                message = _("A {level} has no field “{field}”.").format(level=name, field=field)
                trouble.append(ImportProblem(row=0, column=heading, message=message))
            else:
                meanings[f"{column.heading}\0{heading}"] = Meaning(
                    heading=heading, becomes=column.heading, column=column
                )
    used = {meaning.heading for meaning in meanings.values()} | {level.key for _name, level in mapping.list_levels()}
    for heading in sheet.headings:
        if heading in mapping.ignore:
            meanings[f"\0{heading}"] = Meaning(heading=heading, becomes="")
        elif heading not in used:
            message = _("Nothing says what this column is; name it in the mapping, or under ignore.")
            trouble.append(ImportProblem(row=0, column=heading, message=message))
    return meanings, trouble


class _Reader:
    """Gathers the rows of a sheet by commitment, milestone and indicator."""

    def __init__(self, mapping: SheetMapping, meanings: Mapping[str, Meaning]) -> None:
        self._mapping = mapping
        self._columns = [meaning for meaning in meanings.values() if meaning.column]
        self.commitments: dict[str, dict[str, Any]] = {}
        self.rows: dict[str, int] = {}
        self.trouble: list[ImportProblem] = []
        self._from: dict[tuple[str, ...], int] = {}

    def take(self, number: int, row: Mapping[str, SheetValue]) -> None:
        """Take one row in, at every level that it names."""
        owner: dict[str, Any] | None = None
        way: tuple[str, ...] = ()
        for name, level in self._mapping.list_levels():
            key = row.get(level.key)
            if key in (None, ""):
                if name == "commitment":
                    message = _("This row names no commitment, so nothing of it is taken in.")
                    self.trouble.append(ImportProblem(row=number, column=level.key, message=message))
                return
            identifier = make_identifier(str(key).replace(".", "-"))
            if not identifier:
                message = _("“{key}” cannot be made an identifier; use letters and digits.").format(key=key)
                self.trouble.append(ImportProblem(row=number, column=level.key, message=message))
                return
            way = (*way, identifier)
            owner = self._find_or_add(name, identifier, owner, level)
            self.rows.setdefault(identifier, number)
            self._fill(number, row, name, way, owner)

    def _find_or_add(self, name: str, identifier: str, owner: dict[str, Any] | None, level: Level) -> dict[str, Any]:
        if owner is None:
            there = self.commitments.setdefault(identifier, {})
        else:
            items = owner.setdefault(_BELOW["commitment" if name == "milestone" else "milestone"], [])
            there = next((item for item in items if item["id"] == identifier), {})
            if not there:
                there["id"] = identifier
                items.append(there)
        for field, value in level.constants.items():
            _put(there, tuple(field.split(".")), value)
        return there

    def _fill(
        self, number: int, row: Mapping[str, SheetValue], name: str, way: tuple[str, ...], thing: dict[str, Any]
    ) -> None:
        for meaning in self._columns:
            column = cast("Column", meaning.column)
            cell = row.get(meaning.heading)
            if column.level != name or cell in (None, ""):
                continue
            try:
                value = parse_cell(cell, column.shape, self._mapping)
            except NotUnderstandable as error:
                self.trouble.append(ImportProblem(row=number, column=meaning.heading, message=str(error)))
                continue
            self._put_agreeing(number, meaning, (*way, *column.path), value, thing)

    def _put_agreeing(
        self, number: int, meaning: Meaning, place: tuple[str, ...], value: object, thing: dict[str, Any]
    ) -> None:
        """Put a value in; rows about the same thing must say the same of it."""
        path = cast("Column", meaning.column).path
        before = _get(thing, path)
        if place in self._from and before != value:
            message = _("This differs from row {row}, which is about the same.").format(row=self._from[place])
            self.trouble.append(ImportProblem(row=number, column=meaning.heading, message=message))
            return
        self._from.setdefault(place, number)
        _put(thing, path, value)


def _put(thing: dict[str, Any], path: tuple[str, ...], value: object) -> None:
    for key in path[:-1]:
        thing = thing.setdefault(key, {})
    thing[path[-1]] = value


def _get(thing: Mapping[str, Any], path: tuple[str, ...]) -> object:
    here: Any = thing
    for key in path:
        here = here.get(key) if isinstance(here, dict) else None
    return here


def _order_keys(content: dict[str, Any]) -> dict[str, object]:
    """Return the keys of a commitment with its lists of tables last, as a person would write them."""
    return {key: content[key] for key in sorted(content, key=lambda key: key == "milestones")}


def _list_unfit_values(name: str, content: dict[str, object], row: int) -> Iterator[ImportProblem]:
    try:
        found = check_values(read_entity(content, Commitment))
    except Mismatches as error:
        found = error.found
    for one in found:
        place = ".".join(str(key) for key in one.at)
        yield ImportProblem(row=row, column=f"{name}: {place}", message=f"{one.message} {one.remedy}")


def _merge_content(there: Mapping[str, Any], content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file would say once the content is brought in: items of lists are the same by their `id`."""
    made = dict(there)
    for key, value in content.items():
        before = made.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            made[key] = _merge_content(before, value)
        elif key in _BELOW.values():
            items = {item["id"]: item for item in before or ()}
            items.update({item["id"]: _merge_content(items.get(item["id"], {}), item) for item in value})
            made[key] = list(items.values())
        else:
            made[key] = value
    return made


def import_of(data: bytes, workspace: Workspace, place: Place, mapping: SheetMapping | None = None) -> Import:
    """Return what a sheet would bring into the plan of a cycle.

    Args:
        data: The sheet, CSV or XLSX.
        place: The cycle.
        mapping: What the columns mean; when left out, the sheet is one that ogpkit has written, or the cycle has a mapping.
    """
    try:
        sheet = read_sheet(data)
    except NoSheet as error:
        return Import(files={}, not_understood=(ImportProblem(row=0, column="", message=str(error)),))
    kept = workspace.one(SheetMapping, place.country, place.cycle)
    if mapping is None:
        mapping = kept.entity if kept and "commitment.id" not in sheet.headings else build_own_mapping(sheet.headings)
    there = {one.id: entity_values(one.entity) for one in workspace.all(Commitment, place.country, place.cycle)}
    reading = read_plan(sheet, mapping, _list_languages(sheet.headings, mapping, workspace, place), there)
    return Import(
        files={_build_path(place, name): content for name, content in reading.commitments.items()},
        not_understood=reading.not_understood,
        records=reading.records,
        notes=tuple(_list_notes(reading)),
    )


def _build_path(place: Place, name: str) -> str:
    return COMMITMENT.pattern.fill({"country": place.country, "cycle": place.cycle, "id": name})


def _list_languages(
    headings: tuple[str, ...], mapping: SheetMapping, workspace: Workspace, place: Place
) -> tuple[str, ...]:
    """Return the languages that texts may have: the plan's own, and those that the sheet or its mapping names."""
    named = [
        field.rsplit(".", 1)[-1] for _name, level in mapping.list_levels() for field in level.fields if "." in field
    ]
    named.extend(heading.rsplit(".", 1)[-1] for heading in headings if "." in heading)
    plan = plan_of(workspace, place.country, place.cycle)
    own = list_languages(plan, workspace) if plan else ()
    return tuple(dict.fromkeys((*own, *(one for one in named if is_language(one)))))


def _list_notes(reading: Reading) -> Iterator[str]:
    """Yield what each column becomes, and how much there is."""
    for meaning in reading.meanings:
        yield sanitize_line(f"{meaning.heading} → {meaning.becomes or _('left out')}")
    milestones = [item for found in reading.commitments.values() for item in _list_items(found, "milestones")]
    indicators = [item for milestone in milestones for item in _list_items(milestone, "indicators")]
    yield _("{rows} rows: {commitments} commitments, {milestones} milestones, {indicators} indicators.").format(
        rows=reading.records,
        commitments=len(reading.commitments),
        milestones=len(milestones),
        indicators=len(indicators),
    )


def _list_items(content: Mapping[str, object], key: str) -> list[dict[str, object]]:
    return cast("list[dict[str, object]]", content.get(key, []))


PLAN_IMPORTER: Final = Importer(
    name="plan",
    title=N_("Commitments out of a sheet"),
    suffixes=(".csv", ".xlsx"),
    scope=Scope.CYCLE,
    read=import_of,
)
"""Commitments out of a sheet that ogpkit has written, or whose columns the cycle's mapping explains."""
