"""Unsaved edits are on the disk before they are saved."""

import json

import pytest

from ogpkit.editing.file_state import FileState
from ogpkit.editing.journal import Journal, discard, find_left_behind

EDITED = FileState(base=b"a = 1\n", mine=b"a = 2\n")


def test_what_a_living_desk_has_noted_is_its_own(tmp_path):
    journal = Journal(tmp_path)
    journal.note("a.toml", EDITED)
    assert find_left_behind(tmp_path) == ()


def test_what_was_left_is_found_with_the_last_state_of_each_file(tmp_path):
    journal = Journal(tmp_path)
    journal.note("a.toml", EDITED)
    journal.note("a.toml", FileState(base=b"a = 1\n", mine=b"a = 3\n"))
    journal.note("b.toml", FileState(base=None, mine="é".encode()))
    journal.note("c.toml", FileState(base=b"\xff", mine=None))
    journal.leave()
    (left,) = find_left_behind(tmp_path)
    assert left.files == {
        "a.toml": FileState(base=b"a = 1\n", mine=b"a = 3\n"),
        "b.toml": FileState(base=None, mine="é".encode()),
        "c.toml": FileState(base=b"\xff", mine=None),
    }
    assert left.paths == ("a.toml", "b.toml", "c.toml")


def test_a_file_that_was_saved_is_not_left_behind(tmp_path):
    journal = Journal(tmp_path)
    journal.note("a.toml", EDITED)
    journal.note("b.toml", EDITED)
    journal.note("a.toml", FileState(base=b"a = 2\n", mine=b"a = 2\n"))
    journal.leave()
    assert find_left_behind(tmp_path)[0].paths == ("b.toml",)


def test_a_journal_without_unsaved_edits_is_taken_away(tmp_path):
    journal = Journal(tmp_path)
    journal.note("a.toml", EDITED)
    journal.end()
    assert list((tmp_path / ".ogpkit" / "journal").iterdir()) == []


def test_a_line_that_was_cut_off_costs_only_itself(tmp_path):
    journal = Journal(tmp_path)
    journal.note("a.toml", EDITED)
    journal.leave()
    (file,) = (tmp_path / ".ogpkit" / "journal").glob("*.jsonl")
    with file.open("a") as end:
        end.write('{"path": "a.toml", "mi')
    assert find_left_behind(tmp_path)[0].files == {"a.toml": EDITED}


@pytest.mark.parametrize("path", ["../a.toml", "/etc/passwd", "a/../../b.toml", ".ogpkit/a.toml", "a\x1b.toml", ""])
def test_a_journal_leads_to_no_file_outside_the_workspace(tmp_path, path):
    folder = tmp_path / ".ogpkit" / "journal"
    folder.mkdir(parents=True)
    entry = json.dumps({"path": path, "base": None, "mine": "x"})
    (folder / "x.jsonl").write_text(entry + "\n")
    assert find_left_behind(tmp_path) == ()


def test_the_journal_is_no_matter_for_git(tmp_path):
    journal = Journal(tmp_path)
    journal.note("a.toml", EDITED)
    assert (tmp_path / ".ogpkit" / ".gitignore").read_text() == "*\n"


def test_where_no_journal_can_be_kept_it_says_so(tmp_path):
    (tmp_path / ".ogpkit").write_text("in the way")
    journal = Journal(tmp_path)
    journal.note("a.toml", EDITED)
    assert "Save often" in journal.trouble
    (tmp_path / ".ogpkit").unlink()
    journal.note("a.toml", EDITED)
    assert journal.trouble == ""
    journal.leave()
    assert find_left_behind(tmp_path)[0].files == {"a.toml": EDITED}


def test_discarded_is_gone(tmp_path):
    journal = Journal(tmp_path)
    journal.note("a.toml", EDITED)
    journal.leave()
    discard(find_left_behind(tmp_path))
    assert find_left_behind(tmp_path) == ()
