"""Nothing is lost: edits, undo, saving by itself, changes from elsewhere, leaving."""

from __future__ import annotations

import subprocess
from contextlib import suppress
from datetime import date

import pytest
from textual.widgets import Button, Input

from ogpkit.app import autosave
from ogpkit.app.screens.conflict import ConflictScreen
from ogpkit.app.screens.dialog import Question
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.devkit.testing.screens import screen_text
from ogpkit.editing.file_state import FileState
from ogpkit.editing.journal import Journal
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.places import Place
from ogpkit.workspace.patch import SetValue

COUNTRY = "countries/XX/country.toml"
EVIDENCE = "countries/XX/eligibility/2011.toml"
FORM = Place(country="XX", path="countries/XX/eligibility/2011.toml")


async def test_enter_saves_the_bytes_of_one_value_and_nothing_else(opened, settled, root, files, typed):
    async with opened() as pilot:
        await typed(pilot, "4.9")
        await pilot.press("enter")
        await settled(pilot)
        assert (root / EVIDENCE).read_text("utf-8") == files[EVIDENCE].replace("6.18", "4.9")


async def test_undo_and_redo_say_what_they_did(opened, settled, session, typed, said):
    async with opened() as pilot:
        before = session.source(EVIDENCE)
        await typed(pilot, "4.9")
        await pilot.press("f6")
        await settled(pilot)
        assert session.source(EVIDENCE) == before
        assert any("Undone" in note and "Civil liberties: 4.9" in note for note in said(pilot))
        await pilot.press("f7")
        await settled(pilot)
        assert b"4.9" in session.source(EVIDENCE)
        assert any("Redone" in note for note in said(pilot))


async def test_a_change_saves_itself_a_moment_later(opened, root, typed, until):
    async with opened() as pilot:
        await typed(pilot, "7.5")
        await until(pilot, lambda: b"civil_liberties = 7.5 " in (root / EVIDENCE).read_bytes())


async def test_leaving_with_a_draft_names_it_and_can_be_taken_back(opened, settled, until, files, root, typed, score):
    async with opened() as pilot:
        await typed(pilot, "eleven")
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        assert "“eleven”" in screen_text(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.focused is score(pilot).query_one(Input)
        await pilot.press("f10")
        await until(pilot, lambda: isinstance(pilot.app.screen, Question))
        pilot.app.screen.query(Button)[1].press()
        await until(pilot, lambda: not pilot.app.is_running)
    assert not pilot.app.is_running
    assert (root / EVIDENCE).read_text("utf-8") == files[EVIDENCE]


async def test_leaving_takes_over_and_saves_what_was_typed_a_moment_ago(opened, root, typed, until):
    async with opened() as pilot:
        await typed(pilot, "8")
        await pilot.press("f10")
        await until(pilot, lambda: not pilot.app.is_running)
    assert b"civil_liberties = 8.0 " in (root / EVIDENCE).read_bytes()


async def test_a_file_changed_here_and_elsewhere_is_shown_in_both_versions(
    opened, settled, until, session, root, files, typed, monkeypatch
):
    monkeypatch.setattr(autosave, "WAIT", 1000)  # it is not saved before the other program has written
    monkeypatch.setattr(autosave, "LONGEST_WAIT", 1000)
    theirs = files[EVIDENCE].replace("6.18", "9.9")
    async with opened() as pilot:
        await typed(pilot, "3.3")
        pilot.app.query_one(DocumentForm).flush()
        (root / EVIDENCE).write_text(theirs, "utf-8")
        session.refresh()
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConflictScreen))
        text = screen_text(pilot.app)
        assert "▌ civil_liberties = 3.3" in text
        assert "▌ civil_liberties = 9.9" in text
        assert (root / EVIDENCE).read_text("utf-8") == theirs
        await pilot.press("escape")
        await settled(pilot)
        assert (root / EVIDENCE).read_text("utf-8") == theirs
        await pilot.press("f8")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConflictScreen))
        next(button for button in pilot.app.screen.query(Button) if button.name == "mine").press()
        await settled(pilot)
        assert (root / EVIDENCE).read_text("utf-8") == files[EVIDENCE].replace("6.18", "3.3")


