"""Which kind claims which path."""

import pytest

from ogpkit.kinds import Extension, Kind, Kinds, PathPattern
from ogpkit.model import Commitment, Country

COUNTRY = Kind(
    name="country", entity=Country, pattern="countries/{country}/country.toml", title="Country", titles="Countries"
)
COMMITMENT = Kind(
    name="commitment",
    entity=Commitment,
    pattern="countries/{country}/cycles/{cycle}/commitments/{id}.toml",
    title="Commitment",
    titles="Commitments",
)


def test_a_path_gives_the_names_in_it():
    found = COMMITMENT.pattern.match("countries/XX/cycles/2012-2013/commitments/budget.toml")
    assert found == {"country": "XX", "cycle": "2012-2013", "id": "budget"}


@pytest.mark.parametrize(
    "path",
    [
        "countries/XX/commitments/budget.toml",
        "countries/XX/cycles/a/b/commitments/c.toml",
        "x/countries/XX/country.toml",
    ],
)
def test_a_path_of_another_shape_is_not_claimed(path):
    assert Kinds([COUNTRY, COMMITMENT]).claiming(path) is None


def test_a_pattern_and_its_names_make_the_path_again():
    pattern = PathPattern("countries/{country}/eligibility/{year}.toml")
    assert pattern.path({"country": "GE", "year": "2014"}) == "countries/GE/eligibility/2014.toml"
    assert pattern.match("countries/GE/eligibility/recent.toml") is None


def test_kinds_are_found_by_name_and_by_class():
    kinds = Kinds([COUNTRY, COMMITMENT])
    assert kinds.named("commitment") is COMMITMENT
    assert kinds.of(Country) is COUNTRY
    assert kinds.named("treaty") is None
    assert [kind.name for kind in kinds] == ["commitment", "country"]


def test_an_extension_waits_for_its_kind():
    budget = Extension(table="budget", kind="commitment", entity=Country)
    assert Kinds([COUNTRY], [budget]).extensions("commitment") == (budget,)
    assert Kinds([COUNTRY], [budget]).extensions("country") == ()
    assert Extension(table="canada", kind="commitment", entity=Country, within="milestones").path == (
        "milestones",
        "canada",
    )


def test_an_extension_may_stand_in_the_items_of_a_list_within_a_list():
    deep = Extension(table="canada", kind="commitment", entity=Country, within="milestones.indicators")
    assert deep.path == ("milestones", "indicators", "canada")
