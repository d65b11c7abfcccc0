"""The session when the machine does not play along: killed processes, full and read-only disks, two people at once."""

from __future__ import annotations

import signal
import subprocess
import sys
from textwrap import dedent

import pytest

from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.editing.errors import SaveFailed, UnresolvedConflicts
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.patch import SetValue

PLUGINS = Plugins.of({})
CODES = ("BR", "KE", "TZ", "UG")


def path_of(code):
    return f"countries/{code}/country.toml"


def before(code):
    return f'# {code}\nname = "{code}"  # old\n'.encode()


def after(code):
    return f'# {code}\nname = "new {code}"  # old\n'.encode()


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    (folder / "ogpkit.toml").write_bytes(b"")
    for code in CODES:
        (folder / path_of(code)).parent.mkdir(parents=True)
        (folder / path_of(code)).write_bytes(before(code))
    return folder


def rename(session, code):
    session.change(path_of(code), [SetValue(("name",), f"new {code}")], f"Rename {code}")


def run_until_killed(root, script):
    """Run a session in a process of its own, which the script ends with a signal that nobody can catch."""
    start = f"""
        import os, signal
        from pathlib import Path
        from ogpkit.editing.session import WorkspaceSession
        from ogpkit.plugins.manager import Plugins
        from ogpkit.workspace.patch import SetValue

        def die(*_arguments):
            os.kill(os.getpid(), signal.SIGKILL)

        session = WorkspaceSession.open(Path({str(root)!r}), Plugins.of({{}}))
        for code in {CODES!r}:
            session.change(f"countries/{{code}}/country.toml", [SetValue(("name",), f"new {{code}}")], "Rename")
    """
    ended = subprocess.run([sys.executable, "-P", "-c", dedent(start) + dedent(script)], check=False, timeout=LONGEST)
    assert ended.returncode == -signal.SIGKILL


def test_an_app_that_is_killed_before_saving_has_lost_nothing(root):
    run_until_killed(root, "die()")
    assert read_workspace(root, PLUGINS.kinds, PLUGINS.editions).workspace.one(Country, "KE").entity.name.best() == "KE"
    session = WorkspaceSession.open(root, PLUGINS)
    assert session.unsaved == frozenset()
    assert [left.paths for left in session.recoverable] == [tuple(map(path_of, CODES))]
    session.recover()
    assert session.unsaved == set(map(path_of, CODES))
    session.save()
    assert [(root / path_of(code)).read_bytes() for code in CODES] == [after(code) for code in CODES]
    assert WorkspaceSession.open(root, PLUGINS).recoverable == ()


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5, 6, 7, 9, 11, 13, 15])
def test_an_app_that_is_killed_while_saving_has_lost_nothing(root, step):
    """At whatever step of whichever file: each file is the old or the new one, and recovering brings the rest."""
    run_until_killed(
        root,
        f"""
        import sys
        left = {step}

        def on_disk(event, _arguments):
            global left
            if event in ("open", "os.rename", "os.chmod", "os.remove"):
                left -= 1
                if left == 0:
                    die()

        session.settle()
        sys.addaudithook(on_disk)
        session.save()
        """,
    )
    there = {code: (root / path_of(code)).read_bytes() for code in CODES}
    assert all(source in (before(code), after(code)) for code, source in there.items())
    session = WorkspaceSession.open(root, PLUGINS)
    session.recover()
    assert session.conflicts == {}
    session.save()
    assert [(root / path_of(code)).read_bytes() for code in CODES] == [after(code) for code in CODES]


def test_recovered_edits_of_a_file_that_has_changed_since_are_a_conflict(root):
    run_until_killed(root, "die()")
    (root / path_of("KE")).write_bytes(before("KE") + b'level = "national"\n')
    session = WorkspaceSession.open(root, PLUGINS)
    session.recover()
    assert list(session.conflicts) == [path_of("KE")]
    session.resolve(path_of("KE"), "mine")
    assert session.source(path_of("KE")) == after("KE") + b'level = "national"\n'
    session.close(give_up=True)


def test_recovering_twice_loses_nothing_either(root):
    """An app that recovers and is killed again leaves the same edits behind."""
    run_until_killed(root, "die()")
    run_until_killed(root, "session.undo()\nsession.undo()\nsession.undo()\nsession.undo()\nsession.recover()\ndie()")
    session = WorkspaceSession.open(root, PLUGINS)
    session.recover()
    assert session.unsaved == set(map(path_of, CODES))
    session.close(give_up=True)


def test_edits_that_are_not_wanted_are_discarded_for_good(root):
    run_until_killed(root, "die()")
    WorkspaceSession.open(root, PLUGINS).discard()
    assert WorkspaceSession.open(root, PLUGINS).recoverable == ()


