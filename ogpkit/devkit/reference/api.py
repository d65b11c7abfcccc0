"""The reference of `ogpkit.api`: pages for each of its modules, with everything that plugins import from it.

The pages are reStructuredText in the directives of Sphinx's Python domain, which makes the index, the links and `objects.inv` of
them. Sphinx's own autodoc does not serve here: it takes a class that has another name where it is defined for an alias and says
no more of it, and it spells types as they are named there.
"""

from __future__ import annotations

import ast
import enum
import inspect
import re
from functools import cached_property
from importlib import import_module
from itertools import groupby
from types import FunctionType
from typing import TYPE_CHECKING, Any, Final, ForwardRef

import attrs

from ogpkit.devkit.reference.docstrings import render_docstring, render_inline
from ogpkit.devkit.reference.members import (
    Member,
    find_class_origin,
    list_own_bases,
    list_public_members,
    read_texts_below,
)
from ogpkit.devkit.reference.names import API, map_public_names
from ogpkit.devkit.reference.signatures import render_signature
from ogpkit.devkit.reference.spelling import (
    Origin,
    find_origin,
    find_public_spelling,
    parse_module,
    read_metadata,
    spell,
    spell_tree,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_INDENT: Final = "   "
_LONGEST_VALUE: Final = 70
_PRIVATE: Final = re.compile(r"~(ogpkit\.(?!api\.)[\w.]+)")
_GIVEN: Final = "Given, not imported"
_LONGEST_PAGE: Final = 20_000
"""Characters; a page of the site is about six times as long, and may have 200 kB."""
_MEMBERS: Final = frozenset({"attribute", "method", "property"})
"""What the contents of a page leave out: with them, the theme took twice as long, and readers found less."""
_GROUPS: Final = ("Classes", "Functions", "Errors", "Types and values")


def render_api() -> dict[str, str]:
    """Return the pages of each module, as reStructuredText, by name: one with all its names, and others of a readable length."""
    described: set[str] = set()
    pages: dict[str, str] = {}
    for module in API:
        entries = [*_list_entries(module)]
        pages.update(_render_module(module, [*entries, *_list_private_entries(entries, described)]))
    return pages


@attrs.frozen
class _Entry:
    """What is said of one name.

    Attributes:
        group: The heading below which it is.
        name: The name.
        lines: The directives.
    """

    group: str
    name: str
    lines: tuple[str, ...]


def _list_entries(module: str) -> Iterator[_Entry]:
    loaded = import_module(module)
    for group in _GROUPS:
        names = [name for name in loaded.__all__ if _find_group(getattr(loaded, name)) == group]
        for name in sorted(names, key=str.lower):
            yield _Entry(group, name, tuple(_render_entry(module, name)))


def _list_private_entries(entries: Sequence[_Entry], described: set[str]) -> Iterator[_Entry]:
    """Yield entries of classes whose values plugins are given, but whose names they do not import.

    Args:
        entries: What a module has.
        described: What a page says already; grows.
    """
    lines = [line for entry in entries for line in entry.lines]
    while names := sorted(set(_PRIVATE.findall("\n".join(lines))) - described):
        described.update(names)
        found = [_Entry(_GIVEN, name.rpartition(".")[2], tuple(_describe_private(name))) for name in names]
        lines = [line for entry in found for line in entry.lines]
        yield from (entry for entry in found if entry.lines)


def _describe_private(path: str) -> Iterator[str]:
    module, _dot, name = path.rpartition(".")
    value = getattr(import_module(module), name)
    if isinstance(value, type) and (attrs.has(value) or issubclass(value, enum.Enum | tuple | Exception)):
        yield from _describe_class(name, value, [f":module: {module}"])


def _render_module(module: str, entries: Sequence[_Entry]) -> Iterator[tuple[str, str]]:
    """Yield the page of a module and those of its parts."""
    parts = list(_divide(entries))
    names = [f"{module}-{number}" for number in range(1, len(parts) + 1)]
    about = import_module(module).__doc__
    head = [module, "=" * len(module), "", f".. py:module:: {module}", "", *render_docstring(about, module)]
    toctree = [".. toctree::", f"{_INDENT}:maxdepth: 1", "", *(f"{_INDENT}{name}" for name in names), ""]
    yield module, "\n".join([*head, *toctree, *_render_names(module)]) + "\n"
    for name, part in zip(names, parts, strict=True):
        title = f"{module}: {part[0].name} to {part[-1].name}"
        yield name, "\n".join([title, "=" * len(title), "", *_render_part(module, part)]) + "\n"


def _divide(entries: Sequence[_Entry]) -> Iterator[list[_Entry]]:
    """Yield the entries in parts, each of which makes a page of a readable length."""
    part: list[_Entry] = []
    for entry in entries:
        if part and sum(len(line) for one in (*part, entry) for line in one.lines) > _LONGEST_PAGE:
            yield part
            part = []
        part.append(entry)
    yield part


def _render_names(module: str) -> Iterator[str]:
    """Yield a table of all names of a module for each group."""
    about = {name: words for (where, name), words in map_public_names().items() if where == module}
    loaded = import_module(module)
    for group in _GROUPS:
        names = sorted((name for name in about if _find_group(getattr(loaded, name)) == group), key=str.lower)
        yield from ((group, "-" * len(group), "", ".. list-table::", "") if names else ())
        for name in names:
            words = render_inline(" ".join(about[name].split()), module)
            yield from (f"{_INDENT}* - :py:obj:`~{module}.{name}`", f"{_INDENT}  - {words}")
        yield ""


def _render_part(module: str, part: Sequence[_Entry]) -> Iterator[str]:
    yield from (f".. py:currentmodule:: {module}", "")
    for group, entries in groupby(part, key=lambda entry: entry.group):
        yield from (group, "-" * len(group), "")
        if group == _GIVEN:
            yield from ("Plugins get values of these classes. They do not import the names.", "")
        yield from (line for entry in entries for line in entry.lines)


def _find_group(value: object) -> str:
    if isinstance(value, type):
        return "Errors" if issubclass(value, BaseException) else "Classes"
    return "Functions" if _find_function(value) else "Types and values"


def _find_function(value: Any) -> Callable[..., Any] | None:
    """Return what is called when a value is called, where that is a function; nobody calls a fixture."""
    is_function = not _is_fixture(value) and isinstance(inspect.unwrap(value), FunctionType)
    return value if is_function else None


def _is_fixture(value: object) -> bool:
    # where pytest is not installed, Sphinx puts something in its place that has every attribute but a class of its own
    return type(value).__module__.startswith("_pytest") or type(value).__module__ == "pytest"


def _render_entry(module: str, name: str) -> Iterator[str]:
    value = getattr(import_module(module), name)
    source = find_origin(*import_module("ogpkit.api._lazy").SOURCES[module][name])
    if isinstance(value, type):
        yield from _describe_class(name, value)
    elif function := _find_function(value):
        yield from _render_directive(
            "function", [name + render_signature(function)], _list_flags(function), _render_function_text(function)
        )
    else:
        yield from _describe_value(name, value, source)


def _render_directive(sort: str, heads: list[str], options: list[str], body: list[str]) -> Iterator[str]:
    """Yield the lines of a directive: what it describes, its options, and what is said below."""
    if sort in _MEMBERS:
        options = [*options, ":no-contents-entry:"]
    yield f".. py:{sort}:: {heads[0]}"
    yield from (f"{_INDENT}{' ' * len(f'py:{sort}::')} {head}" for head in heads[1:])
    yield from (f"{_INDENT}{option}" for option in options)
    yield ""
    yield from (f"{_INDENT}{line}".rstrip() for line in body)
    yield ""


def _render_function_text(function: Callable[..., Any]) -> list[str]:
    return render_docstring(function.__doc__, inspect.unwrap(function).__module__)


def _list_flags(function: Callable[..., Any]) -> list[str]:
    is_async = inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)
    is_abstract = getattr(function, "__isabstractmethod__", False)
    return [*([":async:"] if is_async else []), *([":abstractmethod:"] if is_abstract else [])]


