"""A form over one file: what is typed reaches the file, the smallest piece of it, and what is wrong stands under its field."""

from __future__ import annotations

import pytest
from textual.events import Paste
from textual.widgets import Button, Input, Select, TextArea

from ogpkit.app.forms.choices import TextCheckbox
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.forms.sections import Section, TableSection
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.workspace_app import StyledApp
from ogpkit.editing.session import WorkspaceSession
from ogpkit.workspace.patch import SetValue
from ogpkit.workspace.toml import parse_toml

EVIDENCE = "countries/XX/eligibility/2011.toml"
COUNTRY = "countries/XX/country.toml"
COMMITMENT = "countries/XX/cycles/2012-2013/commitments/portal.toml"
SCORE = ("citizen_engagement", "civil_liberties")


class OneForm(StyledApp):
    """Nothing but a form, as a panel of a plugin may show it."""

    CSS_PATH = "../../ogpkit/app/forms/forms.tcss"

    def __init__(self, session, path):
        super().__init__()
        self.session = session
        self.path = path

    def compose(self):
        yield DocumentForm(self.session, self.path)


@pytest.fixture
def opened(session, settled):
    """Opens a form and gives the pilot."""

    def opened(path, size=(100, 50), on=None):
        return OneForm(on or session, path).run_test(size=size)

    return opened


def box(pilot, *at):
    return next(box for box in pilot.app.query(FieldBox) if box.at == at)


def below(pilot, *at):
    return str(box(pilot, *at).query_one(".trouble").content)


async def typed(pilot, settled, text, *at, which=0):
    field = box(pilot, *at).query(Input)[which]
    field.focus()
    field.value = text
    await settled(pilot)
    pilot.app.query_one(DocumentForm).flush()
    await settled(pilot)


async def pressed(pilot, settled, selector):
    pilot.app.query(selector).first(Button).press()
    await settled(pilot)


async def test_only_the_changed_value_is_another_one_in_the_file(files, session, root, opened, settled):
    async with opened(EVIDENCE) as pilot:
        await typed(pilot, settled, "5", *SCORE)
    session.save()
    assert (root / EVIDENCE).read_text("utf-8") == files[EVIDENCE].replace("6.18", "5.0")


async def test_what_is_typed_is_taken_over_by_itself_a_moment_later(session, opened, until):
    async with opened(EVIDENCE) as pilot:
        box(pilot, *SCORE).query_one(Input).focus()
        await pilot.press("end", "backspace")
        await until(pilot, lambda: b"civil_liberties = 6.1 " in session.source(EVIDENCE))


@pytest.mark.parametrize("draft", ["eleven", "11", "-1", "nan", "6..1"])
async def test_an_impossible_number_stays_in_its_field_unwritten(files, session, opened, settled, draft):
    async with opened(EVIDENCE) as pilot:
        await typed(pilot, settled, draft, *SCORE)
        assert "from 0 to 10" in below(pilot, *SCORE)
        assert "6.18" in below(pilot, *SCORE)
        assert box(pilot, *SCORE).query_one(Input).value == draft
        assert session.source(EVIDENCE) == files[EVIDENCE].encode()
        assert [draft for _label, draft, _why in pilot.app.query_one(DocumentForm).pending] == [draft]


async def test_a_draft_that_is_mended_is_written_and_no_longer_told(session, opened, settled):
    async with opened(EVIDENCE) as pilot:
        await typed(pilot, settled, "x", *SCORE)
        await typed(pilot, settled, "7", *SCORE)
        assert below(pilot, *SCORE) == ""
        assert pilot.app.query_one(DocumentForm).pending == ()
        assert b"civil_liberties = 7.0" in session.source(EVIDENCE)


async def test_undo_reaches_the_field(session, opened, settled):
    async with opened(EVIDENCE) as pilot:
        await typed(pilot, settled, "5", *SCORE)
        session.undo()
        await settled(pilot)
        assert box(pilot, *SCORE).query_one(Input).value == "6.18"


async def test_an_optional_truth_is_yes_no_or_not_given(session, opened, settled):
    at = ("fiscal_transparency", "audit_report")
    async with opened(EVIDENCE) as pilot:
        choice = box(pilot, *at).query_one(Select)
        choice.value = "false"
        await settled(pilot)
        assert b"audit_report = false" in session.source(EVIDENCE)
        choice.clear()
        await settled(pilot)
        assert b"audit_report" not in session.source(EVIDENCE)
        assert b"executive_budget_proposal = true" in session.source(EVIDENCE)


async def test_a_day_can_be_given_with_keys(session, opened, settled):
    async with opened(COUNTRY) as pilot:
        field = box(pilot, "joined").query_one(Input)
        field.focus()
        await pilot.press("up", "up", "down", "enter")
        await settled(pilot)
        assert b"joined = 2011-09-21        # letter of intent" in session.source(COUNTRY)
        await pilot.press("t", "enter")
        await settled(pilot)
        assert b"joined = 2012-05-01" in session.source(COUNTRY)


