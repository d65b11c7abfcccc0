"""Open data: valid by its own schemas, described by a data package, and harmless in a sheet."""

import csv
import json
from datetime import date
from io import StringIO

import jsonschema
import pytest

from ogpkit.kinds import Kind
from ogpkit.plugins import Plugins
from ogpkit_reporting.model import IndependentReport, SelfAssessment
from ogpkit_reporting.portal.open_data import data_files


@pytest.fixture(scope="module")
def files(sites, on_disk):
    return {name: on_disk(sites / name) for name in ("networking-paper", "three-scripts", "cohort-2011")}


def table(data):
    return list(csv.DictReader(StringIO(data.decode("utf-8-sig"))))


def test_every_record_is_valid_by_the_schema_beside_it(files):
    looked_at = 0
    for site in files.values():
        for path, data in site.items():
            if path.endswith(".schema.json"):
                schema = json.loads(data)
                jsonschema.Draft202012Validator.check_schema(schema)
                records = json.loads(site[path.replace(".schema.json", ".json")])
                jsonschema.Draft202012Validator(schema).validate(records)
                looked_at += len(records)
    assert looked_at > 60


def test_the_data_package_describes_every_file_as_it_is(files):
    for site in files.values():
        package = json.loads(site["data/datapackage.json"])
        resources = {resource["path"]: resource for resource in package["resources"]}
        there = {path.removeprefix("data/") for path in site if path.startswith("data/")}
        assert resources.keys() == {path for path in there if not path.endswith((".schema.json", "datapackage.json"))}
        for path, resource in resources.items():
            if path.endswith(".csv"):
                heads = next(csv.reader(StringIO(site[f"data/{path}"].decode("utf-8-sig"))))
                assert [field["name"] for field in resource["schema"]["fields"]] == heads
                assert len(set(heads)) == len(heads)


def test_a_commitment_and_its_milestones_can_be_joined(files):
    site = files["three-scripts"]
    (commitment,) = table(site["data/commitment.csv"])
    milestones = table(site["data/commitment-milestones.csv"])
    indicators = table(site["data/commitment-milestones-indicators.csv"])
    key = ("country", "cycle", "commitment")
    assert {tuple(row[name] for name in key) for row in milestones} == {tuple(commitment[name] for name in key)}
    assert [row["id"] for row in milestones] == ["map", "all"]
    assert indicators[0]["milestones_position"] == "2"
    assert commitment["title.ka"] == "სამთო შემოსავლების გამოქვეყნება რეგიონების მიხედვით"


def test_what_a_file_leaves_out_is_said(files):
    (record,) = json.loads(files["three-scripts"]["data/commitment.json"])
    assert record["content"]["level"] == "national"
    assert record["path"] == "countries/XZ/cycles/2012-2013/commitments/mining-revenues.toml"


def test_what_is_internal_is_left_out(files):
    (record,) = json.loads(files["three-scripts"]["data/country.json"])
    assert "notes" not in record["content"]
    assert b"notes" not in files["three-scripts"]["data/country.csv"]


def test_a_kind_that_does_not_say_that_it_is_published_is_not(plugins, examples):
    from ogpkit.storage.load import load

    content = load(examples / "networking-paper", plugins).workspace
    published = {kind.name for kind in content.kinds if kind.published}
    assert {"country", "cycle", "commitment", "eligibility"} <= published
    given = {file.path.split("/")[1].partition(".")[0] for file in data_files(content, "x")}
    assert "workspace" not in given
    assert not Kind(name="x", entity=object, pattern="x.toml", title="X", titles="Xs").published


def test_a_report_is_open_data_once_it_is_published_and_never_names_whom_the_researchers_met(files):
    paper = files["networking-paper"]
    [own] = json.loads(paper["data/self-assessment.json"])
    assert own["content"]["published"] == "2013-06-25"
    [report] = json.loads(paper["data/independent-report.json"])
    assert "interviews" not in report["content"]
    assert all(b"Regional NGO coalition" not in data for path, data in paper.items() if path.startswith("data/"))


def test_a_kind_says_which_of_its_files_are_public_yet():
    kinds = {owned.value.name: owned.value for owned in Plugins.discover().call_all()["ogpkit_kinds"]}
    own = kinds["self-assessment"]
    assert not own.publishes(SelfAssessment())
    assert own.publishes(SelfAssessment(published=date(2013, 6, 25)))
    report = kinds["independent-report"]
    assert not report.publishes(IndependentReport())
    assert not kinds["case"].published
    assert not kinds["comment"].published
