"""The worked example of the Networking Mechanism paper: its files, its scores, and what the check says of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace

HERE = Path(__file__).parents[2] / "examples/networking-paper"
PLUGINS = Plugins.discover(third_party=False)
FILES = {path.relative_to(HERE).as_posix() for path in HERE.rglob("*.toml")}


def ogpkit(*words: str) -> subprocess.CompletedProcess[str]:
    script = str(Path(sys.executable).with_name("ogpkit"))
    return subprocess.run([script, *words], cwd=HERE, capture_output=True, text=True, check=False)


def test_files_are_claimed_exactly_where_an_installed_kind_has_their_place():
    loaded = read_workspace(HERE, PLUGINS.kinds, PLUGINS.editions)
    matched = {path for path in FILES if any(kind.pattern.match(path) is not None for kind in PLUGINS.kinds)}
    assert set(loaded.unclaimed) == FILES - matched
    assert set(loaded.workspace.documents) == matched, "every file that is claimed can be read"
    assert {"ogpkit.toml", "countries/XX/country.toml", "countries/XY/eligibility/2011.toml"} <= matched
    assert len(FILES) == 26


CRITERIA = ("fiscal_transparency", "access_to_information", "asset_disclosure", "citizen_engagement")


@pytest.mark.parametrize(
    ("country", "points", "possible", "eligible", "by_criterion"),
    [("XX", 13, 16, True, (4, 3, 3, 3)), ("XY", 8, 12, False, (None, 4, 2, 2))],
)
def test_the_scores_are_those_of_the_paper(country, points, possible, eligible, by_criterion):
    done = ogpkit("eligibility", "score", "--format", "json")
    assert done.returncode == 0, done.stderr
    (score,) = [one for one in json.loads(done.stdout) if one["country"] == country]
    assert (score["points"], score["possible"], score["eligible"]) == (points, possible, eligible)
    given = {name: found and found["points"] for name, found in score["criteria"].items()}
    assert given == dict(zip(CRITERIA, by_criterion, strict=True))


WHOLE = Path(__file__).parent / "networking_paper.txt"


def test_the_check_says_exactly_what_is_true_of_the_example():
    """Each line was held against the files by hand, on the day after the paper's last event.

    Of the plan: how it reflects the principles and its Spanish texts are missing, as in the paper. Of the consultation:
    nothing was done to raise awareness while it was open, and the forum met once where it promised to meet every 90 days. Of
    the independent report: of the edition's eight questions one is answered, with no evidence named; its drafts were not kept.
    Country Y is below the minimum, and has no plan; that of Country X has ended, no other is known, and nothing that it shared.
    """
    done = ogpkit("check", "--no-cache", "--format", "concise", "--today", "2013-07-11")
    assert done.returncode == 1, done.stderr
    assert done.stdout == WHOLE.read_text("utf-8")
