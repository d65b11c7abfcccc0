"""What follows from one slip in a file is told with it: keys in the wrong place, keys without their heading."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ogpkit.schema.convert import read_entity
from ogpkit.schema.mismatch import Mismatches, MismatchSort


@attrs.frozen(kw_only=True)
class Meeting:
    """Meeting of a forum."""

    on: date
    place: str
    topics: str = ""


@attrs.frozen(kw_only=True)
class Forum:
    """Forum that meets."""

    name: str
    meetings: tuple[Meeting, ...] = ()
    url: str = ""


def find(data):
    with pytest.raises(Mismatches) as caught:
        read_entity(data, Forum)
    return [(one.at, one.sort, one.meant) for one in caught.value.found]


MEETING = {"on": date(2024, 1, 2), "place": "Nairobi"}


def test_a_key_that_nobody_knows_is_the_one_that_is_missing():
    assert find({"nom": "A"}) == [(("nom",), MismatchSort.UNKNOWN_KEY, ("name",))]


def test_a_value_of_another_type_is_not_the_one_that_is_missing():
    assert {sort for _at, sort, _meant in find({"nom": 5})} == {MismatchSort.UNKNOWN_KEY, MismatchSort.MISSING_KEY}


def test_two_keys_that_are_missing_are_both_told():
    data = {"name": "A", "meetings": [{}]}
    assert [at for at, _sort, _meant in find(data)] == [("meetings", 0, "on"), ("meetings", 0, "place")]


def test_a_key_that_stands_elsewhere_is_not_missing():
    data = {"name": "A", "place": "Nairobi", "meetings": [{"on": date(2024, 1, 2)}]}
    assert [(at, sort) for at, sort, _meant in find(data)] == [(("place",), MismatchSort.UNKNOWN_KEY)]


def test_of_two_items_that_lack_a_key_one_is_told_beside_a_stray_one():
    data = {"name": "A", "place": "Nairobi", "meetings": [{"on": date(2024, 1, 2)}, {"on": date(2024, 2, 2)}]}
    assert [sort for _at, sort, _meant in find(data)].count(MismatchSort.MISSING_KEY) == 1


def test_keys_without_their_heading_are_told_together():
    assert find({"name": "A", **MEETING}) == [(("on",), MismatchSort.UNKNOWN_KEY, ("meetings",))]


def test_a_misspelt_key_is_told_by_itself_beside_others():
    assert len(find({"name": "A", "urll": "x", "place": "Nairobi"})) == 2
