"""The consultation in the app: the inbox by keyboard and by mouse, answers in place, forum, peers, import, at both sizes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from textual.widgets import Button, DataTable, Input, Select, Static, TabbedContent, TextArea

from ogpkit.api import Place, replace_once
from ogpkit.api.content import Cycle, Sort, fields_of
from ogpkit.api.editing import WorkspaceSession
from ogpkit.api.output import xlsx_bytes
from ogpkit.api.testing import screen_text
from ogpkit.api.text import Table
from ogpkit.api.ui import SubTabs
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.safe_text import _orders_by_itself
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit_consultation.model import Comment, Consultation, Outcome, PeerSession
from ogpkit_consultation.panel import ConsultationPanel
from ogpkit_consultation.panel.calendar import Calendar
from ogpkit_consultation.panel.forum import ForumPage
from ogpkit_consultation.panel.inbox import MOST, Inbox
from ogpkit_consultation.panel.intake import IntakePage
from ogpkit_consultation.panel.part import ConsultationPart
from ogpkit_consultation.panel.participation import Participation
from ogpkit_consultation.panel.peers import PeerPage
from ogpkit_consultation.panel.principles import Principles
from ogpkit_consultation.rules import RULE_FILE

CYCLE = RULE_FILE.example().files["countries/XX/cycles/2012-2013/cycle.toml"]
SESSION = RULE_FILE.example().files["countries/XX/cycles/2012-2013/peer-sessions/2012-02-07-brasilia.toml"]

HOME = "countries/XX/cycles/2012-2013"
COMMENTS = f"{HOME}/consultation/comments"
NOT_DEPOSITED = CYCLE[: CYCLE.rindex("[[history]]")]
ARABIC = "يجب نشر المدفوعات"
MORE = {
    f"{COMMENTS}/0002.toml": f'received = 2011-12-12\nauthor = "منى"\nlanguage = "ar"\ngroup = "citizens"\ntext = "{ARABIC}"\n',
    f"{COMMENTS}/0003.toml": 'received = 2011-12-13\ntext = "Malipo [red]yachapishwe[/red]"\n',
}


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch):
    """A terminal that does not order letters, whatever the tests run in."""
    monkeypatch.setenv("OGPKIT_BIDI", "app")
    _orders_by_itself.cache_clear()
    yield
    _orders_by_itself.cache_clear()


@pytest.fixture
def app(written, plugins):
    def app(today=date(2012, 2, 15), more=MORE, **parts):
        return OgpkitApp(WorkspaceSession.open(written(more, **parts), plugins, today))

    return app


async def shown(pilot, part):
    """Go to a part of the panel, as a person does by its tabs; gives it once it shows its content."""
    app = pilot.app
    await app.go(Place(country="XX", cycle="2012-2013"))
    outer = await until(pilot, lambda: app.query(TabbedContent) and app.query(TabbedContent).first())
    pane = await until(
        pilot,
        lambda: next(
            (one for one in outer.query("TabPane") if str(outer.get_tab(one.id).label) == "Consultation"), None
        ),
    )
    outer.active = pane.id
    panel = await until(pilot, lambda: app.query(ConsultationPanel) and app.query(ConsultationPanel).first())
    inner = await until(pilot, lambda: panel.query(SubTabs) and panel.query(SubTabs).first())
    inner.turn_to(part)
    found = await until(pilot, lambda: panel.query(part) and panel.query(part).first())
    await until(pilot, lambda: found.is_seen)
    found.follow()
    await wait_until_settled(pilot)
    return found


def text_of(part, name):
    return str(part.query_one(name, Static).content)


def listed(inbox):
    table = inbox.query_one(DataTable)
    return [str(table.get_row_at(row)[0]) for row in range(table.row_count)]


async def press(pilot, part, name):
    part.query_one(name, Button).press()
    await wait_until_settled(pilot)


async def test_filters_and_search_find_comments(app):
    async with app().run_test(size=(80, 24)) as pilot:
        inbox = await shown(pilot, Inbox)
        assert listed(inbox) == ["0001", "0002", "0003"]
        inbox.query_one(".answered", Select).value = "unanswered"
        await until(pilot, lambda: listed(inbox) == ["0002", "0003"])
        inbox.query_one(".group", Select).value = "citizens"
        await until(pilot, lambda: listed(inbox) == ["0002"])
        inbox.query_one(".group", Select).clear()
        inbox.query_one(".answered", Select).clear()
        inbox.query_one(".tongue", Select).value = "?"
        await until(pilot, lambda: listed(inbox) == ["0003"])
        inbox.query_one(".tongue", Select).clear()
        inbox.query_one(".commitment", Select).value = "mining-revenues"
        await until(pilot, lambda: listed(inbox) == ["0001"])
        inbox.query_one(".commitment", Select).clear()
        inbox.query_one(".words", Input).value = "نشر"
        await until(pilot, lambda: listed(inbox) == ["0002"])
        assert text_of(inbox, ".count") == "1 of 3 comments"


async def test_arabic_stands_at_the_right_in_its_order(app):
    async with app().run_test(size=(80, 24)) as pilot:
        inbox = await shown(pilot, Inbox)
        inbox.query_one(".words", Input).value = "0002"
        await until(pilot, lambda: listed(inbox) == ["0002"])
        text = text_of(inbox, ".text")
        assert text.strip() == ARABIC[::-1]
        assert text.startswith(" " * 20)
        assert ARABIC[::-1] in screen_text(pilot.app)


async def test_text_from_a_file_is_no_markup(app):
    async with app().run_test(size=(100, 40)) as pilot:
        inbox = await shown(pilot, Inbox)
        inbox.query_one(".words", Input).value = "malipo"
        await until(pilot, lambda: listed(inbox) == ["0003"])
        assert "[red]yachapishwe[/red]" in screen_text(pilot.app)


async def test_a_comment_is_answered_in_place_by_keyboard_alone(app):
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        inbox = await shown(pilot, Inbox)
        table = inbox.query_one(DataTable)
        table.focus()
        await pilot.press("down", "down", "enter")
        outcome = inbox.query_one(".outcome", Select)
        await until(pilot, lambda: running.focused is outcome)
        await pilot.press("enter", "down", "down", "down", "enter")
        await until(pilot, lambda: outcome.value == "declined")
        await pilot.press("tab", "tab")
        await until(pilot, lambda: running.focused is inbox.query_one(".written-in", Input))
        await pilot.press("s", "w")
        inbox.query_one(TextArea).focus()
        await pilot.press(*"Not now")
        assert inbox.query_one(TextArea).text == "Not now"
        inbox.query_one(".apply", Button).focus()
        await pilot.press("enter")
        path = f"{COMMENTS}/0003.toml"
        entity = await until(
            pilot,
            lambda: (
                running.desk.workspace.documents[path].entity.response and running.desk.workspace.documents[path].entity
            ),
        )
        assert (entity.response.outcome, entity.response.text.best("en"), entity.language) == (
            Outcome.DECLINED,
            "Not now",
            "sw",
        )
        assert entity.response.on == date(2012, 2, 15)
        await pilot.press("f6")
        await until(pilot, lambda: running.desk.workspace.documents[path].entity.response is None)


async def test_too_little_is_said_and_told(app):
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        inbox = await shown(pilot, Inbox)
        inbox.query_one(".words", Input).value = "0002"
        await until(pilot, lambda: listed(inbox) == ["0002"])
        inbox.query_one(".outcome", Select).value = "accepted"
        await press(pilot, inbox, ".apply")
        assert "Say what changes" in text_of(inbox, ".trouble")
        assert running.desk.unsaved == frozenset()


async def test_a_draft_stays_with_its_comment(app):
    async with app().run_test(size=(80, 24)) as pilot:
        inbox = await shown(pilot, Inbox)
        table = inbox.query_one(DataTable)
        table.move_cursor(row=1)
        await until(pilot, lambda: "منى"[::-1] in screen_text(pilot.app) or "منى" in text_of(inbox, ".author"))
        inbox.query_one(TextArea).text = "A draft"
        table.move_cursor(row=2)
        await until(pilot, lambda: inbox.query_one(TextArea).text == "")
        table.move_cursor(row=1)
        await until(pilot, lambda: inbox.query_one(TextArea).text == "A draft")


async def test_thousands_of_comments_are_listed_in_part_and_found_by_search(app):
    more = {
        f"{COMMENTS}/{number:04}.toml": f'received = 2011-12-12\nlanguage = "sw"\ntext = "Maoni namba {number}"\n'
        for number in range(2, 303)
    }
    async with app(more=more).run_test(size=(80, 24)) as pilot:
        inbox = await shown(pilot, Inbox)
        assert len(listed(inbox)) == MOST
        assert text_of(inbox, ".count") == "302 of 302 comments · the first 200 are listed"
        inbox.query_one(".words", Input).value = "namba 301"
        await until(pilot, lambda: listed(inbox) == ["0301"])


async def test_what_others_do_to_the_files_is_followed(app):
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        inbox = await shown(pilot, Inbox)
        running.desk.create(f"{COMMENTS}/0004.toml", Comment(received=date(2012, 1, 1), text="New"))
        await until(pilot, lambda: listed(inbox) == ["0001", "0002", "0003", "0004"])


async def test_from_nothing_a_consultation_is_begun_by_mouse(app):
    running = app(process="", comment="", more={})
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, Principles)
        assert "no file about a consultation" in text_of(part, ".principles")
        await pilot.click(part.query_one(".begin", Button))
        await until(pilot, lambda: running.place.path.endswith("process.toml"))
        assert running.desk.workspace.all(Consultation)


async def test_the_principles_say_what_shows_them_and_what_is_missing(app):
    async with app(today=date(2012, 6, 15)).run_test(size=(160, 48)) as pilot:
        said = text_of(await shown(pilot, Principles), ".principles")
        assert "✓ 1. Process and timeline are online before the consultation: kept" in said
        assert "✗ 2. The nation is consulted widely, and what it said is online: not kept" in said
        assert "✗ Comment 0002 is not online." in said


async def test_the_calendar_begins_at_what_comes_next_and_opens_it(app):
    running = app(today=date(2012, 1, 5))
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, Calendar)
        table = part.query_one(DataTable)
        assert str(table.get_row_at(table.cursor_row)[4]) == "The consultation is open"
        table.focus()
        await pilot.press("enter")
        await until(pilot, lambda: running.place.at == ("opens",))


async def test_a_meeting_of_the_forum_is_noted(app):
    running = app(today=date(2012, 6, 15))
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, ForumPage)
        assert "2012-04-01 – 2012-05-15" in text_of(part, ".forum")
        part.query_one(".on", Input).value = "yesterday"
        await press(pilot, part, ".note")
        assert "no date" in text_of(part, ".trouble")
        part.query_one(".on", Input).value = "2012-06-10"
        part.query_one(".minutes", Input).value = "https://example.org/minutes-2"
        await press(pilot, part, ".note")
        await until(pilot, lambda: "https://example.org/minutes-2" in text_of(part, ".forum"))


@pytest.mark.parametrize(("day", "is_too_long"), [(12, False), (13, False), (14, True)])
async def test_a_gap_is_called_too_long_after_the_promised_days(app, day, is_too_long):
    async with app(today=date(2012, 8, day)).run_test(size=(120, 40)) as pilot:
        assert ("too long" in text_of(await shown(pilot, ForumPage), ".forum")) is is_too_long


OPEN = replace_once(SESSION, 'action = "Training added to the first milestone."\n', 'gap = "No expertise in maps."\n')


async def test_what_peers_said_is_acted_upon_before_the_plan_can_be_deposited(app):
    running = app(session=OPEN, cycle=NOT_DEPOSITED)
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, PeerPage)
        assert str(part.query_one(DataTable).get_row_at(0)[4]) == "open"
        await press(pilot, part, ".action")
        assert "Say what is changed" in text_of(part, ".trouble")
        graph = running.desk.plugins.find_graph(Cycle)
        [cycle] = running.desk.workspace.all(Cycle)
        guard = graph.guards["deposited"][-1]
        assert len(guard(cycle, running.desk.workspace)) == 1
        part.query_one(".words", Input).value = "A map of all regions"
        await press(pilot, part, ".action")
        await until(pilot, lambda: str(part.query_one(DataTable).get_row_at(0)[4]) == "changed")
        assert list(guard(cycle, running.desk.workspace)) == []


async def test_a_session_is_begun_with_all_commitments(app):
    running = app(session="")
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, PeerPage)
        assert text_of(part, ".count") == "No session with peers yet"
        await press(pilot, part, ".new")
        [session] = await until(pilot, lambda: running.desk.workspace.all(PeerSession))
        assert (session.id, session.entity.presented) == ("2012-02-15", ("mining-revenues",))


async def test_charts_have_a_bar_and_a_number_for_each(app):
    for size in ((80, 24), (160, 48)):
        async with app().run_test(size=size) as pilot:
            said = text_of(await shown(pilot, Participation), ".charts")
            assert "Written comments, by group" in said
            assert max(map(len, said.splitlines())) <= size[0]
            in_person = next(line for line in said.splitlines() if "In person" in line)
            assert in_person.endswith("140")


async def test_comments_are_imported_after_a_preview(app, tmp_path):
    (tmp_path / "form.csv").write_text("text,received,Shoe\nMaoni,2012-01-01,9\n", "utf-8")
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, IntakePage)
        part.query_one(".file", Input).value = str(tmp_path / "none.csv")
        await press(pilot, part, ".preview")
        assert "no such file" in text_of(part, ".told")
        part.query_one(".file", Input).value = str(tmp_path / "form.csv")
        part.query_one(".tongue", Input).value = "sw"
        await press(pilot, part, ".preview")
        assert "1 new comment." in text_of(part, ".told")
        assert len(running.desk.workspace.all(Comment)) == 3
        await press(pilot, part, ".import")
        await until(pilot, lambda: len(running.desk.workspace.all(Comment)) == 4)
        assert running.desk.workspace.all(Comment)[-1].entity.language == "sw"
        await press(pilot, part, ".import")
        assert "0 new comments." in text_of(part, ".told")


async def test_a_file_that_was_made_to_be_a_burden_is_a_message(app, tmp_path):
    corners = book_with_corners()
    burdens = {
        "corners.xlsx": (corners, "in column 16384"),
        "cut-off.xlsx": (corners[:500], "cannot be read"),
        "giant.csv": (b'text\n"' + b"a" * 5_000_000, "more than 131,072 letters"),
        "nested.eml": (b"Content-Type: message/rfc822\n\n" * 5000, "too many parts"),
        "sheet.ods": (b"PK", "of this form"),
    }
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, IntakePage)
        for name, (data, said) in burdens.items():
            (tmp_path / name).write_bytes(data)
            part.query_one(".file", Input).value = str(tmp_path / name)
            for button in (".preview", ".import"):
                await press(pilot, part, button)
                told = text_of(part, ".told")
                assert name in told
                assert said in told
                assert "Nothing was written" in told
        assert len(running.desk.workspace.all(Comment)) == 3


def book_with_corners():
    """A small workbook that claims a sheet as large as one can be."""
    out = BytesIO()
    book = xlsx_bytes({"Sheet": Table(("text",), [("Words",)])})
    with ZipFile(BytesIO(book)) as source, ZipFile(out, "w") as target:
        for name in source.namelist():
            target.writestr(name, source.read(name).replace(b'r="A2"', b'r="XFD1048576"'))
    return out.getvalue()


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_every_part_fits_and_its_buttons_can_be_clicked(app, size):
    running = app()
    async with running.run_test(size=size) as pilot:
        for part in (Principles, Calendar, Inbox, ForumPage, PeerPage, Participation, IntakePage):
            found = await shown(pilot, part)
            assert found.region.height >= 10
            for widget in [*found.query(Button), *found.query(Select), *found.query(Input)]:
                if widget.display:
                    assert widget.region.right <= size[0], (part, widget)
                    assert widget.region.height >= 1, (part, widget)
            table = next(iter(found.query(DataTable)), None)
            assert table is None or table.region.height >= 3


async def test_a_part_is_made_when_its_tab_is_first_shown(app):
    async with app().run_test(size=(80, 24)) as pilot:
        inbox = await shown(pilot, Inbox)
        assert {type(part) for part in pilot.app.query(ConsultationPart)} <= {Principles, Inbox}
        await shown(pilot, Calendar)
        assert not inbox.is_seen


@pytest.mark.parametrize(
    "path",
    [f"{HOME}/consultation/process.toml", f"{COMMENTS}/0001.toml", f"{HOME}/peer-sessions/2012-02-07-brasilia.toml"],
)
async def test_each_file_opens_as_a_form_with_a_field_for_each_key(app, path):
    running = app()
    async with running.run_test(size=(100, 40)) as pilot:
        await running.go(Place(country="XX", cycle="2012-2013", path=path))
        boxes = await until(pilot, lambda: list(running.query(FieldBox)))
        entity = running.desk.workspace.documents[path].entity
        keys = {str(box.at[0]) for box in boxes if len(box.at) == 1}
        simple = {
            field.key
            for field in fields_of(type(entity))
            if field.shape.sort in (Sort.TEXT, Sort.DATE, Sort.TRUTH, Sort.CHOICE)
        }
        assert simple <= keys
        assert running.desk.unsaved == frozenset()
