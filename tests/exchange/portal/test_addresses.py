"""Addresses: stable, different for different things, and never outside the site."""

import re
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.exchange.portal.addresses import Map, address_of, ancestors, file_of, relative


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("", "en/index.html"),
        ("XX", "en/XX.html"),
        ("XX/2012-2013/commitments/open-data", "en/XX/2012-2013/commitments/open-data.html"),
        ("XX/../../etc/passwd", "en/XX/~2e~2e/~2e~2e/etc/passwd.html"),
        ("/XX//plan/", "en/XX/plan.html"),
        ("XX/con", "en/XX/~con.html"),
        ("XX/a b", "en/XX/a~20b.html"),
        ("XX/.hidden", "en/XX/~2ehidden.html"),
    ],
)
def test_where_a_page_lies(address, file):
    assert file_of("en", address) == file


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_no_address_leads_outside_or_to_what_a_system_refuses(address):
    path = PurePosixPath(file_of("en", address))
    assert path.parts[0] == "en"
    for part in path.parts[1:]:
        assert re.fullmatch(r"[A-Za-z0-9~_-][A-Za-z0-9~_.-]*", part)
        assert len(part) <= 125


@given(st.text(min_size=1, max_size=150), st.text(min_size=1, max_size=150))
def test_different_names_lie_at_different_places(one, other):
    plain = [part.replace("/", "") or "x" for part in (one, other)]
    assert (file_of("en", plain[0]) == file_of("en", plain[1])) == (plain[0] == plain[1])


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("countries/XX/country.toml", "XX/country"),
        ("countries/XX/cycles/2012-2013/commitments/a.toml", "XX/2012-2013/commitments/a"),
        ("countries/XX/eligibility/2011.toml", "XX/eligibility/2011"),
        ("networking/cases/a.toml", "networking/cases/a"),
    ],
)
def test_an_address_mirrors_the_path(path, address):
    assert address_of(path) == address


def test_above_an_address_stand_those_with_fewer_parts():
    assert ancestors("XX/2012-2013/plan") == ["XX/2012-2013", "XX", ""]
    assert ancestors("XX") == [""]
    assert ancestors("") == []


def test_a_page_refers_to_what_there_is_and_to_nothing_else():
    site = Map(language="en", pages={"", "XX", "XX/plan"}, files={"data/a.csv": "data/a.csv"})
    here = file_of("en", "XX/plan")
    assert site.reference(here, "XX") == "../XX.html"
    assert site.reference(here, "") == "../index.html"
    assert site.reference(here, "XX/plan#milestones-a b") == "#milestones-a~20b"
    assert site.reference(here, "data/a.csv") == "../../data/a.csv"
    assert site.reference(here, "https://example.org/") == "https://example.org/"
    for nowhere in ("YY", "javascript:alert(1)", "file:///etc/passwd", "//example.org", "../../x", "mailto:a@b"):
        assert site.reference(here, nowhere) is None


def test_references_are_relative_so_that_a_site_can_lie_anywhere():
    assert relative("en/XX/plan.html", "es/XX/plan.html") == "../../es/XX/plan.html"
    assert relative("en/index.html", "en/XX.html") == "XX.html"
