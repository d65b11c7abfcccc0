"""A file that is incomplete is shown with all that it has, on the first day as after an edit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from types import SimpleNamespace
from typing import Annotated

import attrs
import pytest

from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Bounds, Choice, Commitment, Country, Cycle, TextFormat, Translated
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.providing import hookimpl
from ogpkit.schema.kinds import Kind
from ogpkit.workspace.partial import read_in_part
from ogpkit.workspace.patch import RemoveValue, SetValue

CYCLE = "countries/XX/cycles/2012-2013/cycle.toml"
COMMITMENT = "countries/XX/cycles/2012-2013/commitments/portal.toml"
FILES = {
    "ogpkit.toml": '[workspace]\nname = "X"\nlanguages = ["en", "es"]\n',
    "countries/XX/country.toml": 'name = "Country X"\n',
    CYCLE: 'edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\nchallenges = ["public-resources"]\n',
    COMMITMENT: """\
title.en = "Publish mining revenues"
principles = ["transparency"]
lead = "Ministry of Mines"

[[milestones]]
id = "map"
title.en = "Map of two regions"
due = 2012-12-31

[[milestones]]
id = "all"
title.en = "All regions"
due = 2014-03-31
""",
}
TODAY = date(2012, 5, 1)


@pytest.fixture(scope="module")
def plugins():
    return Plugins.discover()


@pytest.fixture
def opened(tmp_path, plugins):
    """Opens a workspace with one file in which something stands instead of something else."""

    def opened(path="", old="", new=""):
        for name, text in FILES.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            assert name != path or old in text
            (tmp_path / name).write_text(text.replace(old, new) if name == path else text, "utf-8")
        desks.append(WorkspaceSession.open(tmp_path, plugins, TODAY))
        return desks[-1]

    desks = []
    yield opened
    for session in desks:
        session.close(give_up=True)


@pytest.mark.parametrize(
    ("path", "old", "new", "code"),
    [
        (CYCLE, "challenges", "declaration = {}\nchallenges", "OGP004"),
        (CYCLE, "challenges", "efforts = [{}]\nchallenges", "OGP004"),
        (COMMITMENT, 'title.en = "Publish mining revenues"\n', "", "OGP004"),
        (COMMITMENT, 'title.en = "Map of two regions"\n', "", "OGP004"),
        (COMMITMENT, 'lead = "Ministry of Mines"', "lead = 5", "OGP005"),
    ],
)
def test_an_incomplete_file_is_shown_with_its_due_dates_and_problems(opened, path, old, new, code):
    whole = opened()
    before, due = len(whole.findings), len(whole.calendar())
    session = opened(path, old, new)
    assert path in session.workspace.documents
    assert session.outdated == {path}
    assert code in {finding.code for finding in session.findings if finding.path == path}
    assert len(session.findings) >= before
    assert len(session.calendar()) == due
    assert len(session.workspace.one(Commitment, "XX").entity.milestones) == 2


def test_a_missing_day_is_stood_in_for_and_concludes_nothing(opened):
    whole = {finding.code for finding in opened().findings if finding.path == CYCLE}
    session = opened(CYCLE, "start = 2012-04-01\n", "")
    assert session.workspace.one(Cycle, "XX").entity.end == date(2013, 3, 31)
    assert session.calendar() == ()
    found = {finding.code for finding in session.findings if finding.path == CYCLE}
    assert found - whole == {"OGP004"}


def test_what_is_removed_during_a_session_is_shown_as_it_was(opened):
    session = opened()
    before, due = len(session.findings), len(session.calendar())
    session.change(CYCLE, [RemoveValue(("start",))], "Take it away")
    session.change(CYCLE, [SetValue(("end",), date(2013, 6, 30))], "Another end")
    cycle = session.workspace.one(Cycle, "XX").entity
    assert (cycle.start, cycle.end) == (date(2012, 4, 1), date(2013, 6, 30))
    assert len(session.findings) > before - 1
    assert len(session.calendar()) == due
    session.undo()
    session.undo()
    assert session.outdated == frozenset()
    assert len(session.findings) == before


def test_what_is_no_toml_at_all_keeps_what_it_said_during_the_session(opened, tmp_path):
    session = opened()
    (tmp_path / CYCLE).write_text("start = \n", "utf-8")
    session.refresh()
    assert session.workspace.one(Cycle, "XX").entity.start == date(2012, 4, 1)
    assert {finding.code for finding in session.findings if finding.path == CYCLE} >= {"OGP002"}


@pytest.mark.parametrize("lacking", ["start", "end"])
def test_a_cycle_without_what_it_needs_is_shown_with_the_rest_of_the_plan(opened, lacking):
    line = next(one for one in FILES[CYCLE].splitlines() if one.startswith(lacking))
    session = opened(CYCLE, f"{line}\n", "")
    shown = session.workspace.one(Cycle, "XX").entity
    assert [one.value for one in shown.challenges] == ["public-resources"]
    assert {shown.start, shown.end} & {date(2012, 4, 1), date(2013, 3, 31)}
    assert len(session.workspace.one(Commitment, "XX").entity.milestones) == 2
    assert ("OGP004", (lacking,)) in {(one.code, one.at) for one in session.findings if one.path == CYCLE}


def test_a_country_without_a_name_is_shown(opened):
    session = opened("countries/XX/country.toml", 'name = "Country X"', "joined = 2011-09-20")
    assert session.workspace.one(Country, "XX").entity.joined == date(2011, 9, 20)
    assert next(one.code for one in session.findings if one.path == "countries/XX/country.toml") == "OGP004"


class Verdict(Choice):
    """What came of it."""

    GOOD = "good"
    BAD = "bad"


@attrs.frozen(kw_only=True)
class Cost:
    """What it costs.

    Attributes:
        amount: How much.
        on: When it was paid.
        note: What for.
    """

    amount: int
    on: date
    note: str = ""


@attrs.frozen(kw_only=True)
class Everything:
    """A document that needs a value of every sort.

    Attributes:
        text: A text.
        title: A text in several languages.
        place: A country.
        verdict: A choice.
        years: A number with a bound.
        share: A number with a fraction.
        is_done: A truth.
        on: A day.
        at: A moment.
        cost: A table.
        costs: A list.
        names: A mapping.
        remark: What may be left out.
    """

    text: str
    title: Translated
    place: Annotated[str, TextFormat.COUNTRY]
    verdict: Verdict
    years: Annotated[int, Bounds(least=1)]
    share: float
    is_done: bool
    on: date
    at: datetime
    cost: Cost
    costs: tuple[Cost, ...]
    names: Mapping[str, str]
    remark: str = ""


WHOLE = """\
text = "Text"
title = "Title"
place = "XX"
verdict = "bad"
years = 3
share = 0.5
is_done = true
on = 2012-05-01
at = 2012-05-01T10:00:00Z
remark = "Remark"
costs = []
names = {}
cost = {amount = 1, on = 2012-05-01, note = "Paper"}
"""
KEYS = [line.split(" = ")[0] for line in WHOLE.splitlines()]


@pytest.fixture(scope="module")
def kinds():
    kind = Kind(name="everything", entity=Everything, pattern="everything/{id}.toml", title="E", titles="Es")
    return Plugins.of({"utopia": SimpleNamespace(ogpkit_kinds=hookimpl(lambda: [kind]))}).kinds


def read_lines(kinds, lines):
    return read_in_part("everything/one.toml", "".join(lines).encode(), kinds)


@pytest.mark.parametrize("lacking", [key for key in KEYS if key != "remark"])
@pytest.mark.parametrize("instead", ["", "{} = [[[1]]]\n"])
def test_whatever_is_missing_or_wrong_the_rest_is_shown(kinds, lacking, instead):
    lines = [one if not one.startswith(f"{lacking} =") else instead.format(lacking) for one in WHOLE.splitlines(True)]
    whole, part = read_lines(kinds, WHOLE.splitlines(True)), read_lines(kinds, lines)
    assert not whole.document.unread
    assert {at[0] for at in part.document.unread} == {lacking}
    for field in attrs.fields(Everything):
        if field.name != lacking:
            assert getattr(part.document.entity, field.name) == getattr(whole.document.entity, field.name)


def test_a_file_that_has_next_to_nothing_is_shown_with_that(kinds):
    assert read_lines(kinds, ['remark = "Remark"']).document.entity.remark == "Remark"
    part = read_lines(kinds, [WHOLE.replace("amount = 1, on = 2012-05-01, ", "")])
    assert part.document.entity.cost.note == "Paper"
    assert part.has_stand_ins
