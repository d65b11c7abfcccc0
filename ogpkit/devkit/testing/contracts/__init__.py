"""What every plugin keeps to, first-party or not: one contract at a time, each with what a plugin does not keep to.

In the tests of a plugin:

    import pytest
    from ogpkit.api.testing import CONTRACTS

    @pytest.mark.parametrize("contract", CONTRACTS, ids=str)
    def test_the_plugin_keeps_its_contracts(contract):
        assert contract.complaints("utopia") == ()

`ogpkit plugin check NAME` runs the same from outside.
"""

from typing import Final

from ogpkit.devkit.testing.contracts.hooks import hooks
from ogpkit.devkit.testing.contracts.imports import imports
from ogpkit.devkit.testing.contracts.kinds import kinds
from ogpkit.devkit.testing.contracts.rules import rules
from ogpkit.devkit.testing.contracts.shown import commands, panels
from ogpkit.devkit.testing.contracts.speech import texts
from ogpkit.devkit.testing.contracts.starting import old_names, start
from ogpkit.devkit.testing.contracts.subject import Complaint, Contract, NoSuchPlugin, Subject
from ogpkit.devkit.testing.contracts.working import importers, work

__all__ = ["CONTRACTS", "Complaint", "Contract", "NoSuchPlugin", "Subject"]

CONTRACTS: Final = (
    Contract("hooks", "Its hooks give what they are declared to give", hooks),
    Contract("kinds", "Its documents are documented and read as they were written", kinds),
    Contract("rules", "Its rules explain themselves and their examples hold", rules),
    Contract("work", "What it derives and writes works on the examples", work),
    Contract("importers", "Its importers say what is wrong with a file", importers),
    Contract("panels", "Its panels are shown at 80x24 and at 160x48", panels),
    Contract("commands", "Its commands load and explain themselves", commands),
    Contract("texts", "Its texts can be translated and its catalogues are up to date", texts),
    Contract("start", "Its import costs no time at the start", start),
    Contract("imports", "It imports ogpkit.api and nothing else of ogpkit", imports),
    Contract("old names", "It uses nothing that will be gone", old_names),
)
"""Every contract, in the order in which one would mend a plugin."""
