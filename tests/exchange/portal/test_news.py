"""What is news: what has happened until today, from every source."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import pytest

from ogpkit.api import DueDate, Place
from ogpkit.api.content import read_workspace
from ogpkit.exchange.portal.news import collect_news, render_feed

TODAY = date(2012, 4, 10)
JOINED = "Country X joined the partnership"
DEPOSITED = "Country X, 2012-2013: Plan deposited"
PUBLISHED = "Country X: Publish the self-assessment (done)"


@pytest.fixture
def titles(tmp_path, plugins):
    """What the feed tells when three things happen on a day."""

    def titles(day):
        files = {
            "ogpkit.toml": '[workspace]\nlanguages = ["en"]\n',
            "countries/XX/country.toml": f'name = "Country X"\njoined = {day}\n',
            "countries/XX/cycles/2012-2013/cycle.toml": 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n'
            f'\n[[history]]\nstage = "deposited"\non = {day}\n',
        }
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        place = Place(country="XX", cycle="2012-2013")
        due = [
            DueDate(title="Publish the self-assessment", due=TODAY, place=place, section="Roadmap X", done=day),
            DueDate(title="Publish the summary", due=day, place=place, section="Roadmap IV"),
        ]
        events = collect_news(
            read_workspace(tmp_path, plugins.kinds, plugins.editions, TODAY).workspace, plugins, due, (), "en"
        )
        entries = ET.fromstring(render_feed(events, "News", "Country X", lambda address: address))
        return {title.text for title in entries.iterfind("{*}entry/{*}title")}

    return titles


@pytest.mark.parametrize(
    ("days", "told"), [(-1, {JOINED, DEPOSITED, PUBLISHED}), (0, {JOINED, DEPOSITED, PUBLISHED}), (1, set())]
)
def test_what_happens_today_is_in_the_feed_and_tomorrow_is_not(days, told, titles):
    assert titles(TODAY + timedelta(days=days)) == told
