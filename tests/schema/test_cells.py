"""What the cells of people's sheets mean."""

from datetime import date, datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.api.content import (
    Bounds,
    CellFormat,
    Choice,
    DateForm,
    DayOrder,
    DecimalMark,
    LanguageCode,
    Length,
    Shape,
    Sort,
    UnreadableCell,
    WebAddress,
    fields_of,
    is_empty_cell,
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
    with pytest.raises(UnreadableCell, match="is not yes or no"):
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
        ("−0,5", -0.5),
        ("١٬٢٣٤٫٥", 1234.5),
        ("۱۲۳۴٫۵", 1234.5),
        ("१२३४.५", 1234.5),
        ("１２３４．５", 1234.5),
        ("12,34,567", 1234567),
        ("1\u00a0234,5", 1234.5),
        ("1\u202f234\u202f567", 1234567),
        ("0.234", 0.234),
        ("1234.567", 1234.567),
        ("$1,234.50", 1234.5),
        ("€ 1 234,50", 1234.5),
        ("1 234,50 EUR", 1234.5),
        ("KES 12,500,000", 12500000),
        ("1e5", 100000),
    ],
)
def test_numbers_are_read_as_countries_write_them(cell, number):
    assert parse_cell(cell, Shape(sort=Sort.NUMBER)) == number


@pytest.mark.parametrize(
    "cell",
    [
        "many",
        "nan",
        "inf",
        "1_000",
        "1,2,3",
        True,
        "12 %",
        "1.2 million",
        "(12)",
        "1 2",
        "1.23.456",
        "12,3456,789",
        "--5",
        "$",
    ],
)
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(UnreadableCell, match="is not a number"):
        parse_cell(cell, Shape(sort=Sort.NUMBER))


def test_a_number_that_can_be_two_is_refused_with_both():
    for cell in ("1,234", "1.234", "١٬٢٣٤"[:1] + ",٢٣٤"):
        with pytest.raises(UnreadableCell, match=r"could be two numbers\. Write 1234 or 1\.2340"):
            parse_cell(cell, Shape(sort=Sort.NUMBER))


@pytest.mark.parametrize(
    ("numbers", "cell", "number"),
    [
        (DecimalMark.COMMA, "1.234", 1234),
        (DecimalMark.COMMA, "1,234", 1.234),
        (DecimalMark.COMMA, "1.234,5", 1234.5),
        (DecimalMark.COMMA, "1 234,5", 1234.5),
        (DecimalMark.POINT, "1.234", 1.234),
        (DecimalMark.POINT, "1,234", 1234),
        (DecimalMark.POINT, "1,234.5", 1234.5),
        (DecimalMark.POINT, 1.234, 1.234),
        (DecimalMark.COMMA, 1.234, 1.234),
    ],
)
def test_a_sheet_may_say_which_mark_its_numbers_have(numbers, cell, number):
    assert parse_cell(cell, Shape(sort=Sort.NUMBER), CellFormat(numbers=numbers)) == number


@pytest.mark.parametrize(
    ("numbers", "cell"),
    [
        (DecimalMark.COMMA, "1,234.5"),
        (DecimalMark.COMMA, "6.18"),
        (DecimalMark.POINT, "6,18"),
        (DecimalMark.POINT, "1 234,5"),
    ],
)
def test_a_number_with_the_other_mark_is_refused(numbers, cell):
    with pytest.raises(UnreadableCell, match="is not a number"):
        parse_cell(cell, Shape(sort=Sort.NUMBER), CellFormat(numbers=numbers))


NUMBERS = st.one_of(st.integers(-(10**9), 10**9).map(float), st.decimals(-(10**6), 10**6, places=3).map(float))
MARKS = {DecimalMark.COMMA: (".", ","), DecimalMark.POINT: (",", ".")}
FIGURES = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９")


@given(
    number=NUMBERS,
    mark=st.sampled_from(list(MARKS)),
    apart=st.sampled_from(["mark", " ", "\u00a0", "\u202f", "'", ""]),
    figures=st.sampled_from(FIGURES),
)
def test_a_number_in_any_form_is_itself_or_refused(number, mark, apart, figures):
    thousands, fraction = MARKS[mark]
    between = thousands if apart == "mark" else apart
    text = f"{number:,.3f}".rstrip("0").rstrip(".").translate({ord(","): between, ord("."): fraction})
    text = text.translate({ord(plain): figure for plain, figure in zip(FIGURES[0], figures, strict=True)})
    assert parse_cell(text, Shape(sort=Sort.NUMBER), CellFormat(numbers=mark)) == number
    try:
        found = parse_cell(text, Shape(sort=Sort.NUMBER))
    except UnreadableCell:
        return
    assert found == number


PERCENT = Shape(sort=Sort.WHOLE, meanings=(Bounds(0, 100, "percent"),))


@pytest.mark.parametrize("cell", ["45", "45 %", "45%", "%45", "45\u00a0%", "٤٥٪", "４５％", 45, 45.0, "45,0 %"])
def test_a_share_is_known_with_and_without_its_sign(cell):
    assert parse_cell(cell, PERCENT) == 45


@pytest.mark.parametrize(("cell", "number"), [("12", 12), (12.0, 12), ("1 200", 1200)])
def test_whole_numbers_come_from_texts_and_from_values(cell, number):
    found = parse_cell(cell, Shape(sort=Sort.WHOLE))
    assert (found, type(found)) == (number, int)


