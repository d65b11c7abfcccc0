"""What killed sessions leave behind: none of it is lost, however many there are for one file."""

from __future__ import annotations

import os
import subprocess
import sys
from textwrap import dedent

import pytest

from ogpkit.editing.errors import UnresolvedConflicts
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.patch import SetValue
from ogpkit.workspace.toml import parse_toml

PLUGINS = Plugins.of({})
KE = "countries/KE/country.toml"
BEFORE = b'# Kenya\nname = "Kenya"  # old\nlanguages = ["sw"]\n'

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="sessions are killed in forked processes")

SESSIONS = """
import os, signal, sys
from pathlib import Path
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.patch import InsertItem, SetValue

def session(edit):
    child = os.fork()
    if not child:
        edit(WorkspaceSession.open(Path(sys.argv[1]), Plugins.of({})))
        os.kill(os.getpid(), signal.SIGKILL)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL

def change(*changes):
    session(lambda session: session.change("countries/KE/country.toml", list(changes), "Change"))
"""


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "workspace"
    (folder / KE).parent.mkdir(parents=True)
    (folder / "ogpkit.toml").write_bytes(b"")
    (folder / KE).write_bytes(BEFORE)
    return folder


def kill_sessions(root, script):
    """Run sessions one after the other, each of which is killed with its edits unsaved."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", SESSIONS + dedent(script), str(root)],
        check=False,
        timeout=120,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr


def journals(root):
    return sorted((root / ".ogpkit" / "journal").glob("*.jsonl"))


def take_up_and_save(root):
    session = WorkspaceSession.open(root, PLUGINS)
    session.recover()
    session.save()
    session.close()
    return parse_toml((root / KE).read_bytes())


def test_two_sessions_that_touched_different_values_are_both_kept(root):
    kill_sessions(root, 'change(SetValue(("name",), "Jamhuri"))\nchange(SetValue(("level",), "national"))')
    assert len(WorkspaceSession.open(root, PLUGINS).recoverable) == 2
    said = take_up_and_save(root)
    assert (said["name"], said["level"]) == ("Jamhuri", "national")
    assert b"# Kenya\n" in (root / KE).read_bytes()
    assert journals(root) == []


def test_sessions_that_touched_the_same_value_are_shown_one_by_one(root):
    kill_sessions(root, 'change(SetValue(("name",), "First"))\nchange(SetValue(("name",), "Second"))')
    session = WorkspaceSession.open(root, PLUGINS)
    session.recover()
    assert session.workspace.one(Country, "KE").entity.name.best() == "First"
    assert len(session.recovery.waiting) == 1
    assert len(journals(root)) == 2  # the second one's own, and that of this session; the first one is in the latter
    with pytest.raises(UnresolvedConflicts):
        session.save()
    conflict = session.conflicts[KE]
    assert (parse_toml(conflict.theirs)["name"], parse_toml(conflict.mine)["name"]) == ("First", "Second")
    session.resolve(KE, "mine")
    session.save()
    assert parse_toml((root / KE).read_bytes())["name"] == "Second"
    assert session.recovery.waiting == ()
    assert journals(root) == []


def test_a_leftover_that_waits_is_offered_again_when_nobody_decides(root):
    kill_sessions(root, 'change(SetValue(("name",), "First"))\nchange(SetValue(("name",), "Second"))')
    session = WorkspaceSession.open(root, PLUGINS)
    session.recover()
    session.close()
    offered = [parse_toml(left.files[KE].mine)["name"] for left in WorkspaceSession.open(root, PLUGINS).recoverable]
    assert sorted(offered) == ["First", "Second"]


def test_a_session_that_is_killed_while_it_takes_leftovers_up_loses_none(root):
    kill_sessions(
        root,
        """
        change(SetValue(("name",), "First"))
        change(SetValue(("level",), "national"))
        change(SetValue(("name",), "Third"))
        session(WorkspaceSession.recover)
        session(WorkspaceSession.recover)
        """,
    )
    session = WorkspaceSession.open(root, PLUGINS)
    session.recover()
    names = {parse_toml(session.source(KE))["name"]}
    with pytest.raises(UnresolvedConflicts):
        session.save()
    names |= {parse_toml(session.conflicts[KE].mine)["name"]}
    assert names == {"First", "Third"}
    session.resolve(KE, "mine")
    session.save()
    assert parse_toml((root / KE).read_bytes())["level"] == "national"
    assert journals(root) == []


def test_eighty_sessions_are_all_kept(root):
    """Each has added a source of its own and set a value of its own; ten have all set the same one."""
    kill_sessions(
        root,
        """
        for number in range(70):
            change(SetValue(("x-notes", f"n{number}"), f"note {number}"))
        for number in range(10):
            change(SetValue(("name",), f"name {number}"))
        """,
    )
    session = WorkspaceSession.open(root, PLUGINS)
    assert len(session.recoverable) == 80
    session.recover()
    names = [parse_toml(session.source(KE))["name"]]
    for _number in range(9):
        with pytest.raises(UnresolvedConflicts):
            session.save()
        names.append(parse_toml(session.conflicts[KE].mine)["name"])
        session.resolve(KE, "mine")
    session.save()
    session.close()
    assert sorted(names) == [f"name {number}" for number in range(10)]
    said = parse_toml((root / KE).read_bytes())
    assert said["x-notes"] == {f"n{number}": f"note {number}" for number in range(70)}
    assert journals(root) == []


def test_items_that_sessions_added_to_one_list_are_all_kept(root):
    kill_sessions(root, 'for number in range(12):\n    change(InsertItem(("status",), 0, {"note": f"s{number}"}))')
    said = take_up_and_save(root)
    assert sorted(item["note"] for item in said["status"]) == sorted(f"s{number}" for number in range(12))


def test_leftovers_join_what_was_typed_before_they_were_taken_up(root):
    kill_sessions(root, 'change(SetValue(("level",), "national"))\nchange(SetValue(("name",), "Theirs"))')
    session = WorkspaceSession.open(root, PLUGINS)
    session.change(KE, [SetValue(("name",), "Mine")], "Rename")
    session.recover()
    assert parse_toml(session.source(KE)) == {"name": "Mine", "languages": ["sw"], "level": "national"}
    with pytest.raises(UnresolvedConflicts):
        session.save()
    assert parse_toml(session.conflicts[KE].mine)["name"] == "Theirs"
    session.close(give_up=True)


def test_a_journal_is_not_taken_away_while_its_edits_are_nowhere_else(root, tmp_path):
    """The session's own journal cannot be written: what is left behind stays until the file itself is saved."""
    kill_sessions(root, 'change(SetValue(("name",), "First"))')
    session = WorkspaceSession.open(root, PLUGINS)
    (left,) = journals(root)
    away = tmp_path / "away"
    (root / ".ogpkit").rename(away)
    (root / ".ogpkit").write_bytes(b"in the way")
    session.recover()
    (root / ".ogpkit").unlink()
    away.rename(root / ".ogpkit")
    assert journals(root) == [left]
    session.save()
    assert parse_toml((root / KE).read_bytes())["name"] == "First"
    assert journals(root) == []


