"""Pictures in pages: their figures are those of the model, they are valid XML, and they run as the page does."""

from __future__ import annotations

from datetime import date
from xml.etree.ElementTree import fromstring

import pycountry
import pytest

from ogpkit.exchange.html import HtmlWriter
from ogpkit.exchange.tile_map import load_places
from ogpkit.text.pictures import Bar, Bars, Course, CourseStep, Matrix, Point, Span, Tile, TileMap, Timeline, Trend
from ogpkit.text.states import State

HOSTILE = '<script>alert(1)</script> & "x"'


def write(picture, language="en", **chosen):
    """The element of a picture on a page, and what it says."""
    html = str(HtmlWriter(language, **chosen).blocks([picture]))
    return fromstring(f"<div>{html}</div>")


def find(element, name):
    """The shapes of a class, in order."""
    return [one for one in element.iter() if one.tag != "span" and name in (one.get("class") or "").split()]


def measure(element, name, key="width"):
    return [float(one.get(key).rstrip("%")) for one in find(element, name)]


BARS = Bars(
    caption="Progress",
    bars=[
        Bar(label="Mines", value=50, planned=75, text="50 %", state=State.OVERDUE, address="XX/mines"),
        Bar(label="Water", value=20, open_to=60, text="20 to 60 %"),
        Bar(label="Roads", value=None, text="not reported"),
        Bar(label="More", value=400, text="400 %"),
    ],
    most=100,
    mark="planned by today",
)


def test_a_bar_is_as_long_as_its_value_and_marks_the_plan():
    drawn = write(BARS)
    assert measure(drawn, "value") == [50, 20, 100]
    assert (measure(drawn, "open"), measure(drawn, "open", "x")) == ([40], [20])
    assert measure(next(drawn.iter("li")), "mark", "x1") == [75]
    assert [one.text for one in drawn.iter("title")] == ["planned by today: 75 %"]
    said = ["".join(one.itertext()) for one in drawn.iter("li")]
    assert said[0].endswith("50 % ▲ Overdue")
    assert said[2] == "Roadsnot reported"


def test_bars_and_time_run_from_the_right_on_an_arabic_page():
    drawn = write(BARS, "ar")
    assert measure(drawn, "value", "x") == [50, 80, 0]
    assert measure(next(drawn.iter("li")), "mark", "x1") == [25]


def test_the_label_of_a_bar_leads_to_its_page_if_there_is_one():
    drawn = write(BARS, find=lambda address: f"../{address}.html")
    assert [one.get("href") for one in drawn.iter("a")] == [
        "../XX/mines.html"
    ] * 2  # the picture, and the table of the same
    assert not list(write(BARS).iter("a"))


def test_a_line_of_a_timeline_lies_where_its_days_lie():
    timeline = Timeline(
        caption="Time",
        spans=[
            Span(label="Mines"),
            Span(label="map", start=date(2012, 1, 1), end=date(2012, 7, 19), done=0.5, state=State.OVERDUE),
            Span(label="law", start=date(2012, 7, 19), end=date(2013, 2, 4), state=State.UNKNOWN),
        ],
        today=date(2012, 4, 10),
    )
    drawn = write(timeline)
    assert (measure(drawn, "span", "x"), measure(drawn, "span")) == ([0], [50])
    assert measure(drawn, "done") == [25]
    assert (measure(drawn, "unsaid", "x"), measure(drawn, "unsaid")) == ([50], [50])
    lines = [one for one in drawn.iter("line") if one.get("class") == "today"]
    assert {float(one.get("x1").rstrip("%")) for one in lines} == {25}
    assert len(lines) == 3  # the scale, and each line that is not a heading


def test_a_matrix_has_squares_as_large_as_its_counts():
    counts = ((1, 4), (0, 16))
    matrix = Matrix(caption="Views", down=("a", "b"), across=("a", "b"), counts=counts, is_agreement=True)
    drawn = write(matrix)
    assert [float(one.get("width")) for one in drawn.iter("rect")] == [2.5, 5, 10]
    cells = [[*row][1:] for row in drawn.find(".//tbody")]
    assert [["".join(cell.itertext()).strip() for cell in row] for row in cells] == [["1", "4"], ["0", "16"]]
    states = [one.get("class").split()[1] for one in find(drawn, "size")]
    assert states == ["state-on-track", "state-attention", "state-on-track"]


