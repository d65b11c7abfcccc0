"""The language in which ogpkit speaks."""

import pytest

from ogpkit.text.i18n import _, _n, listed, preferred, speak, speaking, spoken


def test_a_language_without_a_catalogue_stays_english():
    speak("tlh")
    assert _("Countries") == "Countries"
    assert _n("{count} finding", "{count} findings", 2) == "{count} findings"
    assert spoken() == "tlh"


def test_an_empty_text_stays_empty():
    assert _("") == ""


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"OGPKIT_LANGUAGE": "fr", "LANG": "es_MX.UTF-8"}, "fr"),
        ({"LC_ALL": "C.UTF-8", "LANG": "es"}, "en"),
        ({"LANG": "es_MX.UTF-8"}, "es_MX.UTF-8"),
        ({}, "en"),
        ({"OGPKIT_LANGUAGE": "ar", "LANG": "en_GB.UTF-8"}, "ar"),
        ({"OGPKIT_LANGUAGE": "fr", "LC_ALL": "ar_MA.UTF-8"}, "fr"),
        ({"LC_ALL": "ar_JO.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ar"}, "en"),
        ({"LANG": "he_IL.UTF-8"}, "en"),
    ],
)
def test_the_environment_chooses_the_language(monkeypatch, variables, language):
    for name in ("OGPKIT_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert preferred() == language


def test_another_language_is_spoken_only_for_a_while():
    with speaking("es-MX"):
        assert spoken() == "es"
    assert spoken() == "en"


def test_what_was_spoken_before_comes_back_after_a_failure():
    with pytest.raises(RuntimeError, match="stop"), speaking("fr"):
        raise RuntimeError("stop")
    assert spoken() == "en"


@pytest.mark.parametrize(
    ("language", "commas", "semicolons"),
    [("en", "a, b, c", "a; b; c"), ("fr", "a, b, c", "a\u00a0; b\u00a0; c"), ("ar", "a، b، c", "a؛ b؛ c")],
)
def test_texts_are_listed_with_the_marks_of_the_language(language, commas, semicolons):
    with speaking(language):
        assert listed("abc") == commas
        assert listed("abc", "; ") == semicolons
        assert listed([]) == ""
