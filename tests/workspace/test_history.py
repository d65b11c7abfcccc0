"""What files said before, read from real repositories; without one there is no history, and nothing fails."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from ogpkit.workspace.history import History, Revision, newest_commit


class Repository:
    """A repository of which every commit is made on a day."""

    def __init__(self, root: Path):
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")

    def git(self, *words, day="2013-01-01", written=""):
        moment, author = f"{day}T12:00:00+00:00", f"{written or day}T12:00:00+00:00"
        env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        env |= {"GIT_AUTHOR_DATE": author, "GIT_COMMITTER_DATE": moment, "GIT_CONFIG_GLOBAL": os.devnull}
        who = ("-c", "user.name=Secret Name", "-c", "user.email=secret@example.org")
        return subprocess.run(["git", *who, *words], cwd=self.root, env=env, check=True, capture_output=True).stdout

    def commit(self, day, **files):
        for name, text in files.items():
            path = self.root / name.replace("__", "/")
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-qm", "Message", day=day)


@pytest.fixture
def repository(tmp_path):
    found = Repository(tmp_path / "repository")
    found.commit("2012-01-01", a="one", b="b")
    found.commit("2012-02-01", a="two")
    found.commit("2012-03-01", a=None)
    found.commit("2012-04-01", a="four")
    return found


def revisions(root, path, most=10):
    with History(root) as history:
        return list(history.revisions(path, date.min, most))


def test_every_change_of_a_file_is_known_newest_first(repository):
    assert revisions(repository.root, "a") == [
        Revision(date(2012, 4, 1), None, b"four"),
        Revision(date(2012, 3, 1), b"two", None),
        Revision(date(2012, 2, 1), b"one", b"two"),
        Revision(date(2012, 1, 1), None, b"one"),
    ]
    assert len(revisions(repository.root, "a", most=2)) == 2
    with History(repository.root) as history:
        assert history.count_revisions("a", date.min) == 4
        assert history.count_revisions("nowhere", date.min) == 0
        assert history.count_revisions("a", date(2012, 3, 1)) == 2
        assert [one.on.month for one in history.revisions("a", date(2012, 3, 1), 10)] == [4, 3]


def test_a_workspace_may_lie_below_the_root_of_its_repository(repository):
    repository.commit("2012-05-01", **{"deep__ogp__ünï ცოდნა.toml": "x", "deep__ogpkit": "y"})
    assert revisions(repository.root / "deep/ogp", "ünï ცოდნა.toml") == [Revision(date(2012, 5, 1), None, b"x")]
    assert revisions(repository.root / "deep/ogp", "a") == []


def test_a_branch_is_told_as_what_its_merge_made_of_the_main_line(repository):
    repository.git("checkout", "-qb", "other")
    repository.commit("2012-05-01", b="drafted, and never on the main line")
    repository.commit("2012-05-02", b="other")
    repository.git("checkout", "-q", "main")
    repository.commit("2012-06-01", a="six")
    repository.git("merge", "-q", "--no-ff", "-m", "Merge", "other", day="2012-07-01")
    assert revisions(repository.root, "b") == [
        Revision(date(2012, 7, 1), b"b", b"other"),
        Revision(date(2012, 1, 1), None, b"b"),
    ]
    assert revisions(repository.root, "a")[0] == Revision(date(2012, 6, 1), b"four", b"six")


def test_a_branch_that_was_put_on_the_main_line_later_was_not_there_before(repository):
    repository.git("checkout", "-qb", "other")
    repository.commit("2012-02-10", b="drafted")
    repository.commit("2012-02-12", b="taken out")
    repository.git("checkout", "-q", "main")
    repository.git("rebase", "-q", "main", "other", day="2012-07-01")
    repository.git("rebase", "-q", "--force-rebase", "main~1", "other", day="2012-07-01")
    repository.git("checkout", "-q", "main")
    repository.git("reset", "-q", "--hard", "other")
    assert [one.on for one in revisions(repository.root, "b")][:2] == [date(2012, 7, 1)] * 2


@pytest.mark.parametrize(
    ("written", "put", "counted"),
    [
        ("2012-05-01", "2012-06-01", date(2012, 6, 1)),
        ("2012-06-01", "2012-05-01", date(2012, 6, 1)),
        ("2001-01-01", "2001-01-01", date(2012, 4, 1)),
    ],
)
def test_a_change_is_never_dated_before_what_it_builds_on(repository, written, put, counted):
    (repository.root / "a").write_text("five")
    repository.git("commit", "-qam", "Message", day=put, written=written)
    assert [one.on for one in revisions(repository.root, "a")][:2] == [counted, date(2012, 4, 1)]


def test_a_shallow_clone_does_not_claim_that_files_are_new(repository, tmp_path):
    repository.commit("2012-05-01", b="later")
    subprocess.run(
        ["git", "clone", "-q", "--depth", "2", repository.root.as_uri(), str(tmp_path / "shallow")], check=True
    )
    assert revisions(tmp_path / "shallow", "b") == [Revision(date(2012, 5, 1), b"b", b"later")]
    assert revisions(tmp_path / "shallow", "a") == []


def test_nothing_is_known_without_a_repository_or_without_a_commit(tmp_path):
    (tmp_path / "a").write_text("x")
    assert revisions(tmp_path, "a") == []
    assert newest_commit(tmp_path) == ""
    Repository(tmp_path)
    assert revisions(tmp_path, "a") == []
    assert revisions(tmp_path / "nowhere", "a") == []


def test_nor_without_git(repository, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert revisions(repository.root, "a") == []
    assert newest_commit(repository.root) == ""


def test_a_link_and_a_file_that_git_does_not_know_have_no_history(repository):
    (repository.root / "new").write_text("x")
    (repository.root / "link").symlink_to("/etc/passwd")
    repository.git("add", "link")
    repository.git("commit", "-qm", "Link")
    assert revisions(repository.root, "new") == []
    assert revisions(repository.root, "link") == []


def test_an_object_that_is_lost_ends_the_history_of_its_file_alone(repository):
    name = repository.git("rev-parse", "HEAD~2:a").decode().strip()
    (repository.root / ".git/objects" / name[:2] / name[2:]).unlink()
    assert revisions(repository.root, "a") == [Revision(date(2012, 4, 1), None, b"four")]
    assert len(revisions(repository.root, "b")) == 1


def test_a_repository_s_own_settings_run_nothing(repository, tmp_path):
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path}/sprung\nexit 1\n")
    trap.chmod(0o755)
    for name in ("core.fsmonitor", "core.pager", "diff.external", "gpg.program", "core.sshCommand", "diff.x.textconv"):
        repository.git("config", name, str(trap))
    for name, value in (("log.showSignature", "true"), ("color.ui", "always"), ("diff.renames", "copies")):
        repository.git("config", name, value)
    (repository.root / ".gitattributes").write_text("* diff=x\n")
    assert len(revisions(repository.root, "a")) == 4
    assert not (tmp_path / "sprung").exists()


def test_the_environment_leads_to_no_other_repository(repository, monkeypatch, tmp_path):
    other = Repository(tmp_path / "other")
    other.commit("2011-01-01", a="other")
    monkeypatch.setenv("GIT_DIR", str(other.root / ".git"))
    assert len(revisions(repository.root, "a")) == 4


def test_a_new_commit_is_noticed(repository):
    before = newest_commit(repository.root)
    repository.commit("2012-05-01", a="five")
    assert newest_commit(repository.root) != before != ""
