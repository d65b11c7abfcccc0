"""Document kinds: which files there are, where each lies, and what class describes its content.

A kind is declared once. The codec, the check, the form, the schema, the columns of imports and exports and the reference
all come from its class and its path pattern.
"""

from __future__ import annotations

import re
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

import attrs

from ogpkit import serve_old_methods

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

E = TypeVar("E")

_NAMES: Final = {
    "country": r"[A-Za-z]{2}(?:-[^/]+)?",
    "cycle": r"[^/]+",
    "year": r"[0-9]{4}",
}
"""What a placeholder may stand for; any other placeholder is one part of a path."""

_EXAMPLE_NAMES: Final = {"country": "XX", "cycle": "2012-2013", "year": "2012"}

SHARED_NAMES: Final = frozenset(_NAMES)
"""The placeholders that mean the same in every kind."""


@attrs.frozen
class NamePattern:
    r"""What one name in a path looks like, for example `NamePattern(r"[0-9]{4}-q[1-4]", example="2024-q1")`.

    Attributes:
        text: A regular expression that the whole name matches.
        example: A name of this form; people see it where a file has another name.
    """

    text: str
    example: str

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        return re.compile(self.text)

    def matches(self, name: str) -> bool:
        """Tell whether a name has this form."""
        return self._expression.fullmatch(name) is not None


