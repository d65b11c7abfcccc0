"""What shortens the way: search over all texts, the list of changes, the own editor and keys, the session as it was left."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import date

import pytest
from textual.command import CommandPalette
from textual.widgets import Input, OptionList, TextArea

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.own_keys import read_own_keys
from ogpkit.app.palette import EverythingProvider
from ogpkit.app.screens.change_list import ChangeList
from ogpkit.app.screens.guide_page import GuidePage
from ogpkit.app.shell import OgpkitApp
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.text_search import TextIndex
from ogpkit.plugins.places import Place
from ogpkit.workspace.last_session import LastSession, read_last_session, write_last_session
from ogpkit.workspace.patch import SetValue

PORTAL = "countries/XX/cycles/2012-2013/commitments/portal.toml"
CYCLE = Place(country="XX", cycle="2012-2013")


async def do(pilot, settled, *keys):
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


def search(session, typed):
    found = TextIndex().search(session.workspace, typed, 50, lambda: False)
    return [(hit.path, hit.at, hit.excerpt) for hit in found]


def test_words_are_found_in_any_text_order_and_script(session):
    long = "Préambule. " * 30 + "الشَّفافِيَّة في الموارد" + " fin" * 80
    session.change(PORTAL, [SetValue(("title", "fr"), long)], "Title")
    assert search(session, "INGRESOS publicar") == [(PORTAL, ("title", "es"), "Publicar ingresos mineros")]
    [(_path, at, excerpt)] = search(session, "الشفافية موارد preambule")
    assert at == ("title", "fr")
    assert (excerpt[:2], excerpt[-2:]) == ("… ", " …")
    assert "الشَّفافِيَّة" in excerpt
    assert {path for path, _at, _excerpt in search(session, "country")} == {"countries/XX/country.toml"}
    assert search(session, "") == search(session, "nowhere") == []
    assert TextIndex().search(session.workspace, "publish", 50, lambda: True) == []


def test_a_file_is_gathered_again_only_when_it_has_changed(session, monkeypatch):
    gathered = []
    index = TextIndex()
    list_texts = sys.modules[TextIndex.__module__].list_texts
    monkeypatch.setattr(
        sys.modules[TextIndex.__module__], "list_texts", lambda one: gathered.append(one.path) or list_texts(one)
    )
    index.search(session.workspace, "mining", 5000, lambda: False)
    before = len(gathered)
    session.change(PORTAL, [SetValue(("title", "en"), "Publish all")], "Title")
    assert [hit.at for hit in index.search(session.workspace, "all publish", 50, lambda: False)] == [("title", "en")]
    assert gathered[before:] == [PORTAL]


async def test_search_goes_to_the_field_and_the_palette_knows_other_words(opened, settled, until):
    async with opened((100, 40)) as pilot:

        async def ask(key, words):
            await pilot.press(key)
            await until(pilot, lambda: isinstance(pilot.app.focused, Input))
            await pilot.press(*words)
            shelf = pilot.app.screen.query_one(OptionList)
            await until(pilot, lambda: shelf.option_count and "Search" not in str(shelf.options[0].prompt))
            await settled(pilot)
            return str(shelf.options[0].prompt)

        await settled(pilot)
        first = await ask("ctrl+f", "ingreso")
        assert "Publicar ingresos mineros" in first
        assert "Title (Spanish)" in first
        await do(pilot, settled, "enter")
        box = next(one for one in pilot.app.focused.ancestors if isinstance(one, FieldBox))
        assert (pilot.app.place.path, box.at) == (PORTAL, ("title",))
        for words, wanted in (
            ("late", "Go to Today"),
            ("docx", "Import and export"),
            ("timeline", "Action plan"),
            ("settings", "Workspace"),
            ("contrast", "Theme: "),
            ("two countries", "Two countries"),
            ("threshold", "Guide: Eligibility"),
        ):
            assert wanted in await ask("ctrl+p", words), words
            if words != "threshold":
                await do(pilot, settled, "escape")
        await do(pilot, settled, "enter")
        assert isinstance(pilot.app.screen, GuidePage)
        assert "Eligibility: how to read a score" in screen_text(pilot.app)
        await do(pilot, settled, "escape")
        await pilot.press("ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.screen, CommandPalette) and pilot.app.screen.query(OptionList))
        shelf = pilot.app.screen.query_one(OptionList)
        await until(pilot, lambda: shelf.option_count)
        assert "Visited before" in str(shelf.options[0].prompt)


async def test_fields_and_actions_of_a_place_are_found_by_their_names(opened, gone):
    async with opened() as pilot:
        await gone(pilot, CYCLE)
        provider = EverythingProvider(pilot.app.screen)
        for words, wanted in (("efforts", "Efforts · Cycle"), ("new commitment", "Add a commitment")):
            found = [hit async for hit in provider.search(words)]
            assert found[0].text == wanted


async def test_one_undoes_back_to_a_change_that_one_chooses(opened, settled, session, said):
    titles = ["One", "Two", "Three"]
    for title in titles:
        session.change(PORTAL, [SetValue(("title", "en"), title)], f"Title {title}")
        session.settle()
    async with opened((100, 40)) as pilot:
        await settled(pilot)
        await do(pilot, settled, "ctrl+r")
        assert isinstance(pilot.app.screen, ChangeList)
        listed = [str(one.prompt) for one in pilot.app.screen.query_one(OptionList).options]
        assert [line.split(" · ")[1] for line in listed] == ["Title Three", "Title Two", "Title One"]
        assert listed[0][2] == listed[0][5] == ":"
        await do(pilot, settled, "down", "enter")
        assert session.workspace.documents[PORTAL].entity.title.best("en") == "One"
        assert said(pilot)[-1] == "2 changes undone, back to: Title Two"
        await do(pilot, settled, "f7", "f7")
        assert session.workspace.documents[PORTAL].entity.title.best("en") == "Three"


async def test_a_file_and_a_long_text_are_edited_in_the_own_editor(
    opened, settled, gone, session, said, tmp_path, monkeypatch, root
):
    script = tmp_path / "edit.py"
    script.write_text(
        "import sys, pathlib\n"
        "file = pathlib.Path(sys.argv[1])\n"
        "text = file.read_text('utf-8')\n"
        "broken = pathlib.Path(__file__).with_name('broken')\n"
        "if broken.exists():\n    broken.unlink()\n    text = 'x = '\n"
        "file.write_text(text.replace('mining', 'all') if file.suffix == '.toml' and text else 'From outside\\n', 'utf-8')\n"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "no-such-editor --wait")
    async with opened((100, 40)) as pilot:
        await do(pilot, settled, "f12")
        monkeypatch.delenv("EDITOR")
        await do(pilot, settled, "f12")
        monkeypatch.setenv("EDITOR", f"{sys.executable} {script}")
        await do(pilot, settled, "f12")
        await gone(pilot, Place(country="XX", cycle="2012-2013", path=PORTAL))
        await do(pilot, settled, "f12")
        assert [one.split(".")[0] for one in said(pilot)] == [
            "The editor “no-such-editor” is not installed",
            "No editor is set",
            "Open a file first, or go to a long text",
            "The editor needs a terminal",
        ]
        monkeypatch.setattr(pilot.app, "suspend", nullcontext)
        await do(pilot, settled, "f12")
        assert session.workspace.documents[PORTAL].entity.title.best("en") == "Publish all revenues"
        await do(pilot, settled, "f6")
        assert session.workspace.documents[PORTAL].entity.title.best("en") == "Publish mining revenues"

        (tmp_path / "broken").touch()
        await do(pilot, settled, "f12")
        assert "The file cannot be read. Line 1" in screen_text(pilot.app)
        await do(pilot, settled, "right", "enter")
        assert session.workspace.documents[PORTAL].entity.title.best("en") == "Publish mining revenues"

        area = next(one for one in pilot.app.query(TextArea) if not one.read_only)
        area.focus()
        await do(pilot, settled, "f12", "tab")
        assert area.text == "From outside"
        assert "From outside" in (root / PORTAL).read_text("utf-8")


@pytest.fixture
def own_keys(tmp_path, monkeypatch):
    monkeypatch.setenv("OGPKIT_CONFIG_DIR", str(tmp_path))

    def own_keys(text):
        (tmp_path / "ogpkit.toml").write_text(text, "utf-8")
        return read_own_keys()

    return own_keys


async def test_own_keys_hold_and_are_shown(own_keys, opened, settled, session):
    own_keys('[keys]\nundo = "Ctrl+K"\nsave-now = "alt+s"\n')
    session.change(PORTAL, [SetValue(("title", "en"), "New")], "Title")
    async with opened((100, 40)) as pilot:
        await settled(pilot)
        assert "Ctrl+K Undo" in screen_text(pilot.app)
        await do(pilot, settled, "f6")
        assert session.workspace.documents[PORTAL].entity.title.best("en") == "New"
        await do(pilot, settled, "ctrl+k", "alt+s")
        assert session.workspace.documents[PORTAL].entity.title.best("en") == "Publish mining revenues"
        assert not session.unsaved
        await do(pilot, settled, "f1")
        shown = screen_text(pilot.app)
        assert "Ctrl+K           Undo the last change" in shown
        assert "Alt+S            Save now" in shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[keys]\nfly = 'f5'\n", "names “fly”, which ogpkit does not have. Choose one of: go-today, go-back"),
        ("[keys]\nundo = 'u'\n", "needed for writing and moving. Add ctrl+ or alt+"),
        ("[keys]\nundo = 'ctrl+j'\n", "which terminals keep for themselves"),
        ("[keys]\nundo = 'hyper+u'\n", "does not exist. Write for example"),
        ("[keys]\nundo = 3\n", "says nothing for “undo”. Write a key in quotes"),
        ("[keys]\nundo = 'f3'\n", "gives F3 to “undo”, but “go-today” has it. Choose another key, or set “go-today”"),
        ("keys = 3\n", "“keys” is not a table. Write [keys] on a line of its own."),
        ("[keys\n", "cannot be read. Line 1"),
    ],
)
def test_keys_that_cannot_be_set_are_named_with_what_to_do(own_keys, text, said):
    found = own_keys(text)
    assert found.by_action == {}
    [problem] = found.problems
    assert said in problem


def test_keys_can_be_exchanged(own_keys):
    assert own_keys("[keys]\nundo = 'f7'\nredo = 'f6'\n") == read_own_keys()
    assert dict(read_own_keys().by_action) == {"undo": "f7", "redo": "f6"}
    assert read_own_keys().problems == ()


async def test_a_session_goes_on_where_it_was_left(root, session, settled, gone):
    def make_app():
        return OgpkitApp(session, greets=False, resumes=True)

    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await gone(pilot, CYCLE)
        app.view.show_page_named("plan")
        await settled(pilot)
        tabs = app.query_one("SubTabs")
        tabs.turn_to_title("Milestones")
        await settled(pilot)
        shown = next(one for one in app.query("TableList") if one.is_seen)
        shown.filter_input.value = "regions"
        await settled(pilot)
        shown.follow_key("sort")
        shown.query_one("RecordGrid").move_cursor(row=1)
        await settled(pilot)
        left = shown.read_state()
        assert left["filter"] == "regions"
        assert left["row"]
        app.note_session()
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert (app.place, app.view.page) == (CYCLE, "plan")
        again = next(one for one in app.query("TableList") if one.is_seen)
        assert again.read_state() == left
    before = read_last_session(root)
    write_last_session(root, LastSession(on=date(2011, 1, 1), pages=before.pages))
    app = make_app()
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        assert (app.place, app.view.page) == (Place(), "today")
        await do(pilot, settled, "f9")
        assert (app.place, app.view.page) == (CYCLE, "plan")


def test_a_session_that_cannot_be_read_is_none(root):
    write_last_session(root, LastSession(on=date(2011, 1, 1)))
    for text in ("", "[]", '{"on": "x", "pages": []}', '{"on": "2011-01-01", "pages": [{"at": [1]}, 3]}'):
        (root / ".ogpkit/session/last.json").write_text(text, "utf-8")
        assert read_last_session(root) == LastSession()
