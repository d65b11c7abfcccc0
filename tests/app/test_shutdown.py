"""The end from outside, seen from within the app: what was typed is taken over, and drafts are shown by the next one."""

from __future__ import annotations

import pytest
from textual.widgets import Button, Input

from ogpkit.app.screens.dialog import Question
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.places import Place

EVIDENCE = "countries/XX/eligibility/2011.toml"
SCORE = Place(country="XX", path=EVIDENCE, at=("citizen_engagement", "civil_liberties"))


async def test_what_can_stand_in_no_file_is_put_back_by_the_next_app(
    opened, settled, until, root, plugins, typed, score, gone
):
    async with opened() as pilot:
        await typed(pilot, "eleven")
        assert score(pilot).reason, "it cannot stand in the file"
        pilot.app.end_from_outside(15)
        await until(pilot, lambda: not pilot.app.is_running)
    assert pilot.app.ending.code == 143
    assert [text for _label, text, _why in pilot.app.ending.drafts] == ["eleven"]
    assert "eleven" not in (root / EVIDENCE).read_text("utf-8")
    for answer, left in (("later", 1), ("recover", 1), ("discard", 0)):
        again = WorkspaceSession.open(root, plugins)
        async with opened((80, 24), again) as pilot:
            await until(pilot, lambda pilot=pilot: isinstance(pilot.app.screen, Question))
            assert "“eleven”" in screen_text(pilot.app)
            next(button for button in pilot.app.screen.query(Button) if button.name == answer).press()
            await settled(pilot)
            if answer == "recover":
                await gone(pilot, SCORE)
                assert score(pilot).query_one(Input).value == "eleven"
                assert score(pilot).reason
        again.close()
        assert len(list((root / ".ogpkit/journal").glob("*.jsonl"))) == left


@pytest.mark.parametrize("text", ["7.5"])
async def test_what_was_typed_a_moment_ago_is_in_the_file(opened, until, root, typed, text):
    async with opened() as pilot:
        await typed(pilot, text)
        pilot.app.end_from_outside(1)
        pilot.app.end_from_outside(15)  # another one changes nothing any more
        await until(pilot, lambda: not pilot.app.is_running)
    assert pilot.app.ending.code == 129
    assert b"civil_liberties = 7.5" in (root / EVIDENCE).read_bytes()
    assert not list((root / ".ogpkit/journal").glob("*.jsonl"))