async def test_one_language_of_a_text_is_changed_and_the_other_left_alone(files, session, opened, settled):
    async with opened(COUNTRY) as pilot:
        await typed(pilot, settled, "El País X", "name", which=1)
        assert session.source(COUNTRY) == files[COUNTRY].replace('"País X"', '"El País X"').encode()
        assert "3 words" in str(box(pilot, "name").query(".heading").last().content)


async def test_several_values_are_chosen_with_marks_that_need_no_colour(session, opened, settled):
    async with opened(COMMITMENT) as pilot:
        marks = {mark.choice: mark for mark in box(pilot, "principles").query(TextCheckbox)}
        assert [mark.BUTTON_INNER for mark in marks.values()] == ["x", " ", " ", " "]
        marks["accountability"].toggle()
        await settled(pilot)
        assert b'principles = ["transparency", "accountability"]' in session.source(COMMITMENT)


async def test_a_list_of_texts_has_one_a_line(session, opened, settled):
    async with opened(COMMITMENT) as pilot:
        area = box(pilot, "partners").query_one(TextArea)
        area.focus()
        area.text = "Regions\nPublish What You Pay\n"
        await settled(pilot)
        pilot.app.query_one(DocumentForm).flush()
        assert b'partners = ["Regions", "Publish What You Pay"]' in session.source(COMMITMENT)


async def test_a_table_that_is_left_out_can_be_added_and_taken_away_again(session, opened, settled):
    async with opened(EVIDENCE, size=(100, 120)) as pilot:
        before = session.source(EVIDENCE)
        await added(pilot, settled, ("values_check",))
        assert b"values_check" in session.source(EVIDENCE)
        assert box(pilot, "values_check", "cso_repression").query_one(Input).value == ""
        section = next(one for one in pilot.app.query(TableSection) if one.at == ("values_check",))
        section.query_one(".remove", Button).press()
        await settled(pilot)
        assert session.source(EVIDENCE) == before


async def test_an_item_is_added_moved_and_removed_with_its_comment(session, opened, settled):
    async with opened(COMMITMENT, size=(100, 200)) as pilot:
        await pressed(pilot, settled, "ListSection .add-item")
        form = pilot.app.query_one(DocumentForm)
        assert b'id = "milestones-' not in session.source(COMMITMENT)  # without a title the file could not be read
        assert [reason for _label, _draft, reason in form.pending] == ["Not saved yet. Fill in: Title."]
        assert pilot.app.focused in box(pilot, "milestones", 2, "title").query(Input)
        await typed(pilot, settled, "Third", "milestones", 2, "title")
        assert b'id = "milestones-' in session.source(COMMITMENT)
        await pilot.press("enter")
        await settled(pilot)
        assert b'id = "third"' in session.source(COMMITMENT)
        await typed(pilot, settled, "Third and last", "milestones", 2, "title")
        await pilot.press("enter")
        await settled(pilot)
        assert b'id = "third"' in session.source(COMMITMENT), "an identifier that was given stays"
        assert form.pending == ()
        session.undo()
        session.undo()
        await settled(pilot)
        form.focus_at(("milestones", 0, "due"))
        await settled(pilot)
        assert pilot.app.focused in box(pilot, "milestones", 0, "due").query(Input)
        await pressed(pilot, settled, "ItemSection .down")
        source = session.source(COMMITMENT)
        assert source.index(b'id = "all"') < source.index(b'id = "map"                 # the first one')


async def test_findings_stand_under_their_field_and_are_counted_by_section(opened, settled):
    async with opened(COMMITMENT, size=(100, 120)) as pilot:
        assert "does not reflect" in below(pilot, "principles")
        titles = [str(title.label) for title in pilot.app.query("CollapsibleTitle").results()]
        assert any("problem" in title and "Map of two regions" in title for title in titles)


async def test_a_value_of_the_wrong_sort_is_shown_and_not_touched(files, root, plugins, opened, settled):
    (root / EVIDENCE).write_text(files[EVIDENCE].replace("6.18", '"6.18"').replace('"law"', "true"), "utf-8")
    session = WorkspaceSession.open(root, plugins)
    async with opened(EVIDENCE, on=session) as pilot:
        assert box(pilot, *SCORE).query_one(Input).value == "6.18"
        assert "cannot be a text. Enter a number" in below(pilot, *SCORE)
        assert session.unsaved == frozenset()
        await typed(pilot, settled, "6.2", *SCORE)
        assert b"civil_liberties = 6.2 " in session.source(EVIDENCE)


async def test_a_file_that_cannot_be_read_is_shown_as_it_stands(root, plugins, opened, settled):
    (root / EVIDENCE).write_text("edition = [red]\n", "utf-8")
    session = WorkspaceSession.open(root, plugins)
    async with opened(EVIDENCE, on=session) as pilot:
        assert "line 1" in str(pilot.app.query_one(".whole").content) or "TOML" in str(
            pilot.app.query_one(".whole").content
        )
        assert pilot.app.query_one(TextArea).text == "edition = [red]\n"


