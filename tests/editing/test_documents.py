"""What was done can be undone, and what belongs together is undone together."""

from ogpkit.editing.documents import Edit, History


def edit(before, after, at=("name",), path="a.toml", title=""):
    return Edit(path=path, title=title or f"{before!r} to {after!r}", before=before, after=after, at=at)


def test_keystrokes_in_one_value_are_one_step():
    history = History()
    for before, after in [(b"", b"K"), (b"K", b"Ke"), (b"Ke", b"Ken")]:
        history.note(edit(before, after))
    back = history.step_back()
    assert (back.before, back.after) == (b"Ken", b"")
    assert history.step_back() is None


def test_a_change_from_elsewhere_between_two_keystrokes_parts_them():
    history = History()
    history.note(edit(b"", b"K"))
    # somebody else adds a comment to the file
    history.note(edit(b"K # theirs", b"Ke # theirs"))
    assert history.step_back().after == b"K # theirs"
    assert history.step_back().after == b""


def test_leaving_the_field_ends_the_step():
    history = History()
    history.note(edit(b"", b"K"))
    history.settle()
    history.note(edit(b"K", b"Ke"))
    assert history.step_back().after == b"K"
    assert history.step_back().after == b""


def test_another_value_or_another_file_is_another_step():
    history = History()
    history.note(edit(b"", b"K"))
    history.note(edit(b"K", b"K1", at=("level",)))
    history.note(edit(b"", b"K", path="b.toml", at=("level",)))
    assert [history.step_back().path for _ in range(3)] == ["b.toml", "a.toml", "a.toml"]


def test_typing_a_value_back_leaves_nothing_to_undo():
    history = History()
    history.note(edit(b"", b"K"))
    history.note(edit(b"K", b""))
    assert history.last is None


def test_changes_of_several_values_are_never_merged():
    history = History()
    history.note(edit(b"", b"1", at=None))
    history.note(edit(b"1", b"2", at=None))
    assert history.step_back().after == b"1"


def test_a_new_step_forgets_what_was_undone():
    history = History()
    history.note(edit(b"", b"K"))
    history.step_back()
    assert history.next is not None
    history.note(edit(b"", b"L"))
    assert history.next is None
    assert history.step_again() is None


def test_a_value_changed_after_an_undo_is_a_step_of_its_own():
    history = History()
    history.note(edit(b"", b"K"))
    history.settle()
    history.note(edit(b"K", b"Ke"))
    history.step_back()
    history.note(edit(b"K", b"Ko"))
    assert history.step_back().after == b"K"
