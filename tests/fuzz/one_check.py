"""One look at a workspace of one arbitrary file: what must hold whatever the file says."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from ogpkit.check.choosing import Chosen
from ogpkit.check.mending import fixed
from ogpkit.check.render.concise import as_concise
from ogpkit.check.render.github import as_github
from ogpkit.check.render.gitlab import as_gitlab
from ogpkit.check.render.json import as_json
from ogpkit.check.render.junit import as_junit
from ogpkit.check.render.text import as_text
from ogpkit.check.run import check
from ogpkit.plugins import Plugins
from ogpkit.storage.load import load

PLUGINS = Plugins.discover(third_party=False)
PATHS = (
    "ogpkit.toml",
    "countries/KE/country.toml",
    "countries/KE/eligibility/2011.toml",
    "countries/KE/eligibility/reviews/2012.toml",
    "countries/KE/cycles/2012-2013/cycle.toml",
    "countries/KE/cycles/2012-2013/commitments/portal.toml",
)
"""The first byte of an input chooses the file, the others are its content."""


def look(data: bytes) -> None:
    """Check the file that some bytes stand for, and do with the findings what a person could.

    Args:
        data: Any bytes.

    Raises:
        AssertionError: Something does not hold.
    """
    path, content = PATHS[(data[0] if data else 0) % len(PATHS)], data[1:]
    files = {PATHS[0]: b'[workspace]\nlanguages = ["en"]\n', PATHS[1]: b'name = "Kenya"\n', path: content}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "ogpkit.toml").write_bytes(files[PATHS[0]])
        loaded = load(root, PLUGINS, date(2012, 6, 30), files)
        findings = check(loaded, PLUGINS, (), files.__getitem__, Chosen.of(loaded.workspace.settings.check))
    assert not PLUGINS.faults, PLUGINS.faults
    for finding in findings:
        lines = files[finding.path].count(b"\n") + 2
        assert 1 <= finding.line <= finding.span.end_line <= lines, finding
        assert finding.column >= 1
        assert finding.message
        assert finding.remedy
    for render in (as_concise, as_json, as_github, as_gitlab):
        render(findings)
    as_text(findings, files.__getitem__, colour=True)
    as_junit(findings, 1)
    for unsafe in (False, True):
        fixes = [one.fix for one in findings if one.fix and one.path == path and (unsafe or one.fix.safe)]
        fixed(content, fixes)
