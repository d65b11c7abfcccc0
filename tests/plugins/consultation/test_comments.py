"""The inbox: filters, search in six languages, and comments that say the same."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.api.content import Document
from ogpkit.api.text import fold
from ogpkit_consultation.comments import (
    AnswerFilter,
    CommentFilter,
    DuplicateFinder,
    filter_comments,
    find_repeated,
    normalize_text,
)
from ogpkit_consultation.model import Comment, Group, Outcome, Response

DAY = date(2011, 12, 10)


def comment(name, text, **more):
    entity = Comment(received=DAY, text=text, **more)
    return Document(path=f"{name}.toml", kind="comment", names={"id": name}, entity=entity)


INBOX = (
    comment(
        "0001", "Los pagos públicos, por proyecto", language="es", group=Group.CIVIL_SOCIETY, commitments=("mines",)
    ),
    comment("0002", "يَجِبُ نَشْرُ المدفوعات", language="ar", response=Response(on=DAY, outcome=Outcome.NOTED)),
    comment("0003", "გამოაქვეყნეთ გადახდები", language="ka", group=Group.CITIZENS),
    comment("0004", "Malipo yachapishwe", author="Asha Juma"),
)


def found(**wanted):
    return [one.id for one in filter_comments(INBOX, CommentFilter(**wanted))]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({}, ["0001", "0002", "0003", "0004"]),
        ({"answered": AnswerFilter.NO}, ["0001", "0003", "0004"]),
        ({"answered": AnswerFilter.YES}, ["0002"]),
        ({"group": Group.CITIZENS}, ["0003"]),
        ({"commitment": "mines"}, ["0001"]),
        ({"language": "ka"}, ["0003"]),
        ({"language": "?"}, ["0004"]),
        ({"words": "PUBLICOS pagos"}, ["0001"]),
        ({"words": "نشر"}, ["0002"]),
        ({"words": "გადახდ"}, ["0003"]),
        ({"words": "asha"}, ["0004"]),
        ({"words": "0003"}, ["0003"]),
        ({"words": "pagos malipo"}, []),
        ({"answered": AnswerFilter.NO, "words": "نشر"}, []),
    ],
)
def test_comments_are_found(wanted, ids):
    assert found(**wanted) == ids


def test_arabic_is_found_without_vowel_signs_and_stretching():
    assert fold("نَشْـــرُ") == "نشر"


@given(st.text(alphabet="abé “”\"'\n\t", max_size=40), st.sampled_from([" ", "\n> ", "  \n", "\n>> "]))
def test_white_space_and_quoting_make_no_difference(text, between):
    quoted = between.join(text.split())
    assert normalize_text(f"> {quoted}") == normalize_text(" ".join(text.split()))


def test_the_same_words_of_two_authors_are_two_comments():
    signed = [
        comment("1", "Publish!", author="Asha"),
        comment("2", "Publish!", author="Juma"),
        comment("3", "publish!", author="asha"),
    ]
    assert [(one.id, first.id) for one, first in find_repeated(signed)] == [("3", "1")]


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"author": "Asha", "email": "a@example.org"}, {"author": "Asha"}, True),
        ({"author": "Asha"}, {"author": "ASHA", "email": "a@example.org"}, True),
        ({"author": "Asha", "email": "a@example.org"}, {"author": "A. Juma", "email": "A@example.org"}, True),
        ({"author": "Asha", "email": "a@example.org"}, {"author": "Asha", "email": "b@example.org"}, False),
        ({"author": "Asha"}, {}, True),
        ({}, {"author": "Asha"}, True),
        ({}, {}, True),
        ({"author": "Asha"}, {"author": "Juma"}, False),
    ],
)
def test_an_author_is_known_again_by_address_then_by_name(first, second, same):
    said = DuplicateFinder()
    said.add(Comment(received=DAY, text="Publish!", **first), "1")
    assert said.find(Comment(received=DAY, text="“publish!”", **second)) == ("1" if same else None)
