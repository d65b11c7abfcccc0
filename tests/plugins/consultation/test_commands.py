"""`ogpkit consultation` from the command line: data on standard output, what is said on standard error, exit codes."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from ogpkit.api import remove_once, replace_once
from ogpkit.api.cli import main
from ogpkit_consultation.rules import RULE_FILE

COMMENT = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/comments/0001.toml"]
PROCESS = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/process.toml"]
SESSION = RULE_FILE.example().files["countries/XX/cycles/2012-2013/peer-sessions/2012-02-07-brasilia.toml"]

PLACE = "XX/2012-2013"
OPEN = replace_once(SESSION, 'action = "Training added to the first milestone."\n', 'gap = "No expertise in maps."\n')


@pytest.fixture
def run(written, capsys):
    def prepared(**parts):
        root = written(**parts)

        def run(*words):
            capsys.readouterr()
            code = main(["consultation", *words, "--workspace", str(root)])
            said = capsys.readouterr()
            return SimpleNamespace(exit_code=code, stdout=said.out, stderr=said.err, output=said.out + said.err)

        return run

    return prepared


def test_status_gives_each_principle_with_its_evidence(run):
    done = run()("status", "--format", "json", "--today", "2012-06-15")
    rows = json.loads(done.stdout)
    assert [(row["principle"], row["verdict"]) for row in rows] == [(number, "good") for number in range(1, 6)]
    assert all(row["shown"] for row in rows)
    table = run(process=remove_once(PROCESS, '"private-sector", '))("status", PLACE, "--today", "2012-06-15").stdout
    assert "not kept" in table
    assert "The consultation did not include “Private sector”" in table


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ((), ["0001"]),
        (("--unanswered",), []),
        (("--answered",), ["0001"]),
        (("--group", "civil-society"), ["0001"]),
        (("--group", "media"), []),
        (("--commitment", "mining-revenues", "--language", "es"), ["0001"]),
        (("--search", "PAGOS proyecto"), ["0001"]),
        (("--search", "nothing"), []),
    ],
)
def test_comments_are_listed_by_what_is_wanted(run, words, ids):
    done = run()("comments", PLACE, *words, "--format", "json")
    assert [row["id"] for row in json.loads(done.stdout)] == ids
    assert done.exit_code == 0


def test_comments_as_csv_keep_formulas_harmless_and_addresses_out(run):
    comment = replace_once(COMMENT, '"Los pagos', '"=cmd() ana@example.org Los pagos')
    text = run(comment=f'email = "ana@example.org"\n{comment}')("comments", PLACE, "--format", "csv").stdout
    assert "'=cmd()" in text
    assert "ana@" not in text


def test_calendar_participation_forum_and_peers_are_tables(run):
    command = run(session=OPEN)
    days = json.loads(command("calendar", PLACE, "--today", "2012-01-01", "--format", "json").stdout)
    assert [row["on"] for row in days] == sorted(row["on"] for row in days)
    assert {row["when"] for row in days} == {"past", "now", "to-come"}
    groups = json.loads(command("participation", PLACE, "--format", "json").stdout)
    assert {
        "by": "mechanism",
        "name": "in-person",
        "title": "In person",
        "events": 1,
        "people": 140,
        "comments": None,
    } in groups
    [first, *_others] = json.loads(command("forum", PLACE, "--today", "2012-06-15", "--format", "json").stdout)
    assert (first["since"], first["days"], first["at_most"], first["too_long"]) == ("2012-04-01", 44, 90, False)
    [peer] = json.loads(command("peers", PLACE, "--format", "json").stdout)
    assert (peer["from"], peer["ambition"], peer["settled"]) == ("MX", "insufficient", False)


def test_acting_upon_feedback_and_noting_a_meeting_change_the_files(run, written):
    command = run(session=OPEN)
    assert command("act", PLACE, "2012-02-07-brasilia", "1", "--action", "Maps of all regions").exit_code == 0
    [peer] = json.loads(command("peers", PLACE, "--format", "json").stdout)
    assert (peer["action"], peer["settled"]) == ("Maps of all regions", True)
    assert command("meeting", PLACE, "--on", "2012-06-10").exit_code == 0
    rows = json.loads(command("forum", PLACE, "--today", "2012-06-15", "--format", "json").stdout)
    assert [row["until"] for row in rows] == ["2012-05-15", "2012-06-10", "2012-06-15"]


def test_beginning_a_consultation_and_a_session(run):
    command = run(process="", session="")
    assert command("begin", PLACE, "--opens", "2011-12-01", "--closes", "2012-01-31").exit_code == 0
    assert command("session", PLACE, "--on", "2012-02-07").exit_code == 0
    days = json.loads(command("calendar", PLACE, "--format", "json").stdout)
    assert [(row["on"], row["sort"]) for row in days] == [
        ("2011-12-01", "Process"),
        ("2012-02-07", "Peer session"),
        ("2012-03-31", "Due"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("status", "KE/2012"), "There is no country “KE”"),
        (("comments", "XX"), "There is no cycle"),
        (("act", PLACE, "2012-02-07-brasilia", "1"), "either --action or --reason"),
        (("import", PLACE, __file__, "--column", "words"), "FIELD=HEADING"),
    ],
)
def test_a_wrong_call_ends_with_two_and_says_why(run, words, said):
    done = run()(*words)
    assert done.exit_code == 2
    assert said in done.stderr


def test_an_import_that_is_not_understood_writes_nothing_and_ends_with_one(run, tmp_path):
    sheet = tmp_path / "form.csv"
    sheet.write_text("text,received\nWords,03/04/2012\n", "utf-8")
    command = run()
    done = command("import", PLACE, str(sheet))
    assert done.exit_code == 1
    assert "Nothing was imported" in done.stderr
    assert command("import", PLACE, str(sheet), "--days", "day-first").exit_code == 0
    assert len(json.loads(command("comments", PLACE, "--format", "json").stdout)) == 2
