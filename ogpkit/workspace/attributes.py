"""Owner, group, rights and extended attributes of files, access lists among them.

They are carried over to a file that replaces another one, and say whose a folder is. The only module that asks a system for them:
Windows has none of these, and extended attributes are Linux's.
"""

from __future__ import annotations

import os
import stat
import sys
from typing import Final

_OTHERS_MAY_WRITE: Final = 0o022

_OF_THE_SYSTEM = "security."
"""How the names of attributes begin that the system gives by its own policy, and that only it may give."""


def copy_attributes(source: int, target: int) -> bool:
    """Give an open file the owner, group, extended attributes and mode of another one; say whether all could be given.

    Args:
        source: The file that has them.
        target: The file that gets them.
    """
    if sys.platform == "win32":
        return True  # a file of Windows inherits its rights from its folder
    wanted, there = os.fstat(source), os.fstat(target)
    try:
        if (wanted.st_uid, wanted.st_gid) != (there.st_uid, there.st_gid):
            os.fchown(target, wanted.st_uid, wanted.st_gid)
        _copy_extended(source, target)
        os.fchmod(target, stat.S_IMODE(wanted.st_mode))  # last: a change of owner takes some bits away
    except OSError:
        return False
    return True


def inherit_group(folder: os.stat_result, target: int) -> None:
    """Give a new file the group that its folder hands down, where the folder does.

    Args:
        folder: What the system says of the folder.
        target: The file.

    Raises:
        OSError: It cannot be given.
    """
    if sys.platform == "win32":
        return
    if folder.st_mode & stat.S_ISGID and os.fstat(target).st_gid != folder.st_gid:
        os.fchown(target, -1, folder.st_gid)


def get_user_number() -> int | None:
    """Return the number by which the system knows the person; None where it has no such numbers."""
    if sys.platform == "win32":
        return None
    return os.geteuid()


def is_own(about: os.stat_result) -> bool:
    """Tell whether a file or folder is this person's, as far as the system tells.

    Args:
        about: What the system says of it.
    """
    return get_user_number() in (None, about.st_uid)


def is_private(about: os.stat_result) -> bool:
    """Tell whether a file or folder is this person's and nobody else may write there, as far as the system tells.

    Args:
        about: What the system says of it.
    """
    return sys.platform == "win32" or (is_own(about) and not about.st_mode & _OTHERS_MAY_WRITE)


def set_mode(descriptor: int, mode: int) -> None:
    """Set who may read and write an open file or folder, where the system has such a mode.

    Args:
        descriptor: The open file or folder.
        mode: Read, write and execute for owner, group and others.

    Raises:
        OSError: It cannot be set.
    """
    if sys.platform != "win32":
        os.fchmod(descriptor, mode)


def has_default_access(descriptor: int | None) -> bool:
    """Tell whether a folder hands an access list down to what is made in it.

    Args:
        descriptor: The open folder; None where the platform has none.
    """
    return descriptor is not None and "system.posix_acl_default" in _list_extended(descriptor)


def _copy_extended(source: int, target: int) -> None:
    if sys.platform != "linux":
        return
    wanted = _list_extended(source)
    for name in _list_extended(target) - wanted:
        os.removexattr(target, name)
    for name in wanted:
        os.setxattr(target, name, os.getxattr(source, name))


def _list_extended(descriptor: int) -> set[str]:
    if sys.platform != "linux":
        return set()
    try:
        return {name for name in os.listxattr(descriptor) if not name.startswith(_OF_THE_SYSTEM)}
    except OSError:  # the file system has none
        return set()
