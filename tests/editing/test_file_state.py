"""A file in the session, while somebody else writes to it."""

from hypothesis import given
from hypothesis import strategies as st

from ogpkit.editing.file_state import FileState

CONTENT = st.sampled_from([None, b"1", b"2", b"3"])


def test_a_change_from_elsewhere_is_taken_in_where_there_is_no_edit():
    assert FileState(base=b"1", mine=b"1").with_disk_content(b"2") == FileState(base=b"2", mine=b"2")


def test_a_change_from_elsewhere_beside_an_edit_is_a_conflict():
    held = FileState(base=b"1", mine=b"2").with_disk_content(b"3")
    assert (held.outside, held.theirs, held.mine) == (True, b"3", b"2")
    assert held.unsaved


def test_a_file_that_vanishes_under_an_edit_is_a_conflict():
    held = FileState(base=b"1", mine=b"2").with_disk_content(None)
    assert held.outside
    assert held.theirs is None


def test_the_same_change_on_both_sides_is_none():
    assert FileState(base=b"1", mine=b"2").with_disk_content(b"2") == FileState(base=b"2", mine=b"2")


def test_a_change_from_elsewhere_that_is_taken_back_ends_the_conflict():
    assert FileState(base=b"1", mine=b"2").with_disk_content(b"3").with_disk_content(b"1") == FileState(
        base=b"1", mine=b"2"
    )


@given(base=CONTENT, disk=CONTENT, edits=st.lists(CONTENT))
def test_nothing_of_theirs_is_ever_taken_for_the_base_of_my_edit(base, disk, edits):
    """A save writes over the base only, so the base may become theirs only when nothing of mine was made of the old one."""
    held = FileState(base=base, mine=base).with_disk_content(base)
    for mine in edits:
        held = held.with_content(mine).with_disk_content(disk)
        if not held.outside:
            assert held.base == disk
            assert held.mine in (disk, mine)
        else:
            assert (held.mine, held.base, held.theirs) == (mine, base, disk)


def test_a_conflict_waits_for_a_decision_even_if_the_edits_are_undone():
    held = FileState(base=b"1", mine=b"2").with_disk_content(None).with_content(b"1")
    assert (held.outside, held.mine, held.theirs) == (True, b"1", None)
    assert held.with_disk_content(None) == held
