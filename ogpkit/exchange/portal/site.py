"""All files of the site, one after the other, so that no more than one of them is in memory as text."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
from markupsafe import Markup

from ogpkit.exchange.cards import can_draw
from ogpkit.exchange.html import HtmlWriter, html_anchor
from ogpkit.exchange.ics import calendar_bytes
from ogpkit.exchange.portal.addresses import Map, list_ancestors, make_file_name, make_relative
from ogpkit.exchange.portal.changes import Changes
from ogpkit.exchange.portal.collecting import Pages, collect_pages
from ogpkit.exchange.portal.documents import Offered, add_documents, list_documents
from ogpkit.exchange.portal.due_tables import find_due_address
from ogpkit.exchange.portal.frame import (
    end_file,
    get_base,
    list_frame_words,
    make_environment,
    make_language_link,
    make_missing_page,
)
from ogpkit.exchange.portal.looks import LOOKS, find_logo, hash_templates, list_assets, write_looks
from ogpkit.exchange.portal.memory import Memory, NoMemory, hash_content
from ogpkit.exchange.portal.metadata import LinkedData, describe_page, name_locale
from ogpkit.exchange.portal.news import list_feed_items, render_feed
from ogpkit.exchange.portal.open_data import FOLDER, list_data_files
from ogpkit.exchange.portal.overview import find_site_name
from ogpkit.exchange.portal.search import Entry, Groups, Index, extract_visible, split_words
from ogpkit.exchange.portal.sharing import find_pictured, list_card_addresses, list_card_files, name_card
from ogpkit.exchange.portal.taking_part import licence_address, list_contact, make_contact_address
from ogpkit.exchange.portal.versions import Versions
from ogpkit.exchange.portal.web_files import list_web_files
from ogpkit.exchange.publishing import public_workspace
from ogpkit.exchange.table_files import list_open_tables
from ogpkit.exchange.templates import render_template
from ogpkit.model.identifiers import is_language
from ogpkit.plugins.contributions import Page
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.text.blocks import Form, Grid, Paragraph
from ogpkit.text.i18n import _, use_language
from ogpkit.text.inline import LangText, Link
from ogpkit.text.phrase import localized, phrase_parts
from ogpkit.text.sanitize import for_xml
from ogpkit.text.scripts import isolate_dates, text_direction
from ogpkit.workspace.history import History

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

    from ogpkit.exchange.portal.news import NewsItem
    from ogpkit.exchange.portal.open_data import DataFile
    from ogpkit.plugins.contributions import DueDate, Event
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace

HERE: Final = Path(__file__).parent

_MOST_EVENTS: Final = 50
"""How many entries the feed has; ogpkit's own number."""

_ORIGIN: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?=[/?]|$)")
"""The server of an address, as the policy of a page names it."""

_MOST_MENTIONS: Final = 100

_IN_FRAME: Final = ("about", "accessibility", "news", "search", "data")
"""Pages to which the head or the foot of every page leads."""

_LEAST_CHAPTERS: Final = 4
"""How many chapters a page has that begins with a list of them."""


@attrs.frozen(kw_only=True)
class Options:
    """Choices that can be made about a site.

    Attributes:
        languages: Its languages, those of the workspace where it is empty; the first one greets who comes without a page
            in mind.
        base: Its address on the web, for feeds; empty leaves references relative.
        templates: A folder with templates of the country's own.
        documents: The formats in which the documents that people hand in are offered.
    """

    languages: tuple[str, ...] = ()
    base: str = ""
    templates: Path | None = None
    documents: tuple[str, ...] = ()


def list_site_languages(workspace: Workspace) -> tuple[str, ...]:
    """Return the languages of a site where nobody chose: those of the workspace, without what is no language."""
    return tuple(filter(is_language, dict.fromkeys(workspace.settings.workspace.languages))) or ("en",)


