"""The questionnaire is data of the edition, in three languages; later editions add to it."""

from __future__ import annotations

import pytest

from ogpkit.api.content import read_workspace
from ogpkit_reporting.edition import About, ReportingPart
from ogpkit_reporting.reports import find_reports
from ogpkit_reporting.stars import list_stars

EDITIONS = ("roadmap-2011", "criteria-2014", "criteria-2018", "criteria-2023")


@pytest.fixture(params=EDITIONS)
def part(request, plugins):
    return plugins.editions.part(request.param, ReportingPart)


def test_everything_that_people_read_is_there_in_every_language(part):
    titles = [
        *(stage.title for stage in part.stages.values()),
        *(question.title for question in part.questions.values()),
        *(level.title for scale in part.scales.values() for level in scale.levels),
        *(product.title for product in part.products.values()),
        *part.roles.values(),
        *part.unconfirmed,
    ]
    assert titles
    assert all(set(title.languages("en")) == {"en", "es", "fr", "ar"} for title in titles)


def test_the_parts_of_an_edition_fit_together(part):
    assert {question.scale for question in part.questions.values()} <= part.scales.keys()
    assert {name for stage in part.stages.values() for name in stage.next} <= part.stages.keys()
    assert {who for stage in part.stages.values() for who in stage.by} <= part.roles.keys()
    assert {name for act in part.acts.values() for name in act.stages} <= part.stages.keys()
    assert {who for act in part.acts.values() for who in act.by} <= part.roles.keys()
    assert set(part.sends) <= part.stages.keys()
    assert {question.beside for question in part.questions.values()} == {"", "completion", "on_time"}
    for question, answers in part.star.items():
        assert set(answers) <= {level.id for level in part.get_scale(question).levels}
    assert part.section
    assert part.sources


def test_the_questions_of_the_roadmap_look_at_what_it_wants_examined(plugins):
    part = plugins.editions.part("roadmap-2011", ReportingPart)
    country = [question.section for question in part.questions.values() if question.about is About.COUNTRY]
    assert country == ["Roadmap IV.1", "Roadmap IV.2", "Roadmap IV.3", "Roadmap IV.4", "Roadmap IV.5"]
    assert (part.months, part.star, part.products) == (3, {}, {})


def test_completion_since_2020_knows_that_there_is_no_evidence(plugins):
    part = plugins.editions.part("criteria-2023", ReportingPart)
    ids = [level.id for level in part.scales["completion"].levels]
    assert ids == ["no-evidence", "not-started", "limited", "substantial", "complete", "withdrawn"]
    assert part.scales["completion"].order == ("not-started", "limited", "substantial", "complete")
    assert part.scales["potential-impact"].order == ("unclear", "modest", "substantial")
    assert (part.months, part.independent_months) == (3, 4)
    assert part.products["action-plan-review"].months == 4


@pytest.fixture
def starred(root, plugins):
    """The worked example under the edition of 2014, with the four answers that decide about a star."""
    home = root / "countries/XX/cycles/2012-2013"

    def starred(**answers):
        cycle = home / "cycle.toml"
        cycle.write_text(cycle.read_text("utf-8").replace('"roadmap-2011"', '"criteria-2014"'), "utf-8")
        said = {"specificity": "high", "relevance": "clear", "potential_impact": "moderate", "completion": "complete"}
        lines = [
            f'[[answers]]\nquestion = "commitment-{name.replace("_", "-")}"\n'
            f'commitment = "subnational-extractives"\nanswer = "{answer}"\n'
            for name, answer in {**said, **answers}.items()
            if answer
        ]
        (home / "reports/independent.toml").write_text("\n".join(lines), "utf-8")
        (star,) = list_stars(
            find_reports(read_workspace(root, plugins.kinds, plugins.editions).workspace, "XX", "2012-2013")
        )
        return star

    return starred


def test_a_model_commitment_earns_a_star(starred):
    assert starred().earned is True
    assert starred(specificity="medium", potential_impact="transformative", completion="substantial").earned is True


@pytest.mark.parametrize(
    "against",
    [
        {"specificity": "low"},
        {"relevance": "unclear"},
        {"potential_impact": "minor"},
        {"completion": "limited"},
    ],
)
def test_each_of_the_four_can_stand_against_it(starred, against):
    (name,) = against
    star = starred(**against)
    assert (star.earned, star.against) == (False, (f"commitment-{name.replace('_', '-')}",))


def test_a_star_is_open_while_an_answer_is_missing(starred):
    star = starred(relevance="")
    assert (star.earned, star.open) == (None, ("commitment-relevance",))


def test_an_edition_without_stars_gives_none(workspace):
    assert list_stars(find_reports(workspace, "XX", "2012-2013")) == ()
