"""Looking at a workspace in parts finds what looking at it as a whole finds."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from ogpkit.check import partition
from ogpkit.check.request import CheckRequest
from ogpkit.check.runner import run_check
from ogpkit.check.selection import RuleSelection
from ogpkit.model import Country
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Scope
from ogpkit.plugins.rules import Problem
from ogpkit.workspace.scan import scan

EXAMPLES = Path(__file__).parents[2] / "examples"
TODAY = date(2012, 6, 30)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system makes no copies of a process")


@pytest.fixture
def small(monkeypatch):
    """Let parts be of any size, and the processors many."""
    monkeypatch.setattr(partition, "LEAST", 1)
    monkeypatch.setattr(partition, "COMMON", 0)
    monkeypatch.setattr("ogpkit.check.runner.count_processors", lambda: 3)


def both(monkeypatch, root, plugins, asked=None):
    asked = asked or CheckRequest(today=TODAY)
    in_parts = run_check(root, plugins, asked, {})
    monkeypatch.setattr("ogpkit.check.runner.count_processors", lambda: 1)
    return in_parts, run_check(root, plugins, asked, {})


@pytest.fixture
def cohort(tmp_path):
    """The example cohort without its plans, with some mistakes in it."""
    root = tmp_path / "cohort"
    shutil.copytree(EXAMPLES / "cohort-2011", root, ignore=shutil.ignore_patterns("cycles", "networking"))
    files = sorted((root / "countries").rglob("*.toml"))
    for number, file in enumerate(files[2:]):
        text = file.read_text("utf-8")
        if number % 3 == 0:
            file.write_text(text + "\nunknown = 1\n", "utf-8")
        elif number % 7 == 0:
            file.write_text(text.replace('"', "", 1), "utf-8")
    return root


def test_the_findings_are_the_same_in_the_same_order(cohort, small, monkeypatch):
    in_parts, whole = both(monkeypatch, cohort, Plugins.discover(third_party=False))
    assert in_parts.findings == whole.findings
    assert in_parts.findings
    assert (in_parts.files, in_parts.digests) == (whole.files, whole.digests)


def test_so_they_are_for_some_files_only(cohort, small, monkeypatch):
    asked = CheckRequest(only=("countries/KE", "ogpkit.toml"), today=TODAY, least=Severity.ERROR)
    in_parts, whole = both(monkeypatch, cohort, Plugins.discover(third_party=False), asked)
    assert (in_parts.findings, in_parts.files) == (whole.findings, whole.files)


def countries(write, count=5):
    files = {f"countries/XX-member-{number}/country.toml": f'name = "Member {number}"\n' for number in range(count)}
    return write(files)


def test_each_country_is_in_one_part_and_what_belongs_to_none_is_in_all(write, small):
    root = countries(write)
    divided = partition.partition_by_country(scan(root), Plugins.of({}), RuleSelection(), 2)
    paths = [{entry.path for entry in part} for part in divided]
    assert len(paths) == 4
    assert set.intersection(*paths) == {"ogpkit.toml"}
    countries_in = [path for part in paths for path in part - {"ogpkit.toml"}]
    assert len(countries_in) == len(set(countries_in)) == 5


def test_a_small_workspace_stays_whole(write):
    root = countries(write)
    assert partition.partition_by_country(scan(root), Plugins.of({}), RuleSelection(), 8) == []


def test_a_workspace_stays_whole_for_a_rule_about_all_of_it(write, make, small):
    root = countries(write)
    plugins = make.plugins(rules=[make.rule("UTO001", lambda _d, _w: (), Country, scope=Scope.WORKSPACE)])
    assert partition.partition_by_country(scan(root), plugins, RuleSelection(), 2) == []
    assert partition.partition_by_country(scan(root), plugins, RuleSelection(ignore=("UTO",)), 2) != []


def test_a_plugin_that_fails_in_one_part_only_is_told_of(write, make, small, monkeypatch):
    root = countries(write)

    def check(document, _workspace):
        if document.country == "XX-member-3":
            raise RuntimeError("member 3")
        yield Problem(message=document.country, remedy="r")

    plugins = make.plugins(rules=[make.rule("UTO001", check, Country)])
    in_parts, whole = both(monkeypatch, root, plugins)
    assert in_parts.findings == whole.findings
    assert [finding.code for finding in whole.findings].count("OGP020") == 1
    assert [finding.code for finding in whole.findings].count("UTO001") == 4


def test_a_process_that_dies_costs_only_time(write, make, small, monkeypatch):
    root = countries(write)
    here = os.getpid()

    def check(document, _workspace):
        if os.getpid() != here:
            os._exit(9)
        yield Problem(message=document.country, remedy="r")

    plugins = make.plugins(rules=[make.rule("UTO001", check, Country)])
    in_parts, whole = both(monkeypatch, root, plugins)
    assert in_parts.findings == whole.findings
    assert len(whole.findings) == 5


def test_a_plugin_that_hangs_in_another_process_is_stopped_there_too(write, make, small, monkeypatch):
    monkeypatch.setenv("OGPKIT_PATIENCE", "0.3")
    root = countries(write)
    here = os.getpid()

    def check(document, _workspace):
        while os.getpid() != here:
            pass
        yield Problem(message=document.country, remedy="r")

    plugins = make.plugins(rules=[make.rule("UTO001", check, Country)])
    found = run_check(root, plugins, CheckRequest(today=TODAY), {}).findings
    assert {finding.code for finding in found} == {"OGP020", "UTO001"}
    assert "0.3 seconds" in next(finding.message for finding in found if finding.code == "OGP020")


def test_what_is_dealt_out_is_of_about_the_same_size_and_nothing_is_lost():
    heaps = partition.balance(["aaaa", "bbb", "bb", "cc", "d", "e"], 2, len)
    assert sorted(thing for heap in heaps for thing in heap) == ["aaaa", "bb", "bbb", "cc", "d", "e"]
    assert sorted(sum(map(len, heap)) for heap in heaps) == [6, 7]
    assert partition.balance("ab", 4, len) == [["a"], ["b"]]


def test_a_silencing_comment_that_only_one_part_needs_is_not_useless(write, make, small, monkeypatch):
    settings = '[workspace]\nlanguages = ["en"]  # ogpkit: ignore UTO001: known to the council\n'

    def check(document, _workspace):
        if document.country == "XX-member-3":
            yield Problem(message="m", remedy="r", path="ogpkit.toml", at=("workspace", "languages"))

    root = countries(write)
    write({}, settings=settings)
    plugins = make.plugins(rules=[make.rule("UTO001", check, Country)])
    in_parts, whole = both(monkeypatch, root, plugins)
    assert in_parts.findings == whole.findings == ()
