"""A morning's work in a session."""

from functools import partial

import pytest

from ogpkit.editing import live_workspace
from ogpkit.editing.errors import EditRefused
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country, Translated
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.places import Place
from ogpkit.text.i18n import use_language
from ogpkit.workspace.patch import CannotPatch, InsertItem, RemoveValue, SetValue
from ogpkit.workspace.progress import finish_steps

KE = "countries/KE/country.toml"
BR = "countries/BR/country.toml"
NEW = "countries/TZ/country.toml"


def rename(session, name, path=KE):
    session.change(path, [SetValue(("name",), name)], f"Rename to {name}")


def codes(session, place=None):
    findings = session.findings if place is None else session.findings_at(place)
    return [(finding.path, finding.code) for finding in findings if finding.code.startswith("TST")]


def test_a_change_is_in_the_workspace_at_once_and_in_the_file_once_saved(session, root, kenya):
    rename(session, "Kenia")
    assert session.workspace.one(Country, "KE").entity.name == Translated("Kenia")
    assert session.source(KE) == kenya.replace(b'"Kenya"', b'"Kenia"')
    assert (root / KE).read_bytes() == kenya
    assert session.unsaved == {KE}
    session.save()
    assert (root / KE).read_bytes() == kenya.replace(b'"Kenya"', b'"Kenia"')
    assert session.unsaved == frozenset()


def test_undo_and_redo_give_every_byte_back(session, kenya):
    rename(session, "Kenia")
    renamed = session.source(KE)
    session.change(KE, [RemoveValue(("sources", 0))], "Remove a source")
    assert session.undo_title == "Remove a source"
    assert session.undo() == "Remove a source"
    assert session.source(KE) == renamed
    assert session.undo() == "Rename to Kenia"
    assert session.source(KE) == kenya
    assert session.undo() is None
    assert session.unsaved == frozenset()
    assert session.redo_title == "Rename to Kenia"
    assert session.redo() == "Rename to Kenia"
    assert session.redo() == "Remove a source"
    assert session.redo() is None


def test_typing_a_name_is_one_step_until_the_field_is_left(session, kenya):
    for name in ("K", "Ke", "Ken"):
        rename(session, name)
    session.settle()
    rename(session, "Kenia")
    session.undo()
    assert session.workspace.one(Country, "KE").entity.name == Translated("Ken")
    session.undo()
    assert session.source(KE) == kenya


def test_undo_reaches_back_beyond_a_save(session, root, kenya):
    rename(session, "Kenia")
    session.save()
    assert session.undo() == "Rename to Kenia"
    assert session.unsaved == {KE}
    session.save()
    assert (root / KE).read_bytes() == kenya


def test_findings_follow_every_keystroke(session):
    assert codes(session) == []
    rename(session, "KENYA")
    assert codes(session) == [(KE, "TST001")]
    rename(session, "Brazil")
    assert codes(session) == [(BR, "TST002"), (KE, "TST002")]
    session.undo()
    assert codes(session) == []


def test_findings_are_those_that_a_fresh_look_would_give(session, root, plugins):
    rename(session, "Brazil")
    rename(session, "KENYA", BR)
    session.change(KE, [SetValue(("levle",), "local")], "Slip")
    session.create(NEW, Country(name=Translated("Brazil")))
    session.save()
    assert WorkspaceSession.open(root, plugins).findings == session.findings


def test_findings_at_a_place(session):
    rename(session, "Brazil")
    assert codes(session, Place()) == [(BR, "TST002"), (KE, "TST002")]
    assert codes(session, Place(country="KE")) == [(KE, "TST002")]
    assert codes(session, Place(country="KE", cycle="2012-2013")) == []
    assert codes(session, Place(path=BR)) == [(BR, "TST002")]
    assert codes(session, Place(path=BR, at=("name",))) == [(BR, "TST002")]
    assert codes(session, Place(path=BR, at=("contact",))) == []


def test_a_value_of_the_wrong_sort_is_taken_told_and_can_be_undone(session, kenya):
    """The workspace keeps what the file said before, so that panels do not go blank while somebody types."""
    session.change(KE, [SetValue(("joined",), "soon")], "Set the day")
    assert session.outdated == {KE}
    assert session.workspace.one(Country, "KE").entity.joined is not None
    assert [finding.path for finding in session.findings if finding.severity == Severity.ERROR] == [KE]
    session.undo()
    assert session.outdated == frozenset()
    assert session.source(KE) == kenya


