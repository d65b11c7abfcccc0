"""What lies over the shell is drawn whatever happens to the page beneath."""

from __future__ import annotations

import pytest
from textual.widgets import TextArea

from ogpkit.app.screens.dialog import Palette
from ogpkit.app.screens.key_help import KeyHelp


@pytest.mark.parametrize("dialog", [KeyHelp, Palette])
async def test_a_dialog_is_drawn_when_something_beneath_it_has_just_gone(opened, settled, until, dialog):
    async with opened() as pilot:
        await settled(pilot)
        beneath = TextArea("one\ntwo")
        await pilot.app.view.mount(beneath, before=0)
        await settled(pilot)
        await (pilot.app.push_screen(KeyHelp()) if dialog is KeyHelp else pilot.press("ctrl+p"))
        await until(pilot, lambda: isinstance(pilot.app.screen, dialog))
        await settled(pilot)
        await beneath.remove()
        beneath.refresh()  # it was changed just before, so that nothing drawn of it is kept
        pilot.app.screen.refresh()
        pilot.app.export_screenshot()  # draws at once, before the page beneath is laid out anew
        await until(pilot, lambda: beneath not in pilot.app.screen_stack[0]._compositor.visible_widgets)
        assert pilot.app.failure is None
