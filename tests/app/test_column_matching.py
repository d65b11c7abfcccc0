"""A sheet of somebody else is matched on the screen, saved, and taken in."""

from __future__ import annotations

import pytest
from textual.widgets import Button, DataTable, Input, OptionList, Select

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.pages.exchange import ExchangePage
from ogpkit.app.screens.column_matching import ColumnMatching
from ogpkit.app.screens.meaning_choice import MeaningChoice
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.places import Place

CYCLE = Place(country="XX", cycle="2012-2013")
MAPPING = "countries/XX/cycles/2012-2013/sheet-mapping.toml"
SIZES = [(80, 24), (160, 48)]

SHEET = """\
Plan d'action 2012-2013;;;;;;
Réf.;Engagement;Ministère responsable;Jalon;Échéance;Transparence ?;Remarques
E1;Publier les recettes;Ministère des Mines;Carte de deux régions;31/12/2012;oui;rien
E1;Publier les recettes;Ministère des Mines;Toutes les régions;31/03/2013;oui;
E2;Ouvrir le budget;Trésor;Budget en ligne;30/06/2012;non;à voir
"""
"""In the shape of Canada's plans: one row a milestone, the headings in French below a title."""

CHOICES = (
    ("commitments: identifier",),
    ("commitments: title (en",),
    ("commitments: lead",),
    ("milestones: identifier", "milestones: title (en"),
    ("milestones: due",),
    ("transparency, yes",),
    ("leave out",),
)
"""What somebody types for each column of the sheet, one after the other; what comes second is chosen besides."""


@pytest.fixture
def sheet(tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text(SHEET, "utf-8")
    return file


@pytest.fixture
def matching(gone, settled, until):
    """Goes to the page of a place, names a file, and opens the screen on which its columns are matched."""

    async def matching(pilot, file, place=CYCLE, mapping=""):
        if not pilot.app.query(ExchangePage):
            await gone(pilot, place)
            pilot.app.view.show_page(len(pilot.app.view.pages) - 1)
            await settled(pilot)
        page = pilot.app.query_one(ExchangePage)
        select = page.query_one(".importer", Select)
        offered = {str(label): value for label, value in select._options}
        select.value = offered.get("Commitments from a sheet", select.value)
        page.query_one(".file", Input).value = str(file)
        page.query_one(".mapping", Input).value = str(mapping)
        await settled(pilot)
        page.query_one(".match", Button).press()
        return await rested(pilot, until)

    return matching


async def rested(pilot, until):
    """Wait until the screen has looked at everything that was changed."""

    def find():
        screen = pilot.app.screen
        return isinstance(screen, ColumnMatching) and screen.is_attached and screen.is_at_rest and screen

    return await until(pilot, find)


async def choose(pilot, until, typed, *, besides=False):
    """Choose with the keyboard what the column under the cursor becomes."""
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, MeaningChoice) and pilot.app.focused)
    for letter in typed:
        await pilot.press(NAMES.get(letter, letter))
    options = pilot.app.screen.query_one(OptionList)
    await until(pilot, lambda: pilot.app.screen.query_one(".filter", Input).value == typed and options.option_count)
    if besides:
        await pilot.press("tab", "tab", "space", "shift+tab", "shift+tab")
    await pilot.press("enter")
    await rested(pilot, until)


NAMES = {
    " ": "space",
    ":": "colon",
    "(": "left_parenthesis",
    ",": "comma",
    "-": "minus",
}


async def match_all(pilot, until):
    for first, *more in CHOICES:
        await choose(pilot, until, first)
        for other in more:
            await choose(pilot, until, other, besides=True)
        await pilot.press("down")
    return await rested(pilot, until)


def cells(screen):
    table = screen.query_one(DataTable)
    return [[str(cell) for cell in table.get_row_at(row)] for row in range(table.row_count)]


@pytest.mark.parametrize("size", SIZES)
async def test_it_looks_as_it_is_pictured(opened, matching, pictured, until, sheet, size):
    async with opened(size) as pilot:
        await matching(pilot, sheet)
        await choose(pilot, until, "commitments: identifier")
        pictured(pilot.app, f"matching-{size[0]}x{size[1]}")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, MeaningChoice) and pilot.app.focused)
        pictured(pilot.app, f"meanings-{size[0]}x{size[1]}")


async def test_a_sheet_is_matched_by_keyboard_saved_and_taken_in(opened, matching, settled, until, sheet, root):
    async with opened() as pilot:
        screen = await matching(pilot, sheet)
        assert "0 matched · 0 left out · 7 not matched" in screen_text(pilot.app)
        await match_all(pilot, until)
        assert "6 matched · 1 left out · 0 not matched" in screen_text(pilot.app)
        assert cells(screen)[3][:2] == ["Jalon", "Carte de deux régions · …"]
        assert "Title (en): Publier les recettes" in str(screen.preview_label.content)
        await pilot.press("ctrl+s")
        await settled(pilot)
        page = pilot.app.query_one(ExchangePage)
        assert not page.query_one(".take-in", Button).disabled
        page.query_one(".take-in", Button).press()
        await settled(pilot)
        assert "2 new or changed files." in screen_text(pilot.app)
        page.query_one(".look", Button).press()
        await settled(pilot)
        page.query_one(".take-in", Button).press()
        await settled(pilot)
        assert "0 new or changed files." in screen_text(pilot.app)
    written = (root / "countries/XX/cycles/2012-2013/commitments/e1.toml").read_text("utf-8")
    assert 'lead = "Ministère des Mines"' in written
    assert 'principles = ["transparency"]' in written
    assert "due = 2013-03-31" in written
    assert 'key = "Réf."' in (root / MAPPING).read_text("utf-8")


