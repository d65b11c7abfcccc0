"""What a file has beside its content stays through a save: owner, group, rights, access list, attributes, other names."""

from __future__ import annotations

import os
import shutil
import stat
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.editing.errors import SaveFailed
from ogpkit.editing.file_state import FileState
from ogpkit.editing.journal import Journal, find_left_behind
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.atomic import CannotWrite, write_atomically
from ogpkit.workspace.lock import lock_workspace
from ogpkit.workspace.patch import SetValue
from ogpkit.workspace.write import ChangedOutside, file_digest, save

pytestmark = pytest.mark.skipif(os.name != "posix", reason="owners, modes and names as POSIX has them")

OLD, NEW, SHORT = b"# old\n" * 2000, b"# the new one\n" * 3000, b"# short\n"
FILE = "countries/KE/country.toml"
NOBODY = 65534


@pytest.fixture
def root(tmp_path):
    (tmp_path / FILE).parent.mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_bytes(b"")
    (tmp_path / FILE).write_bytes(OLD)
    return tmp_path


def saved(root, content, expected=OLD, path=FILE):
    with lock_workspace(root):
        save(root, path, content, None if expected is None else file_digest(expected))
    return (root / path).stat()


def prepared(root):
    return list((root / ".ogpkit/prepared").iterdir())


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o444])
def test_the_mode_stays(root, mode):
    (root / FILE).chmod(mode)
    assert stat.S_IMODE(saved(root, NEW).st_mode) == mode


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the superuser gives files away")
def test_owner_and_group_stay(root):
    os.chown(root / FILE, NOBODY, 12345)
    (root / FILE).chmod(0o640)
    about = saved(root, NEW)
    assert (about.st_uid, about.st_gid, stat.S_IMODE(about.st_mode)) == (NOBODY, 12345, 0o640)
    assert (root / FILE).read_bytes() == NEW


def set_attribute(file, name, value):
    if not hasattr(os, "setxattr"):
        pytest.skip("this system gives Python no extended attributes")
    try:
        os.setxattr(file, name, value)
    except OSError as error:
        pytest.skip(f"this file system has no such attribute: {error}")


def test_extended_attributes_stay(root):
    set_attribute(root / FILE, "user.reviewed-by", b"Ana")
    saved(root, NEW)
    assert os.getxattr(root / FILE, "user.reviewed-by") == b"Ana"


def access_list(*entries):
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


PRIVATE = access_list((1, 6, 2**32 - 1), (2, 4, NOBODY), (4, 0, 2**32 - 1), (0x10, 4, 2**32 - 1), (0x20, 0, 2**32 - 1))
"""The owner reads and writes, one other user reads, nobody else does anything."""


def test_an_access_list_stays(root):
    set_attribute(root / FILE, "system.posix_acl_access", PRIVATE)
    saved(root, NEW)
    assert os.getxattr(root / FILE, "system.posix_acl_access") == PRIVATE


def test_a_new_file_inherits_what_its_folder_hands_down(root):
    set_attribute(root / FILE, "user.probe", b"")
    set_attribute((root / FILE).parent, "system.posix_acl_default", PRIVATE)
    saved(root, NEW, None, "countries/KE/new.toml")
    (root / "countries/KE/other.toml").write_bytes(b"")
    told = [os.getxattr(root / f"countries/KE/{name}.toml", "system.posix_acl_access") for name in ("new", "other")]
    assert told[0] == told[1]
    assert sorted(path.name for path in (root / "countries/KE").iterdir()) == ["country.toml", "new.toml", "other.toml"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only the superuser gives folders away")
def test_a_new_file_has_the_group_that_its_folder_hands_down(root):
    folder = (root / FILE).parent
    os.chown(folder, -1, 12345)
    folder.chmod(0o2775)
    assert saved(root, NEW, None, "countries/KE/new.toml").st_gid == 12345


@pytest.mark.parametrize("content", [NEW, SHORT, b""])
def test_a_file_with_several_names_stays_one_file(root, content):
    os.link(root / FILE, root / "second-name")
    saved(root, content)
    assert (root / FILE).samefile(root / "second-name")
    assert (root / "second-name").read_bytes() == content
    assert prepared(root) == []
    with pytest.raises(ChangedOutside):
        saved(root, NEW, b"not what was read")
    assert (root / FILE).read_bytes() == content


AS_NOBODY = """
import os, sys
from pathlib import Path
from ogpkit.workspace.lock import lock_workspace
from ogpkit.workspace.write import file_digest, save
root, path, old = Path(sys.argv[1]), sys.argv[2], sys.stdin.buffer.read()
with lock_workspace(root):
    save(root, path, old, file_digest(old))  # loads what is needed, while everything may be read
for file in (root / ".ogpkit", *(root / ".ogpkit").rglob("*")):
    os.chown(file, 65534, 12345)
os.setgid(65534)
os.setgroups([12345])
os.setuid(65534)
with lock_workspace(root):
    save(root, path, b"# of nobody\\n", file_digest(old))
"""


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="needs two users")
def test_a_file_of_somebody_else_stays_theirs(root):
    """A colleague's file that the group may write: whoever saves it must not become its owner."""
    shared = Path("/tmp") / f"ogpkit-{os.getpid()}-shared"  # pytest's own folders are closed to other users
    shutil.copytree(root, shared)
    try:
        for path in (shared, *shared.rglob("*")):
            os.chown(path, 1, 12345)
            path.chmod(0o2775 if path.is_dir() else 0o660)
        command = [sys.executable, "-P", "-c", AS_NOBODY, shared, FILE]
        done = subprocess.run(command, input=OLD, capture_output=True, check=False)
        assert done.returncode == 0, done.stderr
        about = (shared / FILE).stat()
        assert (about.st_uid, about.st_gid, stat.S_IMODE(about.st_mode)) == (1, 12345, 0o660)
        assert (shared / FILE).read_bytes() == b"# of nobody\n"
    finally:
        shutil.rmtree(shared)


