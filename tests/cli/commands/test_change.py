"""`ogpkit add`, `set` and `advance`: a document of any kind is changed by what its kind declares."""

from __future__ import annotations

import pytest

from ogpkit.cli import main

CYCLE = "countries/XX/cycles/2012-2013"
FILES = {
    "ogpkit.toml": '[workspace]\nlanguages = ["en", "es"]\n',
    "countries/XX/country.toml": 'name = "Country X"   # its name\n',
    f"{CYCLE}/cycle.toml": 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n',
    f"{CYCLE}/commitments/portal.toml": 'title.en = "Portal"\n\n[[milestones]]\nid = "map"\ntitle.en = "Map"\n',
}


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*words):
        code = main(words)
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def read(tmp_path, path):
    return (tmp_path / path).read_text("utf-8")


def test_an_item_is_added_with_the_options_of_its_class(run, tmp_path):
    code, said = run(
        *("add", "XX/2012-2013", "milestones", "--id", "pilot", "--title", "en=Pilot", "--title", "es=Piloto"),
        *("--due", "2012-11-01", "--evidence", "https://example.org/a"),
    )
    assert code == 0, said
    text = read(tmp_path, f"{CYCLE}/commitments/portal.toml")
    assert text.startswith(FILES[f"{CYCLE}/commitments/portal.toml"])
    assert text.endswith(
        '[[milestones]]\nid = "pilot"\ntitle.en = "Pilot"\ntitle.es = "Piloto"\n'
        'due = 2012-11-01\nevidence = ["https://example.org/a"]\n'
    )


def test_an_item_without_an_identifier_is_named_after_its_title(run, tmp_path):
    for _time in range(2):
        assert run("add", "XX/2012-2013", "milestones", "--title", "ka=ღია მონაცემები")[0] == 0
    text = read(tmp_path, f"{CYCLE}/commitments/portal.toml")
    assert [line for line in text.splitlines() if line.startswith("id")] == [
        'id = "map"',
        'id = "ghia-monatsemebi"',
        'id = "ghia-monatsemebi-2"',
    ]


def test_an_item_is_added_to_a_list_within_another(run, tmp_path):
    code, said = run(
        "add", "XX/2012-2013/portal", "milestones.map.updates", "--on", "2012-06-01", "--status", "limited"
    )
    assert code == 0, said
    text = read(tmp_path, f"{CYCLE}/commitments/portal.toml")
    assert text.endswith('[[milestones.updates]]\non = 2012-06-01\nstatus = "limited"\n')


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (("add", "XX/2012-2013", "milestones", "--id", "pilot"), "--title"),
        (("add", "XX/2012-2013", "milestones", "--id", "A b", "--title", "T"), "id"),
        (("add", "XX/2012-2013", "nothing"), "no suitable file"),
        (("add", f"{CYCLE}/commitments/portal.toml", "nothing"), "has no list “nothing”. Choose one of: "),
        (("add", "XX/2012-2013/portal", "milestones.nothing.updates"), "Choose one of: map"),
        (("set", "XX/2012-2013/portal", "milestones.pilot.status", "complete"), "Choose one of: map"),
        (("set", "XX/2012-2013/portal", "milestones.map.nothing", "1"), "There is no key"),
        (("set", "XX", "joined", "soon"), "soon"),
        (("set", "XX", "joined", "2011-01-01", "2012-01-01"), "Give one value."),
        (("advance", "XX/2012-2013", "declared"), "The next stage can be: "),
        (("advance", "XX", "declared"), "no suitable file"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(run, tmp_path, words, reason):
    code, said = run(*words)
    assert code != 0
    assert reason in said
    assert {path: read(tmp_path, path) for path in FILES} == FILES


def test_a_key_says_something_else_and_all_else_stays(run, tmp_path):
    assert run("set", "XX", "contact.institution", "Ministry")[0] == 0
    assert read(tmp_path, "countries/XX/country.toml").startswith(FILES["countries/XX/country.toml"])
    assert 'institution = "Ministry"' in read(tmp_path, "countries/XX/country.toml")
    portal = f"{CYCLE}/commitments/portal.toml"
    assert run("set", portal, "milestones.map.status", "complete")[0] == 0
    assert run("set", portal, "milestones[1].due", "2012-12-31")[0] == 0
    assert run("set", portal, "title.es", "Portal nuevo")[0] == 0
    text = read(tmp_path, portal)
    assert 'status = "complete"' in text
    assert "due = 2012-12-31" in text
    assert 'title.es = "Portal nuevo"' in text


def test_a_key_without_a_value_is_taken_away(run, tmp_path):
    assert run("set", f"{CYCLE}/commitments/portal.toml", "milestones[1].title.en", "Maps")[0] == 0
    assert run("set", "XX", "joined", "2011-09-20")[0] == 0
    assert run("set", "XX", "joined")[0] == 0
    assert read(tmp_path, "countries/XX/country.toml") == FILES["countries/XX/country.toml"]


def test_a_document_enters_a_stage(run, tmp_path):
    code, said = run("advance", "XX/2012-2013", "drafting", "--on", "2012-01-10", "--by", "Cabinet", "--note", "Begun")
    assert code == 0
    assert "is now at the stage “drafting”" in said
    text = read(tmp_path, f"{CYCLE}/cycle.toml")
    assert 'stage = "drafting"\non = 2012-01-10\nby = "Cabinet"\nnote = "Begun"\n' in text