async def test_an_outside_change_of_an_untouched_file_appears_by_itself(opened, root, files, gone, score, until):
    theirs = files[EVIDENCE].replace("6.18", "9.9")

    async with opened() as pilot:
        await gone(pilot, FORM)

        def has_appeared():
            (root / EVIDENCE).write_text(theirs, "utf-8")  # again and again: the watch may only be beginning
            return score(pilot).query_one(Input).value == "9.9"

        await until(pilot, has_appeared)


async def test_a_file_that_is_deleted_elsewhere_leads_to_its_country(opened, settled, session, root, gone):
    async with opened() as pilot:
        await gone(pilot, FORM)
        (root / EVIDENCE).unlink()
        session.refresh()
        await settled(pilot)
        assert pilot.app.place == Place(country="XX")


async def test_several_conflicts_are_decided_one_after_the_other(opened, settled, session, root, files):
    """Deciding later about one file does not hide the next."""
    for path in (COUNTRY, EVIDENCE):
        session.change(path, [SetValue(("notes",), "mine")], "Notes")
        (root / path).write_text("notes = 'theirs'\n" + files[path], "utf-8")
    session.refresh()
    assert set(session.conflicts) == {COUNTRY, EVIDENCE}
    async with opened() as pilot:
        await pilot.press("f8")
        await settled(pilot)
        assert COUNTRY in screen_text(pilot.app)
        await pilot.press("escape")
        await settled(pilot)
        assert EVIDENCE in screen_text(pilot.app)
        await pilot.click(next(button for button in pilot.app.screen.query(Button) if button.name == "theirs"))
        await settled(pilot)
        assert set(session.conflicts) == {COUNTRY}
        assert b"theirs" in session.source(EVIDENCE)


async def test_leaving_with_a_conflict_asks_and_lets_one_decide(opened, settled, session, root, files, pictured):
    session.change(EVIDENCE, [SetValue(("notes",), "mine")], "Notes")
    (root / EVIDENCE).write_text("notes = 'theirs'\n" + files[EVIDENCE], "utf-8")
    session.refresh()
    async with opened((80, 24)) as pilot:
        await pilot.press("f10")
        await settled(pilot)
        pictured(pilot.app, "leaving-with-a-conflict-80x24")
        await pilot.click(next(button for button in pilot.app.screen.query(Button) if button.name == "decide"))
        await settled(pilot)
        pictured(pilot.app, "conflict-80x24")
        await pilot.click(next(button for button in pilot.app.screen.query(Button) if button.name == "mine"))
        await settled(pilot)
    assert not pilot.app.is_running
    assert b'"mine"' in (root / EVIDENCE).read_bytes()


@pytest.fixture
def left_open(root, plugins):
    """A workspace whose last app ended before it saved."""
    before = WorkspaceSession.open(root, plugins, date(2012, 5, 1))
    before.change(EVIDENCE, [SetValue(("citizen_engagement", "civil_liberties"), 2.5)], "Civil liberties")
    before.close()
    session = WorkspaceSession.open(root, plugins, date(2012, 5, 1))
    yield session
    session.close(give_up=True)


async def test_what_an_app_left_behind_is_offered_and_taken_up(opened, settled, left_open, root, pictured):
    async with opened((80, 24), left_open) as pilot:
        await settled(pilot)
        pictured(pilot.app, "left-behind-80x24")
        await pilot.press("enter")
        await settled(pilot)
        assert b"civil_liberties = 2.5 " in left_open.source(EVIDENCE)
        await pilot.press("f6")
        await settled(pilot)
        assert b"civil_liberties = 6.18 " in left_open.source(EVIDENCE)


async def test_what_an_app_left_behind_waits_for_another_day(opened, settled, left_open, root):
    async with opened(on=left_open) as pilot:
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert b"civil_liberties = 6.18 " in left_open.source(EVIDENCE)
        assert left_open.recoverable


