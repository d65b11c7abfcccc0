"""Plugins that misbehave while the app is open: it goes on, and a finding names each."""

from __future__ import annotations

import time
from types import SimpleNamespace

import attrs
import pytest
from textual.widgets import Static

import ogpkit_commitments
import ogpkit_eligibility
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country
from ogpkit.plugins.contributions import DueDate, DueDates, Panel, StatusSource
from ogpkit.plugins.examples import Example
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Scope, Status, Verdict
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.rules import Problem, Rule
from ogpkit.plugins.watchdog import WATCH
from ogpkit.schema.kinds import Kind

NOTHING = Example(files={})


@attrs.frozen
class Treaty:
    """A treaty.

    Attributes:
        title: Its name.
    """

    title: str = ""


def rule(check, code="BAD001"):
    return Rule(
        code=code,
        title="T",
        section="X",
        explanation="The reason.",
        entity=Country,
        check=check,
        wrong=NOTHING,
        right=NOTHING,
    )


def kind(name="treaty", pattern="treaties/{id}.toml"):
    return Kind(name=name, entity=Treaty, pattern=pattern, title="T", titles="T")


def hang(*_anything):
    time.sleep(10)
    return ()


def flood(_document, _workspace):
    while True:
        yield Problem(message="Seen.", remedy="Go on.")


def raising(*_anything):
    raise RuntimeError("no")


class LateWidget(Static):
    """Takes its time when it is mounted."""

    def __init__(self, _session, _place):
        super().__init__("here at last")

    def on_mount(self):
        time.sleep(2)


def giving(values):
    """A hook that gives those."""

    @hookimpl
    def hook():
        return values

    return hook


undated = DueDate(title="Wrong", due="2024-01-01", place=Place(), section="X")

WAYS = {
    "a rule raises": ({"rules": [rule(raising)]}, "rule BAD001: no"),
    "a rule hangs": ({"rules": [rule(hang)]}, "rule BAD001: It was stopped after 1 seconds."),
    "a rule gives rubbish": ({"rules": [rule(lambda *_: [3])]}, "rule BAD001: It returned a int instead of a Problem."),
    "a rule floods": ({"rules": [rule(flood)]}, "rule BAD001: It returned more than 250 at once"),
    "standings hang": (
        {"standings": [StatusSource(name="bad", title="Bad", scope=Scope.COUNTRY, derive=hang)]},
        "standings bad: It was stopped after 1 seconds.",
    ),
    "a due date is a text": (
        {"obligations": [DueDates(name="bad", derive=lambda _workspace: [undated])]},
        "obligations bad: DueDate.due is of type str. It has to be of type date.",
    ),
    "a panel hangs": (
        {"panels": [Panel(name="bad", title="Bad", scope=Scope.COUNTRY, order=1, load=lambda: late_panel)]},
        "panel bad: It took more than 1 seconds.",
    ),
    "a panel hangs while it is mounted": (
        {"panels": [Panel(name="bad", title="Bad", scope=Scope.COUNTRY, order=1, load=lambda: LateWidget)]},
        "panel bad: It took more than 1 seconds.",
    ),
    "a code is another's": ({"rules": [rule(raising, "ELI001")]}, "the rule code ELI001: zbad also uses the rule code"),
    "a kind is another's": ({"kinds": [kind("cycle")]}, "the name of a kind cycle: zbad also uses the name of a kind"),
    "paths are another's": ({"kinds": [kind(pattern="countries/{place}/country.toml")]}, "paths of the form countries"),
}


def late_panel(_session, _place):
    time.sleep(2)
    return Static("here at last")


@pytest.fixture
def impatient(monkeypatch):
    """Nobody is waited for longer than a second."""
    monkeypatch.setenv("OGPKIT_PATIENCE", "1")
    monkeypatch.setattr(WATCH, "_most", 1.0)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.usefixtures("impatient")
async def test_the_app_goes_on_and_a_finding_names_the_plugin(root, gone, settled, way):
    given, said = WAYS[way]
    good = StatusSource(
        name="good",
        title="Good",
        scope=Scope.COUNTRY,
        derive=lambda workspace, place: [Status(verdict=Verdict.GOOD, headline="Still here")],
    )
    modules = {
        "commitments": ogpkit_commitments,
        "eligibility": ogpkit_eligibility,
        "good": SimpleNamespace(ogpkit_standings=hookimpl(lambda: [good])),
        "zbad": SimpleNamespace(**{f"ogpkit_{hook}": giving(values) for hook, values in given.items()}),
    }
    session = WorkspaceSession.open(root, Plugins.of(modules))
    async with OgpkitApp(session).run_test(size=(100, 40)) as pilot:
        pilot.app.call_later(session.plugins.call_all)
        await gone(pilot, Place(country="XX"))
        for host in pilot.app.query("PanelHost"):
            await host.fill()
        await settled(pilot)
        session.notice_faults()
        told = [one.message for one in session.findings if one.code == "OGP020" and one.plugin == "zbad"]
        assert any(said in one for one in told), told
        here = session.standings(Place(country="XX"))
        assert "Still here" in [one.value.headline for one in here if one.plugin == "good"]
        assert "Country X" in screen_text(pilot.app)
        assert pilot.app.failure is None
    session.close(give_up=True)