def test_journals_are_for_their_owner_alone(root):
    (root / ".ogpkit/journal").mkdir(parents=True, mode=0o755)
    journal = Journal(root)
    journal.note(FILE, FileState(base=OLD, mine=NEW))
    (file,) = (root / ".ogpkit/journal").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    journal.end()
    assert list(file.parent.iterdir()) == [], "no file of a lock stays either"


def test_a_journal_that_was_taken_away_is_written_again(root):
    journal = Journal(root)
    journal.note("a.toml", FileState(base=OLD, mine=NEW))
    shutil.rmtree(root / ".ogpkit")  # as `git clean -dX` does
    journal.note("b.toml", FileState(base=None, mine=SHORT))
    journal.leave()
    assert find_left_behind(root)[0].files == {
        "a.toml": FileState(base=OLD, mine=NEW),
        "b.toml": FileState(base=None, mine=SHORT),
    }


def test_what_git_ignores_is_said_again_where_a_full_disk_left_nothing(root):
    (root / ".ogpkit").mkdir()
    (root / ".ogpkit/.gitignore").write_bytes(b"")
    saved(root, NEW)
    assert (root / ".ogpkit/.gitignore").read_bytes() == b"*\n"


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 96 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=96k", "none", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def filled(disk):
    """Fill a disk to its last byte."""
    with (disk / "filler").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"x" * 512)
        except OSError:
            return disk / "filler"


def test_on_a_full_disk_it_is_told_that_nothing_is_kept_until_something_is(small_disk):
    (small_disk / "countries/KE").mkdir(parents=True)
    (small_disk / "ogpkit.toml").write_bytes(b"")
    (small_disk / FILE).write_bytes(b'name = "Kenya"\n')
    session = WorkspaceSession.open(small_disk, Plugins.of({}))
    filler = filled(small_disk)
    session.change(FILE, [SetValue(("name",), "Kenya " * 1000)], "Rename")
    session.settle()
    assert session.unprotected
    with pytest.raises(SaveFailed, match="or you will lose them"):
        session.save()
    assert (small_disk / FILE).read_bytes() == b'name = "Kenya"\n'
    filler.unlink()
    session.settle()
    assert session.unprotected == ""
    assert find_left_behind(small_disk) == (), "its owner lives"
    session.save()
    session.close()
    assert b"Kenya Kenya" in (small_disk / FILE).read_bytes()
    assert (small_disk / ".ogpkit/.gitignore").read_bytes() == b"*\n"
    assert list((small_disk / ".ogpkit/journal").iterdir()) == prepared(small_disk) == []


def test_on_a_full_disk_a_file_with_several_names_is_not_torn(small_disk):
    (small_disk / "plan.toml").write_bytes(OLD)
    os.link(small_disk / "plan.toml", small_disk / "second-name")
    with lock_workspace(small_disk):
        filled(small_disk)
        with pytest.raises(CannotWrite):
            save(small_disk, "plan.toml", OLD * 4, file_digest(OLD))
    assert (small_disk / "second-name").read_bytes() == OLD


def test_a_folder_on_another_disk_is_written_like_any_other(root, small_disk):
    mounted = root / "countries/UG"
    mounted.mkdir()
    subprocess.run(["mount", "--bind", small_disk, mounted], check=True)
    try:
        saved(root, SHORT, None, "countries/UG/country.toml")
        saved(root, b"again\n", SHORT, "countries/UG/country.toml")
        assert [path.name for path in mounted.iterdir()] == ["country.toml"]
        assert (mounted / "country.toml").read_bytes() == b"again\n"
    finally:
        subprocess.run(["umount", mounted], check=True)


def test_a_folder_mounted_from_the_same_disk_is_written_like_any_other(root, tmp_path):
    mounted, elsewhere = root / "countries/UG", tmp_path / "elsewhere"
    mounted.mkdir()
    elsewhere.mkdir()
    if subprocess.run(["mount", "--bind", elsewhere, mounted], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount")
    try:
        saved(root, SHORT, None, "countries/UG/country.toml")
        saved(root, b"again\n", SHORT, "countries/UG/country.toml")
        assert (elsewhere / "country.toml").read_bytes() == b"again\n"
        assert [path.name for path in elsewhere.iterdir()] == ["country.toml"]
    finally:
        subprocess.run(["umount", mounted], check=True)


def test_an_output_keeps_its_other_names_too(tmp_path):
    file = tmp_path / "plan.html"
    file.write_bytes(OLD)
    os.link(file, tmp_path / "second-name")
    write_atomically(file, NEW)
    assert (tmp_path / "second-name").read_bytes() == NEW
