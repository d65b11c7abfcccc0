"""Mapping files at work: where they are kept, what stays in them, and what stands against it."""

from __future__ import annotations

from types import SimpleNamespace

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ogpkit_commitments
from ogpkit.api.testing import WorkspaceBuilder
from ogpkit.editing.errors import EditRefused
from ogpkit.editing.imports import ImportRefused
from ogpkit.editing.session import WorkspaceSession
from ogpkit.editing.sheet_mappings import keep_mapping, read_columns, read_kept_mapping, save_mapping_file
from ogpkit.exchange.outputs import WouldReplace
from ogpkit.exchange.sheet_matching import leave_column_out, match_column
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.owned import OwnedContribution
from ogpkit.plugins.places import Place
from ogpkit.plugins.providing import hookimpl
from ogpkit.plugins.sheet_reading import ColumnMeaning
from ogpkit.workspace.toml import parse_toml

PLACE = Place(country="KE", cycle="2012-2013")
KEPT = "countries/KE/cycles/2012-2013/sheet-mapping.toml"
CYCLE = 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n'
SAID = '# ours\ntitle = "Plan"  # of the ministry\n\n[commitment]\nkey = "Code"\n'

INLINE = """\
# ours
dates = "month"  # d

[commitment]  # c
key = "Code"  # k
fields = { "title.en" = "Title", lead = "Réf." }  # f
"""


@pytest.fixture
def session(tmp_path):
    builder = WorkspaceBuilder(tmp_path / "ws", Plugins.of({"commitments": ogpkit_commitments}))
    session = builder.file("countries/KE/cycles/2012-2013/cycle.toml", CYCLE).session()
    yield session
    session.close(give_up=True)


def test_what_a_place_keeps_is_made_and_read_again(session):
    assert read_kept_mapping(session, KEPT) is None
    keep_mapping(session, KEPT, {"commitment": {"key": "Code"}})
    assert read_kept_mapping(session, KEPT) == {"commitment": {"key": "Code"}}
    assert (session.root / KEPT).is_file()


def test_only_what_is_changed_changes_in_the_file(session):
    (session.root / KEPT).write_text(SAID, "utf-8")
    session.refresh()
    keep_mapping(session, KEPT, {"title": "Plan", "commitment": {"key": "Nr"}})
    assert (session.root / KEPT).read_text("utf-8") == SAID.replace('"Code"', '"Nr"')


def test_what_says_too_little_is_not_saved(session):
    with pytest.raises(ImportRefused, match="cannot be saved yet: `commitment` is missing"):
        keep_mapping(session, KEPT, {"title": "Plan"})
    assert not (session.root / KEPT).exists()


def test_nothing_is_saved_where_one_may_only_look(session):
    looking = WorkspaceSession.open(session.root, session.plugins, read_only=True)
    with pytest.raises(EditRefused):
        keep_mapping(looking, KEPT, {"commitment": {"key": "Code"}})
    looking.close()


def test_in_a_file_that_was_loaded_comments_stay(tmp_path):
    file = tmp_path / "mapping.toml"
    file.write_text(SAID, "utf-8")
    save_mapping_file(file, {"title": "Plan", "commitment": {"key": "Nr"}}, is_loaded=True)
    assert file.read_text("utf-8") == SAID.replace('"Code"', '"Nr"')


_MEANINGS = tuple(
    ColumnMeaning(level=level, field=field, item=item, can_be_joined=not item)
    for level in ("commitment", "milestone")
    for field, item in (("key", ""), ("title.en", ""), ("description.en", ""), ("due", ""), ("tags", "open"))
)


@given(st.data())
def test_whatever_is_chosen_the_file_says_it_and_keeps_its_head(tmp_path_factory, data):
    file = tmp_path_factory.mktemp("mapping") / "mapping.toml"
    file.write_text(data.draw(st.sampled_from([SAID, INLINE])), "utf-8")
    values = parse_toml(file.read_bytes())
    for heading in data.draw(st.lists(st.sampled_from(["Code", "Title", "Réf.", "a.b"]), max_size=6)):
        meaning = data.draw(st.sampled_from([None, *_MEANINGS]))
        values = match_column(values, heading, meaning) if meaning else leave_column_out(values, heading)
    save_mapping_file(file, values, is_loaded=True)
    assert parse_toml(file.read_bytes()) == values
    assert file.read_text("utf-8").startswith("# ours\n")


def test_a_file_that_was_not_loaded_is_not_replaced(tmp_path):
    file = tmp_path / "mapping.toml"
    file.write_text(SAID, "utf-8")
    with pytest.raises(WouldReplace):
        save_mapping_file(file, {"commitment": {"key": "Nr"}}, is_loaded=False)
    assert file.read_text("utf-8") == SAID


def test_an_import_that_takes_no_mapping_has_no_columns(session):
    plan = next(one for one in session.plugins.importers if one.value.name == "plan")
    bare = OwnedContribution(plan.plugin, attrs.evolve(plan.value, read_columns=None))
    with pytest.raises(ImportRefused, match="does not need a mapping"):
        read_columns(bare, b"Code\n1\n", session, PLACE)


def test_a_plugin_that_fails_is_named(tmp_path):
    def fail(*_given):
        raise RuntimeError("out of order")

    plan = next(one.value for one in Plugins.of({"commitments": ogpkit_commitments}).importers)
    broken = SimpleNamespace(ogpkit_importers=hookimpl(lambda: [attrs.evolve(plan, name="mine", read_columns=fail)]))
    plugins = Plugins.of({"broken": broken, "commitments": ogpkit_commitments})
    builder = WorkspaceBuilder(tmp_path / "ws", plugins)
    session = builder.file("countries/KE/cycles/2012-2013/cycle.toml", CYCLE).session()
    importer = next(one for one in plugins.importers if one.value.name == "mine")
    with pytest.raises(ImportRefused, match="The plugin broken could not read the file"):
        read_columns(importer, b"Code\n1\n", session, PLACE)
    session.close(give_up=True)
