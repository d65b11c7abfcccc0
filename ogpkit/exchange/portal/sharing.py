"""The pictures that services show beside links to pages: the site, each country, and each plan with how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.exchange.cards import Card, can_draw, draw_cards
from ogpkit.exchange.portal.addresses import list_ancestors, make_file_name
from ogpkit.exchange.portal.statuses import find_plan_progress
from ogpkit.text.sanitize import sanitize_line
from ogpkit.text.scripts import text_direction

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from ogpkit.exchange.portal.memory import Memory
    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace

_COLOUR: Final = "#0b3d5c"
"""The colour of pictures where the settings name none, as `style.css` has it."""


def list_card_addresses(workspace: Workspace) -> Iterator[str]:
    """Yield the addresses of the pages that have a picture of their own.

    Args:
        workspace: What is public.
    """
    yield ""
    for country in workspace.countries:
        yield country
        yield from (f"{country}/{cycle}" for cycle in workspace.cycles(country))


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


def list_card_files(
    workspace: Workspace,
    plugins: Plugins,
    language: str,
    titles: Mapping[str, str],
    memory: Memory,
    templates: Path | None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the pictures of the pages in one language, which is the one in use.

    Args:
        workspace: What is public.
        titles: The titles of pages, by address.
        memory: What an earlier build made.
        templates: A folder with templates of the country's own.
    """
    if not can_draw():
        return
    cards = {
        name_card(language, address): _make_card(workspace, plugins, language, address, titles)
        for address in list_card_addresses(workspace)
        if address in titles
    }
    made = memory.recall(
        ("cards", language),
        (*cards.items(), str(templates)),
        lambda: tuple(draw_cards(list(cards.values()), templates)),
    )
    yield from zip(cards, made, strict=True)


def _make_card(workspace: Workspace, plugins: Plugins, language: str, address: str, titles: Mapping[str, str]) -> Card:
    country, _slash, cycle = address.partition("/")
    progress = find_plan_progress(workspace, plugins, country, cycle) if cycle else None
    return Card(
        title=sanitize_line(titles[address]),
        above=sanitize_line(titles[""]) if address else "Open Government Partnership",
        language=language,
        direction=text_direction(language),
        colour=workspace.settings.portal.colour or _COLOUR,
        text=sanitize_line(progress.text) if progress else "",
        share=progress.share if progress else None,
        planned=progress.planned if progress else None,
    )
