"""The worked example of the paper, and a cycle of it on which nothing is reported yet."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from ogpkit.api.content import Translated, read_workspace
from ogpkit.api.editing import WorkspaceSession
from ogpkit_reporting.acting import ReportDesk
from ogpkit_reporting.model import Answer, GovernmentComment, Interview, Review
from ogpkit_reporting.questionnaire import list_questions

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
def desk(blank, plugins):
    desk = WorkspaceSession.open(blank, plugins, date(2013, 4, 1))
    yield desk
    desk.close(give_up=True)


@pytest.fixture
def work(desk):
    return ReportDesk(desk, "XX", "2012-2013")


@pytest.fixture
def researched(work):
    """A report that has been assigned and is being researched."""
    work.begin(["Local governance expert"], date(2013, 3, 15))
    work.advance("research", date(2013, 4, 1), "researcher")
    return work


@pytest.fixture
def answered(researched):
    """The same with one interview, on which the answer to every question rests."""
    researched.note_interview(Interview(id="coalition", on=date(2013, 4, 12), with_="Regional NGO coalition"))
    for one in list_questions(researched.reports):
        researched.answer(
            Answer(
                question=one.name,
                commitment=one.commitment or None,
                answer=researched.reports.part.get_scale(one.name).order[-1],
                reason=Translated.of({"en": "As we saw.", "es": "Como vimos."}),
                evidence=("coalition",),
            )
        )
    return researched


@pytest.fixture
def reviewed(answered):
    """The same, sent to the expert committee, which has remarked something."""
    answered.advance("peer-review", date(2013, 5, 10), "researcher")
    answered.review(Review(on=date(2013, 5, 20), reviewer="Expert", text=Translated.of({"en": "Name the interviews."})))
    return answered


@pytest.fixture
def commented(reviewed):
    """The same, answered and sent to the government, which has commented."""
    reviewed.settle("reviews", 0, {"en": "They are named now."}, resolved=False)
    reviewed.advance("government-comment", date(2013, 5, 25), "expert-committee")
    reviewed.add_comment(GovernmentComment(on=date(2013, 6, 1), text=Translated.of({"en": "They were added in May."})))
    return reviewed


@pytest.fixture
def published(commented):
    """The same, settled, final and public."""
    commented.settle("government_comments", 0, {}, resolved=True)
    commented.advance("final", date(2013, 6, 15), "researcher")
    commented.publish({"en": "https://example.org/irm-en", "es": "https://example.org/irm-es"}, date(2013, 6, 30))
    commented.advance("published", date(2013, 6, 30), "irm")
    return commented
