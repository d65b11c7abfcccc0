"""`ogpkit fmt`: one form for all files, in which nothing is lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from ogpkit.check.autofix import FixResult
from ogpkit.cli import main
from ogpkit.cli.commands.check import save_mended
from ogpkit.workspace import formatter as made
from ogpkit.workspace.formatter import NoFormatter, format_files
from ogpkit.workspace.toml import parse_toml
from ogpkit.workspace.write import ChangedOutside

EXAMPLE = Path(__file__).parents[3] / "examples" / "networking-paper"
UGLY = """\
# the country
name="Kenya"   # its name
languages=[ "sw" ]



[contact]
   email = "a@example.org" # whom to ask
# end
"""


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A workspace with one file that is not in the one form and one that cannot be read."""
    for path, text in {
        "ogpkit.toml": '[workspace]\nlanguages = ["en"]\n',
        "countries/KE/country.toml": UGLY,
        "countries/GE/country.toml": "name = \n",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_check_names_what_would_change_and_changes_nothing(root, capsys):
    assert main(["fmt", "--check"]) == 1
    said = capsys.readouterr()
    assert said.out == "countries/KE/country.toml\n"
    assert "countries/GE/country.toml was not changed" in said.err
    assert (root / "countries/KE/country.toml").read_text("utf-8") == UGLY
    assert main(["fmt", "--diff"]) == 1
    assert '+name = "Kenya"  # its name\n' in capsys.readouterr().out


def test_the_one_form_says_the_same_with_every_comment_and_is_reached_once(root, capsys):
    assert main(["fmt"]) == 0
    after = (root / "countries/KE/country.toml").read_text("utf-8")
    assert after != UGLY
    assert parse_toml(after.encode()) == parse_toml(UGLY.encode())
    assert re.findall("#.*", after) == re.findall("#.*", UGLY)
    capsys.readouterr()
    assert main(["fmt", "--check"]) == 0
    assert (root / "countries/GE/country.toml").read_text("utf-8") == "name = \n"


def test_the_example_keeps_what_it_says(tmp_path):
    root = tmp_path / "workspace"
    shutil.copytree(EXAMPLE, root)
    files = {str(file): file.read_bytes() for file in root.rglob("*.toml")}
    formed = format_files(files)
    assert formed.keys() == files.keys()
    assert all(parse_toml(new) == parse_toml(files[path]) for path, new in formed.items())


def test_what_the_formatter_would_lose_stays(monkeypatch):
    def careless(folder):
        for file in folder.iterdir():
            file.write_bytes(b"a = 1\n")

    monkeypatch.setattr(made, "_format", careless)
    assert format_files({"x": b"a = 2\n", "y": b"a = 1 # c\n", "z": b"a =   1\n"}) == {"z": b"a = 1\n"}


def test_without_a_formatter_it_says_how_to_get_one(root, capsys, monkeypatch):
    monkeypatch.setattr(made, "find_program", lambda *_words: None)
    assert main(["fmt"]) == 2
    assert "pip install" in capsys.readouterr().err
    with pytest.raises(NoFormatter):
        format_files({"a": b"a = 1\n"})


def test_where_somebody_has_changed_one_file_meanwhile_none_is_written(tmp_path):
    """All are looked at before the first is written, so that a refusal means that nothing has changed."""
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_bytes(b"x=1\n")
    (tmp_path / "b.toml").write_bytes(b"x=2\n")
    before = {"a.toml": b"x=1\n", "b.toml": b"x=1\n"}
    mended = FixResult(before=before, after=dict.fromkeys(before, b"x = 1\n"), made=dict.fromkeys(before, 1))
    with pytest.raises(ChangedOutside, match=r"b\.toml") as caught:
        save_mended(tmp_path, mended)
    assert caught.value.exit_code == 1
    assert {name: (tmp_path / name).read_bytes() for name in before} == {"a.toml": b"x=1\n", "b.toml": b"x=2\n"}
