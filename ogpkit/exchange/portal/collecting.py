"""The pages of all plugins and the portal's own, in one language, country by country, and how they hang together."""

from __future__ import annotations

from functools import cached_property, partial
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.html import HtmlWriter
from ogpkit.exchange.portal.default_pages import list_pageless_kinds, make_default_pages, make_table_pages
from ogpkit.exchange.portal.news import collect_news
from ogpkit.exchange.portal.overview import CountryPages, has_form
from ogpkit.exchange.portal.page_links import OWN, list_links
from ogpkit.exchange.portal.parts import CountryAnswers, PageNote, SitePart, is_below
from ogpkit.exchange.portal.views import LoadedFiles, Views
from ogpkit.plugins.contributions import DueDate, Event, Page
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.queries import collect, get_due_order, list_due_sources
from ogpkit.text.blocks import Heading
from ogpkit.text.i18n import _, use_language

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from ogpkit.exchange.portal.news import NewsItem
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace

MOST_NEWS: Final = 200
"""How much of what happened stands on the page about it; ogpkit's own number."""

OWN_ADDRESSES: Final = ("", "about", "accessibility", "news", "search")
"""The addresses of the portal's own pages that are about no country alone."""

OwnedPage = OwnedContribution[Page]


class AddressTaken(OgpkitError):
    """Two pages with one address."""


@attrs.frozen
class Pages:
    """Pages of one part of the site, in one language.

    Attributes:
        language: The language.
        by_address: Each page, with the plugin that gave it.
        linked: The addresses to which each page refers, as far as they are not its own.
        due: What is due.
        events: What plugins say happened, newest first.
        news: What happened, of all this and of what the core knows, newest first.
        strays: Pages and parts of pages that belong elsewhere, each with the turn of its source.
    """

    language: str
    by_address: dict[str, OwnedPage] = attrs.field(factory=dict)
    linked: dict[str, set[str]] = attrs.field(factory=dict)
    due: tuple[DueDate, ...] = ()
    events: tuple[Event, ...] = ()
    news: tuple[NewsItem, ...] = ()
    strays: tuple[tuple[int, OwnedPage], ...] = ()


@attrs.frozen(slots=False)
class GlobalAnswers:
    """What sources that are asked about everything say, in one language.

    Attributes:
        language: The language.
        pages: Their pages and parts of pages, each with the turn of its source.
        due: What is due.
        events: What happened.
    """

    language: str
    pages: tuple[tuple[int, OwnedPage], ...]
    due: tuple[DueDate, ...]
    events: tuple[Event, ...]

    def look_around(self, country: str) -> CountryAnswers:
        """Return what they say of a country.

        Args:
            country: The country.
        """
        of_country = self._pages_by_place.get(country, [])
        return CountryAnswers(
            notes={one.value.address.strip("/"): note_page(one) for _turn, one in of_country if not one.value.is_part},
            parts=tuple((turn, one) for turn, one in of_country if one.value.is_part),
            due=tuple(one for one in self.due if one.place.country == country),
            events=tuple(one for one in self.events if one.place.country == country),
        )

    @cached_property
    def _pages_by_place(self) -> dict[str, list[tuple[int, OwnedPage]]]:
        """Return the pages by what their addresses begin with."""
        found: dict[str, list[tuple[int, OwnedPage]]] = {}
        for turn, one in self.pages:
            found.setdefault(one.value.address.strip("/").partition("/")[0], []).append((turn, one))
        return found


def ask_whole(workspace: Workspace, plugins: Plugins, language: str) -> GlobalAnswers:
    """Return what sources say that are asked about everything that is public at once.

    Args:
        workspace: Everything that is public.
    """
    pages: list[tuple[int, OwnedPage]] = []
    with use_language(language):
        for turn, source in enumerate(plugins.pages):
            if not source.value.by_country:
                render = partial(source.value.render, workspace, language)
                found = collect(plugins, source.plugin, f"pages {source.value.name}", render, Page)
                pages += [(turn, one) for one in found]
        for table in plugins.tables:
            if table.value.page and table.value.scope is Scope.WORKSPACE:
                make = partial(make_table_pages, table.value, workspace, [Place()], language)
                found = collect(plugins, table.plugin, f"pages of the table {table.value.name}", make, Page)
                pages += [(len(plugins.pages), one) for one in found]
        due = [
            one.value
            for source in list_due_sources(plugins)
            if not source.by_country
            for one in source.ask(workspace, plugins)
        ]
        events = [
            one.value
            for source in plugins.events
            if not source.value.by_country
            for one in collect(
                plugins, source.plugin, f"events {source.value.name}", partial(source.value.derive, workspace), Event
            )
        ]
    return GlobalAnswers(language, tuple(pages), tuple(due), tuple(events))


