"""The parts of the site that are about one country each, in every language, while the site is made."""

from __future__ import annotations

import pickle
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, cast

import attrs

from ogpkit.exchange.cards import can_draw
from ogpkit.exchange.portal.changes import Changes
from ogpkit.exchange.portal.collecting import collect_country, note_page, note_part
from ogpkit.exchange.portal.documents import add_documents
from ogpkit.exchange.portal.memory import UNREADABLE, hash_content, watch_faults
from ogpkit.exchange.portal.overview import CountryPages, find_site_name
from ogpkit.exchange.portal.page_links import OWN
from ogpkit.exchange.portal.parallel_tasks import ParallelTasks
from ogpkit.exchange.portal.parts import SitePart
from ogpkit.exchange.portal.sharing import make_cards
from ogpkit.exchange.portal.versions import Versions
from ogpkit.text.i18n import use_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ogpkit.exchange.cards import Card
    from ogpkit.exchange.portal.collecting import GlobalAnswers, Pages
    from ogpkit.exchange.portal.documents import DocumentFile
    from ogpkit.exchange.portal.frame import Options
    from ogpkit.exchange.portal.memory import Memory
    from ogpkit.exchange.portal.parts import CountryAnswers
    from ogpkit.exchange.portal.views import Views
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace
    from ogpkit.workspace.history import History


class PickledPages:
    """Pages until they are written: the pages of thousands of commitments take a fifth of the room."""

    def __init__(self, pages: Pages) -> None:
        """Keep them pickled; what a plugin made that pickle cannot take stays as it is."""
        self._pages: Pages | bytes = pages
        with suppress(pickle.PicklingError, TypeError, AttributeError, RecursionError):
            self._pages = pickle.dumps(pages, pickle.HIGHEST_PROTOCOL)

    def load(self) -> Pages | None:
        """Return the pages; None where something in them cannot be read."""
        if not isinstance(self._pages, bytes):
            return self._pages
        try:
            return cast("Pages", pickle.loads(self._pages))  # noqa: S301  our own, of a moment ago
        except UNREADABLE:  # a plugin may have made anything
            return None


