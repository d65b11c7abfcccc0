"""A build that remembers the one before gives, file by file, what a build from nothing gives, and makes only what changed."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest

from ogpkit.api import Page, Pages, Plugins, hookimpl
from ogpkit.api.content import Cycle
from ogpkit.exchange.portal.building import build
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.memory import FileDigest, Memory, NoMemory, PickledValue, hash_content
from ogpkit.exchange.portal.output import Output
from ogpkit.text.inline import LangText
from ogpkit.text.phrase import Phrase
from ogpkit.text.states import State, StateText

TODAY = date(2013, 7, 15)
COMMITMENT = "countries/XX/cycles/2012-2013/commitments/subnational-extractives.toml"


def change_title(root: Path) -> None:
    file = root / COMMITMENT
    file.write_text(file.read_text("utf-8").replace("Publish mining", "Publish all mining"), "utf-8")


def add_commitment(root: Path) -> None:
    shutil.copy(root / COMMITMENT, (root / COMMITMENT).with_name("another.toml"))


def rename_country_and_delete_commitment(root: Path) -> None:
    file = root / "countries/XY/country.toml"
    file.write_text(file.read_text("utf-8").replace("Country Y", "Country Why"), "utf-8")
    (root / COMMITMENT).with_name("another.toml").unlink()


def rename_site(root: Path) -> None:
    file = root / "ogpkit.toml"
    file.write_text(file.read_text("utf-8").replace("Two countries", "Our countries"), "utf-8")


def change_template(root: Path) -> None:
    own = '{% extends "ogpkit/page.html" %}{% block footer %}<footer>Ours</footer>{% endblock %}'
    (root / "templates").mkdir()
    (root / "templates/page.html").write_text(own, "utf-8")


def complete_milestone(root: Path) -> None:
    file = root / COMMITMENT
    file.write_text(
        file.read_text("utf-8").replace('status = "limited"', 'status = "complete"\ncompleted = 2013-07-01', 1), "utf-8"
    )


def speak_french(root: Path) -> None:
    file = root / "ogpkit.toml"
    file.write_text(file.read_text("utf-8").replace('["en"', '["fr"'), "utf-8")


def leave_country(root: Path) -> None:
    shutil.rmtree(root / "countries/XY")


def wait_for_a_day(_root: Path) -> None:
    """Change nothing."""


EDITS = (
    change_title,
    complete_milestone,
    add_commitment,
    rename_country_and_delete_commitment,
    rename_site,
    wait_for_a_day,
    speak_french,
    leave_country,
    change_template,
)


def test_after_every_edit_a_site_is_as_if_it_were_built_from_nothing(workspace, tmp_path, plugins, on_disk):
    memory, out, today = Memory(), tmp_path / "out", TODAY
    settings = workspace / "ogpkit.toml"
    settings.write_text(settings.read_text("utf-8").replace('["en", "es"]', '["en"]'), "utf-8")
    for number, edit in enumerate(EDITS):
        edit(workspace)
        today += timedelta(days=edit is wait_for_a_day)
        own = workspace / "templates"
        options = Options(templates=own if own.is_dir() else None)
        known, memory = memory.dump(), Memory()
        memory.load(known)  # as another process does
        build(workspace, out, plugins, options, today, memory)
        build(workspace, tmp_path / str(number), plugins, options, today)
        found, whole = on_disk(out), on_disk(tmp_path / str(number))
        assert found.keys() == whole.keys()
        assert [path for path in whole if found[path] != whole[path]] == []


def test_a_commit_makes_only_its_country_again(workspace, tmp_path, plugins, on_disk):
    def commit():
        run_git("add", "-A")
        run_git("-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x", "--date", "2013-07-01T12:00:00")

    def run_git(*words):
        subprocess.run(["git", *words], cwd=workspace, check=True)

    memory, options = Memory(), Options(languages=("en",))
    run_git("init", "-q")
    commit()
    build(workspace, tmp_path / "out", plugins, options, TODAY, memory)
    memory.made.clear()
    change_title(workspace)
    commit()
    build(workspace, tmp_path / "out", plugins, options, TODAY, memory)
    assert ("part", "en", "XX") in memory.made
    assert not [name for name in memory.made if "XY" in name]
    build(workspace, tmp_path / "whole", plugins, options, TODAY)
    assert on_disk(tmp_path / "out") == on_disk(tmp_path / "whole")


def test_a_file_of_the_site_that_somebody_changed_is_written_again(workspace, tmp_path, plugins, on_disk):
    memory, options, out = Memory(), Options(languages=("en",)), tmp_path / "out"
    build(workspace, out, plugins, options, TODAY, memory)
    whole = on_disk(out)
    (out / "en/XX.html").write_text("Mine", "utf-8")
    (out / "en/XY/calendar.ics").unlink()
    build(workspace, out, plugins, options, TODAY, memory)
    assert on_disk(out) == whole


@pytest.mark.parametrize(
    "spoilt", [b"", b"\x80\x05K\x01.", pickle.dumps(([], print)), pickle.dumps(([(1, b"", os.system)], {}))]
)
def test_what_is_spoilt_is_not_believed(spoilt):
    memory = Memory()
    memory.load(spoilt)
    assert memory.recall("x", [1], lambda: 2) == 2


def test_only_data_is_taken_from_another_process():
    assert PickledValue(pickle.dumps(print)).made is None
    assert PickledValue(pickle.dumps(Output)).made is None
    known = (FileDigest("x"), StateText("late", State.OVERDUE), Phrase([LangText("ოთხი", "ka"), " x"]), TODAY)
    again = PickledValue(pickle.dumps(known)).made
    assert again == known
    assert hash_content([again]) == hash_content([known]) != hash_content([(FileDigest("x"), "late", "ოთხი x", TODAY)])


def test_one_change_makes_few_pages_again(workspace, tmp_path, plugins):
    memory, options = Memory(), Options(languages=("en",))
    build(workspace, tmp_path / "out", plugins, options, TODAY, memory)
    memory.made.clear()
    change_title(workspace)
    build(workspace, tmp_path / "out", plugins, options, TODAY, memory)
    assert memory.made
    assert not [name for name in memory.made if "XY" in name]


def test_a_country_is_asked_for_its_pages_again_only_if_it_changed(workspace, tmp_path):
    import ogpkit_commitments

    asked = []

    def render(view, _language):
        countries = {one.country for one in view.documents.values() if one.kind != "country"}
        asked.append(sorted(countries - {""}))
        yield Page(address=f"x/{asked[-1]}", title="X", blocks=[])

    class Utopia:
        @staticmethod
        @hookimpl
        def ogpkit_pages():
            yield Pages(name="x", title="X", render=render, by_country=True)

    plugins = Plugins.of({"commitments": ogpkit_commitments, "utopia": Utopia})
    memory, options = Memory(), Options(languages=("en",))
    build(workspace, tmp_path / "out", plugins, options, TODAY, memory)
    assert asked == [["XX"], []]
    change_title(workspace)
    build(workspace, tmp_path / "out", plugins, options, TODAY, memory)
    assert asked == [["XX"], [], ["XX"]]


def test_a_source_is_asked_again_if_what_it_asked_for_changed(workspace, tmp_path):
    import ogpkit_commitments

    asked = []

    def render(view, _language):
        asked.append(len(view.all(Cycle)))
        yield Page(address="x", title="X", blocks=[])

    class Utopia:
        @staticmethod
        @hookimpl
        def ogpkit_pages():
            yield Pages(name="x", title="X", render=render)

    plugins = Plugins.of({"commitments": ogpkit_commitments, "utopia": Utopia})
    memory, options = Memory(), Options(languages=("en",))
    build(workspace, tmp_path / "out", plugins, options, TODAY, memory)
    change_title(workspace)
    build(workspace, tmp_path / "out", plugins, options, TODAY, memory)
    assert asked == [1]
    cycle = workspace / "countries/XX/cycles/2012-2013/cycle.toml"
    cycle.write_text(cycle.read_text("utf-8").replace("end = 2013-", "end = 2014-", 1), "utf-8")
    build(workspace, tmp_path / "out", plugins, options, TODAY, memory)
    assert asked == [1, 1]


def test_a_thing_is_known_by_what_it_was_made_of():
    memory, made = Memory(), []

    def make():
        made.append(1)
        return len(made)

    assert [memory.recall("x", one, make) for one in ([1], [1], [2], [1])] == [1, 1, 2, 3]
    memory.forget_unasked()
    memory.forget_unasked()
    assert memory.recall("x", [1], make) == 4
    assert NoMemory().recall("x", [1], make) == 5


@pytest.mark.parametrize("made_of", [(lambda: 1,), (b"",), ((one for one in "ab"),)])
def test_what_cannot_be_told_from_other_things_is_made_again(made_of):
    memory = Memory()
    assert memory.recall("x", made_of, object) is not memory.recall("x", made_of, object)
    assert memory.recall("y", (1,), lambda: None) is None
    assert memory.recall("y", (1,), lambda: 2) == 2
