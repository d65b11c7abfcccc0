"""Texts from files are shown as texts, whatever is in them."""

from __future__ import annotations

import json

import pytest
from textual.widgets import OptionList

from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.places import Place
from ogpkit.workspace.patch import SetValue

COUNTRY = "countries/XX/country.toml"

HOSTILE = [
    "[red]",
    "[/red]",
    "[/] \u202egnirts",
    "[ \x1b[2Jboo",
    "] e\u0301\u0301\u0301 שלום",
    "[@click=app.quit]x[/]",
]
"""Each app shows one, so one may hold several that do not belong together."""


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_is_shown_as_text_everywhere(root, plugins, opened, settled, until, text, gone):
    """In a name, a title, a choice, a key, a finding, the tree, the palette, a toast."""
    quoted = json.dumps(text, ensure_ascii=True)
    (root / COUNTRY).write_text(f"name = {quoted}\nlevel = {quoted}\n{quoted} = 1\n", "utf-8")
    portal = root / "countries/XX/cycles/2012-2013/commitments/portal.toml"
    portal.write_text(
        f"title = {quoted}\nlead = 'Ministry'\nlevel = {quoted}\nprinciples = [{quoted}]\n[[milestones]]\nid = {quoted}\n",
        "utf-8",
    )
    (root / "countries/CI/country.toml").write_text(f"name = {quoted}\n", "utf-8")
    session = WorkspaceSession.open(root, plugins)
    async with opened((120, 50), on=session) as pilot:
        await settled(pilot)
        shown = [screen_text(pilot.app)]
        for path in (COUNTRY, str(portal.relative_to(root)), "countries/CI/country.toml"):
            await gone(pilot, Place(country="XX", path=path))
            shown.append(screen_text(pilot.app))
        await gone(pilot, Place(country="CI"))
        session.change("countries/CI/country.toml", [SetValue(("notes",), text)], text)
        await pilot.press("f6", "f7", "ctrl+p")
        await pilot.press(*"go")
        await until(pilot, lambda: any(one.option_count for one in pilot.app.screen.query(OptionList)))
        shown.append(screen_text(pilot.app))
        await pilot.press("escape", "ctrl+f", *"minis")
        await until(pilot, lambda: "Ministry" in screen_text(pilot.app))
        shown.append(screen_text(pilot.app))
    assert not any(letter in picture for picture in shown for letter in "\x1b\u202e")
    if text.startswith("[") and text.isprintable() and text.isascii():
        assert any(text in picture for picture in shown)
