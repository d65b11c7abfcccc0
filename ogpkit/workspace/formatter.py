"""The canonical form of files, for those who want one: made by tombi, a formatter for TOML that keeps comments.

Nothing is taken on trust: what comes back must say the same and hold the same comments, or the file stays as it is.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.workspace.git import find_program
from ogpkit.workspace.positions import Positions
from ogpkit.workspace.toml import NotToml, NotUtf8, is_same, parse_toml

if TYPE_CHECKING:
    from collections.abc import Mapping

_PATIENCE: Final = 600
"""Seconds after which the formatter is not waited for any more."""


class NoFormatter(OgpkitError):
    """Raised when the formatter is not there, or does not work."""


def format_files(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the canonical form of each file that can be read and has one.

    Args:
        files: The content of each file, by path.

    Raises:
        NoFormatter: The formatter cannot be used.
    """
    readable = {path: source for path, source in files.items() if is_readable(source)}
    if not readable:
        return {}
    with tempfile.TemporaryDirectory(prefix="ogpkit-fmt-") as made:
        folder = Path(made)  # a folder of its own, in which no settings of other projects hold
        names = {path: folder / f"{number}.toml" for number, path in enumerate(readable)}
        for path, file in names.items():
            file.write_bytes(readable[path].removeprefix(b"\xef\xbb\xbf"))
        _format(folder)
        formed = {path: file.read_bytes() for path, file in names.items()}
    return {path: new for path, new in formed.items() if _is_the_same(readable[path], new)}


def _format(folder: Path) -> None:
    program = find_program("tombi", (str(Path(sys.executable).parent), *os.get_exec_path()))
    if program is None:
        raise NoFormatter(_('The formatter is not installed. Install it with: pip install "ogpkit[fmt]"'))
    words = [program, "format", "--offline", "--quiet", "."]
    environment = os.environ | {"TOMBI_OFFLINE": "true", "XDG_CONFIG_HOME": str(folder)}
    try:
        subprocess.run(words, cwd=folder, check=False, capture_output=True, timeout=_PATIENCE, env=environment)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoFormatter(_("The formatter does not work: {reason}.").format(reason=error)) from error


def is_readable(source: bytes) -> bool:
    """Tell whether a file can be read at all; one that cannot has no canonical form."""
    try:
        parse_toml(source)
    except (NotUtf8, NotToml):
        return False
    return True


def _is_the_same(before: bytes, after: bytes) -> bool:
    """Tell whether two forms of a file say the same, in the same order, with the same comments."""
    try:
        old, new = parse_toml(before), parse_toml(after)
    except (NotUtf8, NotToml):
        return False
    # a schema that a file names may ask for another order of keys, and be on one machine only
    return is_same(old, new) and repr(old) == repr(new) and _count_comments(before) == _count_comments(after)


def _count_comments(source: bytes) -> Counter[bytes]:
    places = Positions.of(source).comments if b"#" in source else []
    return Counter(b"".join(source[start:end].lstrip(b"#").split()) for start, end in places)