async def test_eighty_leftovers_can_be_read_and_answered_on_a_small_screen(
    opened, settled, until, root, plugins, files, pictured
):
    """Forty of one file, forty of files of their own: the list scrolls, the answers stay in sight, and nothing is lost."""
    evidence = files[EVIDENCE].encode()
    for number in range(40):
        for path, base, mine in (
            (EVIDENCE, evidence, evidence + f"\n[x-{number}]\nnote = {number}\n".encode()),
            (f"countries/XX/eligibility/{1940 + number}.toml", None, b'edition = "roadmap-2011"\n'),
        ):
            journal = Journal(root)
            journal.note(path, FileState(base=base, mine=mine))
            journal.leave()
    async with opened((80, 24), WorkspaceSession.open(root, plugins)) as pilot:
        await settled(pilot)
        shown = screen_text(pilot.app)
        assert all(label in shown for label in ("Restore them", "Ask me next time", "Discard them"))
        assert "eligibility/1940.toml" in shown
        assert "2011.toml: not saved 40 times" not in shown
        for _page in range(8):
            await pilot.press("pagedown")
        await settled(pilot)
        assert "2011.toml: not saved 40 times" in screen_text(pilot.app)
        await pilot.press("enter")
        await until(pilot, lambda: not pilot.app.session.unsaved and not pilot.app.session.recovery.waiting)
    assert all(f"[x-{number}]" in (root / EVIDENCE).read_text("utf-8") for number in range(40))
    assert len(list((root / "countries/XX/eligibility").iterdir())) == 41
    assert list((root / ".ogpkit" / "journal").glob("*.jsonl")) == []


async def test_leftovers_about_the_same_value_are_decided_one_by_one(opened, settled, until, root, plugins, files):
    evidence = files[EVIDENCE].encode()
    for score in ("1.5", "2.5", "3.5"):
        journal = Journal(root)
        journal.note(EVIDENCE, FileState(base=evidence, mine=evidence.replace(b"6.18", score.encode())))
        journal.leave()
    async with opened((100, 30), WorkspaceSession.open(root, plugins)) as pilot:
        session = pilot.app.session
        await settled(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: bool(session.conflicts))
        await pilot.press("f8")
        for score in (b"2.5", b"3.5"):
            await until(pilot, lambda: isinstance(pilot.app.screen, ConflictScreen))
            assert score in session.conflicts[EVIDENCE].mine
            await pilot.click(next(button for button in pilot.app.screen.query(Button) if button.name == "mine"))
            await until(pilot, lambda score=score: score in (root / EVIDENCE).read_bytes())
        await until(pilot, lambda: not session.unsaved and not isinstance(pilot.app.screen, ConflictScreen))


async def test_a_journal_of_another_version_is_named_and_left_alone(opened, settled, root, plugins, said):
    folder = root / ".ogpkit" / "journal"
    folder.mkdir(parents=True)
    (folder / "20300101-000000-abcdef01.jsonl").write_text('{"version": 2}\n', "utf-8")
    async with opened(on=WorkspaceSession.open(root, plugins)) as pilot:
        await settled(pilot)
        assert any("20300101-000000-abcdef01.jsonl" in note for note in said(pilot))
    assert (folder / "20300101-000000-abcdef01.jsonl").read_text("utf-8") == '{"version": 2}\n'


@pytest.fixture
def small_disk(tmp_path, files):
    """The workspace on a disk of its own, with room for a few files."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=128k", "none", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("needs the right to mount a small disk")
    for path, text in files.items():
        (disk / path).parent.mkdir(parents=True, exist_ok=True)
        (disk / path).write_text(text, "utf-8")
    yield disk
    subprocess.run(["umount", disk], check=True)


async def test_a_full_disk_is_said_in_words_and_nothing_is_lost(small_disk, plugins, opened, settled, files, said):
    session = WorkspaceSession.open(small_disk, plugins)
    async with opened((100, 30), session) as pilot:
        await settled(pilot)
        with suppress(OSError), (small_disk / ".filling").open("wb", buffering=0) as filling:
            while True:
                filling.write(bytes(4096))
        session.change(EVIDENCE, [SetValue(("citizen_engagement", "civil_liberties"), 7.5)], "Civil liberties")
        assert not pilot.app.keeping.save()
        await settled(pilot)
        assert "not saved yet" in screen_text(pilot.app)
        assert any("Some changes could not be saved" in note for note in said(pilot))
        await pilot.press("f10")
        await settled(pilot)
        assert EVIDENCE in screen_text(pilot.app)
        assert (small_disk / EVIDENCE).read_text("utf-8") == files[EVIDENCE]
        await pilot.press("escape")
        (small_disk / ".filling").unlink()
        assert pilot.app.keeping.save()
        assert b"civil_liberties = 7.5 " in (small_disk / EVIDENCE).read_bytes()
    session.close()
