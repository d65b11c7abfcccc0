"""A local member: its own rule sets, its steps, and who assesses its plan, from the beginning of a plan to its end."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from ogpkit.api import Place, Verdict
from ogpkit.api.content import CommonExpectation, CountryLevel, Cycle, Level, RuleLine, find_held_set, find_rule_set
from ogpkit.api.output import build_table, public_workspace
from ogpkit.api.testing import WorkspaceBuilder, check_workspace
from ogpkit.api.text import Grid, Link
from ogpkit.cli import main
from ogpkit_commitments.declaration import write_declaration
from ogpkit_commitments.plan import new_commitment, new_cycle
from ogpkit_commitments.stages import build_stages
from ogpkit_commitments.standing import OBLIGATIONS as PLAN_DATES
from ogpkit_commitments.standing import list_statuses
from ogpkit_consultation.due_dates import OBLIGATIONS as CONSULTATION_DATES
from ogpkit_consultation.rules import RULE_FILE
from ogpkit_consultation.views import PRINCIPLES
from ogpkit_reporting.events import list_events
from ogpkit_reporting.pages import render as render_reports
from ogpkit_reporting.papers import write_independent
from ogpkit_reporting.process_review import list_owed_plans
from ogpkit_reporting.reports import find_reports
from ogpkit_reporting.standing import OBLIGATIONS, describe_reports

PLAN = "KE-30/2024-2025"
HOME = Path("countries/KE-30/cycles/2024-2025")
EXAMPLE = RULE_FILE.example("of-local")
TOWN = Place(country="XX-town", cycle="2024-2025")
CYCLE = "countries/XX-town/cycles/2024-2025/cycle.toml"
REPORT = """
researchers = ["University of the town"]

[[products]]
product = "inception-assessment"
published = 2024-02-15

