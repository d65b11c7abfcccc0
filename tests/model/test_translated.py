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


def test_a_new_text_leaves_the_other_languages_as_they_are():
    title = Translated.of({"en": "Budget portal", "es": "Portal"})
    assert title.with_texts(Translated.of({"en": "Open budget", "fr": " "}), "en").by_language == {
        "en": "Open budget",
        "es": "Portal",
    }
    assert title.with_texts(Translated.of("Open budget"), "en").by_language["en"] == "Open budget"


def test_a_plain_text_stays_plain_until_it_is_in_a_second_language():
    plain = Translated.of("Portal")
    assert plain.with_texts(Translated.of({"en": "Open budget"}), "en") == Translated.of("Open budget")
    assert plain.with_texts(Translated.of({"es": "Portal"}), "en") == Translated.of({"en": "Portal", "es": "Portal"})
