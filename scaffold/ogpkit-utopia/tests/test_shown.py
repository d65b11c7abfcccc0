"""The page in the app, and the command."""

from __future__ import annotations

import pytest

from ogpkit.api import Place
from ogpkit.api.cli import main
from ogpkit.api.text import _, use_language


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_page_lists_what_commitments_cost(workspace, ogpkit_screen, size):
    screen = await ogpkit_screen(workspace, Place(country="GE", cycle="2012-2013"), page="costs", size=size)
    assert "Together: 120000" in screen
    assert "A portal for budgets" in screen


def test_the_command_lists_them_too(workspace, capsys):
    assert main(["utopia", "costs", "GE/2012-2013", "--format", "csv", "--workspace", str(workspace.root)]) == 0
    assert "portal,A portal for budgets,120000,4.2.1" in capsys.readouterr().out


@pytest.mark.usefixtures("ogpkit_plugins")
def test_it_speaks_french():
    with use_language("fr"):
        assert _("Line of the budget") == "Ligne budgétaire"