async def test_a_mapping_has_keys_of_the_persons_own(session, opened, settled):
    at = ("check", "per-file-ignores")
    async with opened("ogpkit.toml", size=(100, 120)) as pilot:
        await added(pilot, settled, ("check",))
        await added(pilot, settled, at)
        assert b"per-file-ignores" in session.source("ogpkit.toml")


async def added(pilot, settled, at):
    section = next(one for one in pilot.app.query(Section) if one.at == at)
    if at[-1:] == ("per-file-ignores",):
        field = section.query_one(".new-key", Input)
        field.value = "countries/XX/**"
        await field.action_submit()
    else:
        section.query_one(".add", Button).press()
    await settled(pilot)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Ministry of Finance\nDepartment of the Budget\n", "Ministry of Finance Department of the Budget"),
        ("Ministry of Finance\r\n\r\n\tDepartment of the Budget", "Ministry of Finance Department of the Budget"),
        ("وزارة المالية\u2028إدارة الموازنة", "وزارة المالية إدارة الموازنة"),
        ("Treasury\n", "Treasury"),
        ("\n\n", ""),
    ],
)
async def test_all_pasted_lines_come_into_a_field_of_one(opened, settled, pasted, kept):
    async with opened(COMMITMENT) as pilot:
        await settled(pilot)
        field = box(pilot, "lead").query_one(Input)
        field.focus()
        field.value = ""
        field.post_message(Paste(pasted))
        await settled(pilot)
        assert field.value == kept


async def test_what_is_pasted_goes_where_the_cursor_is_with_its_spaces(opened, settled):
    async with opened(COMMITMENT) as pilot:
        await settled(pilot)
        field = box(pilot, "lead").query_one(Input)
        field.focus()
        field.value = "Ministry Finance"
        field.cursor_position = len("Ministry")
        field.post_message(Paste(" of"))
        await settled(pilot)
        assert field.value == "Ministry of Finance"
        field.select_all()
        pilot.app.copy_to_clipboard("Treasury\nBudget")
        field.action_paste()
        await settled(pilot)
        assert field.value == "Treasury Budget"


async def test_a_long_text_is_written_in_a_window_of_its_own(session, opened, settled):
    async with opened(COMMITMENT) as pilot:
        area = box(pilot, "baseline").query(TextArea).first()
        area.focus()
        await settled(pilot)
        await pilot.press("ctrl+l")
        await settled(pilot)
        large = pilot.app.screen.query_one(TextArea)
        assert large.size.width > 80
        await pilot.press("n", "o", "enter", "o", "n", "e", "escape")
        await settled(pilot)
        assert area.text == "no\none"
        pilot.app.query_one(DocumentForm).flush()
        assert parse_toml(session.source(COMMITMENT))["baseline"] == {"en": "no\none"}


async def test_one_key_leads_from_section_to_section_and_back(opened, settled):
    async with opened(COMMITMENT) as pilot:
        box(pilot, "title").query(Input)[0].focus()
        await settled(pilot)
        reached = []
        for _time in range(3):
            await pilot.press("ctrl+o")
            reached.append(next(one.at for one in pilot.app.focused.ancestors if isinstance(one, Section)))
        assert reached[:2] == [("reflects",), ("milestones",)]
        await pilot.press("ctrl+up")
        assert next(one.at for one in pilot.app.focused.ancestors if isinstance(one, Section)) == ("milestones",)


async def test_what_is_typed_replaces_the_text_that_one_has_gone_to(session, opened, settled):
    async with opened(COMMITMENT) as pilot:
        title, number = (box(pilot, key).query(Input)[0] for key in ("title", "number"))
        title.focus()
        await settled(pilot)
        assert title.selection.is_empty  # the app went there
        while pilot.app.focused is not number:
            await pilot.press("tab")
        assert number.selected_text == number.value
        await pilot.press("7")
        assert number.value == "7"
        await pilot.press("tab", "shift+tab", "end", "b")
        assert number.value == "7b"
        await settled(pilot)
        assert b'number = "7b"' in session.source(COMMITMENT)


async def test_a_form_that_is_made_anew_selects_nothing(session, opened, settled):
    async with opened(COMMITMENT) as pilot:
        await settled(pilot)
        box(pilot, "title").query(Input)[0].focus()
        await pilot.press("ctrl+o", "ctrl+up", "tab", "shift+tab")
        entered = pilot.app.focused
        assert isinstance(entered, Input)
        assert entered.selected_text == entered.value
        session.change(COMMITMENT, [SetValue(("reflects",), {"open_data": True})], "Elsewhere")
        await settled(pilot)
        again = pilot.app.focused
        assert again is not entered
        assert again.selection.is_empty  # a letter on its way replaces nothing
        await pilot.press("n", "o", "w")
        assert again.value == entered.value + "now"
