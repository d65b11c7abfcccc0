"""The pictures that services show beside links to pages: the site, each country, and each plan with how far it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ogpkit.exchange.cards import Card, draw_cards
from ogpkit.exchange.portal.addresses import list_ancestors, make_file_name
from ogpkit.exchange.portal.statuses import find_plan_progress
from ogpkit.text.sanitize import sanitize_line
from ogpkit.text.scripts import text_direction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from ogpkit.exchange.portal.memory import File, Memory
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace

_COLOUR: Final = "#0b3d5c"
"""The colour of pictures where the settings name none, as `style.css` has it."""


def name_card(language: str, address: str) -> str:
    """Return the file of the picture of a page.

    Args:
        address: The address of the page.
    """
    return f"{make_file_name(language, address).removesuffix('.html')}.png"


def find_pictured(address: str, pictured: Collection[str]) -> str:
    """Return the page whose picture stands for a page: itself, or the nearest above that has one.

    Args:
        address: The address of the page.
        pictured: The addresses of the pages that have a picture.
    """
    return next((one for one in (address, *list_ancestors(address)) if one in pictured), "")


def make_cards(
    workspace: Workspace, plugins: Plugins, language: str, titles: Mapping[str, str], site: str
) -> dict[str, Card]:
    """Return the pictures of pages in one language, which is the one in use, by address.

    Args:
        workspace: What is public.
        titles: The titles of the pages, by address.
        site: What the site is called.
    """
    return {address: _make_card(workspace, plugins, language, address, titles[address], site) for address in titles}


def list_card_files(cards: Mapping[str, Card], language: str, memory: Memory, templates: Path | None) -> Iterator[File]:
    """Yield the files of pictures in one language; those of a country are drawn again only if one of them changed.

    Args:
        cards: The pictures, by the address of their page.
        memory: What an earlier build made.
        templates: A folder with templates of the country's own.
    """
    by_country: dict[str, dict[str, Card]] = {}
    for address, card in cards.items():
        by_country.setdefault(address.partition("/")[0], {})[name_card(language, address)] = card
    made_of = {country: (*some.items(), str(templates)) for country, some in by_country.items()}
    # all together, since to begin takes longest
    wanted = {
        name: card
        for country, some in by_country.items()
        if not memory.knows(("cards", language, country), made_of[country], memory.has_all)
        for name, card in some.items()
    }
    drawn = dict(zip(wanted, draw_cards(list(wanted.values()), templates), strict=True))
    for country, some in by_country.items():
        give = partial(_choose, drawn, some)
        yield from memory.recall_files(("cards", language, country), made_of[country], give)


def _choose(drawn: Mapping[str, bytes], names: Iterable[str]) -> list[tuple[str, bytes]]:
    return [(name, drawn[name]) for name in names]


def _make_card(workspace: Workspace, plugins: Plugins, language: str, address: str, title: str, site: str) -> Card:
    country, _slash, cycle = address.partition("/")
    progress = find_plan_progress(workspace, plugins, country, cycle) if cycle else None
    return Card(
        title=sanitize_line(title),
        above=sanitize_line(site) if address else "Open Government Partnership",
        language=language,
        direction=text_direction(language),
        colour=workspace.settings.portal.colour or _COLOUR,
        text=sanitize_line(progress.text) if progress else "",
        share=progress.share if progress else None,
        planned=progress.planned if progress else None,
    )
