"""Pictures: drawn for any width, told in words, and the timeline moved with the keyboard."""

from __future__ import annotations

from datetime import date

import pytest
from rich.cells import cell_len
from textual.widgets import Static

from ogpkit.app.sections.picture_pane import PicturePane
from ogpkit.app.sections.pictured import draw_picture, find_window
from ogpkit.exchange.html import HtmlWriter
from ogpkit.exchange.markdown import render_markdown
from ogpkit.plugins.panel_sections import PictureSection
from ogpkit.plugins.places import Place
from ogpkit.text.block_lines import list_block_lines
from ogpkit.text.blocks import TextDocument
from ogpkit.text.pictures import Bar, Bars, Course, CourseStep, Matrix, Point, Span, Timeline, Trend
from ogpkit.text.states import State

TODAY = date(2012, 7, 1)
BARS = Bars(
    caption="Progress",
    bars=[
        Bar(label="Mines", value=50, planned=75, text="50 %", state=State.OVERDUE),
        Bar(label="Water", value=100, planned=75, text="100 %", state=State.COMPLETE),
        Bar(label="Roads", value=None, text="not reported", state=State.UNKNOWN),
    ],
    most=100,
    mark="planned by today",
)
TIMELINE = Timeline(
    caption="Milestones",
    spans=[
        Span(label="Mines"),
        Span(label="map", start=date(2012, 1, 1), end=date(2012, 4, 1), done=1, state=State.COMPLETE, text="2 maps"),
        Span(label="law", start=date(2012, 1, 1), end=date(2012, 6, 1), done=0.5, state=State.OVERDUE),
        Span(label="all", start=date(2012, 6, 1), end=date(2013, 12, 31), state=State.UNKNOWN),
    ],
    today=TODAY,
)
MATRIX = Matrix(
    caption="Completion",
    down=("Limited", "Full"),
    across=("Limited", "Full"),
    counts=((3, 1), (0, 9)),
    down_title="Government",
    is_agreement=True,
)
TREND = Trend(
    caption="Points",
    points=[Point(label="2011", value=6, state=State.ACTION), Point(label="2012", value=14, state=State.ON_TRACK)],
    threshold=12,
    mark="needed",
    most=16,
)
COURSE = Course(
    caption="Planned and actual",
    steps=[CourseStep(date(2012, 3, 1), 1, 0), CourseStep(date(2012, 6, 1), 3, 2), CourseStep(date(2013, 6, 1), 4)],
    planned="due",
    actual="complete",
    today=TODAY,
)
PICTURES = (BARS, TIMELINE, MATRIX, TREND, COURSE)


def draw(picture, width, window=None):
    """The lines of a picture without trailing blanks."""
    return [line.plain.rstrip() for line in draw_picture(picture, width, window)]


def test_bars_have_a_mark_for_what_was_planned_and_the_same_in_words():
    _caption, mines, water, roads, legend = draw(BARS, 60)
    assert mines.startswith("Mines  █")
    assert mines.endswith("  50 %  ▲ Overdue")
    assert mines.index("┃") == water.index("┃") > mines.rindex("█")
    assert "█" not in roads
    assert roads.endswith("not reported  ? Not known")
    assert legend == "┃ planned by today"


def test_a_timeline_has_the_line_of_today_and_states_at_the_ends():
    lines = draw(TIMELINE, 100)
    today = lines[3].index("│")
    assert [line.index("│") for line in lines[3:6] if "│" in line] == [today] * 3
    assert lines[3].index("■") < lines[4].index("▲") < today
    assert "2012" in lines[1]
    assert "2013" in lines[1]
    assert lines[2] == "Mines"
    assert lines[-1].startswith("│ today  ■ Complete  ▲ Overdue  ? Not known")
    near = find_window(TIMELINE).zoom(0.1, date(2012, 6, 1))
    closer = draw(TIMELINE, 100, near)
    assert "2012-06" in closer[1]
    assert closer[3].rstrip().index("◀") < closer[4].index("▲")


def test_a_matrix_shades_what_is_frequent_and_a_trend_has_its_threshold():
    lines = draw(MATRIX, 60)
    assert lines[1].split() == ["Government", "Limited", "Full"]
    assert lines[2].split() == ["Limited", "▒▒", "3", "░░", "1"]
    assert lines[3].split() == ["Full", "·", "██", "9"]
    columns = draw(TREND, 40)
    assert columns[-2:] == ["2011 2012", "6    14"]
    assert any(line.startswith("────") and "needed" in line for line in columns)


def test_a_course_is_a_bar_a_day_with_a_mark_for_the_plan():
    _caption, first, second, third, legend = draw(COURSE, 60)
    assert first.startswith("2012-03-01  ░")
    assert second.index("┃") > second.rindex("█")
    assert third.rindex("┃") > second.index("┃")
    assert legend == "┃ due"


@pytest.mark.parametrize("width", [34, 80, 160])
def test_no_line_is_wider_than_there_is_room(width):
    for picture in PICTURES:
        wide = [
            line
            for line in draw(picture, width)
            if cell_len(line) > width and "today" not in line and "█ the" not in line
        ]
        assert not wide


def test_every_picture_says_the_same_in_documents_pages_and_programs():
    said = "\n".join(list_block_lines(PICTURES))
    assert "Mines     50 %          75 %              ▲ Overdue" in said
    assert "2012-04-01" in said
    document = TextDocument(title="Plan", language="en", blocks=PICTURES)
    assert "| Mines | 50 % | 75 % | ▲ Overdue |" in render_markdown(document)
    html = HtmlWriter("en").blocks(PICTURES)
    assert html.count("<table>") == len(PICTURES)
    assert "✗ Action needed" in html


async def test_a_timeline_is_scrolled_zoomed_and_told_in_words_with_the_keyboard(session, opened, settled):
    section = PictureSection(write=lambda _workspace, _place: [TIMELINE, "That is all."])
    async with opened((100, 30)) as pilot:
        pane = PicturePane(session, Place(), section)
        await pilot.app.screen.mount(pane)
        await settled(pilot)
        pane.query_one(".first").focus()

        def shown():
            return str(pane.query_one(".lines", Static).content)

        whole = shown()
        assert "That is all." in whole
        seen = [whole]
        for key in ("plus", "right", "left", "minus", "t", "w", "w", "0"):
            await pilot.press(key)
            await settled(pilot)
            seen.append(shown())
        _whole, closer, later, back, _wider, today, words, again, everything = seen
        assert len({whole, closer, later}) == 3
        assert back == closer
        assert "│" in today
        assert "Start" in words
        assert "2012-04-01" in words
        assert again == today
        assert everything == whole
