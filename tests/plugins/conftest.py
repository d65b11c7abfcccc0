"""What the tests of all plugins that come with ogpkit share: its words are English, and its plugins are there."""

from __future__ import annotations

import pytest

from ogpkit.api import Plugins
from ogpkit.api.text import use_language


@pytest.fixture(autouse=True)
def _in_english():
    with use_language("en"):
        yield


@pytest.fixture(scope="session")
def plugins():
    return Plugins.discover(third_party=False)
