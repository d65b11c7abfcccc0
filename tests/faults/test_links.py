"""A workspace from elsewhere, with links, pipes and giants in every place, before and during a session: nothing outside of it is
read, written or taken away."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress

import pytest

from ogpkit.editing.session import WorkspaceSession
from ogpkit.errors import OgpkitError
from ogpkit.model import Country, Translated
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.files import LeadsOut, NotReadable, read_file
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.lock import lock_workspace
from ogpkit.workspace.patch import SetValue
from ogpkit.workspace.write import CannotWrite, delete, file_digest, save

PLUGINS = Plugins.of({})
KENYA = "countries/KE/country.toml"
OUTSIDE = b'name = "not of this workspace"\n'


@pytest.fixture
def outside(tmp_path):
    """A folder of the person's own, with what a session might read, write or sweep."""
    folder = tmp_path / "outside"
    (folder / "journal").mkdir(parents=True)
    (folder / "KE").mkdir()
    for name in ("data.jsonl", "journal/data.jsonl", "country.toml", "KE/country.toml", "left.tmp", "data.lock"):
        (folder / name).write_bytes(OUTSIDE)
    (folder / "empty").write_bytes(b"")
    return folder


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "workspace"
    (folder / KENYA).parent.mkdir(parents=True)
    (folder / "ogpkit.toml").write_bytes(b"")
    (folder / KENYA).write_bytes(b'name = "Kenya"\n')
    (folder / ".git").mkdir()
    (folder / ".git/config").write_bytes(OUTSIDE)
    return folder


def everything(folder):
    return {str(path): path.read_bytes() if path.is_file() else None for path in sorted(folder.rglob("*"))}


def put_link(place, target):
    if place.is_dir() and not place.is_symlink():
        place.rename(place.with_name(f".was-{place.name}"))
    else:
        place.unlink(missing_ok=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def work(session):
    """Everything that a session does to files; whatever is refused is refused as something that a person can mend."""
    for step in (
        session.refresh,
        lambda: session.change(KENYA, [SetValue(("name",), "Kenya, changed")], "Rename"),
        lambda: session.create("countries/UG/country.toml", Country(name=Translated.of("Uganda"))),
        lambda: session.save(timeout=0.1),
        lambda: session.delete(KENYA),
        lambda: session.save(timeout=0.1),
        session.close,
    ):
        with suppress(OgpkitError):
            step()


PLACES = {
    "own folder": (".ogpkit", ""),
    "journals": (".ogpkit/journal", "journal"),
    "one's own journals": (f".ogpkit/journal-{os.geteuid() if os.name == 'posix' else 0}", "journal"),
    "a journal": (".ogpkit/journal/20200101-000000-aaaaaaaa.jsonl", "data.jsonl"),
    "lock": (".ogpkit/lock", "data.lock"),
    "a lock that is missing": (".ogpkit/lock", "nothing-here"),
    "what is prepared": (".ogpkit/prepared", ""),
    "what git ignores": (".ogpkit/.gitignore", "empty"),
    "settings": ("ogpkit.toml", "country.toml"),
    "a document": (KENYA, "country.toml"),
    "a document that is missing": ("countries/UG/country.toml", "nothing-here"),
    "a folder": ("countries/KE", "KE"),
    "a folder above": ("countries", ""),
    "a folder for new ones": ("countries/UG", "KE"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_link_that_was_there_before_leads_nowhere(root, outside, place):
    name, target = PLACES[place]
    put_link(root / name, outside / target)
    before = everything(outside)
    session = WorkspaceSession.open(root, PLUGINS)
    assert "not of this workspace" not in repr(session.workspace)
    work(session)
    assert everything(outside) == before


@pytest.mark.parametrize("place", PLACES)
def test_a_link_that_appears_during_a_session_leads_nowhere(root, outside, place):
    name, target = PLACES[place]
    session = WorkspaceSession.open(root, PLUGINS)
    session.change(KENYA, [SetValue(("name",), "Kenya, before")], "Rename")
    session.save()
    before = everything(outside)
    put_link(root / name, outside / target)
    work(session)
    assert "not of this workspace" not in repr(session.workspace)
    assert everything(outside) == before


@pytest.mark.parametrize("command", [["check"], ["plugin", "list"], ["calendar"], ["check", "--fix", "--diff"]])
def test_commands_that_read_change_nothing_anywhere(root, outside, command):
    journal = root / ".ogpkit/journal"
    journal.mkdir(parents=True)
    (journal / "20200101-000000-aaaaaaaa.jsonl").write_bytes(b"")
    (root / ".ogpkit/prepared").symlink_to(outside)
    before = everything(outside), everything(root)
    script = "import sys; from ogpkit.cli import main; sys.exit(main())"
    done = subprocess.run([sys.executable, "-P", "-c", script, *command], cwd=root, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    read_workspace(root, PLUGINS.kinds, PLUGINS.editions)
    WorkspaceSession.open(root, PLUGINS).close()
    assert (everything(outside), everything(root)) == before


def test_a_link_within_the_workspace_is_followed_and_stays_one(root):
    shared = root / "shared/kenya.toml"
    shared.parent.mkdir()
    (root / KENYA).rename(shared)
    (root / KENYA).symlink_to("../../shared/kenya.toml")
    session = WorkspaceSession.open(root, PLUGINS)
    session.change(KENYA, [SetValue(("name",), "Shared")], "Rename")
    session.save()
    assert (root / KENYA).is_symlink()
    assert shared.read_bytes() == b'name = "Shared"\n'
    with lock_workspace(root):
        delete(root, KENYA, file_digest(shared.read_bytes()))
    assert not (root / KENYA).is_symlink()
    assert shared.read_bytes() == b'name = "Shared"\n'


@pytest.mark.parametrize("target", [".git/config", ".git/new", ".ogpkit/lock"])
def test_a_link_into_a_hidden_folder_is_refused(root, target):
    before = (root / ".git/config").read_bytes()
    (root / KENYA).unlink()
    (root / KENYA).symlink_to(f"../../{target}")
    with pytest.raises(LeadsOut):
        read_file(root, KENYA)
    for expected in (file_digest(OUTSIDE), None):
        with pytest.raises(CannotWrite, match="delete the link"), lock_workspace(root):
            save(root, KENYA, b"mine", expected)
    assert (root / ".git/config").read_bytes() == before
    assert not (root / ".git/new").exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_that_appears_is_not_waited_for(root):
    session = WorkspaceSession.open(root, PLUGINS)
    (root / KENYA).unlink()
    os.mkfifo(root / KENYA)
    with pytest.raises(NotReadable, match="a pipe or a device"):
        read_file(root, KENYA)
    work(session)
    os.mkfifo(root / "countries/KE/pipe.toml")
    assert "OGP016" in {
        fault.code
        for faults in read_workspace(root, PLUGINS.kinds, PLUGINS.editions).faults.values()
        for fault in faults
    }


def test_a_giant_that_appears_does_not_fill_the_memory(root):
    session = WorkspaceSession.open(root, PLUGINS)
    session.change(KENYA, [SetValue(("name",), "mine")], "Rename")
    with (root / KENYA).open("wb") as file:
        file.truncate(2**40)  # with holes: nothing of it is on the disk
    with pytest.raises(NotReadable, match="too large"):
        read_file(root, KENYA)
    with pytest.raises(OgpkitError, match="too large"):
        session.save()
    work(session)
