"""What the cells of people's sheets mean."""

from datetime import date, datetime

import attrs
import pytest

from ogpkit.api.content import (
    CellFormat,
    Choice,
    DateForm,
    DayOrder,
    LanguageCode,
    Length,
    Shape,
    Sort,
    UnreadableCell,
    WebAddress,
    fields_of,
    parse_cell,
    parse_day,
    parse_language,
    parse_truth,
)
from ogpkit.model import MilestoneStatus
from ogpkit.model.vocabulary import GrandChallenge


@attrs.frozen(kw_only=True)
class Row:
    """A row.

    Attributes:
        codes: Languages.
        pages: Addresses.
        sources: Titles.
        challenges: Challenges.
        days: Days.
        names: Names by office.
    """

    codes: tuple[LanguageCode, ...] = ()
    pages: tuple[WebAddress, ...] = ()
    sources: tuple[str, ...] = ()
    challenges: tuple[GrandChallenge, ...] = ()
    days: tuple[date, ...] = ()


SHAPES = {field.key: field.shape for field in fields_of(Row)}
STATUS = Shape(sort=Sort.CHOICE, choices=tuple(MilestoneStatus))


@pytest.mark.parametrize("word", [True, "yes", "Oui", "Sí", "نعم", "დიახ", "예", "1", 1, "x", " TRUE "])
def test_yes_is_understood_in_many_languages(word):
    assert parse_truth(word) is True


@pytest.mark.parametrize("word", [False, "no", "Non", "لا", "არა", "아니요", "0", 0, "não"])
def test_no_is_understood_in_many_languages(word):
    assert parse_truth(word) is False


@pytest.mark.parametrize("word", ["perhaps", "y/n", "2"])
def test_neither_yes_nor_no_is_refused(word):
    with pytest.raises(UnreadableCell, match="neither yes nor no"):
        parse_truth(word)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (6.18, 6.18),
        (0, 0),
        ("6.18", 6.18),
        ("6,18", 6.18),
        ("1 234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1.234.567", 1234567),
        ("12'500", 12500),
        ("٦٫١٨", 6.18),
        ("-0,5", -0.5),
    ],
)
def test_numbers_are_read_as_countries_write_them(cell, number):
    assert parse_cell(cell, Shape(sort=Sort.NUMBER)) == number


@pytest.mark.parametrize("cell", ["many", "nan", "inf", "1_000", "1,2,3", True, "12 %"])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(UnreadableCell, match="is no number"):
        parse_cell(cell, Shape(sort=Sort.NUMBER))


def test_a_number_that_can_be_two_is_refused_with_both():
    with pytest.raises(UnreadableCell, match=r"can be two numbers; write 1234 or 1\.234"):
        parse_cell("1,234", Shape(sort=Sort.NUMBER))


@pytest.mark.parametrize(("cell", "number"), [("12", 12), (12.0, 12), ("1 200", 1200)])
def test_whole_numbers_come_from_texts_and_from_values(cell, number):
    found = parse_cell(cell, Shape(sort=Sort.WHOLE))
    assert (found, type(found)) == (number, int)


@pytest.mark.parametrize("cell", ["1.5", "twelve", True, ""])
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(UnreadableCell, match="no whole number"):
        parse_cell(cell, Shape(sort=Sort.WHOLE))


@pytest.mark.parametrize(
    "cell", ["limited", "Limited", "LIMITED ", "b. Limited", "b) limited", "Limité", "Limitado", "تقدم محدود"]
)
def test_a_choice_is_known_by_value_or_by_label_in_any_language(cell):
    assert parse_cell(cell, STATUS) == "limited"


def test_a_choice_that_is_none_names_those_that_are():
    with pytest.raises(UnreadableCell, match="“half” is not one of not-started, limited, substantial"):
        parse_cell("half", STATUS)


def test_a_word_of_a_choice_in_two_classes_is_not_mixed_up():
    class Colour(Choice):
        NONE = "none", "Colourless"

    class Law(Choice):
        NONE = "none", "No law"

    assert parse_cell("colourless", Shape(sort=Sort.CHOICE, choices=tuple(Colour))) == "none"
    assert parse_cell("no law", Shape(sort=Sort.CHOICE, choices=tuple(Law))) == "none"
    with pytest.raises(UnreadableCell):
        parse_cell("no law", Shape(sort=Sort.CHOICE, choices=tuple(Colour)))


