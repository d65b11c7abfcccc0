"""Owner, group, rights and extended attributes of a file, access lists among them, carried over to the one that replaces it."""

from __future__ import annotations

import os
import stat

_OF_THE_SYSTEM = "security."
"""How the names of attributes begin that the system gives by its own policy, and that only it may give."""


def copy_attributes(source: int, target: int) -> bool:
    """Give an open file the owner, group, extended attributes and mode of another one; say whether all could be given.

    Args:
        source: The file that has them.
        target: The file that gets them.
    """
    if os.name != "posix":
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
    if os.name == "posix" and folder.st_mode & stat.S_ISGID and os.fstat(target).st_gid != folder.st_gid:
        os.fchown(target, -1, folder.st_gid)


def has_default_access(descriptor: int | None) -> bool:
    """Whether a folder hands an access list down to what is made in it.

    Args:
        descriptor: The open folder; None where the platform has none.
    """
    return descriptor is not None and "system.posix_acl_default" in _extended(descriptor)


def _copy_extended(source: int, target: int) -> None:
    wanted = _extended(source)
    for name in _extended(target) - wanted:
        os.removexattr(target, name)
    for name in wanted:
        os.setxattr(target, name, os.getxattr(source, name))


def _extended(descriptor: int) -> set[str]:
    if not hasattr(os, "listxattr"):
        return set()
    try:
        return {name for name in os.listxattr(descriptor) if not name.startswith(_OF_THE_SYSTEM)}
    except OSError:  # the file system has none
        return set()