def collect_country(country: str, view: Workspace, plugins: Plugins, language: str, around: CountryAnswers) -> Pages:
    """Return the pages of a country. Of two with one address the first stands, and the fault of the other is noted.

    Args:
        view: What is public of the country.
        around: What sources say of it that are asked about everything.
    """
    gathered = _Gathered(language, plugins, taken=around.notes)
    with use_language(language):
        due = _collect_due(view, plugins, country, around.due)
        events = _collect_events(view, plugins, country, around.events)
        news = collect_news(view, plugins, due, events, language, country)
    if not view.of_country(country):
        return Pages(language, due=due, events=events, news=news)
    # their addresses are taken before plugins speak; what they say of the pages of plugins can be said only after that
    own = (country, *(f"{country}/{cycle}" for cycle in view.cycles(country)))
    for address in own:
        gathered.hold(address, around.notes)
    for turn, source in enumerate(plugins.pages):
        if source.value.by_country:
            render = partial(source.value.render, view, language)
            for one in gathered.ask(source.plugin, f"pages {source.value.name}", render):
                gathered.sort_in(turn, one, partial(is_below, country=country))
    _add_declared_pages(gathered, view, plugins, country)
    with use_language(language):
        notes = {address: note_page(one) for address, one in gathered.found.items() if address not in own}
        made = CountryPages(view, plugins, language, country, due, notes | dict(around.notes))
        for page in made.make_all():
            gathered.found[page.address] = OwnedContribution(OWN, page)
    gathered.join_parts((*gathered.parts, *around.parts))
    return Pages(language, gathered.found, gathered.find_links(), due, events, news, tuple(gathered.strays))


def collect_common(
    view: Workspace,
    plugins: Plugins,
    whole: GlobalAnswers,
    strays: Iterable[tuple[int, OwnedPage]],
    *,
    taken: Collection[str],
    make_own: Callable[[Pages], Iterable[Page]],
) -> Pages:
    """Return the pages that are about no country alone, and what is due and happened in none.

    Args:
        view: What is public of what belongs to no country.
        whole: What sources say that are asked about everything.
        strays: Pages that sources gave when they were asked about a country, and that lie elsewhere.
        taken: The addresses of the pages of countries.
        make_own: Makes the portal's own pages, given those of plugins.
    """
    language = whole.language
    gathered = _Gathered(language, plugins)
    with use_language(language):
        due = _collect_due(view, plugins, "", [one for one in whole.due if not one.place.country])
        events = _collect_events(view, plugins, "", [one for one in whole.events if not one.place.country])
        news = collect_news(view, plugins, due, events, language, "")
    for address in OWN_ADDRESSES:
        gathered.hold(address)
    for turn, one in sorted((*whole.pages, *strays), key=itemgetter(0)):
        if one.value.is_part or one.value.address.strip("/") not in taken:
            gathered.sort_in(turn, one, lambda _address: True)
    _add_declared_pages(gathered, view, plugins, "")
    others = {address: one for address, one in gathered.found.items() if address not in OWN_ADDRESSES}
    with use_language(language):
        for page in make_own(Pages(language, others, news=news)):
            gathered.found[page.address] = OwnedContribution(OWN, page)
    gathered.join_parts(gathered.parts)
    return Pages(language, gathered.found, gathered.find_links(), due, events, news)


def collect_pages(workspace: Workspace, plugins: Plugins, language: str) -> dict[str, OwnedPage]:
    """Return every page of plugins and of countries in one language, by address.

    Args:
        workspace: What the files say, whatever is public of it.
    """
    views = Views(LoadedFiles(workspace), plugins)
    whole = ask_whole(views.whole, plugins, language)
    found: dict[str, OwnedPage] = {}
    for country in views.countries:
        found |= collect_country(country, views.view(country), plugins, language, whole.look_around(country)).by_address
    common = collect_common(views.view(""), plugins, whole, (), taken=found, make_own=lambda _pages: ())
    return found | common.by_address


def note_page(owned: OwnedPage) -> PageNote:
    """Return what others need to know of a page."""
    page = owned.value
    newest = max((event.day for event in page.feed), default=None)
    return PageNote(page.title, owned.plugin, has_form(page), bool(page.feed), newest)


def note_part(pages: Pages, **known: Any) -> SitePart:
    """Return what others need to know of a part of the site.

    Args:
        pages: Its pages.
        known: What else is known of it.
    """
    notes = {address: note_page(one) for address, one in pages.by_address.items()}
    links = sorted((source, target) for source, targets in pages.linked.items() for target in targets - notes.keys())
    return SitePart(notes=notes, links=tuple(links), news=pages.news[:MOST_NEWS], strays=pages.strays, **known)


