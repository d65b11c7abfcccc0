"""Plans out of sheets: the real plan of Canada as it was published, and the mistakes that sheets have."""

import csv
import shutil
from collections import Counter
from pathlib import Path

import pytest

from ogpkit.api import Plugins
from ogpkit.api.cli import main
from ogpkit.api.content import read_workspace
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
    codes = Counter(line.split()[1] for line in capsys.readouterr().out.splitlines())
    assert codes == {"COM001": 1, "COM003": 5, "COM005": 5, "COM007": 10, "COM014": 42, "COM022": 5}


def test_the_mapping_that_a_cycle_keeps_explains_its_sheets(canada, capsys):
    shutil.copy(CANADA / "mapping.toml", canada / "countries/CA/cycles/2022-2024/sheet-mapping.toml")
    assert main(["import", "plan", str(CANADA / "nap5.csv"), PLACE]) == 0
    said = capsys.readouterr().err
    assert "106 rows: 5 commitments, 19 milestones, 106 indicators." in said
    assert "5 files new or changed" in said
    assert main(["import", "plan", str(CANADA / "nap5.csv"), PLACE]) == 0
    assert "0 files new or changed" in capsys.readouterr().err


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
    assert "1 file new or changed" in capsys.readouterr().err


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
