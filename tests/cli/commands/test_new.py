"""`ogpkit new`: a document of any kind, also of a third party's, with a name that is free."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import attrs
import pytest

import ogpkit_commitments
from ogpkit.api import Kind, Place, hookimpl
from ogpkit.api.content import Commitment
from ogpkit.api.editing import CannotBegin, WorkspaceSession, create_document
from ogpkit.cli import main
from ogpkit.editing.new_documents import list_new_kinds
from ogpkit.plugins.manager import Plugins

CYCLE = "edition = 'roadmap-2011'\nstart = 2012-04-01\nend = 2013-03-31\nchallenges = ['public-resources']\n"


@attrs.frozen
class Update:
    """What a department reports.

    Attributes:
        status: Current status.
        asked: In how many files it was asked.
    """

    status: str
    asked: int = 0


@attrs.frozen
class Survey:
    """A survey.

    Attributes:
        status: Current status.
    """

    status: str


@hookimpl
def ogpkit_kinds():
    yield Kind(
        name="update",
        entity=Update,
        pattern="countries/{country}/cycles/{cycle}/updates/{quarter}.toml",
        title="Update",
        titles="Updates",
        new=lambda workspace, place: Update(status="green", asked=len(workspace.documents)),
        suggest_name=lambda workspace, place, update: f"{workspace.today.year}-q1",
    )
    yield Kind(
        name="survey",
        entity=Survey,
        pattern="surveys/{year}.toml",
        title="Survey",
        titles="Surveys",
        example='status = "red"\n',
    )
    yield Kind(name="bare", entity=attrs.make_class("Bare", {}), pattern="b/{id}.toml", title="Bare", titles="Bares")


@pytest.fixture
def root(tmp_path, monkeypatch):
    folder = tmp_path / "countries/XX/cycles/2012-2013"
    folder.mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text("", encoding="utf-8")
    (tmp_path / "countries/XX/country.toml").write_text('name = "X"\n', encoding="utf-8")
    (folder / "cycle.toml").write_text(CYCLE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def session(root):
    own = SimpleNamespace(ogpkit_kinds=ogpkit_kinds)
    session = WorkspaceSession.open(root, Plugins.of({"own": own, "commitments": ogpkit_commitments}), date(2024, 3, 1))
    yield session
    session.close(give_up=True)


PLACE = Place(country="XX", cycle="2012-2013")


def test_a_commitment_begins_with_the_days_of_its_cycle(root, capsys):
    assert main(["new", "commitment", "XX/2012-2013", "--id", "portal"]) == 0
    text = (root / "countries/XX/cycles/2012-2013/commitments/portal.toml").read_text("utf-8")
    assert "start = 2012-04-01" in text
    assert 'challenge = "public-resources"' in text
    assert "portal.toml is created" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["new", "commitment", "XX/2012-2013", "--id", "portal"],
        ["commitment", "new", "XX/2012-2013", "--title", "Portal"],
    ],
)
def test_a_file_of_a_command_says_what_else_is_asked_for(root, words):
    assert main(words) == 0
    text = (root / "countries/XX/cycles/2012-2013/commitments/portal.toml").read_text("utf-8")
    assert '## The institution that implements it.\n# lead = ""\n' in text
    assert "# [reflects]\n## Which information becomes open" in text


def test_a_file_of_the_app_does_not(session):
    path = create_document(session, session.workspace.kinds.for_entity(Commitment), PLACE)
    assert b"#" not in session.source(path)


def test_a_name_is_found_that_is_free(root):
    for _time in range(2):
        assert main(["new", "commitment", "XX/2012-2013"]) == 0
    names = sorted(path.name for path in (root / "countries/XX/cycles/2012-2013/commitments").iterdir())
    assert len(names) == 2
    assert all(re.fullmatch(r"commitment-[a-z2-7]{6}\.toml", name) for name in names), (
        "no order in which branches could collide"
    )


@pytest.mark.parametrize(
    ("words", "names"),
    [
        (["commitment", "new", "XX/2012-2013"], ["byudzhet-dlya-vsikh", "byudzhet-dlya-vsikh-2"]),
        (["new", "commitment", "XX/2012-2013"], ["byudzhet-dlya-vsikh", "byudzhet-dlya-vsikh-2"]),
    ],
)
def test_a_document_is_named_after_its_title_in_any_script(root, words, names):
    for _time in range(2):
        assert main([*words, "--title", "Бюджет для всіх"]) == 0
    files = {path.stem: path for path in (root / "countries/XX/cycles/2012-2013/commitments").iterdir()}
    assert sorted(files) == names
    assert "Бюджет для всіх" in files[names[1]].read_text("utf-8")


def test_a_title_without_letters_gives_a_commitment_a_free_name(root):
    assert main(["commitment", "new", "XX/2012-2013", "--title", "…"]) == 0
    [path] = (root / "countries/XX/cycles/2012-2013/commitments").iterdir()
    assert re.fullmatch(r"commitment-[a-z2-7]{6}", path.stem)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["new", "peer-session", "XX/2012-2013", "--title", "Talk"], "A “Peer session” has no title or name."),
        (["new", "comitment", "XX/2012-2013"], "There is no kind “comitment”"),
        (["new", "commitment", "XX"], "belongs to a cycle"),
        (["new", "commitment", "YY/2012"], "there is no country “YY”"),
        (["new", "commitment", "XX/2012-2013", "--id", "../../etc"], "cannot be the name of a file"),
        (["new", "workspace"], "There is no kind “workspace”"),
        (["new", "country", "XX"], "already exists"),
    ],
)
def test_what_cannot_be_begun_is_said_and_nothing_is_written(root, capsys, words, said):
    before = sorted(root.rglob("*.toml"))
    assert main(words) == 2
    assert said in capsys.readouterr().err
    assert sorted(root.rglob("*.toml")) == before


def test_a_country_and_a_cycle_are_named_by_their_place(root):
    assert main(["new", "country", "GE"]) == 0
    assert main(["new", "cycle", "GE/2014"]) == 0
    assert (root / "countries/GE/cycles/2014/cycle.toml").exists()


def test_a_kind_of_a_third_party_says_with_what_it_begins(session):
    paths = [create_document(session, session.workspace.kinds.by_name("update"), PLACE) for _time in range(2)]
    assert [path.rpartition("/")[2] for path in paths] == ["2024-q1.toml", "2024-q1-2.toml"]
    assert session.workspace.documents[paths[0]].entity == Update(status="green", asked=3)


def test_a_year_follows_those_that_are_there(session):
    kind = session.workspace.kinds.by_name("survey")
    assert [create_document(session, kind, Place()) for _time in range(2)] == ["surveys/2024.toml", "surveys/2025.toml"]
    assert session.workspace.documents["surveys/2024.toml"].entity == Survey(status="red")


def test_a_kind_without_an_example_says_so(session):
    with pytest.raises(CannotBegin, match="no template for new files"):
        create_document(session, session.workspace.kinds.by_name("bare"), Place())


def test_it_can_be_undone(session):
    path = create_document(session, session.workspace.kinds.for_entity(Commitment), PLACE)
    session.undo()
    assert path not in session.workspace.documents


def test_the_app_offers_what_belongs_to_the_place(session):
    def offered(place):
        return {kind.name for kind in list_new_kinds(session.workspace, place)}

    assert {"survey", "country"} <= offered(Place())
    assert "cycle" in offered(Place(country="XX"))
    assert {"commitment", "update"} <= offered(PLACE)
    assert "cycle" not in offered(PLACE)


FIRST_PARTY = [
    ("case", ""),
    ("provider", ""),
    ("mechanism-committee", ""),
    ("steering-committee", ""),
    ("cycle", "GE/2026-2027"),
    ("eligibility", "GE"),
    ("eligibility-review", "GE"),
    ("commitment", "GE/2012-2013"),
    ("consultation", "GE/2012-2013"),
    ("comment", "GE/2012-2013"),
    ("peer-session", "GE/2012-2013"),
    ("self-assessment", "GE/2012-2013"),
    ("independent-report", "GE/2012-2013"),
]


@pytest.mark.parametrize(("kind", "place"), FIRST_PARTY)
def test_a_new_document_tells_nothing_that_is_not_so(tmp_path, monkeypatch, capsys, kind, place):
    """The example of a kind is for the reference: its ministries and comments must not stand in a country's own files."""
    assert main(["init", str(tmp_path / "w"), "--country", "GE"]) == 0
    monkeypatch.chdir(tmp_path / "w")
    assert main(["new", "cycle", "GE/2012-2013"]) == 0
    before = set(Path().rglob("*.toml"))
    assert main(["new", kind, *filter(None, [place])]) == 0
    [made] = set(Path().rglob("*.toml")) - before
    text = made.read_text("utf-8")
    assert len([line for line in text.splitlines() if not line.startswith("#")]) < 20
    example = Plugins.discover().kinds.by_name(kind).example
    names = {line for line in example.splitlines() if line.count('"') == 2 and len(line) > 30}
    assert not names & set(text.splitlines())
    capsys.readouterr()
    main(["check", "--select", "OGP005", "--select", "OGP004", "--format", "concise", str(made)])
    found = capsys.readouterr().out.splitlines()
    assert [line for line in found if "This file is empty" not in line] == []
