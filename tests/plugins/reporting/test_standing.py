"""What is due, how reporting stands, and what the public sees."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, Verdict
from ogpkit.api.content import CommonExpectation, collect_due_dates, read_workspace
from ogpkit.api.output import render_markdown
from ogpkit.api.text import TextDocument, use_language
from ogpkit_reporting.pages import PAGES
from ogpkit_reporting.papers import write_own
from ogpkit_reporting.reports import find_reports
from ogpkit_reporting.standing import STANDINGS, describe_reports

PLACE = Place(country="XX", cycle="2012-2013")


def standing(workspace):
    (one,) = STANDINGS.derive(workspace, PLACE)
    assert one.expectation is CommonExpectation.REPORTING
    return one


def test_the_worked_example_is_in_order(workspace):
    one = standing(workspace)
    assert one.verdict is Verdict.GOOD
    assert one.headline == (
        "Self-assessment: deposited on June 26, 2013 · Independent report: Published, June 30, 2013"
    )
    assert [place.path.rsplit("/", 1)[-1] for place in one.shown_by] == ["self-assessment.toml", "independent.toml"]
    assert one.missing == ()


@pytest.mark.parametrize(
    ("today", "verdict", "missing"),
    [
        (date(2013, 3, 30), Verdict.UNKNOWN, 0),
        (date(2013, 3, 31), Verdict.UNKNOWN, 0),  # the last day of the cycle
        (date(2013, 4, 1), Verdict.ATTENTION, 2),  # both are owed
        (date(2013, 7, 30), Verdict.ATTENTION, 2),
        (date(2013, 7, 31), Verdict.ATTENTION, 2),  # still “approximately” three months
        (date(2013, 8, 1), Verdict.BAD, 2),
    ],
)
def test_without_reports_the_days_decide(blank, plugins, today, verdict, missing):
    one = standing(read_workspace(blank, plugins.kinds, plugins.editions, today).workspace)
    assert (one.verdict, len(one.missing)) == (verdict, missing)


def test_reports_that_the_settings_call_not_at_hand_are_not_known(blank, plugins):
    silent = '[workspace]\nlanguages = ["en"]\n[check.per-file-ignores]\n"countries/**" = ["REP001", "REP011"]\n'
    (blank / "ogpkit.toml").write_text(silent, "utf-8")
    one = standing(read_workspace(blank, plugins.kinds, plugins.editions, date(2013, 8, 1)).workspace)
    assert (one.verdict, one.headline, one.missing) == (Verdict.UNKNOWN, "No reports are available", ())
    workspace = read_workspace(blank, plugins.kinds, plugins.editions, date(2013, 8, 1)).workspace
    states = describe_reports(find_reports(workspace, "XX", "2012-2013"), workspace)
    assert [state.stands for state in states] == ["not available", "not available"]
    # what the mechanism published beside its report is told, and does not make the report late
    found = blank / "countries/XX/cycles/2012-2013/reports/independent.toml"
    found.parent.mkdir(exist_ok=True)
    found.write_text('products = [{ product = "action-plan-review", published = 2013-02-01 }]\n', "utf-8")
    one = standing(read_workspace(blank, plugins.kinds, plugins.editions, date(2013, 8, 1)).workspace)
    assert (one.verdict, one.headline) == (Verdict.UNKNOWN, "action-plan-review: published on February 1, 2013")


def due(workspace, plugins):
    found = (one.value for one in collect_due_dates(workspace, plugins, ("reporting",)))
    return [(one.title, one.due, one.done) for one in found if one.place.country == "XX"]


def test_what_is_due_comes_from_the_edition(workspace, plugins):
    assert due(workspace, plugins) == [
        ("Independent report: end of “Peer review”", date(2013, 5, 31), date(2013, 5, 25)),
        ("Independent report: end of “Government comment”", date(2013, 6, 15), date(2013, 6, 15)),
        ("Deposit the self-assessment", date(2013, 6, 30), date(2013, 6, 26)),
        ("Independent report published", date(2013, 6, 30), date(2013, 6, 30)),
        ("Publish the self-assessment", date(2013, 6, 30), date(2013, 6, 25)),
    ]


def test_without_reports_the_same_is_open(blank, plugins):
    found = due(read_workspace(blank, plugins.kinds, plugins.editions).workspace, plugins)
    assert [(one[1], one[2]) for one in found] == [(date(2013, 6, 30), None)] * 3


def test_a_later_edition_has_its_own_days_and_products(root, plugins):
    file = root / "countries/XX/cycles/2012-2013/cycle.toml"
    file.write_text(file.read_text("utf-8").replace('"roadmap-2011"', '"criteria-2023"'), "utf-8")
    workspace = read_workspace(root, plugins.kinds, plugins.editions).workspace
    found = {title: day for title, day, _done in due(workspace, plugins)}
    assert found["Publish the self-assessment"] == date(2013, 6, 30)
    assert found["Independent report published"] == date(2013, 7, 31)
    assert found["Action plan review"] == date(2012, 8, 10)  # four months after the deposit


def page(workspace, language="en"):
    with use_language(language):
        (found,) = (one for one in PAGES.render(workspace, language) if not one.is_part)
    return found.address, render_markdown(TextDocument(title=found.title, language=language, blocks=found.blocks))


def test_the_portal_shows_both_reports_side_by_side_with_the_response(workspace):
    address, text = page(workspace)
    assert address == "XX/2012-2013/reports"
    assert "| Publish mining revenues and concessions by region |" in text
    assert "| Substantial | Limited | no | The map omits suspended concessions. |" in text
    assert "## Government response" in text
    assert "https://example.org/response" in text
    assert "0 %" in text


def test_the_portal_says_it_in_the_language_of_the_page(workspace):
    _address, text = page(workspace, "es")
    assert text.startswith("# País X, 2012-2013")
    assert "Publicar ingresos y concesiones mineras por región" in text
    assert "Sustancial" in text


def test_drafts_are_not_on_the_portal(published, session, blank, plugins):
    session.save()
    work = published
    whole = [one.address for one in PAGES.render(session.workspace, "en") if not one.is_part]
    assert whole == ["XX/2012-2013/reports"]
    session.change(work.independent.path, [], "Nothing")
    while work.independent.entity.history[-1].stage == "published":
        session.undo()
    assert list(PAGES.render(session.workspace, "en")) == []


def test_the_self_assessment_as_a_document(workspace):
    text = render_markdown(write_own(workspace, PLACE, "en"))
    assert text.startswith("# Self-assessment of Country X")
    assert "Comments on the draft were invited for two weeks." in text
    assert "- **Completion:** Substantial" in text
    assert "[https://example.org/map](<https://example.org/map>)" in text


def test_there_is_nothing_to_write_without_a_report(blank, plugins):
    assert write_own(read_workspace(blank, plugins.kinds, plugins.editions).workspace, PLACE, "en") is None
