"""Two people change one file."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.editing.conflicts import Conflict, find_changes, merge_both, merge_mine_first
from ogpkit.editing.errors import EditRefused, UnresolvedConflicts
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country, Translated
from ogpkit.workspace.patch import SetValue, changed_value
from ogpkit.workspace.toml import parse_toml

KE = "countries/KE/country.toml"
BR = "countries/BR/country.toml"

SCALARS = st.one_of(st.booleans(), st.integers(0, 2), st.sampled_from([1.0, "a", "b"]))
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from("xyz"), inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(st.sampled_from("pqrs"), VALUES, max_size=4)


@given(before=TABLES, after=TABLES)
def test_the_changes_between_two_contents_make_one_of_the_other(before, after):
    content = before
    for change in find_changes(before, after):
        content = changed_value(content, change)
    assert repr(sorted_keys(content)) == repr(sorted_keys(after))


def sorted_keys(value):
    if isinstance(value, dict):
        return {key: sorted_keys(value[key]) for key in sorted(value)}
    return [sorted_keys(item) for item in value] if isinstance(value, list) else value


def conflict(base, mine, theirs):
    return Conflict(path="a.toml", base=base, mine=mine, theirs=theirs)


def test_changes_of_different_keys_are_both_kept_with_every_comment():
    base = b"# top\na = 1  # one\nb = 1\nl = [1, 2]\n"
    mine = b"# top\na = 2  # one\nb = 1\nl = [1, 2, 3]\n"
    theirs = b"# their top\na = 1  # one\nb = 5  # five\nl = [1, 2]\nc = 1\n"
    assert (
        merge_both(conflict(base, mine, theirs)) == b"# their top\na = 2  # one\nb = 5  # five\nl = [1, 2, 3]\nc = 1\n"
    )


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [
        (b"a = 2\n", b"a = 3\n"),
        (b"", b"a = 3\n"),
        (b"a = 1\nl = [1]\n", b"a = 1\nl = [2]\n"),
        (b"a = 1\n[t]\nx = 1\n", b"a = 1\nt = 1\n"),
        (None, b"a = 3\n"),
        (b"a = 2\n", None),
        (b"a = 2\n", b"a = \n"),
        (b"a = 2\n", b"\xff"),
    ],
)
def test_changes_of_the_same_key_are_for_a_person_to_decide(mine, theirs):
    assert merge_both(conflict(b"a = 1\n", mine, theirs)) is None


@given(base=TABLES, mine=TABLES, theirs=TABLES)
def test_what_is_brought_together_holds_the_changes_of_both(base, mine, theirs):
    import tomli_w

    sources = [tomli_w.dumps(content).encode() for content in (base, mine, theirs)]
    merged = merge_both(conflict(*sources))
    if merged is not None:
        content = parse_toml(merged)
        for one in (mine, theirs):
            for key in {*base, *one}:
                is_whole = not isinstance(base.get(key), dict | list) and not isinstance(one.get(key), dict)
                if repr(base.get(key)) != repr(one.get(key)) and is_whole:  # both may have begun one table
                    assert content.get(key) == one.get(key)


def test_a_table_that_both_have_begun_holds_what_both_have_put_in():
    merged = merge_both(conflict(b"", b"[p]\nx = false\n", b"[p]\ny = false\n"))
    assert merged is not None
    assert parse_toml(merged) == {"p": {"x": False, "y": False}}


def rename(session, name, path=KE):
    session.change(path, [SetValue(("name",), name)], f"Rename to {name}")


def outside(root, old, new, path=KE):
    file = root / path
    file.write_bytes(file.read_bytes().replace(old, new))


def test_a_save_never_overwrites_what_somebody_else_wrote(session, root, kenya):
    rename(session, "Kenia")
    rename(session, "Brasil", BR)
    outside(root, b'"Ana"', b'"Eva"')
    with pytest.raises(UnresolvedConflicts):
        session.save()
    assert (root / KE).read_bytes() == kenya.replace(b'"Ana"', b'"Eva"')
    assert (root / BR).read_bytes() == b'name = "Brasil"\n'
    found = session.conflicts[KE]
    assert found.mine == kenya.replace(b'"Kenya"', b'"Kenia"')
    assert found.theirs == kenya.replace(b'"Ana"', b'"Eva"')
    assert session.unsaved == {KE}


def test_mine_beside_theirs(session, root, kenya):
    rename(session, "Kenia")
    outside(root, b'"Ana"', b'"Eva"')
    with pytest.raises(UnresolvedConflicts):
        session.save()
    session.resolve(KE, "mine")
    assert session.conflicts == {}
    session.save()
    assert (root / KE).read_bytes() == kenya.replace(b'"Kenya"', b'"Kenia"').replace(b'"Ana"', b'"Eva"')


def test_mine_instead_of_theirs_and_theirs_can_be_had_back(session, root, kenya):
    rename(session, "Kenia")
    outside(root, b'"Kenya"', b'"Jamhuri ya Kenya"')
    theirs = (root / KE).read_bytes()
    with pytest.raises(UnresolvedConflicts):
        session.save()
    session.resolve(KE, "mine")
    session.save()
    assert (root / KE).read_bytes() == kenya.replace(b'"Kenya"', b'"Kenia"')
    session.undo()
    assert session.source(KE) == theirs
    session.undo()
    assert session.source(KE) == kenya.replace(b'"Kenya"', b'"Kenia"')
    session.undo()
    assert session.source(KE) == kenya


def test_theirs_instead_of_mine_and_mine_can_be_had_back(session, root, kenya):
    rename(session, "Kenia")
    outside(root, b'"Kenya"', b'"Jamhuri ya Kenya"')
    with pytest.raises(UnresolvedConflicts):
        session.save()
    session.resolve(KE, "theirs")
    assert session.unsaved == frozenset()
    assert session.workspace.one(Country, "KE").entity.name.best() == "Jamhuri ya Kenya"
    session.undo()
    assert session.source(KE) == kenya.replace(b'"Kenya"', b'"Kenia"')
    assert session.unsaved == {KE}
    assert session.conflicts == {}


def test_a_file_deleted_elsewhere_under_my_edit(session, root, kenya):
    rename(session, "Kenia")
    (root / KE).unlink()
    session.refresh()
    assert session.conflicts[KE].theirs is None
    session.resolve(KE, "mine")
    session.save()
    assert (root / KE).read_bytes() == kenya.replace(b'"Kenya"', b'"Kenia"')


def test_a_file_changed_elsewhere_that_i_deleted(session, root):
    session.delete(KE)
    outside(root, b'"Ana"', b'"Eva"')
    with pytest.raises(UnresolvedConflicts):
        session.save()
    assert (root / KE).exists()
    session.resolve(KE, "theirs")
    assert session.workspace.countries == ("BR", "KE")


def test_only_a_conflict_can_be_resolved(session):
    with pytest.raises(EditRefused, match="no conflicting changes"):
        session.resolve(KE, "mine")


def test_typing_goes_on_while_a_conflict_waits(session, root, kenya):
    rename(session, "Kenia")
    outside(root, b'"Ana"', b'"Eva"')
    session.refresh()
    rename(session, "Keniya")
    assert session.conflicts[KE].mine == kenya.replace(b'"Kenya"', b'"Keniya"')
    assert session.conflicts[KE].base == kenya


def test_changes_from_elsewhere_are_taken_in(session, root, kenya):
    told = []
    session.subscribe(lambda: told.append(1))
    outside(root, b'"Kenya"', b'"BRAZIL"')
    (root / BR).unlink()
    (root / "countries" / "TZ").mkdir()
    (root / "countries" / "TZ" / "country.toml").write_text('name = "Tanzania"\n')
    session.refresh()
    assert session.workspace.countries == ("KE", "TZ")
    assert session.source(KE) == kenya.replace(b'"Kenya"', b'"BRAZIL"')
    assert [finding.code for finding in session.findings if finding.code.startswith("TST")] == ["TST001"]
    assert told == [1]
    session.refresh()
    assert told == [1]


def test_two_changes_within_one_tick_of_the_clock_are_both_seen(session, root, kenya):
    """File systems give two quick changes the same time, and these leave the size the same."""
    times = (root / KE).stat()
    for name in (b'"Kanya"', b'"Kinya"'):
        (root / KE).write_bytes(kenya.replace(b'"Kenya"', name))
        os.utime(root / KE, ns=(times.st_atime_ns, times.st_mtime_ns))
        session.refresh()
        assert name in session.source(KE)
        assert session.workspace.one(Country, "KE").entity.name.best() == name.decode().strip('"')


def test_own_saves_are_no_news(session):
    told = []
    rename(session, "Kenia")
    session.save()
    session.subscribe(lambda: told.append(1))
    session.refresh()
    assert told == []
    assert session.conflicts == {}


def test_an_undo_over_a_change_from_elsewhere_is_a_conflict(session, root, kenya):
    rename(session, "Kenia")
    session.save()
    outside(root, b'"Ana"', b'"Eva"')
    session.refresh()
    assert session.undo() == "Rename to Kenia"
    found = session.conflicts[KE]
    assert (found.mine, found.theirs) == (kenya, (root / KE).read_bytes())
    session.resolve(KE, "mine")
    assert session.source(KE) == kenya.replace(b'"Ana"', b'"Eva"')


def test_an_undo_over_a_file_that_was_written_anew_shows_what_is_there(session, root):
    session.change(KE, [SetValue(("name",), "Mine")], "Rename")
    session.save()
    (root / KE).unlink()
    session.refresh()
    session.create(KE, Country(name=Translated.of("Again")))
    (root / KE).write_text('name = "Theirs"\n', "utf-8")
    session.refresh()
    for _step in range(2):
        session.undo()
        assert session.conflicts[KE].theirs == b'name = "Theirs"\n'
    with pytest.raises(UnresolvedConflicts):
        session.save()
    assert (root / KE).read_text("utf-8") == 'name = "Theirs"\n'


def test_a_value_can_be_set_in_a_file_that_has_just_changed_elsewhere(session, root, kenya):
    outside(root, b'"Ana"', b'"Eva"')
    rename(session, "Kenia")
    assert session.source(KE) == kenya.replace(b'"Kenya"', b'"Kenia"').replace(b'"Ana"', b'"Eva"')
    assert session.conflicts == {}


def test_a_list_that_changed_elsewhere_is_shown_before_it_is_changed(session, root):
    outside(root, b'  "one",  # first\n', b"")
    with pytest.raises(EditRefused, match="Check the file"):
        session.change(KE, [SetValue(("sources", 0), "uno")], "Change a source")
    assert session.workspace.one(Country, "KE").entity.sources == ("two",)
    session.change(KE, [SetValue(("sources", 0), "dos")], "Change a source")
    assert session.workspace.one(Country, "KE").entity.sources == ("dos",)


def test_a_file_that_changed_elsewhere_is_shown_before_it_is_deleted(session, root):
    outside(root, b'"Ana"', b'"Eva"')
    with pytest.raises(EditRefused, match="delete it again"):
        session.delete(KE)
    session.delete(KE)
    assert session.workspace.countries == ("BR",)


def test_two_desks_on_one_folder_lose_nothing(session, root, plugins, kenya):
    other = WorkspaceSession.open(root, plugins)
    assert other.recoverable == ()
    rename(session, "Kenia")
    other.change(KE, [SetValue(("contact", "name"), "Eva")], "Somebody else to ask")
    assert WorkspaceSession.open(root, plugins).recoverable == ()
    session.save()
    with pytest.raises(UnresolvedConflicts):
        other.save()
    assert list(other.conflicts) == [KE]
    other.resolve(KE, "mine")
    other.save()
    assert (root / KE).read_bytes() == kenya.replace(b'"Kenya"', b'"Kenia"').replace(b'"Ana"', b'"Eva"')
    session.refresh()
    assert session.workspace.one(Country, "KE").entity.contact.name == "Eva"
    other.close()


def turns(*notes):
    return b"# a case\n" + b"".join(b'\n[[dialogue]]\nnote = "%s"\n' % note for note in notes)


@pytest.mark.parametrize("before", [(), (b"first",)])
def test_tables_that_two_people_add_to_one_list_are_both_kept(before):
    found = Conflict(path=KE, base=turns(*before), mine=turns(*before, b"mine"), theirs=turns(*before, b"a", b"b"))
    assert merge_both(found) == turns(*before, b"a", b"b", b"mine")


def test_two_tables_of_one_identifier_are_for_a_person_to_decide():
    one = b'[[milestones]]\nid = "m1"\ndue = 2012-01-01\n'
    assert merge_both(Conflict(path=KE, base=b"", mine=one, theirs=one.replace(b"2012", b"2013"))) is None


def test_my_side_of_a_contested_value_leaves_theirs_elsewhere():
    base = b'# c\nname = "a"\nlist = [1, 2]\n'
    mine = b'# c\nname = "mine"\nlist = [1, 2, 3]\n'
    theirs = b'# c, theirs\nname = "theirs"\nlist = [2]\nlevel = "local"\n'
    merged = merge_mine_first(Conflict(path=KE, base=base, mine=mine, theirs=theirs))
    assert parse_toml(merged) == {"name": "mine", "list": [1, 2, 3], "level": "local"}
    assert merged.startswith(b"# c, theirs\n")