def _describe_class(name: str, value: type, options: Sequence[str] = ()) -> Iterator[str]:
    body: list[str] = []
    bases = ", ".join(f":py:class:`{_spell_base(base)}`" for base in _list_shown_bases(value))
    body += [f"Bases: {bases}", ""] if bases else []
    body += render_docstring(value.__doc__, value.__module__)
    init = value.__init__  # type: ignore[misc]  # read, not called
    has_signature = isinstance(init, FunctionType) and not _is_protocol(value) and not issubclass(value, enum.Enum)
    is_ours = has_signature and any("__init__" in vars(base) for base in _list_ogpkit_bases(value))
    if is_ours and not init.__code__.co_filename.startswith("<attrs"):
        body += render_docstring(init.__doc__, init.__module__, is_titled=False)
    for member in list_public_members(value):
        body += _describe_member(member, value)
    sort = "exception" if issubclass(value, BaseException) else "class"
    arguments = render_signature(init, is_bound=True, owner=value).rpartition(" -> ") if is_ours else ("", "", "")
    yield from _render_directive(sort, [name + (arguments[0] or arguments[2])], list(options), body)


def _list_ogpkit_bases(value: type) -> Iterator[type]:
    return (base for base in value.__mro__ if base.__module__.partition(".")[0] == "ogpkit")


def _is_protocol(value: type) -> bool:
    return bool(getattr(value, "_is_protocol", False))


def _list_shown_bases(value: type) -> Iterator[type]:
    """Yield the classes from which one inherits and of which a reader can learn more; those of ogpkit are public ones."""
    hidden = [base for base in list_own_bases(value) if base is not value]
    for owner in (value, *hidden):
        for base in owner.__bases__:
            if base not in (object, *hidden) and base.__name__ != "Generic":
                yield base


def _spell_base(base: type) -> str:
    if base.__module__ == "builtins":
        return base.__name__
    if base.__module__.partition(".")[0] != "ogpkit":
        return f"{base.__module__}.{base.__name__}"
    return f"~{find_public_spelling(find_class_origin(base)) or find_class_origin(base).dotted}"


