"""A morning at the desk."""

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


def rename(desk, name, path=KE):
    desk.change(path, [SetValue(("name",), name)], f"Rename to {name}")


def codes(desk, place=None):
    findings = desk.findings if place is None else desk.findings_at(place)
    return [(finding.path, finding.code) for finding in findings if finding.code.startswith("TST")]


def test_a_change_is_in_the_workspace_at_once_and_in_the_file_once_saved(desk, root, kenya):
    rename(desk, "Kenia")
    assert desk.workspace.one(Country, "KE").entity.name == Translated("Kenia")
    assert desk.source(KE) == kenya.replace(b'"Kenya"', b'"Kenia"')
    assert (root / KE).read_bytes() == kenya
    assert desk.unsaved == {KE}
    desk.save()
    assert (root / KE).read_bytes() == kenya.replace(b'"Kenya"', b'"Kenia"')
    assert desk.unsaved == frozenset()


def test_undo_and_redo_give_every_byte_back(desk, kenya):
    rename(desk, "Kenia")
    renamed = desk.source(KE)
    desk.change(KE, [RemoveValue(("sources", 0))], "Remove a source")
    assert desk.undo_title == "Remove a source"
    assert desk.undo() == "Remove a source"
    assert desk.source(KE) == renamed
    assert desk.undo() == "Rename to Kenia"
    assert desk.source(KE) == kenya
    assert desk.undo() is None
    assert desk.unsaved == frozenset()
    assert desk.redo_title == "Rename to Kenia"
    assert desk.redo() == "Rename to Kenia"
    assert desk.redo() == "Remove a source"
    assert desk.redo() is None


def test_typing_a_name_is_one_step_until_the_field_is_left(desk, kenya):
    for name in ("K", "Ke", "Ken"):
        rename(desk, name)
    desk.settle()
    rename(desk, "Kenia")
    desk.undo()
    assert desk.workspace.one(Country, "KE").entity.name == Translated("Ken")
    desk.undo()
    assert desk.source(KE) == kenya


def test_undo_reaches_back_beyond_a_save(desk, root, kenya):
    rename(desk, "Kenia")
    desk.save()
    assert desk.undo() == "Rename to Kenia"
    assert desk.unsaved == {KE}
    desk.save()
    assert (root / KE).read_bytes() == kenya


def test_findings_follow_every_keystroke(desk):
    assert codes(desk) == []
    rename(desk, "KENYA")
    assert codes(desk) == [(KE, "TST001")]
    rename(desk, "Brazil")
    assert codes(desk) == [(BR, "TST002"), (KE, "TST002")]
    desk.undo()
    assert codes(desk) == []


def test_findings_are_those_that_a_fresh_look_would_give(desk, root, plugins):
    rename(desk, "Brazil")
    rename(desk, "KENYA", BR)
    desk.change(KE, [SetValue(("levle",), "local")], "Slip")
    desk.create(NEW, Country(name=Translated("Brazil")))
    desk.save()
    assert WorkspaceSession.open(root, plugins).findings == desk.findings


def test_findings_at_a_place(desk):
    rename(desk, "Brazil")
    assert codes(desk, Place()) == [(BR, "TST002"), (KE, "TST002")]
    assert codes(desk, Place(country="KE")) == [(KE, "TST002")]
    assert codes(desk, Place(country="KE", cycle="2012-2013")) == []
    assert codes(desk, Place(path=BR)) == [(BR, "TST002")]
    assert codes(desk, Place(path=BR, at=("name",))) == [(BR, "TST002")]
    assert codes(desk, Place(path=BR, at=("contact",))) == []


def test_a_value_of_the_wrong_sort_is_taken_told_and_can_be_undone(desk, kenya):
    """The workspace keeps what the file said before, so that panels do not go blank while somebody types."""
    desk.change(KE, [SetValue(("joined",), "soon")], "Set the day")
    assert desk.outdated == {KE}
    assert desk.workspace.one(Country, "KE").entity.joined is not None
    assert [finding.path for finding in desk.findings if finding.severity == Severity.ERROR] == [KE]
    desk.undo()
    assert desk.outdated == frozenset()
    assert desk.source(KE) == kenya


def test_a_change_that_does_not_fit_changes_nothing(desk, kenya):
    with pytest.raises(CannotPatch):
        desk.change(KE, [SetValue(("name",), "Kenia"), RemoveValue(("sources", 9))], "Remove a source")
    assert desk.source(KE) == kenya
    assert desk.undo_title is None
    assert desk.unsaved == frozenset()