@attrs.define
class CountryParts:
    """Parts of the site that are about one country each.

    Attributes:
        views: What is public.
        plugins: The installed plugins.
        options: What was chosen.
        history: What the files said before.
        memory: What an earlier build made.
        offered: The documents that are offered on the pages of each country.
    """

    views: Views
    plugins: Plugins
    options: Options
    history: History
    memory: Memory
    offered: dict[str, tuple[DocumentFile, ...]] = attrs.field(factory=dict)
    _changes: dict[str, Changes] = attrs.field(factory=dict)
    _fresh: dict[tuple[str, str], PickledPages] = attrs.field(factory=dict)
    _hashes: dict[tuple[str, str], bytes] = attrs.field(factory=dict)
    _tasks: ParallelTasks[tuple[SitePart, PickledPages]] = attrs.field(init=False)

    @_tasks.default
    def _begin_tasks(self) -> ParallelTasks[tuple[SitePart, PickledPages]]:
        return ParallelTasks(self.plugins, is_alone=self.memory.is_alone and self.options.templates is None)

    def collect(self, wholes: Mapping[str, GlobalAnswers]) -> dict[str, dict[str, SitePart]]:
        """Return what is known of the part of each country of which something is public, by language.

        Args:
            wholes: What sources say that are asked about everything, by language.
        """
        self._make_missing(wholes)
        found: dict[str, dict[str, SitePart]] = {language: {} for language in wholes}
        for country in self.views.countries:
            for language, whole in wholes.items():
                part = self._recall(country, language, whole)
                if part.facts is not None:
                    found[language][country] = part
            self.forget(country)
        return found

    def _make_missing(self, wholes: Mapping[str, GlobalAnswers]) -> None:
        """Make what is missing on several processors; those that share the history of files would get in each other's way."""
        if not self.history.is_empty:
            return
        tasks = {}
        for language, whole in wholes.items():
            for country in self.views.countries:
                around = whole.look_around(country)
                name = ("part", language, country)
                if not self.memory.knows(name, (self._hash_part(country, language, around),)):
                    tasks[name] = partial(self._gather, country, language, around)
        self._tasks.make(tasks)

    def _recall(self, country: str, language: str, whole: GlobalAnswers) -> SitePart:
        around, name = whole.look_around(country), ("part", language, country)

        def collect() -> SitePart:
            part, pages = self._tasks.take(name, partial(self._gather, country, language, around))
            self._fresh[language, country] = pages
            return part

        made_of = (self._hash_part(country, language, around),)
        return self.memory.recall(name, made_of, collect, watch_faults(self.plugins))

    def _hash_part(self, country: str, language: str, around: CountryAnswers) -> bytes:
        """Return what tells a part from what it was; it is asked for twice, and worked out once."""
        name = (language, country)
        if name not in self._hashes and self.memory.is_kept:
            self._hashes[name] = hash_content((*self.list_made_of(country), around))
        return self._hashes.get(name, b"")

    def list_made_of(self, country: str) -> tuple[object, ...]:
        """Return on what the pages of a country depend, besides what others say of it.

        Args:
            country: The country.
        """
        return (
            self.views.hash_country(country) if self.memory.is_kept else b"",
            self.history.hash_changes(f"countries/{country}"),
            self.offered.get(country, ()),
            self.options,
            len(self.views.countries) == 1,
        )

    def _gather(self, country: str, language: str, around: CountryAnswers) -> tuple[SitePart, PickledPages]:
        """Return what is known of the part of a country, and its pages until they are written."""
        pages, view = self._collect_pages(country, language, around), self.views.view(country)
        if not pages.by_address:
            return SitePart(notes={}), PickledPages(pages)
        with use_language(language):
            others = {address: note_page(one) for address, one in pages.by_address.items() if one.plugin != OWN}
            made = CountryPages(view, self.plugins, language, country, pages.due, others | dict(around.notes))
            facts = made.gather_facts(self._make_cards(view, language, pages, country))
        # only the first page of one country's site asks what is due
        due = pages.due if len(self.views.countries) == 1 else ()
        return note_part(pages, facts=facts, due=due), PickledPages(pages)

    def _collect_pages(self, country: str, language: str, around: CountryAnswers) -> Pages:
        view = self.views.view(country)
        pages = collect_country(country, view, self.plugins, language, around)
        if country not in self._changes:
            versions = Versions(self.views.limit_files(country), self.plugins)
            self._changes[country] = Changes(view, self.plugins, self.history, versions)
        self._changes[country].add_to_pages(pages, country)
        add_documents(pages, self.offered.get(country, ()))
        return pages

    def _make_cards(self, view: Workspace, language: str, pages: Pages, country: str) -> dict[str, Card]:
        if not self.has_pictures:
            return {}
        own = (country, *(f"{country}/{cycle}" for cycle in view.cycles(country)))
        titles = {
            address: pages.by_address[address].value.title or "–" for address in own if address in pages.by_address
        }
        return make_cards(view, self.plugins, language, titles, find_site_name(view))

    @property
    def has_pictures(self) -> bool:
        """Tell whether pages have pictures for links: services that show links take them from the web alone."""
        return bool(self.options.base) and can_draw()

    def give_pages(self, country: str, language: str, whole: GlobalAnswers) -> Pages:
        """Return the pages of a country, which are gathered again if nobody has just done it.

        Args:
            country: The country.
            whole: What sources say that are asked about everything.
        """
        kept = self._fresh.pop((language, country), None)
        fresh = kept.load() if kept else None
        return fresh or self._collect_pages(country, language, whole.look_around(country))

    def forget(self, country: str) -> None:
        """Forget what is not needed for the moment of a country.

        Args:
            country: The country.
        """
        self.views.forget(country)
        self._changes.pop(country, None)

    def drop_pages(self, country: str, language: str) -> None:
        """Forget the pages of a country that are written.

        Args:
            country: The country.
        """
        self._fresh.pop((language, country), None)
