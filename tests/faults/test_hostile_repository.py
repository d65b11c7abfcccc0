"""A repository that somebody else made names programs everywhere: no command that asks git starts one of them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from ogpkit.check.git_changes import CannotCompare, find_git_changes
from ogpkit.workspace.git import GitFailed, GitUnavailable, ObjectReader, find_program, run_git
from ogpkit.workspace.history import History, newest_commit

if os.name != "posix":
    pytest.skip("The traps are shell scripts.", allow_module_level=True)

SCRIPT = Path(sys.executable).with_name("ogpkit")
GIT = shutil.which("git") or ""
COUNTRY = "countries/KE/country.toml"
WHO = ("-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")

PROGRAMS = (
    *("core.fsmonitor", "core.pager", "core.sshCommand", "core.gitProxy", "core.askPass", "core.editor"),
    *("core.alternateRefsCommand", "credential.helper", "diff.external", "diff.trap.command", "diff.trap.textconv"),
    *("filter.trap.clean", "filter.trap.smudge", "filter.trap.process", "merge.trap.driver", "gpg.program"),
    *(
        "gpg.ssh.program",
        "gpg.x509.program",
        "pager.log",
        "pager.ls-tree",
        "sequence.editor",
        "uploadpack.packObjectsHook",
    ),
    *("remote.origin.uploadpack", "remote.origin.vcs", "submodule.inner.update"),
)
OTHERS = {
    "filter.trap.required": "true",
    "log.showSignature": "true",
    "log.showRoot": "false",
    "log.diffMerges": "on",
    "diff.noprefix": "true",
    "status.submoduleSummary": "true",
    "submodule.recurse": "true",
    "protocol.allow": "always",
    "protocol.ext.allow": "always",
    "protocol.file.allow": "always",
    "remote.origin.promisor": "true",
    "remote.origin.partialclonefilter": "blob:none",
    "core.untrackedCache": "true",
    "core.commitGraph": "true",
    "color.ui": "always",
}
HOOKS = (
    "post-index-change",
    "reference-transaction",
    "post-checkout",
    "pre-auto-gc",
    "fsmonitor-watchman",
    "pre-commit",
)


def git(root, *words):
    """What the person does with git, whose settings are their own."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run([GIT, *WHO, *words], cwd=root, env=env, check=True, capture_output=True).stdout


