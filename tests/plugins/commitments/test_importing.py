"""Plans out of sheets: the real plan of Canada as it was published, and the mistakes that sheets have."""

import csv
from datetime import date
from pathlib import Path

import pytest

from ogpkit.cli import main
from ogpkit.exchange.sheets import read_sheet
from ogpkit.plugins import Plugins
from ogpkit.storage.load import load
from ogpkit_commitments.cells import NotUnderstandable, value_of
from ogpkit_commitments.importing import read_plan
from ogpkit_commitments.mapping import DateForm, Level, SheetMapping, own_mapping
from ogpkit_commitments.plan import plan_of

CANADA = Path(__file__).parents[3] / "examples/canada-nap5"
PLACE = "CA/2022-2024"


@pytest.fixture
def canada(tmp_path, monkeypatch, capsys):
    """A new workspace for Canada, made as the example's README says."""
    assert main(["init", str(tmp_path / "canada"), "--name", "Canada", "--country", "CA", "--languages", "en,fr"]) == 0
    monkeypatch.chdir(tmp_path / "canada")
    assert main(["cycle", "new", PLACE, "--start", "2022-09-01", "--end", "2024-12-31"]) == 0
    capsys.readouterr()
    return tmp_path / "canada"


def take_in(*more):
    return main(["plan", "import", PLACE, str(CANADA / "nap5.csv"), "--mapping", str(CANADA / "mapping.toml"), *more])


def files(root):
    return {path: path.read_bytes() for path in sorted((root / "countries").rglob("*.toml"))}


def test_every_record_of_the_real_plan_is_taken_in(canada, capsys):
    assert take_in() == 0
    assert "106 rows: 5 commitments, 19 milestones, 106 indicators." in capsys.readouterr().err
    plan = plan_of(load(canada, Plugins.discover()).workspace, "CA", "2022-2024")
    there = {
        indicator.number: indicator
        for document in plan.commitments
        for milestone in document.entity.milestones
        for indicator in milestone.indicators
    }
    with (CANADA / "nap5.csv").open(encoding="utf-8-sig", newline="") as sheet:
        rows = list(csv.DictReader(sheet))
    assert len(rows) == len(there) == 106
    for row in rows:
        found = there[row["indicator"]]
        assert found.title.by_language == {"en": row["indicator_en"].strip(), "fr": row["indicator_fr"].strip()}
        assert found.deadline.by_language == {"en": row["deadline_en"].strip(), "fr": row["deadline_fr"].strip()}
        assert found.lead == row["lead"]
        assert (found.due.isoformat()[:7] if found.due else "") == row["due"]


def test_a_preview_writes_nothing(canada, capsys):
    before = files(canada)
    assert take_in("--preview") == 0
    assert files(canada) == before
    assert "deadline_fr → indicator.deadline.fr" in capsys.readouterr().err


def test_the_second_import_changes_nothing(canada, capsys):
    take_in()
    before = files(canada)
    capsys.readouterr()
    assert take_in() == 0
    assert "0 files new or changed." in capsys.readouterr().err
    assert files(canada) == before


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_goes_out_comes_back_the_same(canada, form, capsys):
    take_in()
    before = files(canada)
    assert main(["plan", "export", PLACE, f"plan.{form}"]) == 0
    for path in (canada / "countries/CA/cycles/2022-2024/commitments").iterdir():
        path.unlink()
    assert main(["plan", "import", PLACE, f"plan.{form}"]) == 0
    assert files(canada) == before


def test_the_check_reads_the_imported_plan(canada, capsys):
    take_in()
    capsys.readouterr()
    assert main(["check", "--format", "concise", "--today", "2023-01-01"]) == 1
    codes = {line.split()[1] for line in capsys.readouterr().out.splitlines()}
    assert codes == {"COM001", "COM003", "COM005", "COM007", "COM010", "COM022", "COM028"} & codes
    assert "COM003" in codes


SHEET = SheetMapping(
    commitment=Level(key="Code", fields={"title.en": "Title", "end": "Due", "challenge": "Theme"}),
    dates=DateForm.SEASON,
    months={"spring": 5, "fall": 11, "été": 8},
)


def read(text, mapping=SHEET):
    return read_plan(read_sheet(text.encode()), mapping, ("en", "fr"))


