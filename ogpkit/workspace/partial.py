"""What can be read of a file that is incomplete: all of it but the values that cannot be, so that no page goes blank."""

from __future__ import annotations

from contextlib import suppress
from copy import deepcopy
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.model import Bounds
from ogpkit.schema.convert import entity_values
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.schema.mismatch import MismatchSort
from ogpkit.workspace.patch import RemoveValue, SetValue, changed_value, has_value, value_at
from ogpkit.workspace.reading import read_content
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Field
    from ogpkit.schema.kinds import Kinds
    from ogpkit.workspace.content import Document
    from ogpkit.workspace.reading import FileProblem

_ROUNDS = 20
"""How often values are left out before the file is given up: each round goes one level up."""

_TEXTS = frozenset({"name", "title", "summary", "text", "request"})
"""Keys of texts from which nothing is concluded: they are only read."""

_FIRST_DAY = date(2011, 1, 1)
"""Stands in for a day where nothing in a file or its name is near one: the year in which the partnership began."""


@attrs.frozen(kw_only=True)
class Partial:
    """File of which a part can be read.

    Attributes:
        document: What it says, without what cannot be read.
        has_stand_ins: Whether something was put in that nobody wrote; nothing may be concluded from it.
    """

    document: Document[object]
    has_stand_ins: bool = False


def find_doubtful(faults: Iterable[FileProblem]) -> frozenset[KeyPath]:
    """Return where a file may mean something else than what can be read of it.

    A key that is not known is nothing that a file could lack, unless it is another one, misspelt.

    Args:
        faults: What is wrong with it.
    """
    found = (fault.mismatch.meant if fault.mismatch and is_unknown_key(fault) else fault.at for fault in faults)
    return frozenset(at for at in found if at)


def read_in_part(
    path: str,
    source: bytes,
    kinds: Kinds,
    before: Document[object] | None = None,
    *,
    keeps_places: bool = False,
) -> Partial | None:
    """Read what can be read of a file that does not fit its kind; None where nothing can.

    Args:
        before: What it said when it last could be read; what is missing now is taken from there.
        keeps_places: Whether something stands in for whatever is missing, so that the items of lists keep their places.
    """
    claimed = kinds.match_path(path)
    if claimed is None:
        return None
    try:
        content = parse_toml(source)
    except (NotToml, NotUtf8):
        return None
    reading = _Reading(
        fields={field.key: field for field in fields_of(claimed[0].entity)},
        names=claimed[1],
        known=entity_values(before.entity) if before is not None else {},
        content=content,
        keeps_places=keeps_places,
    )
    doubtful: set[KeyPath] = set()
    for _round in range(_ROUNDS):
        document, faults = read_content(path, deepcopy(reading.content), source, kinds)
        obstacles = [fault for fault in faults if fault.is_obstacle]
        doubtful |= find_doubtful(faults)
        if document is not None and not obstacles:
            unread = frozenset(reading.without)
            doubtful |= unread - reading.unknown
            known = attrs.evolve(document, unread=unread, doubtful=frozenset(doubtful))
            return Partial(document=known, has_stand_ins=reading.has_stand_ins)
        if not obstacles or not reading.goes_around(obstacles):
            return None
    return None


@attrs.define(kw_only=True)
class _Reading:
    """File while it is made readable.

    Attributes:
        fields: The fields of its kind, by key.
        names: The names in its path.
        known: What it said before.
        content: What is left of it.
        without: What was left out or put in, by key path.
        has_stand_ins: Whether something was put in that nobody wrote.
        keeps_places: Whether something is put in for whatever is missing.
        unknown: Keys that are not known, by key path.
    """

    fields: Mapping[str, Field]
    names: Mapping[str, str]
    known: Mapping[str, object]
    content: dict[str, object]
    without: set[KeyPath] = attrs.field(factory=set)
    has_stand_ins: bool = False
    keeps_places: bool = False
    unknown: set[KeyPath] = attrs.field(factory=set)

    def goes_around(self, obstacles: Iterable[FileProblem]) -> bool:
        """Put what was there before in the place of what cannot be read, or leave that out; whether that was possible."""
        instead: dict[KeyPath, object] = {}
        out: set[KeyPath] = set()
        for fault in obstacles:
            value = self._find_substitute(fault)
            if value is not None:
                instead[fault.at] = value
            else:
                out.add(_find_to_leave_out(fault))
        if () in out:
            return False
        self.without |= {*instead, *out}
        self.unknown |= {fault.at for fault in obstacles if is_unknown_key(fault)}
        for at, value in instead.items():
            self.content = changed_value(self.content, SetValue(at, value))
        self.content = _leave_out(self.content, out)
        return True

    def _find_substitute(self, fault: FileProblem) -> object:
        value = _find_value_before(self.known, self.content, fault.at) if fault.at not in self.without else None
        if value is not None or not _is_missing(fault):
            return value
        field = self._must_be_there(fault.at)
        if field is None:
            return "…" if fault.at[-1] in _TEXTS and fault.at not in self.without else None
        self.has_stand_ins |= field.key not in _TEXTS
        return _make_stand_in(field, self.names, self.content)

    def _must_be_there(self, at: KeyPath) -> Field | None:
        """Return the field at a key path, if without it nothing of the file could be shown; None below what may be left out."""
        fields, field = self.fields, None
        for part in at:
            if isinstance(part, int) and self.keeps_places:
                continue
            field = fields.get(str(part))
            if field is None or not (field.required or self.keeps_places):
                return None
            table = field.shape.nested()
            fields = {one.key: one for one in fields_of(table)} if table else {}
        return field


