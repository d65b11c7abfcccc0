"""The language in which ogpkit speaks."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from ogpkit.text.i18n import _, _n, current_language, join_list, preferred_language, set_language, use_language
from ogpkit.text.phrase import format_phrase


def test_a_language_without_a_catalogue_stays_english():
    set_language("tlh")
    assert _("Countries") == "Countries"
    assert _n("{count} finding", "{count} findings", 2) == "{count} findings"
    assert current_language() == "tlh"


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
    assert preferred_language() == language


def test_another_language_is_spoken_only_for_a_while():
    with use_language("es-MX"):
        assert current_language() == "es"
    assert current_language() == "en"


def test_work_in_another_thread_changes_no_word_here():
    both_speak = Barrier(2, timeout=60)

    def speak():
        with use_language("fr"):
            both_speak.wait()
            both_speak.wait()
            return current_language()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(speak)
        both_speak.wait()
        assert current_language() == "en"
        both_speak.wait()
        assert other.result() == "fr"


def test_what_was_spoken_before_comes_back_after_a_failure():
    with pytest.raises(RuntimeError, match="stop"), use_language("fr"):
        raise RuntimeError("stop")
    assert current_language() == "en"


@pytest.mark.parametrize(
    ("language", "commas", "semicolons"),
    [("en", "a, b, c", "a; b; c"), ("fr", "a, b, c", "a\u00a0; b\u00a0; c"), ("ar", "a، b، c", "a؛ b؛ c")],
)
def test_texts_are_listed_with_the_marks_of_the_language(language, commas, semicolons):
    with use_language(language):
        assert join_list("abc") == commas
        assert join_list("abc", "; ") == semicolons
        assert join_list([]) == ""


@pytest.mark.parametrize(
    ("language", "said"), [("en", "12,345 wombats"), ("fr", "12 345 wombats"), ("es", "12.345 wombats")]
)
def test_a_large_number_in_a_sentence_is_grouped_as_the_language_does(language, said):
    with use_language(language):
        assert _n("{count} wombat", "{count} wombats", 12345).format(count=12345) == said.replace(" 345", "\u202f345")
        assert _n("{count} wombat", "{count} wombats", 2013).format(count=2013) == "2013 wombats"
        assert format_phrase("{count} wombats", count=12345) == said.replace(" 345", "\u202f345")
