"""From files to a workspace: what can be read is there, what cannot is said, and nothing in a file stops the reading."""

from __future__ import annotations

import gc
import os
from datetime import date
from pathlib import Path

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.check.engine import check_workspace
from ogpkit.model import Country
from ogpkit.plugins.manager import Plugins
from ogpkit.schema.kinds import Kinds
from ogpkit.text.sanitize import sanitize
from ogpkit.workspace import load as loading
from ogpkit.workspace.content import Workspace
from ogpkit.workspace.load import LoadedWorkspace, NoWorkspace, read_document, read_workspace
from ogpkit.workspace.progress import finish_steps
from ogpkit.workspace.scan import find_workspace_root
from ogpkit.workspace.write import file_digest

PLUGINS = Plugins.discover(third_party=False)
COUNTRY = "countries/KE/country.toml"


def write(root, files):
    for path, content in {"ogpkit.toml": '[workspace]\nlanguages = ["en"]\n', **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def codes(loaded):
    return {path: [fault.code for fault in faults] for path, faults in loaded.faults.items()}


def test_what_can_be_read_is_there_and_what_cannot_is_said(tmp_path):
    files = {COUNTRY: 'name = "Kenya"\n', "countries/GE/country.toml": "name = ", "x/y.toml": ""}
    loaded = read_workspace(write(tmp_path, files), PLUGINS.kinds, PLUGINS.editions, date(2012, 6, 30))
    assert set(loaded.workspace.documents) == {COUNTRY, "ogpkit.toml"}
    assert codes(loaded) == {"countries/GE/country.toml": ["OGP002"], "x/y.toml": ["OGP012"]}
    assert loaded.unclaimed == ("x/y.toml",)
    assert (loaded.root, loaded.workspace.today) == (tmp_path, date(2012, 6, 30))
    document = loaded.workspace.documents[COUNTRY]
    assert (document.kind, document.country, document.digest) == ("country", "KE", file_digest(b'name = "Kenya"\n'))


def test_the_collector_of_python_rests_while_files_are_read(tmp_path):
    root = write(tmp_path, {f"countries/{code}/country.toml": 'name = "X"\n' for code in ("KE", "GE", "PE")})
    runs: list[str] = []

    def note(phase: str, _about: object) -> None:
        runs.append(phase)

    before = gc.get_threshold()
    gc.set_threshold(1)
    kinds, editions = PLUGINS.kinds, PLUGINS.editions
    gc.callbacks.append(note)
    try:
        finish_steps(loading._read_files(root, kinds, editions, None, {}, None))
        without, runs[:] = len(runs), []
        read_workspace(root, kinds, editions)
    finally:
        gc.callbacks.remove(note)
        gc.set_threshold(*before)
    assert len(runs) * 10 < without
    assert gc.isenabled()


def test_a_value_that_is_wrong_but_readable_keeps_its_document(tmp_path):
    loaded = read_workspace(
        write(tmp_path, {COUNTRY: 'name = "Kenya"\nlanguages = ["swahili"]\n'}), PLUGINS.kinds, PLUGINS.editions
    )
    assert codes(loaded) == {COUNTRY: ["OGP009"]}
    found = loaded.workspace.one(Country, "KE")
    assert found is not None
    assert found.entity.languages == ("swahili",)


def test_settings_decide_what_is_left_out_and_unreadable_ones_do_not(tmp_path):
    excluding = '[workspace]\nlanguages = ["en", "ka"]\nexclude = ["tools"]\n'
    loaded = read_workspace(
        write(tmp_path, {"ogpkit.toml": excluding, "tools/x.toml": ""}), PLUGINS.kinds, PLUGINS.editions
    )
    assert loaded.faults == {}
    assert loaded.workspace.settings.workspace.languages == ("en", "ka")
    loaded = read_workspace(
        write(tmp_path, {"ogpkit.toml": "[workspace", "tools/x.toml": ""}), PLUGINS.kinds, PLUGINS.editions
    )
    assert set(codes(loaded)) == {"ogpkit.toml", "tools/x.toml"}
    assert loaded.workspace.settings.workspace.languages == ("en",)


def test_a_file_too_large_for_the_memory_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "LARGEST", 100)
    root = write(tmp_path, {COUNTRY: "#" * 101, "countries/GE/country.toml": 'name = "x"'})
    loaded = read_workspace(root, PLUGINS.kinds, PLUGINS.editions)
    assert codes(loaded) == {COUNTRY: ["OGP016"]}


