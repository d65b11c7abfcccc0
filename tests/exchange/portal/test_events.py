"""What plugins say happened: in the history of a commitment, or among the news."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ogpkit.api import Event, Events, Place, Plugins, hookimpl
from ogpkit.exchange.portal.building import build
from ogpkit.exchange.portal.frame import Options

TODAY = date(2012, 6, 1)
FILES = {
    "ogpkit.toml": '[workspace]\nlanguages = ["en"]\n',
    "countries/XX/country.toml": 'name = "Country X"\n',
    "countries/XX/cycles/2012-2013/cycle.toml": 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n'
    '\n[[history]]\nstage = "deposited"\non = 2012-04-10\n',
    "countries/XX/cycles/2012-2013/commitments/bridge.toml": 'title = "A bridge"\nlead = "The ministry"\n',
}
BRIDGE = Place(country="XX", cycle="2012-2013", path="countries/XX/cycles/2012-2013/commitments/bridge.toml")


class Inspectors:
    """A plugin that gives events."""

    def __init__(self, *events, problem=None):
        self.events, self.problem = events, problem

    @hookimpl
    def ogpkit_events(self):
        yield Events(name="inspections", derive=self.derive)

    def derive(self, _workspace):
        yield from self.events
        if self.problem:
            raise self.problem


@pytest.fixture
def build_site(tmp_path):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")

    def build_site(plugin):
        import ogpkit_commitments

        plugins = Plugins.of({"commitments": ogpkit_commitments, "inspectors": plugin})
        build(tmp_path, tmp_path / "site", plugins, Options(base="https://example.org"), TODAY)
        site = tmp_path / "site/en"
        return (
            (site / "XX/2012-2013/commitments/bridge.html").read_text("utf-8"),
            (site / "news.html").read_text("utf-8"),
            [fault.doing for fault in plugins.faults],
        )

    return build_site


def test_an_event_about_a_commitment_stands_in_its_history(build_site):
    event = Event(day=TODAY, title="The bridge was <inspected>", place=BRIDGE, address="XX/2012-2013", outcome="Safe")
    page, news, _faults = build_site(Inspectors(event))
    assert "The bridge was &lt;inspected&gt;" in page
    assert "Safe" in page
    assert "inspected" not in news


def test_any_other_event_is_among_the_news(build_site):
    event = Event(day=TODAY, title="The minister opened a bridge", place=Place(country="XX"))
    page, news, _faults = build_site(Inspectors(event))
    assert "The minister opened a bridge" in news
    assert "The minister opened a bridge" not in page


def test_two_events_of_one_day_and_place_are_both_among_the_news(build_site):
    place = Place(country="XX")
    events = [Event(day=TODAY, title=title, place=place) for title in ("A bridge was opened", "A road was closed")]
    _page, news, _faults = build_site(Inspectors(*events))
    assert all(event.title in news for event in events)


@pytest.mark.parametrize(("days", "is_shown"), [(-1, True), (0, True), (1, False)])
def test_what_is_still_to_come_has_not_happened(build_site, days, is_shown):
    day = TODAY + timedelta(days=days)
    page, news, _faults = build_site(
        Inspectors(
            Event(day=day, title="Inspected", place=BRIDGE), Event(day=day, title="Opened", place=Place(country="XX"))
        )
    )
    assert ("Inspected" in page, "Opened" in news) == (is_shown, is_shown)


def test_what_came_before_a_failure_is_kept_and_the_plugin_is_named(build_site):
    event = Event(day=TODAY, title="Inspected", place=BRIDGE)
    page, _news, faults = build_site(Inspectors(event, problem=RuntimeError("no more")))
    assert "Inspected" in page
    assert "events inspections" in faults