def test_a_change_of_the_settings_is_felt_by_all(desk):
    desk.change("ogpkit.toml", [SetValue(("workspace", "languages"), ["sw", "en"])], "Write in Swahili")
    assert desk.workspace.language == "sw"
    desk.undo()
    assert desk.workspace.language == "en"


def test_a_new_file_can_be_undone_and_is_on_the_disk_when_saved(desk, root):
    desk.create(NEW, Country(name=Translated("Tanzania")))
    assert desk.workspace.countries == ("BR", "KE", "TZ")
    assert desk.source(NEW) == b'name = "Tanzania"\n'
    assert not (root / NEW).exists()
    desk.undo()
    assert desk.workspace.countries == ("BR", "KE")
    desk.redo()
    desk.save()
    assert (root / NEW).read_bytes() == b'name = "Tanzania"\n'
    desk.undo()
    desk.save()
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
def test_a_new_file_lies_where_its_kind_lies_and_nowhere_else(desk, path):
    with pytest.raises(EditRefused):
        desk.create(path, Country(name=Translated("Tanzania")))
    assert desk.unsaved == frozenset()


def test_a_new_file_does_not_lead_out_through_a_link(desk, root, tmp_path):
    (tmp_path / "outside").mkdir()
    (root / "countries" / "TZ").symlink_to(tmp_path / "outside")
    with pytest.raises(EditRefused, match="not a place"):
        desk.create(NEW, Country(name=Translated("Tanzania")))


def test_what_no_plugin_knows_cannot_be_created(desk):
    with pytest.raises(EditRefused, match="No installed plugin"):
        desk.create(NEW, Place())


COUNTRIES = {
    "countries/GE/country.toml": "Georgia",
    "countries/FR/country.toml": "France",
    "countries/TZ/country.toml": "Tanzania",
}


def test_several_new_files_are_one_step(desk, root):
    told = []
    desk.subscribe(lambda: told.append(True))
    desk.create_all({path: Country(name=Translated.of(name)) for path, name in COUNTRIES.items()}, "Bring in")
    assert told == [True]
    assert desk.unsaved == COUNTRIES.keys()
    assert desk.undo_title == "Bring in"
    desk.save()
    assert (root / "countries/FR/country.toml").read_bytes() == b'name = "France"\n'
    assert desk.undo() == "Bring in"
    assert not COUNTRIES.keys() & desk.workspace.documents.keys()
    desk.save()
    assert not (root / "countries/FR/country.toml").exists()
    assert desk.redo() == "Bring in"
    desk.save()
    assert all((root / path).exists() for path in COUNTRIES)


def test_a_file_that_is_there_already_keeps_all_from_being_made(desk):
    with pytest.raises(EditRefused, match="already exists"):
        desk.create_all(
            {"countries/GE/country.toml": Country(name=Translated.of("G")), KE: Country(name=Translated.of("K"))}, ""
        )
    assert "countries/GE/country.toml" not in desk.workspace.documents
    assert desk.undo_title is None


def test_undoing_several_new_files_keeps_what_others_wrote_in_one(desk, root):
    desk.create_all({path: Country(name=Translated.of(name)) for path, name in COUNTRIES.items()}, "Bring in")
    desk.save()
    (root / "countries/FR/country.toml").write_bytes(b'name = "R\xc3\xa9publique"\n')
    desk.refresh()
    desk.undo()
    assert set(desk.conflicts) == {"countries/FR/country.toml"}
    assert "countries/GE/country.toml" not in desk.workspace.documents


def test_a_deleted_file_can_be_had_back(desk, root, kenya):
    desk.delete(KE)
    assert desk.workspace.countries == ("BR",)
    assert (root / KE).read_bytes() == kenya
    desk.save()
    assert not (root / KE).exists()
    desk.undo()
    desk.save()
    assert (root / KE).read_bytes() == kenya


@pytest.mark.parametrize("path", [NEW, "../x.toml", ""])
def test_what_is_not_there_can_neither_be_read_nor_changed_nor_deleted(desk, path):
    for do in (desk.source, desk.delete, lambda path: desk.change(path, [SetValue(("name",), "x")], "x")):
        with pytest.raises(EditRefused):
            do(path)
    assert desk.undo_title is None


def test_everybody_who_listens_is_told_until_they_stop(desk):
    told = []
    stop = desk.subscribe(lambda: told.append(desk.source(BR)))
    rename(desk, "Brasil", BR)
    desk.undo()
    stop()
    stop()
    desk.redo()
    assert told == [b'name = "Brasil"\n', b'name = "Brazil"\n']


