"""`ogpkit networking`: a case from the request to the agreement on the command line, and what can be looked at."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ogpkit.api.cli import main


@pytest.fixture
def ogpkit(root, monkeypatch, capsys):
    """Runs a command in the workspace; gives what it printed, said, and its exit code."""
    monkeypatch.chdir(root)

    def run(*words):
        capsys.readouterr()
        code = main(["networking", *words])
        return *capsys.readouterr(), code

    return run


@pytest.fixture
def did(ogpkit):
    """Runs a command that must work, and gives what it printed."""

    def did(*words):
        out, said, code = ogpkit(*words)
        assert code == 0, said
        return out

    return did


def test_a_case_from_the_request_to_the_agreement(did, ogpkit, root):
    did(
        "new",
        "XX",
        "Transparency of mines",
        "--topic",
        "extractives",
        "--maturity",
        "mature",
        "--id",
        "mines",
        "--on",
        "2012-01-02",
    )
    _out, said, code = ogpkit("introduce", "mines", "vecinos-del-cobre")
    assert (code, "case manager" in said) == (2, True)
    did("assign", "mines", "Ana Case", "--on", "2012-01-03")
    did("introduce", "mines", "vecinos-del-cobre", "--on", "2012-01-09")
    did("introduce", "mines", "geo-tech", "--purpose", "technology", "--with", "mapa-comun", "--on", "2012-01-10")
    did("introduce", "mines", "XA", "--on", "2012-01-10")
    did("record", "mines", "XX", "vecinos-del-cobre", "What do residents ask?", "--on", "2012-01-20")
    did("outcome", "mines", "vecinos-del-cobre", "selected")
    _out, said, code = ogpkit("advance", "mines", "selection", "--on", "2012-02-01")
    assert code == 2
    assert "Record what Country X expects." in said
    did("expect", "mines", "XX", "Advice.")
    did("expect", "mines", "vecinos-del-cobre", "Data.")
    did("advance", "mines", "selection", "--on", "2012-02-01")
    did("agree", "mines", "--party", "vecinos-del-cobre", "--terms", "Ten days.", "--signed", "2012-02-10")
    did("advance", "mines", "agreed", "--on", "2012-02-10", "--by", "Ana Case")
    did("close", "mines", "--on", "2012-03-01")
    text = (root / "networking/cases/mines.toml").read_text(encoding="utf-8")
    assert 'with = ["mapa-comun"]' in text
    assert 'purpose = "peer"' in text
    shown = did("show", "mines", "--today", "2012-03-02")
    assert "February 10, 2012 ✓ Agreement signed with Vecinos del Cobre" in shown
    (row,) = json.loads(did("cases", "--format", "json", "--today", "2012-03-02"))
    assert (row["case"], row["stage"], row["open"], row["agreed"]) == ("mines", "closed", False, True)
    assert (row["opened"], row["age"], row["days_to_introduction"]) == ("2012-01-02", 60, 7)


def test_a_vague_request_is_warned_of_but_not_stopped(did, ogpkit):
    did("new", "XY", "We want open data", "--topic", "open-data", "--id", "data", "--on", "2012-01-02")
    did("assign", "data", "Ana Case", "--on", "2012-01-03")
    found = json.loads(did("match", "data", "--format", "json"))
    assert (found[0]["party"], found[0]["purpose"]) == ("civic-commons", "scoping")
    assert "possibilities and limits" in next(one["caution"] for one in found if one["party"] == "app-factory")
    _out, said, code = ogpkit("introduce", "data", "app-factory", "--purpose", "technology", "--on", "2012-01-09")
    assert code == 0
    assert "NET008" in said
    did(
        "refine",
        "data",
        "A platform",
        "--maturity",
        "mature",
        "--what",
        "Payments",
        "--change",
        "Trust",
        "--on",
        "2012-02-01",
    )
    assert json.loads(did("cases", "--format", "json"))[0]["maturity"] == "mature"
    did("close", "data", "--reason", "other-help", "--on", "2012-03-01")
    assert json.loads(did("cases", "--format", "json"))[0]["stage"] == "closed"


def test_a_commitment_is_referred(did, ogpkit):
    did("refer", "XA/2011-2012/royalties", "--on", "2012-01-02")
    (row,) = json.loads(did("cases", "--country", "XA", "--format", "json"))
    assert row["topics"]
    _out, said, code = ogpkit("refer", "XA/2011-2012/nothing")
    assert (code, "COUNTRY/CYCLE/COMMITMENT" in said) == (2, True)


def test_the_directory_is_searched(did):
    def names(*words):
        return [row["provider"] for row in json.loads(did("providers", *words, "--format", "json"))]

    assert names("--topic", "open-data") == ["civic-commons"]
    assert names("--search", "mineria") == ["montana-abierta", "revenue-watch-institute", "vecinos-del-cobre"]
    assert names("--kind", "private", "--search", "visualisation") == ["chart-house"]
    assert names("--language", "es", "--country", "XX") == ["mapa-comun"]
    assert "geo-tech" in names("--country", "XX"), "who names no country works anywhere"
    assert "sales@example.org" not in did("providers", "--format", "csv")


def test_the_forms_agree_and_sheets_get_no_formulas(did, root):
    (root / "networking/providers/evil.toml").write_text(
        'name = "=1+1"\nkind = "private"\nexpertise = ["sms"]\n', "utf-8"
    )
    rows = list(csv.DictReader(io.StringIO(did("providers", "--format", "csv"))))
    assert next(row["name"] for row in rows if row["provider"] == "evil") == "'=1+1"
    status = {
        (row["measure"], row["of"]): row["value"]
        for row in csv.DictReader(io.StringIO(did("status", "--format", "csv")))
    }
    assert status["cases", ""] == "0"
    assert "Open cases without activity" in did("status")


def test_committees_are_shown(did):
    assert "Global Integrity      yes" in did("committee", "--year", "2011")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["match", "nothing"], "There is no “Case” called “nothing” here"),
        (["new", "Atlantis", "Help"], "is not a country"),
        (["new", "XX", "Help", "--id", "Not good"], "not-good"),
        (["show", ""], "There is no “Case” here yet"),
    ],
)
def test_what_is_not_there_is_said_in_words(ogpkit, words, message):
    _out, said, code = ogpkit(*words)
    assert code == 2
    assert message in said
    assert "Traceback" not in said


def test_a_party_that_nobody_knows_is_told_with_the_nearest_name(did, ogpkit):
    did("new", "XX", "Mines", "--id", "mines", "--on", "2012-01-02")
    did("assign", "mines", "Ana Case", "--on", "2012-01-03")
    _out, said, code = ogpkit("introduce", "mines", "vecinos-del-cobr")
    assert code == 2
    assert "Did you mean vecinos-del-cobre?" in said
