"""Whether the values of a plugin are of the types that their attrs classes declare; one pass for all of them."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from inspect import getmodule
from typing import Annotated, Any, Final, TypeAlias

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.model.keypath import KeyPath
from ogpkit.plugins.examples import FilesOnDemand
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line


@attrs.frozen
class TypeMismatch:
    """Attribute, or an item in one, that is of another type than its class declares.

    Attributes:
        attribute: Where it stands, for example `DueDate.due`.
        given: The name of the type that it has.
        wanted: The annotation of the type that it has to have.
    """

    attribute: str
    given: str
    wanted: object


class UnexpectedType(OgpkitError):
    """Raised when a plugin gave something else than it was asked for."""


Test: TypeAlias = Callable[[Any, str], TypeMismatch | None]
"""Tells what does not fit in a value, which stands at an attribute."""


def verify_type(value: object, wanted: type, *, is_exact: bool = False) -> None:
    """Refuse a value that is not of a class, or of which an attribute is not of the type that its class declares.

    Args:
        is_exact: Whether it must not be of a class derived from that.

    Raises:
        UnexpectedType: It does not fit.
    """
    if not isinstance(value, wanted) or (is_exact and type(value) is not wanted):
        raise UnexpectedType(
            _("It returned a {given} instead of a {wanted}.").format(
                given=sanitize_line(type(value).__name__), wanted=wanted.__name__
            )
        )
    verify_attributes(value)


def verify_optional(value: object, wanted: type) -> None:
    """Refuse a value as `verify_type` does, unless there is none.

    Raises:
        UnexpectedType: It does not fit.
    """
    if value is not None:
        verify_type(value, wanted)


def verify_attributes(value: object) -> None:
    """Refuse an instance of an attrs class of which an attribute is not of the type that its class declares.

    Raises:
        UnexpectedType: An attribute does not fit.
    """
    misfit = find_misfit(value)
    if misfit is not None:
        raise UnexpectedType(
            _("{attribute} is of type {given}. It has to be of type {wanted}.").format(
                attribute=misfit.attribute, given=sanitize_line(misfit.given), wanted=_name_type(misfit.wanted)
            )
        )


def find_misfit(value: Any) -> TypeMismatch | None:
    """Return the first attribute of an instance that is not of the type that its class declares.

    What a function takes and gives is not looked at, nor what is declared with a type that only type checkers know.
    """
    return _test_of_class(type(value))(value, "") if attrs.has(type(value)) else None


def _accept_anything(_value: object, _attribute: str) -> None:
    """Find nothing against a value."""


class _Names(dict[str, object]):
    """Names of a module; one that only type checkers know stands for any type."""

    def __missing__(self, name: str) -> object:
        return getattr(typing, name, None) or _BUILTINS.get(name, Any)


_BUILTINS: Final[Mapping[str, object]] = {
    one.__name__: one for one in (str, int, float, bool, bytes, object, type, tuple, list, dict, set, frozenset)
}


def _test_of_class(entity: type) -> Test:
    """Return the test of the attributes of an attrs class."""
    return _make_class_test(typing.cast("Hashable", entity))


@cache
def _make_class_test(entity: Any) -> Test:
    hints = _read_hints(entity)
    tests = tuple(
        (field.name, test)
        for field in attrs.fields(entity)
        if (test := _test_of(hints.get(field.name, Any))) is not _accept_anything
    )

    def find_in_attributes(value: object, _attribute: str) -> TypeMismatch | None:
        for name, test in tests:
            misfit = test(getattr(value, name), f"{entity.__name__}.{name}")
            if misfit is not None:
                return misfit
        return None

    return find_in_attributes


def _read_hints(entity: type) -> Mapping[str, object]:
    names = _Names()
    for owner in reversed(entity.__mro__):
        names.update(vars(getmodule(owner) or types.ModuleType("")))
    try:
        return typing.get_type_hints(entity, localns=names, include_extras=True)
    except Exception:  # noqa: BLE001  what cannot be read is only for type checkers
        return {}


def _test_of(wanted: object) -> Test:
    """Return the test of one annotation."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if origin is Annotated:
        return _test_of(arguments[0])
    if origin in (typing.Union, types.UnionType):
        return _test_of_union(wanted, arguments)
    if origin is typing.Literal:
        return _make_test(wanted, lambda value: value in arguments)
    if origin is tuple:
        return _test_of_tuple(wanted, arguments)
    if origin is not None:
        return _test_of_generic(wanted, origin, arguments)
    return _test_of_plain(wanted)


def _test_of_plain(wanted: object) -> Test:
    if wanted is None or wanted is type(None):
        return _make_test(wanted, lambda value: value is None)
    if wanted is date:  # a moment is a date for Python, and cannot be compared with one
        return _make_test(wanted, lambda value: isinstance(value, date) and not isinstance(value, datetime))
    if wanted is float:
        return _make_test(wanted, lambda value: isinstance(value, int | float))
    if wanted in (object, Any) or not isinstance(wanted, type):
        return _accept_anything
    if attrs.has(wanted):
        return _test_of_nested(wanted)
    return _test_of_instance(wanted)


