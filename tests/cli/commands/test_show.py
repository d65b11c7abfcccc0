"""`ogpkit show`: the tables that plugins declare, for people and for programs."""

import json
import shutil
from pathlib import Path

import pytest

from ogpkit.cli import main

EXAMPLE = Path(__file__).parents[3] / "examples/cohort-2011"


@pytest.fixture
def root(tmp_path, monkeypatch):
    folder = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("cycles", "networking"))  # its scores alone
    monkeypatch.chdir(folder)
    return folder


def test_without_a_name_the_tables_are_listed(root, capsys):
    assert main(["show"]) == 0
    assert "eligibility-scores     Eligibility scores" in capsys.readouterr().out


def test_a_program_gets_names_and_values_in_whatever_language(root, capsys, monkeypatch):
    monkeypatch.setenv("OGPKIT_LANGUAGE", "es")
    assert main(["show", "eligibility-scores", "GE", "--format", "json"]) == 0
    year = json.loads(capsys.readouterr().out)[-1]
    assert (year["country"], year["points"], year["eligible"]) == ("GE", 15, True)


def test_a_person_reads_headings_in_their_language(root, capsys, monkeypatch):
    monkeypatch.setenv("OGPKIT_LANGUAGE", "es")
    assert main(["show", "eligibility-scores", "GE", "--columns", "country,year,points"]) == 0
    assert capsys.readouterr().out.split("\n")[0].split() == ["País", "Año", "Puntos"]


def test_a_column_can_be_added_to_the_others(root, capsys):
    assert main(["show", "eligibility-scores", "GE", "--format", "csv", "--columns", "+points"]) == 0
    assert capsys.readouterr().out.startswith("country,year,edition,")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["scores"], "There is no table “scores”"),
        (["eligibility-scores", "QQ"], "There is no country “QQ”"),
        (["eligibility-scores", "GE", "--columns", "point"], "no column “point”"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(root, capsys, words, said):
    assert main(["show", *words]) == 2
    assert said in capsys.readouterr().err


def test_the_table_of_scores_is_a_file_too_and_comes_back(root, capsys):
    assert main(["export", "eligibility-evidence-xlsx", "--out", "evidence.xlsx"]) == 0
    assert main(["import", "eligibility", "evidence.xlsx", "--preview"]) == 0
    assert "changed" not in capsys.readouterr().out
