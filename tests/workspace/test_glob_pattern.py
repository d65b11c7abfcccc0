"""Path patterns mean what the regular expressions would, and take no longer for whatever stands in them."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ogpkit.workspace.glob_pattern import GlobPattern
from ogpkit.workspace.scan import is_matched, scan


def by_expression(pattern, path):
    """What a pattern means, said as a regular expression."""
    parts = re.split(r"(\*\*/?|\*|\?)", pattern.rstrip("/"))
    means = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    names_a_folder = pattern.endswith("/") or not re.search(r"[*?]", pattern.rsplit("/", 1)[-1])
    expression = "".join(means.get(part, re.escape(part)) for part in parts) + ("(?:/.*)?" if names_a_folder else "")
    return bool(re.fullmatch(expression, path, re.DOTALL))


PIECES = st.lists(st.sampled_from(["a", "b", "/", "*", "**", "**/", "?", "ab", "[", "\n", "=", "é"]), max_size=7)


@settings(max_examples=400, deadline=None)
@given(PIECES.map("".join), st.lists(st.text("ab/?*[\n=é", max_size=8), min_size=1, max_size=8))
@example("**a**/b", ["aab", "a/b", "ab"])
@example("a/**/b", ["a/b", "a/x/b", "a/x/y/b", "ab"])
@example("*" * 9 + "b/", ["b", "b/x", "ab/"])
@example("", ["", "/", "a"])
def test_they_mean_what_the_expressions_do(pattern, paths):
    ready = GlobPattern(pattern)
    for path in paths:
        assert ready.matches(path) is by_expression(pattern, path), (pattern, path)
        assert ready.matches(path) is by_expression(pattern, path), "and so the second time"


HOSTILE = {
    "stars": "*a" * 40 + "b",
    "double stars": "**a" * 40 + "b",
    "folders": "**/*a" * 40 + "/b",
    "stars alone": "*" * 3000 + "b",
    "folders alone": "**/" * 3000 + "b",
    "questions": "?*" * 2000 + "b",
    "very long": "countries/" + "*?" * 1_000_000,
}


@pytest.mark.parametrize("pattern", HOSTILE.values(), ids=HOSTILE)
def test_none_takes_long_for_many_paths(pattern):
    paths = [f"{'a' * (100 + number % 50)}/{'a' * 100}/{number}.toml" for number in range(500)]
    began = time.process_time()
    assert not any(is_matched(path, (pattern,)) for path in paths)
    assert time.process_time() - began < 20  # an expression would take longer than anybody lives


def test_a_line_of_settings_does_not_stop_a_scan(tmp_path):
    (tmp_path / "ogpkit.toml").write_text("")
    for number in range(20):
        folder = tmp_path / "countries" / ("a" * 60)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{'a' * 60}{number}.toml").write_text("")
    assert len(scan(tmp_path, ["**" + "a*" * 30 + "**b", "*" * 100_000 + "b"])) == 21