@attrs.frozen
class PathPattern:
    """Where the documents of a kind lie, for example `countries/{country}/eligibility/{year}.toml`.

    Attributes:
        text: A relative path with `/`, in which `{name}` stands for one part of the path. `{country}`, `{cycle}` and
            `{year}` mean the same in every kind.
        constraints: The form of a name, for placeholders whose files are not all called as people like.
    """

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods("ogpkit.api.PathPattern", path="fill")

    text: str
    constraints: Mapping[str, NamePattern] = attrs.field(factory=dict, hash=False)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Return the placeholders, from left to right."""
        return tuple(re.findall(r"\{(\w+)\}", self.text))

    @cached_property
    def _beginning(self) -> str:
        """Return what stands before the first placeholder."""
        return self.text.partition("{")[0]

    @cached_property
    def _expression(self) -> re.Pattern[str]:
        parts = re.split(r"\{(\w+)\}", self.text)
        return re.compile(
            "".join(
                f"(?P<{part}>{_NAMES.get(part, '[^/]+')})" if index % 2 else re.escape(part)
                for index, part in enumerate(parts)
            ),
        )

    def match(self, path: str) -> Mapping[str, str] | None:
        """Return the names in a path, or None when the path is not of this pattern.

        Args:
            path: A path relative to the workspace, with `/`.
        """
        if not path.startswith(self._beginning):  # most kinds lie elsewhere, and their expression is not even made
            return None
        found = self._expression.fullmatch(path)
        return found.groupdict() if found and not self.find_misnamed(found.groupdict()) else None

    def match_loosely(self, path: str, *, ignores_case: bool = False) -> Mapping[str, str] | None:
        """Return the names in a path that is of this pattern but for the form of the names; None where it is not.

        Args:
            path: A path relative to the workspace, with `/`.
            ignores_case: Whether capital letters may stand for small ones.
        """
        parts = re.split(r"\{(\w+)\}", self.text)
        loose = "".join(f"(?P<{part}>[^/]+)" if number % 2 else re.escape(part) for number, part in enumerate(parts))
        found = re.fullmatch(loose, path, re.IGNORECASE if ignores_case else 0)
        return found.groupdict() if found else None

    def list_near(self, path: str) -> Iterator[Mapping[str, str]]:
        """Yield the names in a path that is of this pattern but for one folder, or for the name of the file where that is fixed.

        Args:
            path: A path relative to the workspace, with `/`.
        """
        shape, parts = self.text.split("/"), path.split("/")
        if len(parts) == len(shape):
            for number in range(len(parts)):
                if "{" not in shape[number] and shape[number] != parts[number]:
                    names = self.match_loosely("/".join([*parts[:number], shape[number], *parts[number + 1 :]]))
                    yield from (names,) if names is not None else ()
        elif len(parts) == len(shape) - 1:
            for number in range(len(shape) - 1):
                if "{" not in shape[number]:
                    names = self.match_loosely("/".join([*parts[:number], shape[number], *parts[number:]]))
                    yield from (names,) if names is not None else ()

    def count_shared_folders(self, path: str) -> int:
        """Return how many folders a path has in common with this pattern, from the left.

        Args:
            path: A path relative to the workspace, with `/`.
        """
        pairs = zip(path.split("/")[:-1], self.text.split("/")[:-1], strict=False)
        return sum(1 for _pair in takewhile(lambda pair: "{" in pair[1] or pair[0] == pair[1], pairs))

    def find_misnamed(self, names: Mapping[str, str]) -> tuple[str, ...]:
        """Return the placeholders whose values do not have the form that `constraints` asks for.

        Args:
            names: A value for each placeholder.
        """
        return tuple(name for name, form in self.constraints.items() if name in names and not form.matches(names[name]))

    def fill(self, names: Mapping[str, str]) -> str:
        """Return the path of a document.

        Args:
            names: A value for each placeholder.

        Raises:
            KeyError: A placeholder has no value.
        """
        return self.text.format_map(names)

    def fill_example(self, names: Mapping[str, str] | None = None) -> str:
        """Return the path of an example: the country `XX`, the cycle `2012-2013`, and names of the form that is asked for.

        Args:
            names: Values for placeholders that the example has of its own.
        """
        forms = {name: form.example for name, form in self.constraints.items()}
        given = {**_EXAMPLE_NAMES, **forms, **(names or {})}
        return self.fill({name: given.get(name, "example") for name in self.names})

    def can_overlap(self, other: PathPattern) -> bool:
        """Tell whether some path may be of both patterns, as far as their fixed letters tell.

        What a placeholder stands for is not asked: where two kinds may claim one file, one of them is refused too much rather
        than too little.

        Args:
            other: Another pattern.
        """
        parts, others = self.text.split("/"), other.text.split("/")
        return len(parts) == len(others) and all(map(_can_be_same, parts, others))


def _can_be_same(part: str, other: str) -> bool:
    if "{" not in part + other:
        return part == other
    start, longer_start = sorted((part.partition("{")[0], other.partition("{")[0]), key=len)
    end, longer_end = sorted((part.rpartition("}")[2], other.rpartition("}")[2]), key=len)
    return longer_start.startswith(start) and longer_end.endswith(end)


def _convert_pattern(text: str | PathPattern) -> PathPattern:
    return text if isinstance(text, PathPattern) else PathPattern(text)


def _read_example(text: str | Path) -> str:
    return text.read_text("utf-8") if isinstance(text, Path) else text


def _return_true(_entity: object) -> bool:
    return True


def _return_false(_entity: object) -> bool:
    return False


def _make_public_part(kind: Kind[E]) -> Callable[[Any, Any], E | None]:
    def select_part(document: Any, _workspace: Any) -> E | None:
        return document.entity if kind.public_when(document.entity) else None

    return select_part


@attrs.frozen(kw_only=True)
class Kind(Generic[E]):
    """Kind of document: one class, one place.

    Attributes:
        name: Its name in the reference, in `Reference` and in messages, for example `commitment`.
        entity: The documented attrs class that describes one file.
        pattern: Where the files lie.
        title: What a person calls one of them, in English.
        titles: What a person calls many of them, in English.
        example: A small correct file of this kind, for the reference and as the start of a new one; its text, or where a
            file with it lies in the plugin.
        published: Whether its files are open data on the public portal, all but the fields that are for
            `Audience.INTERNAL`; of a kind that does not say so only the fields for `Audience.PUBLIC` reach the portal's
            pages and documents, and none its open data.
        public_when: Which of its files are public yet; every one when left out.
        public_part: What of a file is public yet, for a kind whose files depend on the day or on other files: given the
            document and the workspace, it gives the entity without what is not public yet, or None; the whole of what
            `public_when` says is public when left out. The audience of fields and the rule about personal data are
            applied to what it gives.
        consents: Whether the person whom a file is about has agreed that what leads to them is published; nobody has
            when left out.
        figures: Functions over a workspace whose results are public although the files behind them are not. They give
            numbers, alone or in a mapping or a class of numbers; a page asks for them with `Workspace.memoize`.
        new: With what a new file begins, given the workspace and the place at which it is made; with the example when
            left out.
        suggest_name: The name of a new file, given the workspace, the place and what the file says; a number is added where
            it is taken. The name of the kind and a few letters when left out.
    """

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods("ogpkit.api.Kind", publishes="is_public")

    name: str
    entity: type[E]
    pattern: PathPattern = attrs.field(converter=_convert_pattern)
    title: str
    titles: str
    example: str = attrs.field(default="", converter=_read_example)
    published: bool = False
    public_when: Callable[[E], bool] = _return_true
    public_part: Callable[[Any, Any], E | None] = attrs.field(
        default=attrs.Factory(_make_public_part, takes_self=True), eq=False, repr=False
    )
    consents: Callable[[E], bool] = _return_false
    figures: tuple[Callable[[Any], object], ...] = ()
    new: Callable[[Any, Any], E] | None = attrs.field(default=None, eq=False, repr=False)
    suggest_name: Callable[[Any, Any, E], str] | None = attrs.field(default=None, eq=False, repr=False)

    @property
    def is_about_somebody(self) -> bool:
        """Tell whether each file is about a person, who may agree that it leads to them."""
        return self.consents is not _return_false

    def is_public(self, entity: E) -> bool:
        """Tell whether a file of this kind is open data.

        Args:
            entity: What the file says.
        """
        return self.published and self.public_when(entity)


@attrs.frozen(kw_only=True)
class Extension(Generic[E]):
    """Table that one plugin adds to another plugin's kind, for example `[canada]` in a commitment.

    Attributes:
        table: The name of the table; it is the extending plugin's own.
        kind: The name of the kind that is extended.
        entity: The documented attrs class that describes the table.
        within: The list of tables whose items carry the table, for example `milestones`, or `milestones.indicators` for one that
            lies in another; empty for the file itself.
        title: What a person calls it, in English.
        published: Whether it is public where the table that carries it is, all but its fields for `Audience.INTERNAL`;
            otherwise only its fields for `Audience.PUBLIC` are.
    """

    table: str
    kind: str
    entity: type[E]
    within: str = ""
    title: str = ""
    published: bool = True

    @property
    def path(self) -> tuple[str, ...]:
        """Return the keys that lead to the table, list positions left out."""
        return (*self.lists, self.table)

    @property
    def lists(self) -> tuple[str, ...]:
        """Return the keys of the lists, from the file on, in whose items the table stands."""
        return tuple(self.within.split(".")) if self.within else ()


@attrs.frozen(kw_only=True)
class SettingsTable(Generic[E]):
    """Settings of a plugin, which stand in `ogpkit.toml` under `[plugins.NAME]`.

    Attributes:
        entity: The documented attrs class that describes the table; every field has a default.
        title: What a person calls the settings, in English; the plugin's name when left out.
    """

    entity: type[E]
    title: str = ""


class Kinds:
    """Installed kinds, with the extension tables on each; knows which kind claims a path."""

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods("ogpkit.api.Kinds", named="by_name", of="for_entity", claiming="match_path")

    def __init__(self, kinds: Iterable[Kind[Any]], extensions: Iterable[Extension[Any]] = ()) -> None:
        """Take the kinds in; clashes have been refused before.

        Args:
            kinds: Kinds with different names, classes and patterns.
            extensions: Extension tables; those on a kind that is not installed wait unused.
        """
        self._kinds = {kind.name: kind for kind in kinds}
        self._by_entity = {kind.entity: kind for kind in self._kinds.values()}
        self._by_depth: dict[int, list[Kind[Any]]] = {}
        for kind in self._kinds.values():
            self._by_depth.setdefault(kind.pattern.text.count("/"), []).append(kind)
        self._extensions: dict[str, tuple[Extension[Any], ...]] = {}
        for extension in extensions:
            self._extensions[extension.kind] = (*self._extensions.get(extension.kind, ()), extension)

    def __iter__(self) -> Iterator[Kind[Any]]:
        """Go through the kinds in the order of their names."""
        return iter(sorted(self._kinds.values(), key=lambda kind: kind.name))

    def by_name(self, name: str) -> Kind[Any] | None:
        """Return the kind of this name, if installed.

        Args:
            name: For example `commitment`.
        """
        return self._kinds.get(name)

    def for_entity(self, entity: type[E]) -> Kind[E] | None:
        """Return the kind that this class describes, if installed.

        Args:
            entity: The class.
        """
        return cast("Kind[E] | None", self._by_entity.get(entity))

    def match_path(self, path: str) -> tuple[Kind[Any], Mapping[str, str]] | None:
        """Return the kind that claims a path, with the names in the path.

        Args:
            path: Relative to the workspace, with `/`.
        """
        for kind in self._by_depth.get(path.count("/"), ()):  # no placeholder stands for more than one part of a path
            names = kind.pattern.match(path)
            if names is not None:
                return kind, names
        return None

    def list_near(self, path: str) -> Iterator[tuple[Kind[Any], Mapping[str, str], str]]:
        """Yield the kinds to which a file that none claims may belong, each with the names in its path and where it would lie.

        Args:
            path: Relative to the workspace, with `/`.
        """
        for kind in self:
            yield from ((kind, names, kind.pattern.fill(names)) for names in kind.pattern.list_near(path))

    def extensions(self, kind: str) -> tuple[Extension[Any], ...]:
        """Return the extension tables on a kind, in the order of their plugins.

        Args:
            kind: The kind's name.
        """
        return self._extensions.get(kind, ())
