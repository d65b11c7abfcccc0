"""Settings of the check that several workspaces of a repository share."""

from __future__ import annotations

import pytest

from ogpkit.cli import main

COUNTRY = 'name = "Kenya"\nlangauges = []\n'


@pytest.fixture
def repository(tmp_path, monkeypatch, capsys):
    """A repository with a workspace in it, and shared settings beside it; checks it with settings of its own."""
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    country = root / "plans/countries/KE/country.toml"
    country.parent.mkdir(parents=True)
    country.write_text(COUNTRY, "utf-8")

    def check(check="", shared=None, **files):
        (root / "plans/ogpkit.toml").write_text(f'[workspace]\nlanguages = ["en"]\n\n[check]\n{check}', "utf-8")
        for name, text in ({"shared": shared} if shared is not None else {}).items() | files.items():
            (root / f"{name}.toml").write_text(text, "utf-8")
        monkeypatch.chdir(root / "plans")
        code = main(["check", "--format", "concise"])
        return code, capsys.readouterr().out

    check.root = root
    return check


def test_what_ogpkit_toml_leaves_out_the_other_file_says(repository):
    assert repository()[0] == 1
    assert repository('extend = "../shared.toml"\n', '[check]\nignore = ["OGP003"]\n') == (0, "")


def test_what_ogpkit_toml_says_itself_holds(repository):
    code, out = repository('extend = "../shared.toml"\nignore = []\n', '[check]\nignore = ["OGP003"]\n')
    assert code == 1
    assert "OGP003" in out


def test_a_file_that_is_extended_may_extend_another(repository):
    first = '[check]\nextend = "base.toml"\nfail-on = "error"\n'
    assert repository('extend = "../shared.toml"\n', first, base='[check]\nignore = ["OGP003"]\n') == (0, "")


def test_a_change_of_the_shared_file_counts_at_once(repository):
    assert repository('extend = "../shared.toml"\n', '[check]\nignore = ["OGP003"]\n')[0] == 0
    assert repository('extend = "../shared.toml"\n', "[check]\n")[0] == 1


def test_patterns_of_a_shared_file_need_not_match_in_each_workspace(repository):
    shared = '[check]\nignore = ["OGP003"]\n[check.per-file-ignores]\n"countries/GE/**" = ["COM001"]\n'
    assert repository('extend = "../shared.toml"\n', shared) == (0, "")


@pytest.mark.parametrize(
    ("name", "shared", "said"),
    [
        ("../nowhere.toml", None, "../nowhere.toml cannot be read: No such file or directory."),
        ("../../outside.toml", None, "is outside the repository."),
        ("/etc/passwd", None, "is outside the repository."),
        ("../shared.toml", '[check]\nextend = "shared.toml"\n', "extends itself by way of other files."),
        ("ogpkit.toml", None, "ogpkit.toml extends itself by way of other files."),
        ("../shared.toml", "[check\n", "../shared.toml:1:7 is not TOML"),
        ("../shared.toml", "[check]\nselekt = []\n", "In ../shared.toml: The key `selekt` is not known here."),
        ("../shared.toml", '[check]\nignore = "OGP003"\n', "In ../shared.toml: `ignore` is a text"),
        ("..", None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_extended_is_one_finding_at_its_name(repository, name, shared, said):
    (repository.root.parent / "outside.toml").write_text("secret = 1\n", "utf-8")
    code, out = repository(f'extend = "{name}"\n', shared)
    assert code == 1
    (line,) = out.splitlines()
    assert line.startswith("ogpkit.toml:5:10: OGP019 error: ")
    assert said in line
    assert "secret" not in out


def test_a_link_that_leads_out_of_the_repository_is_not_followed(repository):
    (repository.root.parent / "outside.toml").write_text('[check]\nignore = ["OGP003"]\n', "utf-8")
    (repository.root / "link.toml").symlink_to("../outside.toml")
    code, out = repository('extend = "../link.toml"\n')
    assert code == 1
    assert "OGP019 error: ../link.toml is outside the repository." in out
