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

from ogpkit.devkit.testing.contracts.imports import check_imports
from ogpkit.devkit.testing.contracts.kinds import check_kinds
from ogpkit.devkit.testing.contracts.rules import check_rules
from ogpkit.devkit.testing.contracts.shown import check_commands, check_panels
from ogpkit.devkit.testing.contracts.speech import check_messages
from ogpkit.devkit.testing.contracts.starting import check_hooks, check_old_names, start
from ogpkit.devkit.testing.contracts.subject import Complaint, Contract, NoSuchPlugin, Subject
from ogpkit.devkit.testing.contracts.working import check_importers, work

__all__ = ["CONTRACTS", "Complaint", "Contract", "NoSuchPlugin", "Subject"]

CONTRACTS: Final = (
    Contract("hooks", "Its hooks give what they are declared to give", check_hooks),
    Contract("kinds", "Its documents are documented and read as they were written", check_kinds),
    Contract("rules", "Its rules explain themselves and their examples hold", check_rules),
    Contract("work", "What it derives and writes works on the examples", work),
    Contract("importers", "Its importers say what is wrong with a file", check_importers),
    Contract("panels", "Its panels are shown at 80x24 and at 160x48", check_panels),
    Contract("commands", "Its commands load and explain themselves", check_commands),
    Contract("texts", "Its texts can be translated and its catalogues are up to date", check_messages),
    Contract("start", "Its import costs no time at the start", start),
    Contract("imports", "It imports ogpkit.api and nothing else of ogpkit", check_imports),
    Contract("old names", "It uses nothing that will be gone", check_old_names),
)
"""Every contract, in the order in which one would mend a plugin."""
