"""Which languages run from right to left."""

import pytest

from ogpkit.scripts import direction, from_right, holds_from_right


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