def _describe_member(member: Member, entity: type) -> Iterator[str]:
    value, module = member.value, member.owner.__module__
    if isinstance(value, type):
        yield from _describe_class(member.name, value)
    elif isinstance(value, property | cached_property):
        getter = value.func if isinstance(value, cached_property) else value.fget
        returned = inspect.get_annotations(getter).get("return", "object") if getter else "object"
        options = [f":type: {spell(returned, module)}"]
        yield from _render_directive("property", [member.name], options, render_docstring(member.about, module))
    elif inspect.isroutine(value) or isinstance(value, classmethod):
        yield from _describe_method(member)
    else:
        yield from _describe_attribute(member, entity)


def _describe_method(member: Member) -> Iterator[str]:
    value = member.value
    is_class, is_static = isinstance(value, classmethod), isinstance(value, staticmethod)
    function = value.__func__ if is_class or is_static else value
    options = [
        *([":classmethod:"] if is_class else []),
        *([":staticmethod:"] if is_static else []),
        *_list_flags(function),
    ]
    head = member.name + render_signature(function, is_bound=not is_static)
    yield from _render_directive("method", [head], options, render_docstring(function.__doc__, function.__module__))


def _describe_attribute(member: Member, entity: type) -> Iterator[str]:
    if isinstance(member.value, enum.Enum):
        label = getattr(member.value, "label", "")
        about = _render_member_text(member, entity) or (
            [render_inline(f"“{label}”", entity.__module__), ""] if label else []
        )
        yield from _render_directive("attribute", [member.name], [f":value: {member.value.value!r}"], about)
        return
    annotation, module = _find_annotation(entity, member.name)
    options = [f":type: {spell(annotation, module)}"] if annotation else []
    meanings = read_metadata(annotation, module)
    marked = (
        [render_inline(f"Annotated with {', '.join(f'`{one}`' for one in meanings)}.", module), ""] if meanings else []
    )
    yield from _render_directive("attribute", [member.name], options, [*_render_member_text(member, entity), *marked])


def _render_member_text(member: Member, entity: type) -> list[str]:
    return [render_inline(member.about, entity.__module__), ""] if member.about else []


def _find_annotation(entity: type, name: str) -> tuple[object, str]:
    """Return the type of an attribute with the module in which it was written; of an error, that of the argument of its name."""
    for base in entity.__mro__:
        if name in inspect.get_annotations(base):
            annotation = inspect.get_annotations(base)[name]
            # a class of keyword arguments keeps its annotations as references, not as text
            text = annotation.__forward_arg__ if isinstance(annotation, ForwardRef) else annotation
            return text, base.__module__
    init = entity.__init__  # type: ignore[misc]
    if isinstance(init, FunctionType):
        return inspect.get_annotations(init).get(name), init.__module__
    return None, ""


def _describe_value(name: str, value: object, source: Origin) -> Iterator[str]:
    node = next(node for node in parse_module(source.module).body if _is_definition(node, source.name))
    said = read_texts_below(parse_module(source.module).body).get(source.name, "")
    body = render_docstring(said, source.module)
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):  # which a decorator has made something else
        body = render_docstring(ast.get_docstring(node), source.module)
        yield from _render_directive("data", [name], [f":type: {_spell_decorated_type(value, node, source)}"], body)
    elif not isinstance(value, _VALUES) and isinstance(node, ast.Assign) and _is_type(value):
        yield from _render_directive("type", [name], [f":canonical: {spell_tree(node.value, source.module)}"], body)
    else:
        yield from _render_directive("data", [name], _list_value_options(value, node, source), body)


_VALUES: Final = (str, int, float, bytes, tuple, list, dict, re.Pattern)


def _is_type(value: object) -> bool:
    return hasattr(value, "__origin__") or hasattr(value, "__args__") or type(value).__module__ in ("types", "typing")


def _is_definition(node: ast.stmt, name: str) -> bool:
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        return any(isinstance(one, ast.Name) and one.id == name for one in targets)
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name == name


def _list_value_options(value: object, node: ast.stmt, source: Origin) -> list[str]:
    annotation = ast.unparse(node.annotation) if isinstance(node, ast.AnnAssign) else "Final"
    declared = re.fullmatch(r"Final(?:\[(.*)\])?", annotation, re.DOTALL)
    inner = declared[1] if declared else annotation
    options = [f":type: {spell(inner, source.module) if inner else _spell_base(type(value))}"]
    words = f"re.compile({value.pattern!r})" if isinstance(value, re.Pattern) else repr(value)
    is_short = len(words) <= _LONGEST_VALUE and not words.startswith("<") and isinstance(value, _VALUES)
    return [*options, f":value: {words}"] if is_short else options


def _spell_decorated_type(value: object, node: ast.FunctionDef | ast.AsyncFunctionDef, source: Origin) -> str:
    if _is_fixture(value) and node.returns is not None:  # what a test is given
        return spell_tree(node.returns, source.module)
    return _spell_base(type(value))
