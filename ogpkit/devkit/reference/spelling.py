"""Names as plugins write them: whatever stands in an annotation or in a docstring is spelt as it is imported from the API.

Annotations are read from the source, not evaluated: many of their names are imported for type checkers alone, and an alias
such as `KeyPath` is to stay one.
"""

from __future__ import annotations

import ast
import copy
import inspect
import re
import sys
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar, get_origin

import attrs

from ogpkit.devkit.reference.names import API

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_PACKAGE: Final = "ogpkit"
_DOTTED: Final = re.compile(r"[A-Za-z_][\w.]*")


@attrs.frozen
class Origin:
    """Where a name is defined.

    Attributes:
        module: The module; empty for a name of the language itself.
        name: The name there, with dots where it is an attribute of another one; empty for the module itself.
    """

    module: str
    name: str

    @property
    def dotted(self) -> str:
        """Module and name in one."""
        return ".".join(filter(None, (self.module, self.name)))


@cache
def parse_module(module: str) -> ast.Module:
    """Return the source of a module as a tree."""
    return ast.parse(inspect.getsource(import_module(module)))


def find_origin(module: str, name: str) -> Origin:
    """Return where a name that a module uses is defined, whichever modules of ogpkit pass it on."""
    seen: set[tuple[str, str]] = set()
    while module.partition(".")[0] == _PACKAGE and (module, name) not in seen:
        seen.add((module, name))
        here = _read_namespace(module).get(name)
        if here is None:
            return Origin("", name)
        if (here.module, here.name) == (module, name) or not here.name:
            return here
        module, name = here.module, here.name
    return Origin(module, name)


