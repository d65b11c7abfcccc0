"""A file is written as a whole or not at all, whatever happens meanwhile: kills, full disks, closed folders."""

import errno
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from ogpkit.workspace.atomic import CannotWrite, write_atomically
from ogpkit.workspace.staging import PREFIX

OLD = b"old\n" * 1000
NEW = b"the new content\n" * 5000

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and file modes as POSIX has them")

# Every call that reaches the system for the file or its folder is counted; before the n-th a child of this process kills itself.
KILLED = """
import json, os, pathlib, signal, sys
from ogpkit.workspace.atomic import write_atomically
file, old, new = pathlib.Path(sys.argv[1]), sys.argv[2].encode() * 1000, sys.argv[3].encode() * 5000
existing = sys.argv[4] == "existing"
write_atomically(file, old)  # loads what is needed, so that a child does nothing but write
left = 0
def count():
    global left
    left -= 1
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
def told(event, _arguments):
    if event in {"open", "os.mkdir", "os.chmod", "os.link", "os.rename", "os.remove", "os.rmdir"}:
        count()
def in_halves(descriptor, data, write=os.write):
    count()
    return write(descriptor, data[: max(4096, len(data) // 2)])
def counted(descriptor, fsync=os.fsync):
    count()
    fsync(descriptor)
    count()
os.fsync, os.write = counted, in_halves
sys.addaudithook(told)
step, killed = 0, True
while killed:
    step += 1
    file.unlink(missing_ok=True)
    if existing:
        file.write_bytes(old)
    child = os.fork()
    if not child:
        left = step
        write_atomically(file, new)
        os._exit(0)
    killed = os.WIFSIGNALED(os.waitpid(child, 0)[1])
    now = file.read_bytes() if file.exists() else None
    print(json.dumps([killed, "new" if now == new else "old" if now == (old if existing else None) else "torn"]))
"""


def killed_at_each_step(file: Path, existing: str) -> list[list[object]]:
    """Whether the writer was killed, and what the file was then, before each of its steps and after the last."""
    command = [sys.executable, "-P", "-c", KILLED, file, "old", "the new", existing]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def left_behind(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(PREFIX)]


@pytest.mark.parametrize("existing", ["existing", "missing"])
def test_a_killed_writer_leaves_the_old_or_the_new_and_nothing_for_git(tmp_path, existing):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    steps = killed_at_each_step(tmp_path / "plan.toml", existing)
    found = [state for _killed, state in steps]
    assert len(steps) >= 12
    assert set(found) == {"old", "new"}
    assert found == sorted(found, reverse=True), "once new, always new"
    assert left_behind(tmp_path), "something was left, and yet"
    command = ["git", "-C", tmp_path, "status", "--porcelain", "--untracked-files=all"]
    assert subprocess.run(command, capture_output=True, check=True, text=True).stdout.split() == ["??", "plan.toml"]


def test_what_killed_writers_left_behind_is_swept_when_they_are_long_dead(tmp_path):
    file = tmp_path / "plan.toml"
    killed_at_each_step(file, "existing")
    left = left_behind(tmp_path)
    write_atomically(file, NEW)
    assert left_behind(tmp_path) == left, "one may be living still"
    for folder in left:
        os.utime(folder, (0, 0))
    write_atomically(file, NEW)
    assert left_behind(tmp_path) == []


@pytest.fixture
def full_disk(tmp_path):
    """A disk of 64 KiB with an old file on it, really full when more is asked of it."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk")
    yield disk
    subprocess.run(["umount", disk], check=True)


def test_on_a_full_disk_the_old_file_stays(full_disk):
    file = full_disk / "plan.toml"
    write_atomically(file, OLD)
    with pytest.raises(CannotWrite, match="Free some space") as caught:
        write_atomically(file, NEW)
    assert file.name in str(caught.value)
    assert os.strerror(errno.ENOSPC) in str(caught.value)
    assert caught.value.path == file
    assert file.read_bytes() == OLD
    assert left_behind(full_disk) == []


LIMITED = """
import pathlib, resource, signal, sys
from ogpkit.workspace.atomic import CannotWrite, write_atomically
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
try:
    write_atomically(pathlib.Path(sys.argv[1]), b"x" * 9000)
