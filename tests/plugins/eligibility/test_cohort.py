"""The example workspace: the real cohort, with nothing in it that no source gives."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from ogpkit.api.content import Country, check_values, example_workspace_folder
from ogpkit_eligibility.model import Evidence
from ogpkit_eligibility.rules import RULES
from ogpkit_eligibility.years import list_years

FOLDER = example_workspace_folder("cohort-2011")
BESIDE = {"PG", "TN", "XX", "XY"}


@pytest.fixture(scope="module")
def cohort(workspace):
    files = sorted(path for path in FOLDER.rglob("*.toml") if path.name != "ogpkit.toml")
    return workspace({path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in files})


def test_it_is_46_countries_that_joined_on_that_day(cohort):
    joined = {one.country for one in cohort.all(Country) if one.entity.joined == date(2011, 9, 20)}
    assert len(joined - BESIDE) == 46
    assert {one.country for one in cohort.all(Country)} - joined == {"PG", "TN"}


def test_every_value_is_sound(cohort):
    found = {path: check_values(document.entity) for path, document in cohort.documents.items()}
    assert {path: problems for path, problems in found.items() if problems} == {}


def test_every_country_says_where_its_facts_come_from(cohort):
    silent = [one.country for one in cohort.all(Country) if not one.entity.sources]
    assert set(silent) <= {"XX", "XY"}


def test_no_evidence_is_there_but_what_is_documented(cohort):
    assert {(one.country, one.names["year"]) for one in cohort.all(Evidence)} == {
        ("GE", "2014"),
        ("PG", "2014"),
        ("PG", "2015"),
        ("TN", "2013"),
        ("TN", "2015"),
        ("XX", "2011"),
        ("XY", "2011"),
    }


def test_its_scores_are_the_published_ones(cohort):
    assert {
        (one.country, one.year): (one.score.points, one.score.possible, one.score.eligible)
        for one in list_years(cohort)
    } == {
        ("GE", 2014): (15, 16, True),
        ("PG", 2014): (13, 16, True),
        ("PG", 2015): (11, 16, False),
        ("TN", 2013): (13, 16, True),
        ("TN", 2015): (11, 16, False),
        ("XX", 2011): (13, 16, True),
        ("XY", 2011): (8, 12, False),
    }


def test_its_findings_are_the_true_ones(cohort):
    """Two documented falls that no file reviews, and the example country that takes part below the minimum."""
    ignored = tomllib.loads((FOLDER / "ogpkit.toml").read_text("utf-8"))["check"]["ignore"]
    found = {
        (rule.code, problem.path or document.path)
        for rule in RULES
        if rule.code not in ignored
        for document in cohort.all(rule.entity)
        for problem in rule.check(document, cohort)
    }
    assert found == {
        ("ELI010", "countries/XY/eligibility/2011.toml"),
        ("ELI011", "countries/PG/eligibility/2015.toml"),
        ("ELI011", "countries/TN/eligibility/2015.toml"),
    }