def test_files_that_cannot_be_read_are_said_and_the_rest_is_read(tmp_path):
    write(tmp_path, {COUNTRY: 'name = "Kenya"\n', "outside/x.toml": ""})
    root = write(tmp_path / "countries-2", {"countries/GE/country.toml": 'name = "x"'})
    (root / "countries/KE").symlink_to("../../countries/KE")
    (root / "countries/UG").mkdir()
    (root / "countries/UG/country.toml").symlink_to("../../../countries/KE/country.toml")
    os.mkfifo(root / "countries/UG/pipe.toml")
    loaded = read_workspace(root, PLUGINS.kinds, PLUGINS.editions)
    broken = ["countries/KE", "countries/UG/country.toml", "countries/UG/pipe.toml"]
    assert codes(loaded) == {path: ["OGP016"] for path in broken}
    assert "countries/GE/country.toml" in loaded.workspace.documents


def test_a_file_that_vanishes_while_one_looks_is_said(tmp_path, monkeypatch):
    root = write(tmp_path, {COUNTRY: 'name = "Kenya"\n'})
    real = loading.scan
    monkeypatch.setattr(loading, "scan", lambda *words: (real(*words), (root / COUNTRY).unlink())[0])
    (fault,) = read_workspace(root, PLUGINS.kinds, PLUGINS.editions).faults[COUNTRY]
    assert (fault.code, fault.remedy) == ("OGP016", "Ask for permission to read it.")


def test_the_root_is_found_upwards_or_one_is_told_how_to_begin(tmp_path):
    root = write(tmp_path / "a", {COUNTRY: ""})
    assert find_workspace_root(root / "countries/KE") == root.resolve()
    (tmp_path / "b").mkdir()
    with pytest.raises(NoWorkspace, match="ogpkit init"):
        find_workspace_root(tmp_path / "b")


def test_nobody_claims_a_file_where_no_kinds_are():
    document, faults = read_document(COUNTRY, b"", Kinds(()))
    assert document is None
    assert [fault.code for fault in faults] == ["OGP012"]


PATHS = st.sampled_from(
    [
        "ogpkit.toml",
        COUNTRY,
        "countries/UK/country.toml",
        "countries/KE/eligibility/2011.toml",
        "countries/KE/cycles/2012-2013/cycle.toml",
        "countries/KE/cycles/2012-2013/commitments/open-budget.toml",
        "x/y.toml",
    ]
)
EXAMPLES = [kind.example for kind in PLUGINS.kinds if kind.example]
PIECES = [
    "[",
    "]",
    '"',
    "'",
    "=",
    "\n",
    "#",
    "\\",
    "\x00",
    "\ufeff",
    "ქ",
    "\u202e",
    "{",
    "}",
    ",",
    ".",
    "1",
    "nan",
    "[[a]]",
]
KEYS = st.sampled_from(["name", "languages", "edition", "milestones", "contact", "title", "workspace", "check", "x"])
VALUES = st.recursive(
    st.text(max_size=6) | st.integers() | st.floats() | st.booleans() | st.dates() | st.datetimes() | st.times(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@st.composite
def mutated(draw):
    """An example of some kind, with a few places cut out, doubled or filled with something else."""
    text = draw(st.sampled_from(EXAMPLES))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 12)))
        text = text[:start] + draw(st.sampled_from(["", text[start:end] * 2, *PIECES])) + text[end:]
    return text.encode()


SOURCES = (
    st.binary(max_size=80)
    | mutated()
    | st.dictionaries(KEYS, VALUES, max_size=4).map(lambda data: tomli_w.dumps(data).encode())
)


@given(PATHS, SOURCES)
def test_whatever_a_file_holds_it_is_read_or_what_is_wrong_is_said(path, source):
    document, faults = read_document(path, source, PLUGINS.kinds)
    assert document is not None or faults
    for fault in faults:
        assert sanitize(fault.message) == fault.message
        assert sanitize(fault.remedy) == fault.remedy


@given(st.dictionaries(PATHS, SOURCES, max_size=4))
def test_whatever_the_files_hold_the_check_ends_and_no_rule_fails(files):
    read = {path: read_document(path, source, PLUGINS.kinds) for path, source in files.items()}
    documents = {path: document for path, (document, _faults) in read.items() if document is not None}
    workspace = Workspace(documents=documents, kinds=PLUGINS.kinds, editions=PLUGINS.editions, today=date(2012, 6, 30))
    faults = {path: faults for path, (_document, faults) in read.items()}
    loaded = LoadedWorkspace(root=Path("/nowhere"), workspace=workspace, faults=faults)
    findings = check_workspace(loaded, PLUGINS, source=lambda path: files.get(path, b""))
    assert [finding for finding in findings if finding.code == "OGP020"] == []
    assert all(finding.line >= 1 and finding.column >= 1 for finding in findings)
