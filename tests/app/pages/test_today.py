"""Today: the first page, which says what needs a person now and begins it by one key; how many keys each deed takes."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from textual.events import Paste
from textual.widgets import Button, OptionList, Select, TextArea
from textual.widgets._select import SelectOverlay

import ogpkit_commitments
import ogpkit_consultation
import ogpkit_eligibility
from ogpkit.app.forms.field_box import FieldBox
from ogpkit.app.pages.today import Today
from ogpkit.app.screens.action_dialog import ActionDialog
from ogpkit.app.widgets.first_steps import FirstSteps
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.cli import main
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.contributions import ActionCall, Task, Tasks
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place
from ogpkit.plugins.providing import hookimpl
from ogpkit.workspace import visits
from ogpkit.workspace.patch import InsertItem, SetValue
from ogpkit.workspace.visits import FileChange

WALK = Path(__file__).parents[3] / "docs/walks/today.txt"
CYCLE = "countries/XX/cycles/2012-2013"
PORTAL = f"{CYCLE}/commitments/portal.toml"
TODAY = date(2013, 1, 10)
SIZES = [(80, 24), (120, 40), (160, 48)]
HISTORY = """
[[history]]
stage = "intent"
on = 2012-01-10
"""
COMMENT = 'received = 2013-01-02\nauthor = "Ana"\nlanguage = "en"\ntext = "Publish payments by project."\n'


@pytest.fixture
def plugins():
    modules = {"eligibility": ogpkit_eligibility, "commitments": ogpkit_commitments}
    return Plugins.of({**modules, "consultation": ogpkit_consultation})


@pytest.fixture
def root(root):
    """A workspace of one country in the middle of its cycle."""
    shutil.rmtree(root / "countries/CI")
    cycle = root / CYCLE / "cycle.toml"
    cycle.write_text(cycle.read_text("utf-8") + HISTORY, "utf-8")
    portal = (root / PORTAL).read_text("utf-8").replace("due = ", 'status = "not-started"\ndue = ')
    (root / PORTAL).write_text(portal, "utf-8")
    (root / CYCLE / "consultation/comments").mkdir(parents=True)
    (root / CYCLE / "consultation/process.toml").write_text("opens = 2012-02-01\ncloses = 2012-03-31\n", "utf-8")
    (root / CYCLE / "consultation/comments/0001.toml").write_text(COMMENT, "utf-8")
    return root


@pytest.fixture
def session(root, plugins):
    session = WorkspaceSession.open(root, plugins, TODAY)
    yield session
    session.close(give_up=True)


@pytest.fixture
def without_colour(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")


def lines(pilot, selector=".agenda"):
    shelf = pilot.app.query_one(f"Today {selector}", OptionList)
    return [str(shelf.get_option_at_index(number).prompt) for number in range(shelf.option_count)]


def go_down_to(pilot, words):
    """The keys that lead to a line of the agenda from where the page begins."""
    shelf = pilot.app.query_one("Today .agenda", OptionList)
    assert pilot.app.focused is shelf
    wanted = next(number for number, line in enumerate(lines(pilot)) if words in line)
    between = range(shelf.highlighted, wanted)
    return ["down"] * sum(not shelf.get_option_at_index(number + 1).disabled for number in between)


async def do(pilot, settled, *keys):
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


@pytest.mark.parametrize("size", SIZES, ids="{0[0]}x{0[1]}".format)
async def test_the_app_opens_on_today(opened, settled, pictured, size):
    async with opened(size) as pilot:
        await settled(pilot)
        assert pilot.app.view.page == "today"
        pictured(pilot.app, f"today-{size[0]}x{size[1]}")


async def test_without_colour_the_same_is_said_in_words(without_colour, opened, settled, pictured):
    async with opened((80, 24)) as pilot:
        await settled(pilot)
        pictured(pilot.app, "today-80x24")


STEPS = [{"id": f"step-{day}", "title": f"Step {day}", "due": date(2012, 12, day)} for day in (20, 15)]


@pytest.mark.parametrize("colours", [True, False])
async def test_a_mornings_work_takes_few_keys_and_is_recorded(
    opened, settled, until, session, request, monkeypatch, colours
):
    """Each from Today as it opens, the way to the line included; what is written into a field is not counted."""
    if not colours:
        monkeypatch.setenv("NO_COLOR", "1")
    session.change(PORTAL, [InsertItem(("milestones",), 2, one) for one in STEPS], "Two more milestones")
    session.save()
    seen = []

    async with opened((80, 24)) as pilot:

        async def see(title):
            await until(pilot, lambda: not session.unsaved)
            await settled(pilot)
            screen = screen_text(pilot.app).translate(str.maketrans("╸╺", "━━"))
            seen.append(f"{title}\n{'=' * len(title)}\n{screen}")

        async def count(what, before, keys, text="", dialog=""):
            """The text is written before the last key."""
            await do(pilot, settled, "f3")
            pressed = keys.split()
            assert len(pressed) <= 6
            await do(pilot, settled, *pressed[:-1], *text)
            if dialog:
                await see(dialog)
            await do(pilot, settled, pressed[-1])
            await see(f"{what}: {keys}, {len(pressed)} keys (before: {before})")

        def statuses():
            return [str(one.with_reports().status) for one in session.workspace.documents[PORTAL].entity.milestones]

        await settled(pilot)
        await see("The morning begins")
        url = "https://example.org/map"
        await count("A milestone is complete, with evidence", 11, "1 enter ctrl+j", url, "What Enter asks")
        [update] = session.workspace.documents[PORTAL].entity.milestones[0].updates
        assert (str(update.status), update.on, update.evidence) == ("complete", TODAY, (url,))
        assert not any("Milestone: Map" in line for line in lines(pilot))

        await do(pilot, settled, "1", "space")
        assert sum("● " in line for line in lines(pilot)) == 1
        await do(pilot, settled, "up", "space")
        await count("Two milestones are on their way", "one by one", "1 a enter tab s ctrl+j", dialog="What is asked")
        assert statuses() == ["complete", "not-started", "substantial", "substantial"]
        await do(pilot, settled, "f6")
        assert statuses() == ["complete", "not-started", "None", "None"]
        await do(pilot, settled, "f7")

        await count("A comment is answered", 16, "2 enter a tab ctrl+j", "Yes", "An answer is written")
        comment = session.workspace.documents[f"{CYCLE}/consultation/comments/0001.toml"].entity
        assert (str(comment.response.outcome), comment.response.text.best("en")) == ("accepted", "Yes")
        assert not any("Answer the comment" in line for line in lines(pilot))

        await count("The next stage is entered", "8", "2 enter ctrl+j")
        history = session.workspace.documents[f"{CYCLE}/cycle.toml"].entity.history
        assert [step.on for step in history[1:]] == [TODAY]
    if request.config.getoption("--update-screens", default=False):
        WALK.write_text("\n".join(seen), "utf-8")
    assert "\n".join(seen) == WALK.read_text("utf-8")


async def test_a_mornings_work_is_done_with_the_mouse_alone(opened, settled, until, session):
    """What is written is pasted, as terminals do it with the mouse."""
    async with opened((120, 40)) as pilot:

        async def begin(words):
            rows = screen_text(pilot.app).splitlines()
            line = next(y for y, row in enumerate(rows) if words in row)
            await pilot.click(offset=(rows[line].index(words), line))
            await settled(pilot)
            assert isinstance(pilot.app.screen, ActionDialog), screen_text(pilot.app)
            return {box.field.name: box for box in pilot.app.screen.query(FieldBox)}

        async def write(text):
            pilot.app.post_message(Paste(text))
            await until(pilot, lambda: text in screen_text(pilot.app))

        async def finish():
            await settled(pilot)
            await pilot.click(".do-it")
            await until(pilot, lambda: not isinstance(pilot.app.screen, ActionDialog) and not session.unsaved)

        await settled(pilot)
        await begin("Milestone: Map")
        await write("https://example.org/map")
        await finish()
        assert str(session.workspace.documents[PORTAL].entity.milestones[0].updates[0].status) == "complete"

        fields = await begin("Answer the comment")
        await pilot.click(fields["outcome"].query_one(Select))
        await settled(pilot)
        await pilot.click(SelectOverlay, offset=(4, 1))
        await settled(pilot)
        await pilot.click(fields["text"].query(TextArea).first())
        await write("Yes")
        await finish()
        comment = session.workspace.documents[f"{CYCLE}/consultation/comments/0001.toml"].entity
        assert comment.response.text.best("en") == "Yes"

        await begin("Move to the stage")
        await finish()
        assert [step.on for step in session.workspace.documents[f"{CYCLE}/cycle.toml"].entity.history[1:]] == [TODAY]


def test_a_mornings_work_is_done_with_pages_that_are_read_aloud(root, capsys, monkeypatch):
    monkeypatch.chdir(root)

    def run(*words):
        code = main(list(words))
        said = capsys.readouterr()
        assert code == 0, said.err
        return said.out

    before = run("page", "today")
    assert before.startswith("Two countries · Today\n\n1 Overdue (")
    assert not re.search("[─-▟]| {3,}", before)
    assert "Milestone: Map of two regions" in before
    assert "Answer the comment" in before
    run(
        "commitment",
        "progress",
        "XX/2012-2013",
        "portal",
        "map",
        "--status",
        "complete",
        "--evidence",
        "https://e.org/",
    )
    run("consultation", "answer", "XX/2012-2013", "0001", "--outcome", "accepted", "--text", "Yes")
    run("cycle", "advance", "XX/2012-2013", "consultation", "--on", "2012-02-01")
    after = run("page", "today")
    assert "Milestone: Map of two regions" not in after
    assert "Answer the comment" not in after
    plan = run("page", "plan", "XX/2012-2013")
    assert "Stages\n" in plan
    assert "February 1, 2012" in plan
    assert "cycle                 Overview" in run("page")
    assert main(["page", "plans", "XX/2012-2013"]) == 2
    assert "This place has no page “plans”. Choose one of: cycle, plan" in capsys.readouterr().err


def test_a_page_that_is_read_aloud_tells_the_commands_of_its_first_steps(tmp_path, monkeypatch, capsys):
    assert main(["init", str(tmp_path), "--country", "KE", "--languages", "en"]) == 0
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["page", "today"]) == 0
    assert (
        "A cycle holds one action plan, from its consultation to the last report.\nStart a cycle: ogpkit cycle new KE\n"
    ) in capsys.readouterr().out


async def test_lines_that_one_action_cannot_do_together_are_not_marked(opened, settled, said):
    async with opened((80, 24)) as pilot:
        await settled(pilot)
        await do(pilot, settled, "2", "space")
        assert said(pilot) == ["This line is done by itself. Press Enter."]
        assert not any("● " in line for line in lines(pilot))


async def test_o_opens_the_file_at_the_right_field(opened, settled):
    async with opened((80, 24)) as pilot:
        await settled(pilot)
        await do(pilot, settled, *go_down_to(pilot, "Milestone: Map"), "o")
        assert pilot.app.place.path == PORTAL
        box = next(node for node in pilot.app.focused.ancestors if isinstance(node, FieldBox))
        assert box.at[:2] == ("milestones", 0)


async def test_a_cause_of_problems_opens_the_list_with_it_alone(opened, settled, session):
    async with opened((120, 40)) as pilot:
        await settled(pilot)
        problems = pilot.app.query_one("#problems", ProblemList)
        assert not problems.display
        first = next(line for line in lines(pilot) if " problem" in line and "(" not in line)
        await do(pilot, settled, *go_down_to(pilot, first), "enter")
        assert problems.display
        shown = problems.query_one(OptionList).option_count
        assert 0 < shown == int(first.split()[0]) <= len(session.findings)
        await do(pilot, settled, "f4", "f4")
        assert problems.query_one(OptionList).option_count == len(session.findings)


async def test_a_click_begins_what_a_line_says(opened, settled):
    async with opened((80, 24)) as pilot:
        await settled(pilot)
        rows = screen_text(pilot.app).splitlines()
        await pilot.click(offset=(30, next(y for y, row in enumerate(rows) if "Milestone: Map" in row)))
        await settled(pilot)
        assert isinstance(pilot.app.screen, ActionDialog)


async def test_today_follows_changes_here_and_outside(opened, settled, until, session, root):
    async with opened((80, 24)) as pilot:
        await settled(pilot)
        session.change(PORTAL, [SetValue(("milestones", 0, "due"), date(2013, 1, 12))], "Later")
        await settled(pilot)
        assert any("Due in 2 days  " in line and "Milestone: Map" in line for line in lines(pilot))
        session.save()
        text = (root / PORTAL).read_text("utf-8")
        (root / PORTAL).write_text(text.replace("2013-01-12", "2013-01-13"), "utf-8")
        await until(pilot, lambda: any("Due in 3 days" in line for line in lines(pilot)))


async def test_how_the_plan_stands_is_said_with_bars_and_in_words(opened, settled):
    async with opened((160, 48)) as pilot:
        await settled(pilot)
        said = "\n".join(lines(pilot, ".state"))
        assert "(stage 1 of " in said
        assert "░  0 % done, " in said
        assert "% planned by today" in said
        assert "0 of 1 comment answered" in said


async def test_f3_leads_to_today_from_anywhere(opened, settled, gone):
    async with opened((80, 24)) as pilot:
        await gone(pilot, Place(country="XX", path=PORTAL))
        await do(pilot, settled, "f3")
        assert (pilot.app.place, pilot.app.view.page) == (Place(), "today")
        assert pilot.app.focused is pilot.app.query_one("Today .agenda")


async def test_nothing_can_be_begun_where_everything_is_for_reading_only(opened, settled, root, plugins):
    session = WorkspaceSession.open(root, plugins, TODAY, read_only=True)
    async with opened((80, 24), session) as pilot:
        await settled(pilot)
        await do(pilot, settled, *go_down_to(pilot, "Milestone: Map"), "enter")
        assert pilot.app.place.path == PORTAL
    session.close(give_up=True)


async def test_an_empty_workspace_offers_its_first_steps(opened, settled, root, plugins):
    shutil.rmtree(root / "countries")
    session = WorkspaceSession.open(root, plugins, TODAY)
    async with opened((80, 24), session) as pilot:
        await settled(pilot)
        assert str(pilot.app.focused.label).strip() == "Add a country"
        await do(pilot, settled, "enter", *"KE", "ctrl+j")
        assert pilot.app.place == Place(country="KE")
        assert "Kenya" in screen_text(pilot.app)
        await do(pilot, settled, "f3")
        steps = [str(button.label).strip() for button in pilot.app.query(FirstSteps).first().query(Button)]
        assert steps == ["Add evidence of eligibility", "Start a cycle"]
        await do(pilot, settled, "tab", "enter")
        assert pilot.app.screen.action_name == "commitments-begin-cycle"
        await do(pilot, settled, "ctrl+j")
        assert session.workspace.cycles("KE") == ("2014",)
    session.close(give_up=True)


async def test_what_others_changed_since_the_last_visit_is_told(opened, settled, monkeypatch):
    changes = (
        FileChange(PORTAL, date(2013, 1, 9), is_own=False, is_gone=False),
        FileChange(f"{CYCLE}/commitments/old.toml", date(2013, 1, 8), is_own=True, is_gone=True),
        FileChange("notes/\x1b[31mred.txt", date(2013, 1, 7), is_own=False, is_gone=False),
    )
    monkeypatch.setattr("ogpkit.app.pages.today.list_changes_since_visit", lambda _root: changes)
    async with opened((160, 48)) as pilot:
        await settled(pilot)
        said = lines(pilot, ".state")
        assert said[0] == "Changed since you were last here"
        assert said[1].startswith(
            "January 9, 2013 changed by others: Country X (XX) › 2012-2013 › Commitment · Publish mining"
        )
        assert said[2].startswith("January 8, 2013 deleted by you: ")
        assert not any("red.txt" in line for line in said)


async def test_the_page_keeps_its_line_while_it_counts_anew(opened, settled, session):
    async with opened((120, 40)) as pilot:
        await settled(pilot)
        await do(pilot, settled, "down", "down")
        at = pilot.app.query_one("Today .agenda", OptionList).highlighted
        session.change("countries/XX/country.toml", [SetValue(("notes",), "A note")], "Notes")
        await settled(pilot)
        assert pilot.app.query_one("Today .agenda", OptionList).highlighted == at
        assert pilot.app.query_one(Today).is_seen


def test_visits_are_noted_where_there_is_a_repository(tmp_path):
    visits.note_visit(tmp_path)
    assert not (tmp_path / ".ogpkit").exists()


async def test_a_task_whose_action_nobody_has_leads_to_its_place(opened, settled, root):
    @hookimpl
    def ogpkit_tasks():
        action = ActionCall(action="of-a-plugin-that-is-off", place=Place(country="XX"))
        task = Task(title="Greet [b]everybody[/b]", place=Place(country="XX"), action=action)
        yield Tasks(name="letters", title="Letters", derive=lambda _workspace: [task])

    plugins = Plugins.of({"letters": SimpleNamespace(ogpkit_tasks=ogpkit_tasks)})
    session = WorkspaceSession.open(root, plugins, TODAY)
    async with opened((80, 24), session) as pilot:
        await settled(pilot)
        await do(pilot, settled, *go_down_to(pilot, "Greet [b]everybody[/b]"), "enter")
        assert pilot.app.place == Place(country="XX")
    session.close(give_up=True)
