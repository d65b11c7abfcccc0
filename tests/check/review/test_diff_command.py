"""`ogpkit diff` and `ogpkit check --changed` in a real repository."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ogpkit.api.cli import main

CYCLE = """\
start = 2022-01-01
end = 2023-12-31

[[history]]
stage = "consultation"
on = 2021-09-01
"""
SUBMITTED = CYCLE + '\n[[history]]\nstage = "deposited"\non = 2022-02-01\n'
COMMITMENT = """\
title = "Beneficial ownership register"      # the forum's first wish
lead = "Treasury"

[[milestones]]
id = "law"
title = "Law in force"
due = 2022-12-31
benchmark = "100 % of firms file"

[[milestones]]
id = "site"
title = "Site online"
due = 2023-06-30

[[milestones.indicators]]
id = "wait"
title = "Days until an answer"
baseline = 30
target = 10
"""
HOME = "countries/XX/cycles/2022-2023"
FILE = f"{HOME}/commitments/register.toml"


@pytest.fixture
def plan(tmp_path, monkeypatch):
    """A workspace with a submitted plan, committed."""
    for path, text in {
        "ogpkit.toml": '[workspace]\nname = "X"\nlanguages = ["en"]\n',
        "countries/XX/country.toml": 'name = "Country X"\n',
        f"{HOME}/cycle.toml": SUBMITTED,
        FILE: COMMITMENT,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    git("init", "-q", "-b", "main")
    commit("first")
    return tmp_path


def git(*words):
    done = subprocess.run(
        ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def commit(message):
    git("add", "-A")
    git("commit", "-q", "-m", message)


def edit(old, new, path=FILE):
    text = Path(path).read_text("utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), "utf-8")


def diff(capsys, *words):
    assert main(["diff", *words]) == 0
    return capsys.readouterr().out


def weakened(capsys, *words):
    """What `check --changed` says of promises."""
    main(["check", "--changed", "HEAD", "--select", "OGP032", "--format", "concise", *words])
    return capsys.readouterr().out.splitlines()


def test_what_is_not_committed_is_told_in_the_words_of_the_plan(plan, capsys):
    edit("2022-12-31", "2023-09-30")
    edit("100 %", "50 %")
    assert diff(capsys) == (
        "Country X (XX) › 2022-2023\n"
        f"  Commitment “Beneficial ownership register”  {FILE}\n"
        "    Milestones › “Law in force”\n"
        "      Due moved from December 31, 2022 to September 30, 2023 (9 months later)\n"
        "      Benchmark lowered: 100 % → 50 %\n"
        "        [-100-]{+50+} % of firms file\n"
        "\n"
        "Commitments: 1 changed\n"
        "Due: 1 moved to a later day\n"
    )


def test_commits_branches_and_their_parting_are_compared(plan, capsys):
    git("checkout", "-q", "-b", "office")
    edit("Treasury", "Registry")
    commit("office")
    git("checkout", "-q", "main")
    edit("Site online", "Site is online")
    commit("main")
    assert "Lead changed from “Treasury” to “Registry”" in diff(capsys, "main...office")
    assert "Site" not in diff(capsys, "main...office")
    both = diff(capsys, "main..office")
    assert "Lead changed from “Treasury” to “Registry”" in both
    assert "“Site online”" in both
    assert diff(capsys, "main", "main") == "Nothing changed between main and main.\n"


def test_folders_and_files_are_compared_without_git(plan, capsys, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    subprocess.run(["cp", "-r", *map(str, plan.glob("*")), str(other)], check=True)
    edit("Treasury", "Registry")
    assert "Lead changed from “Treasury” to “Registry”" in diff(capsys, str(other))
    assert "Lead changed from “Registry” to “Treasury”" in diff(capsys, FILE, str(other / FILE))


def test_the_summary_fits_a_comment_and_nothing_in_it_is_markup(plan, capsys):
    edit("Treasury", "<script>@everyone</script> [x](https://example.org) | *a*")
    said = diff(capsys, "--format", "markdown")
    assert "<script>" not in said
    assert (
        "\\<script\\>@<span></span>everyone\\</script\\> \\[x\\](https:<span></span>//example.org) \\| \\*a\\*" in said
    )
    page = diff(capsys, "--format", "html")
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_plan_calls_and_closes_nothing_through_a_comment(plan, capsys):
    edit('"Beneficial ownership register"      # the forum', '"/close @minister, see #12" # the forum')
    edit("Law in force", "/merge !3 ~urgent")
    commit("@all #1")
    said = diff(capsys, "HEAD~1", "--format", "markdown")
    assert not re.search(r"^\s*/|[@#!~]\w", said, re.MULTILINE)
    assert "/close @<span></span>minister, see" in said
    assert "!<span></span>3 \\~<span></span>urgent" in said


def test_many_changes_are_cut_to_what_a_comment_takes(plan, capsys):
    for number in range(400):
        (plan / HOME / "commitments" / f"c{number}.toml").write_text(
            f'title = "{"A long title of a commitment " * 5}{number}"\n', "utf-8"
        )
    said = diff(capsys, "--format", "markdown")
    assert len(said) < 65_536
    assert "more documents changed. Run “ogpkit diff” to see all changes." in said


def test_programs_get_every_value_with_its_place(plan, capsys):
    edit("2022-12-31", "2023-09-30")
    (one,) = json.loads(diff(capsys, "--format", "json"))["files"]
    (value,) = one["values"]
    assert (one["path"], one["kind"], one["change"]) == (FILE, "commitment", "changed")
    assert value["at"] == ["milestones", 0, "due"]
    assert (value["before"], value["after"]) == ("2022-12-31", "2023-09-30")


@pytest.mark.parametrize("words", [["nothing-like-it"], ["--upload-pack=x"], ["HEAD", "nothing-like-it"]])
def test_a_version_that_is_not_there_is_named(plan, capsys, words):
    assert main(["diff", *words]) == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2022-12-31", "2023-01-01", "Due moved from December 31, 2022 to January 1, 2023"),
        ("due = 2022-12-31\n", "", "Due was removed: December 31, 2022"),
        ("100 %", "99 %", "Benchmark lowered: 100 % → 99 %"),
        ("target = 10", "target = 11", "Target raised from 10 to 11"),
        ('[[milestones]]\nid = "site"', '[[milestones]]\nid = "page"', "Milestones › “Site online”: Removed"),
        (COMMITMENT[COMMITMENT.index("[[milestones.ind") :], "", "Indicators › “Days until an answer”: Removed"),
    ],
)
def test_a_weaker_promise_is_found_at_its_place(plan, capsys, old, new, said):
    edit(old, new)
    found = weakened(capsys)
    assert len(found) == 1
    assert found[0].startswith(f"{FILE}:")
    assert "OGP032 warning: This change weakens what was promised: " in found[0]
    assert said in found[0]
    assert "Restore the earlier value, or record the change with its reason in `changes`." in found[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2022-12-31", "2022-12-30"),
        ("100 % of firms file", "100 % of firms file by law"),
        ("target = 10", "target = 9"),
        ("lead", "# lead"),
        ('title = "Site online"', 'title = "The site is online"'),
    ],
)
def test_a_promise_that_is_kept_or_more_is_not_found(plan, capsys, old, new):
    edit(old, new)
    assert weakened(capsys) == []


def test_a_plan_that_is_not_submitted_may_change(plan, capsys):
    Path(HOME, "cycle.toml").write_text(CYCLE, "utf-8")
    commit("not submitted")
    Path(HOME, "cycle.toml").write_text(SUBMITTED, "utf-8")  # submitted with this very change
    edit("2022-12-31", "2023-01-01")
    assert weakened(capsys) == []


def test_a_refresh_that_gives_its_reason_may_change_the_plan(plan, capsys):
    edit("2022-12-31", "2023-01-01")
    with Path(FILE).open("a", encoding="utf-8") as file:
        file.write('\n[[changes]]\non = 2022-11-01\nsort = "changed"\nreason = "Parliament was dissolved."\n')
    assert weakened(capsys) == []


def test_a_commitment_that_is_deleted_is_found(plan, capsys):
    Path(FILE).unlink()
    (found,) = weakened(capsys)
    assert found.startswith(f"{FILE}:1:1: OGP032 warning: Commitment “Beneficial ownership register” was deleted")


def test_a_withdrawn_answer_is_found_before_any_plan_is_submitted(plan, capsys):
    Path(HOME, "cycle.toml").write_text(CYCLE, "utf-8")
    comment = Path(HOME, "consultation/comments/0001.toml")
    comment.parent.mkdir(parents=True)
    asked = 'received = 2021-10-01\ntext = "Publish it."\n'
    comment.write_text(f'{asked}\n[response]\noutcome = "accepted"\non = 2021-11-01\ntext = "We do."\n', "utf-8")
    commit("answered")
    comment.write_text(asked, "utf-8")
    (found,) = weakened(capsys)
    assert found.startswith(str(comment))
    assert "Restore the earlier value." in found


def test_settings_and_comments_silence_it(plan, capsys):
    edit("due = 2022-12-31", "due = 2023-01-01  # ogpkit: ignore OGP032: the law is late")
    assert weakened(capsys) == []
    main(["check", "--format", "concise"])
    assert "OGP032" not in capsys.readouterr().out  # nor is the comment called useless where nothing is compared
    edit("  # ogpkit: ignore OGP032: the law is late", "")
    assert len(weakened(capsys)) == 1
    Path("ogpkit.toml").write_text(
        '[workspace]\nname = "X"\nlanguages = ["en"]\n[check]\nignore = ["OGP032"]\n', "utf-8"
    )
    assert main(["check", "--changed", "HEAD", "--format", "concise"]) in (0, 1)
    assert "OGP032" not in capsys.readouterr().out


def test_a_pipeline_can_ask_whether_something_changed(plan, capsys):
    assert main(["diff", "--exit-code"]) == 0
    edit("Treasury", "Registry")
    assert main(["diff", "--exit-code"]) == 1


def test_the_changes_of_one_place_are_told_alone(plan, capsys):
    edit("Treasury", "Registry")
    edit('name = "Country X"', 'name = "Country Y"', "countries/XX/country.toml")
    assert "Name changed" not in diff(capsys, "--of", "XX/2022-2023")
    assert "Lead changed" in diff(capsys, "--of", "XX")
    assert diff(capsys, "--of", "YY").startswith("Nothing changed")


def test_a_milestone_that_moves_to_another_commitment_stays_a_promise(plan, capsys):
    other = f"{HOME}/commitments/site.toml"
    site = Path(FILE).read_text("utf-8").partition('[[milestones]]\nid = "site"')
    edit("".join(site[1:]), "")
    Path(other).write_text(f'title = "A site"\n\n{site[1]}{site[2]}', "utf-8")
    said = diff(capsys)
    assert f"Milestones › “Site online”\n      Moved to {other}.\n" in said
    assert weakened(capsys) == []
    commit("moved")
    edit("Site online", "A site that is online", other)
    Path(FILE).write_text(Path(FILE).read_text("utf-8") + "\n" + site[1] + site[2], "utf-8")
    assert "Moved" not in diff(capsys, "HEAD~1")
    edit(site[1] + site[2], "")
    assert "Removed." in diff(capsys, "HEAD~1")
    assert "OGP032" in "".join(weakened(capsys, "--changed=HEAD~1"))


def test_without_a_repository_or_a_commit_it_says_what_to_do(plan, capsys):
    git("checkout", "-q", "--orphan", "new")
    main(["diff"])
    assert "This git repository has no commit yet. Commit your files first." in capsys.readouterr().err
    shutil.rmtree(".git")
    main(["diff"])
    assert "This workspace is not in a git repository. Run “git init” first." in capsys.readouterr().err


def test_words_that_changed_keep_their_gaps_and_their_direction(plan, capsys):
    edit('benchmark = "100 % of firms file"', 'benchmark.en = "100 % of firms file"\nbenchmark.ar = "كل الشركات."')
    commit("in two languages")
    edit("100 %", "90 %")
    edit("كل الشركات.", "بعض الشركات.")
    page = diff(capsys, "--format", "html")
    assert "<del>100</del><ins>90</ins> <span>% of firms file</span>" in page
    assert "<del>كل</del><ins>بعض</ins> <span>الشركات.</span>" in page
    for form in ("text", "markdown", "html"):
        assert "“\u2068كل الشركات.\u2069”" in diff(capsys, "--format", form)
