"""Values that are of the right type and yet not what their fields mean."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs
import pytest

from ogpkit.model import Commitment, Cycle, Reference, TextFormat
from ogpkit.schema.constraints import check_values, find_references, is_mail_address, is_webpage
from ogpkit.schema.convert import read_entity
from ogpkit.schema.mismatch import MismatchSort


def only(data, entity):
    (mismatch,) = check_values(read_entity(data, entity))
    return mismatch


def test_good_values_are_silent(full, everything):
    assert check_values(read_entity(full, everything)) == ()


@pytest.mark.parametrize(
    ("key", "value", "remedy"),
    [
        ("score", 10.5, "Write a number from 0 to 10 points."),
        ("score", -0.1, "Write a number from 0 to 10 points."),
        ("days", 0, "Write a number of at least 1 days."),
    ],
)
def test_numbers_out_of_bounds(key, value, remedy, small, everything):
    mismatch = only(small | {key: value}, everything)
    assert (mismatch.at, mismatch.sort) == ((key,), MismatchSort.OUT_OF_BOUNDS)
    assert mismatch.remedy == remedy


@pytest.mark.parametrize("value", [0, 10, 5.5])
def test_the_bounds_themselves_are_allowed(value, small, everything):
    assert check_values(read_entity(small | {"score": value}, everything)) == ()


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("UK", "GB"),
        ("EL", "GR"),
        ("ke", "KE"),
        ("KEN", "KE"),
        ("Kenya", "KE"),
        ("kenia", "KE"),
        ("Tanzania", "TZ"),
        ("ke-Elgeyo-Marakwet", "KE-elgeyo-marakwet"),
        ("QA1", None),
        ("", None),
        ("x" * 5000, None),
    ],
)
def test_a_country_that_is_none_gets_the_one_that_was_meant(word, meant, small, everything):
    mismatch = only(small | {"from": word}, everything)
    assert mismatch.sort is MismatchSort.UNKNOWN_COUNTRY
    assert mismatch.at == ("from",)
    assert mismatch.suggestion == meant


def test_a_language_that_is_none_gets_the_one_that_was_meant(small, everything):
    mismatch = only(small | {"speaks": ["sw", "Spanish"]}, everything)
    assert (mismatch.at, mismatch.sort) == (("speaks", 1), MismatchSort.UNKNOWN_LANGUAGE)
    assert mismatch.suggestion == "es"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org/plan?x=1#top",
        "HTTPS://EXAMPLE.ORG/",
        "https://example.org:8080/ä/計画",
        "https://münchen.example/",
        "http://localhost:8000/",
        "http://[::1]/",
    ],
)
def test_web_pages(address):
    assert is_webpage(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "javascript:alert(1)",
        "JavaScript://example.org/%0aalert(1)",
        "ftp://example.org",
        "https://",
        "https:///plan",
        "https://?q",
        "https://exa mple.org",
        " https://example.org",
        "https://example.org/\n",
        "https://example.org/\x1b[0m",
        "https://example.org/\u202egpj",
        "https://example.org:99999/",
        "https://[::1",
        "https://-/",
        'https://example.org/"onclick="',
        "https://example.org/<b>",
        "https:\\\\example.org",
    ],
)
def test_texts_that_are_no_web_pages(address):
    assert not is_webpage(address)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("www.example.org/plan", "https://www.example.org/plan"), ("javascript:alert(1.0)", None), ("see our site", None)],
)
def test_a_web_page_in_a_table(text, meant, small, everything):
    mismatch = only(small | {"inners": [{"id": "a", "page": text}]}, everything)
    assert (mismatch.at, mismatch.sort) == (("inners", 0, "page"), MismatchSort.NOT_A_WEBPAGE)
    assert mismatch.suggestion == meant


def test_each_language_of_a_translated_address_is_looked_at():
    cycle = {
        "edition": "roadmap-2011",
        "start": date(2012, 4, 1),
        "end": date(2013, 3, 31),
        "plan": {"url": {"en": "https://example.org/plan", "es": "example.org/plan"}},
    }
    mismatch = only(cycle, Cycle)
    assert mismatch.at == ("plan", "url", "es")
    assert mismatch.suggestion == "https://example.org/plan"


def test_a_plain_address_in_place_of_several(small, everything):
    assert only(small | {"url": "plan.pdf on our site"}, everything).at == ("url",)


@pytest.mark.parametrize("address", ["ogp@example.org", "o.g+p@mail.example.org", "ó@exámple.org", "o'g@example.org"])
def test_mail_addresses(address):
    assert is_mail_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ogp",
        "ogp@",
        "@example.org",
        "ogp@example",
        "a@b@example.org",
        "a b@example.org",
        "a@-.org",
        ".a@b.org",
        "a@b.org\n",
    ],
)
def test_texts_that_are_no_mail_addresses(address):
    assert not is_mail_address(address)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Ana <ana@example.org>", "ana@example.org"), ("mailto:ana@example.org", "ana@example.org"), ("ask Ana", None)],
)
def test_a_mail_address_gets_out_of_what_is_around_it(text, meant, small, everything):
    mismatch = only(small | {"email": text}, everything)
    assert mismatch.sort is MismatchSort.NOT_A_MAIL_ADDRESS
    assert mismatch.suggestion == meant


def test_an_identifier_gets_a_fit_form(small, everything):
    mismatch = only(small | {"by_name": {"x": {"id": "Budget Portal"}}}, everything)
    assert (mismatch.at, mismatch.sort) == (("by_name", "x", "id"), MismatchSort.NOT_AN_IDENTIFIER)
    assert mismatch.suggestion == "budget-portal"


def test_hostile_texts_are_harmless_in_messages(small, everything):
    mismatch = only(small | {"from": "\x1b[31m" + "K" * 999}, everything)
    assert "\x1b" not in mismatch.message
    assert len(mismatch.message) < 120


def test_references_are_found_with_what_they_refer_to(full, everything):
    assert list(find_references(read_entity(full, everything))) == [
        (("case",), "xy-open-data", Reference("case")),
        (("cases", 0), "a", Reference("case", within="country")),
        (("cases", 1), "b", Reference("case", within="country")),
    ]


@attrs.frozen
class Defaults:
    """Fields whose default says that there is nothing."""

    name: Annotated[str, TextFormat.IDENTIFIER] = ""
    case: Annotated[str, Reference("case")] = ""


def test_a_default_is_neither_checked_nor_a_reference():
    assert check_values(Defaults()) == ()
    assert list(find_references(Defaults())) == []
    assert list(find_references(Defaults(case="a"))) == [(("case",), "a", Reference("case"))]


def test_a_class_without_references_has_none():
    assert list(find_references(read_entity({"title": "a"}, Commitment))) == []
