"""Canada's fifth plan: what its README promises is what the commands in it do."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from collections import Counter
from pathlib import Path

import pytest

from ogpkit.cli import main

HOME = Path(__file__).parents[2] / "examples/canada-nap5"
README = (HOME / "README.md").read_text("utf-8")
ROW = re.compile(r"^\| ([A-Z]{3}\d{3}) \| (\d+) \| (.+) \|$", re.MULTILINE)


@pytest.fixture
def canada(tmp_path, monkeypatch, capfd):
    """What there is once the commands of the README were typed."""
    for name in ("nap5.csv", "mapping.toml"):
        shutil.copy(HOME / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    for line in re.findall(r"^    (.+)$", README, re.MULTILINE):
        program, *words = shlex.split(line)
        if program == "cd":
            monkeypatch.chdir(words[0])
        elif words[0] != "check":
            assert (program, main(words)) == ("ogpkit", 0), line
    capfd.readouterr()
    return tmp_path / "canada"


@pytest.fixture
def findings(canada, capfd):
    main(["check", "--format", "json"])
    return json.loads(capfd.readouterr().out)


def test_the_readme_explains_each_finding_and_no_other(findings):
    assert {code: int(number) for code, number, _why in ROW.findall(README)} == Counter(one["code"] for one in findings)


def test_no_finding_of_a_plan_of_today_rests_on_the_rules_of_2011(findings):
    assert not {"COM001", "COM002", "COM004", "CON030", "COM033", "REP020"} & {one["code"] for one in findings}


def test_nothing_of_it_is_an_error(findings):
    assert {one["severity"] for one in findings} <= {"warning", "advice"}
