"""The list of problems: follows what one types, looks where it is told to, leads to the field."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList, Select

from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.plugins.places import Place
from ogpkit.workspace.patch import SetValue

EVIDENCE = "countries/XX/eligibility/2011.toml"


@pytest.fixture
def problems(opened, settled):
    """Opens the app with the list of problems in sight."""

    async def problems(pilot):
        await settled(pilot)
        shown = pilot.app.query_one(ProblemList)
        if not shown.display:
            await pilot.press("f4")
            await settled(pilot)
        return shown

    return problems


def lines(shown):
    shelf = shown.query_one(OptionList)
    return [str(shelf.get_option_at_index(number).prompt) for number in range(shelf.option_count)]


async def test_a_problem_appears_and_goes_as_one_types(opened, settled, problems, typed, session):
    async with opened() as pilot:
        shown = await problems(pilot)
        before = lines(shown)
        await typed(pilot, "1")
        assert len(lines(shown)) > len(before)
        assert any("below the minimum" in line for line in set(lines(shown)) - set(before))
        await pilot.press("f6")
        await settled(pilot)
        assert lines(shown) == before


async def test_only_what_matters_most(opened, settled, problems):
    async with opened() as pilot:
        shown = await problems(pilot)
        assert any(line.startswith("!") for line in lines(shown))
        shown.query_one(".severity", Select).value = "error"
        await settled(pilot)
        assert not any(line.startswith("!") for line in lines(shown))


async def test_only_what_is_wrong_at_the_place_that_is_shown(opened, settled, problems, gone):
    async with opened() as pilot:
        shown = await problems(pilot)
        assert lines(shown)
        shown.query_one(".where", Select).value = True
        await gone(pilot, Place(country="CI"))
        assert lines(shown) == []
        await gone(pilot, Place(country="XX"))
        assert lines(shown)


@pytest.mark.parametrize("by", ["key", "mouse"])
async def test_a_problem_leads_to_its_field(opened, settled, problems, by):
    async with opened((120, 45)) as pilot:
        shown = await problems(pilot)
        wanted = next(number for number, line in enumerate(lines(shown)) if "does not reflect" in line)
        shelf = shown.query_one(OptionList)
        shelf.highlighted = wanted
        await settled(pilot)
        if by == "key":
            shown.focus_list()
            await pilot.press("enter")
        else:
            rows = screen_text(pilot.app).splitlines()
            await pilot.click(offset=(10, next(y for y, row in enumerate(rows) if "does not reflect" in row)))
        await settled(pilot)
        await settled(pilot)
        boxes = [node for node in pilot.app.focused.ancestors if isinstance(node, FieldBox)]
        assert boxes[0].at == ("principles",)


async def test_a_problem_is_explained_and_fixed_after_a_look(opened, settled, problems, session):
    path = "countries/XX/cycles/2012-2013/commitments/portal.toml"
    session.change(path, [SetValue(("principles",), ["transparency", "transparency"])], "Repeat")
    async with opened((120, 45)) as pilot:
        shown = await problems(pilot)
        at = next(number for number, line in enumerate(lines(shown)) if "is listed twice" in line)
        assert "`" not in lines(shown)[at]
        shown.focus_list()
        shown.query_one(OptionList).highlighted = at
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert "COM030" in screen_text(pilot.app)
        await pilot.press("escape")
        await settled(pilot)
        before = session.source(path)
        for answer, is_made in (("escape", False), ("enter", True)):
            await pilot.press("x")
            await settled(pilot)
            assert '+principles = ["transparency"]' in screen_text(pilot.app)
            await pilot.press(answer)
            await settled(pilot)
            assert (session.source(path) != before) is is_made
        assert b'principles = ["transparency"]\n' in session.source(path)
        assert not any("is listed twice" in line for line in lines(shown))


async def test_help_explains_the_field_and_the_page_that_one_is_in(opened, settled, gone):
    async with opened((120, 45)) as pilot:
        await gone(
            pilot, Place(path="countries/XX/cycles/2012-2013/commitments/portal.toml", at=("milestones", 0, "due"))
        )
        await settled(pilot)
        await pilot.press("f1")
        await settled(pilot)
        said = screen_text(pilot.app)
        for part in ("Enter a date", "Example: 2012-12-31", "COM011", "Roadmap", "This page: Form"):
            assert part in said
