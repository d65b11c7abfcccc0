"""A file is written as a whole or not at all, whatever happens meanwhile: kills, full disks, closed folders."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from ogpkit.storage.atomic import PREFIX, CannotWrite, remove, write_atomically

OLD = b"old\n" * 1000
NEW = b"the new content\n" * 5000

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills and file modes as POSIX has them")

# Every call that reaches the system for the file or its folder is counted; before the n-th the process kills itself.
KILLED = """
import os, pathlib, signal, sys
file, wanted = pathlib.Path(sys.argv[1]), int(sys.argv[2])
from ogpkit.storage.atomic import write_atomically
data = sys.stdin.buffer.read()
seen = 0
def told(event, arguments):
    global seen
    if event in {"open", "os.mkdir", "os.chmod", "os.rename", "os.remove"}:
        count()
def count():
    global seen
    seen += 1
    if seen == wanted:
        os.kill(os.getpid(), signal.SIGKILL)
def counted(function):
    def call(*arguments, **named):
        count()
        result = function(*arguments, **named)
        count()
        return result
    return call
real = os.fdopen
class Halved:
    def __init__(self, file): self.file = file
    def __enter__(self): return self
    def __exit__(self, *error): count(); self.file.close(); count()
    def write(self, data):
        count(); self.file.write(data[: len(data) // 2]); self.file.flush(); count()
        self.file.write(data[len(data) // 2 :])
    def flush(self): self.file.flush(); count()
    def fileno(self): return self.file.fileno()
os.fsync = counted(os.fsync)
os.fdopen = lambda *arguments, **named: Halved(real(*arguments, **named))
sys.addaudithook(told)
write_atomically(file, data)
os.write(1, str(seen).encode())
"""


def write_and_be_killed(file: Path, step: int) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-P", "-c", KILLED, str(file), str(step)]
    return subprocess.run(command, input=NEW, capture_output=True, check=False)


def left_behind(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.startswith(PREFIX)]


@pytest.mark.parametrize("existing", [True, False], ids=["replaced", "made"])
def test_a_writer_killed_at_any_step_leaves_the_old_or_the_new(tmp_path, existing):
    file = tmp_path / "plan.toml"
    before = OLD if existing else None

    def begin():
        for path in tmp_path.iterdir():
            path.unlink()
        if existing:
            file.write_bytes(OLD)

    begin()
    whole = write_and_be_killed(file, 0)
    assert whole.returncode == 0, whole.stderr
    assert file.read_bytes() == NEW
    steps = int(whole.stdout)
    assert steps >= 10
    found = []
    for step in range(1, steps + 1):
        begin()
        assert write_and_be_killed(file, step).returncode == -signal.SIGKILL
        now = file.read_bytes() if file.exists() else None
        assert now in (before, NEW)
        found.append(now == NEW)
        assert {path.name for path in tmp_path.iterdir()} <= {file.name, *(path.name for path in left_behind(tmp_path))}
    assert found == sorted(found), "once new, always new"
    assert found[0] is False
    assert found[-1] is True


def test_what_a_killed_writer_leaves_behind_is_hidden_and_is_no_plan_file(tmp_path):
    file = tmp_path / "plan.toml"
    write_and_be_killed(file, 5)
    (left,) = left_behind(tmp_path)
    assert left.name.startswith(".")
    assert left.suffix == ".tmp"
    write_atomically(file, NEW)
    assert file.read_bytes() == NEW


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
    with pytest.raises(CannotWrite, match="make room") as caught:
        write_atomically(file, NEW)
    assert file.name in str(caught.value)
    assert os.strerror(errno.ENOSPC) in str(caught.value)
    assert caught.value.path == file
    assert file.read_bytes() == OLD
    assert left_behind(full_disk) == []


LIMITED = """
import pathlib, resource, signal, sys
from ogpkit.storage.atomic import CannotWrite, write_atomically
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
from ogpkit.storage.atomic import CannotWrite, remove, write_atomically
try:
    write_atomically(pathlib.Path("/"), b"")  # loads what words need, while everything may be read
except CannotWrite as error:
    str(error)
if os.getuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
file = pathlib.Path(sys.argv[1])
inside = file.parent / "b/c"
for attempt in (lambda: write_atomically(file, b"new"), lambda: remove(file), lambda: write_atomically(inside, b"")):
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
        assert len(said) == 3
        assert all(os.strerror(errno.EACCES) in line and "ask for the right" in line for line in said)
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


def test_a_file_is_taken_away_once(tmp_path):
    file = tmp_path / "plan.toml"
    file.write_bytes(OLD)
    remove(file)
    remove(file)
    assert not file.exists()
