"""What the tests of all plugins that come with ogpkit share: its words are English, and its plugins are there."""

from __future__ import annotations

import re
import shutil
from datetime import date, timedelta
from typing import Final

import pytest

from ogpkit.api import Plugins, replace_once
from ogpkit.api.testing import WorkspaceBuilder, check_workspace
from ogpkit.check.selection import RuleSelection
from ogpkit.exchange.publishing import public_workspace

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}|\d+")


@pytest.fixture(scope="session")
def plugins():
    return Plugins.discover(third_party=False)


@pytest.fixture
def mark_days(tmp_path, plugins):
    """Read an example on three days in a row, and mark those on which something holds with `!`.

    Each day is written into the example instead of the one in `text`; where that is "today", it is the day on which the
    example is looked at. A year or a number of days works as a day does.
    """

    def mark_days(example, text, days, holds):
        bare = [day.removesuffix(" !") for day in days]
        assert bare == [str(day) for day in _around(bare[1])]
        return [f"{day} !" if holds(load_on(example, text, day)) else day for day in bare]

    def load_on(example, text, day):
        if text == "today":
            return load_files(example.files, date.fromisoformat(day))
        (path,) = (path for path, content in example.files.items() if content.count(text) == 1)
        other = replace_once(example.files[path], text, _DAY.sub(day, text))
        return load_files({**example.files, path: other}, example.today)

    def load_files(files, today):
        shutil.rmtree(tmp_path / "example", ignore_errors=True)
        loaded = WorkspaceBuilder(tmp_path / "example", plugins, today).files(files).load()
        assert not loaded.faults
        return loaded

    return mark_days


@pytest.fixture
def mark_findings(mark_days, plugins):
    """Mark the days on which a rule finds something in an example."""

    def mark_findings(code, example, text, days):
        return mark_days(
            example,
            text,
            days,
            # alone: another rule may say already that the day cannot be, and leave this one open
            lambda loaded: any(check_workspace(loaded, plugins, chosen=RuleSelection(select=(code,)))),
        )

    return mark_findings


@pytest.fixture
def mark_public(mark_days, plugins):
    """Mark the days on which some words of an example are public."""

    def mark_public(words, example, text, days):
        return mark_days(
            example,
            text,
            days,
            lambda loaded: words in repr(public_workspace(loaded.workspace, plugins).documents),
        )

    return mark_public


def _around(day):
    """The day before, the day itself and the day after; years and numbers likewise."""
    middle, step = (date.fromisoformat(day), timedelta(days=1)) if "-" in day else (int(day), 1)
    return middle - step, middle, middle + step
