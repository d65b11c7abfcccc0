"""The worked example of the paper, and a cycle of it on which nothing is reported yet."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ogpkit.desk import Desk
from ogpkit.language import speaking
from ogpkit.plugins import Plugins
from ogpkit.storage.load import load
from ogpkit_reporting.acting import ReportDesk

PAPER = Path(__file__).parents[3] / "examples/networking-paper"
HOME = "countries/XX/cycles/2012-2013"
OWN = f"{HOME}/reports/self-assessment.toml"
INDEPENDENT = f"{HOME}/reports/independent.toml"


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


@pytest.fixture(scope="session")
def plugins():
    return Plugins.discover(third_party=False)


@pytest.fixture
def root(tmp_path):
    """The worked example with its two reports."""
    shutil.copytree(PAPER, tmp_path / "paper")
    return tmp_path / "paper"


@pytest.fixture
def blank(root):
    """The same, with nothing reported yet."""
    shutil.rmtree(root / HOME / "reports")
    return root


@pytest.fixture
def workspace(root, plugins):
    return load(root, plugins, date(2013, 7, 1)).workspace


@pytest.fixture
def desk(blank, plugins):
    desk = Desk.open(blank, plugins, date(2013, 4, 1))
    yield desk
    desk.close(give_up=True)


@pytest.fixture
def work(desk):
    return ReportDesk(desk, "XX", "2012-2013")
