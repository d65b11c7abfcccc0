"""The first program of the executable file: it unpacks ogpkit into a cache folder, once for each version, and starts it there.

To unpack everything at each start would take seconds. The archive stands in the same file, between the starter of PyInstaller and
what that starter unpacks; at its end are a mark, the length of the archive and its name. What only unpacking needs is imported
there: each start waits for the rest, and pathlib alone would take longer than that.
"""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import IO

MARK = b"\nogpkit archive 1\n"
NAME_LENGTH = 32
COOKIE = b"MEI\014\013\012\013\016"
COOKIE_LENGTH = 88
AT_END = 1 << 20
UNUSED = 30 * 24 * 3600


def find_cache() -> str:
    """Return the folder of ogpkit for what it can make again."""
    given, home = os.environ.get("OGPKIT_CACHE_DIR"), os.path.expanduser("~")
    if given:
        return given
    if sys.platform == "win32":
        return os.path.join(os.environ.get("LOCALAPPDATA") or os.path.join(home, "AppData", "Local"), "ogpkit", "Cache")
    if sys.platform == "darwin":
        return os.path.join(home, "Library", "Caches", "ogpkit")
    return os.path.join(os.environ.get("XDG_CACHE_HOME") or os.path.join(home, ".cache"), "ogpkit")


def find_archive(file: IO[bytes]) -> tuple[str, int, int]:
    """Return the name of the archive, where it begins and how long it is; it stands before what PyInstaller has packed."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(end - AT_END, 0))
    last = file.read()
    cookie = last.rfind(COOKIE)
    size = len(MARK) + 8 + NAME_LENGTH
    start = end - len(last) + cookie + COOKIE_LENGTH - int.from_bytes(last[cookie + 8 : cookie + 12], "big") - size
    file.seek(max(start, 0))
    told = file.read(size)
    if cookie < 0 or not told.startswith(MARK):
        raise SystemExit("ogpkit: this file is damaged. Get it again.")
    length = int.from_bytes(told[len(MARK) : len(MARK) + 8], "big")
    return told[len(MARK) + 8 :].decode("ascii"), start - length, length


class Window:
    """Part of a file, read as if it were a file of its own."""

    def __init__(self, file: IO[bytes], start: int, length: int) -> None:
        """Stand at the beginning."""
        file.seek(start)
        self.file, self.left = file, length

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        size = self.left if size < 0 else min(size, self.left)
        given = self.file.read(size)
        self.left -= len(given)
        return given


def unpack(file: IO[bytes], start: int, length: int, home: str) -> None:
    """Unpack the archive; a folder that is there is whole, because it gets its name at the end."""
    import lzma
    import shutil
    import tarfile

    if sys.stderr is not None and sys.stderr.isatty():
        sys.stderr.write("ogpkit: the first start takes a few seconds …\n")
    part = f"{home}.{os.getpid()}"
    shutil.rmtree(part, ignore_errors=True)
    os.makedirs(os.path.dirname(home), mode=0o700, exist_ok=True)
    os.mkdir(part, mode=0o700)
    with lzma.open(Window(file, start, length)) as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        archive.extractall(part, filter="tar")
    try:
        os.rename(part, home)
    except OSError:  # another start was faster
        shutil.rmtree(part, ignore_errors=True)
        if not os.path.isdir(home):
            raise
    delete_unused(home)


def delete_unused(home: str) -> None:
    """Delete other versions that were not started for a month."""
    import shutil
    import time

    for other in os.scandir(os.path.dirname(home)):
        if other.path != home and time.time() - other.stat().st_mtime > UNUSED:
            shutil.rmtree(other.path, ignore_errors=True)


def prepare() -> str:
    """Return where ogpkit lies, unpacked."""
    with open(sys.executable, "rb") as file:
        name, start, length = find_archive(file)
        home = os.path.join(find_cache(), "program", name)
        if not os.path.isdir(home):
            unpack(file, start, length, home)
    try:
        os.utime(home)
    except OSError:  # of somebody else
        pass
    return home


def restore_libraries(environment: dict[str, str]) -> None:
    """Let the next program find its own libraries, and not those of this one."""
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = environment.pop(f"{name}_ORIG", None)
        environment.pop(name, None)
        if before is not None:
            environment[name] = before


def main() -> None:
    """Start ogpkit with the words of this call."""
    try:
        home = prepare()
    except OSError as error:
        said = f"ogpkit: the folder {find_cache()} does not take the program ({error.strerror})."
        raise SystemExit(f"{said} Name another folder in the variable OGPKIT_CACHE_DIR.") from None
    environment = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    restore_libraries(environment)
    if sys.platform == "win32":
        import subprocess

        program = [os.path.join(home, "ogpkit.exe"), *sys.argv[1:]]
        raise SystemExit(subprocess.run(program, env=environment, check=False).returncode)
    os.execve(os.path.join(home, "ogpkit"), [sys.executable, *sys.argv[1:]], environment)


main()
