"""`ogpkit document`: every format, in owed languages, with templates of the country's own."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from ogpkit.cli import main
from ogpkit.exchange.documents import FORMATS

EXAMPLE = Path(__file__).parents[3] / "examples/networking-paper"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "work"))
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_a_file_of_its_kind(here, form, capsys):
    if form == "pdf":
        pytest.importorskip("typst", reason="the extra “documents” is not installed")
    assert main(["document", "action-plan", "XX/2012-2013", "--format", form, "--out", "out"]) == 0
    assert "is saved" in capsys.readouterr().err
    files = sorted((here / "out").iterdir())
    assert [file.name for file in files] == [f"action-plan-XX-2012-2013-{language}.{form}" for language in ("en", "es")]
    begins = {"md": b"# ", "html": b"<!DOCTYPE html>", "docx": b"PK", "pdf": b"%PDF-", "xlsx": b"PK"}
    assert all(file.read_bytes().startswith(begins[form]) for file in files)


def test_a_template_in_the_workspace_is_used(here, capsys):
    (here / "templates").mkdir()
    (here / "templates/document.html").write_text("Ministry of Mines: {{ title }}")
    assert main(["document", "action-plan", "XX/2012-2013", "--format", "html", "--language", "es"]) == 0
    assert (here / "action-plan-XX-2012-2013-es.html").read_text() == "Ministry of Mines: Plan de acción: País X"
    (here / "templates/document.html").write_text("{{ titel }}")
    assert main(["document", "action-plan", "XX/2012-2013", "--format", "html"]) == 1
    assert "document.html:1 does not work" in capsys.readouterr().err


def test_a_format_that_does_not_exist_is_refused(capsys):
    assert main(["document", "action-plan", "XX/2012-2013", "--format", "wordperfect"]) == 2
    capsys.readouterr()


OVER = [
    (["document", "action-plan", "XX/2012-2013", "--language", "en"], "action-plan-XX-2012-2013-en.md"),
    (["export", "plan-csv", "XX/2012-2013", "--out", "plan.csv"], "plan.csv"),
    (["plan", "export", "XX/2012-2013", "plan.json"], "plan.json"),
    (["schema", "country", "--out", "."], "country.schema.json"),
    (["check", "--output-file", "findings.txt", "--exit-zero"], "findings.txt"),
]


@pytest.mark.parametrize(("words", "name"), OVER, ids=[name for _words, name in OVER])
def test_an_edited_file_is_replaced_only_when_the_person_says_so(here, words, name, capsys):
    assert main(words) == 0
    written = (here / name).read_bytes()
    assert main(words) == 0
    (here / name).write_bytes(written + b"edited by hand\n")
    assert main(words) == 1
    assert name in capsys.readouterr().err
    assert (here / name).read_bytes() == written + b"edited by hand\n"
    assert main([*words, "--overwrite"]) == 0
    assert (here / name).read_bytes() == written


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
@pytest.mark.parametrize(("answer", "code"), [(b"n\n", 1), (b"y\n", 0)])
def test_on_a_terminal_the_person_is_asked(here, answer, code):
    (here / "plan.csv").write_bytes(b"mine")
    master, terminal = os.openpty()
    words = [Path(sys.executable).with_name("ogpkit"), "export", "plan-csv", "XX/2012-2013", "--out", "plan.csv"]
    with subprocess.Popen(words, stdin=terminal, stdout=terminal, stderr=terminal, cwd=here) as running:
        os.close(terminal)
        os.write(master, answer)
        said = b""
        with suppress(OSError):
            while part := os.read(master, 4096):
                said += part
        assert running.wait(60) == code
    os.close(master)
    assert b"plan.csv" in said
    assert ((here / "plan.csv").read_bytes() == b"mine") == (code == 1)
