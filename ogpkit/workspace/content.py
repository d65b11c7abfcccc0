"""The content of a workspace: every document that could be read, found by class, country and cycle. No disk in here."""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar, cast

import attrs

from ogpkit import serve_old_methods
from ogpkit.model.commitment import Commitment
from ogpkit.model.keypath import KeyPath
from ogpkit.schema.editions import Editions
from ogpkit.schema.kinds import Kinds
from ogpkit.workspace.settings import Settings

if TYPE_CHECKING:
    from ogpkit.model.annotations import Reference

E = TypeVar("E", covariant=True)
F = TypeVar("F")

_FEW: Final = 50
"""Changed documents that are put in their places one by one; of more all are gathered again."""


@attrs.frozen(kw_only=True)
class Document(Generic[E]):
    """One file: where it lies and what it says.

    Attributes:
        path: Relative to the workspace, with `/`.
        kind: The kind's name.
        names: The names in the path: `country`, `cycle`, `year` and whatever else the kind's pattern holds.
        entity: The content.
        extensions: Extension tables of plugins, by key path.
        digest: Of the bytes that were read; a save gives it back, so that nobody else's change is overwritten.
        silencing: Whether a comment in it may silence a rule.
        unread: What could not be understood in the file and is left out of the content, or stood in for, by key path.
        doubtful: Where the content may therefore be other than the file means, by key path.
    """

    path: str
    kind: str
    names: Mapping[str, str] = attrs.field(hash=False)
    entity: E
    extensions: Mapping[KeyPath, object] = attrs.field(factory=dict, hash=False)
    digest: str = ""
    silencing: bool = False
    unread: frozenset[KeyPath] = frozenset()
    doubtful: frozenset[KeyPath] = frozenset()

    @property
    def country(self) -> str:
        """Return the country's identifier, empty for a document of the whole partnership."""
        return self.names.get("country", "")

    @property
    def cycle(self) -> str:
        """Return the cycle's identifier, empty where there is none."""
        return self.names.get("cycle", "")

    @property
    def id(self) -> str:
        """Return the document's identifier: the last name in its path, else the name of its file."""
        return next(reversed(tuple(self.names.values())), "") or self.path.rsplit("/", 1)[-1].removesuffix(".toml")

    def extension(self, entity: type[F], at: KeyPath = ()) -> F | None:
        """Return a plugin's extension table in this document, if it is there.

        Args:
            entity: The class of the table.
            at: The key path of the table that carries it; empty for the file itself.
        """
        return next((table for path, table in self.extensions_of(entity) if path[:-1] == at), None)

    def extensions_of(self, entity: type[F]) -> Iterator[tuple[KeyPath, F]]:
        """Return all extension tables of one class in this document, with their key paths.

        Args:
            entity: The class of the table.
        """
        return ((path, table) for path, table in self.extensions.items() if isinstance(table, entity))


