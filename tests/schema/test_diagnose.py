"""What a person is told about a file that does not fit."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime

import attrs
import pytest

from ogpkit.model import Commitment
from ogpkit.schema.convert import read_entity
from ogpkit.schema.mismatch import Mismatches, MismatchSort


def found(data, entity):
    with pytest.raises(Mismatches) as caught:
        read_entity(data, entity)
    return caught.value.found


def only(data, entity):
    (mismatch,) = found(data, entity)
    return mismatch


def test_every_problem_of_a_file_is_reported_at_once():
    text = """
    tilte = "Publish"
    start = "2012-04-01"
    level = "nacional"
    partners = "One"

    [[milestones]]
    id = 7
    title.english = "Map"
    due = 2012-12-31T00:00:00
    """
    seen = [(mismatch.at, mismatch.sort) for mismatch in found(tomllib.loads(text), Commitment)]
    assert seen == [
        (("tilte",), MismatchSort.UNKNOWN_KEY),
        (("start",), MismatchSort.WRONG_TYPE),
        (("level",), MismatchSort.NOT_A_CHOICE),
        (("partners",), MismatchSort.WRONG_TYPE),
        (("milestones", 0, "id"), MismatchSort.WRONG_TYPE),
        (("milestones", 0, "title", "english"), MismatchSort.NOT_A_LANGUAGE),
        (("milestones", 0, "due"), MismatchSort.WRONG_TYPE),
    ]


def test_a_misspelt_key_gets_the_nearest_that_is_still_free(small, everything):
    mismatch = only(small | {"nubmer": 1}, everything)
    assert mismatch.suggestion == "number"
    assert mismatch.remedy == "Did you mean `number`?"


def test_a_key_like_no_other_gets_all_that_are_known():
    mismatch = only({"title": "a", "zzz": 1}, Commitment)
    assert mismatch.suggestion is None
    assert "title, number, challenge, principles" in mismatch.remedy


def test_a_missing_key_is_reported_where_it_would_stand(everything):
    mismatch = only({"text": "a"}, everything)
    assert mismatch.at == ("translated",)
    assert mismatch.message == "`translated` is missing."


@pytest.mark.parametrize(
    ("key", "value", "remedy", "suggestion"),
    [
        ("day", "2012-04-01", "Remove the quotes: 2012-04-01", "2012-04-01"),
        ("day", "next week", "Write a date without quotes, for example 2012-04-01.", None),
        ("day", datetime(2012, 4, 1, 9, tzinfo=UTC), "Leave the time out: 2012-04-01", "2012-04-01"),
        ("truth", "yes", "Remove the quotes: true", "true"),
        ("truth", 1, "Write true or false without quotes.", None),
        ("whole", "12", "Remove the quotes: 12", "12"),
        ("number", "6.18", "Remove the quotes: 6.18", "6.18"),
        ("number", "about six", "Write a number without quotes, for example 6.18.", None),
        ("text", 12, "Put it in quotes.", None),
        ("cases", "a", "Put square brackets around it.", None),
        ("inners", {"id": "a"}, "Write the name of the table in double brackets, for example [[milestones]].", None),
        ("inner", "a", "Write a table.", None),
        ("colour", 3, 'Write one of "red", "dark-blue".', None),
    ],
)
def test_a_wrong_type_says_what_to_write_instead(key, value, remedy, suggestion, small, everything):
    mismatch = only(small | {key: value}, everything)
    assert mismatch.sort is MismatchSort.WRONG_TYPE
    assert (mismatch.remedy, mismatch.suggestion) == (remedy, suggestion)


def test_messages_speak_of_keys_and_toml_only(small, everything):
    mismatch = only(small | {"cases": ["a", 3]}, everything)
    assert mismatch.at == ("cases", 1)
    assert mismatch.message == "item 2 of `cases` is a whole number, but it needs a text in quotes."


def test_a_wrong_choice_gets_the_nearest_and_all(small, everything):
    mismatch = only(small | {"colour": "Dark Blue"}, everything)
    assert mismatch.suggestion == "dark-blue"
    assert mismatch.remedy == 'Did you mean "dark-blue"? Allowed: "red", "dark-blue".'


@pytest.mark.parametrize(
    ("key", "code"),
    [("EN", "en"), ("english", "en"), ("eng", "en"), ("pt_br", "pt-BR"), ("Spanish", "es"), ("q", None)],
)
def test_a_wrong_language_gets_the_code_that_was_meant(key, code, everything):
    mismatch = only({"text": "a", "translated": {key: "b"}}, everything)
    assert mismatch.sort is MismatchSort.NOT_A_LANGUAGE
    assert mismatch.suggestion == code


def test_an_empty_text_and_an_impossible_number(everything):
    first, second = found({"text": "a", "translated": {}, "number": float("nan")}, everything)
    assert (first.sort, second.sort) == (MismatchSort.NO_TEXT, MismatchSort.NOT_A_NUMBER)


def test_what_a_file_says_reaches_a_message_only_harmless_and_short(small, everything):
    hostile = found(small | {"\x1b[2J" + "x" * 500: 1, "colour": "\u202ered\n" * 100}, everything)
    for mismatch in hostile:
        said = mismatch.message + mismatch.remedy
        assert "\x1b" not in said
        assert "\u202e" not in said
        assert "\n" not in said
        assert len(said) < 700


def test_the_error_itself_tells_what_to_do(small, everything):
    with pytest.raises(Mismatches, match="Remove the quotes"):
        read_entity(small | {"day": "2012-04-01"}, everything)


@attrs.frozen
class Payment:
    """A payment.

    Attributes:
        days: Within how many days.
        form: In which form.
        code: Its code.
    """

    days: int = attrs.field(default=1, validator=attrs.validators.ge(0))
    form: str = attrs.field(default="cash", validator=attrs.validators.in_(("cash", "card")))
    code: str = attrs.field(default="A", validator=attrs.validators.matches_re("[A-Z]"))


@pytest.mark.parametrize(
    ("data", "at", "said"),
    [
        ({"days": -1}, ("days",), "ogpkit cannot use the value of `days`: 'days' must be >= 0: -1."),
        ({"form": "gold"}, ("form",), "ogpkit cannot use the value of `form`: 'form' must be in ('cash', 'card')"),
        ({"code": "7"}, ("code",), "ogpkit cannot use the value of `code`: 'code' must match regex '[A-Z]'"),
    ],
)
def test_a_validator_of_attrs_speaks_of_its_own_value_in_words(data, at, said):
    mismatch = only(data, Payment)
    assert mismatch.at == at
    assert mismatch.message.startswith(said)
    assert "Attribute(" not in mismatch.message