@pytest.mark.parametrize(
    "line",
    [
        '{"version": 2, "file": "countries/KE/country.toml", "patch": []}',
        '{"path": "countries/KE/country.toml", "mine": "x", "base": null, "merge": true}',
        '{"path": "countries/KE/country.toml", "mine": 7}',
        '{"path": "../elsewhere.toml", "mine": "x", "base": null}',
        "not a journal at all",
        "[1, 2]",
    ],
)
def test_a_journal_that_cannot_be_read_is_never_taken_away(root, line):
    folder = root / ".ogpkit" / "journal"
    folder.mkdir(parents=True)
    (folder / "20300101-000000-abcdef01.jsonl").write_text(line + "\n", encoding="utf-8")
    session = WorkspaceSession.open(root, PLUGINS)
    assert session.recoverable == ()
    assert session.recovery.unread == tuple(journals(root))
    session.discard()
    session.close()
    assert (folder / "20300101-000000-abcdef01.jsonl").read_text(encoding="utf-8") == line + "\n"


def test_what_is_not_understood_in_a_journal_outlives_what_is(root):
    kill_sessions(root, 'change(SetValue(("name",), "First"))')
    (journal,) = journals(root)
    with journal.open("a", encoding="utf-8") as file:
        file.write('{"version": 2, "patch": ["precious"]}\n')
    assert take_up_and_save(root)["name"] == "First"
    assert journals(root) == []
    (kept,) = (root / ".ogpkit" / "journal").glob("*.kept")
    assert "precious" in kept.read_text(encoding="utf-8")
