"""What can stand in no file yet is lost no more than what can: a kill costs at most the last second of it.

`OGPKIT_KILLS=20 pytest tests/faults/test_pending.py` kills it twenty times in each way, after more and more letters.
"""

from __future__ import annotations

import os
import sys
import time
from itertools import accumulate, count

import pytest

from ogpkit.cli.options import load_plugins
from ogpkit.editing.session import WorkspaceSession

pytestmark = pytest.mark.skipif(os.name != "posix", reason="terminals and signals differ")

COMMAND = "from ogpkit.cli import main; raise SystemExit(main())"
COMMITMENT = "countries/XX/cycles/2012-2013/commitments/portal.toml"
CYCLE = "countries/XX/cycles/2012-2013/cycle.toml"

RUN = """
import asyncio, sys
from pathlib import Path
from threading import Thread
from time import sleep
from textual.widgets import Button, Input
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.section import Section
from ogpkit.app.shell import OgpkitApp
from ogpkit.cli.options import load_plugins
from ogpkit.plugins.places import Place
from ogpkit.editing.session import WorkspaceSession

path, key = sys.argv[2:]

async def begin():
    await app.go(Place(country="XX", path=path, at=(key,)))
    if key == "milestones":
        section = next(one for one in app.query(Section) if one.at == (key,))
        section.query_one(".add-item", Button).press()
    while not isinstance(app.focused, Input):
        await asyncio.sleep(0.05)
    if key == "milestones":  # a title would make it whole
        box = next(one for one in app.query(FieldBox) if one.at[:1] == (key,) and one.at[-1] == "id")
        box.query_one(Input).focus()
        while app.focused is not box.query_one(Input):
            await asyncio.sleep(0.05)
    app.focused.cursor_position = len(app.focused.value)
    app.notify("to be typed now")

def begin_soon():
    while app.ending._loop is None:
        sleep(0.05)
    app.ending.call(lambda: app.run_worker(begin(), group="watch"))

root = Path(sys.argv[1])
app = OgpkitApp(WorkspaceSession.open(root, load_plugins(root)))
Thread(target=begin_soon, daemon=True).start()
app.run()
"""


def in_journal(root):
    """What the session of the next app is offered, as one text."""
    session = WorkspaceSession.open(root, load_plugins(root))
    try:
        return "".join(repr(left.drafts) for left in session.recoverable)
    finally:
        session.close(give_up=True)


def last_number(text):
    """How far the numbers that were typed one after the other go."""
    typed = accumulate(f"{number:03d}" for number in count(1))  # as one text: 040 is also a part of 004005
    return next(number for number, said in enumerate(typed) if said not in text)


@pytest.mark.parametrize("turn", range(int(os.environ.get("OGPKIT_KILLS", "1"))))
@pytest.mark.parametrize(("path", "key"), [(COMMITMENT, "milestones"), (CYCLE, "start")], ids=["table", "date"])
def test_a_kill_costs_at_most_a_second_of_what_is_incomplete(terminal, root, path, key, turn):
    opened = terminal(sys.executable, "-P", "-c", RUN, str(root), path, key, cwd=root.parent, size=(160, 48))
    before = (root / path).read_bytes()
    opened.wait_for_text("to be typed now")
    number, owed = opened.type_numbers_until_killed(seconds=3 + turn % 10, least=10)
    killed = time.monotonic()
    assert (root / path).read_bytes() == before, "it cannot stand in the file"
    there = last_number(in_journal(root))
    assert number >= there >= owed > 0
    left = set((root / ".ogpkit/journal").glob("*.jsonl"))
    again = terminal(sys.executable, "-P", "-c", COMMAND, "app", str(root), cwd=root.parent)
    again.wait_for_text("Restore it")
    while not left.isdisjoint((root / ".ogpkit/journal").glob("*.jsonl")):
        again.type("\r")
        again.read(0.5)
        assert time.monotonic() - killed < 120
    again.process.kill()
    again.wait_for_end()
    assert last_number(in_journal(root)) == there
