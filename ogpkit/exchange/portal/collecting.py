"""The pages of all plugins and the portal's own, in one language, and how they hang together."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.errors import OgpkitError
from ogpkit.exchange.html import HtmlWriter
from ogpkit.exchange.portal.addresses import list_ancestors
from ogpkit.exchange.portal.default_pages import list_pageless_kinds, make_default_pages, make_table_pages
from ogpkit.exchange.portal.memory import NoMemory, hash_content
from ogpkit.exchange.portal.news import collect_news
from ogpkit.exchange.portal.overview import OwnPages, list_own_addresses
from ogpkit.exchange.publishing import limit_view
from ogpkit.model import Country
from ogpkit.plugins.contributions import Page
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.queries import collect, collect_due_dates, collect_events
from ogpkit.text.blocks import Bullets, Grid, Heading, KeyValues, Paragraph
from ogpkit.text.i18n import _, use_language
from ogpkit.text.inline import Link
from ogpkit.text.pictures import Bars, Timeline
from ogpkit.workspace.content import find_plugin_settings
from ogpkit.workspace.rule_sets import get_check_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ogpkit.exchange.portal.memory import Memory
    from ogpkit.exchange.portal.news import NewsItem
    from ogpkit.plugins.contributions import DueDate, Event
    from ogpkit.plugins.contributions import Pages as Source
    from ogpkit.plugins.manager import Plugins
    from ogpkit.text.blocks import Block
    from ogpkit.workspace.content import Workspace

OWN: Final = "ogpkit"
"""Whose the portal's own pages are, which are about the core's entities."""


class AddressTaken(OgpkitError):
    """Two pages with one address."""


@attrs.frozen
class Pages:
    """Pages of one language.

    Attributes:
        language: The language.
        by_address: Each page, with the plugin that gave it.
        below: The pages to which each page leads on, because they lie below it.
        mentions: The pages of other mechanisms that refer to each page.
        due: What is due.
        events: What plugins say happened, newest first.
        news: What happened, of all this and of what the core knows, newest first.
    """

    language: str
    by_address: dict[str, OwnedContribution[Page]]
    below: dict[str, list[str]]
    mentions: dict[str, list[str]]
    due: tuple[DueDate, ...]
    events: tuple[Event, ...]
    news: tuple[NewsItem, ...]


def collect_pages(workspace: Workspace, plugins: Plugins, language: str, memory: Memory | None = None) -> Pages:
    """Return every page in one language. Of two with one address the first stands, and the fault of the other is noted.

    Args:
        workspace: What is public.
        memory: What an earlier build made; nothing when left out.
    """
    found: dict[str, OwnedContribution[Page]] = {}
    own = tuple(list_own_addresses(workspace))
    with use_language(language):
        due = tuple(one.value for one in collect_due_dates(workspace, plugins))
        events = collect_events(workspace, plugins)
        news = collect_news(workspace, plugins, due, events, language)
    # their addresses are taken before plugins speak; what they say of the pages of plugins can be said only after that
    found.update((one, OwnedContribution(OWN, Page(address=one, title="", blocks=()))) for one in own)
    parts: list[OwnedContribution[Page]] = []
    for owned in _ask_for_pages(workspace, plugins, language, memory or NoMemory()):
        if owned.value.is_part:
            parts.append(owned)
            continue
        plugins.call(owned.plugin, f"page {owned.value.address}", partial(_take, found, owned), None)
    for kind in list_pageless_kinds(plugins):
        make = partial(make_default_pages, kind.value, workspace, plugins, language)
        with use_language(language):
            made = [*collect(plugins, kind.plugin, f"pages of {kind.value.name}", make, Page)]
        for owned in made:
            found.setdefault(owned.value.address, owned)
    for owned in _list_table_pages(workspace, plugins, language):
        plugins.call(owned.plugin, f"page {owned.value.address}", partial(_take, found, owned), None)
    pages = {address: owned.value for address, owned in found.items() if address not in own}
    with use_language(language):
        for page in OwnPages(workspace, plugins, language, due, news, pages).make_all():
            found[page.address] = OwnedContribution(OWN, page)
    _join_parts(found, parts, plugins, language)
    linked = {address: set(_list_links(owned.value.blocks)) & found.keys() for address, owned in found.items()}
    return Pages(language, found, _map_below(found, linked), _map_mentions(found, linked), due, events, news)


def _ask_for_pages(
    workspace: Workspace, plugins: Plugins, language: str, memory: Memory
) -> Iterator[OwnedContribution[Page]]:
    for source in plugins.pages:
        if not source.value.by_country:
            yield from _render(source, workspace, plugins, language)
            continue
        for country, view in workspace.memoize(list_country_views).items():
            yield from memory.recall(
                ("pages", source.plugin, source.value.name, country, language),
                (view.memoize(_hash_view),) if memory.is_kept else (),
                partial(_render, source, view, plugins, language),
                partial(_is_whole, plugins, len(plugins.faults)),
            )


def _is_whole(plugins: Plugins, faults: int) -> bool:
    """Tell whether no fault came to those that there were."""
    return len(plugins.faults) == faults


def _render(
    source: OwnedContribution[Source], workspace: Workspace, plugins: Plugins, language: str
) -> tuple[OwnedContribution[Page], ...]:
    render = partial(source.value.render, workspace, language)
    with use_language(language):
        return tuple(collect(plugins, source.plugin, f"pages {source.value.name}", render, Page))


def list_country_views(workspace: Workspace) -> Mapping[str, Workspace]:
    """Return for each country what its pages are made of: its documents, and those that are about the whole partnership.

    Args:
        workspace: What is public.
    """
    common = {one.path: one for one in (*workspace.of_country(""), *workspace.all(Country))}
    return {
        country: limit_view(workspace, common | {one.path: one for one in workspace.of_country(country)})
        for country in workspace.countries
    }


def _hash_view(view: Workspace) -> bytes:
    """Return what tells a view from all others; empty where it cannot be told."""
    settings = (view.settings, view.memoize(find_plugin_settings), view.memoize(get_check_settings))
    return hash_content((settings, view.today, *(view.documents[path] for path in sorted(view.documents))))


def _take(found: dict[str, OwnedContribution[Page]], owned: OwnedContribution[Page]) -> None:
    address = owned.value.address.strip("/")
    if address in found:
        raise AddressTaken(
            _("A page of the plugin {plugin} already has the address {address}.").format(
                address=address or "/", plugin=found[address].plugin
            )
        )
    found[address] = OwnedContribution(owned.plugin, attrs.evolve(owned.value, address=address))


def _list_table_pages(workspace: Workspace, plugins: Plugins, language: str) -> Iterator[OwnedContribution[Page]]:
    for table in plugins.tables:
        if table.value.page:
            make = partial(make_table_pages, table.value, workspace, language)
            with use_language(language):
                made = [*collect(plugins, table.plugin, f"pages of the table {table.value.name}", make, Page)]
            yield from made


def _join_parts(
    found: dict[str, OwnedContribution[Page]],
    parts: Iterable[OwnedContribution[Page]],
    plugins: Plugins,
    language: str,
) -> None:
    """Put each part at the end of the page to which it belongs; where there is no such page, nobody asks for the part."""
    for part in parts:
        page = found.get(part.value.address.strip("/"))
        # a part that cannot be written must not cost the page of somebody else
        name = f"part of the page {part.value.address}"
        if page is not None and plugins.call(part.plugin, name, partial(_write, part, language), None):
            heading = Heading(part.value.title, id=f"from-{part.plugin}")
            whole = attrs.evolve(page.value, blocks=(*page.value.blocks, heading, *part.value.blocks))
            found[whole.address] = OwnedContribution(page.plugin, whole)


def _write(part: OwnedContribution[Page], language: str) -> str:
    with use_language(language):
        return HtmlWriter(language).blocks(part.value.blocks)


def _list_links(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the addresses to which blocks refer, without what stands behind `#`."""
    for block in blocks:
        if isinstance(block, Paragraph):
            pieces: list[object] = list(block.pieces)
        elif isinstance(block, Bullets):
            pieces = [piece for item in block.items for piece in item]
        elif isinstance(block, KeyValues):
            pieces = [cell for _label, cell in block.rows]
        elif isinstance(block, Grid):
            pieces = [cell for row in block.rows for cell in row]
        elif isinstance(block, Bars | Timeline):
            parts = block.bars if isinstance(block, Bars) else block.spans
            pieces = [Link(one.label, one.address) for one in parts if one.address]
        else:
            continue
        yield from (piece.address.partition("#")[0] for piece in pieces if isinstance(piece, Link))


def _map_below(found: dict[str, OwnedContribution[Page]], linked: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return which page leads on to which: the nearest above does, unless a page beside it does already.

    A commitment, two steps below its cycle, is reached from the plan; nothing is out of reach, whatever plugins link.
    """
    reached = {target for source, targets in linked.items() for target in targets if target != source}
    below: dict[str, list[str]] = {}
    for address in sorted(found):
        above = list_ancestors(address)
        if not above:
            continue
        nearest = next((one for one in above if one in found), "")
        direct = nearest == above[0]
        if (direct or address not in reached) and address not in linked.get(nearest, ()):
            below.setdefault(nearest, []).append(address)
    return below


def _map_mentions(found: dict[str, OwnedContribution[Page]], linked: dict[str, set[str]]) -> dict[str, list[str]]:
    """Return what other mechanisms say of a page's subject, for example the comments on a commitment."""
    mentions: dict[str, list[str]] = {}
    for source in sorted(linked):
        for target in linked[source]:
            strangers = len({found[source].plugin, found[target].plugin, OWN}) == 3  # noqa: PLR2004  all different
            if strangers and target not in list_ancestors(source) and source not in list_ancestors(target):
                mentions.setdefault(target, []).append(source)
    return mentions
