"""One look at a workspace of arbitrary files: what must hold whatever they say."""

from __future__ import annotations

import re
import tempfile
from datetime import date
from pathlib import Path

from ogpkit.check.autofix import mend
from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.engine import check
from ogpkit.check.render.github import as_github
from ogpkit.check.render.gitlab import as_gitlab
from ogpkit.check.render.json import as_json
from ogpkit.check.render.junit import as_junit
from ogpkit.check.render.sarif import as_sarif
from ogpkit.check.render.text import as_concise, as_text
from ogpkit.check.selection import Chosen
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import load

PLUGINS = Plugins.discover(third_party=False)
CODES = {one.code: one for one in (*FAULT_CODES, *(owned.value for owned in PLUGINS.rules))}
TODAY = date(2012, 6, 30)
NAMES = {"country": "XX", "cycle": "2012-2013", "year": "2011", "id": "portal", "draft": "independent-2013-01-01"}
PATHS = tuple(kind.pattern.text.format_map(NAMES) for kind in PLUGINS.kinds)
"""A file of every kind."""

BESIDE = {"ogpkit.toml": b'[workspace]\nlanguages = ["en"]\n', "countries/XX/country.toml": b'name = "Country X"\n'}
"""What is there unless the input says otherwise."""

_FIRST = re.compile(rb"^#: ([^\n]*)\n", re.MULTILINE)


def files_of(data: bytes) -> dict[str, bytes]:
    """The files that some bytes stand for.

    Args:
        data: Either `#: PATH` and the content, one file after the other, or a byte that chooses a kind of file and its content.
    """
    parts = _FIRST.split(data)
    if parts[0] or len(parts) == 1:
        return {PATHS[(data[0] if data else 0) % len(PATHS)]: data[1:]}
    named = zip(parts[1::2], parts[2::2], strict=True)
    return {path.decode("utf-8", "replace").replace("\0", ""): content for path, content in named}


def bytes_of(files: dict[str, bytes]) -> bytes:
    """What `files_of` reads: how an input is kept in `seeds`.

    Args:
        files: The content of each file, by path.
    """
    return b"".join(b"#: %s\n%s" % (path.encode(), content) for path, content in files.items())


def look(data: bytes) -> None:
    """Check the files that some bytes stand for, and do with the findings what a person could.

    Args:
        data: Any bytes.

    Raises:
        AssertionError: Something does not hold.
    """
    files = BESIDE | files_of(data)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ogpkit.toml").write_bytes(files["ogpkit.toml"])
        findings = _findings(Path(folder), files)
        assert not PLUGINS.faults, PLUGINS.faults
        for finding in findings:
            lines = files[finding.path].count(b"\n") + 2
            assert 1 <= finding.line <= finding.span.end_line <= lines, finding
            assert finding.column >= 1
            assert finding.message
            assert finding.remedy
        _render(findings, files)
        for unsafe in (False, True):
            if any(one.fix for one in findings):
                _mend(Path(folder), files, unsafe=unsafe)


def _findings(root, files):
    loaded = load(root, PLUGINS.kinds, PLUGINS.editions, TODAY, files)
    return check(loaded, PLUGINS, (), files.__getitem__, Chosen.of(loaded.workspace.settings.check))


def _render(findings, files):
    for render in (as_concise, as_json, as_github, as_gitlab):
        render(findings).encode()
    as_sarif(findings, CODES, "").encode()
    as_text(findings, files.__getitem__, colour=True).encode()
    as_junit(findings, 1).encode()


def _mend(root, files, *, unsafe):
    """Mended twice is mended once."""
    once = mend(lambda instead: _findings(root, files | instead), files.__getitem__, unsafe=unsafe)
    mended = files | once.after
    if once.after:
        again = mend(lambda instead: _findings(root, mended | instead), mended.__getitem__, unsafe=unsafe)
        assert again.after == {}, (once.after, again.after)
