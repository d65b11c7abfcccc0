"""A kind with a field of every sort, a workspace that holds some of its documents, and a form over one of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest
from textual.widgets import Input

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.sections import Section
from ogpkit.app.key_gate import wait_until_idle
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.workspace_app import StyledApp
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Bounds, Choice, CountryCode, Identifier, LongText, Reference, Translated, WebAddress
from ogpkit.model.annotations import Length
from ogpkit.plugins.examples import Example
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.schema.kinds import Extension, Kind

PATH = "countries/XX/things/one.toml"
TODAY = date(2012, 5, 1)
TURNS = 4
"""From a new text over a message about it to a value, and one more."""


class Colour(Choice):
    """Signals."""

    RED = "red", "Red [light]"
    GREEN = "green", "Green light"


@attrs.frozen(kw_only=True)
class Part:
    """A part.

    Attributes:
        id: Its identifier.
        title: Its title.
        weight: Its weight.
    """

    id: Identifier
    title: Translated | None = None
    weight: Annotated[float, Bounds(0, 10)] | None = None


@attrs.frozen(kw_only=True)
class Case:
    """Where it is kept.

    Attributes:
        material: What it is made of.
    """

    material: str = ""


@attrs.frozen(kw_only=True)
class Thing:
    """A thing.

    Attributes:
        name: Its name, [/] as it is called [red].
        text: Its description.
        long_text: Its story.
        about: A long description.
        count: How many there are.
        score: From 0 to 10.
        done: Whether it is done.
        day: A day.
        moment: A day with a time.
        colour: One signal.
        colours: Several signals.
        words: Words.
        numbers: Numbers.
        case: Where it is kept.
        parts: Its parts.
        notes: Notes by key.
        shares: Shares by key.
        other: Another thing.
        country: A country.
        page: A page.
    """

    name: Translated
    text: str = ""
    long_text: LongText = ""
    about: Annotated[Translated, Length.LONG] | None = None
    count: Annotated[int, Bounds(0, 99)] | None = None
    score: Annotated[float, Bounds(0, 10)] | None = None
    done: bool | None = None
    day: date | None = None
    moment: datetime | None = None
    colour: Colour | None = None
    colours: tuple[Colour, ...] = ()
    words: tuple[str, ...] = ()
    numbers: tuple[float, ...] = ()
    case: Case | None = None
    parts: tuple[Part, ...] = ()
    notes: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    shares: Mapping[str, float] = attrs.field(factory=dict, hash=False)
    other: Annotated[str, Reference("thing", within="country")] | None = None
    country: CountryCode | None = None
    page: WebAddress | None = None


@attrs.frozen(kw_only=True)
class Label:
    """A label [bold]that another plugin sticks on.

    Attributes:
        ink: Its ink.
    """

    ink: str = ""


def _loud(document, _workspace):
    """Complains of a text in the words of the file, as a careless plugin would."""
    if document.entity.text:
        yield Problem(message=f"Bad: {document.entity.text}", remedy="Write [/] or [bold", at=("text",))


LOUD = Rule(
    code="THI001",
    title="No text",
    section="none",
    explanation="None.",
    entity=Thing,
    check=_loud,
    wrong=Example(files={}),
    right=Example(files={}),
)
KIND = Kind(
    name="thing", entity=Thing, pattern="countries/{country}/things/{thing}.toml", title="Thing", titles="Things"
)

things = SimpleNamespace(ogpkit_kinds=hookimpl(lambda: [KIND]), ogpkit_rules=hookimpl(lambda: [LOUD]))
labels = SimpleNamespace(
    ogpkit_extensions=hookimpl(lambda: [Extension(kind="thing", table="label", entity=Label)]),
)


class OneForm(StyledApp):
    """Nothing but a form, as a panel of a plugin may show it."""

    CSS_PATH = "../../../ogpkit/app/forms/forms.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (140, "-wide")]  # noqa: RUF012  the framework's way

    def __init__(self, session, path):
        super().__init__()
        self.session = session
        self.path = path

    def compose(self):
        yield DocumentForm(self.session, self.path)


@attrs.define
class Opened:
    """A form, and what a test does with it."""

    pilot: object
    session: WorkspaceSession
    settled: object

    @property
    def form(self):
        return self.pilot.app.query_one(DocumentForm)

    @property
    def source(self):
        return self.session.source(PATH).decode()

    def box(self, *at):
        return next(box for box in self.form.query(FieldBox) if box.at == at)

    def section(self, *at):
        return next(section for section in self.form.query(Section) if section.at == at)

    def input(self, *at, which=0):
        return self.box(*at).query(Input)[which]

    def trouble(self, *at):
        return str(self.box(*at).query_one(".trouble").content)

    async def rest(self):
        await self.settled(self.pilot)

    async def type(self, text, *at, which=0):
        field = self.input(*at, which=which)
        field.focus()
        field.value = text
        await wait_until_idle(field, TURNS)
        self.form.flush()  # without the moment in which another key might follow
        await self.rest()


@pytest.fixture
def thing(root, settled):
    """Opens a form over a file with this text."""

    def thing(text, size=(110, 60)):
        (root / PATH).parent.mkdir(parents=True, exist_ok=True)
        (root / PATH).write_bytes(text.encode())
        session = WorkspaceSession.open(root, Plugins.of({"things": things, "labels": labels}), TODAY)
        return _Form(session, settled, size)

    return thing


class _Form:
    def __init__(self, session, settled, size):
        self._session = session
        self._settled = settled
        self._running = OneForm(session, PATH).run_test(size=size)

    async def __aenter__(self):
        pilot = await self._running.__aenter__()
        await self._settled(pilot)
        return Opened(pilot, self._session, self._settled)

    async def __aexit__(self, *reason):
        await self._running.__aexit__(*reason)
        self._session.close(give_up=True)
