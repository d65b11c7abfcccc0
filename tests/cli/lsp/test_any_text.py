"""What an editor may hold: no text is too broken, and places are the same in every way of counting."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

pytest.importorskip("pygls")

from ogpkit.cli.lsp.completion import EditedFile, complete
from ogpkit.cli.lsp.cursor import Role, read_cursor
from ogpkit.cli.lsp.hover import DeclaredKeys, describe_place
from ogpkit.cli.lsp.outline import list_folds, list_symbols
from ogpkit.cli.lsp.text_places import TextPlaces
from ogpkit.plugins.manager import Plugins
from ogpkit.text.sanitize import fence_markdown
from ogpkit.workspace.content import Workspace
from ogpkit.workspace.positions import Span

PLUGINS = Plugins.discover()
KEYS = DeclaredKeys(PLUGINS.kinds.by_name("commitment"), PLUGINS.kinds)
WORKSPACE = Workspace(kinds=PLUGINS.kinds, editions=PLUGINS.editions)
PIECES = [
    *(
        "title",
        "milestones",
        "reflects",
        "topics",
        "en",
        "due",
        "x",
        "=",
        ".",
        ",",
        "#",
        " ",
        '"',
        '"""',
        "'",
        "\\",
        "12",
    ),
    *(
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        "\n",
        "\r\n",
        "\r",
        "\t",
        "🎉",
        "ف",
        "\u2028",
        "\ud800",
        "\x00",
        "\ufeff",
        "true",
    ),
]
texts = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


def includes(outer, inner):
    """Tell whether a stretch holds another one."""
    ends = [(place.line, place.character) for place in (outer.start, inner.start, inner.end, outer.end)]
    return ends == sorted(ends)


@given(texts, st.sampled_from(["utf-8", "utf-16", "utf-32"]))
@example('title = "🎉ف" # 🎉', "utf-16")
@example("\ufefftitle", "utf-16")
def test_a_place_is_the_same_in_every_way_of_counting(text, encoding):
    places = TextPlaces(text, encoding)
    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert places.find_offset(places.find_position(offset)) == offset


def test_columns_of_findings_become_places_of_the_editor():
    places = TextPlaces('a = "🎉"\r\nb = "🎉x"\n')
    stretch = places.convert_span(Span(2, 7, 2, 8))
    assert (stretch.start.line, stretch.start.character, stretch.end.character) == (1, 7, 8)
    assert places.convert_span(Span(9, 9, 9, 9)).start.line == 2
    marked = TextPlaces("\ufeffab = 1\n").convert_span(Span(1, 1, 1, 3))
    assert (marked.start.character, marked.end.character) == (1, 3)


@given(texts, st.data())
def test_something_is_answered_at_every_place_of_every_text(text, data):
    places = TextPlaces(text)
    offset = data.draw(st.integers(0, len(text)))
    cursor = read_cursor(text, offset)
    assert cursor.start <= offset
    if cursor.role in (Role.KEY, Role.VALUE):
        assert text[cursor.start : offset] == cursor.prefix
    complete(EditedFile(places, KEYS, {"country": "KE"}, WORKSPACE, PLUGINS), offset)
    describe_place(places, offset, KEYS, PLUGINS)
    waiting = [(None, one) for one in list_symbols(places)]
    while waiting:
        above, symbol = waiting.pop()
        assert includes(symbol.range, symbol.selection_range)
        assert above is None or includes(above.range, symbol.range)
        waiting.extend((symbol, one) for one in symbol.children or ())
    assert all(fold.start_line < fold.end_line for fold in list_folds(places))


@pytest.mark.parametrize("text", ["", "```", "a ```` b\n`", "\x1b[31m"])
def test_nothing_in_an_example_ends_its_block(text):
    first, *inner, last = fence_markdown(text, "toml").split("\n")
    mark = first.removesuffix("toml")
    assert last == mark
    assert not any(mark in line for line in inner)
    assert "\x1b" not in "".join(inner)