@attrs.frozen(kw_only=True, slots=False)
class Workspace:
    """Everything that the readable files of a workspace say, at one moment.

    Attributes:
        settings: What `ogpkit.toml` says.
        documents: Every document that could be read, by path.
        kinds: The kinds that were installed when it was read.
        editions: The rule editions that were installed when it was read.
        today: The day on which it is looked at; rules about time take it from here.
        is_public: Whether it holds only what is public, as `ogpkit.exchange.publishing` lets it pass.
    """

    if not TYPE_CHECKING:
        __getattr__ = serve_old_methods("ogpkit.api.content.Workspace", once="memoize", beside="siblings")

    settings: Settings = attrs.field(factory=Settings)
    documents: Mapping[str, Document[object]] = attrs.field(factory=dict, hash=False)
    kinds: Kinds = attrs.field(factory=lambda: Kinds(()), hash=False, eq=False)
    editions: Editions = attrs.field(factory=Editions, hash=False, eq=False)
    today: date = attrs.field(factory=date.today)
    is_public: bool = False

    @property
    def language(self) -> str:
        """Return the language of plain strings: the first of the workspace's languages."""
        return self.settings.workspace.languages[0] if self.settings.workspace.languages else "en"

    @cached_property
    def _by_place(self) -> dict[tuple[type, str, str], tuple[Document[object], ...]]:
        return self._gather(_list_class_places)

    @cached_property
    def _by_country(self) -> dict[str, tuple[Document[object], ...]]:
        return self._gather(_list_countries)

    def _gather(self, list_keys: Callable[[Document[object]], Iterable[F]]) -> dict[F, tuple[Document[object], ...]]:
        """Return the documents by some keys of theirs, in the order of their paths."""
        found: dict[F, list[Document[object]]] = {}
        for path in sorted(self.documents):
            document = self.documents[path]
            for key in list_keys(document):
                found.setdefault(key, []).append(document)
        return {key: tuple(documents) for key, documents in found.items()}

    def of_country(self, country: str) -> tuple[Document[object], ...]:
        """Return the documents of every class that lie with a country, in the order of their paths.

        Args:
            country: The country's identifier; empty for those of the whole partnership.
        """
        return self._by_country.get(country, ())

    def all(self, entity: type[F], country: str = "", cycle: str = "") -> tuple[Document[F], ...]:
        """Return the documents of one class, in the order of their paths.

        Args:
            entity: The class of the content, for example `Commitment`.
            country: Only those of this country.
            cycle: Only those of this cycle of the country.
        """
        return cast("tuple[Document[F], ...]", self._by_place.get((entity, country, cycle), ()))

    def one(self, entity: type[F], country: str = "", cycle: str = "", id: str = "") -> Document[F] | None:
        """Return the document of one class at one place, or None.

        Args:
            entity: The class of the content.
            country: The country's identifier.
            cycle: The cycle's identifier.
            id: The document's identifier, where a place has several of the class.
        """
        found = self.all(entity, country, cycle)
        if not id:
            return found[0] if found else None
        return next((one for one in found if one.id == id), None)

    def find(self, kind: str, id: str, country: str = "", cycle: str = "") -> Document[object] | None:
        """Return the document that a reference means, or None.

        Args:
            kind: The name of its kind.
            id: Its identifier.
            country: The country in which it must lie, if it must.
            cycle: The cycle in which it must lie, if it must.
        """
        known = self.kinds.by_name(kind)
        if known is None:
            return None
        names = {"country": country, "cycle": cycle, "id": id}
        if all(names.get(name) for name in known.pattern.names):  # its path is known: nothing has to be searched
            found = self.documents.get(known.pattern.fill(names))
            return found if found is not None and isinstance(found.entity, known.entity) else None
        return self.one(known.entity, country, cycle, id)

    def has_target(self, refers: Reference, id: str, document: Document[Any]) -> bool:
        """Tell whether what a value refers to is there.

        Args:
            refers: The mark of the value.
            id: The value.
            document: The document that holds it.
        """
        return self.find_target(refers, id, document.country, document.cycle) is not None

    def find_target(self, refers: Reference, id: str, country: str, cycle: str) -> tuple[Document[Any], object] | None:
        """Return what a value refers to: the document, and its content or the item in it; None where it is not there.

        Args:
            refers: The mark of the value.
            id: The value.
            country: The country of the document that holds it.
            cycle: The cycle of that document.
        """
        where = _target_place(refers, country, cycle)
        if not refers.items:
            document = self.find(refers.kind, id, *where)
            return (document, document.entity) if document is not None else None
        kind = self.kinds.by_name(refers.kind)
        for document in self.all(kind.entity, *where) if kind else ():
            for item in getattr(document.entity, refers.items, ()):
                if item.id == id:
                    return document, item
        return None

    def list_targets(self, refers: Reference, country: str, cycle: str) -> Mapping[str, object]:
        """Return what a value may refer to: each identifier with the content of the document, or the item, that has it.

        Args:
            refers: The mark of the value.
            country: The country of the document that holds it.
            cycle: The cycle of that document.
        """
        kind = self.kinds.by_name(refers.kind)
        found = self.all(kind.entity, *_target_place(refers, country, cycle)) if kind else ()
        if not refers.items:
            return {document.id: document.entity for document in found}
        return {item.id: item for document in found for item in getattr(document.entity, refers.items, ())}

    def siblings(self, document: Document[object], entity: type[F]) -> tuple[Document[F], ...]:
        """Return the documents of one class in the same cycle, or in the same country where there is no cycle.

        Args:
            document: The document whose neighbours are wanted.
            entity: The class of the neighbours.
        """
        return self.all(entity, document.country, document.cycle)

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Return every country identifier that some document's path names, in order."""
        return tuple(sorted(self._by_country.keys() - {""}))

    @cached_property
    def cycle_places(self) -> tuple[tuple[str, str], ...]:
        """Return every country and cycle identifier that some document's path names together, in order."""
        return tuple(sorted({(country, cycle) for _entity, country, cycle in self._by_place if cycle}))

    def cycles(self, country: str) -> tuple[str, ...]:
        """Return every cycle identifier of a country that some document's path names, in order.

        Args:
            country: The country's identifier.
        """
        return tuple(sorted({found.cycle for found in self.of_country(country)} - {""}))

    def plugin_settings(self, entity: type[F]) -> F:
        """Return what `ogpkit.toml` says under `[plugins.NAME]`; its defaults where it says nothing that can be read.

        Args:
            entity: The class that the plugin gives to `ogpkit_settings`.
        """
        tables = self.memoize(find_plugin_settings)
        return cast("F", tables[entity]) if entity in tables else entity()

    def memoize(self, derive: Callable[[Workspace], F]) -> F:
        """Return what a function makes of this workspace, worked out the first time that it is asked for.

        Args:
            derive: The function; a declared one, since it is known again by itself.
        """
        if derive not in self._derived:
            self._derived[derive] = derive(self)
        return cast("F", self._derived[derive])

    def know(self, derive: Callable[[Workspace], F], found: F) -> None:
        """Take what a function makes of a workspace as known, so that `memoize` gives it and does not work it out.

        Args:
            derive: The function, as `memoize` is given it.
            found: What it makes.
        """
        self._derived[derive] = found

    @cached_property
    def _derived(self) -> dict[Callable[[Workspace], object], object]:
        return {}

    def on(self, today: date) -> Workspace:
        """Return the same workspace, looked at on another day."""
        other = attrs.evolve(self, today=today)
        # where each document is found does not depend on the day
        other.__dict__.update(_by_place=self._by_place, _by_country=self._by_country)
        return other

    def with_documents(self, changed: Iterable[Document[object]] = (), removed: Iterable[str] = ()) -> Workspace:
        """Return the same workspace with some documents changed, added or taken away.

        Args:
            changed: Documents that replace those of the same path, or are new.
            removed: Paths of documents that are gone.
        """
        gone = set(removed)
        documents = {path: document for path, document in self.documents.items() if path not in gone}
        new = {document.path: document for document in changed}
        documents.update(new)
        other = attrs.evolve(self, documents=documents)
        old = [self.documents[path] for path in gone | new.keys() if path in self.documents]
        if (
            len(old) + len(new) <= _FEW and self.__class__ is Workspace
        ):  # in a large one, to gather all again takes long
            for name, list_keys in (("_by_place", _list_class_places), ("_by_country", _list_countries)):
                if name in self.__dict__:
                    other.__dict__[name] = _gather_again(self.__dict__[name], old, new.values(), list_keys)
        return other


