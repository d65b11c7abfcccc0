"""What the app says is due: in the line at the bottom, and on the page of a country."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import Desk
from ogpkit.plugins.contributions import Place

DUE = "2012-04-01  Deposit the action plan"


@pytest.mark.parametrize(
    ("today", "line", "page"),
    [
        (date(2012, 3, 31), "next due 2012-04-01: Deposit the action plan", DUE),
        (date(2012, 4, 1), "next due 2012-04-01: Deposit the action plan", DUE),
        (date(2012, 4, 2), "late since 2012-04-01: Deposit the action plan", f"{DUE}  (late)"),
    ],
)
async def test_what_is_due_today_is_not_late_yet(root, plugins, opened, gone, today, line, page):
    desk = Desk.open(root, plugins, today)
    async with opened((160, 48), on=desk) as pilot:
        await gone(pilot, Place(country="XX"))
        lines = [text.rstrip() for text in screen_text(pilot.app).splitlines()]
        assert any(text.endswith(f"│ {line}") for text in lines)
        assert any(text.endswith(page) for text in lines)
    desk.close(give_up=True)
