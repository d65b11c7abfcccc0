"""A workspace with one commitment that says what it costs."""

from __future__ import annotations

import pytest

pytest_plugins = ["ogpkit.api.testing"]

COMMITMENT = """\
title.en = "A portal for budgets"
title.fr = "Un portail des budgets"

[utopia]
cost = 120000
budget_line = "4.2.1"
"""


@pytest.fixture
def workspace(ogpkit_examples):
    """The examples of all kinds, and the commitment."""
    return ogpkit_examples.file("countries/GE/cycles/2012-2013/commitments/portal.toml", COMMITMENT)
