"""Faulty files, each beside the exact lines that `ogpkit check` says of it; and files in order, of which it says nothing.

A file of `bad/` or `good/` says in its first lines where it would lie: `# countries/KE/country.toml`, then the content. A file
`<name>.bytes` is the same with Python's escapes (`\\xff`) for what no editor shows. Several files follow each other, each
after its own such line, which begins with `#: `. After an intended change of words run `pytest tests/corpus
--update-findings` and read the difference.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from ogpkit.check.engine import check
from ogpkit.check.render.text import as_concise
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import load

HERE = Path(__file__).parent
PLUGINS = Plugins.discover(third_party=False)
TODAY = date(2012, 6, 30)
SETTINGS = b'[workspace]\nname = "Corpus"\nlanguages = ["en"]\n[check]\nignore = ["COM006", "ELI001"]\n'
FIRST = re.compile(rb"^#: (.+)\n", re.MULTILINE)


def cases(folder):
    return sorted(path for path in (HERE / folder).iterdir() if path.suffix in (".toml", ".bytes"))


def said(case, root):
    """What the check says of the files of a case."""
    source = case.read_bytes()
    if case.suffix == ".bytes":
        source = source.decode("utf-8").encode("latin-1", "backslashreplace")
        source = source.decode("unicode_escape").encode("latin-1")
    parts = FIRST.split(source)
    assert parts[0] == b"", "the first line says where the file would lie"
    files = dict(zip(parts[1::2], parts[2::2], strict=True))
    for path, content in ({b"ogpkit.toml": SETTINGS} | files).items():
        file = root / path.decode()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return as_concise(check(load(root, PLUGINS.kinds, PLUGINS.editions, TODAY), PLUGINS))


@pytest.mark.parametrize("case", cases("bad"), ids=lambda case: case.stem)
def test_what_is_wrong_is_said_in_these_very_words(case, tmp_path, request):
    expected = case.with_suffix(".findings.txt")
    findings = said(case, tmp_path)
    if request.config.getoption("--update-findings", default=False):
        expected.write_text(findings, encoding="utf-8")
    assert findings == expected.read_text("utf-8")
    assert findings, "a bad file without findings"


@pytest.mark.parametrize("case", cases("good"), ids=lambda case: case.stem)
def test_what_is_in_order_is_left_alone(case, tmp_path):
    assert said(case, tmp_path) == ""


def test_every_expectation_has_its_case():
    there = {case.with_suffix(".findings.txt").name for case in cases("bad")}
    assert {path.name for path in (HERE / "bad").glob("*.findings.txt")} == there
    assert len(there) >= 40