@pytest.mark.parametrize(
    "cell",
    [
        date(2013, 12, 31),
        datetime(2013, 12, 31, 23, 59),  # noqa: DTZ001
        "2013-12-31",
        "2013/12/31",
        "31/12/2013",
        "31.12.2013",
        "12/31/2013",
        "41639",
        41639,
        "2013-12-31 00:00:00",
        "2013-12-31T00:00:00.000Z",
    ],
)
def test_a_day_that_can_be_only_one_is_understood(cell):
    assert parse_day(cell) == date(2013, 12, 31)


def test_a_day_that_can_be_two_needs_an_order():
    with pytest.raises(UnreadableCell, match="can be two days"):
        parse_day("03/04/2012")
    assert parse_day("03/04/2012", CellFormat(order=DayOrder.DAY_FIRST)) == date(2012, 4, 3)
    assert parse_day("03/04/2012", CellFormat(order=DayOrder.MONTH_FIRST)) == date(2012, 3, 4)


def test_a_day_with_points_begins_with_the_day():
    assert parse_day("03.04.2012") == date(2012, 4, 3)


@pytest.mark.parametrize("cell", ["soon", "2012-02-30", "2012", "31/02/2012", "0"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(UnreadableCell, match="2012-01-31"):
        parse_day(cell)


@pytest.mark.parametrize(
    ("dates", "cell", "day"),
    [
        (DateForm.MONTH, "2024-02", date(2024, 2, 29)),
        (DateForm.SEASON, "By Fall 2022", date(2022, 11, 30)),
        (DateForm.YEAR, 2023, date(2023, 12, 31)),
        (DateForm.YEAR, "2023-05-01", date(2023, 5, 1)),
    ],
)
def test_a_sheet_may_say_less_than_a_day(dates, cell, day):
    assert parse_day(cell, CellFormat(dates=dates, months={"fall": 11})) == day


@pytest.mark.parametrize(
    ("key", "cell", "values"),
    [
        ("codes", "sw, English; français", ["sw", "en", "fr"]),
        ("pages", "https://a.example/1,2 https://b.example\nhttps://c.example", None),
        ("sources", "Right2Info, 2010\nOpen Budget Index; IMF", ["Right2Info, 2010", "Open Budget Index", "IMF"]),
        ("challenges", "public-services, Creating Safer Communities", ["public-services", "safer-communities"]),
        ("days", "2012-01-31, 31.12.2012", [date(2012, 1, 31), date(2012, 12, 31)]),
    ],
)
def test_lists_are_divided_where_their_values_cannot_be(key, cell, values):
    expected = values or ["https://a.example/1,2", "https://b.example", "https://c.example"]
    assert parse_cell(cell, SHAPES[key]) == expected


def test_a_sheet_may_say_what_its_words_mean():
    form = CellFormat(words={"In Progress": "limited"}, empty=("NR", "Not specified"))
    assert parse_cell("in progress", STATUS, form) == "limited"
    assert parse_cell("Treasury; not specified", SHAPES["sources"], form) == ["Treasury"]


@pytest.mark.parametrize(
    ("cell", "text"), [(12, "12"), (1.5, "1.5"), (True, "true"), (date(2012, 1, 31), "2012-01-31")]
)
def test_a_value_of_a_workbook_is_the_text_of_a_csv_file(cell, text):
    assert parse_cell(cell, Shape(sort=Sort.TEXT)) == text


def test_lines_within_a_cell_stay_where_a_text_may_have_several():
    assert parse_cell("Open\nbudget \n now", Shape(sort=Sort.TEXT)) == "Open budget now"
    assert parse_cell("One.\n\nTwo.", Shape(sort=Sort.TEXT, meanings=(Length.LONG,))) == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("cell", "code"),
    [("sw", "sw"), ("ka-GE", "ka-GE"), ("ka_GE", "ka"), ("العربية", "ar"), ("Kiswahili", "sw"), ("français", "fr")],
)
def test_languages_are_understood_by_code_and_by_name(cell, code):
    assert parse_language(cell) == code


def test_words_of_a_sheet_explain_choices_and_leave_texts_alone():
    form = CellFormat(words={"Limited": "substantial"})
    assert parse_cell("Limited", STATUS, form) == "substantial"
    assert parse_cell("Limited", Shape(sort=Sort.TEXT), form) == "Limited"
