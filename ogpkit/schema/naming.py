"""What people call the places of a file: the labels of its fields, as their classes declare them."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs

from ogpkit.model.identifiers import is_language
from ogpkit.schema.fields import Field, Shape, Sort, class_summary, fields_of
from ogpkit.text.i18n import _, current_language, join_list, translate
from ogpkit.text.sanitize import sanitize_line
from ogpkit.text.scripts import language_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.kinds import Extension, Kind, Kinds

_QUOTED: Final = re.compile(r"`([^`]+)`")
"""A piece of a file in a message: a key path, a heading, or a key with its value."""

_KEY_PATH: Final = re.compile(r"[A-Za-z0-9_-]+(?:\[\d*\])*(?:\.[A-Za-z0-9_-]+(?:\[\d*\])*)*")


class NamedPart(NamedTuple):
    """One step on the way to a place in a file.

    Attributes:
        label: What a person calls it.
        shape: What its value is; None where no field declares it.
        is_known: Whether a field declares it, or it is a language of a text, a key of the person's own or an item of a list.
        field: The field, where the step is to one.
    """

    label: str
    shape: Shape | None
    is_known: bool
    field: Field | None = None


@attrs.frozen
class FieldNames:
    """What people call the places of one kind of file.

    Attributes:
        entity: The class that describes such a file; None where no kind claims it.
        extensions: The tables of other plugins in it.
        kinds: The installed kinds, whose keys a message may name too.
    """

    entity: type | None
    extensions: tuple[Extension[Any], ...] = ()
    kinds: Kinds | None = None

    @classmethod
    def of_file(cls, kinds: Kinds, path: str) -> FieldNames:
        """Return what people call the places of a file.

        Args:
            kinds: The installed kinds.
            path: The file, relative to the workspace.
        """
        claimed = kinds.match_path(path)
        return cls.of_kind(kinds, claimed[0]) if claimed else cls(None, (), kinds)

    @classmethod
    def of_kind(cls, kinds: Kinds, kind: Kind[Any]) -> FieldNames:
        """Return what people call the places of files of a kind.

        Args:
            kinds: The installed kinds.
            kind: The kind.
        """
        return cls(kind.entity, kinds.extensions(kind.name), kinds)

    def walk(self, at: KeyPath) -> Iterator[NamedPart]:
        """Yield each step on the way to a place.

        Args:
            at: The place.
        """
        table, shape, label = self.entity, None, ""
        for depth, part in enumerate(at):
            if isinstance(part, int):
                shape = shape.item if shape is not None and shape.sort is Sort.LIST else None
                step = NamedPart(label, shape, shape is not None)
            elif shape is not None and shape.sort is Sort.MAPPING:
                step = NamedPart(part, shape.item, is_known=True)
            elif shape is not None and shape.sort is Sort.TRANSLATED:
                step = NamedPart(_name_language(part), None, is_language(part))
            else:
                step = self._step_to_field(table, part, at[:depth])
            label, shape = step.label, step.shape
            table = shape.table if shape is not None else None
            yield step

    def _step_to_field(self, table: type | None, key: str, above: KeyPath) -> NamedPart:
        declared = fields_of(table) if table is not None else ()
        fields = (*declared, *map(make_extension_field, find_extensions_within(self.extensions, above)))
        found = next((field for field in fields if field.key == key), None)
        if found is None:
            return NamedPart(key, None, is_known=False)
        return NamedPart(translate(found.label, found.owner), found.shape, is_known=True, field=found)

    def label_at(self, at: KeyPath) -> str:
        """Return what a person calls a place: the label of its field, or the key where no field is declared.

        Args:
            at: The place; not the whole file.
        """
        return list(self.walk(at))[-1].label

    def find_shape(self, at: KeyPath) -> Shape | None:
        """Return what the value at a place is; None where no field declares it.

        Args:
            at: The place.
        """
        return next(reversed([step.shape for step in self.walk(at)]), None)

    def say(self, text: str, at: KeyPath = (), within: KeyPath = ()) -> str:
        """Return a message with labels for what it names in backticks: keys, headings, keys with their values.

        Args:
            text: The message, translated.
            at: The place that it is about: keys belong to its table or to one around it.
            within: A table, or list of tables, whose keys it may name besides.
        """
        bases = [*([within, (*within, 0)] if within else []), *(at[:length] for length in range(len(at), -1, -1))]
        for piece in _QUOTED.findall(text):  # a key that stands beside a table may be one of its keys
            bases += self._find_tables(_parse_key_path(piece.strip("[]")), tuple(bases))
        return _QUOTED.sub(lambda found: self._say_piece(found[1], tuple(bases)), text)

    def _find_tables(self, keys: KeyPath, bases: tuple[KeyPath, ...]) -> list[KeyPath]:
        """Return the table that a key path leads to, and its first item where there are several; nothing for other fields."""
        place = next((at for base in bases if self._is_table(at := (*base, *keys))), None)
        return [place, (*place, 0)] if place else []

    def _is_table(self, at: KeyPath) -> bool:
        steps = list(self.walk(at))
        shape = steps[-1].shape if steps and all(step.is_known for step in steps) else None
        return shape is not None and shape.nested() is not None

    def _say_piece(self, piece: str, bases: tuple[KeyPath, ...]) -> str:
        """Return what a form calls a piece of a file, or of a file of another kind, which is named before it."""
        if self.kinds is not None and ":" in piece:
            kind, piece = _split_kind(piece, self.kinds)
            if kind is not None:
                return FieldNames.of_kind(self.kinds, kind)._say_piece(piece, ((),))  # noqa: SLF001  one of its own class
        key, _equals, value = (part.strip() for part in piece.partition("="))
        bare = key.strip("[]") if key.startswith("[") else key
        steps = self._find_steps(_parse_key_path(bare), bases) if _KEY_PATH.fullmatch(bare) else None
        name = _say_steps(steps) if steps else _("“{label}”").format(label=sanitize_line(bare))
        if not _equals:
            return name
        shape = steps[-1].shape if steps else None
        return _("{field}: {value}").format(field=name, value=sanitize_line(_say_value(piece, value, shape)))

    def _find_steps(self, keys: KeyPath, bases: tuple[KeyPath, ...]) -> list[NamedPart] | None:
        """Return the named steps to a place that is declared; a language is taken for one only where no field is called so."""
        languages: list[NamedPart] | None = None
        for base in bases:
            steps = list(self.walk((*base, *keys)))
            if all(step.is_known for step in steps):
                named = steps[len(base) :]
                if named[0].field is not None:
                    return named
                languages = languages or named
        return languages


def say_help(field: Field) -> str:
    """Return what a form says that a field is for: values in quotation marks, where a reference sets them as a file has them.

    Args:
        field: The field.
    """
    return _QUOTED.sub(lambda found: _("“{label}”").format(label=found[1]), translate(field.help, field.owner))


def say_in_file(text: str, kinds: Kinds) -> str:
    """Return a message as it stands beside a file: keys as a file has them, without a kind named before them.

    Args:
        text: The message.
        kinds: The installed kinds.
    """
    return _QUOTED.sub(lambda found: f"`{_split_kind(found[1], kinds)[1]}`", text)


def _split_kind(piece: str, kinds: Kinds) -> tuple[Kind[Any] | None, str]:
    """Return the kind of file that is named before a key, as in `story:kind`, and the key."""
    name, _colon, key = piece.partition(":")
    kind = kinds.by_name(name) if _KEY_PATH.match(key) else None
    return (kind, key) if kind is not None else (None, piece)


def _say_steps(steps: list[NamedPart]) -> str:
    """Return the name of a place, with that of the text that it is a language of, or of the section in which it is."""
    *above, last = [step for number, step in enumerate(steps) if number == 0 or step.label != steps[number - 1].label]
    if not above and last.field is None and last.shape is None:
        return last.label
    if not above:
        return _("“{label}”").format(label=last.label)
    if above[-1].shape is not None and above[-1].shape.sort is Sort.TRANSLATED:
        return _("“{label}” ({language})").format(label=above[-1].label, language=last.label)
    return _("“{label}” in “{section}”").format(label=last.label, section=above[-1].label)


def _say_value(piece: str, written: str, shape: Shape | None) -> str:
    """Return what a form shows for a value that a message names as a file has it."""
    try:
        value: object = next(iter(tomllib.loads(f"it = {written}").values()))
    except tomllib.TOMLDecodeError:
        return written.replace("=", "").strip() or piece
    return show_value_in_form(value, shape)


def show_value_in_form(value: object, shape: Shape | None) -> str:
    """Return what a form shows for a value of a file.

    Args:
        value: The value, as a parser gives it.
        shape: What its field takes; None where that is not known.
    """
    if isinstance(value, list):
        return join_list(show_value_in_form(one, shape.item if shape else None) for one in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    choice = next((one for one in shape.choices if one.value == value), None) if shape else None
    return translate(choice.label, type(choice)) if choice is not None else str(value)


def _parse_key_path(text: str) -> KeyPath:
    """Return a key path as messages write it: positions count from one, and `[]` means any item."""
    parts: list[str | int] = []
    for key, position in re.findall(r"([A-Za-z0-9_-]+)|\[(\d*)\]", text):
        parts.append(key or max(int(position or 1) - 1, 0))
    return tuple(parts)


def _name_language(code: str) -> str:
    return language_name(code, current_language()) if is_language(code) else code


def make_extension_field(extension: Extension[Any]) -> Field:
    """Return a plugin's table as a field of the table that carries it.

    Args:
        extension: The table.
    """
    return Field(
        owner=extension.entity,
        name=f"[{extension.table}]",
        key=extension.table,
        shape=Shape(sort=Sort.TABLE, table=extension.entity),
        required=False,
        optional=True,
        default=None,
        metadata={"label": extension.title or extension.table, "help": class_summary(extension.entity)},
    )


def find_extensions_within(extensions: Iterable[Extension[Any]], at: KeyPath) -> tuple[Extension[Any], ...]:
    """Return the tables of other plugins that may stand in a table.

    Args:
        extensions: All of them in this kind.
        at: The key path of the table: empty for the file, a key for a table, a list and a position for an item, and so on.
    """
    keys = tuple(part for part in at if isinstance(part, str))
    return tuple(one for one in extensions if one.lists == keys)
