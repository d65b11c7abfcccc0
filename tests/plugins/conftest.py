"""What the tests of all plugins that come with ogpkit share: its words are English, and its plugins are there."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from typing import Final

import pytest

from ogpkit.api import Plugins
from ogpkit.check.run import check
from ogpkit.passages import instead
from ogpkit.testing.workspaces import WorkspaceBuilder

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}|\d+")


@pytest.fixture(scope="session")
def plugins():
    return Plugins.discover(third_party=False)


@pytest.fixture
def mark_findings(tmp_path, plugins):
    """Look at an example on three days in a row, and mark those on which a rule finds something with `!`.

    Each day is written into the example instead of the one in `text`; where that is "today", it is the day on which the
    example is looked at. A year or a number of days works as a day does.
    """

    def mark_findings(code, example, text, days):
        bare = [day.removesuffix(" !") for day in days]
        assert bare == [str(day) for day in _around(bare[1])]
        return [f"{day} !" if code in codes_on(example, text, day) else day for day in bare]

    def codes_on(example, text, day):
        if text == "today":
            return codes_of(example.files, date.fromisoformat(day))
        (path,) = (path for path, content in example.files.items() if content.count(text) == 1)
        other = instead(example.files[path], text, _DAY.sub(day, text))
        return codes_of({**example.files, path: other}, example.today)

    def codes_of(files, today):
        shutil.rmtree(tmp_path / "example", ignore_errors=True)
        loaded = WorkspaceBuilder(tmp_path / "example", plugins, today).files(files).load()
        assert not loaded.faults
        return [finding.code for finding in check(loaded, plugins)]

    return mark_findings


def _around(day):
    """The day before, the day itself and the day after; years and numbers likewise."""
    middle, step = (date.fromisoformat(day), timedelta(days=1)) if "-" in day else (int(day), 1)
    return middle - step, middle, middle + step
