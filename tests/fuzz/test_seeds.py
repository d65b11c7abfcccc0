"""Whatever files, settings and calls say, the check comes to an end with findings, not with a traceback."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import inputs  # noqa: E402  these modules lie beside this one
import one_call  # noqa: E402
import one_check  # noqa: E402

sys.path.remove(str(HERE))
SEEDS = sorted((HERE / "seeds").iterdir())


@pytest.mark.parametrize("seed", SEEDS, ids=lambda seed: seed.name)
def test_what_fuzzing_began_with_or_found_holds(seed):
    one_check.look(seed.read_bytes())


@given(st.binary(max_size=200))
def test_any_bytes(data):
    one_check.look(data)


@given(inputs.any_tables())
def test_any_values_of_toml(files):
    one_check.look(one_check.bytes_of(files))


@given(inputs.altered())
def test_the_worked_workspace_with_some_values_exchanged(files):
    one_check.look(one_check.bytes_of(files))


@given(st.sampled_from(SEEDS), st.integers(0, 400), st.binary(max_size=6))
def test_a_right_file_with_a_piece_exchanged(seed, place, piece):
    head, _, source = seed.read_bytes().partition(b"\n")
    place %= len(source) + 1
    one_check.look(head + b"\n" + source[:place] + piece + source[place + len(piece) :])


@given(inputs.settings())
def test_any_settings(files):
    one_check.look(one_check.bytes_of(files))


@given(inputs.commented())
def test_silencing_comments_anywhere(files):
    one_check.look(one_check.bytes_of(files))


@given(inputs.calls())
def test_any_call(call):
    one_call.call(**call)


@pytest.mark.parametrize(
    "call",
    [
        {"words": ["--changed=--output=x"], "files": {}},
        {"words": [], "files": {}, "kept": b""},
        {"words": [], "files": {}, "kept": b"\0" * 80},
        {"words": [], "files": {}, "kept": None},
        {"words": [], "files": {"known-findings.toml": b"[[known]]\ncount = 1" + b"0" * 5000}},
        {"words": [], "files": {"ogpkit.toml": b'[check]\nbaseline = "/dev/zero"\n'}},
        {"words": ["--write-baseline"], "files": {"ogpkit.toml": b'[check]\nbaseline = "ogpkit.toml"\n'}},
        {"words": ["--stdin-filename", "countries/KE/country.toml", "--fix"], "files": {}, "given": b"\xff"},
        {"words": ["--stdin-filename", "x" * 300], "files": {}, "given": b'name = "Kenya"'},
        {"words": ["x" * 300], "files": {}},
        {"words": ["--workspace", "x" * 300, "--baseline", "x" * 300], "files": {}},
        {"words": ["--baseline", "x" * 300], "files": {}},
        {"words": ["--stdin-filename", "ogpkit.toml", "--diff", "--unsafe-fixes"], "files": {}, "given": b"[check\n"},
    ],
    ids=str,
)
def test_calls_that_went_or_could_go_wrong(call):
    one_call.call(**call)
