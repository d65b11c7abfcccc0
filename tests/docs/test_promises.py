"""The page of promises names tests that are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROMISES = (ROOT / "docs/promises.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PROMISES)


def test_each_test_that_holds_a_promise_is_there():
    missing = [
        f"{path}::{name}"
        for path, name in NAMED
        if not (ROOT / path).is_file() or (name and f"def {name}(" not in (ROOT / path).read_text("utf-8"))
    ]
    assert missing == []


def test_each_promise_names_a_test():
    sections = re.split(r"^## .*$", PROMISES, flags=re.MULTILINE)[1:]
    promises = [part for section in sections for part in re.split(r"\n\n(?=\*\*)", section) if part.strip()]
    assert promises
    assert [part.strip().partition("\n")[0] for part in promises if "`tests/" not in part] == []
