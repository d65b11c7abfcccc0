"""Shapes of sheets that governments and the mechanism really publish: each comes in whole by mapping files alone.

The SOURCE.md of each folder says what its file has from where, and what is made up.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from pathlib import Path

import attrs
import pytest

from ogpkit.api.cli import main

SHAPES = Path(__file__).parent


@attrs.frozen
class Shape:
    """A shape: where it goes, and what is taken in with which mapping, with the account of its cells.

    Attributes:
        name: Its folder.
        place: The cycle into which it comes.
        languages: The languages of the workspace.
        days: The first and the last day of the cycle, and the one on which it is looked at.
        steps: The import, the file, the mapping, and how many cells are imported and left out.
    """

    name: str
    place: str
    languages: str
    days: tuple[str, str, str]
    steps: tuple[tuple[str, str, str, int, int], ...]

    @property
    def home(self):
        country, _slash, cycle = self.place.partition("/")
        return Path("countries", country, "cycles", cycle)

    def take_in(self, step, *more):
        importer, file, mapping, *_cells = step
        folder = SHAPES / self.name
        place = [] if importer == "answers" else [self.place]  # its rows name the plan
        return main(["import", importer, str(folder / file), *place, "--mapping", str(folder / mapping), *more])


ALL = (
    Shape(
        "canada-nap4",
        "CA/2018-2020",
        "en,fr",
        ("2018-08-31", "2020-08-31", "2019-12-15"),
        (("indicator-progress", "nap.xlsx", "mapping.toml", 76, 20),),
    ),
    Shape(
        "canada-nap5",
        "CA/2022-2024",
        "en,fr",
        ("2022-01-01", "2024-12-31", "2023-04-15"),
        (("indicator-progress", "nap5.csv", "mapping.toml", 90, 22),),
    ),
    Shape(
        "canada-nap6",
        "CA/2025-2029",
        "en,fr",
        ("2025-06-01", "2029-06-30", "2026-07-15"),
        (("indicator-progress", "nap6.csv", "mapping.toml", 122, 30),),
    ),
    Shape(
        "united-states-nap5",
        "US/2022-2024",
        "en",
        ("2022-12-28", "2024-12-31", "2023-10-01"),
        (
            ("plan", "commitments.csv", "mapping.toml", 12, 18),
            ("progress", "subcommitments.csv", "progress.toml", 54, 50),
        ),
    ),
    Shape(
        "buenos-aires",
        "AR/2016-2019",
        "es,en",
        ("2016-01-01", "2019-12-31", "2019-11-01"),
        (
            ("plan", "compromisos.csv", "mapping.toml", 102, 71),
            ("progress", "compromisos.csv", "progress.toml", 50, 123),
            ("progress", "compromisos.csv", "second.toml", 16, 157),
        ),
    ),
    Shape(
        "irm-database",
        "KE/2012-2013",
        "en",
        ("2012-04-01", "2013-12-31", "2012-05-01"),
        (
            ("plan", "commitments.csv", "mapping.toml", 513, 615),
            ("answers", "commitments.csv", "answers.toml", 36, 1092),
        ),
    ),
)


@pytest.fixture
def empty(tmp_path, monkeypatch, capsys):
    """Make an empty workspace for a shape."""

    def make(shape):
        country = shape.place.partition("/")[0]
        arguments = ["--name", "W", "--country", country, "--languages", shape.languages]
        assert main(["init", str(tmp_path / "w"), *arguments]) == 0
        monkeypatch.chdir(tmp_path / "w")
        first, last, _today = shape.days
        assert main(["cycle", "new", shape.place, "--start", first, "--end", last]) == 0
        capsys.readouterr()

    return make


def files():
    return {path: path.read_bytes() for path in sorted(Path("countries").rglob("*.toml"))}


def count_cells(path, otherwise):
    """Count the cells below the headings in which something stands, in a CSV file, without ogpkit."""
    if path.suffix != ".csv":
        return otherwise
    is_spanish = path.name == "compromisos.csv"
    with path.open(encoding="cp1252" if is_spanish else "utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=";" if is_spanish else ","))[1:]
    return sum(bool(cell.strip()) for row in rows for cell in row)


def read(shape, name):
    return tomllib.loads((shape.home / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("shape", ALL, ids=lambda shape: shape.name)
def test_a_shape_comes_in_whole_and_out_and_in_again(shape, empty, capsys):
    empty(shape)
    for step in shape.steps:
        assert shape.take_in(step) == 0, capsys.readouterr().err
        said = capsys.readouterr().err
        account = re.search(r"(\d+) cells: (\d+) imported, (\d+) left out, (\d+) reported", said)
        total, *fates = map(int, account.groups())
        assert fates == [*step[3:], 0], said
        assert total == sum(fates) == count_cells(SHAPES / shape.name / step[1], total)
    before = files()
    for step in shape.steps:
        assert shape.take_in(step) == 0
        assert "0 new or changed files." in capsys.readouterr().err
    for suffix in ("csv", "xlsx"):
        assert main(["plan", "export", shape.place, f"../plan.{suffix}"]) == 0
        assert main(["plan", "import", shape.place, f"../plan.{suffix}"]) == 0
    assert files() == before
    capsys.readouterr()
    main(["check", "--format", "json", "--today", shape.days[2]])
    errors = {one["code"] for one in json.loads(capsys.readouterr().out) if one["severity"] == "error"}
    assert errors <= NOT_IN_THE_SHEET


NOT_IN_THE_SHEET = {"COM001", "COM003", "COM007"}
"""What the rules of 2012 ask for, and the mechanism's database has not: the challenges of the plan, and current practice."""


