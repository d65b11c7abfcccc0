"""Items that are added to a list of a document of any kind, as an action that is made of the class of the items."""

from __future__ import annotations

from datetime import date

import pytest

import ogpkit_commitments
from ogpkit.api import Kind, Place, Plugins
from ogpkit.api.content import Commitment, Milestone, Translated
from ogpkit.api.editing import InsertItem, WorkspaceSession, make_add_action
from ogpkit.editing.values import NoSuchValue, find_list

PATH = "countries/XX/cycles/2012-2013/commitments/portal.toml"
KIND = Kind(
    name="commitment",
    entity=Commitment,
    pattern="countries/{country}/cycles/{cycle}/commitments/{id}.toml",
    title="Commitment",
    titles="Commitments",
)


@pytest.fixture
def session(tmp_path):
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en"]\n', "utf-8")
    (tmp_path / PATH).write_text('title = "Portal"   # short\n', "utf-8")
    session = WorkspaceSession.open(tmp_path, Plugins.of({"commitments": ogpkit_commitments}), date(2012, 5, 1))
    yield session
    session.close(give_up=True)


def test_an_action_adds_an_item_and_asks_for_its_plain_fields(session):
    action = make_add_action(KIND, "milestones", name="add", title="Add a milestone", about="Add a milestone.")
    assert action.parameters is Milestone
    assert "title" in [field.name for field in action.fields]
    assert "indicators" not in [field.name for field in action.fields], "tables are left to the form"
    for name in ("first", "second"):
        action.run(session, Place(path=PATH), Milestone(id=name, title=Translated.of("Step")))
    assert [one.id for one in session.workspace.documents[PATH].entity.milestones] == ["first", "second"]
    assert session.source(PATH).startswith(b'title = "Portal"   # short\n')


def test_a_list_that_there_is_not_is_refused_where_it_is_declared():
    with pytest.raises(NoSuchValue, match="Commitment has no list of tables called lead"):
        make_add_action(KIND, "lead", name="add", title="Add", about="Add.")


@pytest.mark.parametrize(
    ("text", "at", "item", "count"),
    [
        ("milestones", ("milestones",), "Milestone", 1),
        ("milestones.law.updates", ("milestones", 0, "updates"), "ProgressUpdate", 1),
        ("milestones[1].indicators", ("milestones", 0, "indicators"), "Indicator", 0),
        ("changes", ("changes",), "CommitmentChange", 0),
    ],
)
def test_a_list_is_named_by_its_key_or_within_an_item_of_another(session, text, at, item, count):
    session.change(
        PATH,
        [InsertItem(("milestones",), 0, {"id": "law", "title": "Law", "updates": [{"on": date(2012, 5, 1)}]})],
        "x",
    )
    session.settle()
    found = find_list(session.workspace.documents[PATH], text)
    assert (found.at, found.item.__name__, found.count) == (at, item, count)


@pytest.mark.parametrize("text", ["lead", "milestones.law", "nothing", "", "milestones.law.title"])
def test_what_is_no_list_is_refused_with_those_that_there_are(session, text):
    session.change(PATH, [InsertItem(("milestones",), 0, {"id": "law", "title": "Law"})], "x")
    session.settle()
    with pytest.raises(NoSuchValue, match="milestones, changes"):
        find_list(session.workspace.documents[PATH], text)
