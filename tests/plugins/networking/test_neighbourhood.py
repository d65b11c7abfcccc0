"""Borders, regions and languages: known for every country, further neighbours from a country's own file."""

from __future__ import annotations

import pytest

from ogpkit.api.content import iso_countries
from ogpkit_networking.neighbourhood import are_in_one_region, are_neighbours, find_region, list_languages


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("KE", "TZ", True),
        ("TZ", "KE", True),
        ("IN", "MM", True),
        ("KE", "BR", False),
        ("XX", "XA", True),
        ("XA", "XX", True),
        ("XX", "XY", False),
        ("KE-elgeyo-marakwet", "TZ", True),
        ("KE-elgeyo-marakwet", "KE", True),
        ("KE", "KE", False),
    ],
)
def test_neighbours(one, other, near, loaded):
    assert are_neighbours(one, other, loaded()) is near


def test_being_neighbours_goes_both_ways_for_all_countries(loaded):
    content = loaded()
    some = ["IN", "MM", "CN", "NP", "FR", "SR", "RU", "GE", "RS", "AL", "IQ", "KW"]
    assert all(are_neighbours(a, b, content) == are_neighbours(b, a, content) for a in some for b in some)


def test_regions_are_known_and_codes_without_a_country_have_none():
    assert are_in_one_region("GE", "AZ")
    assert not are_in_one_region("GE", "PE")
    assert not are_in_one_region("XX", "XY")
    assert sum(1 for code in iso_countries() if find_region(code)) > 240


def test_languages_are_those_of_the_file_else_the_official_ones(loaded):
    content = loaded()
    assert list_languages("XX", content) == ("es",)
    assert "sw" in list_languages("KE", content)
