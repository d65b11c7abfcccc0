"""What happened, newest first, and the feed of it (Atom, RFC 4287)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

import attrs

from ogpkit.exchange.portal.addresses import make_address
from ogpkit.model import Country
from ogpkit.model.commitment import Commitment
from ogpkit.model.cycle import Cycle
from ogpkit.plugins.stages import stage_title
from ogpkit.text.i18n import _
from ogpkit.text.phrase import format_phrase, join_phrases
from ogpkit.text.sanitize import for_xml
from ogpkit.workspace.countries import country_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date

    from ogpkit.plugins.contributions import DueDate, Event
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace


@attrs.frozen(kw_only=True)
class NewsItem:
    """Line of the news.

    Attributes:
        on: The day.
        title: What happened, in the language in use.
        address: The address of what it is about.
        key: What tells it from others, whatever the language.
    """

    on: date
    title: str
    address: str
    key: str


def collect_news(
    workspace: Workspace,
    plugins: Plugins,
    due: Iterable[DueDate],
    events: Iterable[Event],
    language: str,
    country: str,
) -> tuple[NewsItem, ...]:
    """Return what happened in a country until the day on which the workspace is looked at, newest first.

    Args:
        workspace: What is public.
        due: The obligations.
        events: What plugins say happened.
        language: The language in use.
        country: The country; empty for what belongs to none.
    """
    items = [
        *(_list_joined(workspace, language, country) if country else ()),
        *(_list_stages(workspace, plugins, language, country) if country else ()),
        *_list_met(workspace, due, language),
        *_list_plugin_events(workspace, events),
    ]
    past = {item.key: item for item in items if item.on <= workspace.today}
    return tuple(sorted(past.values(), key=get_news_order))


def get_news_order(item: NewsItem) -> tuple[int, str, str]:
    """Return what news are put in order by: the day, newest first, then what they are about."""
    return -item.on.toordinal(), item.address, item.key


def _list_joined(workspace: Workspace, language: str, country: str) -> Iterator[NewsItem]:
    for document in workspace.all(Country, country):
        if document.entity.joined:
            title = format_phrase(
                _("{country} joined the partnership"), country=country_name(workspace, document.country, language)
            )
            yield NewsItem(
                on=document.entity.joined, title=title, address=document.country, key=f"{document.path}#joined"
            )
        for number, change in enumerate(document.entity.membership):
            if change.on is not None:
                country = country_name(workspace, document.country, language)
                yield NewsItem(
                    on=change.on,
                    title=join_phrases(": ", (country, _(change.status.label))),
                    address=document.country,
                    key=f"{document.path}#membership-{number}",
                )


def _list_stages(workspace: Workspace, plugins: Plugins, language: str, country: str) -> Iterator[NewsItem]:
    graph = plugins.find_graph(Cycle)
    name = country_name(workspace, country, language)
    for document in workspace.all(Cycle, country):
        for number, step in enumerate(document.entity.history):
            stage = stage_title(graph, document, workspace, step.stage) if graph else step.stage
            yield NewsItem(
                on=step.on,
                title=join_phrases(": ", (join_phrases(", ", (name, document.cycle)), stage)),
                address=f"{document.country}/{document.cycle}",
                key=f"{document.path}#{number}-{step.stage}",
            )


def _list_met(workspace: Workspace, due: Iterable[DueDate], language: str) -> Iterator[NewsItem]:
    # a day on which a cycle went on to its next stage is in the news with the words of that stage
    told = {(document.path, step.on) for document in workspace.all(Cycle) for step in document.entity.history}
    for one in due:
        if one.done and (one.place.path, one.done) not in told:
            place = one.place
            country = country_name(workspace, place.country, language) if place.country else None
            # what is due is said as a task; here it happened
            happened = one.happened or format_phrase(_("{task} (done)"), task=one.title)
            address = make_address(place.path) if place.path else f"{place.country}/{place.cycle}".strip("/")
            title = join_phrases(": ", (country, happened))
            yield NewsItem(on=one.done, title=title, address=address, key="#".join(one.identity))


def _list_plugin_events(workspace: Workspace, events: Iterable[Event]) -> Iterator[NewsItem]:
    """Yield what plugins give, but for what is about one commitment and stands in its history."""
    commitments = {document.path for document in workspace.all(Commitment)}
    yield from list_feed_items(event for event in events if event.place.path not in commitments)


def list_feed_items(events: Iterable[Event]) -> Iterator[NewsItem]:
    """Yield what plugins say happened as entries of a feed, in their order."""
    numbers: Counter[str] = Counter()  # titles are in the language in use, so they cannot tell events apart
    for event in events:
        place = event.place
        address = event.address or (make_address(place.path) if place.path else f"{place.country}/{place.cycle}")
        key = f"{place.path or place.country}/{place.cycle}#{event.day}-{event.address}"
        numbers[key] += 1
        yield NewsItem(on=event.day, title=event.title, address=address.strip("/"), key=f"{key}-{numbers[key]}")


def render_feed(
    events: Iterable[NewsItem],
    title: str,
    name: str,
    refer: Callable[[str], str],
    address: str = "news",
    *,
    language: str = "",
) -> bytes:
    """Return the feed of what happened.

    Args:
        events: What happened, newest first.
        title: The title of the feed.
        name: Who gives it.
        refer: Gives the reference to an address.
        address: The page of which it is the feed.
        language: Its language; feeds in two languages are two feeds, with entries of their own.
    """
    some = tuple(events)
    feed = ":".join(filter(None, (name, "" if address == "news" else address, language)))
    root = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"} | ({"xml:lang": language} if language else {}))
    _put(root, "title", title)
    _put(root, "id", uuid5(NAMESPACE_URL, f"ogpkit:{feed}").urn)
    _put(root, "updated", _format_moment(some[0].on) if some else "2011-09-20T00:00:00Z")
    _put(ET.SubElement(root, "author"), "name", name)
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": refer(address)})
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": refer(f"{address}.atom")})
    for event in some:
        entry = ET.SubElement(root, "entry")
        _put(entry, "title", event.title)
        _put(entry, "id", uuid5(NAMESPACE_URL, f"ogpkit:{feed}:{event.key}").urn)
        _put(entry, "updated", _format_moment(event.on))
        ET.SubElement(entry, "link", {"rel": "alternate", "href": refer(event.address)})
        _put(entry, "summary", event.title)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _put(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = for_xml(" ".join(text.split()))


def _format_moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
