"""Results that are remembered: never wrong, whatever becomes of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ogpkit.check import cache as cached
from ogpkit.check.cache import Cache, dump_result, load_result
from ogpkit.check.request import CheckRequest
from ogpkit.check.runner import run_check
from ogpkit.cli import main
from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.cache_folder import CacheFolder
from ogpkit.workspace.scan import scan
from ogpkit.workspace.user_files import find_user_folder

SCRIPT = Path(sys.executable).with_name("ogpkit")
SETTINGS = '[workspace]\nlanguages = ["en"]\n'
WRONG = 'nam = "Kenya"\nlevel = "National"\n'


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A workspace with findings, and a cache of its own."""
    folder = tmp_path / "workspace"
    (folder / "countries/KE").mkdir(parents=True)
    (folder / "ogpkit.toml").write_text(SETTINGS, "utf-8")
    (folder / "countries/KE/country.toml").write_text(WRONG, "utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("OGPKIT_CACHE_DIR", str(tmp_path / "cache"))
    return folder


@pytest.fixture
def looks(monkeypatch):
    """How often a workspace is really looked at."""
    counted = []

    def counting(*given):
        counted.append(given)
        return run_check(*given)

    monkeypatch.setattr("ogpkit.check.runner.run_check", counting)
    return counted


def checked(capsys, *words):
    code = main(["check", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def age(root):
    """Let all files be older than any clock is coarse."""
    for file in root.rglob("*.toml"):
        os.utime(file, (1_600_000_000, 1_600_000_000))


def settled(monkeypatch):
    monkeypatch.setattr(cached, "_FRESH", -(10**12))


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "gitlab", "sarif", "junit"])
def test_what_is_remembered_is_said_in_the_very_same_words(form, root, capsys, looks):
    first = checked(capsys, "--format", form)
    assert first[0] == 1
    assert checked(capsys, "--format", form) == first
    assert checked(capsys, "--format", form, "--no-cache") == first
    assert len(looks) == (3 if '"fixes"' in first[1] else 2)  # what a fix does is not remembered


def test_where_nothing_was_written_not_even_the_files_are_read(root, capsys, looks, monkeypatch):
    settled(monkeypatch)
    first = checked(capsys)
    monkeypatch.setattr(cached, "_hash_contents", None)
    assert checked(capsys) == first
    assert len(looks) == 1


@pytest.mark.parametrize(
    ("age", "is_read"), [(0, True), (2_000_000_000, True), (2_000_000_001, False), (3_000_000_000, False)]
)
def test_files_written_less_than_two_seconds_ago_are_read_again(age, is_read, root, capsys, monkeypatch):
    youngest = max(entry.touched for entry in scan(root))
    monkeypatch.setattr(cached, "time", SimpleNamespace(time_ns=lambda: youngest + age))
    first = checked(capsys)
    reads = []
    monkeypatch.setattr(cached, "_hash_contents", lambda *given: reads.append(given))
    again = checked(capsys)
    assert again == first
    assert bool(reads) is is_read


def test_files_with_the_same_content_are_not_checked_again(root, capsys, looks):
    first = checked(capsys)
    file = root / "countries/KE/country.toml"
    file.write_bytes(file.read_bytes())
    age(root)
    assert checked(capsys) == first
    assert len(looks) == 1


def rewrite(root):
    """The same size and the same time, another content."""
    file = root / "countries/KE/country.toml"
    about = file.stat()
    file.write_text(WRONG.replace("nam =", "nem ="), "utf-8")
    os.utime(file, ns=(about.st_atime_ns, about.st_mtime_ns))


@pytest.mark.parametrize(
    "change",
    [
        rewrite,
        lambda root: (root / "countries/KE/country.toml").write_text('name = "Kenya"\n', "utf-8"),
        lambda root: (root / "countries/KE/country.toml").unlink(),
        lambda root: (root / "countries/KE/notes.toml").write_text("", "utf-8"),
        lambda root: (root / "ogpkit.toml").write_text(SETTINGS + '[check]\nignore = ["OGP003"]\n', "utf-8"),
        lambda root: (root / "ogpkit.toml").write_text(SETTINGS + 'exclude = ["countries/**"]\n', "utf-8"),
        lambda root: (root / "countries/KE").rename(root / "countries/GE"),
    ],
    ids=["same size and time", "content", "gone", "new", "settings", "excluded", "moved"],
)
def test_every_change_of_a_file_is_seen(change, root, capsys, looks, monkeypatch):
    settled(monkeypatch)
    first = checked(capsys)
    change(root)
    after = checked(capsys)
    assert after != first
    assert after == checked(capsys, "--no-cache")
    assert len(looks) == 3


@pytest.mark.parametrize(
    "words",
    [
        ["--select", "OGP003"],
        ["--ignore", "OGP003"],
        ["--min-severity", "error"],
        ["--today", "2013-01-01"],
        ["countries/KE"],
    ],
    ids=" ".join,
)
def test_what_is_asked_for_is_part_of_the_question(words, root, capsys, looks):
    checked(capsys)
    remembered = [checked(capsys, *words) for _ in range(2)]
    assert remembered[0] == remembered[1] == checked(capsys, *words, "--no-cache")
    assert len(looks) == 3


def test_so_is_the_language(root, capsys, looks, monkeypatch):
    english = checked(capsys)
    monkeypatch.setenv("OGPKIT_LANGUAGE", "fr")
    assert checked(capsys) != english
    assert len(looks) == 2


def test_so_is_the_code_of_ogpkit_and_its_plugins(root, capsys, looks, tmp_path, monkeypatch):
    file = tmp_path / "rules.py"
    file.write_text("one = 1\n", "utf-8")
    folders = cached._list_code_folders
    monkeypatch.setattr(cached, "_list_code_folders", lambda modules: [*folders(modules), str(tmp_path / "rules.py")])
    checked(capsys)
    checked(capsys)
    assert len(looks) == 1
    file.write_text("one = 11\n", "utf-8")
    checked(capsys)
    assert len(looks) == 2


def test_so_are_the_installed_distributions(root, capsys, looks, tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    checked(capsys)
    (tmp_path / "ogpkit_utopia-1.0.dist-info").mkdir()
    checked(capsys)
    assert len(looks) == 2


SPOILT = [
    b"",
    b"\x00" * 40,
    b"{}",
    b"[]",
    lambda content: content[:-3],
    lambda content: content.replace(b"National", b"national"),
    lambda content: content.replace(b'"files"', b'"filed"'),
]


@pytest.mark.parametrize("spoilt", SPOILT, ids=range(len(SPOILT)))
def test_a_spoilt_result_only_costs_time(spoilt, root, capsys, looks, tmp_path):
    first = checked(capsys)
    for file in (tmp_path / "cache/ogpkit-check").glob("[0-9a-f]*"):
        file.write_bytes(spoilt(file.read_bytes()) if callable(spoilt) else spoilt)
    assert checked(capsys) == first
    assert checked(capsys) == first


@pytest.mark.parametrize("other", [{}, {"findings": [[1]], "files": 1, "baseline": 0}, {"folders": 1, "code": []}])
@pytest.mark.parametrize("ending", [".note", ".json"])
def test_a_result_that_something_else_has_written_only_costs_time(other, ending, root, capsys, looks, tmp_path):
    first = checked(capsys)
    for file in (tmp_path / "cache/ogpkit-check").glob(f"*{ending}"):
        CacheFolder(tmp_path / "cache").write(file.name, other)
    assert checked(capsys) == first
    assert checked(capsys) == first


def test_a_cache_that_cannot_be_written_is_done_without(root, capsys, looks, tmp_path, monkeypatch):
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv("OGPKIT_CACHE_DIR", str(tmp_path / "file" / "below"))
    first = checked(capsys)
    assert checked(capsys) == first
    assert len(looks) == 2


def test_checks_at_the_same_time_do_not_disturb_each_other(root):
    running = [
        subprocess.Popen([SCRIPT, "check"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=root) for _ in range(6)
    ]
    assert len({process.communicate(timeout=LONGEST) for process in running}) == 1


def test_what_a_failing_plugin_left_unchecked_is_not_remembered(root, capsys, looks, monkeypatch):
    from ogpkit.plugins.guard import PluginFault

    fault = PluginFault(plugin="utopia", doing="import", message="It fails.", remedy="Mend it.")
    monkeypatch.setattr(Plugins, "faults", property(lambda _self: (fault,)))
    checked(capsys)
    checked(capsys)
    assert len(looks) == 2


def test_fixes_are_never_made_from_memory(root, capsys, looks):
    checked(capsys)
    checked(capsys, "--fix")
    assert len(looks) > 1
    assert 'level = "national"' in (root / "countries/KE/country.toml").read_text("utf-8")


def test_there_are_never_more_results_than_are_wanted(root, tmp_path, monkeypatch):
    monkeypatch.setattr(cached, "_MOST", 2)
    plugins = Plugins.of({})
    for number in range(8):
        inspection = run_check(root, plugins, CheckRequest(), {})
        Cache(root, [number]).keep(inspection, {}, (), [])
    assert len(list((tmp_path / "cache/ogpkit-check").iterdir())) <= 2 * 2 + 2


def test_a_result_comes_back_as_it_was(root):
    inspection = run_check(root, Plugins.discover(third_party=False), CheckRequest(), {})
    again = load_result(json.loads(json.dumps(dump_result(inspection))))
    assert dump_result(again) == dump_result(inspection)
    assert [finding.span for finding in again.findings] == [finding.span for finding in inspection.findings]


# The folder: only what ogpkit made there is read, written or taken away.

NAME = "0123456789" * 4 + ".json"


def fill(folder):
    """Put files of somebody else into a folder, some with names as ogpkit gives them."""
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"{number:040x}.json" for number in range(500)] + [folder / "thesis.odt", folder / ".profile"]
    for file in files:
        file.write_bytes(b"mine")
        os.utime(file, (0, 0))
    return files


def test_other_things_in_the_folder_that_somebody_named_stay(root, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(cached, "_MOST", 1)
    theirs = fill(tmp_path / "cache")
    for day in range(1, 9):
        checked(capsys, "--today", f"2013-01-0{day}")
    assert {file.read_bytes() for file in theirs} == {b"mine"}
    assert len(list((tmp_path / "cache").iterdir())) == len(theirs) + 1
    assert len(list((tmp_path / "cache/ogpkit-check").iterdir())) <= 3 + 2


def test_a_folder_of_the_same_name_that_ogpkit_did_not_make_stays_as_it_is(tmp_path):
    theirs = fill(tmp_path / "ogpkit-check")
    folder = CacheFolder(tmp_path)
    folder.write(NAME, {})
    folder.tidy(0)
    assert folder.read(NAME) is None
    assert sorted((tmp_path / "ogpkit-check").iterdir()) == sorted(theirs)


@pytest.mark.skipif(os.name != "posix", reason="needs links and rights")
def test_a_link_and_a_folder_in_which_others_write_are_done_without(tmp_path):
    CacheFolder(tmp_path / "a").write(NAME, {"x": 1})
    assert CacheFolder(tmp_path / "a").read(NAME) == {"x": 1}
    made = tmp_path / "a/ogpkit-check"
    assert made.stat().st_mode & 0o777 == 0o700
    (tmp_path / "b").mkdir()
    (tmp_path / "b/ogpkit-check").symlink_to(made)
    assert CacheFolder(tmp_path / "b").read(NAME) is None
    made.chmod(0o777)
    assert CacheFolder(tmp_path / "a").read(NAME) is None
    made.chmod(0o700)
    secret = tmp_path / "secret"
    secret.write_bytes((made / NAME).read_bytes())
    (made / NAME).unlink()
    (made / NAME).symlink_to(secret)
    os.mkfifo(made / NAME.replace("0", "1"))
    assert CacheFolder(tmp_path / "a").read(NAME) is None
    assert CacheFolder(tmp_path / "a").read(NAME.replace("0", "1")) is None
    CacheFolder(tmp_path / "a").tidy(0)
    assert secret.exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_somebody_else_s_folder_is_not_believed(tmp_path):
    CacheFolder(tmp_path).write(NAME, {"x": 1})
    os.chown(tmp_path / "ogpkit-check", 12345, -1)
    assert CacheFolder(tmp_path).read(NAME) is None


def test_only_what_a_killed_check_left_is_removed(tmp_path):
    folder = CacheFolder(tmp_path)
    folder.write(NAME, {})
    old, new = (tmp_path / "ogpkit-check" / f".{NAME}.{number}" for number in (1, 2))
    for file in (old, new):
        file.write_bytes(b"")
    os.utime(old, (0, 0))
    CacheFolder(tmp_path).tidy(1)
    assert {file.name for file in (tmp_path / "ogpkit-check").iterdir()} == {"CACHEDIR.TAG", NAME, new.name}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have places of their own")
@pytest.mark.parametrize(
    ("named", "place"),
    [
        ({"OGPKIT_CACHE_DIR": "here", "XDG_CACHE_HOME": "/caches"}, "here"),
        ({"XDG_CACHE_HOME": "/caches"}, "/caches/ogpkit"),
        ({"XDG_CACHE_HOME": ""}, "/home/ana/.cache/ogpkit"),
        ({"XDG_CACHE_HOME": "relative"}, "/home/ana/.cache/ogpkit"),
        ({}, "/home/ana/.cache/ogpkit"),
    ],
)
def test_results_are_kept_where_the_person_or_the_system_says(monkeypatch, named, place):
    for name in ("OGPKIT_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in ({"HOME": "/home/ana"} | named).items():
        monkeypatch.setenv(name, value)
    assert find_user_folder("cache") == Path(place)


def test_where_nobody_is_at_home_nothing_is_kept(root, capsys, monkeypatch, looks):
    monkeypatch.delenv("OGPKIT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.delenv("HOME")

    def nobody(_number):
        raise KeyError

    monkeypatch.setattr(pytest.importorskip("pwd"), "getpwuid", nobody)
    assert find_user_folder("cache") is None
    assert checked(capsys) == checked(capsys)
    assert not (root / "relative").exists()