def test_a_column_of_a_trend_is_as_high_as_its_value():
    points = [Point(label="2011", value=25, text="25 %"), Point(label="2012", value=100, text="100 %")]
    drawn = write(Trend(caption="Points", points=points, threshold=75, mark="needed", most=100))
    low, high = measure(drawn, "value", "height")
    assert high == pytest.approx(4 * low)
    (line,) = [one for one in drawn.iter("line") if one.get("class") == "mark"]
    assert float(line.get("y1").rstrip("%")) == pytest.approx(86 - 0.75 * high)
    assert drawn.find(".//svg/title").text == "Points"
    assert drawn.find(".//svg/desc").text == "needed; 2011: 25 %; 2012: 100 %"


def test_a_course_rises_where_something_is_due_or_done():
    steps = [CourseStep(date(2012, 1, 1), 1, 0), CourseStep(date(2012, 7, 19), 2, 1), CourseStep(date(2013, 2, 4), 4)]
    course = Course(caption="Course", steps=steps, planned="due", actual="done", today=date(2012, 10, 27))
    planned, actual = (one.get("points").split() for one in write(course).iter("polyline"))
    assert planned[:4] == ["0,100", "0,75", "50,75", "50,50"]
    assert planned[-1] == "100,0"
    assert actual[-1] == "75,75"
    assert "due: 2; done: 1" in write(course).find(".//svg/desc").text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_texts_in_pictures_are_escaped_and_the_rest_is_xml(language):
    day = date(2012, 1, 1)
    pictures = (
        Bars(caption=HOSTILE, bars=[Bar(label=HOSTILE, value=1, text=HOSTILE, planned=1)], mark=HOSTILE),
        Timeline(caption=HOSTILE, spans=[Span(label=HOSTILE), Span(label=HOSTILE, end=day)], today=day),
        Matrix(caption=HOSTILE, down=(HOSTILE,), across=(HOSTILE,), counts=((1,),)),
        Trend(caption=HOSTILE, points=[Point(label=HOSTILE, value=1, text=HOSTILE)], threshold=1, mark=HOSTILE),
        Course(caption=HOSTILE, steps=[CourseStep(day, 1)], planned=HOSTILE, actual=HOSTILE, today=day),
    )
    for picture in pictures:
        drawn = write(picture, language)
        assert not list(drawn.iter("script"))
        assert "alert(1)" in "".join(drawn.itertext())


def test_pictures_of_nothing_are_drawn_all_the_same():
    day = date(2012, 1, 1)
    for picture in (
        Bars(caption="", bars=[Bar(label="a", value=0, text="0", planned=0)]),
        Timeline(caption="", spans=(), today=day),
        Matrix(caption="", down=("a",), across=("a",), counts=((0,),)),
        Trend(caption="", points=(), threshold=0),
        Course(caption="", steps=(), planned="", actual="", today=day),
    ):
        assert "NaN" not in "".join(write(picture).itertext())


def test_a_map_has_a_square_for_each_country_and_says_the_same_in_words():
    tiles = [
        Tile(code="CA", label="Canada", text="Active", state=State.ON_TRACK, address="CA"),
        Tile(code="GE", label="Georgia", text="Suspended <now>", state=State.OVERDUE),
        Tile(code="XX", label="Country X", text="Active", state=State.ON_TRACK),
    ]
    html = HtmlWriter("en").blocks([TileMap(caption="Membership", tiles=tiles)])
    assert html.count("<g class=") == 2  # a country that is nowhere is in the words alone
    assert "<title>Canada: Active</title>" in html
    assert "<desc>Active: 2; Suspended &lt;now&gt;: 1</desc>" in html
    assert '<span class="state-on-track">Active: 2</span>' in html
    assert "Country X" in html


def test_no_two_countries_of_the_map_are_in_one_place_and_all_have_codes():
    places = load_places()
    assert len(set(places.values())) == len(places) > 190
    assert all(pycountry.countries.get(alpha_2=code) for code in places if code != "XK")
    assert places["CA"][0] < places["GB"][0] < places["KR"][0]
    assert places["NO"][1] < places["KE"][1] < places["ZA"][1]
