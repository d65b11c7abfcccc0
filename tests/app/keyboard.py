"""Somebody who works in the app with the keyboard alone, as a person at a terminal of 80 columns does."""

from __future__ import annotations

from textual.command import CommandPalette
from textual.events import Paste
from textual.widgets import Button, Input, OptionList, Select, TextArea
from textual.widgets._collapsible import CollapsibleTitle

from ogpkit.app.forms.choices import TextCheckbox
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.section import Section
from ogpkit.app.screens.action_dialog import ActionDialog
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.devkit.testing.waiting import until, wait_until_settled

MOST = 500
"""Tabs after which somebody gives up looking for a field."""


class Keyboard:
    """The keys that a person presses; longer texts are pasted, which a terminal passes on as one key."""

    def __init__(self, pilot):
        self.pilot, self.app = pilot, pilot.app

    @property
    def screen(self):
        """What is on the screen."""
        return screen_text(self.app)

    async def press(self, *keys):
        await self.pilot.press(*keys)
        await wait_until_settled(self.pilot)

    async def find(self, words):
        """Ask for an action, a place or a file by its name, and take the first answer that has these words."""
        await self.pilot.press("ctrl+p")
        palette = await until(self.pilot, lambda: isinstance(self.app.screen, CommandPalette) and self.app.screen)
        field = await until(self.pilot, lambda: isinstance(self.app.focused, Input) and self.app.focused)
        self.app.post_message(Paste(words))
        listed = palette.query_one(OptionList)

        def shown():
            prompts = (str(one.prompt).casefold() for one in listed.options)
            return next((number for number, said in enumerate(prompts) if words.casefold() in said), None)

        await until(self.pilot, lambda: field.value == words and shown() is not None and self._is_at_rest())
        while listed.highlighted != shown():
            await self.pilot.press("down")
        await self.pilot.press("enter")
        await until(self.pilot, lambda: self.app.screen is not palette)
        await wait_until_settled(self.pilot)

    def _is_at_rest(self):
        return all(one.is_finished for one in self.app.workers if one.group != "watch")

    async def tab_to(self, is_wanted, what):
        """Press Tab, or Shift+Tab where that is nearer, until the focus is on what is wanted; the way there is not drawn."""
        with self.app.batch_update():
            for _turn in range(MOST):
                if self.app.focused is not None and is_wanted(self.app.focused):
                    return self.app.focused
                await self.pilot.press(self._choose_direction(is_wanted))
        raise AssertionError((what, self.screen))

    def _choose_direction(self, is_wanted):
        chain = self.app.screen.focus_chain
        here = chain.index(self.app.focused) if self.app.focused in chain else 0
        ways = [(number - here) % len(chain) for number, one in enumerate(chain) if is_wanted(one)]
        return "shift+tab" if ways and min(len(chain) - way for way in ways) < min(ways) else "tab"

    async def push(self, at):
        """Add a table to a form, or an item to a list of tables."""

        def is_wanted(widget):
            return isinstance(widget, Button) and is_adding(widget) and find_section(widget).at == at

        await self.tab_to(is_wanted, at)
        await self.press("enter")

    async def choose(self, selector, label):
        """Go to a list of choices by Tab, and choose."""
        await self.tab_to(lambda widget: is_called(widget, selector), selector)
        await self._choose(label)
        await wait_until_settled(self.pilot)

    async def put(self, selector, text):
        """Go to a line by Tab, and write a text into it."""
        line = await self.tab_to(lambda widget: is_called(widget, selector), selector)
        self.app.post_message(Paste(text))
        await until(self.pilot, lambda: line.value == text)
        await wait_until_settled(self.pilot)

    async def strike(self, selector):
        """Go to a button by Tab, and press it."""
        await self.tab_to(lambda widget: is_called(widget, selector), selector)
        await self.press("enter")

    async def unfold(self, at):
        """Go to a part of a form by Tab, and unfold it."""
        await self.tab_to(lambda widget: isinstance(widget, CollapsibleTitle) and find_section(widget).at == at, at)
        await self.press("enter")

    async def fill(self, values):
        """Go to each field by Tab, and give it its value; paths as in `plan.url`, with 0 for the first of a list."""
        for path, value in values.items():
            at = tuple(int(part) if part.isdigit() else part for part in path.split("."))
            focused = await self.tab_to(lambda widget, at=at: is_in_field(widget, at), path)
            await self._give(focused, at, value)
            await wait_until_settled(self.pilot)

    async def _give(self, control, at, value):
        if isinstance(control, Select):
            await self._choose(value)
        elif isinstance(control, TextCheckbox):
            for one in value:
                mark = await self.tab_to(lambda widget, one=one: getattr(widget, "choice", None) == one, (at, one))
                if not mark.value:
                    await self.pilot.press("space")
        else:
            assert isinstance(control, Input | TextArea)
            text = "\n".join(value) if isinstance(value, tuple) else value
            control.select_all()
            self.app.post_message(Paste(text))
            await until(self.pilot, lambda: text == (control.value if isinstance(control, Input) else control.text))

    async def _choose(self, label):
        """Open a list of choices, and go down to one."""
        await self.pilot.press("enter")
        overlay = await until(self.pilot, lambda: isinstance(self.app.focused, OptionList) and self.app.focused)
        prompts = [str(one.prompt) for one in overlay.options]
        wanted = [number for number, said in enumerate(prompts) if said == label or said.startswith(f"{label} · ")]
        assert wanted, (label, prompts)
        while overlay.highlighted != wanted[0]:
            await self.pilot.press("down")
        await self.pilot.press("enter")

    async def act(self, title, values=None, *, refused=""):
        """Find an action, fill its dialog in, and do it."""
        await self.find(title)
        if values is not None:
            assert isinstance(self.app.screen, ActionDialog), (title, self.screen)
            await self.fill(values)
            await self.press("ctrl+j")
        if refused:
            assert refused in self.screen, self.screen
            await self.press("escape")
            if isinstance(self.app.screen, ActionDialog):
                await self.press("escape")
        assert not isinstance(self.app.screen, ActionDialog), self.screen

    async def write(self, file, values):
        """Go to a file, and fill in its form."""
        await self.find(file)
        await self.fill(values)
        await self.press("tab")


def is_adding(button):
    """Tell whether a button of a form adds something."""
    return button.has_class("add") or button.has_class("add-item")


def is_called(widget, selector):
    """Tell whether a control is, or lies in, what a selector names."""
    return any(one.has_class(selector.removeprefix(".")) for one in widget.ancestors_with_self)


def find_section(widget):
    """Return the part of a form in which a control lies directly."""
    return next(one for one in widget.ancestors if isinstance(one, Section))


def is_in_field(widget, at):
    """Tell whether a control belongs to the field at a path."""
    return any(isinstance(one, FieldBox) and one.at == at for one in widget.ancestors)
