"""The closed lists of the Roadmap."""

from ogpkit.model import GrandChallenge, Origin, Principle
from ogpkit.model.vocabulary import CommonExpectation


def test_challenges_principles_and_expectations_are_as_many_as_ogp_has():
    assert [len(GrandChallenge), len(Principle), len(CommonExpectation)] == [5, 4, 5]


def test_a_choice_is_its_text_in_the_file_and_has_a_label_for_people():
    assert GrandChallenge("public-resources").label == "More Effectively Managing Public Resources"
    assert Origin("builds-on").label == "Builds on existing efforts"
    assert Origin.BUILDS_ON == "builds-on"