def _find_value_before(known: Mapping[str, object], content: Mapping[str, object], at: KeyPath) -> object:
    """Return what a value was before, where the lists on the way to it have as many items as then; None where it was not."""
    was: Any = known
    now: Any = content
    for part in at:
        is_same_list = isinstance(was, list) and isinstance(now, list) and len(was) == len(now)
        if isinstance(part, int) and not is_same_list:
            return None
        try:
            was = was[part]
        except (LookupError, TypeError):
            return None
        now = now.get(part) if isinstance(now, dict) else now[part] if isinstance(part, int) else None
    return was


def _is_missing(fault: FileProblem) -> bool:
    return fault.mismatch is not None and fault.mismatch.sort is MismatchSort.MISSING_KEY


def is_unknown_key(fault: FileProblem) -> bool:
    """Tell whether a file has a key that its kind does not know."""
    return fault.mismatch is not None and fault.mismatch.sort is MismatchSort.UNKNOWN_KEY


def _find_to_leave_out(fault: FileProblem) -> KeyPath:
    """Return the table or item that lacks something; otherwise the value itself."""
    return fault.at[:-1] if _is_missing(fault) else fault.at


def _leave_out(content: dict[str, object], out: Iterable[KeyPath]) -> dict[str, object]:
    """Return a table without some of its values; from the end on, so that positions hold."""
    for at in sorted(out, key=lambda one: [(isinstance(part, str), part) for part in one], reverse=True):
        if has_value(content, at):
            content = changed_value(content, RemoveValue(at))
            with suppress(LookupError, TypeError):
                if value_at(content, at[:-1]) == {} and len(at) > 1:  # a text of which no language is left
                    content = changed_value(content, RemoveValue(at[:-1]))
    return content


def _make_stand_in(field: Field, names: Mapping[str, str], content: Mapping[str, object]) -> object:
    """Return what is shown where a file does not give what its kind needs."""
    shape = field.shape
    if shape.sort in (Sort.TEXT, Sort.TRANSLATED):
        return next(reversed([*names.values()]), "…")
    if shape.sort is Sort.DATE:
        return next(_list_days(content), None) or _parse_first_day(names.values()) or _FIRST_DAY
    if shape.sort is Sort.CHOICE:
        return shape.choices[0].value
    if shape.sort is Sort.TABLE and shape.table:
        return {one.key: _make_stand_in(one, names, content) for one in fields_of(shape.table) if one.required}
    if shape.sort in (Sort.WHOLE, Sort.NUMBER):
        least = getattr(shape.meaning(Bounds), "least", None) or 0
        return int(least) if shape.sort is Sort.WHOLE else float(least)
    plain = {
        Sort.TRUTH: False,
        Sort.LIST: [],
        Sort.MAPPING: {},
        Sort.MOMENT: datetime.combine(_FIRST_DAY, time.min, UTC),
    }
    return plain[shape.sort]


def _list_days(value: object) -> Iterator[date]:
    """Yield the days in a table, those of its own before those of the tables in it."""
    items = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    yield from (one for one in items if type(one) is date)
    for one in items:
        yield from _list_days(one)


def _parse_first_day(names: Iterable[str]) -> date | None:
    """Return the first day of the year that a name in the path begins with."""
    years = (int(name[:4]) for name in names if name[:4].isascii() and name[:4].isdigit())
    return next((date(year, 1, 1) for year in years if year), None)
