"""Open data: valid by its own schemas, described by a data package, and harmless in a sheet."""

import csv
import json
import shutil
from datetime import date
from io import StringIO
from types import SimpleNamespace
from typing import Annotated

import attrs
import jsonschema
import pytest

from ogpkit.api import Extension, Kind, Plugins, hookimpl
from ogpkit.api.content import Audience, Translated
from ogpkit.exchange.portal.memory import NoMemory
from ogpkit.exchange.portal.open_data import list_open_data
from ogpkit.exchange.portal.views import LoadedFiles, Views
from ogpkit.workspace.content import Workspace
from ogpkit.workspace.settings import Settings, WorkspaceSettings
from ogpkit_reporting.model import IndependentReport, SelfAssessment


def list_files(workspace, plugins):
    return list_open_data(Views(LoadedFiles(workspace), plugins), plugins, NoMemory(), "en", "Example", "")


@attrs.frozen
class Line:
    """A line of a budget.

    Attributes:
        amount: How much.
    """

    amount: int


@attrs.frozen
class Budget:
    """What it costs.

    Attributes:
        code: Its number in the budget.
        name: What it is called.
        secret: Not for everybody.
        lines: Its lines.
    """

    code: str = ""
    name: Translated | None = None
    secret: Annotated[str, Audience.INTERNAL] = ""
    lines: tuple[Line, ...] = ()


BUDGETS = SimpleNamespace(
    ogpkit_extensions=hookimpl(
        lambda: [
            Extension(table="budget", kind="commitment", entity=Budget, title="Budget"),
            Extension(table="budget", kind="commitment", within="milestones.indicators", entity=Budget),
            Extension(table="budget", kind="case", entity=Budget),
        ]
    )
)


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
        assert resources.keys() == {
            path for path in there if not path.endswith((".schema.json", "datapackage.json", ".jsonld"))
        }
        for path, resource in resources.items():
            if path.endswith(".csv"):
                heads = next(csv.reader(StringIO(site[f"data/{path}"].decode("utf-8-sig"))))
                assert [field["name"] for field in resource["schema"]["fields"]] == heads
                assert len(set(heads)) == len(heads)


def test_keys_tell_rows_apart_and_lead_to_the_table_above(files):
    followed = 0
    for site in files.values():
        resources = {one["path"]: one for one in json.loads(site["data/datapackage.json"])["resources"]}
        rows = {path: table(site[f"data/{path}"]) for path in resources if path.endswith(".csv")}
        for path, found in rows.items():
            schema = resources[path]["schema"]
            assert schema["fields"], path
            keys = [tuple(row[name] for name in schema.get("primaryKey", ())) for row in found]
            assert len(set(keys)) == len(keys) or "primaryKey" not in schema, path
            for one in schema.get("foreignKeys", ()):
                above = {
                    tuple(row[name] for name in one["reference"]["fields"])
                    for row in rows[one["reference"]["resource"]]
                }
                assert {tuple(row[name] for name in one["fields"]) for row in found} <= above, path
                followed += 1
    assert followed > 10


def test_what_pages_show_is_open_data_too(files):
    paper = files["networking-paper"]
    tables = {name: table(paper[f"data/table-{name}.csv"]) for name in ("progress", "peer-sessions", "peer-feedback")}
    assert tables["peer-sessions"][0]["place"] == "Brasília"
    assert {row["from"] for row in tables["peer-feedback"]} == {"MX", "BR"}
    assert [row["complete"] for row in tables["progress"] if row["of"] == "cycle"] == ["1"]
    agreements = table(paper["data/table-networking-agreements.csv"])
    providers = table(paper["data/table-networking-directory.csv"])
    assert agreements
    assert {"signed", "url"} <= {name.rpartition(".")[2] for name in agreements[0]}
    assert providers
    assert "contact" not in providers[0]


@pytest.mark.parametrize(
    ("licence", "said"),
    [
        ("CC-BY-4.0", [{"name": "CC-BY-4.0"}]),
        ("https://example.org/l", [{"path": "https://example.org/l"}]),
        ("", None),
    ],
)
def test_the_package_names_the_licence_of_the_settings_and_its_day(licence, said):
    settings = Settings(workspace=WorkspaceSettings(licence=licence))
    file, _catalogue = list_files(Workspace(settings=settings, today=date(2013, 7, 15)), Plugins.of({}))
    package = json.loads(file.content)
    assert package.get("licenses") == said
    assert package["created"] == "2013-07-15T00:00:00Z"


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


def test_nothing_is_said_that_a_file_leaves_out(files):
    (record,) = json.loads(files["three-scripts"]["data/commitment.json"])
    assert {"level", "origin"}.isdisjoint(record["content"])
    assert record["path"] == "countries/XZ/cycles/2012-2013/commitments/mining-revenues.toml"


def test_what_is_internal_is_left_out(files):
    (record,) = json.loads(files["three-scripts"]["data/country.json"])
    assert "notes" not in record["content"]
    assert b"notes" not in files["three-scripts"]["data/country.csv"]