def test_a_change_that_does_not_fit_changes_nothing(session, kenya):
    with pytest.raises(CannotPatch):
        session.change(KE, [SetValue(("name",), "Kenia"), RemoveValue(("sources", 9))], "Remove a source")
    assert session.source(KE) == kenya
    assert session.undo_title is None
    assert session.unsaved == frozenset()


def test_a_change_of_the_settings_is_felt_by_all(session):
    session.change("ogpkit.toml", [SetValue(("workspace", "languages"), ["sw", "en"])], "Write in Swahili")
    assert session.workspace.language == "sw"
    session.undo()
    assert session.workspace.language == "en"


def test_a_new_file_can_be_undone_and_is_on_the_disk_when_saved(session, root):
    session.create(NEW, Country(name=Translated("Tanzania")))
    assert session.workspace.countries == ("BR", "KE", "TZ")
    assert session.source(NEW) == b'name = "Tanzania"\n'
    assert not (root / NEW).exists()
    session.undo()
    assert session.workspace.countries == ("BR", "KE")
    session.redo()
    session.save()
    assert (root / NEW).read_bytes() == b'name = "Tanzania"\n'
    session.undo()
    session.save()
    assert not (root / NEW).exists()


@pytest.mark.parametrize(
    "path",
    [
        "countries/TZ/land.toml",
        "countries/../country.toml",
        "/etc/country.toml",
        "countries/TZ/../../../country.toml",
        "countries/.TZ/country.toml",
        "ogpkit.toml",
        KE,
    ],
)
def test_a_new_file_lies_where_its_kind_lies_and_nowhere_else(session, path):
    with pytest.raises(EditRefused):
        session.create(path, Country(name=Translated("Tanzania")))
    assert session.unsaved == frozenset()


def test_a_new_file_does_not_lead_out_through_a_link(session, root, tmp_path):
    (tmp_path / "outside").mkdir()
    (root / "countries" / "TZ").symlink_to(tmp_path / "outside")
    with pytest.raises(EditRefused, match="not a place"):
        session.create(NEW, Country(name=Translated("Tanzania")))


def test_what_no_plugin_knows_cannot_be_created(session):
    with pytest.raises(EditRefused, match="No installed plugin"):
        session.create(NEW, Place())


COUNTRIES = {
    "countries/GE/country.toml": "Georgia",
    "countries/FR/country.toml": "France",
    "countries/TZ/country.toml": "Tanzania",
}


def test_several_new_files_are_one_step(session, root):
    told = []
    session.subscribe(lambda: told.append(True))
    session.create_all({path: Country(name=Translated.of(name)) for path, name in COUNTRIES.items()}, "Bring in")
    assert told == [True]
    assert session.unsaved == COUNTRIES.keys()
    assert session.undo_title == "Bring in"
    session.save()
    assert (root / "countries/FR/country.toml").read_bytes() == b'name = "France"\n'
    assert session.undo() == "Bring in"
    assert not COUNTRIES.keys() & session.workspace.documents.keys()
    session.save()
    assert not (root / "countries/FR/country.toml").exists()
    assert session.redo() == "Bring in"
    session.save()
    assert all((root / path).exists() for path in COUNTRIES)


def test_a_file_that_is_there_already_keeps_all_from_being_made(session):
    with pytest.raises(EditRefused, match="already exists"):
        session.create_all(
            {"countries/GE/country.toml": Country(name=Translated.of("G")), KE: Country(name=Translated.of("K"))}, ""
        )
    assert "countries/GE/country.toml" not in session.workspace.documents
    assert session.undo_title is None


def test_undoing_several_new_files_keeps_what_others_wrote_in_one(session, root):
    session.create_all({path: Country(name=Translated.of(name)) for path, name in COUNTRIES.items()}, "Bring in")
    session.save()
    (root / "countries/FR/country.toml").write_bytes(b'name = "R\xc3\xa9publique"\n')
    session.refresh()
    session.undo()
    assert set(session.conflicts) == {"countries/FR/country.toml"}
    assert "countries/GE/country.toml" not in session.workspace.documents


def test_a_deleted_file_can_be_had_back(session, root, kenya):
    session.delete(KE)
    assert session.workspace.countries == ("BR",)
    assert (root / KE).read_bytes() == kenya
    session.save()
    assert not (root / KE).exists()
    session.undo()
    session.save()
    assert (root / KE).read_bytes() == kenya


@pytest.mark.parametrize("path", [NEW, "../x.toml", ""])
def test_what_is_not_there_can_neither_be_read_nor_changed_nor_deleted(session, path):
    for do in (session.source, session.delete, lambda path: session.change(path, [SetValue(("name",), "x")], "x")):
        with pytest.raises(EditRefused):
            do(path)
    assert session.undo_title is None


