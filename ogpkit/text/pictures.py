"""Pictures as data: bars, timelines, matrices and trends, each of which can be drawn, and says the same in a table of words.

Whoever declares one draws nothing: the app draws it for the width and the colours that there are, a page as SVG, and every
document, page and program gets its table.
"""

from __future__ import annotations

from collections.abc import Iterable  # noqa: TC003  attrs resolves the converters
from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.text.i18n import _, translate
from ogpkit.text.inline import Link, Share
from ogpkit.text.states import STATE_SIGNS, State

if TYPE_CHECKING:
    from ogpkit.text.inline import Cell


_LEAST_DAYS: Final = 14
"""The fewest days that a picture of time shows."""


class Picture:
    """Picture that says the same in words; each kind gives its table.

    Attributes:
        caption: What it shows, in a few words.
    """

    __slots__ = ()
    caption: str

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the headings of its table."""
        raise NotImplementedError

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the rows of its table."""
        raise NotImplementedError


def write_state(state: State | None) -> str:
    """Return the sign and the word of a state, in the language in use; nothing where there is none."""
    return f"{STATE_SIGNS[state]} {translate(state.label, State)}" if state is not None else ""


@attrs.frozen(kw_only=True)
class Bar:
    """Bar with what it is about and the same in words.

    Attributes:
        label: What it is about.
        value: How long it is; None where nobody knows.
        text: The same in words, which stands beside it.
        planned: How long it was to be by today, or a threshold; it is marked on the bar.
        planned_text: The same in words; as a share of a full bar when left out.
        open_to: How long it may be, where that is not known yet.
        state: How it stands.
        address: The page of what it is about, as that of a link; empty where there is none.
    """

    label: str
    value: float | None
    text: str
    planned: float | None = None
    planned_text: str = ""
    open_to: float | None = None
    state: State | None = None
    address: str = ""


def _convert_bars(bars: Iterable[Bar]) -> tuple[Bar, ...]:
    return tuple(bars)


@attrs.frozen(kw_only=True)
class Bars(Picture):
    """Bars below one another, all of one scale.

    Attributes:
        caption: What they show, in a few words.
        bars: The bars.
        most: The value of a bar that is full; that of the longest one when left out.
        mark: What the mark on a bar means, for example “planned by today”.
    """

    caption: str
    bars: tuple[Bar, ...] = attrs.field(converter=_convert_bars)
    most: float = 0
    mark: str = ""

    @property
    def full(self) -> float:
        """Return the value of a bar that is full."""
        return self.most or max((bar.value or 0 for bar in self.bars), default=0)

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the headings: what, how much, the mark, and how it stands, as far as a bar has these."""
        has_state, has_mark = self._find_columns()
        return (self.caption, _("Value"), *((self.mark or _("Planned"),) * has_mark), *((_("Status"),) * has_state))

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return a row for each bar."""
        has_state, has_mark = self._find_columns()
        return tuple(
            (
                Link(bar.label, bar.address) if bar.address else bar.label,
                bar.text,
                *((self._write_mark(bar),) * has_mark),
                *((write_state(bar.state),) * has_state),
            )
            for bar in self.bars
        )

    def _find_columns(self) -> tuple[bool, bool]:
        return any(bar.state for bar in self.bars), any(bar.planned is not None for bar in self.bars)

    def _write_mark(self, bar: Bar) -> Cell:
        if bar.planned_text:
            return bar.planned_text
        return Share(100 * bar.planned / self.full) if bar.planned is not None and self.full else ""


@attrs.frozen(kw_only=True)
class Span:
    """Line of a timeline: a stretch of time, or a heading above others.

    Attributes:
        label: What it is about.
        start: Its first day; that of the whole timeline when left out.
        end: Its last day; without it the line is a heading.
        done: How much of it is done, from 0 to 1; None where nobody has said.
        state: How it stands.
        text: The same in words.
        address: The page of what it is about, as that of a link; empty where there is none.
    """

    label: str
    start: date | None = None
    end: date | None = None
    done: float | None = None
    state: State | None = None
    text: str = ""
    address: str = ""


def _convert_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(spans)


@attrs.frozen(kw_only=True)
class Timeline(Picture):
    """Stretches of time below one another, with the line of today.

    Attributes:
        caption: What it shows, in a few words.
        spans: Its lines.
        today: The day of the line.
    """

    caption: str
    spans: tuple[Span, ...] = attrs.field(converter=_convert_spans)
    today: date

    @property
    def window(self) -> tuple[date, date]:
        """Return its first day and its last, today left out; two weeks at least."""
        days = [day for span in self.spans for day in (span.start, span.end) if day is not None]
        return _find_window(days or [self.today])

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the headings: what, from when to when, how far."""
        return self.caption, _("Start"), _("Due"), _("Status")

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return a row for each line."""
        return tuple(
            (span.label, span.start, span.end, " · ".join(filter(None, (write_state(span.state), span.text))))
            for span in self.spans
        )


def _find_window(days: list[date]) -> tuple[date, date]:
    first = min(days)
    return first, max(*days, date.fromordinal(min(first.toordinal() + _LEAST_DAYS, date.max.toordinal())))


