"""Whether another program has a file open for writing: Linux says so to whoever asks for a lease on it.

The lease is given back at once. The signal by which the system would ask for it back is one that nobody minds.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from typing import Final

if sys.platform != "win32":
    import fcntl

_PATIENCE: Final = 0.2
"""Seconds for which a program is waited for that has opened a file and is about to write: an editor takes a few milliseconds."""

_useless: set[int] = set()
"""Disks on which nothing was gained by waiting: network disks refuse leases for reasons of their own."""


def wait_for_writers(descriptor: int) -> None:
    """Wait a moment for programs that have a file open for writing; where the system does not tell, nothing is waited for.

    Args:
        descriptor: The file, open for reading only, which nobody finds by its name any longer.
    """
    if not sys.platform.startswith("linux"):
        return
    disk = os.fstat(descriptor).st_dev
    end = time.monotonic() + (0 if disk in _useless else _PATIENCE)
    while _is_open_for_writing(descriptor):
        if time.monotonic() >= end:
            _useless.add(disk)
            return
        time.sleep(0.001)
    _useless.discard(disk)


def _is_open_for_writing(descriptor: int) -> bool:
    try:
        fcntl.fcntl(descriptor, fcntl.F_SETSIG, signal.SIGURG)  # SIGIO, which is usual, would end this process
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_RDLCK)
        fcntl.fcntl(descriptor, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False
