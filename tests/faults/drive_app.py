"""The app under random keys, clicks, undo and changes from outside; and thousands of letters typed while nothing else has time.

`python tests/faults/drive_app.py --minutes 60` drives it for an hour; `--seed` repeats a run, `--steps` bounds it.
`python tests/faults/drive_app.py --letters 5000` types while both processors are kept busy and files change beside.

After each step the app must take a key, show a page that is not empty, hold every letter where it was typed, and every file
that it has written must still be readable. It prints figures as JSON; the exit code is 1 where a promise was broken.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from datetime import date
from pathlib import Path

from textual import events
from textual.screen import ModalScreen
from textual.widgets import Button, Input, TextArea

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.pending import get_pending
from ogpkit.app.places import document_place
from ogpkit.app.screens.key_help import KeyHelp
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit.devkit.testing.workspaces import EXAMPLE_TODAY, example_workspace
from ogpkit.editing.session import WorkspaceSession
from ogpkit.errors import OgpkitError
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import use_language
from ogpkit.workspace.patch import InsertItem, SetValue

LONGEST = 120.0
"""Seconds that only a hang reaches."""

KEYS = (
    *("tab", "shift+tab", "enter", "escape", "up", "down", "left", "right", "home", "end", "space", "backspace"),
    *("f1", "f2", "f3", "f4", "f5", "f6", "f6", "f7", "f8", "f9", "ctrl+n", "ctrl+p", "a", "ж", "7", "pagedown"),
)


class BrokenPromise(AssertionError):
    """The app did what it must not."""


def send(app, letters):
    """Press keys as a terminal passes them on: without waiting for what they do.

    Args:
        app: The running app.
        letters: Letters, or names of keys.
    """
    for letter in letters:
        name = {" ": "space"}.get(letter, letter)
        app.post_message(events.Key(name, letter if len(letter) == 1 else None))


class Drive:
    """One run over one workspace."""

    def __init__(self, root, seed):
        self.random = random.Random(seed)
        self.root = root
        self.session = WorkspaceSession.open(root, Plugins.discover(), EXAMPLE_TODAY)
        self.broken_before = frozenset(self.session.outdated)
        self.done = {}
        self.last = ""

    def _focused_field(self, app):
        widget = app.screen.focused
        in_box = widget is not None and any(isinstance(one, FieldBox) for one in widget.ancestors)
        return widget if in_box and isinstance(widget, Input | TextArea) else None

    async def key(self, pilot):
        key = self.random.choice(KEYS)
        self.last = f"key {key}"
        send(pilot.app, [key])

    async def go(self, pilot):
        documents = list(self.session.workspace.documents.values())
        place = self.random.choice([Place(), *map(document_place, documents)])
        self.last = f"go {place.path}"
        pilot.app.start_going(place)

    async def click(self, pilot):
        found = [one for one in pilot.app.screen.query("*").results() if one.focusable and one.region]
        buttons = [one for one in found if isinstance(one, Button)]
        some = buttons if buttons and self.random.random() < 0.6 else found
        if not some:
            return
        widget = self.random.choice(some)
        self.last = f"click {widget} {widget.label if isinstance(widget, Button) else ''}"
        if isinstance(widget, Button):
            widget.press()
        else:
            pilot.app.screen.set_focus(widget)

    async def undo(self, pilot):
        self.last = "undo"
        for _time in range(self.random.randint(1, 4)):
            send(pilot.app, ["f6"])

    async def redo(self, pilot):
        self.last = "redo"
        send(pilot.app, ["f7"])

    async def begin(self, pilot):
        commands = self.session.plugins.app_commands
        owned = self.random.choice(commands)
        self.last = f"command {owned.value.name}"
        place = pilot.app.place
        if not isinstance(pilot.app.screen, ModalScreen) and place.country:
            before = set(self.session.workspace.documents)
            pilot.app.run_plugin_command(owned)
            new = set(self.session.workspace.documents) - before
            if new and self.random.random() < 0.8:
                pilot.app.start_going(document_place(self.session.workspace.documents[new.pop()]))

    async def outside(self, _pilot):
        path = self.random.choice(sorted(self.session.workspace.documents))
        self.last = f"outside {path}"
        file = self.root / path
        if not file.is_file():
            return
        if self.random.random() < 0.15 and path != "ogpkit.toml":
            file.unlink()
        else:
            file.write_bytes(file.read_bytes().rstrip(b"\n") + b"\n# looked at\n")
        self.session.refresh()

    async def type(self, pilot):
        """Type into a text of the form and look for it there and in the file, or among the drafts."""
        boxes = [box for box in pilot.app.query(FieldBox) if box.query(Input) or box.query(TextArea)]
        if not boxes or isinstance(pilot.app.screen, ModalScreen):
            return
        box = self.random.choice(boxes)
        field = self.random.choice([*box.query(Input), *box.query(TextArea)])
        if not field.focusable:
            return
        self.last = f"type into {box.at}"
        at, name, path = box.at, field.name, pilot.app.place.path
        pilot.app.view.screen.set_focus(field)
        before = field.value if isinstance(field, Input) else field.text
        end = len(before) if isinstance(field, Input) else field.document.end
        if isinstance(field, Input):
            field.cursor_position = end
        else:
            field.move_cursor(end)
        letters = "".join(self.random.choice("abcdeghij klmnopq") for _letter in range(self.random.randint(1, 25)))
        send(pilot.app, letters)
        if self.random.random() < 0.3:
            self.session.refresh()
        await wait_until_settled(pilot)
        if "t" in letters or pilot.app.place.path != path:
            return
        focused = pilot.app.screen.focused
        around = next((one for one in focused.ancestors if isinstance(one, FieldBox)), None) if focused else None
        if around and len(around.at) == len(at) and (around.at[0], around.at[-1]) == (at[0], at[-1]):
            at = around.at  # an item that has all that it needs stands before those that do not
        now = [
            one
            for found in pilot.app.query(FieldBox)
            if found.at == at
            for one in (*found.query(Input), *found.query(TextArea))
            if one.name == name
        ]
        text = (now[0].value if isinstance(now[0], Input) else now[0].text) if now else None
        if text is not None and text != before + letters:
            raise BrokenPromise(f"typed {letters!r} after {before!r} at {at}, found {text!r}")
        if text is not None and not self.session.read_only:
            self._is_kept(pilot, at, text.strip())

    def _is_kept(self, pilot, at, text):
        for form in pilot.app.view.forms:
            form.flush()
            source = self.session.source(form.path).decode()
            drafts = repr(get_pending(self.session, form.path).describe()) + repr(
                get_pending(self.session, form.path).tables
            )
            if text in source or text in drafts or text.split()[-1] in source + drafts:
                return
        if pilot.app.view.forms and text:
            raise BrokenPromise(f"{text!r} at {at} is neither in the file nor among the drafts")

    async def look(self, pilot, *, with_key):
        """Whether the app still keeps its promises."""
        app = pilot.app
        async with asyncio.timeout(LONGEST):
            await wait_until_settled(pilot)
        if app.failure is not None or not app.is_running:
            raise BrokenPromise(f"the app ended: {app.failure!r}")
        if len(app.query("PlaceView")) != 1:
            raise BrokenPromise("no page is shown")
        focused = app.screen.focused
        if focused is not None and not focused.is_attached:
            raise BrokenPromise(f"the focus is on {focused}, which is gone")
        if len(screen_text(app).split()) < 15:
            raise BrokenPromise("the screen is empty")
        if self.session.outdated - self.broken_before:
            raise BrokenPromise(f"these files cannot be read any more: {sorted(self.session.outdated)}")
        if with_key:
            await self.answer_key(pilot)

    async def answer_key(self, pilot):
        app = pilot.app
        if isinstance(app.screen, ModalScreen):
            depth = len(app.screen_stack)
            send(app, ["escape"])
            await until(pilot, lambda: len(app.screen_stack) < depth or not isinstance(app.screen, KeyHelp))
            return
        send(app, ["f1"])
        await until(pilot, lambda: isinstance(app.screen, KeyHelp))
        send(app, ["escape"])
        await until(pilot, lambda: not isinstance(app.screen, KeyHelp))

    async def run(self, stop_at, steps):
        """Drive until it is time, or a number of steps is made."""
        ways = {
            self.key: 8, self.go: 4, self.click: 6, self.undo: 3, self.redo: 1, self.begin: 2, self.outside: 2,
            self.type: 6,
        }  # fmt: skip
        size = self.random.choice([(80, 24), (160, 48)])
        async with OgpkitApp(self.session).run_test(size=size) as pilot:
            await wait_until_settled(pilot)
            for step in range(steps):
                if time.monotonic() > stop_at:
                    break
                way = self.random.choices([*ways], [*ways.values()])[0]
                with suppress(OgpkitError):
                    await way(pilot)
                await self.look(pilot, with_key=step % 7 == 0)
                self.done[way.__name__] = self.done.get(way.__name__, 0) + 1
        self.session.close(give_up=True)


def drive(minutes, steps, seed):
    """Drive one workspace after the other; the figures."""
    stop_at = time.monotonic() + minutes * 60
    total = {}
    left = steps
    runs = 0
    while left > 0 and time.monotonic() < stop_at:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "workspace"
            example_workspace(root, Plugins.discover())
            one = Drive(root, seed + runs)
            try:
                asyncio.run(one.run(stop_at, min(left, 150)))
            except BaseException as error:
                print(f"seed {seed + runs}, step {sum(one.done.values())}, {one.last}: {error!r}", file=sys.stderr)
                raise
            left -= sum(one.done.values()) or 1
            runs += 1
            for name, number in one.done.items():
                total[name] = total.get(name, 0) + number
    return {"seed": seed, "runs": runs, "steps": sum(total.values()), **total}


PATH = "countries/XX/cycles/2012-2013/commitments/one.toml"
FILES = {
    "ogpkit.toml": '[workspace]\nname = "X"\nlanguages = ["en", "es"]\n',
    "countries/XX/country.toml": 'name = "X"\n',
    "countries/XX/cycles/2012-2013/cycle.toml": 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n',
    PATH: 'title.en = "Start"\ntitle.es = "Inicio"\n\n[[milestones]]\nid = "a"\ntitle.en = "A"\n',
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def field_of(app, language):
    """The input of the title in a language."""
    box = next(box for box in app.query(FieldBox) if box.at == ("title",))
    return next(one for one in box.query(Input) if one.name == language)


def disturb(session, root, chance, number):
    """Change the file beside what is typed, here or from outside; whether the form has another shape now."""
    what = chance.random()
    if what < 0.15:
        item = {"id": f"m{number}", "title": {"en": "M"}}
        session.change(PATH, [InsertItem(("milestones",), 0, item)], "Add")
        return True
    if what < 0.3:
        session.change(PATH, [SetValue(("number",), str(chance.random()))], "Number")
    elif what < 0.4 and PATH not in session.unsaved:
        (root / PATH).write_bytes((root / PATH).read_bytes() + b"# elsewhere\n")
        session.refresh()
    return False


async def _type_letters(root, letters, seed):
    """Type into both languages of a title by turns, while the file changes beside."""
    chance = random.Random(seed)
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    session = WorkspaceSession.open(root, Plugins.discover(), date(2012, 5, 1))
    typed = {"en": "Start", "es": "Inicio"}
    language, left, number = "en", letters, 0
    async with OgpkitApp(session).run_test(size=(160, 48)) as pilot:
        pilot.app.start_going(Place(country="XX", cycle="2012-2013", path=PATH, at=("title",)))
        await wait_until_settled(pilot)
        field_of(pilot.app, "en").focus()
        await wait_until_settled(pilot)
        while left > 0:
            burst = "".join(chance.choices(LETTERS, k=min(left, chance.randint(5, 60))))
            send(pilot.app, burst)
            typed[language] += burst
            left -= len(burst)
            number += disturb(session, root, chance, number)
            if chance.random() < 0.4:
                await asyncio.sleep(chance.random() / 3)
            if chance.random() < 0.25:
                send(pilot.app, ["tab" if language == "en" else "shift+tab", "end"])  # Tab selects what it reaches
                language = "es" if language == "en" else "en"
        await wait_until_settled(pilot)
        for form in pilot.app.view.forms:
            form.flush()
        await wait_until_settled(pilot)
        shown = {one: field_of(pilot.app, one).value for one in typed}
        source = session.source(PATH).decode()
    session.close(give_up=True)
    for one, text in typed.items():
        if shown[one] != text:
            raise BrokenPromise(f"{one}: typed {len(text)} letters, found {len(shown[one])}: {text!r} {shown[one]!r}")
        if f'"{text}"' not in source:
            raise BrokenPromise(f"what was typed in {one} is not in the file")
    return {"letters": letters, "lost": 0, "times made anew": number}


def type_letters(letters, seed):
    """Type while both processors are kept busy; the figures."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _one in range(2)]
    try:
        with tempfile.TemporaryDirectory() as folder:
            return asyncio.run(_type_letters(Path(folder) / "workspace", letters, seed))
    finally:
        for process in busy:
            process.kill()
            process.wait()


def main():
    """Read what is asked, do it, print the figures."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--minutes", type=float, default=1.0)
    asked.add_argument("--steps", type=int, default=10**9)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--letters", type=int, default=0)
    given = asked.parse_args()
    with use_language("en"):
        try:
            figures = (
                type_letters(given.letters, given.seed)
                if given.letters
                else drive(given.minutes, given.steps, given.seed)
            )
        except BrokenPromise as error:
            print(error, file=sys.stderr)
            return 1
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