def _convert_names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(names)


def _convert_counts(counts: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in counts)


@attrs.frozen(kw_only=True)
class Matrix(Picture):
    """Counts of what is two things at once, for example of a group and of a channel; the more there are, the darker the cell.

    Attributes:
        caption: What is counted, in a few words.
        down: The names of its rows.
        across: The names of its columns.
        counts: The counts, row by row.
        down_title: What the rows are.
        is_agreement: Whether rows and columns are the same scale, so that those agree that are counted from corner to corner.
    """

    caption: str
    down: tuple[str, ...] = attrs.field(converter=_convert_names)
    across: tuple[str, ...] = attrs.field(converter=_convert_names)
    counts: tuple[tuple[int, ...], ...] = attrs.field(converter=_convert_counts)
    down_title: str = ""
    is_agreement: bool = False

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the headings: the names of the columns."""
        return self.down_title or self.caption, *self.across

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return the counts, each row after its name."""
        return tuple((name, *row) for name, row in zip(self.down, self.counts, strict=True))


@attrs.frozen(kw_only=True)
class Point:
    """Point of a trend.

    Attributes:
        label: When it was, as short as can be.
        value: How much it was.
        text: The same in words.
        state: How it stood.
    """

    label: str
    value: float
    text: str = ""
    state: State | None = None


def _convert_points(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(points)


@attrs.frozen(kw_only=True)
class Trend(Picture):
    """Columns beside one another, from the earliest to the latest.

    Attributes:
        caption: What they show, in a few words.
        points: The columns.
        threshold: What was to be reached; None where nothing was.
        mark: What the threshold means.
        most: The value of a full column; that of the highest one when left out.
    """

    caption: str
    points: tuple[Point, ...] = attrs.field(converter=_convert_points)
    threshold: float | None = None
    mark: str = ""
    most: float = 0

    @property
    def full(self) -> float:
        """Return the value of a column that is full."""
        return self.most or max((*(one.value for one in self.points), self.threshold or 0), default=0)

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the headings: when, how much, how it stood as far as a point says so."""
        has_state = any(point.state for point in self.points)
        return self.caption, _("Value"), *((_("Status"),) * has_state)

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return a row for each column."""
        has_state = any(point.state for point in self.points)
        return tuple(
            (one.label, one.text or f"{one.value:g}", *((write_state(one.state),) * has_state)) for one in self.points
        )


@attrs.frozen
class CourseStep:
    """Day on which a course changes.

    Attributes:
        on: The day.
        planned: How many were to be done by then.
        actual: How many were done by then; None for a day to come.
    """

    on: date
    planned: int
    actual: int | None = None


def _convert_steps(steps: Iterable[CourseStep]) -> tuple[CourseStep, ...]:
    return tuple(steps)


@attrs.frozen(kw_only=True)
class Course(Picture):
    """How much was planned and done by each day, as two lines over time.

    Attributes:
        caption: What it shows, in a few words.
        steps: The days on which either changes, the earliest first.
        planned: What was planned, in a few words.
        actual: What was done, in a few words.
        today: The day until which it is known what was done.
    """

    caption: str
    steps: tuple[CourseStep, ...] = attrs.field(converter=_convert_steps)
    planned: str
    actual: str
    today: date

    @property
    def window(self) -> tuple[date, date]:
        """Return its first day and its last; two weeks at least."""
        return _find_window([step.on for step in self.steps] or [self.today])

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the headings: the day, what was planned, what was done."""
        return _("Day"), self.planned, self.actual

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return a row for each day."""
        return tuple((step.on, step.planned, step.actual) for step in self.steps)

    @property
    def bars(self) -> Bars:
        """Return the same as bars, a day each, where there is no room for lines."""
        bars = [
            Bar(
                label=step.on.isoformat(),
                value=step.actual,
                planned=step.planned,
                text="" if step.actual is None else str(step.actual),
            )
            for step in self.steps
        ]
        most = max((max(step.planned, step.actual or 0) for step in self.steps), default=0)
        return Bars(caption=self.caption, bars=bars, most=most, mark=self.planned)


@attrs.frozen(kw_only=True)
class Tile:
    """Square of a map of tiles.

    Attributes:
        code: The two-letter code of the country.
        label: What the country is called.
        text: How it stands, in words.
        state: How it stands, as a colour.
        address: Its page, as the address of a link; empty where there is none.
    """

    code: str
    label: str
    text: str
    state: State | None = None
    address: str = ""


def _convert_tiles(tiles: Iterable[Tile]) -> tuple[Tile, ...]:
    return tuple(tiles)


@attrs.frozen(kw_only=True)
class TileMap(Picture):
    """Map on which each country is a square of one size.

    Attributes:
        caption: What it shows, in a few words.
        tiles: The countries that it speaks of.
    """

    caption: str
    tiles: tuple[Tile, ...] = attrs.field(converter=_convert_tiles)

    @property
    def heads(self) -> tuple[str, ...]:
        """Return the headings: which country, and how it stands."""
        return self.caption, _("Status")

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """Return a row for each country."""
        return tuple((Link(one.label, one.address) if one.address else one.label, one.text) for one in self.tiles)
