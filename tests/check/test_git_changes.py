"""`ogpkit check --changed` tells what came with a change, wherever it stands, and nothing that was there before."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest

from ogpkit.check.finding import Finding
from ogpkit.check.git_changes import CannotCompare, find_git_changes
from ogpkit.check.request import CheckRequest
from ogpkit.check.runner import check_before, run_check
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.positions import START

EXAMPLE = Path(__file__).parents[2] / "examples" / "cohort-2011"
ASKED = CheckRequest(today=date(2018, 3, 1))
PLUGINS = Plugins.discover(third_party=False)
SAMPLE = Finding(
    path="countries/HN/country.toml",
    span=START,
    code="MIN001",
    severity=Severity.ERROR,
    message="m",
    remedy="r",
    plugin="core",
)

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root, *words):
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *words], cwd=root, check=True, capture_output=True)


def commit(root):
    git(root, "add", "-A")
    git(root, "commit", "-qm", "so far", "--allow-empty")


def look(root):
    return run_check(root, PLUGINS, ASKED, {}).findings


def tell(root, reference="HEAD", plugins_before=PLUGINS):
    changes = find_git_changes(root, reference)
    return changes.select(look(root), lambda: check_before(root, plugins_before, ASKED, changes).findings)


def identify(finding):
    return finding.path, finding.code, finding.at, finding.message


@pytest.fixture
def root(tmp_path):
    """The files of one country in git, all of them committed."""
    folder = tmp_path / "plans"
    shutil.copytree(EXAMPLE / "countries" / "HN", folder / "countries" / "HN")
    shutil.copy(EXAMPLE / "ogpkit.toml", folder)
    git(folder, "init", "-qb", "main")
    commit(folder)
    return folder


def list_plan_files(root):
    return sorted(path for path in root.rglob("*.toml") if ".git" not in path.parts)


def move_days(text, chance):
    return re.sub(r"20\d\d(?=-\d\d-\d\d)", lambda year: str(int(year[0]) + chance.choice((-2, 0, 3))), text)


def change_one(root, chance):
    """Change one thing in a workspace, as somebody might; gives what was done."""
    file = chance.choice(list_plan_files(root))
    text = file.read_text("utf-8")
    lines = text.splitlines(keepends=True)
    what = chance.choice(["delete", "rename", "move days", "drop a line", "misspell", "copy", "break", "settings"])
    if what == "delete":
        file.unlink()
    elif what == "rename":
        file.rename(file.with_name(f"{file.stem}-new.toml"))
    elif what == "move days":
        file.write_text(move_days(text, chance), "utf-8")
    elif what == "drop a line":
        del lines[chance.randrange(len(lines))]
        file.write_text("".join(lines), "utf-8")
    elif what == "misspell":
        file.write_text(text.replace('"', '"x', chance.randrange(1, 9)), "utf-8")
    elif what == "copy":
        shutil.copy(file, file.with_name(f"{file.stem}-too.toml"))
    elif what == "break":
        file.write_text(text + "\n= 1\n", "utf-8")
    else:
        settings = root / "ogpkit.toml"
        settings.write_text(f'{settings.read_text("utf-8")}\n[check]\nignore = ["COM"]\n', "utf-8")
    return f"{what} {file}"


def test_a_change_tells_what_the_whole_check_finds_beyond_before(root):
    chance, count = random.Random(14), 0
    before = Counter(map(identify, look(root)))
    for number in range(16):
        done = change_one(root, chance)
        if number % 3 == 0:
            git(root, "add", "-A")
        told = tell(root)
        new = Counter(map(identify, look(root))) - before
        assert new - Counter(map(identify, told)) == Counter(), done
        changes = find_git_changes(root, "HEAD")
        elsewhere = [one for one in told if not {one.path, one.subject} & changes.changed and not one.related]
        assert Counter(map(identify, elsewhere)) - new == Counter(), done
        count += new.total()
        git(root, "reset", "-q", "--hard")
        git(root, "clean", "-fdq")
    assert count > 5


def test_what_a_deleted_file_leaves_behind_is_told(root):
    assert tell(root) == ()
    (root / "countries/HN/country.toml").unlink()
    assert "OGP021" in {finding.code for finding in tell(root)}
    commit(root)
    assert tell(root) == ()
    assert tell(root, "HEAD~1")


def test_what_the_main_line_got_since_is_no_change_of_a_branch(root):
    git(root, "checkout", "-qb", "topic")
    git(root, "checkout", "-q", "main")
    wrong = root / "countries/HN/country.toml"
    wrong.write_text(wrong.read_text("utf-8") + "\nunknown = 1\n", "utf-8")
    commit(root)
    wrong.write_text(wrong.read_text("utf-8").replace("unknown", "mended"), "utf-8")
    git(root, "stash", "-q")
    git(root, "checkout", "-q", "topic")
    assert tell(root, "main") == ()
    assert not find_git_changes(root, "main").changed


def test_lines_without_a_common_commit_cannot_be_compared(root):
    git(root, "checkout", "-q", "--orphan", "other")
    git(root, "commit", "-qm", "begun anew")
    with pytest.raises(CannotCompare, match="shares with the current branch"):
        find_git_changes(root, "main")


def test_findings_that_an_exclusion_hid_are_told_when_it_goes(root):
    settings = root / "ogpkit.toml"
    text = settings.read_text("utf-8")
    wrong = root / "countries/HN/country.toml"
    wrong.write_text(wrong.read_text("utf-8") + "\nunknown = 1\n", "utf-8")
    folder = wrong.parent.relative_to(root).as_posix()
    settings.write_text(text.replace("[workspace]\n", f'[workspace]\nexclude = ["{folder}/**"]\n'), "utf-8")
    commit(root)
    settings.write_text(text, "utf-8")
    assert "OGP003" in {finding.code for finding in tell(root)}


def test_what_a_plugin_finds_is_told_when_it_begins_to_take_part(root):
    without = Plugins.discover(frozenset({"commitments"}), third_party=False)
    settings = root / "ogpkit.toml"
    text = settings.read_text("utf-8")
    settings.write_text(f'{text}\n[plugins]\ndisable = ["commitments"]\n', "utf-8")
    for plan in root.glob("countries/*/cycles/*/cycle.toml"):
        plan.write_text(f"unknown = 1\n{plan.read_text('utf-8')}", "utf-8")
    commit(root)
    settings.write_text(text, "utf-8")
    new = {identify(one) for one in look(root)} - {
        identify(one) for one in run_check(root, without, ASKED, {}).findings
    }
    assert new
    assert new <= {identify(finding) for finding in tell(root, plugins_before=without)}


@pytest.mark.skipif(os.name != "posix", reason="links need a right of their own elsewhere")
def test_a_link_that_becomes_a_file_is_compared_with_what_it_led_to(root):
    file = root / "countries/HN/country.toml"
    text = file.read_text("utf-8")
    file.with_name("real.txt").write_text(text, "utf-8")
    file.unlink()
    file.symlink_to("real.txt")
    commit(root)
    file.unlink()
    assert "OGP021" in {finding.code for finding in tell(root)}
    file.write_text(text, "utf-8")
    assert {finding.path for finding in tell(root)} <= {file.relative_to(root).as_posix()}


def test_what_a_changed_plugin_of_the_workspace_says_comes_with_its_change(root):
    plugin = root / "plugins" / "ministries.py"
    plugin.parent.mkdir()
    plugin.write_text("RULES = 1\n", "utf-8")
    commit(root)
    of_plugin = attrs.evolve(SAMPLE, plugin="ministries")
    select = find_git_changes(root, "HEAD").select
    assert select([of_plugin], lambda: [of_plugin]) == ()
    plugin.write_text("RULES = 2\n", "utf-8")
    select = find_git_changes(root, "HEAD").select
    assert select([of_plugin, SAMPLE], lambda: [of_plugin, SAMPLE]) == (of_plugin,)
