"""What a public class has that plugins may use: its own, and what it has from classes of ogpkit that are not public."""

from __future__ import annotations

import ast
import inspect
from enum import Enum
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

import ogpkit
from ogpkit.devkit.reference.spelling import Origin, find_origin, find_public_spelling, parse_module
from ogpkit.schema.fields import attribute_docs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_PACKAGE: Final = "ogpkit"
_FOLDER: Final = str(Path(str(ogpkit.__file__)).parent)
_HANDLERS: Final = ("on_", "watch_")
"""How the methods begin that Textual calls and nobody else."""


@attrs.frozen
class Member:
    """Attribute, method or class in a class.

    Attributes:
        name: Its name.
        value: What the class has under this name; None for an attribute that only its instances have.
        owner: The class that has it first.
        about: What its docstring or the one of its class says.
    """

    name: str
    value: Any
    owner: type
    about: str


def list_public_members(entity: type) -> tuple[Member, ...]:
    """Return the attributes of a class in the order of their declaration, then all else that it has, by name."""
    found = {member.name: member for member in (*_list_attributes(entity), *_list_others(entity))}
    is_attribute = {name: _is_plain(member) for name, member in found.items()}
    attributes = [member for name, member in found.items() if is_attribute[name]]
    others = sorted((member for name, member in found.items() if not is_attribute[name]), key=lambda one: one.name)
    return (*attributes, *others)


def _is_plain(member: Member) -> bool:
    value = member.value
    return not (inspect.isroutine(value) or isinstance(value, type | property | cached_property | classmethod))


def _list_attributes(entity: type) -> Iterator[Member]:
    about = attribute_docs(entity)
    if issubclass(entity, Enum):
        for name, value in entity.__members__.items():
            yield Member(name, value, entity, _read_class_texts(entity).get(name, "") or about.get(name, ""))
        about = {name: words for name, words in about.items() if name not in entity.__members__}
    names = [field.name for field in attrs.fields(entity)] if attrs.has(entity) else []
    for name in dict.fromkeys([*names, *about]):
        if not name.startswith("_"):
            yield Member(name, None, entity, about.get(name, ""))


def _list_others(entity: type) -> Iterator[Member]:
    seen = {member.name for member in _list_attributes(entity)}
    for owner in list_own_bases(entity):
        for name, there in vars(owner).items():
            value = _read_property(owner, name) if inspect.ismemberdescriptor(there) else there
            if name not in seen and _is_for_plugins(name, value, entity):
                seen.add(name)
                yield Member(name, value, owner, _find_member_text(owner, name, value))


def list_own_bases(entity: type) -> Iterator[type]:
    """Yield the class itself, and the classes of ogpkit from which it inherits and that are not public themselves."""
    yield entity
    for base in entity.__mro__[1:]:
        if base.__module__.partition(".")[0] == _PACKAGE and not find_public_spelling(find_class_origin(base)):
            yield base


def find_class_origin(value: Any) -> Origin:
    """Return where a class is defined, in another class perhaps."""
    base, dot, rest = value.__qualname__.partition(".")
    origin = find_origin(value.__module__, base)
    return Origin(origin.module or value.__module__, f"{origin.name}{dot}{rest}")


def _is_for_plugins(name: str, value: Any, entity: type) -> bool:
    if name.startswith("__"):
        return name != "__init__" and _is_written_special(value, name, entity)
    if name.startswith(("_", *_HANDLERS)) or isinstance(value, Enum):
        return False
    if isinstance(value, type):
        return value.__module__.partition(".")[0] == _PACKAGE
    # a widget that a class looks up is a descriptor too, and its own business
    is_function = inspect.isroutine(value) and callable(value)
    has_code = is_function or isinstance(value, property | cached_property | classmethod)
    return has_code and not _is_of_elsewhere(name, entity)


def _is_written_special(value: Any, name: str, entity: type) -> bool:
    """Tell whether a special method stands in the source, where others have made theirs, and says more than that there is one."""
    code = getattr(value, "__code__", None)
    is_written = code is not None and code.co_filename.startswith(_FOLDER)
    return bool(is_written and value.__doc__ and not _is_of_elsewhere(name, entity))


def _is_of_elsewhere(name: str, entity: type) -> bool:
    """Tell whether a class of another library has the name too, so that its documentation says what it is."""
    others = (base for base in entity.__mro__ if base.__module__.partition(".")[0] not in (_PACKAGE, "builtins"))
    return any(name in vars(base) for base in others)


def _find_member_text(owner: type, name: str, value: Any) -> str:
    said = getattr(value, "__doc__", "") or ""
    return inspect.cleandoc(said) if _read_class_texts(owner).get(name) is None else _read_class_texts(owner)[name]


def _read_property(owner: type, name: str) -> property | None:
    """Return a property from the source of a class of which attrs has made a slot, as it does of those that are cached."""
    for node in _find_class_body(owner):
        if isinstance(node, ast.FunctionDef) and node.name == name:
            found = property(lambda _self: None, doc=ast.get_docstring(node))
            if found.fget and node.returns:
                found.fget.__annotations__["return"] = ast.unparse(node.returns)
            return found
    return None


def _find_class_body(entity: type) -> list[ast.stmt]:
    body: list[ast.stmt] = parse_module(entity.__module__).body
    for name in entity.__qualname__.split("."):
        body = next((one.body for one in body if isinstance(one, ast.ClassDef) and one.name == name), [])
    return body


@cache
def _read_class_texts(entity: type) -> Mapping[str, str]:
    """Return the texts that stand below the attributes of a class in its source."""
    return read_texts_below(_find_class_body(entity))


def read_texts_below(body: list[ast.stmt]) -> dict[str, str]:
    """Return for each value of a module or a class the text below it, by name."""
    found: dict[str, str] = {}
    for node, below in pairwise(body):
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(below, ast.Expr):
            said = below.value.value if isinstance(below.value, ast.Constant) else None
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update({one.id: said for one in targets if isinstance(one, ast.Name) and isinstance(said, str)})
    return found