async def test_what_is_saved_is_shown_again_and_comments_stay(opened, matching, settled, until, sheet, root, plugins):
    said = '# as agreed with the ministry\nheading_row = 2\n\n[commitment]\nkey = "Réf."  # E1\n'
    (root / MAPPING).write_text(said, "utf-8")
    session = WorkspaceSession.open(root, plugins)
    async with opened(on=session) as pilot:
        screen = await matching(pilot, sheet)
        assert cells(screen)[0][2] == "Commitments: Identifier"
        await pilot.press("down")
        await choose(pilot, until, "commitments: title (en")
        await pilot.press("ctrl+s")
        await settled(pilot)
    session.close(give_up=True)
    saved = (root / MAPPING).read_text("utf-8")
    assert saved.startswith(said)
    assert '"title.en" = "Engagement"' in saved


@pytest.mark.parametrize("size", SIZES)
async def test_a_file_in_another_encoding_is_explained_and_then_read(opened, matching, until, tmp_path, size):
    file = tmp_path / "plan.csv"
    file.write_bytes("Код;Обязательство\n1;Открыть бюджет страны\n".encode("cp1251"))
    async with opened(size) as pilot:
        screen = await matching(pilot, file)
        assert "✗ This file is not in UTF-8" in screen_text(pilot.app)
        assert not screen.columns_table.display
        assert "Save" in screen_text(pilot.app)
        box = next(box for box in screen.query(FieldBox) if box.at == ("encoding",))
        box.query_one(Select).value = "windows-1251"
        await until(pilot, lambda: screen.is_at_rest and cells(screen))
        assert [row[0] for row in cells(screen)] == ["Код", "Обязательство"]
        assert cells(screen)[1][1].startswith("Открыть бюджет")


async def test_how_the_sheet_is_read_can_be_said_and_is_shown_at_once(opened, matching, until, sheet):
    async with opened((160, 48)) as pilot:
        screen = await matching(pilot, sheet)
        await pilot.press("shift+tab", "enter")
        boxes = await until(pilot, lambda: screen.query(FieldBox))
        box = next(box for box in boxes if box.at == ("heading_row",))
        line = await until(pilot, lambda: box.query(Input).first())
        line.focus()
        line.value = "1"
        await until(pilot, lambda: screen.is_at_rest and cells(screen)[0][0] == "Plan d'action 2012-2013")


async def test_a_problem_is_named_by_row_and_column(opened, matching, until, tmp_path):
    file = tmp_path / "plan.csv"
    file.write_text(SHEET.replace("31/03/2013", "03/04/2013"), "utf-8")
    async with opened() as pilot:
        await matching(pilot, file)
        screen = await match_all(pilot, until)
        assert "✗ row 4, column “Échéance”" in str(screen.preview_label.content)


async def test_the_mouse_alone_is_enough(opened, matching, until, sheet):
    async with opened() as pilot:
        screen = await matching(pilot, sheet)
        await pilot.click(DataTable, offset=(5, 2))
        if not isinstance(pilot.app.screen, MeaningChoice):
            await pilot.click(DataTable, offset=(5, 2))
        await until(pilot, lambda: isinstance(pilot.app.screen, MeaningChoice))
        await pilot.click(OptionList, offset=(5, 0))
        await rested(pilot, until)
        assert [row[2] for row in cells(screen)].count("Left out") == 1


async def test_closing_says_first_that_nothing_is_kept(opened, matching, settled, until, sheet, root):
    async with opened() as pilot:
        await matching(pilot, sheet)
        await choose(pilot, until, "commitments: identifier")
        await pilot.press("escape")
        assert "Your choices are not saved." in screen_text(pilot.app)
        await pilot.press("escape")
        await settled(pilot)
        assert not isinstance(pilot.app.screen, ColumnMatching)
    assert not (root / MAPPING).exists()


async def test_where_no_place_keeps_it_a_mapping_is_saved_in_a_file(opened, matching, settled, until, root, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Land,Jahr\nXX,2012\n", "utf-8")
    async with opened() as pilot:
        screen = await matching(pilot, file, Place())
        await choose(pilot, until, "country")
        await pilot.press("down")
        await choose(pilot, until, "identifier")
        screen.query_one(".target-file", Input).value = str(tmp_path / "mapping.toml")
        await pilot.press("ctrl+s")
        await settled(pilot)
        page = pilot.app.query_one(ExchangePage)
        assert page.query_one(".mapping", Input).value == str(tmp_path / "mapping.toml")
        saved = (tmp_path / "mapping.toml").read_text("utf-8")
        (tmp_path / "mapping.toml").write_text(f"# ours\n{saved}", "utf-8")
        screen = await matching(pilot, file, Place(), tmp_path / "mapping.toml")
        await choose(pilot, until, "leave out")
        await pilot.press("ctrl+s")
        await settled(pilot)
    changed = (tmp_path / "mapping.toml").read_text("utf-8")
    assert changed.startswith("# ours\n")
    assert 'ignore = ["Land"]' in changed
