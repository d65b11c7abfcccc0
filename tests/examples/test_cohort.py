"""The example that comes with ogpkit: made by its script, of data of which every part can be found again."""

from __future__ import annotations

import csv
import importlib.util
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from ogpkit.check.request import CheckRequest
from ogpkit.check.runner import run_check
from ogpkit.plugins.manager import Plugins

EXAMPLES = Path(__file__).parents[2] / "examples"
COHORT = EXAMPLES / "cohort-2011"

FIVE = (("Albania", "1", "AL/2012-2013"), ("Kenya", "1", "KE/2012-2013"), ("UK", "2", "GB/2013-2015"))
FIVE += (("Chile", "2", "CL/2014-2016"), ("Brazil", "1", "BR/2011-2012"))
CHALLENGES = {
    "GC-PubInt": "public-integrity",
    "GC-PubRes": "public-resources",
    "GC-PubSvc": "public-services",
    "GC-CorpAcc": "corporate-accountability",
    "GC-SafComm": "safer-communities",
}
QUESTIONS = {
    "Specificity": "commitment-specificity",
    "Value -Info": "commitment-value-information",
    "Value -Part": "commitment-value-participation",
    "Value -Acc": "commitment-value-accountability",
    "Value -Tech": "commitment-value-technology",
    "Potential impact": "commitment-potential-impact",
    "Completion (progress report)": "commitment-completion",
}
STARS = {
    "Starred (pre-June 2014 assessments)": "first",
    "Starred (2015 only)": "of-2015",
    "Starred (current formula) progress report": "current",
    "Starred (current formula) end of term": "current-end-of-term",
}
NOTHING = {"", "NR", "ND", "NA", "Not Specified", "None Specified"}


def content(folder):
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def read(path):
    return tomllib.loads((COHORT / path).read_text("utf-8"))


@pytest.fixture(scope="module")
def rows():
    with (EXAMPLES / "irm-database/commitments.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def commitments():
    found = COHORT.glob("countries/*/cycles/201[1-4]-*/commitments/*.toml")
    return [tomllib.loads(file.read_text("utf-8")) for file in found if "XX" not in file.parts]


def test_the_script_writes_what_is_there(tmp_path):
    """If this fails, run `python examples/build_cohort.py`: the example or what it is made of has changed alone."""
    spec = importlib.util.spec_from_file_location("build_cohort", EXAMPLES / "build_cohort.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    script.build(tmp_path / "made")
    made, there = content(tmp_path / "made"), content(COHORT)
    assert sorted(made) == sorted(there)
    assert [path for path in made if made[path] != there[path]] == []


def test_it_has_every_plan_and_every_commitment_of_the_database(rows, commitments):
    assert len(commitments) == len(rows) == 1657
    homes = {file.parents[1] for file in COHORT.glob("countries/*/cycles/201[1-4]-*/commitments/*.toml")}
    assert len([home for home in homes if "XX" not in home.parts]) == 82


def test_stars_are_those_of_the_database(rows, commitments):
    for column, formula in STARS.items():
        said = Counter(row[column] for row in rows)
        given = Counter(
            star.get("given", False)
            for commitment in commitments
            for star in commitment["irm"].get("stars", ())
            if star["formula"] == formula
        )
        assert (given[True], given[False]) == (said["1"], said["0"]), column


@pytest.mark.parametrize(("country", "number", "place"), FIVE)
def test_a_plan_is_field_by_field_as_in_the_database(rows, country, number, place):
    code, cycle = place.split("/")
    home = f"countries/{code}/cycles/{cycle}"
    answers = {
        (one["commitment"], one["question"]): one["answer"]
        for one in read(f"{home}/reports/independent.toml")["answers"]
    }
    files = {
        file.stem: tomllib.loads(file.read_text("utf-8")) for file in (COHORT / home / "commitments").glob("*.toml")
    }
    wanted = [row for row in rows if (row["Country"], row["Action Plan Number"]) == (country, number)]
    assert len(files) == len(wanted) > 5
    by_title = {}
    for name, file in files.items():
        by_title.setdefault(get_text(file["title"]), []).append((name, file))
    for row in wanted:
        [(name, file)] = by_title[
            " ".join(
                row["Commitment Title"].replace("\N{OBJECT REPLACEMENT CHARACTER}", " ").replace("<br/>", " ").split()
            )
        ]
        assert get_text(file.get("description", "")) == (
            "" if row["Full Text"].strip() in NOTHING else mend_breaks(row["Full Text"], "\n")
        )
        assert file.get("lead", "") == (
            "" if row["Lead Institution"].strip() in NOTHING else mend_breaks(row["Lead Institution"], " ")
        )
        named = [file["challenge"], *file.get("further_challenges", ())] if "challenge" in file else []
        assert named == [challenge for column, challenge in CHALLENGES.items() if row[column] == "1"]
        for column, question in QUESTIONS.items():
            said = row[column].strip()
            if said not in NOTHING and (name, question) in answers:
                answer = answers[name, question]
                words = {"1": "yes", "0": "no"}.get(said, said.casefold().partition(". ")[2] or said.casefold())
                assert answer == words.replace(" ", "-"), (name, column)
        for column, formula in STARS.items():
            stars = {one["formula"]: one.get("given", False) for one in file["irm"].get("stars", ())}
            assert stars.get(formula) == {"1": True, "0": False}.get(row[column])


def mend_breaks(text, instead):
    """The text without the marks of a web page for line ends; nothing else of it may change."""
    return re.sub(r"[ \t]*(?:<br ?/?>\s*)+", instead, text).strip()


def get_text(value):
    return next(iter(value.values())) if isinstance(value, dict) else value


def test_no_text_has_marks_of_a_web_page(commitments):
    told = [str([one.get(key, "") for key in ("title", "description", "lead", "partners")]) for one in commitments]
    assert [text for text in told if "<br" in text] == []


def test_texts_are_under_the_language_in_which_they_stand():
    assert read("countries/CL/cycles/2014-2016/commitments/c4.toml")["title"] == {"es": "4. Portal de Transparencia"}
    brazil = read("countries/BR/cycles/2011-2012/commitments/c1.toml")
    assert brazil["title"] == "1. Capacity building programs"
    assert list(brazil["description"]) == ["pt"]
    assert isinstance(read("countries/KE/cycles/2012-2013/commitments/cd.toml")["description"], str)


def test_canada_works_on_a_plan_in_two_languages():
    files = [
        read(file.relative_to(COHORT)) for file in (COHORT / "countries/CA/cycles/2022-2024/commitments").glob("*.toml")
    ]
    milestones = [milestone for file in files for milestone in file["milestones"]]
    assert (len(files), len(milestones), sum(len(one["indicators"]) for one in milestones)) == (5, 19, 106)
    assert all({"en", "fr"} <= file["title"].keys() for file in files)


def test_the_check_says_of_plans_of_that_time_only_what_the_data_can_tell():
    """The first minutes are no list of what a database of 2016 leaves out."""
    found = run_check(COHORT, Plugins.discover(third_party=False), CheckRequest(), {}).findings
    of_then = [one for one in found if "/cycles/201" in one.path and "/XX/" not in one.path]
    assert {one.code for one in of_then} <= {"COM002"}
    assert len([one for one in found if "/CA/" not in one.path]) < 100
