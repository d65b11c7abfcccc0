"""Plans out of sheets: the real plan of Canada as it was published, and the mistakes that sheets have."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from ogpkit.cli import main
from ogpkit.plugins import Plugins
from ogpkit.storage.load import load
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
    assert main(["check", "--today", "2023-01-01"]) == 1
    codes = Counter(line.split()[1] for line in capsys.readouterr().out.splitlines())
    assert codes == {"COM001": 1, "COM003": 5, "COM005": 5, "COM007": 10, "COM014": 42, "COM022": 5}
