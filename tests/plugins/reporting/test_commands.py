"""The whole way on the command line, from the draft of the self-assessment to the government's response."""

from __future__ import annotations

import csv
import io
import json

import pytest

from ogpkit.api.cli import main
from ogpkit.api.content import read_workspace
from ogpkit.api.testing import check_workspace

PLACE = "XX/2012-2013"
HOME = "countries/XX/cycles/2012-2013/reports"


@pytest.fixture
def ogpkit(root, capfd, monkeypatch):
    """Calls `ogpkit` in the workspace; gives its exit code, what it printed and what it told."""

    def ogpkit(*words):
        code = main([*words, *(() if "--help" in words else ("--workspace", str(root)))])
        out, err = capfd.readouterr()
        return code, out, err

    return ogpkit


def done(result):
    code, out, err = result
    assert code == 0, err
    return out + err


def test_from_the_draft_to_the_response(ogpkit, blank, plugins):
    done(ogpkit("report", "draft", "self-assessment", PLACE))
    code, out, err = ogpkit("report", "publish", "self-assessment", PLACE, "--on", "2013-06-25")
    assert (code, out) == (2, "")
    assert "Enter the web address of the published report in: es, en." in err
    own = (blank / HOME / "self-assessment.toml").read_text("utf-8")
    assert "The nation is consulted widely" in own  # the consultation tells of itself
    urls = ["--url", "en=https://example.org/self-en", "--url", "es=https://example.org/self-es"]
    code, _out, err = ogpkit("report", "deposit", "self-assessment", PLACE, "--on", "2013-06-26")
    assert (code, "Publish the self-assessment first." in err) == (2, True)
    code, _out, err = ogpkit("report", "publish", "self-assessment", PLACE, *urls, "--on", "2013-03-01")
    assert (code, "The cycle ends on March 31, 2013" in err) == (2, True)
    done(ogpkit("report", "publish", "self-assessment", PLACE, *urls, "--on", "2013-06-25"))
    done(ogpkit("report", "deposit", "self-assessment", PLACE, "--on", "2013-06-26"))

    done(ogpkit("report", "begin", PLACE, "--researcher", "Local governance expert", "--on", "2013-03-15"))
    code, _out, err = ogpkit("report", "begin", PLACE, "--researcher", "Somebody else")
    assert (code, "is already created" in err) == (2, True)
    who = [
        "--organisation",
        "University of X",
        "--country",
        "XX",
        "--standing",
        "Author of the yearly study of spending.",
    ]
    assert "The details of Local governance expert are saved." in done(
        ogpkit("report", "expert", PLACE, "Local governance expert", *who)
    )
    code, _out, err = ogpkit("report", "advance", PLACE, "published", "--by", "government", "--on", "2013-04-01")
    assert code == 2
    assert "“Published” is not possible yet. The next stage can be: research." in err
    done(ogpkit("report", "advance", PLACE, "research", "--by", "researcher", "--on", "2013-04-01"))
    who = ["--with", "Regional NGO coalition", "--id", "coalition", "--group", "civil-society", "--on", "2013-04-12"]
    done(ogpkit("report", "interview", PLACE, *who))
    done(ogpkit("report", "source", PLACE, "--title", "Release", "--id", "q4", "--url", "https://example.org/q4"))
    questions = json.loads(done(ogpkit("report", "questions", PLACE, "--open", "--format", "json")))
    assert len(questions) == 8
    for one in questions:
        about = ["--commitment", one["commitment"]] if one["commitment"] else []
        why = ["--reason", "en=As we saw.", "--reason", "es=Como vimos.", "--evidence", "coalition", "--evidence", "q4"]
        done(ogpkit("report", "answer", PLACE, one["question"], one["answers"][1], *about, *why))
    assert json.loads(done(ogpkit("report", "questions", PLACE, "--open", "--format", "json"))) == []

    said = done(ogpkit("report", "advance", PLACE, "peer-review", "--by", "researcher", "--on", "2013-05-10"))
    assert "Draft " in said
    assert ": Unchanged" in said
    done(ogpkit("report", "review", PLACE, "--reviewer", "Expert", "--text", "Name them.", "--on", "2013-05-20"))
    code, _out, err = ogpkit("report", "advance", PLACE, "government-comment", "--by", "irm", "--on", "2013-05-25")
    assert (code, "Resolve or answer the review of May 20, 2013: Name them." in err) == (2, True)
    done(ogpkit("report", "settle", PLACE, "review", "1", "--answer", "en=They are named.", "--answer", "es=Sí."))
    done(ogpkit("report", "advance", PLACE, "government-comment", "--by", "irm", "--on", "2013-05-25"))
    done(ogpkit("report", "comment", PLACE, "--text", "en=Added in May.", "--on", "2013-06-01"))
    (_review, comment) = json.loads(done(ogpkit("report", "remarks", PLACE, "--format", "json")))
    assert (comment["sort"], comment["number"], comment["resolved"]) == ("comment", 1, False)
    done(ogpkit("report", "settle", PLACE, "comment", "1", "--resolved"))
    done(ogpkit("report", "advance", PLACE, "final", "--by", "researcher", "--on", "2013-06-15"))
    irm = ["--url", "en=https://example.org/irm-en", "--url", "es=https://example.org/irm-es"]
    done(ogpkit("report", "publish", "independent-report", PLACE, *irm, "--on", "2013-06-30", "--deposited"))
    done(ogpkit("report", "advance", PLACE, "published", "--by", "irm", "--on", "2013-06-30"))
    code, _out, err = ogpkit("report", "advance", PLACE, "government-response", "--by", "government")
    assert (code, "Add the government's response" in err) == (2, True)
    done(ogpkit("report", "respond", PLACE, "--url", "https://example.org/response", "--on", "2013-07-10"))
    done(ogpkit("report", "advance", PLACE, "government-response", "--by", "government", "--on", "2013-07-10"))

    drafts = json.loads(done(ogpkit("report", "drafts", PLACE, "--format", "json")))
    assert [one["stage"] for one in drafts] == ["Peer review", "Government comment", "Final"]
    text = done(ogpkit("report", "drafts", PLACE, drafts[0]["draft"][:8]))
    assert "[[reviews]]" not in text
    assert text.startswith('researchers = ["Local governance expert"]')
    own_row, independent = json.loads(done(ogpkit("report", "status", PLACE, "--format", "json")))
    assert (own_row["stands"], own_row["due"], own_row["next"], own_row["missing"]) == (
        "deposited on June 26, 2013",
        "2013-06-30",
        "",
        [],
    )
    assert (independent["stands"], independent["published"], independent["next"]) == (
        "Government response, July 10, 2013",
        "2013-06-30",
        "",
    )
    found = [
        (one.code, one.severity)
        for one in check_workspace(read_workspace(blank, plugins.kinds, plugins.editions), plugins)
        if "/reports/" in one.path
    ]
    assert {code for code, _severity in found} <= {"REP010"}  # the summaries that no machine translates