class _Gathered:
    """Pages of one part of the site while they are gathered."""

    def __init__(self, language: str, plugins: Plugins, taken: Collection[str] = ()) -> None:
        self.language = language
        self.found: dict[str, OwnedPage] = {}
        self.parts: list[tuple[int, OwnedPage]] = []
        self.strays: list[tuple[int, OwnedPage]] = []
        self._plugins = plugins
        self._taken = taken

    def hold(self, address: str, others: Mapping[str, PageNote] = MappingProxyType({})) -> None:
        """Keep an address for a page of the portal's own; a page of a plugin that is there already is not shown."""
        self.found[address] = OwnedContribution(OWN, Page(address=address, title="", blocks=()))
        if address in others:
            refuse = partial(_refuse_taken, address, OWN)
            self._plugins.call(others[address].plugin, f"page {address}", refuse, None)

    def ask(self, plugin: str, doing: str, render: Callable[[], Iterable[Page]]) -> tuple[OwnedPage, ...]:
        """Return the pages that a source of a plugin gives."""
        with use_language(self.language):
            return tuple(collect(self._plugins, plugin, doing, render, Page))

    def sort_in(self, turn: int, owned: OwnedPage, is_here: Callable[[str], bool]) -> None:
        """Put a page or a part of one where it belongs."""
        if not is_here(owned.value.address.strip("/")):
            self.strays.append((turn, owned))
        elif owned.value.is_part:
            self.parts.append((turn, owned))
        else:
            self.take(owned)

    def take(self, owned: OwnedPage) -> None:
        """Take a page, or note its fault where there is one at its address."""
        self._plugins.call(owned.plugin, f"page {owned.value.address}", partial(self._take, owned), None)

    def add_default(self, owned: OwnedPage) -> None:
        """Take a page unless there is one at its address."""
        if owned.value.address not in self._taken:
            self.found.setdefault(owned.value.address, owned)

    def _take(self, owned: OwnedPage) -> None:
        address = owned.value.address.strip("/")
        if address in self.found:
            _refuse_taken(address, self.found[address].plugin)
        if address in self._taken:
            _refuse_taken(address, "")
        self.found[address] = OwnedContribution(owned.plugin, attrs.evolve(owned.value, address=address))

    def join_parts(self, parts: Iterable[tuple[int, OwnedPage]]) -> None:
        """Put each part at the end of the page to which it belongs; where there is none, nobody asks for the part."""
        for _turn, part in sorted(parts, key=itemgetter(0)):
            page = self.found.get(part.value.address.strip("/"))
            # a part that cannot be written must not cost the page of somebody else
            name = f"part of the page {part.value.address}"
            write = partial(_write, part, self.language)
            if page is not None and self._plugins.call(part.plugin, name, write, None):
                heading = Heading(part.value.title, id=f"from-{part.plugin}")
                whole = attrs.evolve(page.value, blocks=(*page.value.blocks, heading, *part.value.blocks))
                self.found[whole.address] = OwnedContribution(page.plugin, whole)

    def find_links(self) -> dict[str, set[str]]:
        """Return the addresses to which each page refers."""
        return {address: set(list_links(owned.value.blocks)) for address, owned in self.found.items()}


def _refuse_taken(address: str, plugin: str) -> None:
    raise AddressTaken(
        _("A page of the plugin {plugin} already has the address {address}.").format(
            address=address or "/", plugin=plugin
        )
    )


def _collect_due(view: Workspace, plugins: Plugins, country: str, others: Iterable[DueDate]) -> tuple[DueDate, ...]:
    """Return what is due in a country, or in none, in order."""
    found = [one for source in list_due_sources(plugins) if source.by_country for one in source.ask(view, plugins)]
    here = [one for one in found if one.value.place.country == country]
    here += [OwnedContribution("", one) for one in others]
    return tuple(one.value for one in sorted(here, key=get_due_order))


def _collect_events(view: Workspace, plugins: Plugins, country: str, others: Iterable[Event]) -> tuple[Event, ...]:
    """Return what plugins say happened in a country, or in none, until the day of the view, newest first."""
    found = [
        one.value
        for source in plugins.events
        if source.value.by_country
        for one in collect(
            plugins, source.plugin, f"events {source.value.name}", partial(source.value.derive, view), Event
        )
    ]
    here = [one for one in (*found, *others) if one.place.country == country and one.day <= view.today]
    return tuple(sorted(here, key=lambda event: event.day, reverse=True))


def _add_declared_pages(gathered: _Gathered, view: Workspace, plugins: Plugins, country: str) -> None:
    """Add the pages that follow from declarations: of documents for which no plugin has made any, and of tables."""
    for kind in list_pageless_kinds(plugins):
        documents = [one for one in view.of_country(country) if isinstance(one.entity, kind.value.entity)]
        make = partial(make_default_pages, kind.value, documents, view, plugins, gathered.language)
        for owned in gathered.ask(kind.plugin, f"pages of {kind.value.name}", make):
            gathered.add_default(owned)
    places = {
        Scope.COUNTRY: [Place(country=country)],
        Scope.CYCLE: [Place(country=country, cycle=cycle) for cycle in view.cycles(country)],
    }
    for table in plugins.tables if country else ():
        if table.value.page and table.value.scope in places:
            make = partial(make_table_pages, table.value, view, places[table.value.scope], gathered.language)
            for owned in gathered.ask(table.plugin, f"pages of the table {table.value.name}", make):
                gathered.take(owned)


def _write(part: OwnedPage, language: str) -> str:
    with use_language(language):
        return HtmlWriter(language).blocks(part.value.blocks)
