"""The worked example of the paper, and a cycle of it on which nothing is reported yet."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ogpkit.api import Place
from ogpkit.api.content import Translated, read_workspace
from ogpkit.api.editing import WorkspaceSession, advance_stage
from ogpkit_reporting import acting
from ogpkit_reporting.experts import LocalExpert
from ogpkit_reporting.model import (
    Answer,
    GovernmentComment,
    GovernmentResponse,
    Interview,
    Publication,
    Review,
    Source,
)
from ogpkit_reporting.questionnaire import list_questions
from ogpkit_reporting.reports import find_reports

PAPER = Path(__file__).parents[3] / "examples/networking-paper"
HOME = "countries/XX/cycles/2012-2013"
OWN = f"{HOME}/reports/self-assessment.toml"
INDEPENDENT = f"{HOME}/reports/independent.toml"


@pytest.fixture
def root(tmp_path):
    """The worked example with its two reports."""
    shutil.copytree(PAPER, tmp_path / "paper")
    return tmp_path / "paper"


@pytest.fixture
def blank(root):
    """The same, with nothing reported yet."""
    shutil.rmtree(root / HOME / "reports")
    return root


@pytest.fixture
def workspace(root, plugins):
    return read_workspace(root, plugins.kinds, plugins.editions, date(2013, 7, 1)).workspace


@pytest.fixture
def session(blank, plugins):
    session = WorkspaceSession.open(blank, plugins, date(2013, 7, 15))
    yield session
    session.close(give_up=True)


class Work:
    """The deeds on the report of one cycle, as the actions do them."""

    def __init__(self, session, country="XX", cycle="2012-2013"):
        self.session = session
        self.place = Place(country=country, cycle=cycle)

    @property
    def reports(self):
        return find_reports(self.session.workspace, self.place.country, self.place.cycle)

    @property
    def independent(self):
        return acting.find_independent(self.session.workspace, self.place)

    def begin(self, researchers, on):
        acting.begin(self.session, self.place, acting.NewReport(researchers=tuple(researchers), on=on))

    def describe(self, expert):
        acting.describe_expert(self.session, self.place, expert)

    def advance(self, stage, on, by=""):
        """Enter a stage; give what identifies the draft that was sent."""
        advance_stage(self.session, self.independent.path, stage, on, by)
        return self.independent.entity.history[-1].draft

    def answer(self, answer):
        acting.answer(self.session, self.place, answer)

    def add(self, entry):
        acting.add_entry(self.session, self.place, entry)

    def settle(self, sort, number, answer=None, *, resolved=False):
        said = Translated.of(answer) if answer else None
        new = acting.Settlement(sort=acting.RemarkSort(sort), number=number, answer=said, resolved=resolved)
        acting.settle(self.session, self.place, new)

    def publish(self, url, deposited=None):
        acting.publish_independent(self.session, self.place, Publication(url=Translated.of(url), deposited=deposited))

    def respond(self, on, url):
        acting.respond(self.session, self.place, GovernmentResponse(on=on, url=Translated.of(url)))


@pytest.fixture
def make_work():
    """Gives the deeds at another session, or on another cycle."""
    return Work


@pytest.fixture
def work(session):
    return Work(session)


@pytest.fixture
def researched(work):
    """A report that has been assigned and is being researched."""
    work.begin(["Local governance expert"], date(2013, 3, 15))
    work.describe(
        LocalExpert(name="Local governance expert", organisation="University", country="XX", standing="Works.")
    )
    work.advance("research", date(2013, 4, 1), "researcher")
    return work


@pytest.fixture
def answered(researched):
    """The same with one interview and one source, on which the answer to every question rests."""
    researched.add(Interview(id="coalition", on=date(2013, 4, 12), with_="Regional NGO coalition"))
    researched.add(Source(id="release", title="Quarterly revenue release"))
    for one in list_questions(researched.reports):
        researched.answer(
            Answer(
                question=one.name,
                commitment=one.commitment or None,
                answer=researched.reports.part.get_scale(one.name).order[-1],
                reason=Translated.of({"en": "As we saw.", "es": "Como vimos."}),
                evidence=("coalition", "release"),
            )
        )
    return researched


@pytest.fixture
def reviewed(answered):
    """The same, sent to the expert committee, which has remarked something."""
    answered.advance("peer-review", date(2013, 5, 10), "researcher")
    answered.add(Review(on=date(2013, 5, 20), reviewer="Expert", text=Translated.of({"en": "Name the interviews."})))
    return answered


@pytest.fixture
def commented(reviewed):
    """The same, answered and sent to the government, which has commented."""
    reviewed.settle("review", 1, {"en": "They are named now."})
    reviewed.advance("government-comment", date(2013, 5, 25), "expert-committee")
    reviewed.add(GovernmentComment(on=date(2013, 6, 1), text=Translated.of({"en": "They were added in May."})))
    return reviewed


@pytest.fixture
def published(commented):
    """The same, settled, final and public."""
    commented.settle("comment", 1, resolved=True)
    commented.advance("final", date(2013, 6, 15), "researcher")
    commented.publish({"en": "https://example.org/irm-en", "es": "https://example.org/irm-es"}, date(2013, 6, 30))
    commented.advance("published", date(2013, 6, 30), "irm")
    return commented