except CannotWrite as error:
    print(error)
"""


def test_a_file_larger_than_the_system_allows_leaves_the_old_one(tmp_path):
    file = tmp_path / "plan.toml"
    file.write_bytes(OLD)
    done = subprocess.run([sys.executable, "-P", "-c", LIMITED, file], capture_output=True, check=True)
    assert os.strerror(errno.EFBIG) in done.stdout.decode()
    assert file.read_bytes() == OLD
    assert left_behind(tmp_path) == []


UNPRIVILEGED = """
import os, pathlib, sys
from ogpkit.workspace.atomic import CannotWrite, write_atomically
try:
    write_atomically(pathlib.Path("/"), b"")  # loads what words need, while everything may be read
except CannotWrite as error:
    str(error)
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
file = pathlib.Path(sys.argv[1])
inside = file.parent / "b/c"
for attempt in (lambda: write_atomically(file, b"new"), lambda: write_atomically(inside, b"")):
    try:
        attempt()
    except CannotWrite as error:
        print(error)
"""


def test_in_a_folder_that_may_not_be_written_the_file_stays(tmp_path):
    with tempfile.TemporaryDirectory() as outside:  # pytest's own folders are closed to other users
        folder = Path(outside) / "closed"
        folder.mkdir()
        Path(outside).chmod(0o755)
        file = folder / "plan.toml"
        file.write_bytes(OLD)
        folder.chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-P", "-c", UNPRIVILEGED, file], capture_output=True, check=False, cwd=outside
        )
        folder.chmod(0o755)
        assert done.returncode == 0, done.stderr
        said = done.stdout.decode().splitlines()
        assert len(said) == 2
        assert all(os.strerror(errno.EACCES) in line and "ask for permission" in line for line in said)
        assert file.read_bytes() == OLD


def test_the_mode_of_a_file_is_kept(tmp_path):
    file = tmp_path / "plan.toml"
    for mode in (0o600, 0o664, 0o755):
        file.write_bytes(OLD)
        file.chmod(mode)
        write_atomically(file, NEW)
        assert file.stat().st_mode & 0o7777 == mode


def test_a_new_file_has_the_mode_that_other_new_files_have(tmp_path):
    (tmp_path / "other").write_bytes(b"")
    write_atomically(tmp_path / "plan.toml", NEW)
    assert (tmp_path / "plan.toml").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_link_stays_a_link_and_its_target_is_written(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    target = shared / "plan.toml"
    target.write_bytes(OLD)
    link = tmp_path / "plan.toml"
    link.symlink_to("shared/plan.toml")
    write_atomically(link, NEW)
    assert link.is_symlink()
    assert target.read_bytes() == NEW
    assert left_behind(tmp_path) == left_behind(shared) == []


def test_missing_folders_are_made_and_what_is_no_folder_is_told(tmp_path):
    write_atomically(tmp_path / "countries/KE/country.toml", NEW)
    assert (tmp_path / "countries/KE/country.toml").read_bytes() == NEW
    with pytest.raises(CannotWrite):
        write_atomically(tmp_path / "countries/KE/country.toml/x.toml", NEW)
    with pytest.raises(CannotWrite):
        write_atomically(tmp_path / "countries/KE", NEW)
    assert left_behind(tmp_path / "countries") == []


def test_a_file_name_cannot_speak_to_the_terminal(tmp_path):
    (tmp_path / "\x1b[31m.toml").mkdir()
    with pytest.raises(CannotWrite) as caught:
        write_atomically(tmp_path / "\x1b[31m.toml", NEW)
    assert "\x1b" not in str(caught.value)


def test_what_is_written_while_others_read_is_never_seen_in_part(tmp_path):
    file = tmp_path / "plan.toml"
    file.write_bytes(OLD)
    seen, done = set(), threading.Event()

    def read():
        while not done.is_set():
            seen.add(file.read_bytes())

    reader = threading.Thread(target=read)
    reader.start()
    for _ in range(100):
        write_atomically(file, NEW)
        write_atomically(file, OLD)
    done.set()
    reader.join()
    assert seen <= {OLD, NEW}
