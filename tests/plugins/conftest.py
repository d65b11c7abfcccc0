"""What the tests of all plugins that come with ogpkit share: its words are English, and its plugins are there."""

from __future__ import annotations

import pytest

from ogpkit.language import speaking
from ogpkit.plugins import Plugins


@pytest.fixture(autouse=True)
def _in_english():
    with speaking("en"):
        yield


@pytest.fixture(scope="session")
def plugins():
    return Plugins.discover(third_party=False)
