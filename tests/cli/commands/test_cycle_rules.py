"""`ogpkit cycle rules` without a cycle: every rule set, when it holds and how sure it is."""

from __future__ import annotations

import json

import pytest

from ogpkit.cli import main


@pytest.fixture(autouse=True)
def root(tmp_path, monkeypatch):
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "W"\n')
    monkeypatch.chdir(tmp_path)


def test_without_a_cycle_all_rule_sets_are_listed(capsys):
    assert main(["cycle", "rules", "--format", "json"]) == 0
    sets = {(one["line"], one["rule_set"]): one for one in json.loads(capsys.readouterr().out)}
    assert sets["participation", "standards-2017"]["until"] == "2021-12-31"
    assert sets["participation", "standards-2022"]["until"] is None
    assert "3.1" in sets["participation", "standards-2022"]["unconfirmed"]


def test_what_another_set_would_change_needs_a_cycle(capsys):
    assert main(["cycle", "rules", "--as", "irm-2021"]) == 2
    assert "Name the cycle: COUNTRY" in capsys.readouterr().err
