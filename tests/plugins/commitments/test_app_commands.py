"""Beginning a cycle in the app."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.editing.session import Desk
from ogpkit.model import Cycle
from ogpkit.plugins.contributions import Place
from ogpkit_commitments.app_commands import begin_cycle


@pytest.mark.parametrize(
    ("today", "edition"),
    [
        (date(2013, 12, 31), "roadmap-2011"),
        (date(2014, 1, 1), "criteria-2014"),
        (date(2014, 1, 2), "criteria-2014"),
    ],
)
def test_a_first_cycle_goes_by_the_newest_edition_that_holds_today(root, plugins, today, edition):
    (root / "countries/XY").mkdir()
    (root / "countries/XY/country.toml").write_text('name = "Country Y"\n', "utf-8")
    desk = Desk.open(root, plugins, today)
    begin_cycle(desk, Place(country="XY"))
    begun = desk.workspace.one(Cycle, "XY").entity
    assert (begun.edition, begun.start) == (edition, today)
    desk.close(give_up=True)
