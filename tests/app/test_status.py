"""What the app says is due: in the line at the bottom, and on the page of a country."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.app.places import describe_standings
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model.vocabulary import CommonExpectation
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.places import Place, Status, Verdict

DUE = "April 1, 2012  Deposit the action plan"


@pytest.mark.parametrize(
    ("today", "line", "page"),
    [
        (date(2012, 3, 31), "10 problems │ next due April 1, 2012: Deposit the action plan", DUE),
        (date(2012, 4, 1), "next due April 1, 2012: Deposit the action plan", DUE),
        (
            date(2012, 4, 2),
            "1 overdue │ next due December 31, 2012: Milestone: Map of two regions",
            f"{DUE}  (overdue)",
        ),
    ],
)
async def test_what_is_due_today_is_not_late_yet(root, plugins, opened, gone, today, line, page):
    session = WorkspaceSession.open(root, plugins, today)
    async with opened((160, 48), on=session) as pilot:
        await gone(pilot, Place(country="XX"))
        lines = [text.rstrip() for text in screen_text(pilot.app).splitlines()]
        assert any(text.endswith(f"│ {line}") for text in lines)
        assert any(text.endswith(page) for text in lines)
    session.close(give_up=True)


GOOD, ATTENTION, UNKNOWN = Verdict.GOOD, Verdict.ATTENTION, Verdict.UNKNOWN
ACTIVE = ("ogpkit", Status(verdict=GOOD, headline="Member since September 20, 2011", term="Active"))
SHARING = ("networking", Status(verdict=UNKNOWN, headline="Nothing shared", expectation=CommonExpectation.SHARING))


@pytest.mark.parametrize(
    ("standings", "said"),
    [
        ([ACTIVE, ("eligibility", UNKNOWN), SHARING], "Active · Eligibility: Not known"),
        ([ACTIVE, ("eligibility", GOOD), SHARING], "On track"),
        ([ACTIVE, ("eligibility", ATTENTION)], "Needs attention"),
        ([("commitments", GOOD), ("consultation", UNKNOWN)], "On track · Public consultation: Not known"),
        ([("commitments", GOOD), ("commitments", UNKNOWN)], "On track, partly unknown"),
        ([("commitments", GOOD), ("consultation", UNKNOWN), ("reporting", UNKNOWN)], "On track, partly unknown"),
        ([("commitments", UNKNOWN)], "Not known"),
    ],
)
def test_the_tree_says_what_is_known_and_what_is_not(standings, said):
    of = [
        OwnedContribution(plugin, one if isinstance(one, Status) else Status(verdict=one, headline=""))
        for plugin, one in standings
    ]
    sources = Plugins.discover(third_party=False).standings
    assert describe_standings(of, sources)[1] == said
