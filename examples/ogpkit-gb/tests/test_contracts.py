"""The plugin keeps every contract with ogpkit."""

from __future__ import annotations

import pytest

from ogpkit.api.testing import CONTRACTS


@pytest.mark.parametrize("contract", CONTRACTS, ids=str)
def test_the_plugin_keeps_its_contracts(contract):
    assert contract.find_complaints("united-kingdom") == ()
