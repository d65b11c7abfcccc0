"""Texts in one language or in several."""

from ogpkit.model import Translated


def test_a_plain_string_is_in_the_language_of_the_workspace():
    assert Translated.of("Country Y").languages("en") == ("en",)


def test_languages_without_a_text_are_missing():
    title = Translated.of({"en": "Budget portal", "es": "  "})
    assert title.missing(("es", "en", "fr"), "en") == ("es", "fr")


def test_the_best_text_is_in_the_first_wanted_language_that_has_one():
    title = Translated.of({"en": "Budget portal", "es": "Portal"})
    assert title.best("fr", "es", "en") == "Portal"
    assert title.best("fr") == "Budget portal"
    assert Translated.of("Plain").best("fr") == "Plain"


def test_a_blank_text_is_no_text():
    assert not Translated()
    assert not Translated.of({"en": " "})
    assert Translated.of("x")
