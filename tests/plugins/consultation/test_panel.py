"""The consultation in the app: comments by keyboard and by mouse, answers, forum, peers, import, at both sizes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from textual.widgets import Button, Input, Select, Static, TabbedContent, TextArea

from ogpkit.api import Place, replace_once
from ogpkit.api.content import Cycle, Sort, fields_of
from ogpkit.api.editing import WorkspaceSession
from ogpkit.api.output import xlsx_bytes
from ogpkit.api.testing import screen_text
from ogpkit.api.text import Table
from ogpkit.api.ui import SubTabs
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.safe_text import _orders_by_itself
from ogpkit.app.screens.action_dialog import ActionDialog
from ogpkit.app.sections.listed import ActionList
from ogpkit.app.shell import OgpkitApp
from ogpkit.app.widgets.table_list import MOST, RecordGrid
from ogpkit.devkit.testing.waiting import until, wait_until_settled
from ogpkit_consultation.dossier import count_by_week
from ogpkit_consultation.model import Comment, Consultation, Outcome, PeerSession
from ogpkit_consultation.panel import SECTIONS
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


async def shown(pilot, title):
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
    await wait_until_settled(pilot)
    inner = await until(pilot, lambda: pane.query(SubTabs) and pane.query(SubTabs).first())
    inner.active = f"part-{[section.title for section in SECTIONS].index(title)}"
    await wait_until_settled(pilot)
    return inner.get_pane(inner.active)


def listed(part):
    return [row.id for row in (part.query_one(ActionList)._rows[key] for key in part.query_one(ActionList)._shown)]


async def press(pilot, part, name):
    next(button for button in part.query(Button) if button.name == name).press()
    await wait_until_settled(pilot)


async def filter_words(pilot, part, words):
    part.query_one(".filter", Input).value = words
    await wait_until_settled(pilot)


def choice(part, name):
    return next(one for one in part.query(Select) if one.name == name)


async def test_filters_and_search_find_comments(app):
    async with app().run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Comments")
        assert listed(part) == ["0001", "0002", "0003"]
        choice(part, "is_answered").value = "no"
        await until(pilot, lambda: listed(part) == ["0002", "0003"])
        choice(part, "group").value = "Citizens"
        await until(pilot, lambda: listed(part) == ["0002"])
        choice(part, "group").clear()
        choice(part, "is_answered").clear()
        choice(part, "language").value = ""
        await until(pilot, lambda: listed(part) == ["0003"])
        choice(part, "language").clear()
        choice(part, "commitments").value = "mining-revenues"
        await until(pilot, lambda: listed(part) == ["0001"])
        choice(part, "commitments").clear()
        await filter_words(pilot, part, "نشر")
        assert listed(part) == ["0002"]
        assert "1 of 3" in screen_text(pilot.app)


async def test_arabic_stands_at_the_right_in_its_order(app):
    async with app().run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Comments")
        await filter_words(pilot, part, "0002")
        lines = [line for line in screen_text(pilot.app).splitlines() if ARABIC[::-1] in line]
        assert any(line.index(ARABIC[::-1]) > 40 for line in lines)


async def test_text_from_a_file_is_no_markup(app):
    async with app().run_test(size=(100, 40)) as pilot:
        await filter_words(pilot, await shown(pilot, "Comments"), "malipo")
        assert "[red]yachapishwe[/red]" in screen_text(pilot.app)


async def test_a_comment_is_answered_by_keyboard_alone(app):
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Comments")
        part.query_one(RecordGrid).focus()
        await pilot.press("down", "down", "a", "enter")
        dialog = await until(pilot, lambda: isinstance(running.screen, ActionDialog) and running.screen)
        await wait_until_settled(pilot)
        outcome = dialog.query_one(Select)
        assert running.focused is outcome
        await pilot.press("enter", "down", "down", "down", "enter")
        await until(pilot, lambda: outcome.value == "declined")
        await pilot.press("tab", *"Not now", "ctrl+j")
        path = f"{COMMENTS}/0003.toml"
        response = await until(pilot, lambda: running.session.workspace.documents[path].entity.response)
        assert (response.outcome, response.text.best("en")) == (Outcome.DECLINED, "Not now")
        assert response.on == date(2012, 2, 15)
        await pilot.press("f6")
        await until(pilot, lambda: running.session.workspace.documents[path].entity.response is None)


async def test_too_little_is_said_in_the_dialog(app):
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Comments")
        await filter_words(pilot, part, "0002")
        await press(pilot, part, "consultation-answer")
        running.screen._values["outcome"] = "accepted"
        running.screen.action_do_it()
        await wait_until_settled(pilot)
        assert "Say what changes" in screen_text(running)
        assert running.session.unsaved == frozenset()


async def test_an_answer_is_changed_from_what_it_says(app):
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        await press(pilot, await shown(pilot, "Comments"), "consultation-answer")
        assert running.screen.query_one(Select).value == "accepted"
        assert running.screen.query_one(TextArea).text == "Payments are now reported by project."


async def test_thousands_of_comments_are_listed_in_part_and_found_by_search(app):
    more = {
        f"{COMMENTS}/{number:04}.toml": f'received = 2011-12-12\nlanguage = "sw"\ntext = "Maoni namba {number}"\n'
        for number in range(2, 2 * MOST)
    }
    async with app(more=more).run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Comments")
        assert len(listed(part)) == MOST
        await filter_words(pilot, part, "namba 333")
        assert listed(part) == ["0333"]


async def test_what_others_do_to_the_files_is_followed(app):
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Comments")
        running.session.create(f"{COMMENTS}/0004.toml", Comment(received=date(2012, 1, 1), text="New"))
        await until(pilot, lambda: listed(part) == ["0001", "0002", "0003", "0004"])


async def test_a_comment_on_paper_is_begun(app):
    running = app()
    async with running.run_test(size=(80, 24)) as pilot:
        await press(pilot, await shown(pilot, "Comments"), "consultation-comment")
        await until(pilot, lambda: running.place.path.startswith(f"{COMMENTS}/20"))


async def test_from_nothing_a_consultation_is_begun_by_mouse(app):
    running = app(process="", comment="", more={})
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Principles")
        assert "how the consultation meets each principle" in screen_text(running)
        await pilot.click(next(button for button in part.query(Button) if button.name == "consultation-begin"))
        await until(pilot, lambda: isinstance(running.screen, ActionDialog))
        running.screen.action_do_it()
        await until(pilot, lambda: running.place.path.endswith("process.toml"))
        assert running.session.workspace.all(Consultation)


async def test_a_consultation_that_there_is_cannot_be_begun(app):
    async with app().run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Principles")
        assert not any(button.display for button in part.query(Button))


async def test_the_principles_say_what_shows_them_and_what_is_missing(app):
    async with app(today=date(2012, 6, 15)).run_test(size=(160, 48)) as pilot:
        await shown(pilot, "Principles")
        said = screen_text(pilot.app)
        assert "✓ 1. Process and timeline are online before the consultation: kept" in said
        assert "✗ 2. The nation is consulted widely, and what it said is online: not kept" in said
        assert "✗ Comment 0002 is not online." in said


async def test_the_calendar_begins_at_what_comes_next_and_opens_it(app):
    running = app(today=date(2012, 1, 5))
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Calendar")
        assert part.query_one(ActionList).chosen_row.item.what == "The consultation is open"
        part.query_one(RecordGrid).focus()
        await pilot.press("enter")
        await until(pilot, lambda: running.place.at == ("opens",))


async def test_a_meeting_of_the_forum_is_noted(app):
    running = app(today=date(2012, 6, 15))
    async with running.run_test(size=(100, 40)) as pilot:
        part = await shown(pilot, "Forum")
        assert "2012-04-01 – 2012-05-15" in screen_text(running)
        await press(pilot, part, "consultation-meeting")
        running.screen._values |= {"on": date(2012, 6, 10), "minutes": "https://example.org/minutes-2"}
        running.screen.action_do_it()
        await until(pilot, lambda: "https://example.org/minutes-2" in screen_text(running))


@pytest.mark.parametrize(("day", "is_too_long"), [(12, False), (13, False), (14, True)])
async def test_a_gap_is_called_too_long_after_the_promised_days(app, day, is_too_long):
    async with app(today=date(2012, 8, day)).run_test(size=(120, 40)) as pilot:
        await shown(pilot, "Forum")
        assert ("too long" in screen_text(pilot.app)) is is_too_long


OPEN = replace_once(SESSION, 'action = "Training added to the first milestone."\n', 'gap = "No expertise in maps."\n')


async def test_what_peers_said_is_acted_upon_before_the_plan_can_be_deposited(app):
    running = app(session=OPEN, cycle=NOT_DEPOSITED)
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Peers")
        assert "No expertise in maps." in screen_text(running)
        await press(pilot, part, "consultation-act")
        assert [box.field.key for box in running.screen.query(FieldBox)] == ["action", "reason", "language"]
        running.screen.action_do_it()
        await wait_until_settled(pilot)
        assert "Give either" in screen_text(running)
        graph = running.session.plugins.find_graph(Cycle)
        [cycle] = running.session.workspace.all(Cycle)
        guard = graph.guards["deposited"][-1]
        assert len(guard(cycle, running.session.workspace)) == 1
        running.screen._values["action"] = "A map of all regions"
        running.screen.action_do_it()
        await until(pilot, lambda: running.session.workspace.all(PeerSession)[0].entity.feedback[0].action)
        assert list(guard(cycle, running.session.workspace)) == []


async def test_a_session_is_begun_with_all_commitments(app):
    running = app(session="")
    async with running.run_test(size=(80, 24)) as pilot:
        part = await shown(pilot, "Peers")
        assert part.query_one(ActionList).marked_rows == ()
        await press(pilot, part, "consultation-session")
        running.screen.action_do_it()
        [session] = await until(pilot, lambda: running.session.workspace.all(PeerSession))
        await wait_until_settled(pilot)
        assert (session.id, session.entity.presented) == ("2012-02-15", ("mining-revenues",))


@pytest.mark.parametrize("size", [(80, 40), (160, 48)])
async def test_charts_have_a_bar_and_a_number_for_each(app, size):
    async with app().run_test(size=size) as pilot:
        part = await shown(pilot, "Participation")
        said = screen_text(pilot.app)
        assert "Written comments, by group" in said
        in_person = next(line for line in said.splitlines() if "In person" in line)
        assert "140" in in_person
        drawn = str(part.query_one(".lines", Static).content).splitlines()
        outcomes = drawn.index("What happened with the comments")
        assert drawn[outcomes + 2].startswith("Not answered")
        assert drawn[outcomes + 2].endswith("2  ! Needs attention")
        assert [line.split() for line in drawn[-2:]] == [["12-05", "12-12"], ["1", "2"]]


async def test_participation_is_told_in_words_too(app):
    async with app().run_test(size=(80, 40)) as pilot:
        part = await shown(pilot, "Participation")
        part.query_one(".first").focus()
        await pilot.press("w")
        await wait_until_settled(pilot)
        told = str(part.query_one(".lines", Static).content)
        assert (
            "Comments received in each week that begins on a Monday, December 5, 2011 to December 12, 2011"
            in " ".join(told.split())
        )
        assert "█" not in told


def test_a_wrong_year_in_a_comment_makes_no_thousand_weeks(read):
    wrong = MORE | {f"{COMMENTS}/0003.toml": 'received = 1012-12-13\ntext = "Old"\n'}
    weeks = count_by_week(read(more=wrong).all(Comment))
    assert len(weeks) == 53
    assert (weeks[date(2011, 12, 12)], sum(weeks.values())) == (1, 2)
    assert count_by_week(()) == {}


def told(running):
    """What the dialog says, whose lines break where a path is long."""
    return " ".join(str(one.content) for one in running.screen.query(Static).results(Static))


async def import_files(pilot, part, *files, **said):
    await press(pilot, part, "consultation-import")
    dialog = pilot.app.screen
    dialog._values |= {"files": [str(file) for file in files], **said}
    dialog.action_do_it()
    await wait_until_settled(pilot)
    return dialog


async def test_comments_are_imported_after_a_preview(app, tmp_path):
    (tmp_path / "form.csv").write_text("text,received,Shoe\nMaoni,2012-01-01,9\n", "utf-8")
    running = app()
    async with running.run_test(size=(100, 40)) as pilot:
        part = await shown(pilot, "Comments")
        await import_files(pilot, part, tmp_path / "none.csv")
        await until(pilot, lambda: "does not exist" in told(running))
        running.screen.action_change_nothing()
        await wait_until_settled(pilot)
        dialog = await import_files(pilot, part, tmp_path / "form.csv", language="sw", preview=True)
        await until(pilot, lambda: "1 new comment." in told(running))
        assert len(running.session.workspace.all(Comment)) == 3
        dialog._values.pop("preview")
        dialog.action_do_it()
        await until(pilot, lambda: len(running.session.workspace.all(Comment)) == 4)
        assert running.session.workspace.all(Comment)[-1].entity.language == "sw"


async def test_a_file_that_was_made_to_be_a_burden_is_a_message(app, tmp_path):
    corners = book_with_corners()
    burdens = {
        "corners.xlsx": (corners, "in column 16384"),
        "cut-off.xlsx": (corners[:500], "cannot read this workbook"),
        "giant.csv": (b'text\n"' + b"a" * 5_000_000, "more than 131,072 characters"),
        "nested.eml": (b"Content-Type: message/rfc822\n\n" * 5000, "too many nested parts"),
        "sheet.odt": (b"PK", "Comments cannot be read from this kind of file. Save it as"),
    }
    running = app()
    async with running.run_test(size=(120, 40)) as pilot:
        part = await shown(pilot, "Comments")
        for name, (data, said) in burdens.items():
            (tmp_path / name).write_bytes(data)
            await import_files(pilot, part, tmp_path / name)
            await until(pilot, lambda: "Nothing was imported" in told(running))
            assert said in told(running)
            running.screen.action_change_nothing()
            await wait_until_settled(pilot)
        assert len(running.session.workspace.all(Comment)) == 3


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
        for title in (section.title for section in SECTIONS):
            found = await shown(pilot, title)
            assert found.region.height >= 10
            for widget in [*found.query(Button), *found.query(Select), *found.query(Input)]:
                if widget.display and widget.region:
                    assert widget.region.right <= size[0], (title, widget)
            table = next(iter(found.query(RecordGrid)), None)
            assert table is None or table.region.height >= 3


async def test_a_part_is_made_when_its_tab_is_first_shown(app):
    async with app().run_test(size=(80, 24)) as pilot:
        await shown(pilot, "Calendar")
        assert len(pilot.app.query(ActionList)) == 1


@pytest.mark.parametrize(
    "path",
    [f"{HOME}/consultation/process.toml", f"{COMMENTS}/0001.toml", f"{HOME}/peer-sessions/2012-02-07-brasilia.toml"],
)
async def test_each_file_opens_as_a_form_with_a_field_for_each_key(app, path):
    running = app()
    async with running.run_test(size=(100, 40)) as pilot:
        await running.go(Place(country="XX", cycle="2012-2013", path=path))
        boxes = await until(pilot, lambda: list(running.query(FieldBox)))
        entity = running.session.workspace.documents[path].entity
        keys = {str(box.at[0]) for box in boxes if len(box.at) == 1}
        simple = {
            field.key
            for field in fields_of(type(entity))
            if field.shape.sort in (Sort.TEXT, Sort.DATE, Sort.TRUTH, Sort.CHOICE)
        }
        assert simple <= keys
        assert running.session.unsaved == frozenset()
