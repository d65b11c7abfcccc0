"""Whether another program has a file open for writing: Linux says so to whoever asks for a lease on it.

The lease is given back at once. The signal by which the system would ask for it back is one that nobody minds.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from functools import cache
from pathlib import Path
from typing import Final

_PATIENCE: Final = 0.2
"""Seconds for which a program is waited for that has opened a file and is about to write: an editor takes a few milliseconds."""

_RELIABLE: Final = frozenset({"ext2", "ext3", "ext4", "xfs", "f2fs", "tmpfs"})
"""File systems that refuse such a lease for this one reason; network disks have reasons of their own."""

_useless: set[int] = set()
"""Disks on which nothing was gained by waiting."""


if sys.platform == "linux":
    import fcntl

    def has_writers(descriptor: int) -> bool:
        """Wait a moment for programs that have a file open for writing; say whether one surely has it open still.

        Args:
            descriptor: The file, open for reading only, which nobody finds by its name any longer.
        """
        disk = os.fstat(descriptor).st_dev
        end = time.monotonic() + (0 if disk in _useless else _PATIENCE)
        while _is_open_for_writing(descriptor):
            if time.monotonic() >= end:
                if _is_reliable(disk):
                    return True
                _useless.add(disk)
                return False
            time.sleep(0.001)
        return False

    @cache
    def _is_reliable(disk: int) -> bool:
        number = f"{os.major(disk)}:{os.minor(disk)}"
        try:
            mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return False
        kinds = {line.partition(" - ")[2].split(" ")[0] for line in mounts if line.split(" ")[2] == number}
        return bool(kinds) and kinds <= _RELIABLE

    def _is_open_for_writing(descriptor: int) -> bool:
        try:
            fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)  # SIGIO, which is usual, would end this process
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
        except OSError as error:
            return error.errno == errno.EAGAIN
        return False

else:

    def has_writers(descriptor: int) -> bool:  # noqa: ARG001  as above
        """Say that nobody is known to have a file open for writing: only Linux tells.

        Args:
            descriptor: The file.
        """
        return False
