"""`ogpkit document`, `ogpkit export` and `ogpkit import`: what goes out and what comes in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ogpkit.cli import main

PAPER = Path(__file__).parents[2] / "examples/networking-paper"


@pytest.fixture
def root(tmp_path, monkeypatch):
    folder = tmp_path / "workspace"
    shutil.copytree(PAPER, folder)
    monkeypatch.chdir(folder)
    return folder


def test_without_a_name_each_says_what_there_is(root, capsys):
    for word, name in (("document", "action-plan"), ("export", "eligibility-scores"), ("import", "eligibility")):
        assert main([word]) == 0
        assert name in capsys.readouterr().out


def test_a_document_is_written_in_every_language_that_is_owed(root, capsys):
    assert main(["document", "action-plan", "XX/2012-2013", "--out", "handed-in"]) == 0
    written = sorted(path.name for path in (root / "handed-in").iterdir())
    assert written == ["action-plan-XX-2012-2013-en.md", "action-plan-XX-2012-2013-es.md"]
    spanish = (root / "handed-in/action-plan-XX-2012-2013-es.md").read_text("utf-8")
    assert spanish.startswith("# Plan de acción: País X\n")
    assert "Publicar ingresos y concesiones mineras por región" in spanish
    assert "is saved" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["document", "poem"], "There is no document “poem”"),
        (["document", "action-plan", "XX"], "Choose one of: XX/2012-2013"),
        (["document", "action-plan", "ZZ/2012"], "There is no country “ZZ”"),
        (["document", "action-plan", "XX/2012-2013", "--format", "papyrus"], "'papyrus'"),
        (["export", "poem"], "There is no export “poem”"),
        (["import", "poem"], "There is no import “poem”"),
        (["import", "eligibility"], "Name the file as well"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_what_there_is(root, capsys, words, said):
    assert main(words) == 2
    assert said in capsys.readouterr().err


def test_an_export_can_be_imported_and_a_second_time_changes_nothing(root, capsys):
    before = {path: path.read_bytes() for path in root.rglob("*.toml")}
    assert main(["export", "eligibility-evidence", "--out", "evidence.csv"]) == 0
    assert main(["import", "eligibility", "evidence.csv"]) == 0
    assert "0 new or changed files" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in root.rglob("*.toml")} == before


def test_an_import_changes_only_what_differs_and_keeps_every_comment(root, capsys):
    main(["export", "eligibility-evidence", "--out", "evidence.csv"])
    sheet = (root / "evidence.csv").read_text("utf-8")
    (root / "evidence.csv").write_text(sheet.replace("6.18", "7.6"), "utf-8")
    evidence = root / "countries/XX/eligibility/2011.toml"
    before = evidence.read_text("utf-8")
    assert main(["import", "eligibility", "evidence.csv", "--preview"]) == 0
    assert evidence.read_text("utf-8") == before
    assert main(["import", "eligibility", "evidence.csv"]) == 0
    assert "1 new or changed file" in capsys.readouterr().err
    assert evidence.read_text("utf-8") == before.replace("6.18", "7.6")


def test_unless_all_is_understood_nothing_is_imported(root, capsys):
    (root / "evidence.csv").write_text(
        "country,year,citizen_engagement.civil_liberties\nXX,2012,5\nXY,2012,many\n", "utf-8"
    )
    assert main(["import", "eligibility", "evidence.csv"]) == 1
    said = capsys.readouterr().err
    assert "row 3, column “citizen_engagement.civil_liberties”: “many” is not a number." in said
    assert "Nothing was imported" in said
    assert not (root / "countries/XX/eligibility/2012.toml").exists()


def test_a_mapping_file_explains_the_columns_of_somebody_elses_sheet(root, capsys):
    Path("theirs.csv").write_text("Code,When,Budget published\nXX,2012,yes\n", "utf-8")
    fields = 'country = "Code", "fiscal_transparency.executive_budget_proposal" = "Budget published"'
    Path("mapping.toml").write_text(
        f'[eligibility]\nkey = "When"\nfields = {{ {fields} }}\nconstants = {{ edition = "roadmap-2011" }}\n', "utf-8"
    )
    assert main(["import", "eligibility", "theirs.csv", "--mapping", "mapping.toml", "--preview"]) == 0
    assert "→ countries/XX/eligibility/2012.toml" in capsys.readouterr().err


def test_a_file_that_is_no_mapping_is_named(root, capsys):
    Path("theirs.csv").write_text("Code\nXX\n", "utf-8")
    Path("mapping.toml").write_text("[nothing]\n", "utf-8")
    assert main(["import", "eligibility", "theirs.csv", "--mapping", "mapping.toml"]) != 0
    assert "ogpkit cannot use the mapping" in capsys.readouterr().err


def test_a_mapping_is_suggested_with_every_column_of_a_sheet(root, capsys):
    Path("theirs.csv").write_text("Code,Jahr,Wetter\nXX,2012,gut\n", "utf-8")
    assert main(["import", "eligibility", "theirs.csv", "--suggest-mapping"]) == 0
    draft = capsys.readouterr().out
    assert '# ? = "Jahr"  # 2012' in draft
    assert main(["import", "eligibility", "theirs.csv", "--suggest-mapping", "--out", "mapping.toml"]) == 0
    assert Path("mapping.toml").read_text("utf-8") == draft
    filled = draft.replace("# key = ?", 'key = "Jahr"').replace('# ? = "Code"', 'country = "Code"')
    filled += '\n[eligibility.constants]\nedition = "roadmap-2011"\n'
    Path("mapping.toml").write_text("ignore_others = true\n" + filled, "utf-8")
    assert main(["import", "eligibility", "theirs.csv", "--mapping", "mapping.toml", "--preview"]) == 0
    assert "countries/XX/eligibility/2012.toml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("sheet", "said"),
    [(b"PK no workbook", "Save it again as XLSX"), ("Код;Год\n1;Открыть бюджет\n".encode("cp1251"), "--encoding")],
)
def test_no_mapping_is_suggested_for_what_is_no_sheet(root, capsys, sheet, said):
    Path("theirs.csv").write_bytes(sheet)
    assert main(["import", "eligibility", "theirs.csv", "--suggest-mapping"]) != 0
    assert said in capsys.readouterr().err


def test_an_encoding_that_is_said_stands_in_the_suggested_mapping(root, capsys):
    Path("theirs.csv").write_bytes("Код;Год\nXX;2012\n".encode("cp1251"))
    assert main(["import", "eligibility", "theirs.csv", "--suggest-mapping", "--encoding", "windows-1251"]) == 0
    draft = capsys.readouterr().out
    assert 'encoding = "windows-1251"' in draft
    assert '# ? = "Год"  # 2012' in draft
