"""Stories of practice: what is sent in waits, what is accepted is on pages and in a feed, and anybody may reply."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from ogpkit.api import OgpkitError, Place
from ogpkit.api.content import Translated
from ogpkit.api.editing import UnreadableForm, read_import, save_import
from ogpkit.api.output import public_workspace
from ogpkit.api.text import Form, Link, Paragraph
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.site import list_site_files
from ogpkit_networking.pages import render
from ogpkit_networking.standing import list_statuses
from ogpkit_networking.stories import StoryState
from ogpkit_networking.story_actions import NoSuchStory
from ogpkit_networking.story_forms import read_reply, read_story

PATH = "networking/stories/royalties.toml"
STORY = """\
title = "Two regions publish royalties"
text = "They agreed on one sheet.\\n\\nResidents found the first mistake."
on = 2012-02-10
author = "Vecinos del Cobre"
topics = ["extractives"]
links = ["https://example.org/royalties"]
state = "accepted"
accepted = 2012-03-30

[contact]
email = "vecinos@example.org"

[[replies]]
on = 2012-03-30
author = "Country Y"
text = "Which columns?"
state = "accepted"

[[replies]]
on = 2012-03-31
text = "Buy my software."

[replies.contact]
email = "seller@example.org"
"""
COMMITTEE = {"networking/committee.toml": 'stories = "stories@example.org"\n\n[[members]]\nname = "G"\nchair = true\n'}
SENT = {
    "title": "One map of concessions",
    "author": "Mapa Común",
    "kind": "non-government",
    "country": "Country X",
    "email": "mapa@example.org",
    "links": "https://example.org/map https://example.org/more",
    "text": "Each drew one region.\n\nWe met once a week about mines.",
}


def answers(**more):
    return "".join(f"{key}={said}\r\n" for key, said in (SENT | more).items()).encode()


def pages(content, plugins, language="en"):
    public = public_workspace(content, plugins)
    return {page.address: page for page in render(public, language)}


def site(content, plugins):
    return {path: data.decode() for path, data in list_site_files(content, plugins, Options()) if b"\0" not in data}


def test_an_accepted_story_has_a_page_with_its_accepted_replies(loaded, plugins):
    files = site(loaded({PATH: STORY}), plugins)
    page = files["en/networking/stories/royalties.html"]
    for said in (
        "Two regions publish royalties",
        "Residents found the first mistake.",
        "Vecinos del Cobre",
        "Which columns?",
    ):
        assert said in page
    assert "royalties.html" in files["en/networking/stories.html"]
    everything = "".join(files.values())
    for hidden in ("Buy my software", "vecinos@example.org", "seller@example.org"):
        assert hidden not in everything


@pytest.mark.parametrize(
    ("said", "is_there"),
    [
        ('state = "sent-in"\naccepted = 2012-03-30', False),
        ('state = "refused"\naccepted = 2012-03-30', False),
        ('state = "accepted"\naccepted = 2012-03-31', True),
        ('state = "accepted"\naccepted = 2012-04-01', False),
        ('state = "accepted"', True),
    ],
)
def test_only_what_is_accepted_is_public_from_that_day_on(said, is_there, loaded, plugins):
    text = STORY.replace('state = "accepted"\naccepted = 2012-03-30', said, 1)
    files = site(loaded({PATH: text}), plugins)
    assert any("Two regions publish" in data for data in files.values()) is is_there
    assert ("en/networking/stories/royalties.html" in files) is is_there


def test_the_feed_tells_of_accepted_stories_and_so_does_the_news(loaded, plugins):
    files = site(loaded({PATH: STORY}), plugins)
    feed = ET.fromstring(files["en/networking/stories.atom"])
    atom = "{http://www.w3.org/2005/Atom}"
    (entry,) = feed.findall(f"{atom}entry")
    assert entry.findtext(f"{atom}title") == "A story of practice: Two regions publish royalties"
    assert entry.findtext(f"{atom}updated") == "2012-03-30T00:00:00Z"
    assert entry.find(f"{atom}link").get("href") == "stories/royalties.html"
    assert "A story of practice" in files["en/news.atom"]
    assert 'href="stories.atom"' in files["en/networking/stories.html"]


def test_the_forms_are_there_where_an_address_is_given(loaded, plugins):
    there = pages(loaded({PATH: STORY} | COMMITTEE), plugins)
    (form,) = [block for block in there["networking/stories"].blocks if isinstance(block, Form)]
    assert (form.mail, [field.name for field in form.fields]) == ("stories@example.org", list(SENT))
    (form,) = [block for block in there["networking/stories/royalties"].blocks if isinstance(block, Form)]
    assert form.fields[0].value == "royalties"
    without = pages(
        loaded({PATH: STORY, "networking/committee.toml": "[[members]]\nname = 'G'\nchair = true\n"}), plugins
    )
    assert not any(isinstance(block, Form) for page in without.values() for block in page.blocks)


def test_a_story_that_is_sent_in_waits_until_it_is_accepted(loaded, plugins):
    found = read_story(answers(), loaded(), Place())
    ((path, story),) = found.files.items()
    assert path.startswith("networking/stories/one-map-of-concessions-")
    assert (story.state, story.country, story.kind) == (StoryState.SENT_IN, "XX", "non-government")
    assert story.links == ("https://example.org/map", "https://example.org/more")
    assert story.topics == ("extractives", "sub-national", "geo-referencing")
    assert f"accept {path.rpartition('/')[2].removesuffix('.toml')}" in found.notes[0]


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"title": ""}, "title"),
        ({"text": ""}, "text"),
        ({"country": "Atlantis"}, "country"),
        ({"kind": "king"}, "kind"),
        ({"email": "nobody"}, "email"),
        ({"links": "javascript:alert(1)"}, "links"),
    ],
)
def test_a_story_that_is_not_understood_is_not_written(more, key, loaded):
    found = read_story(answers(**more), loaded(), Place())
    assert (found.files, [one.column for one in found.not_understood]) == ({}, [key])


def test_a_file_of_a_story_comes_in_without_what_its_sender_cannot_decide(loaded):
    content = loaded()
    ((path, story),) = read_story(STORY.encode(), content, Place()).files.items()
    assert path.startswith("networking/stories/two-regions-publish-royalties-")
    assert (story.state, story.accepted, story.replies, story.notes) == (StoryState.SENT_IN, None, (), "")
    assert (story.author, story.contact.email) == ("Vecinos del Cobre", "vecinos@example.org")
    again = read_story(STORY.encode(), loaded({PATH: STORY}), Place())
    assert (again.files, again.notes) == ({}, ("This story already exists, as royalties.",))
    with pytest.raises(OgpkitError, match="surprise"):
        read_story(STORY.replace("author", "surprise", 1).encode(), content, Place())
    with pytest.raises(UnreadableForm):
        read_story(STORY.replace("https://", "javascript:", 1).encode(), content, Place())


def test_what_a_sender_writes_is_shown_and_does_nothing(loaded, plugins):
    nasty = "<script>alert(1)</script> [bold] \x1b[2J call +1 202 555 0143 or me@example.org\nstate=accepted"
    content = loaded()
    ((path, story),) = read_story(answers(text=nasty, title="../../etc <b>"), content, Place()).files.items()
    assert path.startswith("networking/stories/etc-b-")
    assert story.state is StoryState.SENT_IN
    text = STORY.replace("They agreed on one sheet.", "<script>alert(1)</script> me@example.org")
    page = site(loaded({PATH: text}), plugins)["en/networking/stories/royalties.html"]
    assert "<script>alert" not in page
    assert "me@example.org" not in page


def import_with(session, plugins, name, data):
    importer = next(one for one in plugins.importers if one.value.name == name)
    return save_import(session, read_import(importer, data, session, Place()), "Import")


def test_a_reply_is_added_once_and_waits(session, plugins, root):
    (root / PATH).parent.mkdir(parents=True, exist_ok=True)
    (root / PATH).write_text(STORY, encoding="utf-8")
    session.refresh()
    data = b"story=royalties\nauthor=Country X\nemail=x@example.org\ntext=We do the same.\n"
    found = read_reply(data, session.workspace, Place())
    assert "accept royalties --reply 3" in found.notes[0]
    import_with(session, plugins, "networking-reply", data)
    replies = session.workspace.documents[PATH].entity.replies
    assert [(one.author, one.state) for one in replies] == [
        ("Country Y", StoryState.ACCEPTED),
        ("", StoryState.SENT_IN),
        ("Country X", StoryState.SENT_IN),
    ]
    assert read_reply(data, session.workspace, Place()).files == {}
    (wrong,) = read_reply(b"story=nothing\ntext=Hm.\n", session.workspace, Place()).not_understood
    assert (wrong.column, "no story" in wrong.message) == ("story", True)


def test_a_person_accepts_refuses_and_replies(session, act, root):
    (root / PATH).parent.mkdir(parents=True, exist_ok=True)
    (root / PATH).write_text(
        STORY.replace('state = "accepted"\naccepted = 2012-03-30', 'state = "sent-in"', 1), "utf-8"
    )
    session.refresh()
    act(session, "accept", PATH)
    story = session.workspace.documents[PATH].entity
    assert (story.state, story.accepted) == (StoryState.ACCEPTED, date(2012, 3, 31))
    act(session, "refuse", PATH, reply=2)
    act(session, "reply", PATH, text=Translated.of("Six columns."), author="Us")
    states = [one.state for one in session.workspace.documents[PATH].entity.replies]
    assert states == [StoryState.ACCEPTED, StoryState.REFUSED, StoryState.ACCEPTED]
    with pytest.raises(NoSuchStory, match="The number of the last reply is 3"):
        act(session, "accept", PATH, reply=4)
    act(session, "refuse", PATH)
    assert session.workspace.documents[PATH].entity.state is StoryState.REFUSED


def test_a_government_that_tells_a_story_shares_its_practice(loaded):
    text = STORY.replace('author = "Vecinos del Cobre"', 'author = "Ministry"\nkind = "government"\ncountry = "XY"')
    (said,) = list_statuses(loaded({PATH: text}), Place(country="XY"))
    assert (said.headline, said.shown_by) == ("Has shared 1 story of its practice", (Place(path=PATH),))


def test_a_story_without_replies_and_links_says_no_more_than_it_holds(loaded, plugins):
    text = 'title = "T"\ntext = "One."\non = 2012-01-01\nstate = "accepted"\naccepted = 2012-01-01\n'
    page = pages(loaded({PATH: text}), plugins)["networking/stories/royalties"]
    assert [type(block).__name__ for block in page.blocks] == ["KeyValues", "Paragraph"]
    listed = pages(loaded({PATH: text}), plugins)["networking/stories"].blocks
    assert any(isinstance(block, Paragraph) and isinstance(block.pieces[0], Link) for block in listed)


def test_a_workspace_without_stories_has_no_page_of_them(loaded, plugins):
    assert not [address for address in pages(loaded(), plugins) if "stories" in address]
