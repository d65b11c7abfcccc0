"""The worked example of the Networking Mechanism paper: its files, its scores, and what the check says of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ogpkit.plugins import Plugins
from ogpkit.storage.load import load

HERE = Path(__file__).parents[1] / "examples/networking-paper"
PLUGINS = Plugins.discover(third_party=False)
FILES = {path.relative_to(HERE).as_posix() for path in HERE.rglob("*.toml")}


def ogpkit(*words: str) -> subprocess.CompletedProcess[str]:
    script = str(Path(sys.executable).with_name("ogpkit"))
    return subprocess.run([script, *words], cwd=HERE, capture_output=True, text=True, check=False)


def test_files_are_claimed_exactly_where_an_installed_kind_has_their_place():
    loaded = load(HERE, PLUGINS)
    matched = {path for path in FILES if any(kind.pattern.match(path) is not None for kind in PLUGINS.kinds)}
    assert set(loaded.unclaimed) == FILES - matched
    assert set(loaded.workspace.documents) == matched, "every file that is claimed can be read"
    assert {"ogpkit.toml", "countries/XX/country.toml", "countries/XY/eligibility/2011.toml"} <= matched
    assert len(FILES) == 18


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


COMMITMENT = "countries/XX/cycles/2012-2013/commitments/subnational-extractives.toml"
SAID = """\
{c}:1:1: COM006 Nothing says how this commitment reflects Citizen participation. Add participation under [reflects] with a \
sentence about it.
{c}:1:1: COM006 Nothing says how this commitment reflects Technology and innovation. Add innovation under [reflects] with a \
sentence about it.
{c}:1:1: COM006 Nothing says how this commitment reflects Transparency. Add transparency under [reflects] with a \
sentence about it.
{c}:1:1: COM006 Nothing says whether what becomes public meets open data standards. Add open_data under [reflects]: true if it \
is raw and machine-readable, otherwise false.
{c}:4:14: COM005 This commitment does not reflect Accountability. All commitments should reflect the four principles: say how \
this one does, and add "accountability".
{c}:12:1: COM028 This text is missing in: es. Add baseline.es.
{c}:13:1: COM028 This text is missing in: es. Add ambition.es.
{c}:14:1: COM028 This text is missing in: es. Add description.es.
{c}:18:1: COM028 This text is missing in: es. Add title.es.
{c}:21:1: COM028 This text is missing in: es. Add benchmark.es.
{c}:28:1: COM028 This text is missing in: es. Add title.es.
{c}:31:1: COM028 This text is missing in: es. Add benchmark.es.
countries/XY/eligibility/2011.toml:1:1: ELI010 Country Y takes part and is below the minimum in 2011: Not eligible, 8 of 12 \
(67 %). Inform the Steering Committee; if the country does not take part, leave joined out of its country.toml.
""".replace("{c}", COMMITMENT)


def test_what_the_check_says_of_the_files_that_are_claimed():
    """Country Y is below the minimum in the paper too; the commitment is as short as the paper's."""
    done = ogpkit(
        "check", "--today", "2013-02-01", "countries/XX/country.toml", COMMITMENT, "countries/XY", "ogpkit.toml"
    )
    assert done.returncode == 1, done.stderr
    assert done.stdout == SAID
