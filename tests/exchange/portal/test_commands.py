"""`ogpkit portal build` and what it says."""

import pytest

from ogpkit.api.cli import main


@pytest.fixture(autouse=True)
def here(workspace, monkeypatch):
    monkeypatch.chdir(workspace)
    return workspace


def test_build_says_where_the_site_is_and_what_was_done(tmp_path, capsys):
    out = tmp_path / "out"
    assert main(["portal", "build", str(out), "--today", "2013-07-15"]) == 0
    printed = capsys.readouterr()
    assert printed.out == f"{out}\n"
    assert "removed: 0" in printed.err
    assert (out / "es/XX/2012-2013/plan.html").is_file()
    assert main(["portal", "build", str(out), "--today", "2013-07-15"]) == 0
    assert "Files written: 0," in capsys.readouterr().err


def test_languages_can_be_chosen(tmp_path, capsys):
    assert main(["portal", "build", str(tmp_path / "out"), "--language", "fr"]) == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir() if path.is_dir()) == ["assets", "data", "fr"]
    capsys.readouterr()


@pytest.mark.parametrize("words", [["--language", "klingon"], ["--base", "javascript:x"], ["--language", "../x"]])
def test_what_makes_no_sense_is_refused(tmp_path, capsys, words):
    assert main(["portal", "build", str(tmp_path / "out"), *words]) == 2
    assert not (tmp_path / "out").exists()
    capsys.readouterr()


def test_a_file_in_the_way_is_named(tmp_path, capsys):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/index.html").write_text("Our old site")
    assert main(["portal", "build", str(tmp_path / "out")]) == 2
    assert "already exists" in capsys.readouterr().err
    assert (tmp_path / "out/index.html").read_text() == "Our old site"


def test_a_broken_template_is_named(here, tmp_path, capsys):
    (here / "templates").mkdir()
    (here / "templates/page.html").write_text("{% if %}")
    assert main(["portal", "build", str(tmp_path / "out")]) == 1
    assert "page.html:1 does not work" in capsys.readouterr().err
