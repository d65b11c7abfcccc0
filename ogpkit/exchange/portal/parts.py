"""What is kept of a part of the site: the pages of one country, or those that belong to none, in one language.

The blocks of its pages are needed only until they are written. What the rest of the site needs to know of them is small.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import attrs

from ogpkit.exchange.portal.memory import hash_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from ogpkit.exchange.cards import Card
    from ogpkit.exchange.portal.memory import File
    from ogpkit.exchange.portal.news import NewsItem
    from ogpkit.plugins.contributions import DueDate, Event, Page
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.text.inline import Cell
    from ogpkit.text.states import State


@attrs.frozen
class PageNote:
    """What others need to know of a page.

    Attributes:
        title: Its title.
        plugin: Whose it is.
        has_form: Whether it has a form to fill in.
        has_feed: Whether it has a feed of its own.
        newest: The day of the last that its feed tells; None where it has none.
    """

    title: str
    plugin: str
    has_form: bool = False
    has_feed: bool = False
    newest: date | None = None


@attrs.frozen(kw_only=True)
class CountryFacts:
    """What the pages about all countries say of one.

    Attributes:
        name: What it is called.
        status: How it stands as a member.
        standing: The same as a colour.
        joined: When it joined.
        count: How many cycles it has.
        share: How much of its newest plan is done.
        said: What plugins say of it.
        rule_set: The rule set that its newest cycle follows.
        plans: How many of its cycles have a file.
        days: The first day and the last one of its cycles.
        cards: The pictures of its pages, by address.
    """

    name: str
    status: str | None
    standing: State
    joined: date | None
    count: Cell
    share: Cell
    said: Mapping[str, Cell]
    rule_set: str
    plans: int
    days: tuple[date, date] | None
    cards: Mapping[str, Card]


@attrs.frozen(kw_only=True)
class SitePart:
    """What is known of a part of the site before it is written.

    Attributes:
        notes: Its pages, by address.
        links: The addresses elsewhere to which its pages refer, each with the page that does.
        news: What happened there, newest first.
        due: What is due there.
        strays: Pages and parts of pages that its sources gave and that belong elsewhere, each with the turn of its source.
        facts: What the pages about all countries say of it; None for what belongs to no country, or where nothing is public.
    """

    notes: Mapping[str, PageNote]
    links: tuple[tuple[str, str], ...] = ()
    news: tuple[NewsItem, ...] = ()
    due: tuple[DueDate, ...] = ()
    strays: tuple[tuple[int, OwnedContribution[Page]], ...] = ()
    facts: CountryFacts | None = None


@attrs.frozen(kw_only=True)
class CountryAnswers:
    """What sources that are asked about everything say of one country.

    Attributes:
        notes: Their pages that lie below the country, by address.
        parts: Parts of the country's pages, each with the turn of its source.
        due: What is due there.
        events: What happened there.
    """

    notes: Mapping[str, PageNote] = attrs.field(factory=dict)
    parts: tuple[tuple[int, OwnedContribution[Page]], ...] = ()
    due: tuple[DueDate, ...] = ()
    events: tuple[Event, ...] = ()


@attrs.frozen(kw_only=True)
class RenderedPart:
    """Part of the site as it was written.

    Attributes:
        files: Its files.
        index: What the search shows of its pages, in their order.
        found: The numbers of the pages that hold a word, counted from one, as they are kept; negative where it is in the title.
        lookups: What was looked up elsewhere: for each address, whether it is a page, and the file that it stands for.
        calendar: The calendar of what is due there, where it is joined with others.
    """

    files: tuple[File, ...]
    index: tuple[object, ...]
    found: bytes
    lookups: Mapping[str, tuple[bool, str | None]]
    calendar: bytes = b""
    digest: bytes = attrs.field()

    @digest.default
    def _hash_index(self) -> bytes:
        return hash_content((self.index, self.found))

    @property
    def words(self) -> Mapping[str, tuple[int, ...]]:
        """Return the numbers of the pages by the words that they hold."""
        return {word: tuple(numbers) for word, numbers in json.loads(self.found).items()}

    def is_found_by(self, look_up: Callable[[str], tuple[bool, str | None]]) -> bool:
        """Tell whether what was looked up elsewhere is as it was.

        Args:
            look_up: Looks an address up.
        """
        return all(look_up(address) == found for address, found in self.lookups.items())


def is_below(address: str, country: str) -> bool:
    """Tell whether an address is that of a country, or lies below it."""
    return address == country or address.startswith(f"{country}/")
