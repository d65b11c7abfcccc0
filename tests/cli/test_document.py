"""`ogpkit document`: every format, in owed languages, with templates of the country's own."""

import shutil
from pathlib import Path

import pytest

from ogpkit.cli import main
from ogpkit.exchange.formats import FORMATS

EXAMPLE = Path(__file__).parents[2] / "examples/networking-paper"


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
    assert "is written" in capsys.readouterr().err
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
    assert main(["document", "action-plan", "XX/2012-2013", "--format", "html"]) == 2
    assert "document.html does not work" in capsys.readouterr().err


def test_a_format_that_does_not_exist_is_refused(capsys):
    assert main(["document", "action-plan", "XX/2012-2013", "--format", "wordperfect"]) == 2
    capsys.readouterr()
