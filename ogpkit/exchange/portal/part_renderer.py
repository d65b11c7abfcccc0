"""The files of one part of the site in one language: those of a country, or those that belong to none."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

import attrs
from markupsafe import Markup

from ogpkit.exchange.html import HtmlWriter, html_anchor
from ogpkit.exchange.ics import calendar_bytes
from ogpkit.exchange.portal.addresses import Map, list_ancestors, make_file_name, make_relative
from ogpkit.exchange.portal.due_tables import find_due_address
from ogpkit.exchange.portal.frame import end_file, make_environment, make_language_link
from ogpkit.exchange.portal.memory import hash_content
from ogpkit.exchange.portal.metadata import LinkedData, describe_page, name_locale
from ogpkit.exchange.portal.news import list_feed_items, render_feed
from ogpkit.exchange.portal.page_links import map_below, map_mentions
from ogpkit.exchange.portal.parts import PageNote, RenderedPart, is_below
from ogpkit.exchange.portal.search import Entry, Groups, Index, extract_visible, split_words
from ogpkit.exchange.portal.sharing import find_pictured, name_card
from ogpkit.exchange.templates import render_template
from ogpkit.text.blocks import Form
from ogpkit.text.i18n import _, use_language
from ogpkit.text.inline import LangText
from ogpkit.text.phrase import phrase_parts
from ogpkit.text.sanitize import for_xml
from ogpkit.text.scripts import isolate_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.exchange.portal.collecting import OwnedPage, Pages
    from ogpkit.exchange.portal.frame import Options
    from ogpkit.exchange.portal.memory import File
    from ogpkit.exchange.portal.news import NewsItem
    from ogpkit.exchange.portal.open_data import DataFile
    from ogpkit.plugins.contributions import DueDate, Event
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace

MOST_EVENTS: Final = 50
"""How many entries a feed has; ogpkit's own number."""

_ORIGIN: Final = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d+)?(?=[/?]|$)")
"""The server of an address, as the policy of a page names it."""

_MOST_MENTIONS: Final = 100

_IN_FRAME: Final = ("about", "accessibility", "news", "search", "data")
"""Pages to which the head or the foot of every page leads."""

_LEAST_CHAPTERS: Final = 4
"""How many chapters a page has that begins with a list of them."""


@attrs.frozen(kw_only=True, slots=False)
class Frame:
    """What all parts of the site have in common in one language.

    Attributes:
        language: The language.
        options: What was chosen.
        site: What the site is called.
        values: What is around the content of every page and the same for all.
        known: The addresses of the pages of each language.
        files: Every file of the site that is no page, by the address under which pages refer to it.
        data: The files of open data.
        templates: What tells the country's own templates from others.
        has_pictures: Whether pages have pictures for links.
    """

    language: str
    options: Options
    site: str
    values: Mapping[str, object]
    known: Mapping[str, Collection[str]]
    files: Mapping[str, str]
    data: Collection[DataFile]
    templates: bytes
    has_pictures: bool

    @cached_property
    def digest(self) -> bytes:
        """Return what tells what every page depends on from what it was, without what is looked up."""
        values = sorted(self.values.items())
        return hash_content((self.language, self.options, self.site, values, self.templates, self.has_pictures))

    def look_up(self, address: str) -> tuple[bool, str | None]:
        """Return whether an address is that of a page, and the file that it stands for."""
        return address in self.known[self.language], self.files.get(address)


@attrs.frozen(kw_only=True)
class Neighbours:
    """What pages of a part have to do with those of others.

    Attributes:
        notes: Pages of others that refer to its pages or lie below them, by address.
        links: The addresses to which these refer.
    """

    notes: Mapping[str, PageNote]
    links: Mapping[str, Collection[str]]


class _LookupRecorder:
    """Looks addresses up, and notes those that lie elsewhere."""

    def __init__(self, frame: Frame, country: str, own: Collection[str]) -> None:
        self.noted: dict[str, tuple[bool, str | None]] = {}
        self._frame, self._country, self._own = frame, country, own

    def look_up(self, address: str) -> tuple[bool, str | None]:
        found = self._frame.look_up(address)
        if address not in self._own and not (self._country and is_below(address, self._country)):
            self.noted[address] = found
        return found


