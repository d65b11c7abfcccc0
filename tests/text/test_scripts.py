"""Which languages run from right to left."""

import pytest

from ogpkit.text.scripts import direction, from_left, from_right, holds_from_right, steady


@pytest.mark.parametrize("language", ["ar", "he", "fa", "ur", "ps", "dv", "ar-JO", "az-Arab", "pa-Arab-PK"])
def test_from_the_right(language):
    assert from_right(language)
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", ["en", "ka", "ru", "ar-Latn", "zh-Hant", "mn", ""])
def test_from_the_left(language):
    assert not from_right(language)
    assert direction(language) == "ltr"


def test_a_letter_is_enough_to_tell():
    assert holds_from_right("EITI, جمعية")
    assert holds_from_right("שלום")
    assert not holds_from_right("საქართველო 2012 – Κύπρος")


@pytest.mark.parametrize(
    ("text", "steadied"),
    [
        ("عضو منذ 2011-09-20", "عضو منذ \u200e2011-09-20"),
        ("الدورة 2012-2013، البلد س", "الدورة \u200e2012-2013، البلد س"),
        ("Cycle 2012-2013", "Cycle 2012-2013"),
        ("3 مشكلات", "3 مشكلات"),
        ("الخطة KE-2012-2013", "الخطة KE-2012-2013"),
    ],
)
def test_days_among_arabic_letters_are_not_read_backwards(text, steadied):
    assert steady(text) == steadied


@pytest.mark.parametrize("text", ["Comments were invited.", "https://example.org/", "(ბიუჯეტი)"])
def test_a_text_from_left_keeps_its_ends_among_others_from_right(text):
    assert from_left(text) == f"\u200e{text}\u200e"


@pytest.mark.parametrize("text", ["", "2012-2013", "100 %", "نشر الإيرادات (EITI)"])
def test_a_text_that_does_not_run_from_left_stays_as_it_is(text):
    assert from_left(text) == text
