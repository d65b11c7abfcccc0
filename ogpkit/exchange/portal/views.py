"""What is public, country by country: what the pages of each country are made of, and by what one knows that it is the same."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.exchange.portal.memory import hash_content
from ogpkit.exchange.publishing import PublicationGate, know_figures
from ogpkit.model import Country
from ogpkit.workspace.content import find_plugin_settings
from ogpkit.workspace.rule_sets import get_check_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Document, Workspace
    from ogpkit.workspace.settings import Settings


class Views:
    """Views of what is public: one for each country, one of what belongs to no country, and one of everything.

    That of a country holds its documents, those of the whole partnership, and the files about all countries. What is public
    of a country's documents follows from them and from those of the whole partnership.
    """

    def __init__(self, workspace: Workspace, plugins: Plugins) -> None:
        """Ask for nothing yet.

        Args:
            workspace: What the files say, whatever is public of it.
        """
        self._workspace = workspace
        self._plugins = plugins
        self._public: dict[str, Mapping[str, Document[Any]]] = {}
        self._views: dict[str, Workspace] = {}

    @property
    def countries(self) -> tuple[str, ...]:
        """Return every country that has a file, public or not."""
        return self._workspace.countries

    def limit_files(self, country: str) -> Workspace:
        """Return what the files of a country say, with those of the whole partnership, whatever is public of it.

        Args:
            country: The country; empty for what belongs to none.
        """
        documents = _by_path(self._workspace.of_country(""))
        documents |= _by_path(self._workspace.of_country(country) if country else self._workspace.all(Country))
        return attrs.evolve(self._workspace, documents=documents)

    def publish(self, country: str) -> Mapping[str, Document[Any]]:
        """Return the documents of a country as they are public, by path.

        Args:
            country: The country; empty for what belongs to none.
        """
        if country not in self._public:
            gate = PublicationGate(self.limit_files(country), self._plugins)
            given = (gate.publish_document(document) for document in self._workspace.of_country(country))
            self._public[country] = {document.path: document for document in given if document}
        return self._public[country]

    def view(self, country: str) -> Workspace:
        """Return the view of a country.

        Args:
            country: The country; empty for what belongs to none.
        """
        if country not in self._views:
            found = self._limit({**self._shared, **self.publish(country)})
            if not country:
                know_figures(found, self._workspace, self._plugins)
            self._views[country] = found
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
        documents: dict[str, Document[Any]] = {}
        for country in ("", *self.countries):
            documents |= self.publish(country)
        found = self._limit({path: documents[path] for path in sorted(documents)})
        know_figures(found, self._workspace, self._plugins)
        return found

    def hash_country(self, country: str) -> bytes:
        """Return what tells the view of a country from all others; empty where it cannot be told.

        Args:
            country: The country; empty for what belongs to none.
        """
        return hash_content((self._shared_digests, _list_digests(self._workspace.of_country(country))))

    def hash_whole(self) -> bytes:
        """Return what tells everything that is public from what it was; empty where it cannot be told."""
        return hash_content(tuple(self.hash_country(country) for country in ("", *self.countries)))

    @property
    def settings(self) -> Settings:
        """Return what is public of the settings."""
        return self._settings[0]

    @cached_property
    def _settings(self) -> tuple[Settings, Mapping[type, object]]:
        gate = PublicationGate(self.limit_files(""), self._plugins)
        return gate.publish_settings(), gate.publish_plugin_settings()

    @cached_property
    def _shared(self) -> dict[str, Document[Any]]:
        """Return what is public of what every view holds."""
        countries = (
            document
            for country in self.countries
            for document in self.publish(country).values()
            if isinstance(document.entity, Country)
        )
        return {**self.publish(""), **_by_path(countries)}

    @cached_property
    def _shared_digests(self) -> tuple[tuple[str, str], ...]:
        return (*_list_digests(self._workspace.of_country("")), *_list_digests(self._workspace.all(Country)))

    def _limit(self, documents: Mapping[str, Document[Any]]) -> Workspace:
        settings, of_plugins = self._settings
        found = attrs.evolve(self._workspace, documents=documents, settings=settings, is_public=True)
        found.know(find_plugin_settings, of_plugins)
        # what is not at hand is not at hand for readers either; the settings themselves stay inside
        found.know(get_check_settings, self._workspace.settings.check)
        return found


def _by_path(documents: Iterable[Document[Any]]) -> dict[str, Document[Any]]:
    return {document.path: document for document in documents}


def _list_digests(documents: Iterable[Document[Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((document.path, document.digest) for document in documents)