def _list_class_places(document: Document[object]) -> set[tuple[type, str, str]]:
    entity, country = document.entity.__class__, document.country
    return {(entity, "", ""), (entity, country, ""), (entity, country, document.cycle)}


def _list_countries(document: Document[object]) -> tuple[str]:
    return (document.country,)


def _gather_again(
    gathered: Mapping[F, tuple[Document[object], ...]],
    old: Collection[Document[object]],
    new: Collection[Document[object]],
    list_keys: Callable[[Document[object]], Iterable[F]],
) -> dict[F, tuple[Document[object], ...]]:
    """Return documents by their keys, with some replaced by others, in the order of their paths."""
    found, paths = dict(gathered), {one.path for one in old}
    for key in {key for one in (*old, *new) for key in list_keys(one)}:
        kept = [one for one in found.pop(key, ()) if one.path not in paths]
        for one in new:
            if key in list_keys(one):
                insort(kept, one, key=_get_path)
        if kept:
            found[key] = tuple(kept)
    return found


def _get_path(document: Document[object]) -> str:
    return document.path


def _target_place(refers: Reference, country: str, cycle: str) -> tuple[str, str]:
    if refers.within == "cycle":
        return country, cycle
    return (country, "") if refers.within == "country" else ("", "")


def find_plugin_settings(workspace: Workspace) -> Mapping[type, object]:
    """Return the settings of plugins that are written down, by their class."""
    document = workspace.documents.get("ogpkit.toml")
    return {table.__class__: table for table in document.extensions.values()} if document else {}


def list_commitments(workspace: Workspace, country: str, cycle: str) -> tuple[Document[Commitment], ...]:
    """Return the commitments of a plan in its order: by number, numbers in it as numbers, those without one last.

    Args:
        country: The country's identifier.
        cycle: The cycle's identifier.
    """
    plans = workspace.memoize(_begin_plans)
    if (country, cycle) not in plans:
        plans[country, cycle] = tuple(sorted(workspace.all(Commitment, country, cycle), key=_get_plan_order))
    return plans[country, cycle]


def _begin_plans(_workspace: Workspace) -> dict[tuple[str, str], tuple[Document[Commitment], ...]]:
    """Return where the plans of a workspace are kept once they are asked for: to order a large one takes a while."""
    return {}


def _get_plan_order(document: Document[Commitment]) -> tuple[list[tuple[int, str]], str]:
    parts = re.findall(r"\d+|\D+", document.entity.number) or ["\uffff"]
    return [(int(part), "") if part.isdecimal() else (10**9, part) for part in parts], document.id
