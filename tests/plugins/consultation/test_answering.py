"""Answering comments: enough is said, in several languages, and every byte beside it stays."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, replace_once
from ogpkit_consultation.actions import CannotAct, NewAnswer, answer_comment
from ogpkit_consultation.model import Outcome
from ogpkit_consultation.rules import RULE_FILE

COMMENT = RULE_FILE.example().files["countries/XX/cycles/2012-2013/consultation/comments/0001.toml"]

HOME = "countries/XX/cycles/2012-2013"
PATH = f"{HOME}/consultation/comments/0001.toml"
DAY = date(2012, 1, 15)


def answer(session, outcome, text="", language="", on=DAY, commitments=()):
    answer_comment(session, Place(path=PATH), NewAnswer(outcome, text, language, commitments, on))


BARE = replace_once(
    COMMENT[: COMMENT.index("\n[response]") + 1], "received = 2011-12-10", "received = 2011-12-10   # by post"
)


def test_an_answer_is_added_below_and_the_rest_stays(opened):
    session = opened(comment=BARE)
    answer(session, Outcome.ACCEPTED, " Payments are reported by project. ", "en", DAY)
    text = session.source(PATH).decode()
    assert text.startswith(BARE.rstrip("\n"))
    assert text.endswith(
        '\n[response]\non = 2012-01-15\noutcome = "accepted"\ntext.en = "Payments are reported by project."\n'
    )
    response = session.workspace.documents[PATH].entity.response
    assert (response.on, response.outcome, response.text.best("en")) == (
        DAY,
        Outcome.ACCEPTED,
        "Payments are reported by project.",
    )
    session.undo()
    assert session.source(PATH).decode() == BARE


def test_a_second_language_stands_beside_the_first(opened):
    session = opened(comment=COMMENT)
    answer(session, Outcome.ACCEPTED, "Los pagos se publican por proyecto.", "es", DAY)
    text = session.workspace.documents[PATH].entity.response.text
    assert dict(text.texts("en")) == {
        "en": "Payments are now reported by project.",
        "es": "Los pagos se publican por proyecto.",
    }


def test_the_same_answer_again_changes_nothing(opened):
    session = opened(comment=COMMENT)
    answer(session, Outcome.ACCEPTED, "Payments are now reported by project.", "en", DAY)
    assert session.undo_title is None


def test_a_comment_that_is_only_noted_needs_no_words(opened):
    session = opened(comment=BARE)
    answer(session, Outcome.NOTED, "", "en", DAY)
    assert session.workspace.documents[PATH].entity.response.outcome is Outcome.NOTED


@pytest.mark.parametrize("outcome", [Outcome.ACCEPTED, Outcome.PARTLY, Outcome.DECLINED])
def test_everything_else_says_what_changes_or_why_not(opened, outcome):
    session = opened(comment=BARE)
    with pytest.raises(CannotAct, match="Say what changes"):
        answer(session, outcome, " \n", "en", DAY)
    assert session.source(PATH).decode() == BARE


def test_nobody_answers_before_a_comment_came_in(opened):
    with pytest.raises(CannotAct, match="2011-12-10"):
        answer(opened(comment=BARE), Outcome.NOTED, "", "en", on=date(2011, 1, 1))


def test_a_comment_can_be_answered_on_the_day_on_which_it_came_in(opened):
    session = opened(comment=BARE)
    answer(session, Outcome.NOTED, "", "en", on=date(2011, 12, 10))
    assert session.workspace.documents[PATH].entity.response.on == date(2011, 12, 10)


def test_a_comment_is_about_commitments_that_there_are(opened):
    more = {f"{HOME}/commitments/mining-revenues.toml": 'title = "Mines"\n'}
    session = opened(comment=BARE, more=more)
    answer(session, Outcome.NOTED, commitments=("mining-revenues", "mining-revenues"))
    assert session.workspace.documents[PATH].entity.commitments == ("mining-revenues",)
    with pytest.raises(CannotAct, match="Choose one of: mining-revenues"):
        answer(session, Outcome.NOTED, commitments=("mines",))
