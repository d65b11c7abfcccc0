"""Deadlines in words: understood whole, or not at all."""

from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.text.deadlines import end_of_month, read_deadline

SEASONS = {"spring": 5, "winter": 12, "Fall": 11, "FY": 3, "été": 8, "весны": 5}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("From spring 2012 to winter 2013", date(2013, 12, 31)),
        ("spring – winter 2013", date(2013, 12, 31)),
        ("By Fall 2022", date(2022, 11, 30)),
        ("December 2013", date(2013, 12, 31)),
        ("Q3 2013", date(2013, 9, 30)),
        ("2nd quarter, 2013", date(2013, 6, 30)),
        ("first half of 2014", date(2014, 6, 30)),
        ("by the end of 2013", date(2013, 12, 31)),
        ("End-2013", date(2013, 12, 31)),
        ("2013-2014", date(2014, 12, 31)),
        ("FY 2026-27", date(2027, 3, 31)),
        ("January–March 2013", date(2013, 3, 31)),
        ("1-15 December 2013", date(2013, 12, 15)),
        ("Q4 2013 to Q1 2014", date(2014, 3, 31)),
        ("d’ici la fin de 2013", date(2013, 12, 31)),
        ("été 2013", date(2013, 8, 31)),
        ("premier semestre 2014", date(2014, 6, 30)),
        ("T3 2013", date(2013, 9, 30)),
        ("de janvier à mars 2013", date(2013, 3, 31)),
        ("a finales de 2013", date(2013, 12, 31)),
        ("2.º trimestre de 2013", date(2013, 6, 30)),
        ("de enero a marzo de 2013", date(2013, 3, 31)),
        ("até o final de 2013", date(2013, 12, 31)),
        ("1º semestre de 2014", date(2014, 6, 30)),
        ("بنهاية ٢٠١٣", date(2013, 12, 31)),
        ("الربع الثالث من عام 2013", date(2013, 9, 30)),
        ("من يناير إلى مارس 2013", date(2013, 3, 31)),
        ("2013 წლის დეკემბრის ბოლომდე", date(2013, 12, 31)),
        ("2013 წლის III კვარტალი", date(2013, 9, 30)),
        ("до конца 2013 года", date(2013, 12, 31)),
        ("1-е полугодие 2014", date(2014, 6, 30)),
        ("с весны 2012 по декабрь 2013", date(2013, 12, 31)),
        ("2013년 3분기", date(2013, 9, 30)),
        ("2013년 12월 말까지", date(2013, 12, 31)),
        ("2014년 상반기까지", date(2014, 6, 30)),
    ],
)
def test_a_deadline_in_words_is_its_last_day(text, day):
    found = read_deadline(text, SEASONS)
    assert found is not None
    assert (found.day, found.is_exact) == (day, False)


@pytest.mark.parametrize(
    "text",
    [
        "Ongoing",
        "2026-27",
        "2026/27",
        "by 2013",  # its first day, or its last one
        "from January 2013",
        "من يناير 2013",
        "early 2013",
        "mid-2013",
        "before December 2013",
        "no later than December 2013",
        "December 2013 and June 2014",
        "December 2013, June 2014",
        "31 December 2013 (extended to June 2014)",
        "October-March 2013",  # of this year, or of the one before
        "Q3 2013-2014",  # a quarter of a year that has two
        "winter 2012-13",
        "winter 2014 to spring 2013",
        "autumn 2013",  # nobody said when it ends
        "Q5 2013",
        "30 February 2013",
        "31 Dec 13",
        "15 listopada 2013",  # October in Croatian, November in Polish
        "December 1434",
        "March",
        "",
        "a" * 300,
    ],
)
def test_a_deadline_that_may_mean_something_else_is_none(text):
    assert read_deadline(text, SEASONS) is None


def test_a_season_may_end_in_the_year_after():
    found = read_deadline("winter 2013", {"winter": 14})
    assert found is not None
    assert found.day == date(2014, 2, 28)


DAYS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


@given(day=DAYS, language=st.sampled_from(["en", "en_GB", "fr", "es", "pt", "ar", "ka", "ru", "ko", "de", "pl", "uk"]))
def test_a_day_in_words_is_read_as_itself_or_not_at_all(day, language):
    for length in ("long", "full", "medium"):
        found = read_deadline(format_date(day, length, locale=language))
        assert found is None or (found.day == day and found.is_exact)
    if language != "pl":  # “listopada” is November there, and October in Croatian
        assert read_deadline(format_date(day, "long", locale=language)) is not None


@given(day=DAYS, language=st.sampled_from(["en", "fr", "es", "pt", "ar", "ka", "ru", "ko"]))
def test_a_month_in_words_is_its_last_day(day, language):
    found = read_deadline(format_date(day, "LLLL y", locale=language))
    assert found is not None
    assert (found.day, found.is_month) == (end_of_month(day.year, day.month), True)
