"""Pictures in pages: SVG that needs no script and takes its colours from the style sheet, with the same figures in a table.

Places are per cent of the room that there is, so that a picture fits each screen while its words keep their size. Where a page
runs from right to left, so does time, and so do bars.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import attrs

from ogpkit.text.i18n import _
from ogpkit.text.pictures import Bars, Course, Matrix, Picture, TileMap, Timeline, Trend, write_state
from ogpkit.text.states import State

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ogpkit.text.pictures import Bar, Span

_MOST_LABELS: Final = 8
"""How many words have room side by side on a telephone."""

_WIDEST: Final = 14.0
"""Per cent of the room that a column takes at most, so that a single year does not fill the page."""

_TOP: Final = 12.0
_FOOT: Final = 86.0
"""Between which heights the columns of a trend stand, in per cent: figures stand above, and years below."""

_FOOT_LINE: Final = f'<line class="foot" x1="0%" x2="100%" y1="{_FOOT:g}%" y2="{_FOOT:g}%"/>'

_AGREEMENT: Final = (State.ON_TRACK, State.ATTENTION, State.ACTION)
"""How those stand that agree, that are one step apart, and that are further apart."""


@attrs.frozen(kw_only=True)
class PictureWriter:
    """Writes pictures as HTML with SVG in it.

    Attributes:
        words: Writes ogpkit's own words, and the texts from files among them, as HTML.
        link: Writes words that lead to a page as HTML, by what they are and by the address of the page.
        text: Makes a text harmless within SVG.
        day: Writes a day as HTML.
        table: Writes a picture's table as HTML.
        is_rtl: Whether the page runs from right to left.
    """

    words: Callable[[str], str]
    link: Callable[[str, str], str]
    text: Callable[[str], str]
    day: Callable[[date], str]
    table: Callable[[Picture], str]
    is_rtl: bool = False

    def write(self, picture: Picture, caption: str) -> str:
        """Return a picture, with its table behind a line that opens it.

        Args:
            caption: Its caption as HTML, an element of its own.
        """
        match picture:
            case Bars():
                name, drawn = "bars", self._write_bars(picture)
            case Timeline():
                name, drawn = "timeline", self._write_timeline(picture)
            case Trend():
                name, drawn = "trend", self._write_trend(picture)
            case Course():
                name, drawn = "course", self._write_course(picture)
            case TileMap():
                from ogpkit.exchange.tile_map import write_tile_map  # noqa: PLC0415  one page of a site has it

                name, drawn = "tiles", write_tile_map(picture, self.words, self.text)
            case Matrix():
                return self._write_matrix(picture)
            case _:
                return self.table(picture)
        summary = f"<summary>{self.words(_('Show the figures as a table'))}</summary>"
        table = f"<details>{summary}{self.table(picture)}</details>"
        return f'<figure class="picture {name}">{caption}\n{drawn}\n{table}</figure>'

    # Bars.

    def _write_bars(self, bars: Bars) -> str:
        rows = "\n".join(self._write_bar(bar, bars) for bar in bars.bars)
        has_mark = bars.mark and any(bar.planned is not None for bar in bars.bars)
        return f"<ul>{rows}</ul>{self._write_mark(bars.mark) if has_mark else ''}"

    def _write_bar(self, bar: Bar, bars: Bars) -> str:
        parts = ['<rect class="whole" width="100%" height="100%"/>']
        if bar.value is not None and bars.full:
            value = _find_share(bar.value, bars.full)
            if bar.open_to is not None and bar.open_to > bar.value:
                parts.append(self._rect("open", value, _find_share(bar.open_to, bars.full)))
            parts.append(self._rect("value", 0, value))
        title = ' aria-hidden="true">'
        if bar.planned is not None and bars.full:
            planned = _find_share(bar.planned, bars.full)
            said = bar.planned_text or _("{share} %").format(share=round(planned))
            title = f' role="img"><title>{self.text(f"{bars.mark}: {said}" if bars.mark else said)}</title>'
            parts.append(self._line("mark", planned))
        said = f'<span class="text">{self.words(bar.text)}{self._write_state(bar.state)}</span>'
        return (
            f'<li{_name_state(bar.state)}><span class="label">{self._write_label_of(bar)}</span>'
            f"<svg{title}{''.join(parts)}</svg>{said}</li>"
        )

    def _write_state(self, state: State | None) -> str:
        return f' <span class="state">{self.words(write_state(state))}</span>' if state is not None else ""

    def _write_label_of(self, one: Bar | Span) -> str:
        return self.link(one.label, one.address) if one.address else self.words(one.label)

    # Timelines.

    def _write_timeline(self, timeline: Timeline) -> str:
        first, last = timeline.window
        axis = self._write_axis(first, last, timeline.today)
        rows = "\n".join(self._write_span(span, timeline) for span in timeline.spans)
        is_within = first <= timeline.today <= last
        today = f'<span class="today">{self.words(_("today"))}</span>' if is_within else ""
        legend = f'{today}<span class="done">{self.words(_("done"))}</span>'
        return f'<div class="axis" aria-hidden="true">{axis}</div><ul>{rows}</ul><p class="legend">{legend}</p>'

    def _write_axis(self, first: date, last: date, today: date) -> str:
        marks = "".join(
            self._line("tick", at) + self._write_label(at, "80%", str(year))
            for year, at in _list_years(first, last, _MOST_LABELS)
        )
        line = self._line("today", _find_day(today, first, last)) if first <= today <= last else ""
        return f"<svg>{marks}{line}</svg>"

    def _write_span(self, span: Span, timeline: Timeline) -> str:
        label = f'<span class="label">{self._write_label_of(span)}</span>'
        if span.end is None:
            return f'<li class="group">{label}</li>'
        first, last = timeline.window
        start, end = _find_day(span.start or first, first, last), _find_day(span.end, first, last)
        start = min(start, end)
        parts = [self._line("tick", at) for _year, at in _list_years(first, last, _MOST_LABELS)]
        parts.append(self._rect("unsaid" if span.done is None else "span", start, max(end, start + 0.5), inset=True))
        if span.done:
            parts.append(self._rect("done", start, start + (end - start) * min(span.done, 1), inset=True))
        if first <= timeline.today <= last:
            parts.append(self._line("today", _find_day(timeline.today, first, last)))
        said = f'<span class="text">{self.day(span.end)}{self._write_state(span.state)}</span>'
        return f'<li{_name_state(span.state)}>{label}<svg aria-hidden="true">{"".join(parts)}</svg>{said}</li>'

    # Matrices.

    def _write_matrix(self, matrix: Matrix) -> str:
        """Return the table of a matrix: a square beside each count, as large as there are many."""
        table = self.table(matrix)
        if not matrix.is_agreement:
            return f'<div class="picture matrix">{table}</div>'
        said = (_("the same"), _("one step apart"), _("further apart"))
        legend = "".join(
            f'<span class="state-{state.value}">{self.words(text)}</span>'
            for state, text in zip(_AGREEMENT, said, strict=True)
        )
        return f'<div class="picture matrix">{table}<p class="legend">{legend}</p></div>'

    # Trends and courses.

    def _write_trend(self, trend: Trend) -> str:
        slot = 100 / max(len(trend.points), 1)
        width = min(slot * 0.7, _WIDEST)
        every = -(-len(trend.points) // _MOST_LABELS)
        parts = [_FOOT_LINE]
        said, labels = [], []  # labels stand above the line of the threshold, which crosses some of them
        for number, point in enumerate(trend.points):
            middle = slot * (number + 0.5)
            high = (_FOOT - _TOP) * _find_share(point.value, trend.full) / 100 if trend.full else 0
            left = self._turn(middle - width / 2, width)
            shape = f'width="{width:.6g}%" y="{_FOOT - high:.6g}%" height="{high:.6g}%"'
            parts.append(f'<rect{_name_state(point.state, "value")} x="{left:.6g}%" {shape}/>')
            text = point.text or f"{point.value:g}"
            said.append(f"{point.label}: {text}")
            if (len(trend.points) - 1 - number) % every == 0:
                labels.append(self._write_label(middle, f"{_FOOT - high - 2:.6g}%", text))
                labels.append(self._write_label(middle, "97%", point.label))
        legend = ""
        if trend.threshold is not None and trend.full:
            at = _FOOT - (_FOOT - _TOP) * _find_share(trend.threshold, trend.full) / 100
            parts.append(f'<line class="mark" x1="0%" x2="100%" y1="{at:.6g}%" y2="{at:.6g}%"/>')
            if trend.mark:
                said.insert(0, trend.mark)
                legend = self._write_mark(trend.mark)
        return self._write_image(trend.caption, said, "".join(parts + labels)) + legend

    def _write_course(self, course: Course) -> str:
        first, last = course.window
        most = max((step.planned for step in course.steps), default=0)
        most = max(most, *(step.actual or 0 for step in course.steps), 1)
        lines = []
        for name in ("planned", "actual"):
            places: list[str] = []
            before = 0.0
            for step in course.steps:
                count = step.planned if name == "planned" else step.actual
                if count is None:
                    continue
                at, high = self._turn(_find_day(step.on, first, last)), 100 - 100 * count / most
                places.append(f"{at:.6g},{100 - before:.6g} {at:.6g},{high:.6g}")
                before = 100 - high
            end = last if name == "planned" else min(course.today, last)
            places.append(f"{self._turn(_find_day(end, first, last)):.6g},{100 - before:.6g}")
            lines.append(f'<polyline class="{name}" points="{" ".join(places)}"/>')
        box = f'<svg viewBox="0 0 100 100" preserveAspectRatio="none" y="{_TOP:g}%" height="{_FOOT - _TOP:g}%">'
        parts = [
            _FOOT_LINE,
            *(self._write_label(at, "97%", str(year)) for year, at in _list_years(first, last, _MOST_LABELS)),
            f"{box}{''.join(lines)}</svg>",
            self._line("today", _find_day(course.today, first, last)) if first <= course.today <= last else "",
            f'<text x="{self._turn(0):g}%" y="9%">{most}</text>',
        ]
        kept = [step for step in course.steps if step.actual is not None][-1:] or course.steps[-1:]
        said = [f"{course.planned}: {step.planned}; {course.actual}: {step.actual or 0}" for step in kept]
        shown = [("planned", course.planned), ("actual", course.actual)]
        shown += [("today", _("today"))] if first <= course.today <= last else []
        legend = "".join(f'<span class="{name}">{self.words(text)}</span>' for name, text in shown)
        return f'{self._write_image(course.caption, said, "".join(parts))}<p class="legend">{legend}</p>'

    def _write_mark(self, mark: str) -> str:
        return f'<p class="legend"><span class="mark">{self.words(mark)}</span></p>'

    def _write_image(self, title: str, said: Iterable[str], inside: str) -> str:
        described = f"<desc>{self.text('; '.join(said))}</desc>"
        return f'<svg class="chart" role="img"><title>{self.text(title)}</title>{described}{inside}</svg>'

    # Parts.

    def _turn(self, at: float, width: float = 0) -> float:
        """Return the left edge of what stands at a place, which is counted from the right where the page runs from there."""
        return 100 - at - width if self.is_rtl else at

    def _rect(self, name: str, start: float, end: float, *, inset: bool = False) -> str:
        height = 'y="28%" height="44%"' if inset else 'height="100%"'
        left = self._turn(start, end - start)
        return f'<rect class="{name}" x="{left:.6g}%" width="{end - start:.6g}%" {height}/>'

    def _line(self, name: str, at: float) -> str:
        return f'<line class="{name}" x1="{self._turn(at):.6g}%" x2="{self._turn(at):.6g}%" y1="0%" y2="100%"/>'

    def _write_label(self, at: float, height: str, text: str) -> str:
        return f'<text class="middle" x="{self._turn(at):.6g}%" y="{height}">{self.text(text)}</text>'


def write_square(matrix: Matrix, row: int, column: int) -> str:
    """Return the square of a count of a matrix; nothing where there is none.

    Args:
        row: The number of its row.
        column: The number of its column.
    """
    count = matrix.counts[row][column]
    if not count:
        return ""
    most = max(max(counts, default=0) for counts in matrix.counts)
    side = 10 * (count / most) ** 0.5
    edge = (10 - side) / 2
    state = _AGREEMENT[min(abs(row - column), 2)] if matrix.is_agreement else None
    square = f'<rect x="{edge:.4g}" y="{edge:.4g}" width="{side:.4g}" height="{side:.4g}"/>'
    return f'<svg{_name_state(state, "size")} viewBox="0 0 10 10" aria-hidden="true">{square}</svg> '


def _name_state(state: State | None, also: str = "") -> str:
    names = " ".join(filter(None, (also, f"state-{state.value}" if state is not None else "")))
    return f' class="{names}"' if names else ""


def _find_share(value: float, full: float) -> float:
    return 100 * min(max(value / full, 0), 1)


def _find_day(day: date, first: date, last: date) -> float:
    """Return where a day stands between the first and the last, in per cent."""
    return 100 * min(max((day - first).days / max((last - first).days, 1), 0), 1)


def _list_years(first: date, last: date, most: int) -> Iterator[tuple[int, float]]:
    """Yield the years that begin within a stretch of time, with their places; those alone that have room for their figures."""
    years = [year for year in range(first.year, last.year + 1) if first <= date(year, 1, 1) <= last]
    every = -(-len(years) // most) or 1
    yield from ((year, _find_day(date(year, 1, 1), first, last)) for year in years[::every])
