"""What goes out and comes in through the app: documents, exports, imports."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from filelock import FileLock
from textual.widgets import Button, Input, Select, Static

from ogpkit.app.long_work import StartWork
from ogpkit.app.pages.exchange import ExchangePage
from ogpkit.app.screens.dialog import Question
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.editing.imports import read_import, save_import_in_steps
from ogpkit.plugins.places import Place
from ogpkit.workspace.lock import TIMEOUT
from ogpkit.workspace.progress import finish_steps, follow_items

CYCLE = Place(country="XX", cycle="2012-2013")
SIZES = [(80, 24), (160, 48)]


@pytest.fixture
def turned(gone, settled):
    """Goes to a place and turns to its page of what goes in and out."""

    async def turned(pilot, place):
        await gone(pilot, place)
        pilot.app.view.show_page(len(pilot.app.view.pages) - 1)
        await settled(pilot)
        return pilot.app.query_one(ExchangePage)

    return turned


async def press(pilot, settled, page, selector):
    page.query_one(selector, Button).press()
    await settled(pilot)


async def look_at_changed_sheet(pilot, settled, page, root):
    """Write the sheet of evidence, change a value in it, and look at what it would bring."""
    await press(pilot, settled, page, ".write-export")
    sheet = root / "documents/eligibility-evidence.csv"
    sheet.write_text(sheet.read_text("utf-8").replace("6.18", "7.6"), "utf-8")
    page.query_one(".file", Input).value = str(sheet)
    await press(pilot, settled, page, ".look")


@pytest.mark.parametrize("size", SIZES)
async def test_it_looks_as_it_is_pictured(opened, turned, pictured, size):
    mark = f"{size[0]}x{size[1]}"
    async with opened(size) as pilot:
        await turned(pilot, CYCLE)
        pictured(pilot.app, f"in-and-out-cycle-{mark}")
        await turned(pilot, Place())
        pictured(pilot.app, f"in-and-out-{mark}")


async def test_a_document_is_written_in_every_owed_language(opened, turned, settled, root):
    async with opened() as pilot:
        page = await turned(pilot, CYCLE)
        await press(pilot, settled, page, ".write-paper")
        assert "documents/action-plan-XX-2012-2013-es.md is saved." in screen_text(pilot.app)
    written = sorted(path.name for path in (root / "documents").iterdir())
    assert written == ["action-plan-XX-2012-2013-en.md", "action-plan-XX-2012-2013-es.md"]


@pytest.mark.parametrize(("answer", "said"), [("keep", "No file was changed."), ("replace", "is saved.")])
async def test_a_document_that_was_edited_by_hand_is_asked_about(opened, turned, settled, until, root, answer, said):
    async with opened() as pilot:
        page = await turned(pilot, CYCLE)
        page.query_one(".spoken", Select).value = "es"
        await press(pilot, settled, page, ".write-paper")
        (file,) = (root / "documents").iterdir()
        written = file.read_bytes()
        file.write_bytes(b"edited by hand")
        await press(pilot, settled, page, ".write-paper")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        assert file.name in screen_text(pilot.app)
        await pilot.click(next(button for button in pilot.app.screen.query(Button) if button.name == answer))
        await settled(pilot)
        assert said in screen_text(pilot.app)
        assert file.read_bytes() == (b"edited by hand" if answer == "keep" else written)


async def test_one_language_can_be_chosen(opened, turned, settled, root):
    async with opened() as pilot:
        page = await turned(pilot, CYCLE)
        page.query_one(".spoken", Select).value = "es"
        await press(pilot, settled, page, ".write-paper")
    assert [path.name for path in (root / "documents").iterdir()] == ["action-plan-XX-2012-2013-es.md"]


async def test_what_cannot_be_written_is_said(opened, turned, settled, root):
    (root / "documents").write_text("no folder", "utf-8")
    async with opened() as pilot:
        page = await turned(pilot, CYCLE)
        await press(pilot, settled, page, ".write-paper")
        said = str(page.query_one(".said", Static).content)
        assert said.startswith("✗")
        assert "could not be saved" in said
    assert (root / "documents").read_text("utf-8") == "no folder"


async def test_a_sheet_goes_out_and_comes_in_again_and_can_be_undone(opened, turned, settled, root, files, until, said):
    path = "countries/XX/eligibility/2011.toml"
    async with opened() as pilot:
        page = await turned(pilot, Place())
        await look_at_changed_sheet(pilot, settled, page, root)
        assert f"→ {path}" in screen_text(pilot.app)
        assert (root / path).read_text("utf-8") == files[path]
        go_on = Event()
        pilot.app.post_message(StartWork("Build the site", lambda: go_on.wait(LONGEST), lambda _found: None))
        await until(pilot, lambda: pilot.app.work_line.display)
        page.query_one(".take-in", Button).press()
        await until(pilot, lambda: said(pilot))
        assert said(pilot) == ["Wait until this is finished, or cancel it: Build the site"]
        go_on.set()
        await settled(pilot)
        await press(pilot, settled, page, ".take-in")
        assert "1 new or changed file." in screen_text(pilot.app)
        assert (root / path).read_text("utf-8") == files[path].replace("6.18", "7.6")
        await pilot.press("f6")
        await settled(pilot)
        assert pilot.app.session.source(path).decode() == files[path]


async def test_a_sheet_that_is_not_understood_cannot_be_taken_in(opened, turned, settled, root, tmp_path):
    (tmp_path / "list.csv").write_text("country,year,weather\nXX,2012,fine\n", "utf-8")
    async with opened() as pilot:
        page = await turned(pilot, Place())
        for name, said in (("list.csv", "column “weather”"), ("nothing.csv", "cannot be read")):
            page.query_one(".file", Input).value = str(tmp_path / name)
            await press(pilot, settled, page, ".look")
            assert said in screen_text(pilot.app)
            assert page.query_one(".take-in", Button).disabled


async def test_a_mapping_file_says_what_the_columns_of_a_sheet_mean(opened, turned, settled, root, tmp_path):
    (tmp_path / "list.csv").write_text("Code,When\nXX,2012\n", "utf-8")
    fields = 'fields = { country = "Code" }\nconstants = { edition = "roadmap-2011" }\n'
    (tmp_path / "mapping.toml").write_text(f'[eligibility]\nkey = "When"\n{fields}', "utf-8")
    async with opened() as pilot:
        page = await turned(pilot, Place())
        assert page.query_one(".mapping", Input).display
        page.query_one(".file", Input).value = str(tmp_path / "list.csv")
        page.query_one(".mapping", Input).value = str(tmp_path / "mapping.toml")
        await settled(pilot)
        await press(pilot, settled, page, ".look")
        assert "countries/XX/eligibility/2012.toml" in screen_text(pilot.app)
        assert not page.query_one(".take-in", Button).disabled
        assert not page.query_one(".take-in", Button).disabled


async def test_the_next_page_is_reached_by_its_key_from_wherever_one_types(opened, settled):
    async with opened() as pilot:
        await settled(pilot)
        await pilot.press("ctrl+n")
        await settled(pilot)
        await pilot.press(*"count")
        await pilot.press("ctrl+n")
        await settled(pilot)
        assert pilot.app.view.page == "exchange"
        assert pilot.app.query_one(ExchangePage) in pilot.app.focused.ancestors


async def test_a_file_is_chosen_in_the_folders_of_the_computer(opened, turned, settled, until, tmp_path):
    (tmp_path / "in" / "folder").mkdir(parents=True)
    (tmp_path / "in" / "list.csv").write_text("nothing\n", "utf-8")
    (tmp_path / "in" / ".hidden").write_text("", "utf-8")
    async with opened((100, 40)) as pilot:
        page = await turned(pilot, CYCLE)
        page.query_one(".file", Input).value = str(tmp_path / "in" / "folder" / "x.csv")
        await press(pilot, settled, page, ".choose")
        await pilot.press("backspace")
        await until(pilot, lambda: "list.csv" in screen_text(pilot.app))
        assert ".hidden" not in screen_text(pilot.app)
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        assert page.query_one(".file", Input).value == str(tmp_path / "in" / "list.csv")
        await press(pilot, settled, page, ".choose-mapping")
        await until(pilot, lambda: "list.csv" in screen_text(pilot.app))  # beside the file
        await pilot.press("down", "down", "enter")
        await settled(pilot)
        assert page.query_one(".mapping", Input).value == str(tmp_path / "in" / "list.csv")
        page.query_one(".file", Input).value = "~nobody-of-this-name/list.csv"
        page.query_one(".mapping", Input).value = ""
        await press(pilot, settled, page, ".choose")
        assert str(Path.home()) in screen_text(pilot.app)


async def test_saving_an_import_lets_keys_come_and_can_be_cancelled(opened, turned, settled, until, root, monkeypatch):
    path, progress = "countries/XX/eligibility/2011.toml", []
    before = (root / path).read_text("utf-8")

    def import_slowly(*_args):
        progress.append("begun")
        while True:
            list(follow_items([1], 1))
            yield

    async with opened() as pilot:
        page = await turned(pilot, Place())
        await look_at_changed_sheet(pilot, settled, page, root)
        monkeypatch.setattr("ogpkit.app.pages.exchange.save_import_in_steps", import_slowly)
        page.query_one(".take-in", Button).press()
        await until(pilot, lambda: progress and "Import eligibility-evidence.csv" in screen_text(pilot.app))
        await pilot.press("ctrl+n")
        await until(pilot, lambda: pilot.app.view.page != "exchange")
        await pilot.press("escape")
        await settled(pilot)
        assert not pilot.app.work_line.display
        assert (root / path).read_text("utf-8") == before


def test_a_step_of_an_import_does_not_wait_for_another_program_that_saves(session, root, plugins):
    path = "countries/XX/eligibility/2012.toml"
    importer = next(owned for owned in plugins.importers if owned.value.name == "eligibility")
    found = read_import(importer, b"country,year,edition\nXX,2012,roadmap-2011\n", session, Place())
    steps = save_import_in_steps(session, found, "Import")
    with FileLock(root / ".ogpkit/lock"):
        began = monotonic()
        next(steps)
        assert monotonic() - began < TIMEOUT / 2
        assert not (root / path).exists()
    finish_steps(steps)
    assert (root / path).exists()
