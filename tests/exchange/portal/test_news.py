"""What is news: what has happened until today, from every source."""

from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree as ET

import attrs
import pytest

from ogpkit.api import DueDate, Place
from ogpkit.api.content import read_workspace
from ogpkit.exchange.portal.news import NewsItem, collect_news, render_feed

TODAY = date(2012, 4, 10)
JOINED = "Country X joined the partnership"
DEPOSITED = "Country X, 2012-2013: Plan deposited"
PUBLISHED = "Country X: The self-assessment was published"


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
            DueDate(
                title="Publish the self-assessment",
                due=TODAY,
                place=place,
                section="Roadmap X",
                done=day,
                happened="The self-assessment was published",
            ),
            DueDate(  # the stage of that day says so already
                title="Deposit the action plan",
                due=TODAY,
                place=attrs.evolve(place, path="countries/XX/cycles/2012-2013/cycle.toml"),
                section="Roadmap IX",
                done=day,
            ),
            DueDate(title="Publish the summary", due=day, place=place, section="Roadmap IV"),
        ]
        workspace = read_workspace(tmp_path, plugins.kinds, plugins.editions, TODAY).workspace
        events = collect_news(workspace, plugins, due, (), "en", "XX")
        entries = ET.fromstring(render_feed(events, "News", "Country X", lambda address: address))
        return {title.text for title in entries.iterfind("{*}entry/{*}title")}

    return titles


@pytest.mark.parametrize(
    ("days", "told"), [(-1, {JOINED, DEPOSITED, PUBLISHED}), (0, {JOINED, DEPOSITED, PUBLISHED}), (1, set())]
)
def test_what_happens_today_is_in_the_feed_and_tomorrow_is_not(days, told, titles):
    assert titles(TODAY + timedelta(days=days)) == told


def test_feeds_in_two_languages_share_no_identifier_and_keep_theirs():
    item = NewsItem(on=TODAY, title="x", address="XX", key="XX#joined")

    def list_identifiers(title, language):
        feed = render_feed([attrs.evolve(item, title=title)], "News", "X", str, language=language)
        return {one.text for one in ET.fromstring(feed).iter("{http://www.w3.org/2005/Atom}id")}

    assert list_identifiers("one", "en") == list_identifiers("another", "en")
    assert not list_identifiers("one", "en") & list_identifiers("one", "fr")
