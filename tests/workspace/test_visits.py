"""What was changed since the last visit, read from real repositories; no name and no address of anybody is kept."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ogpkit.workspace.visits import FileChange, has_repository, list_changes_since_visit, note_visit

ME, OTHER = "me@example.org", "other@example.org"


@pytest.fixture
def commit(tmp_path):
    """Commits files with their texts, as somebody and on a day; None deletes one."""

    def git(*words, who=ME, day="2013-01-01"):
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        moment = f"{day}T12:00:00+00:00"
        env |= {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment, "GIT_CONFIG_GLOBAL": os.devnull}
        named = ("-c", "user.name=Secret Name", "-c", f"user.email={who}")
        subprocess.run(["git", *named, *words], cwd=tmp_path, env=env, check=True, capture_output=True)

    def commit(who, day, files):
        if not (tmp_path / ".git").exists():
            git("init", "-q", "-b", "main")
            git("config", "user.email", ME)
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink() if text is None else path.write_text(text)
        git("add", "-A")
        git("commit", "-qm", "Message", who=who, day=day)

    return commit


@pytest.fixture
def root(tmp_path):
    return tmp_path / "workspace"


def test_the_newest_change_of_each_file_is_told_and_whose_it_is(commit, root):
    commit(ME, "2013-01-01", {"workspace/a": "1", "workspace/b": "1", "workspace/c": "1", "elsewhere": "1"})
    note_visit(root)
    commit(OTHER, "2013-01-02", {"workspace/a": "2", "workspace/b": "2", "elsewhere": "2"})
    commit(ME, "2013-01-03", {"workspace/b": "3"})
    commit(OTHER, "2013-01-04", {"workspace/c": None})
    assert list_changes_since_visit(root) == (
        FileChange("c", date(2013, 1, 4), is_own=False, is_gone=True),
        FileChange("b", date(2013, 1, 3), is_own=True, is_gone=False),
        FileChange("a", date(2013, 1, 2), is_own=False, is_gone=False),
    )


def test_a_visit_takes_note_of_what_is_there(commit, root):
    commit(ME, "2013-01-01", {"workspace/a": "1"})
    assert list_changes_since_visit(root) == ()  # nobody was here before
    note_visit(root)
    assert list_changes_since_visit(root) == ()
    commit(OTHER, "2013-01-02", {"workspace/a": "2"})
    assert len(list_changes_since_visit(root)) == 1
    note_visit(root)
    assert list_changes_since_visit(root) == ()


def test_no_name_and_no_address_is_kept(commit, root):
    commit(ME, "2013-01-01", {"workspace/a": "1"})
    note_visit(root)
    kept = [path.read_bytes() for path in Path(root, ".ogpkit").rglob("*") if path.is_file()]
    assert kept
    assert not any(b"@" in text or b"Secret" in text for text in kept)


@pytest.mark.parametrize("said", ["", "nothing", "--all", "f" * 40, "\x1b[31m", "0" * 300])
def test_a_note_that_says_no_commit_says_nothing(commit, root, said):
    commit(ME, "2013-01-01", {"workspace/a": "1"})
    note_visit(root)
    (root / ".ogpkit/visits/last.txt").write_text(said)
    commit(OTHER, "2013-01-02", {"workspace/a": "2"})
    assert list_changes_since_visit(root) == ()


def test_without_a_repository_nothing_is_noted(root):
    root.mkdir()
    note_visit(root)
    assert not has_repository(root)
    assert list_changes_since_visit(root) == ()
    assert not (root / ".ogpkit").exists()
