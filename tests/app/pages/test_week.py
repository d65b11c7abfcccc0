"""A coordinator's week at 80x24 with the keyboard alone; the screens and the keys of each task stand in `docs/walks/week.txt`.

It takes seconds, so that it is walked before a release, with `OGPKIT_LONG_WALKS=1 pytest tests/app/pages/test_week.py`, and with
`--update-screens` after an intended change. The figures before are those of somebody who worked with the app as it was once.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.events import Paste
from textual.widgets import Input, OptionList

import ogpkit_commitments
import ogpkit_consultation
import ogpkit_eligibility
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins

pytestmark = pytest.mark.takes_minutes

WALK = Path(__file__).parents[3] / "docs/walks/week.txt"
CYCLE = "countries/XX/cycles/2012-2013"
TODAY = date(2013, 1, 10)


@pytest.fixture
def plugins():
    modules = {"eligibility": ogpkit_eligibility, "commitments": ogpkit_commitments}
    return Plugins.of({**modules, "consultation": ogpkit_consultation})


@pytest.fixture
def root(root):
    shutil.rmtree(root / "countries/CI")
    (root / CYCLE / "consultation/comments").mkdir(parents=True)
    (root / CYCLE / "consultation/process.toml").write_text("opens = 2012-02-01\ncloses = 2012-03-31\n", "utf-8")
    return root


@pytest.fixture
def session(root, plugins):
    session = WorkspaceSession.open(root, plugins, TODAY)
    yield session
    session.close(give_up=True)


TASKS = (
    ("The list of commitments", "8 Tabs", "ctrl+p “commitments” enter"),
    (
        "A new commitment and its first milestone",
        "20 Tabs",
        "ctrl+p “new commitment” enter “Budget portal” ctrl+j ctrl+p “milestones” enter enter “First map”",
    ),
    ("A comment that came by telephone", "no action", "ctrl+p “new comment” enter ctrl+j"),
    ("A word in any text", "no search", "ctrl+f “ingresos” enter"),
    ("The plan for Word", "no word found it", "ctrl+p “docx” enter"),
    ("A new effort of the plan", "12 Tabs", "ctrl+p “efforts” enter enter"),
)
"""What is done, what it took before, and the keys; what stands in quotation marks is written."""


async def test_a_weeks_work_takes_few_keys_and_is_recorded(opened, settled, until, session, request):
    seen = []
    async with opened((80, 24)) as pilot:

        async def write(text):
            pilot.app.post_message(Paste(text))
            if isinstance(pilot.app.screen, CommandPalette):
                shelf = pilot.app.screen.query_one(OptionList)
                await until(pilot, lambda: shelf.option_count and pilot.app.screen.query_one(Input).value == text)
            await settled(pilot)

        for title, before, steps in TASKS:
            await pilot.press("f3")
            await settled(pilot)
            count = 0
            for written, key in re.findall(r"“(.+?)”|(\S+)", steps):
                count += not written
                await (write(written) if written else pilot.press(key))
                await settled(pilot)
            await until(pilot, lambda: not session.unsaved)
            await settled(pilot)
            said = f"{title}: {steps}, {count} keys (before: {before})"
            screen = screen_text(pilot.app).translate(str.maketrans("╸╺", "━━"))
            screen = re.sub(r"\b(milestones|2013-01-10)-[a-z0-9]{6}\b", r"\1-abcdef", screen)  # made by chance
            seen.append(f"{said}\n{'=' * len(said)}\n{screen}")
            await pilot.press("escape")
            await settled(pilot)
    if request.config.getoption("--update-screens", default=False):
        WALK.write_text("\n".join(seen), "utf-8")
    assert "\n".join(seen) == WALK.read_text("utf-8")
