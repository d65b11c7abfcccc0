"""An import that is saved a few files at a time: keys come between, it is one step, and it can be cancelled as a whole."""

from __future__ import annotations

import pytest

from ogpkit.editing import imports
from ogpkit.editing.imports import save_import_in_steps
from ogpkit.plugins.contributions import Import
from ogpkit.workspace.patch import SetValue
from ogpkit.workspace.progress import Cancelled, WorkProgress, finish_steps, note_progress

KE = "countries/KE/country.toml"
NEW = [f"countries/{code}/country.toml" for code in ("CL", "GH", "MX")]
FOUND = Import(files={path: {"name": {"en": path[10:12]}} for path in NEW} | {KE: {"name": {"en": "Changed"}}})
TITLE = "Import list.csv"


@pytest.fixture(autouse=True)
def one_at_once(monkeypatch):
    monkeypatch.setattr(imports, "_AT_ONCE", 1)


def test_what_was_imported_is_saved_and_is_one_step(session, root):
    before = (root / KE).read_bytes()
    steps, progress = save_import_in_steps(session, FOUND, TITLE), WorkProgress()
    with note_progress(progress):
        next(steps)
        assert [(root / path).exists() for path in NEW] == [True, False, False]
        assert progress.total == 4
        assert set(finish_steps(steps)) == set(FOUND.files)
    assert not session.unsaved
    assert [step.title for step in session.steps] == [TITLE]
    assert finish_steps(save_import_in_steps(session, FOUND, TITLE)) == (), "a second time changes nothing"
    session.undo()
    session.save()
    assert [(root / path).exists() for path in NEW] == [False] * 3
    assert (root / KE).read_bytes() == before


def test_an_import_that_is_cancelled_leaves_nothing_behind(session, root):
    before = (root / KE).read_bytes()
    steps, progress = save_import_in_steps(session, FOUND, TITLE), WorkProgress()
    with note_progress(progress):
        for _step in range(3):
            next(steps)
        assert (root / KE).read_bytes() != before or (root / NEW[1]).exists()
        progress.is_cancelled = True
        with pytest.raises(Cancelled, match="Nothing was imported"):
            finish_steps(steps)
    assert not any((root / path).exists() for path in NEW)
    assert (root / KE).read_bytes() == before
    assert not session.unsaved
    assert not session.steps


def test_what_somebody_does_meanwhile_stays_and_is_not_undone_with_it(session, root):
    steps, progress = save_import_in_steps(session, FOUND, TITLE), WorkProgress()
    with note_progress(progress):
        next(steps)
        session.change(KE, [SetValue(("name",), "Mine")], "Name: Mine")
        progress.is_cancelled = True
        with pytest.raises(Cancelled, match="What was imported before stays"):
            finish_steps(steps)
    assert [step.title for step in session.steps] == [TITLE, "Name: Mine"]
    assert b"Mine" in session.source(KE)
    assert (root / NEW[0]).exists()
