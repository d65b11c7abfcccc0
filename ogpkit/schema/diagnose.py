"""The second pass: every mismatch in data that do not fit, each with what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import attrs

from ogpkit.schema.fields import Shape, Sort, fields_of
from ogpkit.schema.mismatch import Mismatch, MismatchSort, place, short
from ogpkit.schema.suggest import is_known_language, nearest, nearest_language
from ogpkit.schema.type_names import found_type, is_number, is_type, mended, remedy_for, wanted_type
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from ogpkit.model.keypath import KeyPath

Found: TypeAlias = Iterator[Mismatch]
Construct: TypeAlias = Callable[[dict[str, object], type], object]


def diagnose(data: object, entity: type, *, construct: Construct, at: KeyPath = ()) -> Found:
    """Go through data for every mismatch with a declared class.

    Args:
        data: What a parser gives for a file.
        entity: The attrs class.
        construct: Makes an entity of a table without a mismatch; a ValueError says why the class refuses it.
        at: Where the data stand in the file.

    Yields:
        Mismatches, those of missing keys after the others of their table.
    """
    return _Pass(construct).value(data, Shape(sort=Sort.TABLE, table=entity), at)


@attrs.frozen
class _Pass:
    """One walk over data.

    Attributes:
        construct: As in `diagnose`.
    """

    construct: Construct

    def value(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Every mismatch of a value with its shape."""
        if not is_type(value, shape.sort):
            yield _wrong_type(value, shape, at)
            return
        look_closer = _CLOSER.get(shape.sort)
        if look_closer is not None:
            yield from look_closer(self, value, shape, at)

    def table(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Every mismatch of a table with its class."""
        data, entity = cast("dict[str, object]", value), cast("type", shape.table)
        found = list(self.keys(data, entity, at))
        yield from found
        if not found:
            try:
                self.construct(data, entity)
            except ValueError as error:
                yield Mismatch(
                    at=at,
                    sort=MismatchSort.REFUSED,
                    message=_("The values of {place} do not go together: {reason}.").format(
                        place=place(at), reason=short(str(error), 200).rstrip(".")
                    ),
                    remedy=_("Change one of them."),
                )

    def keys(self, data: dict[str, object], entity: type, at: KeyPath) -> Found:
        """Every mismatch of a table's keys and of their values."""
        fields = {field.key: field for field in fields_of(entity)}
        for key, value in data.items():
            if key in fields:
                yield from self.value(value, fields[key].shape, (*at, key))
            else:
                yield _unknown_key(key, [known for known in fields if known not in data], list(fields), at)
        for key, field in fields.items():
            if field.required and key not in data:
                yield _missing_key(key, field.shape, at)

    def items(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Every mismatch of a list's items."""
        for number, item in enumerate(cast("list[object]", value)):
            yield from self.value(item, cast("Shape", shape.item), (*at, number))

    def entries(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Every mismatch of the values of a table with free keys."""
        for key, item in cast("dict[str, object]", value).items():
            yield from self.value(item, cast("Shape", shape.item), (*at, key))

    def translated(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Every mismatch of a text in several languages."""
        if value == {}:
            yield Mismatch(
                at=at,
                sort=MismatchSort.NO_TEXT,
                message=_("{place} has no text in any language.").format(place=place(at)),
                remedy=_("Write {wanted}, or take it out.").format(wanted=wanted_type(shape)),
            )
        for language, text in value.items() if isinstance(value, dict) else ():
            if not is_known_language(language):
                yield _not_a_language(language, at)
            elif type(text) is not str:
                yield _wrong_type(text, Shape(sort=Sort.TEXT), (*at, language))

    def choice(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """The mismatch of a text that is none of the choices."""
        allowed = [choice.value for choice in shape.choices]
        if value not in allowed:
            yield _not_a_choice(str(value), allowed, at)

    def number(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """The mismatch of a number that is none, or too large for one."""
        if not is_number(value):
            yield Mismatch(
                at=at,
                sort=MismatchSort.NOT_A_NUMBER,
                message=_("{place} is not a number that can be reckoned with.").format(place=place(at)),
                remedy=_("Write {wanted}.").format(wanted=wanted_type(shape)),
            )


_CLOSER: Final[Mapping[Sort, Callable[[_Pass, object, Shape, KeyPath], Found]]] = {
    Sort.TABLE: _Pass.table,
    Sort.LIST: _Pass.items,
    Sort.MAPPING: _Pass.entries,
    Sort.TRANSLATED: _Pass.translated,
    Sort.CHOICE: _Pass.choice,
    Sort.NUMBER: _Pass.number,
}


def _wrong_type(value: object, shape: Shape, at: KeyPath) -> Mismatch:
    remedy, suggestion = remedy_for(value, shape)
    instead, certain = mended(value, shape)
    found, wanted = found_type(value), wanted_type(shape)
    says_it = wanted in remedy
    said = _("{place} cannot be {found}.") if says_it else _("{place} is {found}, but it takes {wanted}.")
    return Mismatch(
        at=at,
        sort=MismatchSort.WRONG_TYPE,
        message=said.format(place=place(at), found=found, wanted=wanted),
        remedy=remedy,
        suggestion=suggestion,
        mended=instead,
        certain=certain,
    )


def _unknown_key(key: str, free: list[str], known: list[str], at: KeyPath) -> Mismatch:
    suggestion = nearest(key, free) or nearest(key, known)
    remedy = (
        _("Did you mean `{key}`?").format(key=suggestion)
        if suggestion
        else _("Known here: {keys}.").format(keys=", ".join(known))
    )
    return Mismatch(
        at=(*at, key),
        sort=MismatchSort.UNKNOWN_KEY,
        message=_("The key {place} is not known here.").format(place=place((key,))),
        remedy=remedy,
        suggestion=suggestion,
    )


def _missing_key(key: str, shape: Shape, at: KeyPath) -> Mismatch:
    return Mismatch(
        at=(*at, key),
        sort=MismatchSort.MISSING_KEY,
        message=_("{place} is missing.").format(place=place((key,))),
        remedy=_("Add it: {wanted}.").format(wanted=wanted_type(shape)),
    )


def _not_a_language(language: str, at: KeyPath) -> Mismatch:
    suggestion = nearest_language(language)
    remedy = (
        _("Did you mean `{code}`?").format(code=suggestion)
        if suggestion
        else _("Use a code of ISO 639, for example `en`, `es` or `haw`.")
    )
    return Mismatch(
        at=(*at, language),
        sort=MismatchSort.NOT_A_LANGUAGE,
        message=_("{place} is not the code of a language.").format(place=place((language,))),
        remedy=remedy,
        suggestion=suggestion,
    )


def _not_a_choice(value: str, allowed: list[str], at: KeyPath) -> Mismatch:
    suggestion = nearest(value, allowed)
    everything = ", ".join(f'"{choice}"' for choice in allowed)
    remedy = (
        _('Did you mean "{value}"? Allowed: {allowed}.').format(value=suggestion, allowed=everything)
        if suggestion
        else _("Allowed: {allowed}.").format(allowed=everything)
    )
    return Mismatch(
        at=at,
        sort=MismatchSort.NOT_A_CHOICE,
        written=value,
        message=_('"{value}" is not one of the values of {place}.').format(value=short(value), place=place(at)),
        remedy=remedy,
        suggestion=suggestion,
    )
