"""What was typed or added beside a file and cannot stand in it yet."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast

import attrs
import cattrs
import tomli_w

from ogpkit.workspace.patch import InsertItem, SetValue, has_value, value_at

if TYPE_CHECKING:
    from collections.abc import Callable

    from ogpkit.model.keypath import KeyPath
    from ogpkit.workspace.patch import Change


@attrs.frozen(kw_only=True)
class FieldDraft:
    """Text that stands in a field and not in the file.

    Attributes:
        value: What was typed, or the value that could not be written.
        reason: Why it cannot stand in the file.
    """

    value: object
    reason: str


@attrs.frozen(kw_only=True)
class TableDraft:
    """Table, item or entry that was added and lacks something that it needs.

    Attributes:
        at: Its key path; for an item, that of the list.
        is_item: Whether it is an item of a list, which goes to its end.
        value: What it says so far.
        began: What it said when it was added.
        title: What adding it is called, for undo.
    """

    at: KeyPath
    is_item: bool
    value: object
    began: object
    title: str

    def change(self, content: Mapping[str, object]) -> Change:
        """Return the change that puts it into what a file says.

        Args:
            content: What the file says.
        """
        if self.is_item:
            return InsertItem(self.at, count_items(content, self.at), self.value)
        return SetValue(self.at, self.value)


@attrs.frozen(kw_only=True)
class Drafts:
    """Everything that cannot stand in one file yet.

    Attributes:
        fields: What was typed into fields, by key path.
        tables: What was added, in this order.
    """

    fields: Mapping[KeyPath, FieldDraft] = attrs.field(factory=dict, hash=False)
    tables: tuple[TableDraft, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.fields or self.tables)


class DraftJournal(Protocol):
    """Where drafts are kept safe."""

    def note_drafts(self, path: str, drafts: Drafts) -> None:
        """Keep what cannot stand in a file yet; none any more takes it out of the journal."""


class DraftsByFile:
    """Drafts of one session, which its journal holds as long as there are any."""

    def __init__(self, journal: DraftJournal, secure: Callable[[], None], *, read_only: bool) -> None:
        """Begin with none.

        Args:
            journal: Where they are kept safe.
            secure: Has the journal hold what is wanted, on the disk itself, and no more.
            read_only: Whether they are kept no longer than this process, because files are only read.
        """
        self._journal = journal
        self._secure = secure
        self._read_only = read_only
        self._kept: dict[str, Drafts] = {}

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the files beside which something is kept."""
        return tuple(self._kept)

    def get_drafts(self, path: str) -> Drafts:
        """Return what is kept beside a file."""
        return self._kept.get(path, Drafts())

    def keep(self, path: str, drafts: Drafts) -> None:
        """Keep what cannot stand in a file yet.

        Args:
            drafts: All of it.
        """
        before = self._kept.pop(path, Drafts())
        if drafts:
            self._kept[path] = drafts
        if not self._read_only:
            self._journal.note_drafts(path, drafts)
            # what is typed into a table has waited for a moment already
            if drafts.tables != before.tables or not drafts:
                self._secure()

    def take_up(self, path: str, drafts: Drafts) -> bool:
        """Take up what an ended session left behind beside a file.

        Args:
            drafts: What was left behind.

        Returns:
            Whether it is here now; what is kept beside the file already comes first.
        """
        if path not in self._kept:
            self.keep(path, drafts)
        return self._kept[path] == drafts


def count_items(content: Mapping[str, object], at: KeyPath) -> int:
    """Return how many items a list of a file has; none where there is no list.

    Args:
        content: What the file says.
        at: The list.
    """
    there = value_at(dict(content), at) if has_value(dict(content), at) else None
    return len(cast("list[object]", there)) if isinstance(there, list) else 0


def dump_drafts(drafts: Drafts) -> dict[str, object] | None:
    """Return drafts in a form that JSON can hold; None for none."""
    if not drafts:
        return None
    fields = [attrs.asdict(_Field(list(at), _dump_toml(one.value), one.reason)) for at, one in drafts.fields.items()]
    tables = [
        attrs.asdict(_Table(list(one.at), one.is_item, _dump_toml(one.value), _dump_toml(one.began), one.title))
        for one in drafts.tables
    ]
    return {"fields": fields, "tables": tables}


def load_drafts(written: object) -> Drafts:
    """Read what `dump_drafts` gave.

    Args:
        written: A value from JSON, of whatever origin.

    Raises:
        ValueError: It is something else.
    """
    if written is None:
        return Drafts()
    try:
        read = _STRICT.structure(written, _Written)
        fields = {
            tuple(one.at): FieldDraft(value=_parse_toml_value(one.value), reason=one.reason) for one in read.fields
        }
        tables = [
            TableDraft(
                at=tuple(one.at),
                is_item=one.is_item,
                value=_parse_toml_value(one.value),
                began=_parse_toml_value(one.began),
                title=one.title,
            )
            for one in read.tables
        ]
    except (cattrs.BaseValidationError, AttributeError, LookupError, TypeError, RecursionError) as error:
        raise ValueError(str(error)) from None
    return Drafts(fields=fields, tables=tuple(tables))


@attrs.frozen
class _Field:
    at: list[str | int]
    value: str | None
    reason: str


@attrs.frozen
class _Table:
    at: list[str | int]
    is_item: bool
    value: str | None
    began: str | None
    title: str


@attrs.frozen
class _Written:
    fields: list[_Field]
    tables: list[_Table]


def _restore_exact(value: object, cls: type) -> object:
    if type(value) is not cls:
        raise TypeError(value)
    return value


def _restore_key(value: object, _cls: object) -> str | int:
    if type(value) not in (str, int):
        raise TypeError(value)
    return cast("str | int", value)


_STRICT = cattrs.Converter(forbid_extra_keys=True)
for _plain in (str, bool):
    _STRICT.register_structure_hook(_plain, _restore_exact)
_STRICT.register_structure_hook(str | int, _restore_key)


def _dump_toml(value: object) -> str | None:
    """Return a value as a small file, which keeps dates apart from texts."""
    return None if value is None else tomli_w.dumps({"value": value})


def _parse_toml_value(text: str | None) -> object:
    return None if text is None else tomllib.loads(text)["value"]