def test_a_kind_that_does_not_say_that_it_is_published_is_not(plugins, examples):
    from ogpkit.api.content import read_workspace

    content = read_workspace(examples / "networking-paper", plugins.kinds, plugins.editions).workspace
    published = {kind.name for kind in content.kinds if kind.published}
    assert {"country", "cycle", "commitment", "eligibility"} <= published
    given = {file.path.split("/")[1].partition(".")[0] for file in list_files(content, plugins)}
    assert "workspace" not in given
    assert not Kind(name="x", entity=object, pattern="x.toml", title="X", titles="Xs").published


def test_a_published_report_is_open_data_without_the_people_interviewed(files):
    paper = files["networking-paper"]
    [own] = json.loads(paper["data/self-assessment.json"])
    assert own["content"]["published"] == "2013-06-25"
    [report] = json.loads(paper["data/independent-report.json"])
    assert "interviews" not in report["content"]
    assert all(b"Regional NGO coalition" not in data for path, data in paper.items() if path.startswith("data/"))


def test_a_kind_says_which_of_its_files_are_public_yet():
    kinds = {owned.value.name: owned.value for owned in Plugins.discover().call_all()["ogpkit_kinds"]}
    own = kinds["self-assessment"]
    assert not own.is_public(SelfAssessment())
    assert own.is_public(SelfAssessment(published=date(2013, 6, 25)))
    report = kinds["independent-report"]
    assert not report.is_public(IndependentReport())
    assert not kinds["case"].published
    assert not kinds["comment"].published


@pytest.fixture
def with_budgets(examples, tmp_path):
    """The open data of the three scripts, whose commitment has tables of another plugin in it."""
    import ogpkit_commitments
    import ogpkit_networking
    from ogpkit.api.content import read_workspace

    root = tmp_path / "workspace"
    shutil.copytree(examples / "three-scripts", root)
    file = next(root.rglob("mining-revenues.toml"))
    text = file.read_text()
    assert text.count("[[milestones.indicators]]") >= 1
    text += '\n[milestones.indicators.budget]\ncode = "I-1"\nsecret = "hidden"\n'
    budget = (
        '[budget]\ncode = "=1+1"\nname.ka = "ბიუჯეტი"\nsecret = "hidden"\nlines = [{ amount = 3 }, { amount = 4 }]\n\n'
    )
    at = text.index("[[milestones]]")
    file.write_text(text[:at] + budget + text[at:])
    case = root / "networking/cases/one.toml"
    case.parent.mkdir(parents=True)
    there = (examples / "networking-paper/networking/cases/xy-open-data.toml").read_text()
    case.write_text(there + '\n[budget]\ncode = "unpublished"\n')
    plugins = Plugins.of({"commitments": ogpkit_commitments, "networking": ogpkit_networking, "budgets": BUDGETS})
    content = read_workspace(root, plugins.kinds, plugins.editions, date(2013, 7, 15)).workspace
    assert content.documents["networking/cases/one.toml"].extension(Budget).code == "unpublished"
    return {file.path: file.content for file in list_files(content, plugins)}


def test_tables_that_other_plugins_add_are_in_it(with_budgets):
    (record,) = json.loads(with_budgets["data/commitment.json"])
    assert record["content"]["budget"] == {
        "code": "=1+1",
        "name": {"ka": "ბიუჯეტი"},
        "lines": [{"amount": 3}, {"amount": 4}],
    }
    (row,) = table(with_budgets["data/commitment.csv"])
    assert row["budget.code"] == "'=1+1"
    assert row["budget.name.ka"] == "ბიუჯეტი"
    assert [line["amount"] for line in table(with_budgets["data/commitment-budget-lines.csv"])] == ["3", "4"]
    assert "I-1" in [row["budget.code"] for row in table(with_budgets["data/commitment-milestones-indicators.csv"])]


def test_with_a_schema_and_a_place_in_the_data_package(with_budgets):
    schema = json.loads(with_budgets["data/commitment.schema.json"])
    jsonschema.Draft202012Validator(schema).validate(json.loads(with_budgets["data/commitment.json"]))
    assert "budget" in schema["items"]["properties"]["content"]["properties"]
    resources = {one["path"]: one for one in json.loads(with_budgets["data/datapackage.json"])["resources"]}
    fields = {field["name"]: field["type"] for field in resources["commitment-budget-lines.csv"]["schema"]["fields"]}
    assert fields["amount"] == "integer"
    assert resources["commitment-budget-lines.csv"]["title"].endswith(": Lines")


def test_what_is_internal_or_of_an_unpublished_kind_is_no_open_data(with_budgets):
    assert not any(b"hidden" in data or b"unpublished" in data for data in with_budgets.values())


def test_a_list_in_a_table_of_a_file_has_a_table_of_its_own(files):
    meetings = table(files["networking-paper"]["data/consultation-forum-meetings.csv"])
    assert meetings[0]["forum_meetings_position"] == "1"
    assert meetings[0]["on"]
