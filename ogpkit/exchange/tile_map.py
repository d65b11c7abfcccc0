"""The map of tiles as SVG: a square for each country, about where it is, in the colour of how it stands.

Squares are of one size, so that small countries count as much as large ones. Those that are not spoken of are faint.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit.text.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ogpkit.text.pictures import Tile, TileMap

_STEP: Final = 20
"""From one square to the next."""

_SIDE: Final = 18
"""How wide a square is."""


@cache
def load_places() -> Mapping[str, tuple[int, int]]:
    """Return the column and the row of each country, by its code."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))["rows"]
    return {
        code: (column, row)
        for row, line in enumerate(rows)
        for column, code in enumerate(line.split())
        if code.isalpha()
    }


def write_tile_map(tiles: TileMap, words: Callable[[str], str], text: Callable[[str], str]) -> str:
    """Return the squares, and below them how many countries have each colour.

    Args:
        tiles: What is said of each country.
        words: Writes ogpkit's own words as HTML.
        text: Makes a text harmless within SVG.
    """
    places = load_places()
    shown = {one.code: one for one in tiles.tiles if one.code in places}
    others = "".join(_outline(place) for code, place in places.items() if code not in shown)
    squares = "".join(_write_tile(one, places[code], text) for code, one in shown.items())
    counts = Counter((one.text, one.state or State.UNKNOWN) for one in tiles.tiles)
    said = text("; ".join(f"{name}: {count}" for (name, _state), count in counts.most_common()))
    width, height = (_STEP * (1 + max(place[axis] for place in places.values())) for axis in (0, 1))
    legend = "".join(
        f'<span class="state-{state.value}">{words(f"{name}: {count}")}</span>'
        for (name, state), count in counts.most_common()
    )
    return (
        f'<svg viewBox="0 0 {width} {height}" role="img"><title>{text(tiles.caption)}</title><desc>{said}</desc>'
        f'<path class="other" d="{others}"/>{squares}</svg><p class="legend">{legend}</p>'
    )


def _outline(place: tuple[int, int]) -> str:
    column, row = place
    return f"M{column * _STEP} {row * _STEP}h{_SIDE}v{_SIDE}h-{_SIDE}z"


def _write_tile(tile: Tile, place: tuple[int, int], text: Callable[[str], str]) -> str:
    column, row = place
    state = tile.state or State.UNKNOWN
    middle = f'x="{column * _STEP + _SIDE // 2}" y="{row * _STEP + 12}"'
    return (
        f'<g class="state-{state.value}"><title>{text(f"{tile.label}: {tile.text}")}</title>'
        f'<path d="{_outline(place)}"/><text {middle}>{text(tile.code)}</text></g>'
    )
