"""Make the pictures of the app in README and documentation: `python -P docs/make_pictures.py [NAME…]`, with ogpkit installed.

`python -P docs/make_pictures.py --all FOLDER [SIZE…] [THEME…] [PAGE…]` makes one of every page in three sizes and four themes, to
be looked at: some 1,200 in twenty minutes, and 100 in two with `160x48 ogpkit-dark`.

Each picture shows the example as the app does, in light and in dark, as letters in an SVG that needs nothing from elsewhere: no
font, no script. The recording is the same with several screens in turn. `tests/docs/test_pictures.py` holds that; look at them.
"""

from __future__ import annotations

import asyncio
import io
import re
import sys
import tempfile
from contextlib import asynccontextmanager
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Final

import attrs
from rich.cells import cell_len
from rich.color import blend_rgb
from rich.console import Console
from rich.segment import Segment
from rich.terminal_theme import DEFAULT_TERMINAL_THEME
from textual.widgets import Tab

from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.tabs import SubTabs
from ogpkit.devkit.testing.waiting import wait_until_settled
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place
from ogpkit.workspace.create import copy_example_workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence

    from rich.style import Style
    from textual.pilot import Pilot

PICTURES: Final = Path(__file__).parent / "_static/pictures"
TODAY: Final = date(2026, 11, 29)
"""The day on which the example is looked at."""

THEMES: Final = {"dark": "ogpkit-dark", "light": "ogpkit-light"}
ALL_THEMES: Final = (*THEMES.values(), "ogpkit-contrast", "ogpkit-16")
ALL_SIZES: Final = ((80, 24), (120, 40), (160, 48))
SIZE: Final = (100, 28)
"""Columns and lines."""

_WIDTH: Final = 8.4
_HEIGHT: Final = 18
_MARGIN: Final = 10
_LETTERS: Final = (
    "rect{shape-rendering:crispEdges}"
    "text{font:14px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;white-space:pre}"
)
"""How letters look wherever the picture is shown."""

_SECONDS: Final = 2.4
"""How long each screen of the recording is shown."""

Row = tuple[tuple[str, str], ...]
"""Parts of a line: what it says, and the style."""


@attrs.frozen
class Shot:
    """Screen of which a picture is made.

    Attributes:
        name: The name of the picture.
        place: The place that is shown.
        page: The name of its page.
        part: What stands on the tab within the page.
        keys: Keys that are pressed then.
    """

    name: str
    place: Place = attrs.field(factory=Place)
    page: str = ""
    part: str = ""
    keys: tuple[str, ...] = ()


SHOTS: Final = (
    Shot("today"),
    Shot("eligibility", Place(country="BR"), "eligibility"),
    Shot("plan", Place(country="CA", cycle="2022-2024"), "plan", "Timeline"),
    Shot("comments", Place(country="XX", cycle="2012-2013"), "consultation", "Comments"),
    Shot("reports", Place(country="GB", cycle="2013-2015"), "reports", "Comparison"),
    Shot("tours", keys=("ctrl+t",)),
)

RECORDING: Final = "recording"
FRAMES: Final[tuple[tuple[str, ...], ...]] = (
    ("ctrl+t",),
    ("down",),
    ("enter",),
    ("f3", "ctrl+n"),
    ("B", "r", "a", "z"),
    ("enter",),
    ("ctrl+n",),
    ("right", "right"),
    ("right", "right"),
    ("enter",),
    ("enter",),
    ("ctrl+n",),
    ("ctrl+g",),
)
"""The keys before each screen of the recording: the tour on which one sees why a country is eligible."""


# From the screen to letters with styles.


