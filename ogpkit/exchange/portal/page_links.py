"""How pages hang together: which leads on to which, and which of other mechanisms speak of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ogpkit.exchange.portal.addresses import list_ancestors
from ogpkit.text.blocks import Bullets, Grid, KeyValues, Paragraph
from ogpkit.text.inline import Link
from ogpkit.text.pictures import Bars, Timeline

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from ogpkit.exchange.portal.parts import PageNote
    from ogpkit.text.blocks import Block

OWN: Final = "ogpkit"
"""Whose the portal's own pages are, which are about the core's entities."""


def list_links(blocks: tuple[Block, ...]) -> Iterator[str]:
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


def map_below(found: Collection[str], linked: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return which page leads on to which: the nearest above does, unless a page beside it does already.

    A commitment, two steps below its cycle, is reached from the plan; nothing is out of reach, whatever plugins link.

    Args:
        found: The addresses of pages.
        linked: The addresses to which each page refers.
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


def map_mentions(notes: Mapping[str, PageNote], linked: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """Return what other mechanisms say of a page's subject, for example the comments on a commitment.

    Args:
        notes: What is known of pages, by address.
        linked: The addresses to which each of them refers.
    """
    mentions: dict[str, list[str]] = {}
    for source in sorted(linked):
        for target in linked[source]:
            if source not in notes or target not in notes:
                continue
            strangers = len({notes[source].plugin, notes[target].plugin, OWN}) == 3  # noqa: PLR2004  all different
            if strangers and target not in list_ancestors(source) and source not in list_ancestors(target):
                mentions.setdefault(target, []).append(source)
    return mentions
