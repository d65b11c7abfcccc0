"""Line ends and characters that no reader sees, in every text of a workspace, on the way to every form of output."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import tomli_w

from ogpkit.model.annotations import Form, Refers
from ogpkit.plugins.manager import Plugins
from ogpkit.schema.fields import Sort, fields_of
from ogpkit.text.sanitize import as_text, is_text
from ogpkit.workspace.load import load

LIMIT = 300.0
"""Seconds that only a hang reaches."""

EXAMPLE = Path(__file__).parents[2] / "examples" / "networking-paper"
FORGED = "BEGIN:VALARM"
EVIL = (
    f"\r\n{FORGED}\r\nX-EVIL:1\n{FORGED}\r{FORGED}\u2028{FORGED}\x85{FORGED}\v{FORGED}\f{FORGED}"
    "\0\x01\x1b[31m\x7f\x9b\u202e\u2066\ufeff\ufffe\uffff\U0001ffff"
)
COMMAND = "from ogpkit.cli import main; raise SystemExit(main())"


def spoilt(content, entity):
    shapes = {field.key: field.shape for field in fields_of(entity)}
    return {key: changed(value, shapes[key]) if key in shapes else value for key, value in content.items()}


def changed(value, shape):
    if shape.item is not None and isinstance(value, list):
        return [changed(one, shape.item) for one in value]
    if shape.sort is Sort.TABLE:
        return spoilt(value, shape.table)
    if shape.sort not in (Sort.TEXT, Sort.TRANSLATED) or shape.meaning(Form) or shape.meaning(Refers):
        return value
    return {key: text + EVIL for key, text in value.items()} if isinstance(value, dict) else value + EVIL


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    root = tmp_path_factory.mktemp("control")
    plugins = Plugins.discover(third_party=False)
    for file in EXAMPLE.rglob("*.toml"):
        path = file.relative_to(EXAMPLE).as_posix()
        content = tomllib.loads(file.read_text("utf-8"))
        claimed = plugins.kinds.claiming(path)
        if path == "ogpkit.toml":
            content["workspace"]["name"] = "W" + EVIL
        elif claimed:
            content = spoilt(content, claimed[0].entity)
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(tomli_w.dumps(content).encode())
    return root


def run(workspace, *words, options=()):
    done = subprocess.run(
        [sys.executable, *options, "-c", COMMAND, *words],
        cwd=workspace,
        capture_output=True,
        timeout=LIMIT,
        check=False,
    )
    assert done.returncode in (0, 1), (words, done.returncode, done.stderr.decode()[-1500:])
    assert b"Traceback" not in done.stderr
    return done


def is_harmless(text):
    """Whether nothing in it ends a line or acts, other than the line ends of the format itself."""
    return is_text(text.replace("\r\n", "\n"))


@pytest.mark.parametrize("options", [(), ("-O",)], ids=["assertions", "no-assertions"])
def test_nothing_is_injected_into_a_calendar(workspace, options):
    text = run(workspace, "calendar", "--format", "ics", options=options).stdout.decode()
    lines = text.split("\r\n")
    assert all(is_text(line, on_one_line=True) for line in lines)
    counts = Counter(lines)
    assert counts["BEGIN:VEVENT"] > 0
    assert counts[FORGED] == counts["END:VALARM"] <= counts["BEGIN:VEVENT"]
    assert counts["X-EVIL:1"] == 0


@pytest.mark.parametrize("options", [(), ("-O",)], ids=["assertions", "no-assertions"])
def test_the_portal_is_built_and_its_forms_hold(workspace, tmp_path, options):
    run(workspace, "portal", "build", str(tmp_path / "site"), "--base", "https://x.example", options=options)
    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert len(files) > 20
    for file in files:
        assert is_text(file.name, on_one_line=True)
        if file.suffix in {".html", ".ics", ".csv", ".md"}:
            assert is_harmless(file.read_bytes().decode()), file
        if file.suffix == ".ics":
            counts = Counter(file.read_bytes().split(b"\r\n"))
            assert counts[FORGED.encode()] == counts[b"END:VALARM"]
            assert counts[b"X-EVIL:1"] == 0
        if file.suffix in {".xml", ".atom"}:
            ET.parse(file)
        if file.suffix == ".json":
            json.loads(file.read_bytes())


@pytest.mark.parametrize("form", ["md", "html", "docx", "pdf", "xlsx"])
def test_a_document_is_written_in_every_format(workspace, tmp_path, form):
    plugins = Plugins.discover(third_party=False)
    documents = load(workspace, plugins.kinds, plugins.editions).workspace.documents
    cycle = next(one for one in documents.values() if one.kind == "cycle")
    place = f"{cycle.country}/{cycle.cycle}"
    run(workspace, "document", "action-plan", place, "--language", "en", "--format", form, "--out", str(tmp_path))
    (file,) = tmp_path.iterdir()
    if form in {"md", "html"}:
        assert is_harmless(file.read_bytes().decode())


def test_the_check_names_each_text_once_and_no_output_of_it_acts(workspace):
    found = json.loads(run(workspace, "check", "--format", "json", "--today", "2013-07-15").stdout)
    findings = found if isinstance(found, list) else found["findings"]
    texts = Counter((one["path"], one["line"], one["column"]) for one in findings if one["code"] == "OGP024")
    assert len(texts) > 20
    assert set(texts.values()) == {1}
    assert "ogpkit.toml" in {path for path, _line, _column in texts}
    assert is_harmless(run(workspace, "check", "--today", "2013-07-15").stdout.decode())


@pytest.mark.parametrize(
    "evil", ["\0", "\r", "\x85", "\u2028", "\u2029", "\x1b", "\x7f", "\x9b", chr(0xD800), chr(0xDC80)]
)
def test_what_is_no_letter_is_found_and_left_out(evil):
    assert not is_text(f"a{evil}b")
    assert is_text(as_text(f"a{evil}b"))
    assert is_text(as_text(f"a\n{evil}\tb"))


@pytest.mark.parametrize("text", ["Ελλάδα", "हिन्दी\u200d", "فارسی\u200cها", "👩‍👩‍👧", "a\tb", "non\xa0breaking"])
def test_letters_of_every_script_are_texts(text):
    assert is_text(text, on_one_line=True)
    assert as_text(text) == text


def test_a_text_of_several_lines_keeps_its_line_ends():
    assert is_text("a\nb")
    assert not is_text("a\nb", on_one_line=True)
    assert as_text("a\r\nb\rc\u2028d") == "a\nb\nc\nd"
