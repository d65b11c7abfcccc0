"""What in a file follows from one slip: a key that is misspelt or under another heading, a heading that is not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import attrs

from ogpkit.schema.fields import Sort, fields_of
from ogpkit.schema.form_words import FormWords
from ogpkit.schema.mismatch import Mismatch, MismatchSort, shorten
from ogpkit.schema.type_names import is_type
from ogpkit.text.i18n import _, join_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ogpkit.model.keypath import KeyPath
    from ogpkit.schema.fields import Field

FieldValue: TypeAlias = "tuple[object, Field | None]"


class LostHeading(NamedTuple):
    """Heading that is not there, or that its keys have come away from.

    Attributes:
        at: The keys that lead to its table, without the numbers of items.
        is_list: Whether there may be several such tables.
    """

    at: KeyPath
    is_list: bool


def merge_follow_ups(found: tuple[Mismatch, ...], find: Callable[[KeyPath, str], FieldValue]) -> Iterator[Mismatch]:
    """Yield mismatches without those that follow from others: a key that is there in the wrong form or place is not missing.

    A key that nobody knows, in a table where another one is missing, is most likely that one.

    Args:
        found: Every mismatch.
        find: Gives what stands at a place, and the field of its table that has some key.
    """
    missing = [one for one in found if one.sort is MismatchSort.MISSING_KEY]
    strangers = [one for one in found if one.sort is MismatchSort.UNKNOWN_KEY]
    settled: list[Mismatch] = []
    for one in strangers:
        match = next((other for other in missing if _is_meant(one, other)), None)
        if match is not None:
            missing.remove(match)
            settled.append(one)
    for one in found:
        if one.sort is MismatchSort.MISSING_KEY:
            if one in missing:
                yield one
        elif one.sort is MismatchSort.UNKNOWN_KEY and one.suggestion is None and one not in settled:
            match = next((other for other in missing if _may_be(one, other, find)), None)
            if match is None:
                yield one
            else:
                missing.remove(match)
                yield _name_missing(one, match)
        else:
            yield one


def _is_meant(unknown: Mismatch, missing: Mismatch) -> bool:
    """Tell whether a key that is not known is said to belong where another one is missing; in a list, to some item of it."""
    return unknown.meant is not None and _leave_numbers_out(unknown.meant) == _leave_numbers_out(missing.at)


def _may_be(unknown: Mismatch, missing: Mismatch, find: Callable[[KeyPath, str], FieldValue]) -> bool:
    if unknown.at[-1] == missing.at[-1]:
        return True
    if unknown.at[:-1] != missing.at[:-1] or unknown.meant is not None:
        return False
    value, field = find(unknown.at, str(missing.at[-1]))
    return field is not None and is_type(value, field.shape.sort)


def _name_missing(unknown: Mismatch, missing: Mismatch) -> Mismatch:
    key = str(missing.at[-1])
    if unknown.at[-1] == key:
        owner = missing.at[:-1]
        in_form = attrs.evolve(unknown.in_form, remedy=advise_to_move_in_form(key, owner))
        remedy = advise_to_move(key, unknown.at[:-1], owner)
        return attrs.evolve(unknown, remedy=remedy, in_form=in_form, meant=missing.at)
    remedy = _("Did you mean `{key}`? It is missing here.").format(key=key)
    in_form = attrs.evolve(unknown.in_form, remedy=_("Did you mean `{key}`? It is empty.").format(key=key))
    return attrs.evolve(unknown, remedy=remedy, in_form=in_form, suggestion=key, meant=missing.at)


def advise_to_move(key: str, at: KeyPath, owner: KeyPath) -> str:
    """Say where a key belongs that stands below another heading: in TOML a heading holds for all lines until the next.

    Args:
        key: The key.
        at: The table in which it stands.
        owner: The table to which it belongs.
    """
    if not owner:
        return _("`{key}` belongs to the file as a whole. Move it above the first heading in brackets.").format(key=key)
    heading = ".".join(str(part) for part in owner if isinstance(part, str))
    if len(owner) > len(at):
        return _("`{key}` belongs below the heading of `{table}`. Move it there.").format(key=key, table=heading)
    return _("`{key}` belongs to `{table}`. Move it up, to the lines right below that heading.").format(
        key=key, table=heading
    )


def advise_to_move_in_form(key: str, owner: KeyPath) -> str:
    """Say in the words of a form where a value belongs that stands in another part of the file.

    Args:
        key: Its key.
        owner: The table to which it belongs.
    """
    way = ".".join(part for part in (*owner, key) if isinstance(part, str))
    return _("Remove it here, and fill in `{key}`.").format(key=way)


def _leave_numbers_out(at: KeyPath) -> KeyPath:
    return tuple(part for part in at if isinstance(part, str))


def find_field_value(data: object, entity: type, depth: int, at: KeyPath, key: str) -> FieldValue:
    """Return what stands at a place, and the field of its table that has some key.

    Args:
        data: What a parser gives for a file, or for a plugin's table.
        entity: The class that describes it.
        depth: The length of the key path at which the data stand.
        at: The place.
        key: The key.
    """
    here: Any = data
    table: type | None = entity
    for part in at[depth:-1]:
        here = here[part]
        if table is not None and isinstance(part, str):
            table = next((field.shape.nested() for field in fields_of(table) if field.key == part), None)
    fields = fields_of(table) if table is not None else ()
    return here[at[-1]], next((field for field in fields if field.key == key), None)


def find_table_lacking(data: object, entity: type, key: str) -> KeyPath | None:
    """Return where a table lacks a key that it may have: the first that has to have it, or else the first.

    Args:
        data: What a parser gives for a file.
        entity: The class that describes it.
        key: The key.
    """
    lacking = list(_list_tables_lacking(data, entity, key, ()))
    return next((at for at, is_required in sorted(lacking, key=lambda one: not one[1])), None)


def _list_tables_lacking(data: object, entity: type, key: str, at: KeyPath) -> Iterator[tuple[KeyPath, bool]]:
    if not isinstance(data, dict):
        return
    for field in fields_of(entity):
        inner, value = field.shape.nested(), data.get(field.key)
        if at and field.key == key and key not in data:
            yield at, field.required
        if inner is None:
            continue
        if field.shape.sort is Sort.LIST and isinstance(value, list):
            for number, item in enumerate(value):
                yield from _list_tables_lacking(item, inner, key, (*at, field.key, number))
        elif field.shape.sort is Sort.TABLE:
            yield from _list_tables_lacking(value, inner, key, (*at, field.key))


def report_lost_heading(keys: Iterable[str], at: KeyPath, lost: LostHeading) -> Mismatch:
    """Return what is wrong with keys that stand together without the heading that they belong below.

    Args:
        keys: The keys, none of which is known where it stands.
        at: The table in which they stand.
        lost: The heading.
    """
    keys = list(keys)
    name = ".".join(str(part) for part in lost.at if isinstance(part, str))
    return Mismatch(
        at=(*at, keys[0]),
        sort=MismatchSort.UNKNOWN_KEY,
        message=_("These keys are not known here: {keys}.").format(keys=join_list(f"`{shorten(key)}`" for key in keys)),
        remedy=_("They belong below the heading {heading}. Write the heading above them, or move them there.").format(
            heading=f"[[{name}]]" if lost.is_list else f"[{name}]"
        ),
        in_form=FormWords(
            message=_("No fields here are called: {keys}.").format(keys=join_list(f"`{shorten(key)}`" for key in keys)),
            remedy=_("They belong to `{section}`. Fill them in there, and remove them here.").format(section=name),
        ),
        meant=lost.at,
    )
