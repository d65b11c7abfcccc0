"""Every installed plugin keeps every contract, those that come with ogpkit like any other."""

from __future__ import annotations

import pytest

from ogpkit.api import Plugins
from ogpkit.api.testing import CONTRACTS

INSTALLED = [one.name for one in Plugins.discover().installed if one.hooks and one.name != "ogpkit"]


@pytest.mark.parametrize("contract", CONTRACTS, ids=str)
@pytest.mark.parametrize("plugin", INSTALLED)
def test_an_installed_plugin_keeps_the_contract(plugin, contract):
    assert contract.find_complaints(plugin) == ()
