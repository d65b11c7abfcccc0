"""Plans out of sheets: the real plan of Canada as it was published, and the mistakes that sheets have."""

import csv
import shutil
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest

import ogpkit_commitments
from ogpkit.api import Extension, Place, Plugins, hookimpl
from ogpkit.api.cli import main
from ogpkit.api.content import Bounds, read_workspace
from ogpkit.api.editing import save_import
from ogpkit.api.output import csv_bytes, xlsx_bytes
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.api.text import Table
from ogpkit_commitments.exchange import FORMS, PLAN_SHEET
from ogpkit_commitments.kinds import CYCLE
from ogpkit_commitments.plan import plan_of

CANADA = Path(__file__).parents[3] / "examples/canada-nap5"
PLACE = "CA/2022-2024"


@pytest.fixture
def canada(tmp_path, monkeypatch, capsys):
    """A new workspace for Canada, made as the example's README says."""
    assert main(["init", str(tmp_path / "canada"), "--name", "Canada", "--country", "CA", "--languages", "en,fr"]) == 0
    monkeypatch.chdir(tmp_path / "canada")
    assert main(["cycle", "new", PLACE, "--start", "2022-01-01", "--end", "2024-12-31"]) == 0
    capsys.readouterr()
    return tmp_path / "canada"


def take_in(*more):
    return main(["plan", "import", PLACE, str(CANADA / "nap5.csv"), "--mapping", str(CANADA / "mapping.toml"), *more])


def files(root):
    return {path: path.read_bytes() for path in sorted((root / "countries").rglob("*.toml"))}


def test_every_record_of_the_real_plan_is_taken_in(canada, capsys):
    assert take_in() == 0
    assert "106 rows: 5 commitments, 19 milestones, 106 indicators." in capsys.readouterr().err
    plugins = Plugins.discover()
    plan = plan_of(read_workspace(canada, plugins.kinds, plugins.editions).workspace, "CA", "2022-2024")
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
    assert "0 new or changed files." in capsys.readouterr().err
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
    codes = Counter(line.split()[1] for line in capsys.readouterr().out.splitlines())
    assert codes == {"COM014": 4, "COM032": 5}


def test_the_mapping_that_a_cycle_keeps_explains_its_sheets(canada, capsys):
    shutil.copy(CANADA / "mapping.toml", canada / "countries/CA/cycles/2022-2024/sheet-mapping.toml")
    assert main(["import", "plan", str(CANADA / "nap5.csv"), PLACE]) == 0
    said = capsys.readouterr().err
    assert "106 rows: 5 commitments, 19 milestones, 106 indicators." in said
    assert "5 new or changed files" in said
    assert main(["import", "plan", str(CANADA / "nap5.csv"), PLACE]) == 0
    assert "0 new or changed files" in capsys.readouterr().err


def test_a_sheet_may_speak_of_a_part_only(canada, capsys):
    """Departments send back how far they are, and nothing else of the plan."""
    take_in()
    path = canada / "countries/CA/cycles/2022-2024/commitments/c01.toml"
    before = path.read_text("utf-8")
    (canada / "status.csv").write_text(
        "commitment.id,milestone.id,indicator.id,indicator.status\nc01,c01-1,c01-1-1,substantial\n", "utf-8"
    )
    assert main(["import", "plan", "status.csv", PLACE]) == 0
    after = path.read_text("utf-8")
    assert after.count('status = "substantial"') == 1
    assert [line for line in after.splitlines() if line not in before.splitlines()] == ['status = "substantial"']
    assert "1 new or changed file" in capsys.readouterr().err


def test_a_part_of_what_is_not_there_is_not_understood(canada, capsys):
    (canada / "status.csv").write_text("commitment.id,commitment.lead\nc99,Ministry\n", "utf-8")
    assert main(["import", "plan", "status.csv", PLACE]) == 1
    assert "row 2, column “c99: title”" in capsys.readouterr().err


def test_the_common_export_gives_the_same_as_the_plan_s_own(canada):
    take_in()
    for form in ("csv", "json"):
        assert main(["export", f"plan-{form}", PLACE, "--out", f"one.{form}"]) == 0
        assert main(["plan", "export", PLACE, f"two.{form}"]) == 0
        assert (canada / f"one.{form}").read_bytes() == (canada / f"two.{form}").read_bytes()


@pytest.fixture
def kenya(tmp_path, monkeypatch, capsys):
    """A new workspace for Kenya, with a mapping for a ministry's sheet."""
    assert main(["init", str(tmp_path / "kenya"), "--name", "Kenya", "--country", "KE", "--languages", "en"]) == 0
    monkeypatch.chdir(tmp_path / "kenya")
    assert main(["cycle", "new", "KE/2012-2013", "--start", "2012-04-01", "--end", "2013-12-31"]) == 0
    capsys.readouterr()
    return tmp_path / "kenya"