def _test_of_instance(wanted: type) -> Test:
    return _make_test(wanted, lambda value: isinstance(value, wanted))


def _test_of_nested(wanted: type) -> Test:
    """Return the test of a value that is an instance of an attrs class itself, whose own test may not be made yet."""

    def find_in_instance(value: Any, attribute: str) -> TypeMismatch | None:
        if not isinstance(value, wanted):
            return _misfit(value, attribute, wanted)
        return _test_of_class(value.__class__)(value, attribute)

    return find_in_instance


def _test_of_union(wanted: object, members: tuple[object, ...]) -> Test:
    classes = tuple(member for member in members if isinstance(member, type) and attrs.has(member))
    # a cell of a table takes whatever can be written, a moment too
    tests = tuple(
        _test_of_instance(member) if member is date and str in members else _test_of(member) for member in members
    )

    def find_in_union(value: Any, attribute: str) -> TypeMismatch | None:
        if classes and isinstance(value, classes):
            return _test_of_class(value.__class__)(value, attribute)
        fits = any(test(value, attribute) is None for test in tests)
        return None if fits else _misfit(value, attribute, wanted)

    return _accept_anything if _accept_anything in tests else find_in_union


def _test_of_tuple(wanted: object, members: tuple[object, ...]) -> Test:
    if not members or members[-1] is ...:
        sort = tuple if wanted == KeyPath else list | tuple  # places are looked up, which a list cannot be
        return _test_of_items(wanted, sort, members[0] if members else Any)
    tests = tuple(_test_of(member) for member in members)

    def find_in_parts(value: object, attribute: str) -> TypeMismatch | None:
        if not isinstance(value, list | tuple) or len(value) != len(tests):
            return _misfit(value, attribute, wanted)
        found = (test(part, f"{attribute}[]") for test, part in zip(tests, value, strict=True))
        return next(filter(None, found), None)

    return find_in_parts


def _test_of_items(wanted: object, sort: Any, member: object) -> Test:
    """Return the test of something that is gone through; a text is none, although Python goes through its letters."""
    test = _test_of(member)

    def find_in_items(value: Any, attribute: str) -> TypeMismatch | None:
        if isinstance(value, str) or not isinstance(value, sort):
            return _misfit(value, attribute, wanted)
        if test is _accept_anything:
            return None
        return next(filter(None, (test(item, f"{attribute}[]") for item in value)), None)

    return find_in_items


def _test_of_generic(wanted: object, origin: object, arguments: tuple[object, ...]) -> Test:
    if origin is _CALLABLE:
        return _make_test(wanted, callable)
    if origin is type:
        return _make_test(wanted, lambda value: isinstance(value, type))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _test_of_mapping(wanted, arguments)
    if isinstance(origin, type) and issubclass(origin, Sequence | frozenset):
        return _test_of_items(wanted, list | tuple if issubclass(origin, Sequence) else origin, arguments[0])
    if isinstance(origin, type) and issubclass(origin, Iterable):
        return _make_test(wanted, lambda value: isinstance(value, Iterable) and not isinstance(value, str))
    return _test_of_plain(origin)


def _test_of_mapping(wanted: object, members: tuple[object, ...]) -> Test:
    key_test, item_test = (_test_of(member) for member in members)

    def find_in_entries(value: object, attribute: str) -> TypeMismatch | None:
        if not isinstance(value, Mapping):
            return _misfit(value, attribute, wanted)
        if isinstance(value, FilesOnDemand):  # ogpkit makes them itself, and not for every check
            return None
        found = (key_test(key, f"{attribute}[]") or item_test(item, f"{attribute}[]") for key, item in value.items())
        return next(filter(None, found), None)

    return find_in_entries


_CALLABLE: Final = typing.get_origin(Callable[[], None])


def _make_test(wanted: object, fits: Callable[[Any], bool]) -> Test:
    return lambda value, attribute: None if fits(value) else _misfit(value, attribute, wanted)


def _misfit(value: object, attribute: str, wanted: object) -> TypeMismatch:
    return TypeMismatch(attribute, type(value).__name__, wanted)


def _name_type(wanted: object) -> str:
    """Return what an author calls a type, for example `date | None` or `tuple[Place, ...]`."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if origin in (typing.Union, types.UnionType):
        return " | ".join(map(_name_type, arguments))
    if origin is _CALLABLE:
        return "Callable"
    if wanted is type(None) or wanted is ...:
        return "None" if wanted is not ... else "..."
    name = str(getattr(origin or wanted, "__name__", wanted))
    return f"{name}[{', '.join(map(_name_type, arguments))}]" if arguments else name