def told(reading):
    return [(one.row, one.column, one.message) for one in reading.not_understood]


def test_columns_and_cells_that_are_not_understood_are_named(canada):
    reading = read(
        "Code;Title;Due;Theme;Remarks\nA1;Open budgets;By fall 2022;public-resources;x\nA2;Courts;soon;justice;\n;;2022;;\n"
    )
    assert reading.commitments["a1"]["end"] == date(2022, 11, 30)
    assert [(row, column) for row, column, _message in told(reading)] == [
        (0, "Remarks"),
        (3, "Due"),
        (3, "Theme"),
        (4, "Code"),
    ]


def test_rows_about_the_same_must_agree():
    mapping = SheetMapping(
        commitment=Level(key="c", fields={"title.en": "t"}), milestone=Level(key="m", fields={"title.en": "mt"})
    )
    reading = read("c,t,m,mt\nC1,One,M1,First\nC1,Other,M2,Second\n", mapping)
    assert told(reading) == [(3, "t", "This differs from row 2, which is about the same.")]


def test_nothing_of_a_sheet_with_a_mistake_is_written(canada, capsys):
    before = files(canada)
    (canada / "plan.csv").write_text(
        "commitment.id,commitment.title.en,commitment.end\nx,Title,never\n", encoding="utf-8"
    )
    assert main(["plan", "import", PLACE, "plan.csv"]) == 1
    assert "row 2, commitment.end: “never” is no date" in capsys.readouterr().err
    assert files(canada) == before


def test_a_sheet_changes_only_what_it_speaks_of(canada):
    path = canada / "countries/CA/cycles/2022-2024/commitments/open.toml"
    path.parent.mkdir(parents=True)
    path.write_text('# ours\ntitle.en = "Old"   # short\nlead = "TBS"\n', encoding="utf-8")
    (canada / "plan.csv").write_text("commitment.id,commitment.title.en\nopen,New\n", encoding="utf-8")
    assert main(["plan", "import", PLACE, "plan.csv"]) == 0
    assert path.read_text(encoding="utf-8") == '# ours\ntitle.en = "New"   # short\nlead = "TBS"\n'


@pytest.mark.parametrize(
    ("form", "cell", "day"),
    [
        ("day", "2023-12-05", date(2023, 12, 5)),
        ("month", "2023-02", date(2023, 2, 28)),
        ("season", "D'ici l'été 2023", date(2023, 8, 31)),
        ("year", "2024", date(2024, 12, 31)),
        ("day", date(2023, 1, 2), date(2023, 1, 2)),
    ],
)
def test_days_in_the_forms_that_sheets_have(form, cell, day):
    from ogpkit.fields import Shape, Sort

    mapping = SheetMapping(commitment=Level(key="c"), dates=DateForm(form), months={"été": 8})
    assert value_of(cell, Shape(sort=Sort.DATE), mapping) == day


@pytest.mark.parametrize(
    ("form", "cell"), [("month", "2023-13"), ("season", "été"), ("year", "20245"), ("day", "1.2.2023")]
)
def test_what_is_no_day(form, cell):
    from ogpkit.fields import Shape, Sort

    with pytest.raises(NotUnderstandable, match="no date"):
        value_of(cell, Shape(sort=Sort.DATE), SheetMapping(commitment=Level(key="c"), dates=DateForm(form)))


def test_headings_of_our_own_sheets_need_no_mapping():
    mapping = own_mapping(("commitment.id", "commitment.title.en", "milestone.id", "milestone.due"))
    assert mapping.commitment.fields == {"title.en": "commitment.title.en"}
    assert mapping.milestone == Level(key="milestone.id", fields={"due": "milestone.due"})
    assert mapping.indicator is None


def test_the_mapping_in_the_documentation_is_one():
    from ogpkit.codec import read as structured
    from ogpkit.storage.toml import parse

    page = (Path(__file__).parents[3] / "docs/plans-from-sheets.md").read_text(encoding="utf-8")
    block = "\n".join(line[4:] for line in page.split("## The mapping")[1].splitlines() if line.startswith("    "))
    mapping = structured(parse(block.encode()), SheetMapping)
    assert mapping.months == {"fall": 11, "été": 8}
    assert [name for name, _level in mapping.levels()] == ["commitment", "milestone"]
