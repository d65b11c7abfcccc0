"""Pictures as lines of letters, in the colours of their states and for the width that there is."""

from __future__ import annotations

from datetime import date
from textwrap import wrap
from typing import TYPE_CHECKING, Final

import attrs
from rich.cells import cell_len, set_cell_size
from textual.content import Content

from ogpkit.app.design import STATE_COLOURS
from ogpkit.app.safe_text import text_excerpt
from ogpkit.text.i18n import _, _n
from ogpkit.text.pictures import Bars, Course, Matrix, Timeline, Trend, write_state
from ogpkit.text.scripts import contains_rtl
from ogpkit.text.states import STATE_SIGNS, State
from ogpkit.text.tables import EMPTY, MARK, text_bar

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit.text.pictures import Bar, Picture, Span

_LEAST_BAR: Final = 10
_MOST_BAR: Final = 60
"""Letters of a bar: with less room its words stand below it, and more would say no more."""

_LEAST_CELL: Final = 6
_MOST_CELL: Final = 18
"""Letters of a cell of a matrix."""

_HEIGHT: Final = 6
"""Lines of a full column."""

_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"
_SHADES: Final = "░▒▓█"
_TODAY: Final = "│"
_MONTHS: Final = 12
_DAYS_OF_MONTHS: Final = 800
"""Days of a window from which only years stand above it."""


@attrs.frozen(kw_only=True)
class Window:
    """Stretch of time that a timeline shows.

    Attributes:
        start: Its first day.
        end: Its last day.
    """

    start: date
    end: date

    def find_column(self, day: date, width: int) -> int:
        """Return the letter of a day, which lies outside of the line where the day lies outside of the window.

        Args:
            width: The letters of the line.
        """
        days = max((self.end - self.start).days, 1)
        return round((width - 1) * (day - self.start).days / days)

    def zoom(self, factor: float, around: date) -> Window:
        """Return a longer or shorter stretch around a day, of two weeks at least.

        Args:
            factor: How many times as long it is to be.
        """
        days = max((self.end - self.start).days, 1)
        longer = max(round(days * factor), 14)
        before = round(longer * min(max((around - self.start).days / days, 0), 1))
        return _make_window(around, -before, longer)

    def shift(self, share: float) -> Window:
        """Return a stretch as long as this one, earlier or later.

        Args:
            share: By which part of its length it is later; negative for earlier.
        """
        days = max((self.end - self.start).days, 1)
        return _make_window(self.start, round(days * share), days)


def _make_window(day: date, by: int, days: int) -> Window:
    first = min(max(day.toordinal() + by, 1), date.max.toordinal() - days)
    return Window(start=date.fromordinal(first), end=date.fromordinal(first + days))


def find_window(timeline: Timeline) -> Window:
    """Return the stretch of time from the first day of a timeline to its last, today left out."""
    first, last = timeline.window
    return Window(start=first, end=last)


def draw_picture(picture: Picture, width: int, window: Window | None = None) -> Iterator[Content]:
    """Yield the lines of a picture, the caption first.

    Args:
        width: How many columns there are.
        window: What is shown of a timeline; all of it when left out.
    """
    if picture.caption:
        yield Content(text_excerpt(picture.caption, width)).stylize("bold")
    match picture:
        case Bars():
            yield from _draw_bars(picture, width)
        case Timeline():
            yield from _draw_timeline(picture, width, window or find_window(picture))
        case Matrix():
            yield from _draw_matrix(picture, width)
        case Trend():
            yield from _draw_trend(picture, width)
        case Course():
            yield from _draw_bars(picture.bars, width)


def _fit(text: str, width: int) -> str:
    """Return a text in exactly so many columns."""
    return set_cell_size(text_excerpt(text, width, right_to_left=contains_rtl(text)), width)


def _colour(state: State | None) -> str:
    return STATE_COLOURS[state] if state is not None else "$focus"


# Bars.