def list_site_files(
    workspace: Workspace,
    plugins: Plugins,
    options: Options,
    history: History | None = None,
    memory: Memory | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site: its path with `/`, and its content; the same workspace gives the same files.

    Everything but the history of files is made of the public view of the workspace, and the history passes the same gate. A
    page that fails is left out; the fault is noted with the plugins.

    Args:
        workspace: What the files say, whatever is public of it.
        options: What was chosen.
        history: What the files said before; nothing is told of it when left out.
        memory: What an earlier build made; nothing when left out.
    """
    versions = Versions(workspace, plugins)
    workspace = public_workspace(workspace, plugins)
    changes = Changes(workspace, plugins, history or History(), versions)
    languages = options.languages or list_site_languages(workspace)
    options = attrs.evolve(options, languages=languages, base=get_base(workspace, options.base))
    looks = write_looks(workspace.settings.portal)
    yield from list_assets(options.templates, looks)
    with use_language(options.languages[0]):
        name = find_site_name(workspace)
        tables = tuple(list_open_tables(workspace, plugins))
    data: list[DataFile] = []
    for file in list_data_files(workspace, name, tables, options.base):
        data.append(attrs.evolve(file, content=b""))
        yield file.path, file.content
    offered: list[Offered] = []
    for one in list_documents(workspace, plugins, options.documents, options.templates):
        offered.append(attrs.evolve(one, content=b""))
        yield one.path, one.content
    beside = {file.path: file.path for file in data} | {one.path: one.path for one in offered}
    collected = {language: collect_pages(workspace, plugins, language, memory) for language in options.languages}
    known = {language: pages.by_address.keys() | {"data"} for language, pages in collected.items()}
    site = _Site(workspace, plugins, options, known, beside, data, LOOKS if looks else "", memory or NoMemory())
    for language in options.languages:
        # what was written of one language is not needed while the next is
        pages = changes.add_to_pages(collected.pop(language))
        pages = add_documents(_add_data_page(pages, data), offered)
        yield from _Edition(site, pages).list_files()
    starts = [make_language_link(language, make_file_name(language, ""), same=True) for language in options.languages]
    yield from list_web_files(known, options.base)
    yield "404.html", make_missing_page(name, options.languages, options.templates, options.base)
    hand = HtmlWriter(options.languages[0])
    values = {"site": for_xml(name), "heading": hand.line(name), "languages": starts, "looks": site.looks}
    start = render_template(make_environment(options.templates), "start.html", values)
    yield "index.html", end_file(start)


def _add_data_page(pages: Pages, data: list[DataFile]) -> Pages:
    """Return the page that lists the open data; it can be made only when it is known which files there are."""
    with use_language(pages.language):
        intro = _("All data on this website, for anyone to use. The file datapackage.json describes it.")
        grid = Grid(
            heads=(_("File"), _("Content")),
            rows=[(Link(file.path.removeprefix(f"{FOLDER}/"), file.path), _describe_file(file)) for file in data],
            caption=_("Files"),
        )
        page = Page(address="data", title=_("Open data"), blocks=[Paragraph(intro), grid])
    pages.by_address.setdefault("data", OwnedContribution("ogpkit", page))
    return pages


def _describe_file(file: DataFile) -> str:
    title = ": ".join(map(_, file.titles))
    return f"{title} ({file.form})" if file.form else title


@attrs.frozen
class _Site:
    """Parts that the site in every language is made of.

    Attributes:
        workspace: What is public.
        plugins: The installed plugins.
        options: What was chosen.
        known: The addresses of the pages of each language.
        beside: Every other file of the site, by the address under which pages refer to it.
        data: The files of open data.
        looks: The style sheet with the country's looks; empty where it has none.
        memory: What an earlier build made.
    """

    workspace: Workspace
    plugins: Plugins
    options: Options
    known: Mapping[str, Collection[str]]
    beside: Mapping[str, str]
    data: Collection[DataFile]
    looks: str
    memory: Memory


class _Edition:
    """Site in one language."""

    def __init__(self, site: _Site, pages: Pages) -> None:
        self._workspace = site.workspace
        self._plugins = site.plugins
        self._options = site.options
        self._pages = pages
        self._known = site.known
        self._language = pages.language
        self._folder = make_file_name(pages.language, "").rsplit("/", 1)[0]
        self._speaker = HtmlWriter(pages.language)
        own = ["news.atom", "calendar.ics", *(f"{country}/calendar.ics" for country in site.workspace.countries)]
        self._feeds = {address: owned.value.feed for address, owned in pages.by_address.items() if owned.value.feed}
        own += [f"{address}.atom" for address in self._feeds]
        files = {address: self._name_own_file(address) for address in own} | dict(site.beside)
        self._map = Map(language=pages.language, pages=pages.by_address.keys() | {"data"}, files=files)
        self._titles = {address: owned.value.title or "–" for address, owned in pages.by_address.items()}
        # services that show links take pictures from the web alone
        drawn = list_card_addresses(site.workspace) if site.options.base and can_draw() else ()
        self._pictured = frozenset(one for one in drawn if one in self._titles)
        self._index = Index()
        self._memory = site.memory
        self._looks = site.looks
        self._links = hash_content((sorted(self._map.pages), sorted(files.items())))
        self._templates = hash_templates(site.options.templates)
        with use_language(self._language):
            self._site = find_site_name(site.workspace)
            self._words = list_frame_words()
            self._foot = self._list_foot()
            portal = site.workspace.settings.portal
            self._logo = find_logo(portal)
            self._footer = self._speaker.line(localized(portal.footer, self._language, site.workspace.language))
            self._groups = Groups(site.workspace, site.plugins, self._language)
        self._said = LinkedData(
            workspace=site.workspace,
            language=self._language,
            site=self._site,
            titles=self._titles,
            base=site.options.base,
            data=site.data,
        )

    def list_files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the pages, the feed, the calendars and the index of this language."""
        for address in sorted(self._pages.by_address):
            with use_language(self._language):  # not around a yield: others speak in between
                made = self._page(address)
            if made is not None:
                yield made
        with use_language(self._language):
            beside = [*self._list_calendars(), self._render_feed("news", self._pages.news[:_MOST_EVENTS])]
            beside += [self._render_feed(address, self._list_events(feed)) for address, feed in self._feeds.items()]
        if self._pictured:
            with use_language(self._language):
                drawn = list_card_files(
                    self._workspace, self._plugins, self._language, self._titles, self._memory, self._options.templates
                )
                beside += drawn
        yield from beside
        for name, content in self._index.list_files():
            yield f"{self._folder}/search/{name}", content

    def _list_foot(self) -> dict[str, object]:
        """Return what stands at the foot of every page: whom to ask, what one may do with the data, and of when it is."""
        licence = self._workspace.settings.workspace.licence
        contact = next(iter(list_contact(self._workspace)), "")
        asked = contact.text if isinstance(contact, Link) else contact
        newest = self._pages.news[0].on if self._pages.news else None
        return {
            "contact": for_xml(asked),
            "contact_address": make_contact_address(asked),
            "licence": for_xml(licence),
            "licence_address": licence_address(licence),
            "newest": self._speaker.day(newest) if newest else "",
        }

    def _describe(self, address: str) -> dict[str, object]:
        """Return what a page says of itself to machines."""
        blocks, title = self._pages.by_address[address].value.blocks, for_xml(self._titles[address])
        said = describe_page(blocks, title, self._language)
        base, pictured = self._options.base, find_pictured(address, self._pictured)
        return {
            "description": said,
            "canonical": f"{base}/{make_file_name(self._language, address)}" if base else "",
            "card": f"{base}/{name_card(self._language, pictured)}" if self._pictured else "",
            "card_title": for_xml(self._titles[pictured]),
            "locale": name_locale(self._language),
            "linked_data": Markup(self._said.write(address, said)),  # noqa: S704  it holds no `<` and no `&`
        }

    def _describe_forms(self, address: str) -> dict[str, object]:
        """Return whether a page has forms, and the servers to which they send answers."""
        forms = [one for one in self._pages.by_address[address].value.blocks if isinstance(one, Form)]
        targets = {found[0] for one in forms if (found := _ORIGIN.match(one.endpoint))}
        return {"has_form": bool(forms), "form_targets": " ".join(sorted(targets))}

    def _name_own_file(self, address: str) -> str:
        """Return a file beside the pages; its folder is that of the page of the same country."""
        folder, _slash, name = address.rpartition("/")
        return (
            f"{make_file_name(self._language, folder).removesuffix('.html')}/{name}"
            if folder
            else f"{self._folder}/{name}"
        )

    def _page(self, address: str) -> tuple[str, bytes] | None:
        owned = self._pages.by_address[address]
        source = make_file_name(self._language, address)
        values = self._make_values(address, source)
        write = partial(self._write_page, owned, address, source, values)
        page = owned.value
        made_of = (owned.plugin, page.title, *page.blocks, *values.items(), self._links, self._templates)
        made = self._memory.recall(("page", self._language, address), made_of, write)
        if made is None:
            return None
        html, words = made
        if address != "search":
            search = make_file_name(self._language, "search")
            self._index.take(self._make_entry(address, make_relative(search, source)), words)
        return source, html

    def _write_page(
        self, owned: OwnedContribution[Page], address: str, source: str, values: Mapping[str, object]
    ) -> tuple[bytes, frozenset[str]] | None:
        """Return a page, and the words on it; None where it cannot be written."""

        def refer(to: str) -> str:
            return self._map.find_reference(source, to) or make_relative(source, make_file_name(self._language, ""))

        hand = HtmlWriter(self._language, find=partial(self._find, source))
        content: Markup | None = self._plugins.call(
            owned.plugin, f"page {address}", lambda: hand.blocks(owned.value.blocks), None
        )
        if content is None:
            return None
        template = "search.html" if address == "search" and owned.plugin == "ogpkit" else "page.html"
        html = render_template(
            make_environment(self._options.templates),
            template,
            {
                **values,
                "content": content,
                "contents": self._list_contents(hand),
                "refer": refer,
                "is_narrowed": "data-facets=" in content,
            },
        )
        return end_file(html), frozenset(split_words(extract_visible(content)))

    def _list_contents(self, hand: HtmlWriter) -> list[tuple[str, Markup]]:
        """Return the chapters of a page that has several, with the names by which links find them."""
        chapters = [(name, text) for level, name, text in hand.headings if level == 1]
        if len(chapters) < _LEAST_CHAPTERS:
            return []
        return [(html_anchor(name), self._speaker.line(text)) for name, text in chapters]

    def _make_entry(self, address: str, reference: str) -> Entry:
        page = self._pages.by_address[address].value
        return Entry(
            reference=reference,
            title=self._mark_title(self._titles[address]),
            group=self._groups.name(address, self._pages.by_address[address].plugin),
            context=(*self._groups.locate(address), *filter(None, map(str, page.context))),
            about=describe_page(page.blocks, "", self._language),
        )

    def _find(self, source: str, address: str) -> str | None:
        place = address.partition("#")[0]
        if place.startswith(("http:", "https:")) or place in self._map.pages or place in self._map.files:
            return self._map.find_reference(source, address)
        # what has no page of its own is told on the page above it, which there is for all that lies with a country
        return self._map.find_reference(source, self._map.find_nearest(place) or address)

    def _make_values(self, address: str, source: str) -> Mapping[str, object]:
        """Return what is around the content of a page, as far as it is data."""
        return {
            "language": self._language,
            "direction": text_direction(self._language),
            "address": address,
            "site": for_xml(self._site),
            "site_name": self._speaker.line(self._site),
            "title": isolate_dates(for_xml(self._titles[address])),
            "title_language": self._mark_title(self._titles[address])[0][1],
            "heading": self._speaker.line(self._titles[address]),
            **self._describe(address),
            "foot": self._foot,
            "looks": self._looks,
            "logo": self._logo,
            "footer": self._footer,
            "feed": f"{address}.atom" if address in self._feeds else "",
            **self._describe_forms(address),
            "root": "../" * source.count("/"),
            "index": f"{self._folder}/search",
            "words": self._words,
            # where nobody has translated ogpkit, its own words are in English, and say so to a screen reader
            "own": self._speaker.own_words,
            "languages": list(self._list_languages(address, source)),
            "trail": self._list_trail(source, address),
            "below": self._list_links(
                source, self._pages.below.get(address, ()) if address else self._list_first_below()
            ),
            "mentions": self._list_links(source, self._pages.mentions.get(address, ())[:_MOST_MENTIONS]),
        }

    def _list_first_below(self) -> list[str]:
        """Return what the first page leads on to, without what stands in the head of every page."""
        return [one for one in self._pages.below.get("", ()) if one not in _IN_FRAME]

    def _list_trail(self, source: str, address: str) -> list[tuple[str, Markup]]:
        """Return the pages above a page, of which the first bears no name that another one has too."""
        above = [one for one in reversed(list_ancestors(address)) if one in self._titles]
        trail = self._list_links(source, above)
        if "" in above:  # the home page is above all others
            trail[0] = (trail[0][0], self._speaker.line(_("Home")))
        return trail

    def _list_links(self, source: str, addresses: list[str] | tuple[str, ...]) -> list[tuple[str, Markup]]:
        lines = (self._speaker.line(self._titles[one]) for one in addresses)
        return [
            (make_relative(source, make_file_name(self._language, one)), line)
            for one, line in zip(addresses, lines, strict=True)
        ]

    def _mark_title(self, title: str) -> list[tuple[str, str]]:
        """Return the parts of a title, each with its language."""
        own = self._speaker.own
        return [
            (part.text, part.language or self._language) if isinstance(part, LangText) else (part, own)
            for part in phrase_parts(title)
        ]

    def _list_languages(self, address: str, source: str) -> Iterator[dict[str, object]]:
        for language, addresses in self._known.items():
            there = address in addresses
            target = make_file_name(language, address if there else "")
            current = language == self._language
            whole = f"{self._options.base}/{target}" if self._options.base else ""
            yield make_language_link(language, make_relative(source, target), same=there, current=current, whole=whole)

    def _list_calendars(self) -> Iterator[tuple[str, bytes]]:
        due = self._pages.due
        stamp = min((one.due for one in due), default=self._workspace.today)
        write = partial(calendar_bytes, stamp=stamp, page_of=self._page_of, language=self._language)
        recall = partial(self._recall_calendar, write, (stamp, self._links, self._options.base))
        yield recall("calendar.ics", due, for_xml(self._site))
        by_country: dict[str, list[DueDate]] = {}
        for one in due:
            by_country.setdefault(one.place.country, []).append(one)
        for country in self._workspace.countries:
            name = for_xml(self._titles[country])
            yield recall(f"{country}/calendar.ics", tuple(by_country.get(country, ())), name)

    def _recall_calendar(
        self, write: Callable[..., bytes], around: object, address: str, due: tuple[DueDate, ...], name: str
    ) -> tuple[str, bytes]:
        make = partial(write, due, name)
        content = self._memory.recall(("calendar", self._language, address), (*due, name, around), make)
        return self._name_own_file(address), content

    def _page_of(self, due: DueDate) -> str:
        """Return the page about an obligation on the web, where the site's address is known."""
        base = self._options.base
        address, _hash, name = find_due_address(due, self._workspace).partition("#")
        nearest = self._map.find_nearest(address)
        anchor = f"#{html_anchor(name)}" if name and nearest == address else ""
        return f"{base}/{make_file_name(self._language, nearest)}{anchor}" if base else ""

    def _list_events(self, feed: tuple[Event, ...]) -> list[NewsItem]:
        """Return what a page tells in its feed until the day on which the workspace is looked at, newest first."""
        past = [item for item in list_feed_items(feed) if item.on <= self._workspace.today]
        return sorted(past, key=lambda item: (-item.on.toordinal(), item.key))[:_MOST_EVENTS]

    def _render_feed(self, address: str, items: Iterable[NewsItem]) -> tuple[str, bytes]:
        path = self._name_own_file(f"{address}.atom")
        base = f"{self._options.base}/" if self._options.base else ""
        refer = partial(self._refer_in_feed, path, base)
        told, title = tuple(items), self._titles[address]
        make = partial(render_feed, told, title, self._site, refer, address, language=self._language)
        made_of = (*told, title, self._site, base, self._links)
        return path, self._memory.recall(("feed", self._language, address), made_of, make)

    def _refer_in_feed(self, source: str, base: str, address: str) -> str:
        target = (
            source if address.endswith(".atom") else make_file_name(self._language, self._map.find_nearest(address))
        )
        return base + target if base else make_relative(source, target)
