"""Starting a workspace."""

import os
import pty
import subprocess
import sys
import tomllib

import pytest

from ogpkit.cli import main
from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.model import Country
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace


@pytest.fixture(autouse=True)
def nobody_at_the_keyboard(monkeypatch):
    with open(os.devnull) as nothing:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdin", nothing)
        yield


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.toml"))


def test_options_answer_every_question(tmp_path, capsys):
    folder = tmp_path / "ogp"
    call = ["init", str(folder), "--name", "Kenya’s OGP", "--country", "KE", "--languages", "sw,en"]
    assert main(call) == 0
    assert capsys.readouterr().out.splitlines() == ["ogpkit.toml", "countries/KE/country.toml"]
    settings = tomllib.loads((folder / "ogpkit.toml").read_text())
    assert settings["workspace"] == {"name": "Kenya’s OGP", "languages": ["sw", "en"], "exclude": []}
    assert (folder / "countries/KE/country.toml").read_text() == (
        'name.sw = "Kenya"\nname.en = "Kenya"\nlanguages = ["sw"]\n'
    )


def test_what_is_not_said_is_the_folders_name_and_the_official_languages(tmp_path):
    assert main(["init", str(tmp_path / "ogp"), "--country", "Kenya", "--country", "France"]) == 0
    settings = tomllib.loads((tmp_path / "ogp/ogpkit.toml").read_text())
    assert settings["workspace"]["name"] == "ogp"
    assert settings["workspace"]["languages"] == ["sw", "en", "fr"]
    plugins = Plugins.of({})
    workspace = read_workspace(tmp_path / "ogp", plugins.kinds, plugins.editions).workspace
    owed = {country: workspace.one(Country, country).entity.languages for country in workspace.countries}
    assert owed == {"KE": ("sw",), "FR": ("fr",)}


@pytest.mark.parametrize("country", ["KE", "MX", "KE-elgeyo-marakwet", "XX", "Côte d’Ivoire", "CN"])
def test_the_check_of_a_new_workspace_is_clean(tmp_path, country, capsys):
    assert main(["init", str(tmp_path), "--country", country]) == 0
    capsys.readouterr()
    assert main(["check", str(tmp_path)]) == 0, capsys.readouterr().out


def test_a_local_member_is_one(tmp_path):
    assert main(["init", str(tmp_path), "--country", "ke-elgeyo-marakwet"]) == 0
    text = (tmp_path / "countries/KE-elgeyo-marakwet/country.toml").read_text()
    assert text == 'name = "Elgeyo Marakwet"\nlanguages = ["sw"]\nlevel = "local"\n'


def test_a_name_with_quotes_survives(tmp_path):
    main(["init", str(tmp_path), "--country", "KE", "--name", 'The "open" one\n[check]'])
    assert tomllib.loads((tmp_path / "ogpkit.toml").read_text())["workspace"]["name"] == 'The "open" one\n[check]'


def test_nothing_is_overwritten_and_nothing_half_written(tmp_path, capsys):
    country = tmp_path / "countries/KE/country.toml"
    country.parent.mkdir(parents=True)
    country.write_text("mine")
    assert main(["init", str(tmp_path), "--country", "KE"]) == 2
    assert "would be overwritten" in capsys.readouterr().err
    assert files(tmp_path) == ["countries/KE/country.toml"]
    assert country.read_text() == "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "--country KE"),
        (("--country", "Keny"), "Did you mean Kenya (KE)?"),
        (("--country", "../../etc"), "is not a country or a country code"),
        (("--country", "KE", "--languages", "swahili"), "not a language code"),
    ],
)
def test_a_wrong_call_says_what_to_do_and_writes_nothing(tmp_path, capsys, words, said):
    assert main(["init", str(tmp_path / "new"), *words]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_at_a_terminal_it_asks_and_offers_the_nearest(tmp_path):
    main_end, terminal = pty.openpty()
    call = [sys.executable, "-P", "-c", "import sys; from ogpkit.cli import main; sys.exit(main())", "init", "ogp"]
    with subprocess.Popen(
        call,
        cwd=tmp_path,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"LANG": "C"},
    ) as run:
        os.close(terminal)
        os.write(main_end, b"\nKeny\n\n\n")
        out, err = run.communicate(timeout=LONGEST)
    os.close(main_end)
    assert run.returncode == 0, err
    assert out.decode().split() == ["ogpkit.toml", "countries/KE/country.toml"]
    assert "Did you mean Kenya (KE)?" in err.decode()
    assert tomllib.loads((tmp_path / "ogp/ogpkit.toml").read_text())["workspace"]["name"] == "ogp"