MAPPING = """\
{more}
[commitment]
key = "Code"
fields = {{ "title.en" = "Title", partners = "Support", end = "End" }}

[milestone]
key = "Milestone"
fields = {{ "title.en" = "Text", status = "Status" }}
"""
HEADINGS = ("Code", "Title", "Support", "End", "Milestone", "Text", "Status")


def bring_in(root, sheet, more="", name="sheet.csv"):
    (root / "mapping.toml").write_text(MAPPING.format(more=more), "utf-8")
    (root / name).write_bytes(sheet)
    return main(["plan", "import", "KE/2012-2013", name, "--mapping", "mapping.toml"])


def plan_text(root):
    return (root / "countries/KE/cycles/2012-2013/commitments/c1.toml").read_text("utf-8")


def test_a_mapping_says_what_the_words_of_a_sheet_mean(kenya):
    row = ("C1", "Open budget", "None Specified", "Not specified", "M1", "Portal online", "In Progress")
    more = 'empty = ["NR", "Not Specified", "None Specified"]\nwords = { "In Progress" = "limited" }'
    assert bring_in(kenya, csv_bytes(Table(HEADINGS, [row])), more) == 0
    assert plan_text(kenya) == (
        'title.en = "Open budget"\n\n[[milestones]]\nid = "m1"\ntitle.en = "Portal online"\nstatus = "limited"\n'
    )


def test_a_mapping_names_the_sheet_and_the_row_of_its_headings(kenya):
    rows = [("Updated: June 2012",), HEADINGS, ("C1", "Open budget", "ICT", "31/12/2013", "M1", "Portal", "b. Limited")]
    wide = [(*row, *[None] * (len(HEADINGS) - len(row))) for row in rows]
    title = ("National action plan", *map(str, range(len(HEADINGS) - 1)))
    book = xlsx_bytes({"Read me": Table(("How to fill this in",), []), "Plan": Table(title, wide)})
    assert bring_in(kenya, book, 'sheet = "Plan"\nheading_row = 3', "sheet.xlsx") == 0
    assert "end = 2013-12-31" in plan_text(kenya)
    assert 'status = "limited"' in plan_text(kenya)


def test_a_sheet_that_a_workbook_does_not_have_is_said(kenya, capsys):
    book = xlsx_bytes({"Plan": Table(HEADINGS, [("C1", "T", None, None, None, None, None)])})
    assert bring_in(kenya, book, 'sheet = "Plans"', "sheet.xlsx") == 1
    assert "This workbook has no sheet “Plans”." in capsys.readouterr().err


UKRAINIAN = "Code;Title;Support;End;Milestone;Text;Status\nC1;Відкритий бюджет;Міністерство;2013-12-31;M1;Портал;\n"


def test_letters_that_could_be_others_are_refused_until_it_is_said(kenya, capsys):
    assert bring_in(kenya, UKRAINIAN.encode("cp1251")) == 1
    said = capsys.readouterr().err
    assert "windows-1251 gives “C1;Відкритий бюджет" in said
    assert "--encoding" in said
    assert not (kenya / "countries/KE/cycles/2012-2013/commitments").exists()
    command = ["plan", "import", "KE/2012-2013", "sheet.csv", "--mapping", "mapping.toml"]
    assert main([*command, "--encoding", "big5"]) != 0
    assert main([*command, "--encoding", "windows-1251"]) == 0
    assert 'title.en = "Відкритий бюджет"' in plan_text(kenya)


def test_the_mapping_that_a_cycle_keeps_says_the_encoding_too(kenya):
    mapping = MAPPING.format(more='encoding = "windows-1251"')
    (kenya / "countries/KE/cycles/2012-2013/sheet-mapping.toml").write_text(mapping, "utf-8")
    (kenya / "sheet.csv").write_bytes(UKRAINIAN.encode("cp1251"))
    assert main(["import", "plan", "sheet.csv", "KE/2012-2013"]) == 0
    assert 'title.en = "Відкритий бюджет"' in plan_text(kenya)


def test_headings_are_found_on_another_sheet_and_below_titles(kenya, capsys):
    row = ("C1", "Open budget", "ICT", "31/12/2013", "M1", "Portal", None)
    title = ("National action plan", *map(str, range(len(HEADINGS) - 1)))
    book = xlsx_bytes({"Read me": Table(("How to fill this in",), []), "Plan": Table(title, [HEADINGS, row])})
    assert bring_in(kenya, book, name="sheet.xlsx") == 0
    said = capsys.readouterr().err
    assert "ogpkit reads the sheet “Plan”, but not these sheets: Read me." in said
    assert "The headings are in row 2. The rows above are not imported." in said
    assert "6 cells: 6 imported, 0 left out, 0 reported." in said