def test_compare_gives_data_and_tells_how_far_both_agree(ogpkit):
    code, out, err = ogpkit("report", "compare", "XX", "--format", "json")
    assert code == 0
    first, second = json.loads(out)
    assert (first["government"], first["expert"], first["agrees"], first["steps"]) == (
        "substantial",
        "limited",
        False,
        1,
    )
    assert (second["government"], second["expert"], second["agrees"]) == ("yes", None, None)
    assert "commitment-completion: 0 of 1 the same (0 %), weighted kappa 0.00." in err
    assert "commitment-on-time: nothing to compare yet." in err
    code, out, err = ogpkit("report", "compare", "--differences", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [row["question"] for row in rows] == ["commitment-completion"]
    code, out, _err = ogpkit("report", "compare", "--agreement", "--weights", "quadratic", "--format", "json")
    assert json.loads(out)[0] == {
        "question": "commitment-completion",
        "compared": 1,
        "pairs": 1,
        "same": 0,
        "percent": 0.0,
        "kappa": 0.0,
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["report", "compare", "ZZ"], "There is no country “ZZ”"),
        (["report", "draft", "self-assessment", "XX/2019"], "There is no cycle “XX/2019”"),
        (["report", "draft", "self-assessment", "XX"], "There is no cycle “XX”"),
        (["report", "draft", "minutes", PLACE], "'minutes' is not 'self-assessment'"),
        (["report", "answer", PLACE, "consultation-wide", "yes"], "Create it first"),
        (["report", "drafts", PLACE, "nothing"], "There is no draft nothing."),
        (["report", "draft", "self-assessment", PLACE, "--again", "forests"], "does not mention “forests”"),
    ],
)
def test_wrong_calls_end_with_two_and_a_sentence(ogpkit, blank, words, said):
    code, out, err = ogpkit(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_spoilt_draft_is_a_finding_of_the_command(ogpkit, published, blank):
    published.session.save()
    file = next(iter((blank / HOME / "drafts").iterdir()))
    file.write_text(file.read_text("utf-8").replace("As we saw", "As we heard"), "utf-8")
    code, out, _err = ogpkit("report", "drafts", PLACE)
    assert (code, "Changed since it was sent" in out) == (1, True)
    code, _out, err = ogpkit("report", "drafts", PLACE, file.stem)
    assert (code, "has been changed since it was sent" in err) == (1, True)


def test_nothing_of_a_file_acts_in_a_terminal(ogpkit, researched, blank):
    researched.session.save()
    file = blank / HOME / "independent.toml"
    hostile = 'reviewer = "\\u001b[31mred"\ntext = "\\u001b]0;title\\u0007"\n'
    file.write_text(file.read_text("utf-8") + f"\n[[reviews]]\non = 2013-05-20\n{hostile}", "utf-8")
    for words in (["remarks", PLACE], ["status", PLACE], ["drafts", PLACE]):
        _code, out, err = ogpkit("report", *words)
        assert "\x1b" not in out + err


def test_the_documents_are_written_in_every_owed_language(ogpkit, published, blank, tmp_path):
    published.session.save()
    done(ogpkit("document", "independent-report", PLACE, "--out", str(tmp_path / "out")))
    english = (tmp_path / "out/independent-report-XX-2012-2013-en.md").read_text("utf-8")
    spanish = (tmp_path / "out/independent-report-XX-2012-2013-es.md").read_text("utf-8")
    assert "# Independent report on Country X" in english
    assert "Regional NGO coalition" in english
    assert "> Name the interviews." in english
    assert "País X" in spanish
    assert "Como vimos." in spanish


def test_the_group_says_what_it_can_do(ogpkit):
    shown = done(ogpkit("report", "--help"))
    for word in ("status", "draft", "publish", "deposit", "begin", "questions", "advance", "compare", "stars"):
        assert word in shown
