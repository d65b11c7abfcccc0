"""The outline of a new file: what the check asks for besides, as comments that one takes the # from."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace

import attrs
import pytest

import ogpkit_commitments
import ogpkit_consultation
from ogpkit.api import Example, Kind, Problem, Rule, hookimpl
from ogpkit.api.content import Commitment, Cycle, Translated
from ogpkit.editing.outline import add_outline
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.reading import read_document
from ogpkit.workspace.toml import parse_toml

CYCLE = "countries/KE/cycles/2012-2014/cycle.toml"
COMMITMENT = "countries/KE/cycles/2012-2014/commitments/budgets.toml"
ROADMAP = {"edition": "roadmap-2011", "start": date(2012, 4, 1), "end": date(2014, 3, 31)}
STANDARDS = {"cocreation": date(2023, 2, 1), "start": date(2024, 1, 1), "end": date(2025, 12, 31)}


@attrs.frozen
class Step:
    """A step.

    Attributes:
        name: What it is called.
        by: The person or institution that does it.
    """

    name: str
    by: str = ""


@attrs.frozen
class Bridge:
    """A bridge.

    Attributes:
        name: What people call it.
        wish: What it is for, in words that people without a day to spare understand when they read them for the first time ever.
        steps: How it is built.
        more: What nobody asks for.
    """

    name: Translated
    wish: Translated | None = None
    steps: tuple[Step, ...] = ()
    more: str = ""


def ask_for_steps(document, workspace):
    bridge = document.entity
    if not bridge.wish:
        yield Problem(message="Nobody knows why.", remedy="Say it.", at=("wish",))
    elif not bridge.steps:
        yield Problem(message="Nothing is done for the wish.", remedy="", at=("wish",), add=("steps",))
    for number, step in enumerate(bridge.steps):
        if not step.by:
            yield Problem(message="Nobody does it.", remedy="Add by.", at=("steps", number, "by"))


@hookimpl
def ogpkit_kinds():
    yield Kind(name="bridge", entity=Bridge, pattern="bridges/{id}.toml", title="Bridge", titles="Bridges")


@hookimpl
def ogpkit_rules():
    yield Rule(
        code="BRI001",
        entity=Bridge,
        check=ask_for_steps,
        title="A bridge is built",
        section="Test 1",
        explanation="Nobody crosses a wish.",
        wrong=Example(files={}),
        right=Example(files={}),
    )


PLUGINS = {
    "own": SimpleNamespace(ogpkit_kinds=ogpkit_kinds, ogpkit_rules=ogpkit_rules),
    "commitments": ogpkit_commitments,
    "consultation": ogpkit_consultation,
}


@pytest.fixture
def session(tmp_path):
    (tmp_path / "countries/KE").mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en", "sw"]\n', encoding="utf-8")
    (tmp_path / "countries/KE/country.toml").write_text('name = "Kenya"\n', encoding="utf-8")
    session = WorkspaceSession.open(tmp_path, Plugins.of(PLUGINS), date(2024, 3, 1))
    yield session
    session.close(give_up=True)


def outlined(session, path, entity):
    session.create(path, entity)
    add_outline(session, path)
    return session.source(path).decode()


def filled_in(text):
    """Take one # from every line, and write something into every text."""
    return re.sub(r"^#", "", text, flags=re.MULTILINE)


def test_what_is_asked_for_stands_below_with_its_help(session):
    assert outlined(session, "bridges/new.toml", Bridge(name=Translated.of({"en": "New"}))) == (
        'name.en = "New"\n'
        "\n"
        "## These are also asked for. Remove the # from each key that you fill in.\n"
        "#\n"
        "## What it is for, in words that people without a day to spare understand when they read them for the\n"
        "## first time ever.\n"
        '# wish.en = ""\n'
        '# wish.sw = ""\n'
        "#\n"
        "## How it is built.\n"
        "# [[steps]]\n"
        "## What it is called.\n"
        '# name = ""\n'
        "## The person or institution that does it.\n"
        '# by = ""\n'
    )


def test_keys_stand_before_a_table_to_which_they_would_belong_else(session):
    bridge = Bridge(name=Translated.of("New"), steps=(Step(name="Find\n[[steps]]\nstones", by="All"),))
    text = outlined(session, "bridges/new.toml", bridge)
    assert text.index('# wish.sw = ""') < text.index("\n\n[[steps]]\n")
    assert parse_toml(filled_in(text).encode())["wish"] == {"en": "", "sw": ""}
    assert parse_toml(filled_in(text).encode())["steps"] == parse_toml(text.encode())["steps"]


def test_a_file_that_owes_nothing_stays_as_it_is(session):
    bridge = Bridge(name=Translated.of("New"), wish=Translated.of("To cross"), steps=(Step(name="Build", by="All"),))
    session.create("bridges/new.toml", bridge)
    before = session.source("bridges/new.toml")
    add_outline(session, "bridges/new.toml")
    assert session.source("bridges/new.toml") == before


def plan(cycle):
    entity = Cycle(**cycle)
    yield CYCLE, entity
    yield COMMITMENT, Commitment(title=Translated.of({"en": "Open"}), start=entity.start, end=entity.end)


@pytest.mark.parametrize(
    ("cycle", "asked"),
    [
        (ROADMAP, {CYCLE: {"challenges", "efforts"}, COMMITMENT: {"challenge", "baseline", "reflects", "milestones"}}),
        (STANDARDS, {CYCLE: set(), COMMITMENT: {"lead", "problem", "results", "milestones"}}),
    ],
    ids=["roadmap-2011", "standards-2022"],
)
def test_all_of_it_can_be_read_when_every_line_loses_its_mark(session, cycle, asked):
    for path, entity in plan(cycle):
        session.create(path, entity)
        before, wrong = parse_toml(session.source(path)), [(one.code, one.at) for one in session.findings]
        add_outline(session, path)
        text = session.source(path).decode()
        assert parse_toml(text.encode()) == before
        assert [(one.code, one.at) for one in session.findings] == wrong
        document, _faults = read_document(path, filled_in(text).encode(), session.workspace.kinds)
        assert document is not None
        assert asked[path] <= parse_toml(filled_in(text).encode()).keys() - before.keys()
        assert not {key for key in before if re.search(rf"^# {key}\b", text, re.MULTILINE)} - {"title"}


def test_what_is_tried_is_not_kept(session):
    for path, entity in plan(ROADMAP):
        session.create(path, entity)
    before = session.findings, session.workspace.documents[COMMITMENT]
    add_outline(session, COMMITMENT)
    assert session.workspace.documents[COMMITMENT].entity == before[1].entity
    assert {one.code for one in session.findings} == {one.code for one in before[0]}
    session.undo()
    assert b"#" not in session.source(COMMITMENT)
