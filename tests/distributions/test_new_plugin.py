"""`ogpkit plugin new`: what it writes is a whole distribution, whose own pipeline passes in a fresh environment."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest

from ogpkit.cli import main
from ogpkit.devkit.scaffold import NewPlugin, begin_plugin, suggest_codes
from ogpkit.devkit.testing.distribution import write_distribution

pytestmark = pytest.mark.timeout(3600)  # whole environments are set up

SAO_TOME = NewPlugin(name="sao-tome", title="São Tomé e Príncipe", codes="STP")


@pytest.mark.takes_minutes
def test_the_new_plugin_s_own_pipeline_passes_in_a_fresh_environment(fresh, needed, tmp_path):
    fresh.install("ogpkit")
    work = tmp_path / "work"
    work.mkdir()
    words = ("plugin", "new", "sao-tome", "--title", "São Tomé e Príncipe", "--codes", "STP")
    fresh.run("ogpkit", *words, cwd=work)
    # the environment that it makes finds there what ogpkit needs; all else it installs
    found = {"PYTHONPATH": str(next(needed.glob("lib/python*/site-packages")))}
    ran = fresh.run("bash", "ci/run", cwd=work / "ogpkit-sao-tome", **found)
    assert re.search(r"\d+ passed", ran.stdout)
    assert "✓ panels" in ran.stderr
    assert "✗" not in ran.stderr
    installed = work / "ogpkit-sao-tome/.venv/bin/ogpkit"
    listed = subprocess.run(
        [installed, "plugin", "list"], env=os.environ | found, capture_output=True, encoding="utf-8", check=True
    ).stdout
    assert re.search(r"^sao-tome +0\.1\.0 +ogpkit-sao-tome \(ogpkit_sao_tome\) +on ", listed, re.MULTILINE)


@pytest.mark.parametrize("minimal", [False, True])
def test_nothing_of_the_worked_plugin_s_names_is_left(tmp_path, minimal):
    for path in begin_plugin(SAO_TOME, tmp_path / "new", minimal=minimal):
        assert not re.search("utopia|atlantis", path.lower())
        if not path.endswith(".mo"):
            text = (tmp_path / "new" / path).read_text("utf-8")
            assert not re.search("[Uu]topia|UTO|[Aa]tlantis|ATL", text), path


def test_the_smallest_new_plugin_passes_its_own_tests(tmp_path):
    new = tmp_path / "ogpkit-sao-tome"
    written = begin_plugin(SAO_TOME, new, minimal=True)
    assert len(written) <= 6
    site = tmp_path / "site"
    write_distribution(site, "ogpkit-sao-tome", {"sao-tome": ""}, version="0.1.0")
    (entries,) = site.glob("*.dist-info/entry_points.txt")
    entries.write_text("[ogpkit]\nsao-tome = ogpkit_sao_tome\n", "utf-8")
    ran = subprocess.run(
        [sys.executable, "-P", "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"],
        cwd=new,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(new), str(site)))},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert "passed" in ran.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ELI"], "“ELI” cannot be the name of a plugin"),
        (["a b"], "“a b” cannot be the name of a plugin"),
        (["../up"], "cannot be the name of a plugin"),
        (["eligibility"], "There is already a plugin or command called “eligibility”."),
        (["check"], "There is already a plugin or command called “check”."),
        (["elysium"], ""),
        (["eligio"], "Choose other letters with --codes"),
        (["canada", "--codes", "ca"], "three capital letters"),
        (["canada", "--title", 'Canada"""\n'], "letters, digits, spaces"),
    ],
)
def test_names_that_cannot_be_used_are_refused_and_nothing_is_written(tmp_path, monkeypatch, capsys, words, said):
    monkeypatch.chdir(tmp_path)
    assert main(["plugin", "new", *words]) == (2 if said else 0)
    assert said in capsys.readouterr().err
    assert bool(list(tmp_path.iterdir())) is not bool(said)


def test_what_is_there_already_is_not_written_over(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ogpkit-canada").mkdir()
    (tmp_path / "ogpkit-canada/mine.txt").write_text("mine")
    assert main(["plugin", "new", "canada"]) == 2
    assert "ogpkit-canada is not empty." in capsys.readouterr().err
    assert [one.name for one in (tmp_path / "ogpkit-canada").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("name", "codes"), [("canada", "CAN"), ("ca", "CAX"), ("sao-tome", "SAO")])
def test_the_letters_of_codes_are_suggested(name, codes):
    assert suggest_codes(name) == codes