def _draw_bars(bars: Bars, width: int) -> Iterator[Content]:
    names = min(max((cell_len(bar.label) for bar in bars.bars), default=0), max(width // 3, 12))
    words = max((cell_len(_write_words(bar)) for bar in bars.bars), default=0)
    room = width - names - words - 4
    is_below = room < _LEAST_BAR
    letters = max(min(width - names - 2 if is_below else room, _MOST_BAR), _LEAST_BAR)
    for bar in bars.bars:
        drawn = _draw_bar(bar, bars.full, letters)
        line = Content.assemble(f"{_fit(bar.label, names)}  " if names else "", drawn)
        if is_below:
            yield line
            yield Content(" " * min(names + 2, max(width - words, 0))) + _style_words(bar)
        else:
            yield Content.assemble(line, "  ", _style_words(bar))
    if bars.mark and any(bar.planned is not None for bar in bars.bars):
        yield Content.assemble((MARK, "$accent"), (f" {bars.mark}", "$text-muted"))


def _write_words(bar: Bar) -> str:
    return "  ".join(filter(None, (bar.text, write_state(bar.state))))


def _style_words(bar: Bar) -> Content:
    state = write_state(bar.state)
    return Content.assemble(bar.text, "  " if bar.text and state else "", (state, _colour(bar.state)))


def _draw_bar(bar: Bar, full: float, letters: int) -> Content:
    drawn = text_bar(bar.value or 0, full, letters, bar.planned, bar.open_to)
    line = Content(drawn).stylize(_colour(bar.state))
    for at, letter in enumerate(drawn):
        if letter in (EMPTY, MARK):
            line = line.stylize("$accent" if letter == MARK else "$rule", at, at + 1)
    return line


# Timelines.


def _draw_timeline(timeline: Timeline, width: int, window: Window) -> Iterator[Content]:
    names = max(min(max((cell_len(span.label) + 2 for span in timeline.spans), default=0), width // 3), 8)
    letters = max(width - names - 1, 12)
    today = window.find_column(timeline.today, letters)
    yield Content(f"{'':{names}} {_draw_scale(window, letters)}").stylize("$text-muted")
    indent = "  " * any(span.end is None for span in timeline.spans)
    for span in timeline.spans:
        if span.end is None:
            yield Content(text_excerpt(span.label, width)).stylize("bold")
            continue
        yield Content.assemble(f"{_fit(indent + span.label, names)} ", _draw_span(span, window, letters, today))
    yield _draw_legend(timeline, is_today_shown=0 <= today < letters)


def _draw_scale(window: Window, width: int) -> str:
    """Return a line with the years, or with the months where there is room for them."""
    letters = [" "] * width
    of_months = (window.end - window.start).days < _DAYS_OF_MONTHS
    for year in range(window.start.year, min(window.end.year, window.start.year + 200) + 1):
        for month in range(1, _MONTHS + 1 if of_months else 2):
            at = window.find_column(date(year, month, 1), width)
            said = f"{year}-{month:02}" if of_months and (width >= _MONTHS) else str(year)
            place = max(at, 0) if at > -len(said) else -1
            is_free = all(letter == " " for letter in letters[max(place - 1, 0) : place + len(said) + 1])
            if 0 <= place <= width - len(said) and is_free:
                letters[place : place + len(said)] = said
    return "".join(letters)


def _draw_span(span: Span, window: Window, width: int, today: int) -> Content:
    """Return the line of a span; what lies outside of the window is told by an arrow at the edge."""
    letters, styles = [" "] * width, [""] * width
    end = span.end or window.end
    first, last = (window.find_column(day, width) for day in (min(span.start or window.start, end), end))
    shade = _find_shade(span)
    for at in range(max(first, 0), min(last, width - 1) + 1):
        letters[at], styles[at] = shade, _colour(span.state)
    if 0 <= today < width:
        letters[today], styles[today] = _TODAY, "$accent"
    if last < 0 or first >= width:
        at = 0 if last < 0 else width - 1
        letters[at], styles[at] = "◀" if last < 0 else "▶", _colour(span.state)
    elif span.state is not None and last < width:
        letters[last], styles[last] = STATE_SIGNS[span.state], _colour(span.state)
    return Content.assemble(*zip(letters, styles, strict=True))


def _find_shade(span: Span) -> str:
    """Return the letter of a line: the more is done, the fuller it is; a dot where nobody has said."""
    if span.state is State.WITHDRAWN:
        return "x"
    return "·" if span.done is None else _SHADES[min(round(span.done * 3), 3)]


def _draw_legend(timeline: Timeline, *, is_today_shown: bool) -> Content:
    parts: list[Content | str | tuple[str, str]] = []
    if is_today_shown:
        parts += [(_TODAY, "$accent"), (" " + _("today"), "$text-muted"), "  "]
    for state in State:
        if any(span.state is state for span in timeline.spans):
            parts += [(write_state(state), _colour(state)), "  "]
    shades = " ".join((_SHADES, _("from nothing to all done"), "·", _("not reported")))
    return Content.assemble(*parts, (shades, "$text-muted"))


# Matrices.


def _draw_matrix(matrix: Matrix, width: int) -> Iterator[Content]:
    names = min(max(map(cell_len, (matrix.down_title, *matrix.down))), max(width // 3, 10))
    cell = (width - names) // max(len(matrix.across), 1) - 1
    cell = max(min(cell, _MOST_CELL, max(map(cell_len, (*matrix.across, " " * _LEAST_CELL)))), _LEAST_CELL)
    heads = [wrap(name, cell) or [""] for name in matrix.across]
    for number in range(max(map(len, heads), default=0)):
        words = [head[number] if number < len(head) else "" for head in heads]
        first = matrix.down_title if number == 0 else ""
        yield Content(" ".join((_fit(first, names), *(_fit(word, cell) for word in words)))).stylize("$text-muted")
    most = max((count for row in matrix.counts for count in row), default=0)
    for number, (name, counts) in enumerate(zip(matrix.down, matrix.counts, strict=True)):
        cells = (_draw_count(matrix, count, most, abs(number - at), cell) for at, count in enumerate(counts))
        yield Content(" ").join((Content(_fit(name, names)), *cells))
    if matrix.is_agreement:
        yield Content.assemble(
            ("█ " + _("the same"), STATE_COLOURS[State.ON_TRACK]),
            ("  █ " + _("one step apart"), STATE_COLOURS[State.ATTENTION]),
            ("  █ " + _("further apart"), STATE_COLOURS[State.ACTION]),
        )


def _draw_count(matrix: Matrix, count: int, most: int, steps: int, width: int) -> Content:
    """Return a cell: a shade for how many there are, then how many."""
    if not count:
        return Content(_fit("·", width)).stylize("$text-muted")
    shade = _SHADES[min(count * len(_SHADES) // (most + 1), 3)] * 2
    states = (State.ON_TRACK, State.ATTENTION, State.ACTION)
    style = _colour(states[min(steps, 2)]) if matrix.is_agreement else "$focus"
    said = f" {count}"
    return Content.assemble((shade, style), said, " " * max(width - cell_len(shade) - cell_len(said), 0))


# Trends.


def _draw_trend(trend: Trend, width: int) -> Iterator[Content]:
    values = [f"{one.value:g}" for one in trend.points]
    labels = [one.label for one in trend.points]
    column = max((*map(cell_len, values), *map(cell_len, labels), 3))
    kept = slice(max(len(labels) - max(width // (column + 1), 1), 0), None)
    if before := kept.start:
        said = _n("{count} earlier is not shown", "{count} earlier are not shown", before).format(count=before)
        yield Content(said).stylize("$text-muted")
    points, values, labels = trend.points[kept], values[kept], labels[kept]
    line = -1 if trend.threshold is None or not trend.full else round(trend.threshold / trend.full * _HEIGHT * 8) // 8
    for row in reversed(range(_HEIGHT)):
        parts: list[tuple[str, str]] = []
        for point in points:
            filled = round((point.value / trend.full if trend.full else 0) * _HEIGHT * 8) - row * 8
            letter = _EIGHTHS[min(max(filled, 0), 8)]
            is_line = row == line and letter == " "
            parts.append(("─" * column if is_line else letter * column, "$accent" if is_line else _colour(point.state)))
            parts.append(("─" if row == line else " ", "$accent"))
        said = f" {trend.mark}" if row == line and trend.mark else ""
        yield Content.assemble(*parts, (said, "$text-muted"))
    yield from _draw_feet(labels, values, column, [one.state for one in points])


def _draw_feet(
    labels: Sequence[str], values: Sequence[str], column: int, states: Sequence[State | None]
) -> Iterator[Content]:
    yield Content(" ".join(_fit(label, column) for label in labels)).stylize("$text-muted")
    yield Content(" ").join(
        Content(_fit(value, column)).stylize(_colour(state) if state is not None else "")
        for value, state in zip(values, states, strict=True)
    )