def test_what_the_mapping_does_not_name_is_left_out_where_it_says_so(kenya, capsys):
    sheet = f"{','.join(HEADINGS)},Notes,\nC1,Open budget,,NR,,,,see above,stray\n".encode()
    assert bring_in(kenya, sheet, 'empty = ["NR"]') == 1
    said = capsys.readouterr().err
    assert "row 2, column “I”: This cell has no heading" in said
    assert "5 cells: 2 imported, 1 left out, 2 reported." in said
    assert bring_in(kenya, sheet, 'ignore_others = true\nempty = ["NR"]') == 0
    said = capsys.readouterr().err
    assert "Notes → left out" in said
    assert "I → left out" in said
    assert "5 cells: 2 imported, 3 left out, 0 reported." in said


def test_a_column_by_which_rows_are_chosen_has_to_be_there(kenya, capsys):
    sheet = f"{','.join(HEADINGS)}\nC1,Open budget,,,,,\n".encode()
    assert bring_in(kenya, sheet, 'only = { Country = ["Kenya"] }') == 1
    assert "column “Country”: The sheet does not have this column." in capsys.readouterr().err


def test_a_text_longer_than_a_cell_goes_out_as_csv_alone(kenya, capsys):
    path = kenya / "countries/KE/cycles/2012-2013/commitments/long.toml"
    path.parent.mkdir()
    path.write_text(f'title.en = "Long"\ndescription.en = "{"word " * 8000}end"\n', "utf-8")
    before = path.read_bytes()
    assert main(["plan", "export", "KE/2012-2013", "plan.xlsx"]) != 0
    assert "column “commitment.description.en”" in capsys.readouterr().err
    assert not (kenya / "plan.xlsx").exists()
    assert main(["plan", "export", "KE/2012-2013", "plan.csv"]) == 0
    assert main(["plan", "import", "KE/2012-2013", "plan.csv"]) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("C1,Open budget,,,,Data published,", "row 2, column “Milestone”: This row does not name the milestone"),
        (",Open budget,,,,,", "row 2, column “Code”: This row does not name the commitment"),
        ("C1,Open budget,,,,,,late", "row 2, column “H”: This cell has no heading"),
        ("C1,Open budget,,soon,,,", "row 2, column “End”: “soon” is not a date"),
    ],
)
def test_no_cell_of_a_plan_vanishes_without_a_word(kenya, capsys, row, said):
    assert bring_in(kenya, f"{','.join(HEADINGS)}\n{row}\n".encode()) == 1
    assert said in capsys.readouterr().err
    assert not (kenya / "countries/KE/cycles/2012-2013/commitments").exists()


@attrs.frozen(kw_only=True)
class Canada:
    """What Canada adds to an indicator.

    Attributes:
        progress: How far it is.
        on_budget: Whether it costs what was planned.
    """

    progress: Annotated[int, Bounds(0, 100)] | None = None
    on_budget: bool | None = None


COMMITMENT = """\
title = "A portal"

[[milestones]]
id = "one"
title = "One"

[[milestones.indicators]]
id = "first"
title = "First"

[milestones.indicators.canada]
progress = 0
on_budget = false
"""


@pytest.mark.parametrize("form", [".csv", ".xlsx"])
def test_tables_of_other_plugins_go_out_and_come_back(tmp_path, form):
    extension = Extension(table="canada", kind="commitment", within="milestones.indicators", entity=Canada)
    canada = SimpleNamespace(ogpkit_extensions=hookimpl(lambda: [extension]))
    plugins = Plugins.of({"commitments": ogpkit_commitments, "canada": canada})
    path = "countries/XX/cycles/2012-2013/commitments/portal.toml"
    built = WorkspaceBuilder(tmp_path, plugins).file(path, COMMITMENT)
    built.file("countries/XX/cycles/2012-2013/cycle.toml", CYCLE.example)
    plan = plan_of(built.workspace, "XX", "2012-2013")
    sheet = FORMS[form](plan, built.workspace, "en")
    (tmp_path / path).unlink()
    session = built.session()
    save_import(session, PLAN_SHEET.read(sheet, session.workspace, Place(country="XX", cycle="2012-2013")), "Import")
    session.close(give_up=True)
    document = built.workspace.documents[path]
    assert document.entity.milestones[0].indicators[0].title.best("en") == "First"
    assert dict(document.extensions) == {
        ("milestones", 0, "indicators", 0, "canada"): Canada(progress=0, on_budget=False)
    }
