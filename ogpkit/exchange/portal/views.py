"""What is public, country by country: what the pages of each country are made of, and by what one knows that it is the same."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import attrs

from ogpkit.exchange.portal.dependency_tracking import COUNTRIES, EVERYTHING, record_dependencies
from ogpkit.exchange.portal.memory import NoMemory, hash_content, watch_faults
from ogpkit.exchange.publishing import PublicationGate, derive_figures
from ogpkit.model import Country
from ogpkit.workspace.content import Workspace, find_plugin_settings
from ogpkit.workspace.rule_sets import get_check_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Mapping

    from ogpkit.exchange.portal.memory import Memory
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Document
    from ogpkit.workspace.settings import Settings

T = TypeVar("T")


class Files(Protocol):
    """Files of a workspace, country by country."""

    @property
    def base(self) -> Workspace:
        """Return the workspace with its settings; what else it holds does not matter."""

    @property
    def countries(self) -> tuple[str, ...]:
        """Return every country that has a file."""

    def list_documents(self, country: str) -> tuple[Document[Any], ...]:
        """Return what the files of a country say, or those of none."""

    def list_digests(self, country: str) -> tuple[tuple[str, str], ...]:
        """Return the files of a country, or those of none, each with what tells its content from others."""

    def read_all(self) -> Workspace:
        """Return what all files say."""


@attrs.frozen
class LoadedFiles:
    """Files of a workspace that was read.

    Attributes:
        base: What they say.
    """

    base: Workspace

    @property
    def countries(self) -> tuple[str, ...]:
        """Return every country that has a file."""
        return self.base.countries

    def list_documents(self, country: str) -> tuple[Document[Any], ...]:
        """Return what the files of a country say, or those of none."""
        return self.base.of_country(country)

    def list_digests(self, country: str) -> tuple[tuple[str, str], ...]:
        """Return the files of a country, or those of none, each with what tells its content from others."""
        return tuple((document.path, document.digest) for document in self.base.of_country(country))

    def read_all(self) -> Workspace:
        """Return what all files say."""
        return self.base


@attrs.frozen
class PublicNote:
    """What is known of what is public of a country, or of what belongs to none.

    Attributes:
        digests: What tells its documents of each kind from others.
        shared: Its documents that every view holds.
    """

    digests: Mapping[str, bytes]
    shared: tuple[Document[Any], ...]


@attrs.frozen
class DerivedResult(Generic[T]):
    """What somebody made of everything at once.

    Attributes:
        made: The thing.
        kinds: The kinds that were asked for.
        state: What tells the documents of these kinds from others.
    """

    made: T
    kinds: tuple[str, ...]
    state: bytes


class Views:
    """Views of what is public: one for each country, one of what belongs to no country, and one of everything.

    That of a country holds its documents, those of the whole partnership, and the files about all countries. What is public
    of a country's documents follows from them and from those of the whole partnership.
    """

    def __init__(self, files: Files, plugins: Plugins, memory: Memory | None = None) -> None:
        """Ask for nothing yet.

        Args:
            files: The files, whatever is public of them.
            memory: What an earlier build made; nothing when left out.
        """
        self._files = files
        self._plugins = plugins
        self._memory = memory or NoMemory()
        self._public: dict[str, Mapping[str, Document[Any]]] = {}
        self._notes: dict[str, PublicNote] = {}
        self._views: dict[str, Workspace] = {}
        self._hashes: dict[str, bytes] = {}

    @property
    def countries(self) -> tuple[str, ...]:
        """Return every country that has a file, public or not."""
        return self._files.countries

    def limit_files(self, country: str) -> Workspace:
        """Return what the files of a country say, with those of the whole partnership, whatever is public of it.

        Args:
            country: The country; empty for what belongs to none.
        """
        documents = {one.path: one for one in self._files.list_documents("")}
        documents |= {one.path: one for one in self._files.list_documents(country)}
        return attrs.evolve(self._files.base, documents=documents)

    def publish(self, country: str) -> Mapping[str, Document[Any]]:
        """Return the documents of a country as they are public, by path.

        Args:
            country: The country; empty for what belongs to none.
        """
        if country not in self._public:
            gate = PublicationGate(self.limit_files(country), self._plugins)
            given = (gate.publish_document(document) for document in self._files.list_documents(country))
            self._public[country] = {document.path: document for document in given if document}
        return self._public[country]

    def view(self, country: str) -> Workspace:
        """Return the view of a country.

        Args:
            country: The country; empty for what belongs to none.
        """
        if country not in self._views:
            # what all views hold is put in order once
            own = self.publish(country).values() if country else ()
            found = self._views[country] = self._let_know(self._shared_view.with_documents(own))
            if not country:
                for derive, figures in self._figures.items():
                    found.know(derive, figures)
        return self._views[country]

    def forget(self, country: str) -> None:
        """Forget the view of a country that is not needed any more.

        Args:
            country: The country.
        """
        self._views.pop(country, None)

    @cached_property
    def whole(self) -> Workspace:
        """Return everything that is public."""
        found = {path: one for country in ("", *self.countries) for path, one in self.publish(country).items()}
        return self._let_know(self._limit({path: found[path] for path in sorted(found)}))

    def look_at_all(self, name: Hashable, make: Callable[[Workspace], T], *made_of: object) -> DerivedResult[T]:
        """Return what somebody makes of everything that is public, which is made again only if what it asks for changed.

        Args:
            name: What it is.
            make: Makes it.
            made_of: What else it depends on.
        """
        settings, figures = self._settings, self._figures

        def look() -> tuple[T, set[str]]:
            of_settings = {find_plugin_settings: settings[1], get_check_settings: self._files.base.settings.check}
            watched, noted = record_dependencies(self.whole, {**of_settings, **figures})
            return make(watched), noted

        return self._look(name, look, self._hash_public, (*made_of, tuple(figures.values())))

    def hash_country(self, country: str) -> bytes:
        """Return what tells the view of a country from all others; empty where it cannot be told.

        Args:
            country: The country; empty for what belongs to none.
        """
        if country not in self._hashes:
            self._hashes[country] = hash_content((self._shared_state, self._files.list_digests(country)))
        return self._hashes[country]

    def _look(
        self,
        name: Hashable,
        look: Callable[[], tuple[T, set[str]]],
        hash_kinds: Callable[[Collection[str]], bytes],
        made_of: tuple[object, ...],
    ) -> DerivedResult[T]:
        def see() -> DerivedResult[T]:
            made, noted = look()
            kinds = tuple(sorted(noted))
            return DerivedResult(made, kinds, hash_kinds(kinds))

        def is_still(seen: DerivedResult[T]) -> bool:
            return bool(seen.state) and seen.state == hash_kinds(seen.kinds)

        return self._memory.recall(name, made_of, see, watch_faults(self._plugins), is_still)

    def _note(self, country: str) -> PublicNote:
        """Return what is known of what is public of a country, or of what belongs to none."""
        if country not in self._notes:
            self._notes[country] = self._memory.recall(
                ("public", country),
                (self._files.list_digests(""), self._files.list_digests(country)),
                lambda: self._make_note(country),
                watch_faults(self._plugins),
            )
        return self._notes[country]

    def _make_note(self, country: str) -> PublicNote:
        by_kind: dict[str, list[Document[Any]]] = {}
        for document in self.publish(country).values():
            by_kind.setdefault(document.kind, []).append(document)
        is_kept = self._memory.is_kept
        digests = {kind: hash_content(some) if is_kept else b"" for kind, some in by_kind.items()}
        shared = (one for some in by_kind.values() for one in some if not country or isinstance(one.entity, Country))
        return PublicNote(digests, tuple(shared))

    def _hash_public(self, kinds: Collection[str]) -> bytes:
        """Return what tells all public documents of some kinds from others."""
        if not self._memory.is_kept:
            return b""
        notes = [(country, self._note(country).digests) for country in ("", *self.countries)]
        chosen = [
            (
                country,
                [
                    (kind, digest)
                    for kind, digest in sorted(found.items())
                    if {kind, f"@{country}", EVERYTHING} & {*kinds}
                ],
            )
            for country, found in notes
        ]
        there = [country for country, found in notes if found] if COUNTRIES in kinds else []
        return hash_content((chosen, there))

    def _hash_files(self, kinds: Collection[str]) -> bytes:
        """Return what tells all files of some kinds from others, whatever is public of them."""
        match = self._files.base.kinds.match_path
        every = (one for country in ("", *self.countries) for one in self._files.list_digests(country))
        if any(kind in {EVERYTHING, COUNTRIES} or kind.startswith("@") for kind in kinds):
            return hash_content(every)
        return hash_content(one for one in every if (claimed := match(one[0])) and claimed[0].name in kinds)

    @cached_property
    def _figures(self) -> Mapping[Callable[[Workspace], object], object]:
        """Return the numbers that are public of what is not, by what makes them."""
        derives = [derive for owned in self._plugins.owned_kinds for derive in owned.value.figures]

        def look() -> tuple[tuple[object, ...], set[str]]:
            watched, noted = record_dependencies(self._files.read_all(), {})
            return tuple(derive_figures(watched, self._plugins).values()), noted

        if not derives:
            return {}
        return dict(zip(derives, self._look(("figures",), look, self._hash_files, ()).made, strict=True))

    @cached_property
    def _settings(self) -> tuple[Settings, Mapping[type, object]]:
        def publish() -> tuple[Settings, Mapping[type, object]]:
            gate = PublicationGate(self.limit_files(""), self._plugins)
            return gate.publish_settings(), gate.publish_plugin_settings()

        return self._memory.recall(("settings",), (self._files.list_digests(""),), publish)

    @cached_property
    def _shared(self) -> dict[str, Document[Any]]:
        """Return what is public of what every view holds."""
        return {one.path: one for country in ("", *self.countries) for one in self._note(country).shared}

    @cached_property
    def _shared_state(self) -> bytes:
        kind = self._files.base.kinds.for_entity(Country)
        name = kind.name if kind is not None else ""
        digests = [(one, self._note(one).digests.get(name)) for one in self.countries]
        return hash_content((self._files.list_digests(""), digests))

    @cached_property
    def _shared_view(self) -> Workspace:
        found = self._limit(self._shared)
        found.of_country(""), found.all(Country)
        return found

    def _limit(self, documents: Mapping[str, Document[Any]]) -> Workspace:
        settings = self._settings[0]
        return attrs.evolve(self._files.base, documents=documents, settings=settings, is_public=True)

    def _let_know(self, view: Workspace) -> Workspace:
        """Return a view that knows the settings that are public."""
        view.know(find_plugin_settings, self._settings[1])
        # what is not at hand is not at hand for readers either; the settings themselves stay inside
        view.know(get_check_settings, self._files.base.settings.check)
        return view
