"""Two offices edit one commitment; git merges their work, and a person decides in the app what it could not merge.

`pytest tests/app/test_merge_choice.py --update-screens` writes the screens on the way into `docs/walks/merge.txt`.
"""

from __future__ import annotations

import subprocess
import tomllib
from datetime import date
from pathlib import Path

import pytest
from textual.widgets import Button, OptionList

from ogpkit.app.screens.merge_choice import MergeChoice
from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.devkit.testing.waiting import wait_until_settled
from ogpkit.editing.git_merge import CONFLICT_MARK
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins

WALK = Path(__file__).parents[2] / "docs/walks/merge.txt"
HOME = "countries/XX/cycles/2022-2023"
FILE = f"{HOME}/commitments/register.toml"
COMMITMENT = """\
# The forum's first wish.
title = "Beneficial ownership register"
lead = "Treasury"
start = 2022-03-01
description = "Everyone can see who owns a company."

[[milestones]]
id = "law"
title = "Law in force"
due = 2022-12-31
status = "not-started"

[[milestones]]
id = "site"
title = "Site online"
due = 2023-06-30
"""
LEGAL = (
    COMMITMENT.replace("2022-12-31", "2023-03-31")
    .replace("Everyone can see who owns a company.", "Everyone can see who owns and who controls a company.")
    .replace('title = "Law in force"', 'title = "The law is in force"')
    .replace("due = 2023-06-30\n", 'due = 2023-07-31\n\n[[milestones]]\nid = "fines"\ntitle = "First fines"\n')
)
FINANCE = (
    COMMITMENT.replace("2022-12-31", "2023-09-30")
    .replace("Everyone can see who owns a company.", "Everyone can see the owners of a company, free of charge.")
    .replace('"Treasury"', '"Company registry"')
    .replace('\n[[milestones]]\nid = "site"\ntitle = "Site online"\ndue = 2023-06-30\n', "")
)


def git(*words, check=True):
    identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    return subprocess.run(["git", *identity, *words], check=check, capture_output=True, text=True)


@pytest.fixture
def root(tmp_path, begin_repository):
    """A workspace whose two branches git has merged, as far as it could."""
    for path, text in {
        "ogpkit.toml": '[workspace]\nname = "X"\nlanguages = ["en"]\n',
        "countries/XX/country.toml": 'name = "Country X"\n',
        f"{HOME}/cycle.toml": "start = 2022-01-01\nend = 2023-12-31\n",
        FILE: COMMITMENT,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    begin_repository(tmp_path)
    for branch, text in (("finance", FINANCE), ("legal", LEGAL)):
        git("checkout", "-q", "-B", branch, "main")
        Path(FILE).write_text(text, "utf-8")
        git("commit", "-qam", branch)
    assert git("merge", "-q", "finance", check=False).returncode == 1
    return tmp_path


@pytest.fixture
def app(root):
    return OgpkitApp(WorkspaceSession.open(root, Plugins.discover(), date(2022, 5, 1)), greets=False)


class Walk:
    """The dialogs and lists on the way; what is around them belongs to other tests."""

    def __init__(self, app):
        self.app, self.seen = app, []

    def see(self, title):
        is_dialog = isinstance(self.app.screen, MergeChoice)
        region = self.app.screen.query_one(".dialog" if is_dialog else "#problems").region
        lines = screen_text(self.app).splitlines()[region.y : region.bottom]
        shown = "\n".join(line[region.x : region.right].rstrip() for line in lines)
        self.seen.append(f"{title}\n{'=' * len(title)}\n{shown}\n")

    def compare(self, *, updates):
        text = "\n".join(self.seen)
        if updates:
            WALK.write_text(text, "utf-8")
        assert text == WALK.read_text("utf-8")


async def open_first_mark(pilot, app):
    """Go to the problems, to the first that a merge has left, and to both versions of it."""
    problems = app.query_one(ProblemList)
    if not problems.display:
        await pilot.press("f4")
        await wait_until_settled(pilot)
    shelf = problems.query_one(OptionList)
    lines = [str(shelf.get_option_at_index(number).prompt) for number in range(shelf.option_count)]
    problems.focus_list()
    shelf.highlighted = next(number for number, line in enumerate(lines) if "Two people changed this value" in line)
    await wait_until_settled(pilot)
    assert not problems.query_one(".fix", Button).disabled


def say(root):
    return tomllib.loads((root / FILE).read_text("utf-8"))


async def press(pilot, app, name):
    assert isinstance(app.screen, MergeChoice)
    app.screen.query_one(f"Button.{name}", Button).press()
    await wait_until_settled(pilot)


async def test_two_offices_become_one_plan(app, root, request):
    walk = Walk(app)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_until_settled(pilot)
        await open_first_mark(pilot, app)
        walk.see("The merge left three values open")
        await pilot.press("x")
        await wait_until_settled(pilot)
        walk.see("Both versions of a text, side by side")
        await press(pilot, app, "another")
        app.screen.query_one("TextArea").text = "Everyone can see who owns and who controls a company, free of charge."
        await wait_until_settled(pilot)
        walk.see("Another text")
        await press(pilot, app, "another")
        walk.see("The next value of the same file")
        await press(pilot, app, "theirs")
        walk.see("An item that one office deleted, and the other one changed")
        await press(pilot, app, "ours")
        walk.see("One plan")
        await pilot.press("ctrl+s")
        app.session.save()
    said = say(root)
    assert CONFLICT_MARK not in (root / FILE).read_text("utf-8")
    assert said["lead"] == "Company registry"
    assert said["description"] == "Everyone can see who owns and who controls a company, free of charge."
    assert [(one["id"], one["title"]) for one in said["milestones"]] == [
        ("law", "The law is in force"),
        ("site", "Site online"),
        ("fines", "First fines"),
    ]
    assert said["milestones"][0]["due"] == date(2023, 9, 30)
    walk.compare(updates=request.config.getoption("--update-screens", default=False))


async def test_a_decision_can_be_undone_and_one_that_came_too_late_is_not_made(app):
    async with app.run_test(size=(80, 24)) as pilot:
        await wait_until_settled(pilot)
        await open_first_mark(pilot, app)
        before = app.session.source(FILE)
        await pilot.press("x")
        await wait_until_settled(pilot)
        assert "Keep theirs" in screen_text(app)
        assert "Decide later" in screen_text(app)
        await press(pilot, app, "theirs")
        await press(pilot, app, "later")
        assert before.count(CONFLICT_MARK.encode()) == app.session.source(FILE).count(CONFLICT_MARK.encode()) + 1
        await pilot.press("f6")
        await wait_until_settled(pilot)
        assert app.session.source(FILE) == before

        await open_first_mark(pilot, app)
        await pilot.press("x")
        await wait_until_settled(pilot)
        app.session.rewrite(FILE, before + b"# Added meanwhile.\n", "Add a comment")
        await press(pilot, app, "theirs")
        assert app.session.source(FILE) == before + b"# Added meanwhile.\n"
        assert "The file has changed since. Choose again." in [one.message for one in app._notifications]


async def test_who_only_reads_decides_nothing(root):
    session = WorkspaceSession.open(root, Plugins.discover(), date(2022, 5, 1), read_only=True)
    app = OgpkitApp(session, greets=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await wait_until_settled(pilot)
        await open_first_mark(pilot, app)
        await pilot.press("x")
        await wait_until_settled(pilot)
        assert not isinstance(app.screen, MergeChoice)
