"""What cannot be understood is known to be there: one slip is one finding, and what follows from it is left open."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.check.engine import check_workspace, inspect_in_steps
from ogpkit.exchange.publishing import public_workspace
from ogpkit.model import Commitment, Country, Cycle
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.progress import finish_steps

SETTINGS = '[workspace]\nname = "Example"\nlanguages = ["en", "sw"]\n'
HOME = "countries/KE/cycles/2012-2013"
CYCLE = f"{HOME}/cycle.toml"
PORTAL = f"{HOME}/commitments/portal.toml"
BUDGET = f"{HOME}/commitments/budget.toml"
FILES = {
    "countries/KE/country.toml": 'name = "Kenya"\nlanguages = ["en", "sw"]\n',
    CYCLE: """\
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31
challenges = ["public-resources"]

[[history]]
stage = "deposited"
on = 2012-03-30
""",
    PORTAL: """\
title.en = "Publish mining revenues"
title.sw = "Chapisha mapato ya madini"
challenge = "public-resources"
principles = ["transparency"]
lead = "Ministry of Mines"

[[milestones]]
id = "map"
title.en = "Map of two regions"
title.sw = "Ramani ya mikoa miwili"
due = 2012-12-31
""",
    BUDGET: """\
title.en = "Publish the budget"
title.sw = "Chapisha bajeti"
challenge = "public-resources"
principles = ["transparency"]
lead = "Treasury"
continues = "portal"
""",
}
TODAY = date(2012, 6, 1)


@pytest.fixture(scope="module")
def plugins():
    return Plugins.discover()


@pytest.fixture
def load(write, plugins):
    """Write the files, some of them otherwise; gives the workspace."""

    def load(settings=SETTINGS, **other):
        files = {**FILES, **{path: text for path, text in other.items() if text is not None}}
        left = {path: text for path, text in files.items() if other.get(path, "") is not None}
        return read_workspace(write(left, settings=settings), plugins.kinds, plugins.editions, TODAY)

    return load


@pytest.fixture
def new(load, plugins):
    """Write the files, some of them otherwise; gives the findings that there are only then, by path, line and code."""

    def new(settings=SETTINGS, moved=(), **other):
        usual = {name(one) for one in check_workspace(load(), plugins)}
        loaded = load(settings, **other)
        for path in moved:
            (loaded.root / path).unlink()
        if moved:
            loaded = read_workspace(loaded.root, plugins.kinds, plugins.editions, TODAY)
        found = check_workspace(loaded, plugins)
        return [(one.path, one.line, one.code) for one in found if name(one) not in usual]

    return new


def name(finding):
    """Return what a finding says, wherever the folder of its file is."""
    return finding.path.rsplit("/", 1)[-1], finding.code, finding.message


def replaced(path, old, new):
    assert old in FILES[path]
    return {path: FILES[path].replace(old, new, 1)}


@pytest.mark.parametrize(
    ("path", "old", "new_text", "expected"),
    [
        (CYCLE, "start =", "start = =", (2, "OGP002")),
        (CYCLE, "start = 2012-04-01", 'start = "April"', (2, "OGP005")),
        (CYCLE, "start =", "strat =", (2, "OGP003")),
        (CYCLE, '["public-resources"]', '["public-resource"]', (4, "OGP006")),
        (CYCLE, '"deposited"', "5", (7, "OGP005")),
        (PORTAL, "title.en", "title.english", (1, "OGP009")),
        (PORTAL, "challenge =", "chalenge =", (3, "OGP003")),
        (PORTAL, '"transparency"', '"transparancy"', (4, "OGP006")),
        (PORTAL, 'id = "map"', "id = 1", (8, "OGP005")),
        (PORTAL, "due = 2012-12-31", "due = 2012-13-31", (11, "OGP002")),
        (PORTAL, "due = 2012-12-31", 'deu = "2012-12-31"', (11, "OGP003")),
        ("countries/KE/country.toml", 'languages = ["en"', 'languages = ["en-"', (2, "OGP009")),
        ("countries/KE/country.toml", "name =", "name", (1, "OGP002")),
    ],
)
def test_a_slip_is_found_where_it_is_and_nowhere_else(new, path, old, new_text, expected):
    found = new(**replaced(path, old, new_text))
    assert found == [(path, *expected)]


def test_a_misspelt_language_is_one_finding(new):
    assert new(SETTINGS.replace("sw", "swa")) == [("ogpkit.toml", 3, "OGP009")]


@pytest.mark.parametrize(
    "more",
    ["[check]\nignore = [COM006]\n", "[check]\nignore = 5\n", "[chek]\n", "[plugins]\ndisable = 5\n"],
)
def test_nothing_is_said_while_it_is_open_what_to_look_at(new, load, plugins, more):
    assert {path for path, _line, _code in new(SETTINGS + more, **{PORTAL: 'title = "X"\n'})} == {"ogpkit.toml"}
    assert finish_steps(inspect_in_steps(load(SETTINGS + more), plugins, only=[PORTAL])).is_cut_short


@pytest.mark.parametrize(
    ("old", "name", "code"),
    [("countries/KE/", "countries/KEN/", "OGP008"), (f"{HOME}/", f"{HOME[:-9]}2012 2013/", "OGP010")],
)
def test_the_wrong_name_of_a_folder_is_one_finding(new, old, name, code):
    other = {path.replace(old, name): text for path, text in FILES.items() if path.startswith(old)}
    found = new(moved=[path for path in FILES if path.startswith(old)], **other)
    assert [(path, found_code) for path, _line, found_code in found] == [(min(other), code)]


def test_a_reference_to_what_is_not_there_is_found_beside_a_broken_file(new):
    broken = replaced(PORTAL, "title.en", "title.english")
    assert (BUDGET, 6, "OGP014") in new(**broken, **replaced(BUDGET, '"portal"', '"portl"'))
    assert (BUDGET, 6, "OGP014") not in new(**{PORTAL: "title = \n"})


def test_the_rules_that_could_not_be_asked_are_named(load, plugins):
    assert not finish_steps(inspect_in_steps(load(), plugins)).left_open
    assert finish_steps(inspect_in_steps(load(**replaced(CYCLE, "start =", "start = =")), plugins)).left_open >= {
        "COM002"
    }


@pytest.mark.parametrize("silencing", ["comment", "ignore", "by path"])
def test_silencing_an_unknown_key_takes_nothing_away(load, plugins, silencing):
    mark = "  # ogpkit: ignore OGP003: we keep it for our own use" if silencing == "comment" else ""
    settings = (
        SETTINGS
        + {
            "comment": "",
            "ignore": '[check]\nignore = ["OGP003"]\n',
            "by path": f'[check.per-file-ignores]\n"{HOME}/**" = ["OGP003"]\n',
        }[silencing]
    )
    text = f"zzz_office = 7{mark}\n" + FILES[PORTAL].replace('title.sw = "Chapisha mapato ya madini"\n', "")
    loaded = load(settings, **{PORTAL: text})
    found = {one.code for one in check_workspace(loaded, plugins) if one.path == PORTAL}
    assert "OGP003" not in found
    assert "COM028" in found
    assert PORTAL in loaded.workspace.documents
    assert PORTAL in public_workspace(loaded.workspace, plugins).documents


def test_what_can_be_understood_is_loaded(load):
    loaded = load(**replaced(PORTAL, 'lead = "Ministry of Mines"', "lead = 5")).workspace
    portal = loaded.documents[PORTAL]
    assert portal.entity.milestones[0].id == "map"
    assert portal.unread == {("lead",)}
    assert len(loaded.all(Commitment)) == 2
    assert loaded.one(Country, "KE")
    assert load(**replaced(CYCLE, "start = 2012-04-01\n", "")).workspace.one(Cycle, "KE") is None


def test_what_may_have_been_meant_to_stay_private_is_not_published(load, plugins):
    """A misspelt `anonymous` would put somebody's name on the website."""
    process = f"{HOME}/consultation/process.toml"
    comment = f"{HOME}/consultation/comments/0001.toml"
    kinds = {kind.name: kind for kind in plugins.kinds}
    said = kinds["comment"].example
    given = {process: kinds["consultation"].example}
    assert comment in public_workspace(load(**given, **{comment: said}).workspace, plugins).documents
    for more in ("anonymos = true\n", 'anonymous = "yes"\n', "zzz_secret = true\n"):
        loaded = load(
            **given, **{comment: more + said.replace("anonymous = true\n", "").replace("anonymous = false\n", "")}
        )
        assert comment in loaded.workspace.documents
        assert comment not in public_workspace(loaded.workspace, plugins).documents