@attrs.frozen
class _RecordedPages(Collection[str]):
    _recorder: _LookupRecorder

    def __contains__(self, address: object) -> bool:
        return isinstance(address, str) and self._recorder.look_up(address)[0]

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@attrs.frozen
class _RecordedFiles(Mapping[str, str]):
    _recorder: _LookupRecorder

    def __getitem__(self, address: str) -> str:
        found = self._recorder.look_up(address)[1]
        if found is None:
            raise KeyError(address)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def name_own_file(language: str, address: str) -> str:
    """Return a file beside the pages; its folder is that of the page of the same country.

    Args:
        address: The address under which pages refer to it.
    """
    folder, _slash, name = address.rpartition("/")
    return (
        f"{make_file_name(language, folder).removesuffix('.html').removesuffix('/index' if not folder else '')}/{name}"
    )


class PartRenderer:
    """Part of the site in one language."""

    def __init__(
        self,
        frame: Frame,
        workspace: Workspace,
        plugins: Plugins,
        pages: Pages,
        country: str,
        neighbours: Neighbours,
    ) -> None:
        """Keep what it is made of.

        Args:
            workspace: What is public of the country.
            pages: The pages.
            country: The country that they are about; empty for those that are about none.
            neighbours: The pages of others.
        """
        self._frame = frame
        self._workspace = workspace
        self._plugins = plugins
        self._options = frame.options
        self._pages = pages
        self._country = country
        self._language = pages.language
        self._folder = make_file_name(pages.language, "").rsplit("/", 1)[0]
        self._speaker = HtmlWriter(pages.language)
        self._feeds = {address: owned.value.feed for address, owned in pages.by_address.items() if owned.value.feed}
        self._recorder = _LookupRecorder(frame, country, pages.by_address.keys())
        self._map = Map(
            language=pages.language, pages=_RecordedPages(self._recorder), files=_RecordedFiles(self._recorder)
        )
        titles = {address: note.title for address, note in neighbours.notes.items()} | {"": frame.site}
        titles |= {address: owned.value.title for address, owned in pages.by_address.items()}
        self._titles = {address: title or "–" for address, title in titles.items()}
        notes = {address: PageNote("", one.plugin) for address, one in pages.by_address.items()}
        linked = {**neighbours.links, **pages.linked}
        self._below = map_below({**neighbours.notes, **notes}, linked)
        self._mentions = map_mentions({**neighbours.notes, **notes}, linked)
        self._index = Index()
        with use_language(self._language):
            self._groups = Groups(workspace, plugins, self._language, country)
        self._said = LinkedData(
            workspace=workspace,
            country=country,
            language=self._language,
            site=frame.site,
            titles=self._titles,
            base=frame.options.base,
            data=frame.data,
        )

    def write(self) -> RenderedPart:
        """Return the pages, their feeds and the calendar."""
        files: list[File] = []
        for address in sorted(self._pages.by_address):
            with use_language(self._language):
                made = self._page(address)
            if made is not None:
                files.append(made)
        with use_language(self._language):
            calendar = self._write_calendar()
            if self._country:
                files.append((name_own_file(self._language, f"{self._country}/calendar.ics"), calendar))
            else:
                files.append(self._render_feed("news", self._pages.news[:MOST_EVENTS]))
            files += [self._render_feed(address, self._list_events(feed)) for address, feed in self._feeds.items()]
        found = json.dumps(dict(sorted(self._index.found.items())), separators=(",", ":")).encode()
        return RenderedPart(
            files=tuple(files),
            index=tuple(self._index.pages),
            found=found,
            lookups=self._recorder.noted,
            calendar=b"" if self._country else calendar,
        )

    def _describe(self, address: str) -> dict[str, object]:
        """Return what a page says of itself to machines."""
        blocks, title = self._pages.by_address[address].value.blocks, for_xml(self._titles[address])
        said = describe_page(blocks, title, self._language)
        base = self._options.base
        pictured = find_pictured(address, self._list_pictured())
        return {
            "description": said,
            "canonical": f"{base}/{make_file_name(self._language, address)}" if base else "",
            "card": f"{base}/{name_card(self._language, pictured)}" if self._frame.has_pictures else "",
            "card_title": for_xml(self._titles[pictured]),
            "locale": name_locale(self._language),
            "linked_data": Markup(self._said.write(address, said)),  # noqa: S704  it holds no `<` and no `&`
        }

    def _list_pictured(self) -> list[str]:
        """Return the pages that have a picture of their own."""
        country = self._country
        cycles = self._workspace.cycles(country) if country else ()
        return ["", *([country] if country else []), *(f"{country}/{cycle}" for cycle in cycles)]

    def _describe_forms(self, address: str) -> dict[str, object]:
        """Return whether a page has forms, and the servers to which they send answers."""
        forms = [one for one in self._pages.by_address[address].value.blocks if isinstance(one, Form)]
        targets = {found[0] for one in forms if (found := _ORIGIN.match(one.endpoint))}
        return {"has_form": bool(forms), "form_targets": " ".join(sorted(targets))}

    def _page(self, address: str) -> tuple[str, bytes] | None:
        owned = self._pages.by_address[address]
        source = make_file_name(self._language, address)
        made = self._write_page(owned, address, source)
        if made is None:
            return None
        html, words = made
        if address != "search":
            search = make_file_name(self._language, "search")
            self._index.take(self._make_entry(address, make_relative(search, source)), words)
        return source, html

    def _write_page(self, owned: OwnedPage, address: str, source: str) -> tuple[bytes, frozenset[str]] | None:
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
            make_environment(self._options),
            template,
            {
                **self._make_values(address, source),
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
            "address": address,
            **self._frame.values,
            "title": isolate_dates(for_xml(self._titles[address])),
            "title_language": self._mark_title(self._titles[address])[0][1],
            "heading": self._speaker.line(self._titles[address]),
            **self._describe(address),
            "feed": f"{address}.atom" if address in self._feeds else "",
            **self._describe_forms(address),
            "root": "../" * source.count("/"),
            "index": f"{self._folder}/search",
            # where nobody has translated ogpkit, its own words are in English, and say so to a screen reader
            "own": self._speaker.own_words,
            "languages": list(self._list_languages(address, source)),
            "trail": self._list_trail(source, address),
            "below": self._list_links(source, self._below.get(address, ()) if address else self._list_first_below()),
            "mentions": self._list_links(source, self._mentions.get(address, ())[:_MOST_MENTIONS]),
        }

    def _list_first_below(self) -> list[str]:
        """Return what the first page leads on to, without what stands in the head of every page."""
        return [one for one in self._below.get("", ()) if one not in _IN_FRAME]

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
        for language, addresses in self._frame.known.items():
            there = address in addresses
            target = make_file_name(language, address if there else "")
            current = language == self._language
            whole = f"{self._options.base}/{target}" if self._options.base else ""
            yield make_language_link(language, make_relative(source, target), same=there, current=current, whole=whole)

    def _write_calendar(self) -> bytes:
        """Return the calendar of what is due; of what is due nowhere in particular, for that of all countries."""
        due = self._pages.due
        stamp = min((one.due for one in due), default=self._workspace.today)
        name = for_xml(self._titles[self._country])
        return calendar_bytes(due, name, stamp, self._page_of, language=self._language)

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
        return sorted(past, key=lambda item: (-item.on.toordinal(), item.key))[:MOST_EVENTS]

    def _render_feed(self, address: str, items: Iterable[NewsItem]) -> tuple[str, bytes]:
        path = name_own_file(self._language, f"{address}.atom")
        base = f"{self._options.base}/" if self._options.base else ""
        refer = partial(self._refer_in_feed, path, base)
        title = self._titles[address]
        return path, render_feed(items, title, self._frame.site, refer, address, language=self._language)

    def _refer_in_feed(self, source: str, base: str, address: str) -> str:
        target = (
            source if address.endswith(".atom") else make_file_name(self._language, self._map.find_nearest(address))
        )
        return base + target if base else make_relative(source, target)
