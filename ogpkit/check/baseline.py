"""Known findings: a file that lets an old workspace begin with a clean check, so that only what is new is shown.

A finding is known again by its file, its code and its key path without list positions, and by how many of them there are. Lines
and words are not kept: a file may be edited, and the check speaks several languages.
"""

from __future__ import annotations

import errno
import os
import stat
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

import tomli_w

from ogpkit.check.finding import PLUGIN_FAILED
from ogpkit.errors import OgpkitError
from ogpkit.model.keypath import format_key_path
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import sanitize_line
from ogpkit.workspace.toml import NotToml, NotUtf8, parse_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ogpkit.check.finding import Finding

Mark: TypeAlias = tuple[str, str, str]
"""File, code and place."""

_INTRODUCTION: Final = (
    "# Known findings, which `ogpkit check` passes over. Made by `ogpkit check --write-baseline`; it gets shorter when it is\n"
    "# made anew after something was mended.\n\n"
)
_FIRST_WORDS: Final = b"# Known findings"
_LARGEST: Final = 64 * 1024 * 1024
"""Bytes that such a file may have; ogpkit's own number, enough for half a million findings."""

BASELINE: Final = "known-findings.toml"
"""The file of known findings, when neither the settings nor the call name another."""


class NoBaseline(OgpkitError):
    """Raised when the file of known findings cannot be used."""


def find_baseline(root: Path, named: str) -> Path:
    """Return the file of known findings that the settings of a workspace name.

    Args:
        named: What they name; whoever proposes a change to the settings must not reach other files with it.

    Raises:
        NoBaseline: It is no file of this workspace.
    """
    home = Path(os.path.realpath(root))
    try:
        file = Path(os.path.realpath(home / named))
        is_within = home in file.parents and (file.is_file() or not file.exists())
    except (OSError, ValueError):  # a name that no file can have
        is_within = False
    if not is_within:
        said = _("The settings name “{file}” as the file of known findings, but this workspace has no such file.")
        raise NoBaseline(
            said.format(file=sanitize_line(named))
            + " "
            + _("Under baseline, name a file in the folder of ogpkit.toml, for example known-findings.toml.")
        )
    return root / named


def split_known(findings: Iterable[Finding], known: Counter[Mark]) -> tuple[tuple[Finding, ...], int]:
    """Return the findings that are new, and how many known ones are there no more.

    Args:
        findings: Every finding.
        known: How many there are of each, as `read_baseline` gives it.
    """
    left = known.copy()
    new: list[Finding] = []
    for finding in findings:
        mark = _mark(finding)
        if left[mark] > 0 and finding.code != PLUGIN_FAILED:
            left[mark] -= 1
        else:
            new.append(finding)
    return tuple(new), sum(left.values())


def format_baseline(findings: Iterable[Finding]) -> bytes:
    """Return the content of a file of known findings.

    Args:
        findings: Every finding.
    """
    counts = Counter(_mark(finding) for finding in findings if finding.code != PLUGIN_FAILED)
    known = [
        {"path": path, "code": code} | ({"key": key} if key else {}) | ({"count": count} if count > 1 else {})
        for (path, code, key), count in sorted(counts.items())
    ]
    return (_INTRODUCTION + (tomli_w.dumps({"known": known}) if known else "known = []\n")).encode("utf-8")


def _read(file: Path) -> bytes:
    """Return what a file says; a pipe in its place, which may never say anything, is refused and not waited for."""
    handle = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if stat.S_ISFIFO(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        return stream.read(_LARGEST + 1)


def read_baseline(file: Path) -> Counter[Mark]:
    """Return the known findings of a file.

    Raises:
        NoBaseline: It is not there, or not what `format_baseline` gives.
    """
    name = sanitize_line(str(file))
    try:
        source = _read(file)
    except OSError as error:
        reason = error.strerror or str(error)
        raise NoBaseline(
            _("The file of known findings {file} cannot be read: {reason}. Create it with --write-baseline.").format(
                file=name, reason=reason
            )
        ) from error
    try:
        content = parse_toml(source) if len(source) <= _LARGEST else {}
    except (NotUtf8, NotToml) as error:
        raise _refuse_baseline(name) from error
    known = content.get("known")
    counts: Counter[Mark] = Counter()
    for one in known if isinstance(known, list) else [None]:
        facts = one if isinstance(one, dict) else {}
        path, code, key, count = (facts.get(name, empty) for name, empty in _FACTS)
        if not (isinstance(path, str) and isinstance(code, str) and isinstance(key, str) and type(count) is int):
            raise _refuse_baseline(name)
        counts[path, code, key] += count
    return counts


def verify_replaceable(file: Path) -> None:
    """Refuse to write known findings over something else, which a slip in a name would lose.

    Args:
        file: Where they are to be written.

    Raises:
        NoBaseline: Something else is there.
    """
    try:
        if not file.is_file():  # a device or a pipe holds nothing that could be lost
            return
        with file.open("rb") as stream:
            begins = stream.read(len(_FIRST_WORDS))
    except (OSError, ValueError):  # not there, or for the writing to say
        return
    if begins and begins != _FIRST_WORDS:
        try:
            read_baseline(file)
        except NoBaseline:
            said = _("{file} contains something other than known findings, so it was not changed. Name another file.")
            raise NoBaseline(said.format(file=sanitize_line(str(file)))) from None


_FACTS: Final = (("path", None), ("code", None), ("key", ""), ("count", 1))


def _refuse_baseline(name: str) -> NoBaseline:
    return NoBaseline(_("{file} contains no known findings. Create it again with --write-baseline.").format(file=name))


def _mark(finding: Finding) -> Mark:
    return finding.path, finding.code, format_key_path(tuple(part for part in finding.at if isinstance(part, str)))