def test_a_listener_that_fails_costs_only_itself(desk):
    told = []

    def fails():
        raise ZeroDivisionError

    desk.subscribe(fails)
    desk.subscribe(lambda: told.append(1))
    rename(desk, "Kenia")
    assert told == [1]
    assert desk.unsaved == {KE}
    assert any("showing a change" in fault.doing for fault in desk.plugins.faults)


def test_a_listener_may_change_something_itself(desk):
    def tidy():
        if desk.source(BR) == b'name = "Brasil"\n':
            rename(desk, "Kenia")

    desk.subscribe(tidy)
    rename(desk, "Brasil", BR)
    assert desk.unsaved == {KE, BR}


def test_an_item_can_be_put_into_a_list(desk, kenya):
    desk.change(KE, [InsertItem(("sources",), 1, "between")], "Add a source")
    assert desk.workspace.one(Country, "KE").entity.sources == ("one", "between", "two")
    desk.undo()
    assert desk.source(KE) == kenya


def test_what_is_due_and_how_a_country_stands_come_from_the_plugins(desk):
    assert desk.calendar() == ()
    assert [owned.plugin for owned in desk.standings(Place(country="KE"))] == ["ogpkit"]


def test_what_is_due_is_asked_once_for_each_state_and_language(desk, monkeypatch):
    asked = []

    def list_sources(_plugins):
        asked.append(1)
        return ()

    monkeypatch.setattr("ogpkit.editing.due_calendar.list_due_sources", list_sources)
    desk.calendar()
    desk.calendar()
    assert len(asked) == 1
    with use_language("fr"):
        desk.calendar()
    assert len(asked) == 2
    rename(desk, "Kenya again")
    desk.calendar()
    assert len(asked) == 3


def test_what_was_not_checked_yet_is_checked_with_the_first_change(root, desk):
    later = WorkspaceSession.open(root, desk.plugins, desk.workspace.today, check_later=True)
    assert (later.is_checked, later.findings) == (False, ())
    rename(later, "Kenia")
    rename(desk, "Kenia")
    assert later.is_checked
    assert later.findings == desk.findings


def do_meanwhile(steps, *deeds):
    """Do something after each of some steps, and then the steps that are left."""
    for deed in deeds:
        next(steps)
        deed()
    finish_steps(steps)


@pytest.mark.parametrize("large", [0, 500])
def test_a_check_in_steps_finds_the_same_whatever_comes_between(root, desk, monkeypatch, large):
    monkeypatch.setattr(live_workspace, "_LARGE", large)
    later = WorkspaceSession.open(root, desk.plugins, desk.workspace.today, check_later=True)
    deeds = (
        lambda on: rename(on, "KENYA"),
        lambda on: on.create(NEW, Country(name=Translated("TANZANIA"))),
        lambda on: on.delete(BR),
        lambda on: rename(on, "TANZANIA"),
    )
    do_meanwhile(later.check_in_steps(), *(partial(deed, later) for deed in deeds))
    for deed in deeds:
        deed(desk)
    assert later.findings == desk.findings
    assert {(path, code) for path, code in codes(later)} == {
        (KE, "TST001"),
        (NEW, "TST001"),
        (KE, "TST002"),
        (NEW, "TST002"),
    }
    assert not later.has_to_check


def test_a_large_workspace_is_never_checked_as_a_whole_by_one_change(root, desk, monkeypatch):
    monkeypatch.setattr(live_workspace, "_LARGE", 0)
    finish_steps(desk.check_in_steps())
    monkeypatch.setattr(live_workspace, "check_workspace", None)  # whoever calls it fails
    desk.create(NEW, Country(name=Translated("TANZANIA")))
    assert desk.has_to_check
    assert (NEW, "TST001") in codes(desk)
    finish_steps(desk.check_in_steps())
    assert not desk.has_to_check
    assert (NEW, "TST001") in codes(desk)


def test_those_who_listen_are_told_when_a_check_in_steps_is_through(root, desk):
    later, told = WorkspaceSession.open(root, desk.plugins, desk.workspace.today, check_later=True), []
    later.subscribe(lambda: told.append((later.is_checked, later.knows_due_dates)))
    finish_steps(later.list_due_dates_in_steps())
    finish_steps(later.check_in_steps())
    assert told == [(False, True), (True, True)]