@pytest.mark.parametrize("cell", ["1.5", "twelve", True, ""])
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(UnreadableCell, match="not a whole number"):
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
        "2013-12-31 11:59 PM",
        "31/12/2013 00:00",
        "2013/12/31 9:30:00 AM GMT+2",
        "2013. 12. 31. 오후 3:24:00",
        41639.75,
        "31 December 2013",
        "December 31, 2013",
        "31-Dec-2013",
        "31 déc. 2013",
        "31 de diciembre de 2013",
        "31 de dezembro de 2013",
        "31 დეკემბერი 2013",
        "31 декабря 2013 г.",
        "٣١ ديسمبر ٢٠١٣",
        "٣١/١٢/٢٠١٣",
        "۳۱/۱۲/۲۰۱۳",
        "2013년 12월 31일",
        "2013年12月31日",
        "31/12/2556 B.E.",
    ],
)
def test_a_day_that_can_be_only_one_is_understood(cell):
    assert parse_day(cell) == date(2013, 12, 31)


def test_a_day_that_can_be_two_needs_an_order():
    with pytest.raises(UnreadableCell, match=r"could be 2012-04-03 or 2012-03-04\. Say which comes first, with --days"):
        parse_day("03/04/2012")
    assert parse_day("03/04/2012", CellFormat(order=DayOrder.DAY_FIRST)) == date(2012, 4, 3)
    assert parse_day("03/04/2012", CellFormat(order=DayOrder.MONTH_FIRST)) == date(2012, 3, 4)


def test_a_day_with_points_begins_with_the_day():
    assert parse_day("03.04.2012") == date(2012, 4, 3)


@pytest.mark.parametrize(
    "cell", ["soon", "2012-02-30", "2012", "31/02/2012", "0", "2012-01-31 to 2012-02-28", "31/12/2012, perhaps"]
)
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(UnreadableCell, match=r"is not a date\. Write year-month-day, for example 2012-01-31"):
        parse_day(cell)


@pytest.mark.parametrize("cell", ["31/12/13", "31.12.13", "31-Dec-13", "31 Dec '13", "٣١/١٢/١٣"])
def test_a_year_of_two_figures_is_refused_with_the_reason(cell):
    with pytest.raises(UnreadableCell, match="the century is not clear"):
        parse_day(cell)


@pytest.mark.parametrize("cell", ["31/12/2556", "1434-03-15", "15/03/1434", "1392/10/10"])
def test_a_day_of_another_calendar_is_refused_unless_it_says_so(cell):
    with pytest.raises(UnreadableCell, match="write the date in the Gregorian calendar"):
        parse_day(cell)


@pytest.mark.parametrize(
    ("order", "cell"),
    [(DayOrder.MONTH_FIRST, "31/12/2013"), (DayOrder.DAY_FIRST, "12/31/2013"), (DayOrder.MONTH_FIRST, "31.12.2013")],
)
def test_a_day_in_another_order_than_the_sheet_says_is_refused(order, cell):
    with pytest.raises(UnreadableCell, match="can only be 2013-12-31"):
        parse_day(cell, CellFormat(order=order))


def test_a_sheet_that_writes_the_year_first_has_no_other_days():
    form = CellFormat(order=DayOrder.ISO)
    assert parse_day("2013-12-31", form) == date(2013, 12, 31)
    with pytest.raises(UnreadableCell, match="does not begin with the year"):
        parse_day("31/12/2013", form)


def test_an_old_workbook_counts_its_days_from_1904():
    assert parse_day(40177, CellFormat(is_since_1904=True)) == date(2013, 12, 31)


@pytest.mark.parametrize(
    ("cell", "remedy"), [("2013-12", 'dates = "month"'), ("Q3 2013", 'dates = "season"'), ("2013", 'dates = "year"')]
)
def test_a_cell_that_says_less_than_a_day_leads_to_the_mapping(cell, remedy):
    with pytest.raises(UnreadableCell, match=remedy):
        parse_day(cell)


@pytest.mark.parametrize("cell", ["Not Specified", "NR", "N/A", "—", "TBD", "no aplica", "غير محدد"])
def test_a_word_for_nothing_leads_to_the_mapping(cell):
    with pytest.raises(UnreadableCell, match="add it to `empty` in the mapping"):
        parse_cell(cell, Shape(sort=Sort.DATE))


def test_words_for_nothing_are_marks_too():
    form = CellFormat(empty=("—", "N/A"), words={"?": ""})
    assert [is_empty_cell(cell, form) for cell in ("–", "-", "n/a", "?", "NA", "…", 0, False)] == [True] * 4 + [
        False
    ] * 4


def test_a_column_may_say_what_its_words_mean_whatever_its_field():
    form = CellFormat(values={"MoF": "Ministry of Finance", "done": "complete", "NR": ""}, words={"done": "limited"})
    assert parse_cell("mof", Shape(sort=Sort.TEXT), form) == "Ministry of Finance"
    assert parse_cell("MoF; Treasury; NR", SHAPES["sources"], form) == ["Ministry of Finance", "Treasury"]
    assert parse_cell("Done", STATUS, form) == "complete"


@pytest.mark.parametrize(
    ("dates", "cell", "day"),
    [
        (DateForm.MONTH, "2024-02", date(2024, 2, 29)),
        (DateForm.SEASON, "By Fall 2022", date(2022, 11, 30)),
        (DateForm.YEAR, 2023, date(2023, 12, 31)),
        (DateForm.YEAR, "2023-05-01", date(2023, 5, 1)),
        (DateForm.MONTH, "12/2023", date(2023, 12, 31)),
        (DateForm.MONTH, "Feb 2024", date(2024, 2, 29)),
        (DateForm.SEASON, "Q3 2013", date(2013, 9, 30)),
        (DateForm.SEASON, "31 December 2013", date(2013, 12, 31)),
        (DateForm.SEASON, "2013-12-31", date(2013, 12, 31)),
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