def read_rows(app: OgpkitApp) -> tuple[str, list[Row]]:
    """Return the background of the screen, and its lines."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True
    )
    console.print(app.screen._compositor.render_update(full=True))  # noqa: SLF001  as the framework's own screenshots do
    segments = [one for one in console._record_buffer if not one.control]  # noqa: SLF001  likewise
    lines = Segment.split_and_crop_lines(segments, width, include_new_lines=False)
    rows = [tuple((one.text, describe_style(one.style)) for one in Segment.simplify(line)) for line in lines]
    background = app.theme_variables["background"]
    if background.startswith("ansi"):  # what the terminal has
        background = DEFAULT_TERMINAL_THEME.background_color.hex
    return background, rows[:height]


def describe_style(style: Style | None) -> str:
    """Return a style as the declarations of CSS for a letter, and the colour behind it: `fill:#fff;font-weight:700|#000`."""
    theme = DEFAULT_TERMINAL_THEME
    front = theme.foreground_color if style is None or style.color is None else style.color.get_truecolor(theme)
    behind = None if style is None or style.bgcolor is None else style.bgcolor.get_truecolor(theme, foreground=False)
    if style is not None and style.reverse:
        front, behind = behind or theme.background_color, front
    if style is not None and style.dim:
        front = blend_rgb(front, behind or theme.background_color, 0.5)
    css = f"fill:{front.hex}"
    if style is not None and style.bold:
        css += ";font-weight:700"
    if style is not None and style.italic:
        css += ";font-style:italic"
    if style is not None and style.underline:
        css += ";text-decoration:underline"
    return f"{css}|{behind.hex if behind else ''}"


# From letters with styles to an SVG.


@attrs.define
class Drawing:
    """Drawing that grows: each style and each line is written once.

    Attributes:
        background: The colour behind all.
        styles: The class of each style.
        rows: The name of each line.
    """

    background: str
    styles: dict[str, str] = attrs.field(factory=dict)
    rows: dict[Row, str] = attrs.field(factory=dict)

    def name_style(self, css: str) -> str:
        """Return the class of a style."""
        return self.styles.setdefault(css, f"s{len(self.styles)}")

    def name_row(self, row: Row) -> str:
        """Return the name of a line."""
        return self.rows.setdefault(row, f"r{len(self.rows)}")

    def draw_row(self, row: Row) -> Iterator[str]:
        """Yield what stands behind the letters of a line, then the letters."""
        column, texts = 0, []
        for text, style in row:
            css, _bar, behind = style.partition("|")
            width = cell_len(text)
            if behind and behind != self.background:
                name = self.name_style(f"fill:{behind}")
                yield f'<rect class="{name}" x="{column * _WIDTH:g}" width="{width * _WIDTH:g}" height="{_HEIGHT}"/>'
            for found in re.finditer(
                r"\S+(?: \S+)*", text
            ):  # what is blank is not written, and cannot be drawn together
                word = found[0]
                x = (column + cell_len(text[: found.start()])) * _WIDTH
                texts.append(
                    f'<text class="{self.name_style(css)}" x="{x:g}" y="13.5" textLength="{cell_len(word) * _WIDTH:g}"'
                    f' lengthAdjust="spacingAndGlyphs">{escape(word, quote=False)}</text>'
                )
            column += width
        yield from texts

    def draw(self, screens: Sequence[Sequence[Row]], title: str, size: tuple[int, int] = SIZE) -> str:
        """Return the SVG of one screen, or of several in turn.

        Args:
            screens: The lines of each.
            title: What those are told who do not see it.
            size: Columns and lines of a screen.
        """
        frames = [
            "".join(
                f'<use href="#{self.name_row(row)}" y="{number * _HEIGHT}"/>'
                for number, row in enumerate(screen)
                if row
            )
            for screen in screens
        ]
        rows = "".join(f'<g id="{name}">{"".join(self.draw_row(row))}</g>' for row, name in self.rows.items())
        width, height = size[0] * _WIDTH + 2 * _MARGIN, size[1] * _HEIGHT + 2 * _MARGIN
        css = "".join(f".{name}{{{css}}}" for css, name in self.styles.items()) + move(len(screens))
        shown = "".join(f'<g class="f f{number}">{frame}</g>' for number, frame in enumerate(frames))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img">'
            f"<title>{escape(title)}</title>"
            f"<style>{_LETTERS}{css}</style>"
            f'<defs>{rows}</defs><rect width="100%" height="100%" rx="8" fill="{self.background}"/>'
            f'<g transform="translate({_MARGIN} {_MARGIN})">{shown}</g></svg>\n'
        )


def move(screens: int) -> str:
    """Return the declarations that show several screens in turn; to those who want no movement the first stays."""
    if screens == 1:
        return ""
    whole = screens * _SECONDS
    delays = "".join(f".f{number}{{animation-delay:{number * _SECONDS:g}s}}" for number in range(screens))
    return (
        f".f{{visibility:hidden;animation:t {whole:g}s step-end infinite}}{delays}"
        f"@keyframes t{{0%{{visibility:visible}}{100 / screens:g}%{{visibility:hidden}}}}"
        "@media (prefers-reduced-motion:reduce){.f{animation:none}.f0{visibility:visible}}"
    )


# The app.


@asynccontextmanager
async def open_example(theme: str, size: tuple[int, int] = SIZE) -> AsyncIterator[Pilot[None]]:
    """Open the app on a copy of the example.

    Args:
        size: Columns and lines.
    """
    with tempfile.TemporaryDirectory() as made:
        root = Path(made, "example")
        copy_example_workspace("cohort-2011", root)
        session = WorkspaceSession.open(root, Plugins.discover(third_party=False), TODAY)
        app = OgpkitApp(session, greets=False)
        async with app.run_test(size=size) as pilot:
            app.theme = THEMES.get(theme, theme)
            if size == SIZE:
                app.screen.query_one("#navigator").display = False
            app.animation_level = "none"
            await wait_until_settled(pilot)
            yield pilot
        session.close(give_up=True)


async def take(pilot: Pilot[None], shot: Shot) -> tuple[str, list[Row]]:
    """Go where a picture is taken, and return it."""
    app: OgpkitApp = pilot.app  # type: ignore[assignment]  # the one that was opened
    await app.navigation.go(shot.place, shot.page)
    await wait_until_settled(pilot)
    if shot.part:
        for tabs in app.view.query(SubTabs).results():
            tabs.turn_to_title(shot.part)
        await wait_until_settled(pilot)
    await pilot.press(*shot.keys)
    await wait_until_settled(pilot)
    return read_rows(app)


async def record(pilot: Pilot[None]) -> tuple[str, list[list[Row]]]:
    """Walk a tour, and return each screen on the way."""
    app: OgpkitApp = pilot.app  # type: ignore[assignment]  # the one that was opened
    background, screens = "", []
    for keys in FRAMES:
        await pilot.press(*keys)
        await wait_until_settled(pilot)
        background, rows = read_rows(app)
        screens.append(rows)
    return background, screens


async def make_pictures(names: Iterable[str], folder: Path = PICTURES) -> None:
    """Write pictures, in light and in dark.

    Args:
        names: Which ones.
        folder: Where they are to lie; it is there.
    """
    wanted = set(names)
    for theme in THEMES:
        if any(shot.name in wanted for shot in SHOTS):
            async with open_example(theme) as pilot:
                for shot in SHOTS:
                    if shot.name in wanted:
                        background, rows = await take(pilot, shot)
                        picture = Drawing(background).draw([rows], f"ogpkit: {shot.name}")
                        (folder / f"{shot.name}-{theme}.svg").write_text(picture, "utf-8")
        if RECORDING in wanted:
            async with open_example(theme) as pilot:
                background, screens = await record(pilot)
                picture = Drawing(background).draw(screens, "ogpkit: a tour")
                (folder / f"{RECORDING}-{theme}.svg").write_text(picture, "utf-8")


PLACES: Final = (
    Place(),
    Place(country="BR"),
    Place(country="CA", cycle="2022-2024"),
    Place(country="GB", cycle="2013-2015"),
    Place(country="XX", cycle="2012-2013"),
    Place(country="BR", path="countries/BR/country.toml"),
)
"""Places of which all pages are made."""


async def make_all_pictures(folder: Path, wanted: Collection[str]) -> None:
    """Write a picture of every page, and of every part of one that has a tab, in all sizes and themes.

    Args:
        folder: Where they are to lie.
        wanted: Sizes such as `80x24`, themes and titles of pages; all of those of which none is named.
    """
    sizes = [size for size in ALL_SIZES if _name_size(size) in wanted] or ALL_SIZES
    themes = [theme for theme in ALL_THEMES if theme in wanted] or ALL_THEMES
    titles = {*wanted}.difference(map(_name_size, ALL_SIZES), ALL_THEMES)
    for size in sizes:
        async with open_example("dark", size) as pilot:
            app: OgpkitApp = pilot.app  # type: ignore[assignment]  # the one that was opened
            for place in PLACES:
                await app.navigation.go(place)
                await wait_until_settled(pilot)
                for number, title in enumerate(app.view.pages):
                    if not titles or title in titles:
                        app.view.show_page(number)
                        await wait_until_settled(pilot)
                        await _make_pictures_of_parts(pilot, folder, f"{_name_place(place)}-{title}", themes)


def _name_place(place: Place) -> str:
    return "-".join(filter(None, (place.country, place.cycle, Path(place.path).stem))) or "all"


def _name_size(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"


async def _make_pictures_of_parts(pilot: Pilot[None], folder: Path, name: str, themes: Sequence[str]) -> None:
    app: OgpkitApp = pilot.app  # type: ignore[assignment]  # the one that was opened
    size = app.size.width, app.size.height
    shown = [tabs for tabs in app.view.query(SubTabs).results() if tabs.region.height]
    parts = [str(tab.label) for tabs in shown for tab in tabs.query(Tab).results()] or [""]
    for part in parts:
        for tabs in shown:
            tabs.turn_to_title(part)
        for theme in themes:
            app.show_in_theme(theme)
            await wait_until_settled(pilot)
            background, rows = read_rows(app)
            said = re.sub(r"\W+", "-", "-".join(filter(None, (name, part))))
            path = folder / _name_size(size) / theme / f"{said}.svg"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(Drawing(background).draw([rows], said, size), "utf-8")


if __name__ == "__main__" and sys.argv[1:2] == ["--all"]:
    asyncio.run(make_all_pictures(Path(sys.argv[2]), sys.argv[3:]))
elif __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    asyncio.run(make_pictures(sys.argv[1:] or [*(shot.name for shot in SHOTS), RECORDING]))
