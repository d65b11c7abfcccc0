"""What can stand in no file yet is in the journal of its session, and is there for the next one until somebody has decided."""

from __future__ import annotations

import json
from datetime import date, datetime

import pytest

from ogpkit.editing.drafts import Drafts, FieldDraft, TableDraft, dump_drafts, load_drafts
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.patch import SetValue

FIELD = Drafts(fields={("joined",): FieldDraft(value="2012-04-", reason="No date.")})
TABLES = Drafts(
    fields={("parts", 0, "due"): FieldDraft(value=None, reason="Empty.")},
    tables=(
        TableDraft(at=("parts",), is_item=True, value={"due": date(2012, 4, 1), "n": [1, 2.5]}, began={}, title="Add"),
        TableDraft(at=("case",), is_item=False, value={"x": "\ud800\x00"}, began={}, title="Add"),
        TableDraft(
            at=("notes", "a.b"), is_item=False, value=datetime.fromisoformat("2012-04-01T09:30:00"), began="", title=""
        ),
    ),
)
PATH, OTHER = "countries/XX/country.toml", "countries/YY/country.toml"


@pytest.fixture
def root(tmp_path):
    for path in (PATH, OTHER):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text('name = "X"\n')
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "W"\nlanguages = ["en"]\n')
    return tmp_path


@pytest.fixture
def opened(root):
    desks = []

    def opened(**how):
        desks.append(WorkspaceSession.open(root, Plugins.of({}), **how))
        return desks[-1]

    yield opened
    for session in desks:
        session.close(give_up=True)


def journals(root):
    return sorted((root / ".ogpkit/journal").glob("*.jsonl"))


@pytest.mark.parametrize("drafts", [Drafts(), FIELD, TABLES])
def test_drafts_can_be_read_as_they_were_written(drafts):
    assert load_drafts(json.loads(json.dumps(dump_drafts(drafts)))) == drafts


@pytest.mark.parametrize(
    "written",
    [
        1,
        [],
        {},
        {"fields": [], "tables": [], "more": 1},
        {"fields": [{"at": [True], "value": None, "reason": ""}], "tables": []},
        {"fields": [{"at": "at", "value": "value = ", "reason": ""}], "tables": []},
        {"fields": [{"at": [1.5], "value": "other = 1", "reason": ""}], "tables": []},
        {"fields": [{"at": [], "value": "value = " + "[" * 5000, "reason": ""}], "tables": []},
        {"fields": [], "tables": [{"at": [], "is_item": "yes", "value": None, "began": None, "title": ""}]},
    ],
)
def test_what_is_something_else_is_refused(written):
    with pytest.raises(ValueError):
        load_drafts(written)


def test_an_ended_session_leaves_its_drafts_to_the_next_one(opened, root):
    first = opened()
    first.drafts.keep(PATH, FIELD)
    first.drafts.keep(OTHER, TABLES)
    assert opened().recoverable == (), "its owner lives"
    assert first.close() == journals(root)[0]
    second = opened()
    assert [left.drafts for left in second.recoverable] == [{PATH: FIELD, OTHER: TABLES}]
    second.recover()
    assert [second.drafts.get_drafts(path) for path in (PATH, OTHER)] == [FIELD, TABLES]
    assert len(journals(root)) == 1, "they are in its own journal, and the old one is gone"
    second.close()
    third = opened()
    third.discard()
    assert journals(root) == []


def test_the_journal_holds_drafts_and_does_not_grow_with_each_save(opened, root):
    session = opened()
    session.drafts.keep(PATH, FIELD)
    sizes = []
    for number in range(3):
        session.change(PATH, [SetValue(("name",), str(number) * 5000)], "Change")
        session.save()
        sizes.append(journals(root)[0].stat().st_size)
    assert max(sizes) < 5000
    session.drafts.keep(PATH, Drafts())
    assert journals(root) == []


def test_what_one_session_gives_up_stays_in_the_other(opened, root):
    one, other = opened(), opened()
    one.drafts.keep(PATH, FIELD)
    other.drafts.keep(PATH, TABLES)
    one.drafts.keep(PATH, Drafts())
    other.close()
    again = opened()
    assert [left.drafts for left in again.recoverable] == [{PATH: TABLES}]


def test_of_two_for_one_file_the_second_waits_until_the_first_is_done_with(opened, root):
    for drafts in (FIELD, TABLES):
        session = opened()
        session.drafts.keep(PATH, drafts)
        session.close()
    session = opened()
    session.recover()
    first, (waiting,) = session.drafts.get_drafts(PATH), session.recovery.waiting
    assert {repr(first), repr(waiting.drafts[PATH])} == {repr(FIELD), repr(TABLES)}
    assert len(journals(root)) == 2
    session.drafts.keep(PATH, Drafts())
    session.change(PATH, [SetValue(("name",), "Y")], "Change")
    session.save()
    assert session.drafts.get_drafts(PATH) == waiting.drafts[PATH]
    assert len(journals(root)) == 1


def test_where_files_are_only_read_nothing_is_written(opened, root):
    session = opened(read_only=True)
    session.drafts.keep(PATH, FIELD)
    assert session.drafts.get_drafts(PATH) == FIELD
    assert not (root / ".ogpkit").exists()


def test_drafts_that_cannot_be_understood_are_never_taken_away(opened, root):
    session = opened()
    session.drafts.keep(PATH, FIELD)
    session.close()
    (journal,) = journals(root)
    journal.write_bytes(journal.read_bytes() + b'\n{"path": "countries/XX/country.toml", "drafts": {"new": 1}}\n')
    session = opened()
    assert session.recovery.unread == (journal,)
    session.recover()
    assert [one.suffix for one in journal.parent.iterdir() if one.stem == journal.stem] == [".kept"]