def test_leaving_without_saving_offers_the_edits_next_time(root):
    session = WorkspaceSession.open(root, PLUGINS)
    rename(session, "KE")
    session.close()
    (left,) = WorkspaceSession.open(root, PLUGINS).recoverable
    assert left.paths == (path_of("KE"),)


def test_leaving_with_nothing_unsaved_leaves_nothing(root):
    session = WorkspaceSession.open(root, PLUGINS)
    rename(session, "KE")
    session.save()
    session.close()
    assert WorkspaceSession.open(root, PLUGINS).recoverable == ()
    assert list((root / ".ogpkit" / "journal").iterdir()) == []


def test_a_file_that_cannot_be_written_does_not_keep_others_from_saving(root):
    """A file lies where the folder of another one was; its edit has nowhere to go until that is mended."""
    session = WorkspaceSession.open(root, PLUGINS)
    for code in CODES:
        rename(session, code)
    folder = (root / path_of("KE")).parent
    folder.rename(root / "elsewhere")
    folder.write_bytes(b"a file where a folder was")
    with pytest.raises(UnresolvedConflicts):
        session.save()
    assert list(session.conflicts) == [path_of("KE")]
    session.resolve(path_of("KE"), "mine")
    with pytest.raises(SaveFailed, match=r"KE/country\.toml") as caught:
        session.save()
    assert list(caught.value.reasons) == [path_of("KE")]
    assert session.unsaved == {path_of("KE")}
    assert (root / path_of("BR")).read_bytes() == after("BR")
    folder.unlink()
    session.save()
    assert (root / path_of("KE")).read_bytes() == after("KE")


def read_only(folder):
    """Make a folder read-only for this process; the superuser needs the immutable flag for that."""
    folder.chmod(0o555)
    try:
        (folder / "probe").touch()
    except OSError:
        return True
    (folder / "probe").unlink()
    folder.chmod(0o755)
    return False


def test_a_read_only_workspace_keeps_the_edits_at_the_desk_and_says_so(root):
    if not read_only(root / "countries" / "KE"):
        pytest.skip("this user may write everywhere")
    session = WorkspaceSession.open(root, PLUGINS)
    rename(session, "KE")
    rename(session, "BR")
    with pytest.raises(SaveFailed, match="KE"):
        session.save()
    assert session.unsaved == {path_of("KE")}
    (root / "countries" / "KE").chmod(0o755)
    session.save()
    assert (root / path_of("KE")).read_bytes() == after("KE")


def test_where_no_journal_can_be_written_the_desk_works_on_and_says_so(root):
    (root / ".ogpkit").write_bytes(b"in the way")
    session = WorkspaceSession.open(root, PLUGINS)
    rename(session, "KE")
    assert "Save often" in session.unprotected
    with pytest.raises(SaveFailed):
        session.save()
    assert session.unsaved == {path_of("KE")}
    (root / ".ogpkit").unlink()
    session.save()
    assert (root / path_of("KE")).read_bytes() == after("KE")
    assert session.unprotected == ""


def test_two_people_saving_at_the_same_time_overwrite_nothing(root):
    """Both edit all files and save at once: of each file one edit is on the disk, and the other one is a conflict."""
    script = f"""
        import sys
        from pathlib import Path
        from ogpkit.editing.errors import UnresolvedConflicts
        from ogpkit.editing.session import WorkspaceSession
        from ogpkit.plugins.manager import Plugins
        from ogpkit.workspace.patch import SetValue

        session = WorkspaceSession.open(Path({str(root)!r}), Plugins.of({{}}))
        for code in {CODES!r}:
            session.change(f"countries/{{code}}/country.toml", [SetValue(("name",), sys.argv[1])], "Rename")
        print("ready", flush=True)
        sys.stdin.readline()
        try:
            session.save()
        except UnresolvedConflicts:
            pass
        print(sorted(session.conflicts), flush=True)
        session.close(give_up=True)
    """
    people = [
        subprocess.Popen(
            [sys.executable, "-P", "-c", dedent(script), who], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for who in ("Ana", "Eva")
    ]
    for person in people:
        assert person.stdout.readline() == "ready\n"
    said = [person.communicate("\n", timeout=LONGEST)[0] for person in people]
    conflicts = [set(eval(line)) for line in said]
    assert conflicts[0] | conflicts[1] == set(map(path_of, CODES))
    assert not conflicts[0] & conflicts[1]
    for code in CODES:
        winner = "Eva" if path_of(code) in conflicts[0] else "Ana"
        assert (root / path_of(code)).read_bytes() == before(code).replace(f'"{code}"'.encode(), f'"{winner}"'.encode())
