"""`git diff` shows a plan in words, once `ogpkit git-setup` has run."""

import subprocess
from pathlib import Path

import pytest

from ogpkit.api.cli import main
from ogpkit.check.review.plain_lines import guess_kind, write_plain_lines
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.toml import parse_toml

EXAMPLES = Path(__file__).parents[3] / "examples"
FILE = "countries/XX/cycles/2022-2023/commitments/register.toml"
COMMITMENT = """\
# The forum's first wish.
lead = "Treasury"
title.fr = "Registre"
title.en = "Register"
mystery = 3

[[milestones]]
title = "Law in force"
id = "law"
due = 2022-12-31
status = "not-started"
"""


@pytest.fixture(scope="module")
def kinds():
    return Plugins.discover(frozenset()).kinds


def git(*words):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(["git", *identity, *words], check=True, capture_output=True, text=True).stdout


@pytest.fixture
def plan(tmp_path, begin_repository):
    """A workspace in git, whose repository uses the program of this environment."""
    file = tmp_path / FILE
    file.parent.mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "X"\nlanguages = ["en"]\n', "utf-8")
    file.write_text(COMMITMENT, "utf-8")
    begin_repository(tmp_path)
    return file


def list_changed(diff):
    return [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_git_shows_labels_and_words(plan):
    plan.write_text(COMMITMENT.replace("2022-12-31", "2023-09-30").replace("not-started", "limited"), "utf-8")
    assert list_changed(git("diff")) == [
        "-Milestones › law › Due: December 31, 2022",
        "-Milestones › law › Status: Not started",
        "+Milestones › law › Due: September 30, 2023",
        "+Milestones › law › Status: Limited",
    ]
    git("commit", "-qam", "later")
    assert "+Milestones › law › Due: September 30, 2023" in git("log", "-p", "-1")
    assert "+due = 2023-09-30" in git("diff", "--no-textconv", "HEAD~")


def test_git_shows_a_file_that_cannot_be_read(plan):
    plan.write_text(COMMITMENT + "due = \n", "utf-8")
    assert "+due = " in git("diff")


def test_the_order_of_keys_and_tables_makes_no_difference(kinds):
    other = """\
mystery = 3
title = {en = "Register", fr = "Registre"}
lead = "Treasury"
milestones = [{id = "law", due = 2022-12-31, status = "not-started", title = "Law in force"}] # The forum's first wish.
"""
    said = write_plain_lines(COMMITMENT.encode(), "register.toml", kinds)
    assert said == write_plain_lines(other.encode(), "register.toml", kinds)
    assert said == (
        "Title (English): Register\n"
        "Title (French): Registre\n"
        "Lead: Treasury\n"
        "Milestones › law › Identifier: law\n"
        "Milestones › law › Title: Law in force\n"
        "Milestones › law › Due: December 31, 2022\n"
        "Milestones › law › Status: Not started\n"
        "mystery: 3\n"
        "Comment: The forum's first wish.\n"
    )


def test_what_a_text_brings_along_does_not_act_in_a_terminal(kinds):
    said = write_plain_lines(b'title = "A\\u001b[2Jb"\nlead = """One.\n\nTwo."""\n', "a.toml", kinds)
    assert said == "Title: A<U+001B>[2Jb\nLead: One.\nLead: Two.\n"
    assert write_plain_lines(b"title = \x1b[2J\xff", "a.toml", kinds) == "title = <U+001B>[2J�"
    assert write_plain_lines(b"[project]\r\nname = 1\r\n", "a.toml", kinds) == "[project]\nname = 1\n"


def test_the_name_and_the_keys_of_a_file_tell_its_kind(kinds):
    for root in ("cohort-2011", "networking-paper", "three-scripts"):
        for file in (EXAMPLES / root).rglob("*.toml"):
            claimed = kinds.match_path(file.relative_to(EXAMPLES / root).as_posix())
            assert guess_kind(parse_toml(file.read_bytes()), file.name, kinds) is claimed[0], file


def test_the_line_of_an_earlier_version_is_replaced(plan):
    Path(".gitattributes").write_text("*.pdf binary\n*.toml merge=ogpkit\n", "utf-8")
    assert main(["git-setup", "--yes"]) == 0
    assert Path(".gitattributes").read_text("utf-8") == "*.pdf binary\n*.toml diff=ogpkit merge=ogpkit\n"
