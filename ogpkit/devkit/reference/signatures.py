"""Signatures as plugins see them: with public names, and with defaults as one would write them."""

from __future__ import annotations

import contextlib
import inspect
import types
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.devkit.reference.spelling import spell

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST_DEFAULT: Final = 60


@attrs.frozen
class _Code:
    """Something that a signature prints as it is."""

    words: str

    def __repr__(self) -> str:
        return self.words


def render_signature(function: Callable[..., Any], *, is_bound: bool = False, owner: type | None = None) -> str:
    """Return the arguments of something that can be called, and what it gives.

    Args:
        function: A function or a class.
        is_bound: Whether its first argument is given already, as that of a method is.
        owner: The class in whose name a method is called; its attributes say in which module a type was written.
    """
    plain = inspect.unwrap(function)
    found = inspect.signature(plain)
    parameters = list(found.parameters.values())[1 if is_bound else 0 :]
    module = plain.__module__
    shown = [
        one.replace(
            annotation=_render_annotation(one.annotation, _find_field_module(owner, one.name) or module),
            default=one.default if one.default is inspect.Parameter.empty else _Code(_render_default(one.default)),
        )
        for one in parameters
    ]
    returned = _Code(_render_return(function, found.return_annotation, module))
    has_return = found.return_annotation is not inspect.Signature.empty and not isinstance(function, type)
    return str(found.replace(parameters=shown, return_annotation=returned if has_return else inspect.Signature.empty))


def _render_annotation(annotation: object, module: str) -> object:
    return annotation if annotation is inspect.Parameter.empty else _Code(spell(annotation, module))


def _find_field_module(owner: type | None, name: str) -> str:
    """Return the module of the class that declares an attribute; a class that inherits it need not know its type."""
    for base in owner.__mro__ if owner else ():
        if name in inspect.get_annotations(base):
            return base.__module__
    return ""


def _render_default(value: object) -> str:
    if value is attrs.NOTHING or isinstance(value, types.FunctionType | types.MethodType | types.MappingProxyType):
        return "..."  # made anew each time, or of no concern to whoever calls
    if isinstance(value, Enum):
        return f"{type(value).__name__}.{value.name}"
    words = value.__qualname__ if isinstance(value, type) else repr(value)
    return words if len(words) <= _LONGEST_DEFAULT and not words.startswith("<") else "..."


def _render_return(function: object, annotation: object, module: str) -> str:
    """Return what a call gives; of a context manager its source says only what it yields."""
    spelt = spell(annotation, module) if annotation is not inspect.Signature.empty else ""
    code = getattr(function, "__code__", None)
    if hasattr(function, "__wrapped__") and code and code.co_filename == contextlib.__file__:
        inner = spelt[spelt.index("[") + 1 : -1]
        manager = "AbstractAsyncContextManager" if "Async" in spelt.partition("[")[0] else "AbstractContextManager"
        return f"~contextlib.{manager}[{inner}]"
    return spelt