[[history]]
stage = "assigned"
on = 2025-11-01
by = "government"
"""


@pytest.fixture
def load(tmp_path, plugins):
    def load(more=None, today=EXAMPLE.today):
        return WorkspaceBuilder(tmp_path, plugins, today).files({**EXAMPLE.files, **(more or {})}).load()

    return load


@pytest.mark.parametrize(
    ("country", "day", "participation", "irm"),
    [
        ("XX", date(2024, 1, 1), "standards-2022", "irm-2021"),
        ("XX-town", date(2024, 1, 1), "local-2021", "local-monitoring-2021"),
        ("XX-town", date(2021, 1, 1), "local-2021", "local-monitoring-2021"),
        # before there were rules for local members, those for countries held
        ("XX-town", date(2020, 12, 31), "standards-2017", "irm-2020"),
    ],
)
def test_rule_sets_are_chosen_by_date_and_level(load, country, day, participation, irm):
    workspace = load().workspace
    assert find_held_set(workspace, RuleLine.PARTICIPATION, country, day) == participation
    assert find_held_set(workspace, RuleLine.IRM, country, day) == irm


def test_the_file_says_the_level_before_the_identifier_does(load):
    country = "countries/XX-town/country.toml"
    workspace = load({country: EXAMPLE.files[country].replace('"local"', '"national"')}).workspace
    assert find_rule_set(workspace, RuleLine.PARTICIPATION, "XX-town", "2024-2025") == "standards-2022"


def test_no_rule_set_for_local_members_is_chosen_for_a_country(plugins):
    for line in RuleLine:
        national = {name for _since, name in plugins.editions.list_line(line)}
        local = {name for _since, name in plugins.editions.list_line(line, CountryLevel.LOCAL)}
        assert not national & local


def test_a_new_plan_of_a_local_member_is_of_its_own_rules(load):
    cycle = new_cycle(load({CYCLE: ""}).workspace, Place(country="XX-town"))
    assert (cycle.end - cycle.start).days == 2 * 365 - 1


def test_two_requirements_hold_and_it_is_told_who_judges(load):
    table = build_table(PRINCIPLES, load().workspace, TOWN)
    at = [table.columns.index(name) for name in ("title", "verdict")]
    assert [tuple(row[one] for one in at) for row in table.rows] == [
        ("A forum exists", Verdict.GOOD.value),
        ("Information on the website is updated at least every four months", Verdict.UNKNOWN.value),
    ]
    (note,) = PRINCIPLES.notes(load().workspace, TOWN)
    assert note == "The Support Unit judges the requirements from the reports of the Local Monitoring Body."


@pytest.mark.parametrize(("today", "found"), [(date(2024, 7, 1), False), (date(2024, 7, 2), True)])
def test_the_website_is_updated_every_four_months(load, plugins, today, found):
    codes = [one.code for one in check_workspace(load(today=today), plugins)]
    assert ("CON042" in codes) is found


def test_what_holds_for_countries_does_not_hold_for_local_members(load, plugins):
    # no repository, no minimum requirement, no score of eligibility, no plan that is owed
    loaded = load(today=date(2027, 6, 1))
    codes = {one.code for one in check_workspace(loaded, plugins)}
    assert not codes & {"CON038", "CON039", "CON041", "ELI013", "REP034", "REP035", "REP036", "REP060"}
    assert list(list_owed_plans(loaded.workspace, "XX-town")) == []


def test_the_monitoring_body_owes_an_assessment_two_months_after(load, plugins):
    dates = {one.title: (one.due, one.done) for one in OBLIGATIONS.derive(load().workspace)}
    assert dates["Inception assessment"] == (date(2024, 2, 15), None)
    assert dates["End of action plan assessment published"] == (date(2026, 4, 30), None)
    assert not {"Co-creation brief", "Action plan review", "Midterm review"} & set(dates)
    found = [one for one in check_workspace(load(today=date(2024, 7, 1)), plugins) if one.code == "REP020"]
    assert ["Inception assessment" in one.message for one in found] == [True]
    path = CYCLE.replace("cycle.toml", "reports/independent.toml")
    assert "REP020" not in {one.code for one in check_workspace(load({path: REPORT}), plugins)}


def test_the_steps_before_co_creation_come_first(load):
    workspace = load().workspace
    stages = [*build_stages(workspace.one(Cycle, "XX-town", "2024-2025"), workspace)]
    begin = stages.index("team")
    assert stages[begin : begin + 5] == ["team", "forum", "monitoring-body", "roadmap", "consultation"]


def test_a_declaration_is_not_asked_of_local_members(load):
    workspace = load().workspace
    assert not [one for one in list_statuses(workspace, TOWN) if one.expectation is CommonExpectation.DECLARATION]


def test_the_declaration_is_not_told_to_local_members(load):
    (said,) = write_declaration(load().workspace, TOWN)
    assert "do not ask for a declaration" in str(said)


def test_what_begins_for_a_local_member_is_local(load):
    workspace = load().workspace
    assert new_commitment(workspace, TOWN).level is Level.LOCAL
    (deposit,) = (one for one in PLAN_DATES.derive(workspace) if "Deposit" in one.title)
    assert deposit.section == "OGP Local"


def test_the_calendar_has_the_next_update_of_the_website(load):
    (due,) = (one.due for one in CONSULTATION_DATES.derive(load().workspace) if "website" in one.title)
    assert due == date(2024, 7, 1)


def test_what_could_not_be_confirmed_is_advice(load, plugins):
    found = {one.code: one for one in check_workspace(load(today=date(2027, 1, 1)), plugins)}
    assert found["REP011"].severity.value == "advice"
    assert "It comes from: Local Monitoring Body." in found["REP011"].remedy


def test_the_report_is_called_as_ogp_local_calls_it(load):
    path = CYCLE.replace("cycle.toml", "reports/independent.toml")
    workspace = load({path: REPORT}).workspace
    reports = find_reports(workspace, "XX-town", "2024-2025")
    assert [one.title for one in describe_reports(reports, workspace)][1] == "End of action plan assessment"
    assert set(reports.part.roles) == {"government", "monitoring-body"}
    assert [*reports.part.stages] == ["assigned", "research", "final", "published", "government-response"]
    assert str(write_independent(workspace, TOWN, "en").title) == "End of action plan assessment on Town"


def test_the_portal_says_what_the_monitoring_body_published(load, plugins):
    home = CYCLE.rpartition("/")[0]
    own = (
        'published = 2026-01-10\n\n[[assessments]]\ncommitment = "water"\ncompletion = "complete"\n'
        'on_time = true\nsummary = "All are online."\n'
    )
    answer = '\n[[answers]]\nquestion = "commitment-{}"\ncommitment = "water"\nanswer = "{}"\nreason = "Seen online."\n'
    published = '\n[[history]]\nstage = "published"\non = 2026-02-10\nby = "monitoring-body"\n'
    recommended = '\n[[recommendations]]\nid = "arrears"\ntext = "Arrears too."\ncommitments = ["water"]\n'
    files = {
        f"{home}/commitments/water.toml": 'title = "Water tariffs"\nlevel = "local"\n',
        f"{home}/reports/self-assessment.toml": own,
        f"{home}/reports/independent.toml": REPORT.replace(
            "2024-02-15", '2024-02-15\nurl = "https://example.org/first"'
        )
        + answer.format("completion", "substantial")
        + answer.format("verifiable", "yes")
        + recommended
        + published,
    }
    workspace = public_workspace(load(files, today=date(2026, 3, 1)).workspace, plugins)
    (page,) = (one for one in render_reports(workspace, "en") if one.address == "XX-town/2024-2025/reports")
    facts = dict(page.blocks[0].rows)
    assert facts["Assessed by"] == "Local Monitoring Body"
    assert facts["Inception assessment"] == Link("https://example.org/first", "https://example.org/first")
    heads = {grid.caption: grid.heads for grid in page.blocks if isinstance(grid, Grid)}
    assert heads["Both reports, differences first"][2:4] == ("Government", "Local Monitoring Body")
    # what only the monitoring body speaks of stands beside the comparison
    assert "Answers by commitment" in heads
    titles = [str(one.title) for one in list_events(workspace)]
    assert "Examined in: End of action plan assessment" in titles
    assert "Recommendation made by: Local Monitoring Body" in titles


def test_no_self_assessment_is_missed_where_none_is_owed(load, plugins):
    path = CYCLE.replace("cycle.toml", "reports/independent.toml")
    workspace = public_workspace(load({path: REPORT}, today=date(2026, 3, 1)).workspace, plugins)
    (page,) = (one for one in render_reports(workspace, "en") if one.address == "XX-town/2024-2025/reports")
    assert dict(page.blocks[0].rows)["Self-assessment"] is None


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """Run commands in an empty folder; gives what they print."""
    monkeypatch.chdir(tmp_path)

    def run(words, code=0):
        assert main(words.split("|")) == code, capsys.readouterr().err
        return capsys.readouterr().out

    return run


def test_a_plan_from_the_team_to_the_assessment_by_commands(run):
    run("init|.|--country|KE-30|--name|County|--languages|en")
    assert 'name = "KE-30"' in Path("countries/KE-30/country.toml").read_text()  # a number is no name
    run(f"cycle|new|{PLAN}|--cocreation|2023-06-01|--start|2024-01-01|--years|2")
    rules = {one["line"]: one["rule_set"] for one in json.loads(run(f"cycle|rules|{PLAN}|--format|json"))}
    assert rules == {"participation": "local-2021", "irm": "local-monitoring-2021"}
    steps = ("team", "forum", "monitoring-body", "roadmap", "consultation")
    for month, stage in enumerate(steps, 2):
        run(f"cycle|advance|{PLAN}|{stage}|--on|2023-{month:02}-01")
    run(f"consultation|begin|{PLAN}")
    process = HOME / "consultation/process.toml"
    forum = '[forum]\nname = "Forum"\nsince = 2023-03-01\nmembers = ["County", "Residents"]\n'
    process.write_text('website = "https://example.org/ogp"\n\n' + forum)
    run(f"consultation|website|{PLAN}|--on|2023-09-01|--what|en=Minutes")
    assert 'what.en = "Minutes"' in process.read_text()
    run(f"commitment|new|{PLAN}|--title|Publish water tariffs|--id|water")
    assert 'level = "local"' in (HOME / "commitments/water.toml").read_text()
    cycle = HOME / "cycle.toml"
    cycle.write_text(cycle.read_text() + '\n[plan]\nurl = "https://example.org/plan"\npublished = 2023-12-10\n')
    run(f"cycle|advance|{PLAN}|deposited|--on|2023-12-15")
    run(f"cycle|advance|{PLAN}|implementation|--on|2024-01-01")
    run(
        f"report|product|{PLAN}|--product|inception-assessment|--published|2024-02-15|--url|en=https://example.org/inception"
    )
    run(f"report|begin|{PLAN}|--researcher|University|--on|2025-12-01")
    run(f"report|advance|{PLAN}|research|--by|irm|--on|2025-12-02", code=2)
    run(f"report|advance|{PLAN}|research|--by|monitoring-body|--on|2025-12-02")
    for one in json.loads(run(f"report|questions|{PLAN}|--open|--format|json")):
        answer = one["answers"][-1]
        run(f"report|answer|{PLAN}|{one['question']}|{answer}|--commitment|water|--reason|en=It is online.")
    run(f"report|recommend|{PLAN}|rates|--about|commitments|--commitment|water|--text|en=Publish the arrears too.")
    run(f"report|advance|{PLAN}|final|--by|monitoring-body|--on|2026-02-01")
    run(f"report|publish|independent-report|{PLAN}|--url|en=https://example.org/end")
    run(f"report|advance|{PLAN}|published|--by|monitoring-body|--on|2026-02-10")
    run(f"report|reply|{PLAN}|rates|accepted|--reason|en=With the next bills.|--on|2026-03-01")
    run(f"report|outcome|{PLAN}|rates|in-full|--evidence|https://example.org/arrears|--on|2026-06-01")
    found = json.loads(run(f"report|recommendations|{PLAN}|--format|json"))
    assert [(one["recommendation"], one["answer"], one["is_open"]) for one in found] == [("rates", "accepted", False)]
    run(f"cycle|advance|{PLAN}|independent-report|--on|2026-02-10")
    run(f"cycle|advance|{PLAN}|closed|--on|2026-06-30")
    codes = {one["code"] for one in json.loads(run("check|--format|json|--exit-zero")) if one["severity"] == "error"}
    assert codes == {"CON042"}  # one update of the website in two years
