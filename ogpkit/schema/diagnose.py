"""The second pass: every mismatch in data that do not fit, each with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias, cast

import attrs

from ogpkit.schema.fields import Shape, Sort, fields_of
from ogpkit.schema.follow_ups import (
    LostHeading,
    advise_to_move,
    advise_to_move_in_form,
    find_field_value,
    find_table_lacking,
    merge_follow_ups,
    report_lost_heading,
)
from ogpkit.schema.form_words import FormWords, ask_for_entry
from ogpkit.schema.mismatch import Mismatch, MismatchSort, place, shorten
from ogpkit.schema.suggest import explain_lookalike, is_known_language, nearest_language, nearest_word
from ogpkit.schema.type_names import (
    coerce_obvious,
    describe_found_in_form,
    describe_found_type,
    describe_wanted_type,
    is_number,
    is_type,
    suggest_remedy,
)
from ogpkit.text.i18n import _

if TYPE_CHECKING:
    from ogpkit.model.keypath import KeyPath

_QUOTED: Final = re.compile(r"'(\w+)' must ")
"""How a validator of attrs begins that does not give the attribute itself."""

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
        Mismatches, those of missing keys after the others of their table. A key that is there, but misspelt or under another
        heading, is not missing besides.
    """
    shape = Shape(sort=Sort.TABLE, table=entity)
    found = tuple(_Pass(construct, entity, data, len(at)).diagnose_value(data, shape, at))
    return merge_follow_ups(found, partial(find_field_value, data, entity, len(at)))