def put(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


class Hostile:
    """A workspace in such a repository."""

    def __init__(self, tmp_path: Path) -> None:
        self.root = tmp_path / "workspace"
        self.sprung = tmp_path / "sprung"
        self.trap = tmp_path / "trap"
        self.trap.write_text(f'#!/bin/sh\necho "$0 $*" >> {self.sprung}\ncat\nexit 1\n')
        self.trap.chmod(0o755)
        put(self.root, "ogpkit.toml", '[workspace]\nname = "Kenya"\nlanguages = ["en"]\n')
        put(self.root, COUNTRY, 'name = "Kenya"\n')
        git(self.root, "init", "-q", "-b", "main")
        git(self.root, "add", "-A")
        git(self.root, "commit", "-qm", "One")
        put(self.root, COUNTRY, 'name = "Kenia"\n')
        git(self.root, "commit", "-qam", "Two")
        put(self.root, COUNTRY, 'name = "Kenya"\nx = 1\n')

    def settings(self, place: str) -> None:
        """Write every setting that names a program to a place from which git takes settings."""
        file = {"config": ".git/config", "include": "innocent.inc", "worktree": ".git/config.worktree"}[place]
        values = dict.fromkeys(PROGRAMS, str(self.trap)) | OTHERS | {"remote.origin.url": f"ext::{self.trap} %S"}
        for name, value in values.items():
            git(self.root, "config", "--file", str(self.root / file), name, value)
        if place == "include":
            git(self.root, "config", "include.path", "../innocent.inc")
        if place == "worktree":
            git(self.root, "config", "core.repositoryFormatVersion", "1")
            git(self.root, "config", "extensions.worktreeConfig", "true")
        git(self.root, "config", "extensions.partialClone", "origin")
        attributes = "* filter=trap diff=trap merge=trap\n"
        (self.root / ".gitattributes").write_text(attributes)
        (self.root / ".git/info").mkdir(exist_ok=True)
        (self.root / ".git/info/attributes").write_text(attributes)
        for hook in HOOKS:
            shutil.copy(self.trap, self.root / ".git/hooks" / hook)
        for name in ("git", "sh", "ssh", "gpg"):  # with the present folder on the search path
            shutil.copy(self.trap, self.root / name)

    def lose_an_object(self) -> str:
        """Take away what a file held, so that git would fetch it."""
        name = git(self.root, "rev-parse", f"HEAD~1:{COUNTRY}").decode().strip()
        (self.root / ".git/objects" / name[:2] / name[2:]).unlink()
        return name


@pytest.fixture
def hostile(tmp_path, monkeypatch):
    monkeypatch.setenv("OGPKIT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f".::{os.environ['PATH']}")
    return Hostile(tmp_path)


def ogpkit(root, *words):
    return subprocess.run([SCRIPT, *words], cwd=root, capture_output=True, text=True, check=False, timeout=120)


@pytest.mark.parametrize("place", ["config", "include", "worktree"])
def test_no_command_that_asks_git_starts_a_program_of_the_repository(hostile, place, tmp_path):
    lost = hostile.lose_an_object()
    hostile.settings(place)
    if place == "config":  # the others go the same ways, and a process takes its time
        ran = ogpkit(hostile.root, "check", "--changed=HEAD~1", "--format", "github")
        assert (ran.returncode, "OGP003" in ran.stdout) == (1, True), ran
        ran = ogpkit(hostile.root, "portal", "build", str(tmp_path / "site"))
        assert ran.returncode == 0, ran.stderr
    assert find_git_changes(hostile.root, "HEAD").has_changed(COUNTRY)
    with History(hostile.root) as history:
        list(history.revisions(COUNTRY, date.min, 10))
    with ObjectReader(hostile.root, 100) as objects, pytest.raises(GitFailed):
        objects.read_blob(lost)
    assert newest_commit(hostile.root)
    assert not hostile.sprung.exists(), hostile.sprung.read_text()


def test_the_traps_would_spring(hostile):
    """With git as everybody calls it, so that the test above means something."""
    hostile.settings("config")
    subprocess.run([GIT, "status"], cwd=hostile.root, capture_output=True, check=False)
    assert hostile.sprung.exists()


def test_a_workspace_that_is_itself_a_committed_repository_is_not_asked(hostile, monkeypatch):
    inner = hostile.root / "inner"
    git(hostile.root, "clone", "-q", "--bare", ".", "inner")
    put(inner, "ogpkit.toml", '[workspace]\nlanguages = ["en"]\n')
    git(hostile.root, "config", "--file", str(inner / "config"), "core.fsmonitor", str(hostile.trap))
    git(hostile.root, "config", "--file", str(inner / "config"), "core.worktree", str(hostile.root))
    git(hostile.root, "config", "--file", str(inner / "config"), "core.bare", "false")
    with pytest.raises(CannotCompare, match="a bare repository"):
        find_git_changes(inner, "HEAD")
    with History(inner) as history:
        assert history.count_revisions(COUNTRY, date.min) == 0
    assert not hostile.sprung.exists()


def test_a_repository_within_is_none_of_the_workspace_s(hostile):
    put(hostile.root, "countries/GE/country.toml", "x = 1\n")
    git(hostile.root / "countries/GE", "init", "-q")
    hostile.settings("config")
    shutil.copy(hostile.root / ".git/config", hostile.root / "countries/GE/.git/config")
    found = find_git_changes(hostile.root, "HEAD")
    assert found.has_changed(COUNTRY)
    assert not found.has_changed("countries/GE/country.toml")
    assert not hostile.sprung.exists()


@pytest.mark.parametrize(
    "reference", ["--output=x", "-h", "nowhere", "HEAD:ogpkit.toml", "a\0b", "", "--upload-pack=x"]
)
def test_what_is_no_commit_is_refused_and_never_an_option(hostile, reference):
    with pytest.raises(CannotCompare, match="knows no commit"):
        find_git_changes(hostile.root, reference)
    assert not (hostile.root / "x").exists()


def test_a_pipe_in_the_place_of_git_s_files_is_given_up(hostile, monkeypatch):
    name = hostile.lose_an_object()
    os.mkfifo(hostile.root / ".git/objects" / name[:2] / name[2:])
    monkeypatch.setattr("ogpkit.workspace.git.TIMEOUT", 0.5)
    with ObjectReader(hostile.root, 100) as objects, pytest.raises(GitFailed):
        objects.read_blob(name)
    (hostile.root / ".git/config").unlink()
    os.mkfifo(hostile.root / ".git/config")
    began = time.monotonic()
    with pytest.raises(GitFailed, match="too long"):
        run_git(hostile.root, "rev-parse", "HEAD", timeout=0.5)
    assert time.monotonic() - began < 30


def test_an_object_that_is_too_large_is_never_asked_for(hostile):
    put(hostile.root, "large", "x" * 2000)
    git(hostile.root, "add", "large")
    name = git(hostile.root, "rev-parse", ":large").decode().strip()
    with ObjectReader(hostile.root, 1000) as objects:
        with pytest.raises(GitFailed, match="too large"):
            objects.read_blob(name)
        there = git(hostile.root, "rev-parse", "HEAD:ogpkit.toml").decode().strip()
        assert objects.read_blob(there).startswith(b"[workspace]"), "the reader goes on"


def test_names_of_any_kind_are_compared(hostile):
    odd = [":(top)x.toml", "-n.toml", "a\tb.toml", 'q"uote.toml', "ünï ცოდნა.toml", "new\nline.toml", "*.toml"]
    for name in odd:
        put(hostile.root, f"countries/KE/{name}", "a = 1\n")
    git(hostile.root, "add", "-A")
    git(hostile.root, "commit", "-qm", "Odd")
    assert not any(find_git_changes(hostile.root, "HEAD").has_changed(f"countries/KE/{name}") for name in odd)
    for name in odd:
        put(hostile.root, f"countries/KE/{name}", "a = 2\n")
    found = find_git_changes(hostile.root, "HEAD")
    assert all(found.has_changed(f"countries/KE/{name}") for name in odd)


def test_ends_of_lines_are_no_change_and_a_file_taken_away_is_gone(hostile):
    (hostile.root / COUNTRY).write_bytes(b'name = "Kenia"\r\n')
    (hostile.root / "ogpkit.toml").unlink()
    found = find_git_changes(hostile.root, "HEAD")
    assert not found.has_changed(COUNTRY)
    assert not found.has_changed("ogpkit.toml")
    assert found.gone == {"ogpkit.toml"}


def test_what_git_ignores_is_not_new_unless_it_was_added(hostile):
    (hostile.root / ".gitignore").write_text("*.toml\n")
    put(hostile.root, "countries/GE/country.toml", "")
    assert not find_git_changes(hostile.root, "HEAD").has_changed("countries/GE/country.toml")
    git(hostile.root, "add", "-f", "countries/GE/country.toml")
    assert find_git_changes(hostile.root, "HEAD").has_changed("countries/GE/country.toml")


def test_only_a_hook_of_the_same_repository_gives_the_list_of_files(hostile, monkeypatch, tmp_path):
    (hostile.root / ".gitignore").write_text("*.toml\n")
    put(hostile.root, "countries/GE/country.toml", "")
    other = tmp_path / "other"
    put(other, "countries/GE/country.toml", "")
    git(other, "init", "-q")
    git(other, "add", "-A")
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git/index"))
    assert not find_git_changes(hostile.root, "HEAD").has_changed("countries/GE/country.toml")
    next_index = hostile.root / ".git/next-index-1.lock"
    shutil.copy(other / ".git/index", next_index)
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index-1.lock")
    assert find_git_changes(hostile.root, "HEAD").has_changed("countries/GE/country.toml")


def test_the_environment_of_another_repository_does_not_hold(hostile, monkeypatch, tmp_path):
    for name, value in (("GIT_DIR", str(tmp_path)), ("GIT_WORK_TREE", "/"), ("GIT_OBJECT_DIRECTORY", str(tmp_path))):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(hostile.trap))
    assert find_git_changes(hostile.root, "HEAD").has_changed(COUNTRY)
    assert not hostile.sprung.exists()


def test_programs_are_not_taken_from_the_folder_one_stands_in(hostile, monkeypatch):
    hostile.settings("config")
    monkeypatch.chdir(hostile.root)
    assert find_program("git", (".", "", "relative")) is None
    monkeypatch.setenv("PATH", ".")
    with pytest.raises(GitUnavailable):
        run_git(hostile.root, "rev-parse", "HEAD")
    assert not hostile.sprung.exists()