def test_everybody_who_listens_is_told_until_they_stop(session):
    told = []
    stop = session.subscribe(lambda: told.append(session.source(BR)))
    rename(session, "Brasil", BR)
    session.undo()
    stop()
    stop()
    session.redo()
    assert told == [b'name = "Brasil"\n', b'name = "Brazil"\n']


def test_a_listener_that_fails_costs_only_itself(session):
    told = []

    def fails():
        raise ZeroDivisionError

    session.subscribe(fails)
    session.subscribe(lambda: told.append(1))
    rename(session, "Kenia")
    assert told == [1]
    assert session.unsaved == {KE}
    assert any("showing a change" in fault.doing for fault in session.plugins.faults)


def test_a_listener_may_change_something_itself(session):
    def tidy():
        if session.source(BR) == b'name = "Brasil"\n':
            rename(session, "Kenia")

    session.subscribe(tidy)
    rename(session, "Brasil", BR)
    assert session.unsaved == {KE, BR}


def test_an_item_can_be_put_into_a_list(session, kenya):
    session.change(KE, [InsertItem(("sources",), 1, "between")], "Add a source")
    assert session.workspace.one(Country, "KE").entity.sources == ("one", "between", "two")
    session.undo()
    assert session.source(KE) == kenya


def test_what_is_due_and_how_a_country_stands_come_from_the_plugins(session):
    assert session.calendar() == ()
    assert [owned.plugin for owned in session.standings(Place(country="KE"))] == ["ogpkit"]


def test_what_is_due_is_asked_once_for_each_state_and_language(session, monkeypatch):
    asked = []

    def list_sources(_plugins):
        asked.append(1)
        return ()

    monkeypatch.setattr("ogpkit.editing.due_calendar.list_due_sources", list_sources)
    session.calendar()
    session.calendar()
    assert len(asked) == 1
    with use_language("fr"):
        session.calendar()
    assert len(asked) == 2
    rename(session, "Kenya again")
    session.calendar()
    assert len(asked) == 3


def test_what_was_not_checked_yet_is_checked_with_the_first_change(root, session):
    later = WorkspaceSession.open(root, session.plugins, session.workspace.today, check_later=True)
    assert (later.is_checked, later.findings) == (False, ())
    rename(later, "Kenia")
    rename(session, "Kenia")
    assert later.is_checked
    assert later.findings == session.findings


def do_meanwhile(steps, *deeds):
    """Do something after each of some steps, and then the steps that are left."""
    for deed in deeds:
        next(steps)
        deed()
    finish_steps(steps)


@pytest.mark.parametrize("large", [0, 500])
def test_a_check_in_steps_finds_the_same_whatever_comes_between(root, session, monkeypatch, large):
    monkeypatch.setattr(live_workspace, "_LARGE", large)
    later = WorkspaceSession.open(root, session.plugins, session.workspace.today, check_later=True)
    deeds = (
        lambda on: rename(on, "KENYA"),
        lambda on: on.create(NEW, Country(name=Translated("TANZANIA"))),
        lambda on: on.delete(BR),
        lambda on: rename(on, "TANZANIA"),
    )
    do_meanwhile(later.check_in_steps(), *(partial(deed, later) for deed in deeds))
    for deed in deeds:
        deed(session)
    assert later.findings == session.findings
    assert {(path, code) for path, code in codes(later)} == {
        (KE, "TST001"),
        (NEW, "TST001"),
        (KE, "TST002"),
        (NEW, "TST002"),
    }
    assert not later.has_to_check


def test_a_large_workspace_is_never_checked_as_a_whole_by_one_change(root, session, monkeypatch):
    monkeypatch.setattr(live_workspace, "_LARGE", 0)
    finish_steps(session.check_in_steps())
    monkeypatch.setattr(live_workspace, "check_workspace", None)  # whoever calls it fails
    session.create(NEW, Country(name=Translated("TANZANIA")))
    assert session.has_to_check
    assert (NEW, "TST001") in codes(session)
    finish_steps(session.check_in_steps())
    assert not session.has_to_check
    assert (NEW, "TST001") in codes(session)


def test_those_who_listen_are_told_when_a_check_in_steps_is_through(root, session):
    later, told = WorkspaceSession.open(root, session.plugins, session.workspace.today, check_later=True), []
    later.subscribe(lambda: told.append((later.is_checked, later.knows_due_dates)))
    finish_steps(later.list_due_dates_in_steps())
    finish_steps(later.check_in_steps())
    assert told == [(False, True), (True, True)]
