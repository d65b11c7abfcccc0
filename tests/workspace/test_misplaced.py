"""Files that lie in the wrong place are told where they belong."""

import pytest

from ogpkit.model import Country, Cycle
from ogpkit.schema.kinds import Kind, Kinds, NamePattern, PathPattern
from ogpkit.workspace.misplaced import find_misplacement
from ogpkit.workspace.settings import Settings

KINDS = Kinds(
    Kind(name=name, entity=entity, pattern=pattern, title=name.capitalize(), titles=f"{name}s")
    for name, entity, pattern in (
        ("workspace", Settings, "ogpkit.toml"),
        ("country", Country, "countries/{country}/country.toml"),
        ("cycle", Cycle, "countries/{country}/cycles/{cycle}/cycle.toml"),
        ("evidence", dict, "countries/{country}/eligibility/{year}.toml"),
        ("provider", list, "networking/providers/{provider}.toml"),
    )
)

UPDATES = Kinds(
    [
        Kind(
            name="update",
            entity=set,
            pattern=PathPattern(
                "countries/{country}/updates/{quarter}.toml",
                constraints={"quarter": NamePattern("[0-9]{4}-q[1-4]", example="2024-q1")},
            ),
            title="Update",
            titles="Updates",
        )
    ]
)


def test_a_file_with_the_name_that_its_kind_asks_for_is_fine():
    assert find_misplacement("countries/GE/updates/2024-q3.toml", UPDATES) is None


@pytest.mark.parametrize("name", ["2024-Q3", "2024-q5", "третий-квартал", "q3"])
def test_a_file_with_another_name_is_told_the_form_by_an_example(name):
    found = find_misplacement(f"countries/GE/updates/{name}.toml", UPDATES)
    assert found is not None
    assert found.code == "OGP011"
    assert found.message == f"“{name}” is not a valid name for a file of the kind “Update”."
    assert found.remedy == "Name it in the same form as this example: countries/GE/updates/2024-q1.toml."


def test_a_wrong_country_is_said_before_a_wrong_name():
    found = find_misplacement("countries/UK/updates/2024-Q3.toml", UPDATES)
    assert found is not None
    assert found.code == "OGP008"


@pytest.mark.parametrize(
    "path",
    [
        "ogpkit.toml",
        "countries/KE/country.toml",
        "countries/XX/cycles/2012-2013/cycle.toml",
        "countries/KE-elgeyo-marakwet/country.toml",
        "networking/providers/civic-commons.toml",
    ],
)
def test_a_file_in_its_place_is_fine(path):
    assert find_misplacement(path, KINDS) is None


@pytest.mark.parametrize(
    ("path", "belongs"),
    [
        ("countries/country.toml", "countries/<country>/country.toml"),
        ("countries/KE/2012/country.toml", "countries/KE/country.toml"),
        ("KE/country.toml", "countries/KE/country.toml"),
        ("countries/KE/2011.toml", "countries/KE/eligibility/2011.toml"),
        ("countries/KE/eligibility/old/2011.toml", "countries/KE/eligibility/2011.toml"),
        ("countries/KE/cycles/cycle.toml", "countries/KE/cycles/<cycle>/cycle.toml"),
        ("countries/KE/2012-2013/cycle.toml", "countries/KE/cycles/2012-2013/cycle.toml"),
        ("countries/KE/cycles/2012/x/cycle.toml", "countries/KE/cycles/2012/cycle.toml"),
        ("eligibility/2011.toml", "countries/<country>/eligibility/<year>.toml"),
        ("countries/KE/cycles/2012/eligibility/2011.toml", "countries/KE/eligibility/<year>.toml"),
        ("providers/civic-commons.toml", "networking/providers/civic-commons.toml"),
    ],
)
def test_a_file_in_another_place_is_told_where_it_belongs(path, belongs):
    found = find_misplacement(path, KINDS)
    assert found is not None
    assert (found.code, found.remedy) == ("OGP011", f"Move it to {belongs}.")


@pytest.mark.parametrize(
    "path", ["treaties/paris.toml", "networking/civic-commons.toml", "countries/KE/notes.toml", "x/y.toml"]
)
def test_a_file_of_which_nothing_can_be_guessed_is_unknown(path):
    found = find_misplacement(path, KINDS)
    assert found is not None
    assert found.code == "OGP012"
    assert "exclude" in found.remedy


@pytest.mark.parametrize(
    ("country", "remedy"),
    [
        ("UK", "Rename the folder to GB."),
        ("ke", "Rename the folder to KE."),
        ("kenya", "Rename the folder to KE."),
        ("KEN", "Rename the folder to KE."),
        ("KE-Nairobi", "Rename the folder to KE-nairobi."),
        ("Utopia", "Name the folder with the country's two-letter code of ISO 3166-1, for example KE."),
    ],
)
@pytest.mark.parametrize("name", ["country.toml", "eligibility/2011.toml"])
def test_a_folder_that_names_no_country_is_told_its_code(country, remedy, name):
    found = find_misplacement(f"countries/{country}/{name}", KINDS)
    assert found is not None
    assert (found.code, found.message, found.remedy) == ("OGP008", f"“{country}” is not a country code.", remedy)


@pytest.mark.parametrize(("year", "example"), [("2012-2013", "2012"), ("11", "2011"), ("plan 2014", "2014")])
def test_a_year_is_four_digits(year, example):
    found = find_misplacement(f"countries/KE/eligibility/{year}.toml", KINDS)
    assert found is not None
    assert (found.code, found.message) == ("OGP011", f"“{year}” is not a year.")
    assert found.remedy.endswith(f"for example {example}.")


def test_names_of_files_cannot_act_in_a_terminal():
    for path in (
        "countries/\x1b[31m/country.toml",
        "networking/providers/x/\x1b[31m.toml",
        "countries/KE/eligibility/\x1b.toml",
    ):
        found = find_misplacement(path, KINDS)
        assert found is not None
        assert "\x1b" not in found.message + found.remedy
