"""A workspace that is open for reading only is not changed by anything."""

import shutil
from pathlib import Path

import pytest

from ogpkit.editing.errors import EditRefused
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country, Translated
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.patch import SetValue

EXAMPLE = Path(__file__).parents[2] / "examples/networking-paper"
COUNTRY = "countries/XX/country.toml"
PLUGINS = Plugins.discover(third_party=False)


@pytest.fixture
def session(tmp_path):
    return WorkspaceSession.open(shutil.copytree(EXAMPLE, tmp_path / "work"), PLUGINS, read_only=True)


def content(root):
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and path.suffix == ".toml"}


@pytest.mark.parametrize(
    "edit",
    [
        lambda session: session.change(COUNTRY, [SetValue(("level",), "local")], "Level"),
        lambda session: session.create("countries/KE/country.toml", Country(name=Translated.of("Kenya"))),
        lambda session: session.delete(COUNTRY),
    ],
)
def test_every_edit_is_refused(session, edit):
    before = content(session.root)
    with pytest.raises(EditRefused, match="read-only"):
        edit(session)
    session.save()
    assert session.undo() is None
    assert session.unsaved == frozenset()
    assert content(session.root) == before


def test_what_others_change_is_seen(session):
    file = session.root / COUNTRY
    file.write_text(file.read_text().replace("Country X", "Country Ex"))
    session.refresh()
    assert session.workspace.one(Country, "XX").entity.name.best("en") == "Country Ex"


def test_what_another_app_left_behind_is_neither_offered_nor_touched(tmp_path):
    root = shutil.copytree(EXAMPLE, tmp_path / "work")
    other = WorkspaceSession.open(root, Plugins.of({}))
    other.change(COUNTRY, [SetValue(("level",), "local")], "Level")
    other.settle()
    other.close()
    left = sorted(path.name for path in (root / ".ogpkit").rglob("*.jsonl"))
    assert left
    assert WorkspaceSession.open(root, Plugins.of({}), read_only=True).recoverable == ()
    assert sorted(path.name for path in (root / ".ogpkit").rglob("*.jsonl")) == left