@pytest.fixture
def filled(empty, capsys):
    """Take a shape in, and return a function that reads its files."""

    def take_in(name):
        shape = next(one for one in ALL if one.name == name)
        empty(shape)
        for step in shape.steps:
            assert shape.take_in(step) == 0, capsys.readouterr().err
        return lambda file: read(shape, file)

    return take_in


def test_a_workbook_of_departments_becomes_indicators_with_reports(filled):
    first = filled("canada-nap4")("commitments/c01")
    assert first["title"] == {"en": "User-friendly open government"}
    milestone, second = first["milestones"]
    assert (milestone["id"], milestone["title"]["en"]) == ("c01-1", "Make improvements to open.canada.ca (TBS)")
    assert [one["id"] for one in second["indicators"]] == ["c01-5-1"]
    pilot, stories = milestone["indicators"]
    assert [(str(one["on"]), one["status"]) for one in pilot["updates"]] == [
        ("2019-03-31", "limited"),
        ("2019-06-30", "substantial"),
        ("2019-09-30", "complete"),
    ]
    assert pilot["updates"][1]["evidence"] == ["https://open.canada.ca/en/blog/pilot"]
    assert "done" not in stories["updates"][0], "NIL means that nothing was done"
    assert stories["updates"][0]["challenges"] == {"en": "No staff until April", "fr": "Pas de personnel avant avril"}


def test_codes_of_a_published_tracker_become_titles_and_words(filled):
    first = filled("canada-nap5")("commitments/c01")
    assert first["title"] == {"en": "Climate Change and Sustainable Growth"}
    indicator = first["milestones"][0]["indicators"][0]
    assert indicator["lead"] == "Natural Resources Canada | Ressources naturelles Canada"
    report = indicator["updates"][1]
    assert (str(report["on"]), report["status"]) == ("2022-12-31", "limited")
    assert report["done"]["fr"] == "- Les utilisateurs ont été consultés\n- Une première version est prête"
    assert report["challenges"]["en"] == "Hiring took longer than planned"


def test_several_codes_in_a_cell_become_words_on_lines(filled):
    read_file = filled("canada-nap6")
    forum = read_file("commitments/c01")["milestones"][0]["indicators"]
    assert forum[0]["updates"][0]["challenges"] == {"en": "Lack of resources\nDelay in approvals"}
    assert forum[2]["updates"][0]["challenges"] == {
        "en": "Dependant on other activities\nThe year of the deadline was printed wrongly",
        "fr": "L'année de la date limite a été mal imprimée",
    }
    assert forum[1]["deadline"] == {"en": "By winter 2025", "fr": "D'ici l'hiver 2025"}
    services = read_file("commitments/c04")["milestones"][0]["indicators"][0]
    assert services["lead"] == "Department of Justice Canada, Treasury Board of Canada Secretariat"


def test_front_matter_with_html_becomes_milestones_and_their_progress(filled):
    read_file = filled("united-states-nap5")
    equity = read_file("commitments/us0113")
    assert equity["title"] == {"en": "Expand the Production, Dissemination, and Use of Equitable Data"}
    assert equity["policy_areas"] == ["Improve Access to Government Data, Research, and Information"]
    done, *_more, planned = equity["milestones"]
    assert (done["id"], done["number"]) == ("us0113-1", "US0113.1")
    assert done["lead"] == "Executive Office of the President, Office of Science and Technology Policy"
    (report,) = done["updates"]
    assert (str(report["on"]), report["status"]) == ("2023-08-31", "complete")
    assert "<br>" not in report["done"]["en"]
    assert planned["updates"] == [{"on": report["on"], "status": "not-started"}]
    assert "updates" not in read_file("commitments/us0147")["milestones"][2], "nobody reported on it"


def test_a_spanish_sheet_gives_its_days_numbers_and_two_measures_a_row(filled):
    read_file = filled("buenos-aires")
    recycling = read_file("commitments/2")
    assert (str(recycling["start"]), str(recycling["end"])) == ("2016-04-03", "2019-11-30")
    assert recycling["milestones"][0]["indicators"][0]["target"] == 2.5
    homes = read_file("commitments/8")
    assert "start" not in homes, "s/d means that nothing is known"
    assert homes["policy_areas"] == ["Grandes obras públicas", "Desarrollo humano y Salud"]
    assert homes["milestones"][0]["indicators"][0]["target"] == 1200
    first, second = read_file("commitments/17")["milestones"]
    assert (first["updates"][0]["percent"], second["updates"][0]["percent"]) == (100, 86)
    assert (first["updates"][0]["status"], second["title"]) == ("substantial", {"es": "Cobertura (total CABA)"})


def test_one_country_of_the_database_comes_in_with_its_marks(filled):
    read_file = filled("irm-database")
    portal = read_file("commitments/b-promoting-public-participation-1-c-open-data-portal")
    assert portal["policy_areas"] == [
        "Fiscal Openness",
        "Open Data",
        "Education",
        "Health & Nutrition",
        "Water & Sanitation",
    ]
    assert portal["principles"] == ["transparency", "participation", "accountability", "innovation"]
    assert portal["further_challenges"] == ["public-resources", "public-services", "corporate-accountability"]
    assert str(portal["end"]) == "2012-05-01"
    assert "start" not in portal
    budgets = read_file("commitments/d-open-budgets-3-a-improve-kenya-s-obi-index")
    assert str(budgets["end"]) == "2011-12-31"
    answers = {one["commitment"]: one["answer"] for one in read_file("reports/independent")["answers"]}
    assert len(answers) == 9
    assert answers["b-promoting-public-participation-1-c-open-data-portal"] == "limited"