@cache
def _read_namespace(module: str) -> Mapping[str, Origin]:
    """Return what a module defines and imports, for Python or for type checkers, by name."""
    found: dict[str, Origin] = {}
    for node in _list_statements(parse_module(module).body):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.update({one.asname or one.name: Origin(node.module, one.name) for one in node.names})
        elif isinstance(node, ast.Import):
            found.update({one.asname or one.name.partition(".")[0]: Origin(one.name, "") for one in node.names})
        elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            found[node.name] = Origin(module, node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found.update({one.id: Origin(module, one.id) for one in targets if isinstance(one, ast.Name)})
    return found


def _list_statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    for node in body:
        yield node
        if isinstance(node, ast.If | ast.Try):
            yield from _list_statements([*node.body, *node.orelse])


@cache
def _map_public_names() -> Mapping[Origin, str]:
    """Return for each public name where it is defined the name under which plugins import it."""
    for module in API:
        import_module(module)
    sources = import_module("ogpkit.api._lazy").SOURCES  # by name, as the modules: the API stands above its reference
    return {find_origin(*place): f"{module}.{name}" for module in API for name, place in sources[module].items()}


@cache
def _map_defined_names() -> Mapping[str, str]:
    """Return the public name for each name that only one public thing bears where it is defined or imported from."""
    found: dict[str, set[str]] = {}
    for origin, public in _map_public_names().items():
        own_name = public.rpartition(".")[2]
        # a constant with another name where it is defined may be a placeholder in a text, such as `COUNTRY`
        for name in {own_name} if origin.name.isupper() else {origin.name, own_name}:
            found.setdefault(name, set()).add(public)
    return {name: next(iter(publics)) for name, publics in found.items() if len(publics) == 1}


def find_public_spelling(origin: Origin) -> str:
    """Return the public name of what is defined somewhere, or of the attribute of it; empty where plugins cannot have it."""
    name, _dot, rest = origin.name.partition(".")
    public = _map_public_names().get(Origin(origin.module, name), "")
    return f"{public}.{rest}" if public and rest else public


def strip_module(public: str) -> str:
    """Return a public name without its module: `Kind.consents` for the attribute of a class."""
    module = max((module for module in API if public.startswith(f"{module}.")), key=len, default="")
    return public.removeprefix(f"{module}.")


def find_public_error(name: str, module: str) -> str:
    """Return the public name of an error that a docstring names, or the name as Python has it.

    Args:
        name: The name, with the module or the class in which it is.
        module: The module in which the docstring stands.
    """
    base, dot, rest = name.partition(".")
    origin = find_origin(module, base)
    if not origin.module:
        return _map_defined_names().get(base, base) + dot + rest
    return (find_public_spelling(origin) or origin.dotted) + dot + rest


def find_public_mention(words: str, module: str) -> str:
    """Return the public name of what a docstring mentions, or an empty string for other words.

    Args:
        words: What stands between backticks.
        module: The module in which the docstring stands.
    """
    name = words.removesuffix("()")
    if not _DOTTED.fullmatch(name):
        return ""
    if name.startswith(f"{_PACKAGE}."):
        return _find_public_path(name)
    base, _dot, rest = name.partition(".")
    is_a_name = base[0].isupper() or words.endswith("()") or bool(rest) or "_" in base.strip("_")
    origin = find_origin(module, base)
    public = find_public_spelling(origin) if origin.module else _map_defined_names().get(base, "")
    if not is_a_name or not public:
        return ""
    return f"{public}.{rest}" if rest else public


def _find_public_path(path: str) -> str:
    """Return the public name for a name with the module in which it is, if both are there."""
    for module in API:
        name = path.removeprefix(f"{module}.")
        if name.partition(".")[0] in import_module(module).__all__:
            return path
    module, _dot, name = path.rpartition(".")
    try:
        return find_public_spelling(find_origin(module, name))
    except (ImportError, OSError):
        return ""


def spell(annotation: object, module: str) -> str:
    """Return an annotation with the names that plugins use, most of them marked with `~` so that the last part is shown.

    Args:
        annotation: The annotation, as a string or as a value.
        module: The module in which it stands.
    """
    if annotation is None or annotation is type(None):
        return "None"
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return _mark_name(find_origin(annotation.__module__, annotation.__qualname__))
    return spell_tree(ast.parse(str(annotation), mode="eval").body, module)


def spell_tree(tree: ast.expr, module: str) -> str:
    """Return an annotation that was parsed already, spelt as `spell` does."""
    return ast.unparse(_Speller(module).visit(tree))


def read_metadata(annotation: object, module: str) -> tuple[str, ...]:
    """Return what an annotation says beside the type, in `Annotated`, as plugins would write it."""
    if not isinstance(annotation, str):
        return ()
    found: list[str] = []
    for node in ast.walk(ast.parse(annotation, mode="eval")):
        if _is_annotated(node, module):
            found.extend(_spell_plain(one, module) for one in node.slice.elts[1:])  # type: ignore[attr-defined]
    return tuple(found)


def _spell_plain(tree: ast.expr, module: str) -> str:
    spelt: str = ast.unparse(_Speller(module).visit(tree))
    return re.sub(r"~(?:\w+\.)*?([A-Z])", r"\1", spelt)


def _is_annotated(node: ast.AST, module: str) -> bool:
    return (
        isinstance(node, ast.Subscript)
        and isinstance(node.value, ast.Name)
        and find_origin(module, node.value.id) == Origin("typing", "Annotated")
    )


def _mark_name(origin: Origin) -> str:
    public = find_public_spelling(origin)
    if public:
        return f"~{public}"
    top = origin.module.partition(".")[0]
    is_short = top in sys.stdlib_module_names or top == _PACKAGE  # of others one wants to know whose they are
    if top in ("", "builtins") or not origin.name:
        return origin.name or origin.module
    return f"~{origin.dotted}" if is_short else origin.dotted


class _Speller(ast.NodeTransformer):
    """Puts public names in the place of those that the source has."""

    def __init__(self, module: str) -> None:
        self._module = module

    def visit_Name(self, node: ast.Name) -> ast.expr:
        origin = find_origin(self._module, node.id)
        if not origin.module or _is_type_variable(origin):
            return node
        alias = None if find_public_spelling(origin) else _find_private_alias(origin)
        return _Speller(origin.module).visit(alias) if alias is not None else ast.Name(id=_mark_name(origin))

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        value = self.visit(node.value)
        if not isinstance(value, ast.Name):
            return node
        is_short = value.id.partition(".")[0] in sys.stdlib_module_names
        return ast.Name(id=f"~{value.id}.{node.attr}" if is_short else f"{value.id}.{node.attr}")

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        if not isinstance(node.value, str):
            return node
        quoted: ast.expr = self.visit(ast.parse(node.value, mode="eval").body)
        return quoted

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if _is_annotated(node, self._module):
            inner: ast.expr = self.visit(node.slice.elts[0])  # type: ignore[attr-defined]
            return inner
        value = self.visit(node.value)
        is_literal = isinstance(value, ast.Name) and value.id == "~typing.Literal"
        return ast.Subscript(value=value, slice=node.slice if is_literal else self.visit(node.slice), ctx=node.ctx)


def _find_private_alias(origin: Origin) -> ast.expr | None:
    """Return what a name stands for that plugins cannot import and that only abbreviates a type."""
    if origin.module.partition(".")[0] != _PACKAGE:
        return None
    for node in parse_module(origin.module).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(one, ast.Name) and one.id == origin.name for one in targets):
                return copy.deepcopy(node.value)
    return None


def _is_type_variable(origin: Origin) -> bool:
    if origin.module.partition(".")[0] != _PACKAGE:
        return False
    value = getattr(import_module(origin.module), origin.name, None)
    return isinstance(value, TypeVar | ParamSpec)
