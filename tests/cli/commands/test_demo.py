"""Trying ogpkit out."""

import pytest

from ogpkit.cli import main
from ogpkit.workspace.create import example_workspace_folder


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def content(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.toml"))}


def test_without_a_terminal_it_prints_how_each_country_stands(here, capsys):
    assert main(["demo"]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert lines[0].split()[:2] == ["Code", "Country"]
    assert any(line.startswith("KE    Kenya") for line in lines)
    assert "ogpkit app ogpkit-demo" in printed.err
    assert content(here / "ogpkit-demo") == content(example_workspace_folder("cohort-2011"))


def test_a_demo_that_is_there_is_used_again_with_all_that_was_done_to_it(here, capsys):
    main(["demo", "mine"])
    changed = here / "mine/countries/KE/country.toml"
    changed.write_text('name = "My Kenya"\n')
    capsys.readouterr()
    assert main(["demo", "mine"]) == 0
    assert "My Kenya" in capsys.readouterr().out
    assert changed.read_text() == 'name = "My Kenya"\n'


def test_a_folder_with_something_else_in_it_is_left_alone(here, capsys):
    (here / "mine").mkdir()
    (here / "mine" / "letter.txt").write_text("Dear")
    assert main(["demo", "mine"]) == 2
    assert "contains other files" in capsys.readouterr().err
    assert [path.name for path in (here / "mine").iterdir()] == ["letter.txt"]


def test_an_empty_folder_is_filled(here):
    (here / "mine").mkdir()
    assert main(["demo", "mine"]) == 0
    assert (here / "mine" / "ogpkit.toml").is_file()
    assert [path.name for path in here.iterdir()] == ["mine"]
