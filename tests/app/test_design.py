"""How the app looks: what is written can be read, where the keyboard is can be seen, and a chosen theme is kept."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from textual.color import Color
from textual.widgets import Input

from ogpkit.app.design import DEFAULT, PALETTES, SIXTEEN, STATE_COLOURS, THEMES, TITLES, list_tokens
from ogpkit.app.pages.today import Today
from ogpkit.app.preferences import find_preferences, read_preference
from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.table_list import RecordGrid
from ogpkit.plugins.places import VERDICT_SIGNS, VERDICT_STATES, Place, Verdict
from ogpkit.text.pictures import write_state
from ogpkit.text.states import STATE_SIGNS, State

TEXT = 4.5
"""What WCAG 2.2 asks of a text at level AA (1.4.3)."""

GRAPHIC = 3.0
"""What it asks of the sign that something has the keyboard, and of parts of pictures (1.4.11)."""

DRAWN = "█▓▒░▌▐▏▎▍▊▉▔▁▂▃▄▅▆▇━─│┃╸╺═╱●■□▲△▼▶◆◇"
MEASURED = [name for name in PALETTES if name != SIXTEEN]


@pytest.fixture(autouse=True)
def _data(tmp_path, monkeypatch):
    monkeypatch.setenv("OGPKIT_DATA_DIR", str(tmp_path / "data"))


def ratio(one, other):
    """The contrast of two colours by the formula of WCAG 2.2."""
    bright = sorted((luminance(Color.parse(colour)) for colour in (one, other)), reverse=True)
    return (bright[0] + 0.05) / (bright[1] + 0.05)


def luminance(colour):
    """The relative luminance of a colour."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def list_unreadable(app):
    """What is on the screen and cannot be read: the letters, their colour and the one behind them."""
    for strip in app.screen._compositor.render_strips():
        for text, style, _control in strip:
            if not text.strip() or style is None or style.color is None or style.bgcolor is None:
                continue
            front, behind = style.color.get_truecolor().hex, style.bgcolor.get_truecolor().hex
            if style.reverse:
                front, behind = behind, front
            wanted = GRAPHIC if set(text) <= {*DRAWN, " "} else TEXT
            if set(text) <= {*"─│├└━╸╺▔▁▌▎▊▋█▏", " "} or ratio(front, behind) >= wanted:
                continue  # lines between parts say nothing, and bars stand beside their numbers
            yield text.strip(), front, behind


@pytest.mark.parametrize("name", MEASURED)
def test_every_colour_of_a_theme_can_be_read_on_everything_behind_it(name):
    one = PALETTES[name]
    behind = (one.background, one.surface, one.raised, one.panel)
    texts = {one.text, one.muted, one.focus, one.accent, *one.list_state_colours().values()}
    poor = [(text, back) for text in texts for back in behind if ratio(text, back) < TEXT]
    assert not poor
    assert min(ratio(one.on_focus, one.focus), ratio(one.on_chosen, one.chosen)) >= TEXT
    # where the keyboard is, and the chosen row without it, stand out from what is around them
    assert min(ratio(colour, back) for colour in (one.focus, one.chosen) for back in behind[:2]) >= GRAPHIC
    assert ratio(one.rule, one.surface) >= GRAPHIC  # the edge of a field says that one can type there


def test_a_state_has_one_sign_one_word_and_one_colour_in_all_themes():
    assert len({*STATE_SIGNS.values()}) == len({state.label for state in State}) == len(State) == len(STATE_COLOURS)
    assert all(cell_len(sign) == 1 for sign in STATE_SIGNS.values())
    assert write_state(State.OVERDUE) == "▲ Overdue"
    assert {VERDICT_STATES[verdict] for verdict in Verdict} <= {*State}
    assert VERDICT_SIGNS[Verdict.BAD] == STATE_SIGNS[State.ACTION]
    wanted = {colour.removeprefix("$") for colour in STATE_COLOURS.values()}
    assert all(wanted <= theme.variables.keys() for theme in THEMES.values())
    assert wanted | {"edge", "gap", "heading-style"} <= list_tokens().keys()
    assert TITLES.keys() == THEMES.keys()


async def test_what_pages_show_can_be_read_in_every_theme(opened, settled):
    async with opened((100, 30)) as pilot:
        app = pilot.app
        for place, page in (
            (Place(), "today"),
            (Place(), "overview"),
            (Place(country="XX"), "eligibility"),
            (Place(country="XX", cycle="2012-2013"), "plan"),
            (Place(country="XX", path="countries/XX/country.toml"), "form"),
        ):
            await app.navigation.go(place, page)
            await settled(pilot)
            for name in MEASURED:
                app.theme = name
                await pilot.pause()
                assert not [*list_unreadable(app)], (page, name)


async def test_the_row_with_the_cursor_is_seen_with_the_keyboard_and_without(opened, gone, settled):
    async with opened((100, 30)) as pilot:
        await gone(pilot, Place(country="XX", cycle="2012-2013"))
        await pilot.app.navigation.go(Place(country="XX", cycle="2012-2013"), "plan")
        await settled(pilot)
        grid = pilot.app.query_one(RecordGrid)
        assert grid.cursor_row == 0
        looks = {}
        for name in (DEFAULT, SIXTEEN):
            pilot.app.theme = name
            for focused in (grid, pilot.app.query(Input).first()):
                focused.focus()
                await pilot.pause()
                cursor, other = (
                    next(one.style for one in grid.render_line(1) if one.style.meta.get("column") == column)
                    for column in (0, 1)
                )
                assert cursor.reverse or ratio(cursor.bgcolor.name, other.bgcolor.name) > 1.5
                looks[name, focused is grid] = cursor
        assert looks[DEFAULT, True].bgcolor != looks[DEFAULT, False].bgcolor
        assert looks[SIXTEEN, True].reverse
        assert looks[SIXTEEN, False].reverse
        await pilot.app.navigation.go(Place(), "today")
        await settled(pilot)
        agenda = pilot.app.query_one(Today).agenda_list
        assert agenda.highlighted is not None
        lines = [agenda.render_line(y) for y in range(4)]
        assert [any(one.style.reverse for one in line if one.style) for line in lines].count(True) >= 1


async def test_a_chosen_theme_is_kept_for_the_next_time(session, opened):
    async with opened() as pilot:
        assert pilot.app.theme == DEFAULT
        pilot.app.choose_theme("ogpkit-light")
    assert OgpkitApp(session).theme == "ogpkit-light"
    find_preferences().write_text("theme = [", "utf-8")
    assert (OgpkitApp(session).theme, read_preference("theme")) == (DEFAULT, "")