@attrs.frozen
class _Pass:
    """One walk over data.

    Attributes:
        construct: As in `diagnose`.
        entity: Likewise.
        data: Likewise.
        depth: The length of the key path at which the data stand.
    """

    construct: Construct
    entity: type
    data: object
    depth: int

    def diagnose_value(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Yield every mismatch of a value with its shape."""
        if not is_type(value, shape.sort):
            yield _report_wrong_type(value, shape, at)
            return
        look_closer = _CLOSER.get(shape.sort)
        if look_closer is not None:
            yield from look_closer(self, value, shape, at)

    def diagnose_table(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Yield every mismatch of a table with its class."""
        data, entity = cast("dict[str, object]", value), cast("type", shape.table)
        found = list(self.diagnose_keys(data, entity, at))
        yield from found
        if not found:
            try:
                self.construct(data, entity)
            except (ValueError, TypeError) as error:
                yield _report_refusal(error, entity, at)

    def diagnose_keys(self, data: dict[str, object], entity: type, at: KeyPath) -> Found:
        """Yield every mismatch of a table's keys and of their values."""
        fields = {field.key: field for field in fields_of(entity)}
        strange = [key for key in data if key not in fields]
        lost = self.find_lost_heading(strange, at) if len(strange) > 1 else None
        for key, value in data.items():
            if key in fields:
                yield from self.diagnose_value(value, fields[key].shape, (*at, key))
            elif lost is not None:
                if key == strange[0]:
                    yield report_lost_heading(strange, at, lost)
            else:
                free = [known for known in fields if known not in data or _are_halves(value, data[known])]
                yield _report_unknown_key(key, free, list(fields), at, self.find_owner(key, at))
        for key, field in fields.items():
            if field.required and key not in data:
                yield _report_missing_key(key, field.shape, at)

    def find_owner(self, key: str, at: KeyPath) -> KeyPath | None:
        """Return the table to which a key belongs that stands in another one: one around it, or one within it."""
        tables = _list_tables_on_the_way(self.entity, at[self.depth :])
        around = list(range(len(tables) - 2, -1, -1))
        if around and isinstance(self.data, dict) and key not in self.data:
            around = [0, *around]  # most often something is added at the end of the file
        for depth in around:
            here, entity = tables[depth]
            if any(field.key == key for field in fields_of(entity)):
                return (*at[: self.depth], *here)
        within = (
            (*at, field.key)
            for field in fields_of(tables[-1][1] if tables else self.entity)
            if (inner := field.shape.nested()) is not None and any(one.key == key for one in fields_of(inner))
        )
        elsewhere = find_table_lacking(self.data, self.entity, key)
        return next(within, (*at[: self.depth], *elsewhere) if elsewhere else None)

    def find_lost_heading(self, strange: list[str], at: KeyPath) -> LostHeading | None:
        """Return the heading below which several keys belong that are not known where they stand; None where there is none."""
        tables = _list_tables_on_the_way(self.entity, at[self.depth :])
        known = [field.key for field in fields_of(tables[-1][1])]
        if any(nearest_word(key, known) for key in strange):
            return None
        for here, entity in reversed(tables):
            for field in fields_of(entity):
                inner = field.shape.nested()
                if inner is not None and {one.key for one in fields_of(inner)}.issuperset(strange):
                    is_list = field.shape.sort is Sort.LIST
                    return LostHeading((*at[: self.depth], *here, field.key), is_list)
        return None

    def diagnose_items(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Yield every mismatch of a list's items."""
        for number, item in enumerate(cast("list[object]", value)):
            yield from self.diagnose_value(item, cast("Shape", shape.item), (*at, number))

    def diagnose_entries(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Yield every mismatch of the values of a table with free keys."""
        for key, item in cast("dict[str, object]", value).items():
            yield from self.diagnose_value(item, cast("Shape", shape.item), (*at, key))

    def diagnose_translated(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Yield every mismatch of a text in several languages."""
        if value == {}:
            yield Mismatch(
                at=at,
                sort=MismatchSort.NO_TEXT,
                message=_("{place} has no text in any language.").format(place=place(at)),
                remedy=_("Write {wanted}, or delete it.").format(wanted=describe_wanted_type(shape)),
                in_form=FormWords(remedy=ask_for_entry(shape)),
            )
        for language, text in value.items() if isinstance(value, dict) else ():
            if not is_known_language(language):
                yield _report_unknown_language(language, at)
            elif type(text) is not str:
                yield _report_wrong_type(text, Shape(sort=Sort.TEXT), (*at, language))

    def diagnose_choice(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Yield the mismatch of a text that is none of the choices."""
        if value not in [choice.value for choice in shape.choices]:
            yield _report_unknown_choice(str(value), shape, at)

    def diagnose_number(self, value: object, shape: Shape, at: KeyPath) -> Found:
        """Yield the mismatch of a number that is none, or too large for one."""
        if not is_number(value):
            yield Mismatch(
                at=at,
                sort=MismatchSort.NOT_A_NUMBER,
                message=_("{place} is not a number that ogpkit can calculate with.").format(place=place(at)),
                remedy=_("Write {wanted}.").format(wanted=describe_wanted_type(shape)),
                in_form=FormWords(remedy=ask_for_entry(shape)),
            )


_CLOSER: Final[Mapping[Sort, Callable[[_Pass, object, Shape, KeyPath], Found]]] = {
    Sort.TABLE: _Pass.diagnose_table,
    Sort.LIST: _Pass.diagnose_items,
    Sort.MAPPING: _Pass.diagnose_entries,
    Sort.TRANSLATED: _Pass.diagnose_translated,
    Sort.CHOICE: _Pass.diagnose_choice,
    Sort.NUMBER: _Pass.diagnose_number,
}


def _report_refusal(error: Exception, entity: type, at: KeyPath) -> Mismatch:
    """Return what a class has against its values; a validator of attrs says of which one, and more that nobody can read."""
    reason = str(error.args[0] if error.args else error)
    named = next((one.name for one in error.args if isinstance(one, attrs.Attribute)), "")
    quoted = _QUOTED.match(reason)
    name = named or (quoted[1] if quoted else "")
    key = next((field.key for field in fields_of(entity) if field.name == name), None)
    said = (
        _("The values of {place} contradict each other: {reason}.")
        if key is None
        else _("ogpkit cannot use the value of {place}: {reason}.")
    )
    here = at if key is None else (*at, key)
    return Mismatch(
        at=here,
        sort=MismatchSort.REFUSED,
        message=said.format(place=place(here), reason=shorten(reason, 200).rstrip(".")),
        remedy=_("Change one of them.") if key is None else _("Change it."),
    )


def _report_wrong_type(value: object, shape: Shape, at: KeyPath) -> Mismatch:
    remedy, suggestion = suggest_remedy(value, shape)
    instead, certain = coerce_obvious(value, shape)
    found, wanted = describe_found_type(value), describe_wanted_type(shape)
    says_it = wanted in remedy
    said = _("{place} cannot be {found}.") if says_it else _("{place} is {found}, but it needs {wanted}.")
    return Mismatch(
        at=at,
        sort=MismatchSort.WRONG_TYPE,
        message=said.format(place=place(at), found=found, wanted=wanted),
        remedy=remedy,
        in_form=FormWords(
            message=_("{place} cannot be {found}.").format(place=place(at), found=describe_found_in_form(value)),
            remedy=ask_for_entry(shape),
        ),
        suggestion=suggestion,
        mended=instead,
        certain=certain,
    )


def _list_tables_on_the_way(entity: type, at: KeyPath) -> list[tuple[KeyPath, type]]:
    """Return the tables from the whole file to a place, each with its key path without the numbers of items."""
    tables: list[tuple[KeyPath, type]] = [((), entity)]
    for key in at:
        field = next((field for field in fields_of(tables[-1][1]) if field.key == key), None)
        inner = field.shape.nested() if field is not None else None
        if inner is not None:
            tables.append(((*tables[-1][0], key), inner))
    return tables


def _are_halves(one: object, other: object) -> bool:
    """Tell whether two tables may be one: `titel.fr` beside `title.en`."""
    return isinstance(one, dict) and isinstance(other, dict) and not one.keys() & other.keys()


def _report_unknown_key(key: str, free: list[str], known: list[str], at: KeyPath, owner: KeyPath | None) -> Mismatch:
    suggestion = None if owner is not None and key not in known else nearest_word(key, free)
    taken = None if suggestion or owner is not None else nearest_word(key, known)
    in_form = ""
    if suggestion:
        remedy = _("Did you mean `{key}`?").format(key=suggestion)
    elif owner is not None:
        remedy = advise_to_move(key, at, owner)
        in_form = advise_to_move_in_form(key, owner)
    elif taken:
        remedy = _("`{key}` is already there. Delete this key.").format(key=taken)
        in_form = _("`{key}` is filled in already. Press “{button}”.").format(key=taken, button=_("Remove"))
    else:
        remedy = _("Known here: {keys}.").format(keys=", ".join(known))
        in_form = _("Press “{button}”, or correct its name in the file.").format(button=_("Remove"))
    lookalike = explain_lookalike(key, suggestion or taken)
    return Mismatch(
        at=(*at, key),
        sort=MismatchSort.UNKNOWN_KEY,
        message=_("The key {place} is not known here.").format(place=place((key,))),
        remedy=f"{remedy} {lookalike}".rstrip(),
        in_form=FormWords(
            message=_("No field here is called {place}.").format(place=place((key,))),
            remedy=f"{in_form} {lookalike}".rstrip() if in_form else "",
        ),
        suggestion=suggestion,
        meant=(*at, near) if (near := suggestion or taken) else (*owner, key) if owner is not None else None,
    )


def _report_missing_key(key: str, shape: Shape, at: KeyPath) -> Mismatch:
    return Mismatch(
        at=(*at, key),
        sort=MismatchSort.MISSING_KEY,
        message=_("{place} is missing.").format(place=place((key,))),
        remedy=_("Add it: {wanted}.").format(wanted=describe_wanted_type(shape)),
        in_form=FormWords(
            message=_("{place} is empty.").format(place=place((key,))),
            remedy=ask_for_entry(shape),
        ),
    )


def _report_unknown_language(language: str, at: KeyPath) -> Mismatch:
    suggestion = nearest_language(language)
    remedy = (
        _("Did you mean `{code}`?").format(code=suggestion)
        if suggestion
        else _("Use a code of ISO 639, for example `en`, `es` or `haw`.")
    )
    return Mismatch(
        at=(*at, language),
        sort=MismatchSort.NOT_A_LANGUAGE,
        message=_("{place} is not a language code.").format(place=place((language,))),
        remedy=remedy,
        suggestion=suggestion,
    )


def _report_unknown_choice(value: str, shape: Shape, at: KeyPath) -> Mismatch:
    allowed = [choice.value for choice in shape.choices]
    suggestion = nearest_word(value, allowed)
    everything = ", ".join(f'"{choice}"' for choice in allowed)
    remedy = (
        _('Did you mean "{value}"? Allowed: {allowed}.').format(value=suggestion, allowed=everything)
        if suggestion
        else _("Allowed: {allowed}.").format(allowed=everything)
    )
    remedy = f"{remedy} {explain_lookalike(value, suggestion)}".rstrip()
    return Mismatch(
        at=at,
        sort=MismatchSort.NOT_A_CHOICE,
        written=value,
        message=_('"{value}" is not a possible value of {place}.').format(value=shorten(value), place=place(at)),
        remedy=remedy,
        in_form=FormWords(remedy=ask_for_entry(shape)),
        suggestion=suggestion,
    )
