"""A plan of four years under the rules of today: its stages, its refresh, and a declaration that was endorsed once."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.editing.imports import make_import_files
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Commitment
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.places import Place, Verdict
from ogpkit.plugins.stages import next_stages
from ogpkit.text.blocks import Grid, KeyValues
from ogpkit.workspace.load import read_workspace
from ogpkit_commitments.edition import get_rules
from ogpkit_commitments.exchange import PROGRESS_SHEET
from ogpkit_commitments.paper import write_plan
from ogpkit_commitments.plan import find_refresh_due
from ogpkit_commitments.stages import CYCLE_STAGES
from ogpkit_commitments.standing import list_due_dates, list_statuses

PLACE = Place(country="KE", cycle="2023-2027")

CYCLE = """\
cocreation = 2023-05-01
start = 2024-01-01
end = 2027-12-31

[plan]
url = "https://ogp.go.ke/plan"

[[history]]
stage = "consultation"
on = 2023-05-01

[[history]]
stage = "deposited"
on = 2023-12-20

[[history]]
stage = "implementation"
on = 2024-01-01
"""

COMMITMENT = """\
title = "Beneficial ownership register"
lead = "Attorney General"
problem = "Nobody knows who owns companies that win contracts."
done_so_far = "A law of 2020."
solution = "A public register."
results = "Every contract names its owners."

[reflects]
transparency = "The register is public."

[[milestones]]
id = "law"
title = "Law in force"
due = 2024-06-30
outputs = "Gazette notice."
"""


@pytest.fixture(scope="module")
def plugins():
    return Plugins.discover()


@pytest.fixture
def read(tmp_path, plugins):
    """Write Kenya's plan, and give the workspace on a day."""

    def make(today=date(2024, 3, 1), *, cycle=CYCLE, commitment=COMMITMENT, country="", more=None):
        files = {
            "ogpkit.toml": '[workspace]\nlanguages = ["en"]\n',
            "countries/KE/country.toml": f'name = "Kenya"\nlanguages = []\njoined = 2011-09-20\n{country}',
            "countries/KE/cycles/2023-2027/cycle.toml": cycle,
            "countries/KE/cycles/2023-2027/commitments/bo.toml": commitment,
            **(more or {}),
        }
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        return read_workspace(tmp_path, plugins.kinds, plugins.editions, today)

    return make


def find_codes(loaded, plugins):
    return {finding.code for finding in check_workspace(loaded, plugins)}


def test_a_plan_by_the_rules_of_today_has_no_finding_by_those_of_2011(read, plugins):
    codes = find_codes(read(country="[declaration]\nendorsed = 2012-04-01\n"), plugins)
    assert not codes & {
        "COM001",
        "COM003",
        "COM004",
        "COM005",
        "COM007",
        "COM009",
        "COM010",
        "COM016",
        "REP001",
        "CON030",
    }


@pytest.mark.parametrize("key", ["problem", "done_so_far", "solution", "results"])
def test_what_the_template_asks_for_is_advice(read, plugins, key):
    without = "".join(line for line in COMMITMENT.splitlines(keepends=True) if not line.startswith(key))
    found = [one for one in check_workspace(read(commitment=without), plugins) if one.code == "COM032"]
    assert [(one.severity.value, one.at) for one in found] == [("advice", (key,))]


def test_a_commitment_is_one_table_in_the_order_of_the_template_s_form(read):
    writing = write_plan(read().workspace, PLACE, "en")
    (form,) = [block for block in writing.blocks if isinstance(block, KeyValues)]
    assert [label for label, cell in form.rows if cell] == [
        *("Lead", "Problem", "Already done", "Solution", "Expected results", "Transparency")
    ]
    (steps,) = [block for block in writing.blocks if isinstance(block, Grid)]
    assert steps.heads == ("Milestone", "Due", "Expected outputs")


def test_it_can_be_closed_without_a_self_assessment(read):
    workspace = read().workspace
    document = workspace.one(type(next(iter(workspace.all(CYCLE_STAGES.entity))).entity), "KE", "2023-2027")
    assert next_stages(CYCLE_STAGES, document, workspace) == ("refresh", "independent-report", "closed", "declared")


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        ("2024-01-01", "2027-12-31", date(2026, 1, 1)),
        ("2024-01-01", "2025-12-31", None),
        ("2022-01-01", "2024-12-31", None),  # Canada's fifth plan: no plan of four years, however long it took
        ("2024-01-01", "2027-01-01", None),
        ("2024-01-01", "2027-01-02", date(2026, 1, 1)),
    ],
)
def test_only_a_plan_of_four_years_is_refreshed(read, start, end, due):
    workspace = read(cycle=f"cocreation = 2023-05-01\nstart = {start}\nend = {end}\n").workspace
    cycle = workspace.all(CYCLE_STAGES.entity)[0].entity
    assert find_refresh_due(cycle, get_rules(workspace, "KE", "2023-2027")) == due


def test_the_refresh_is_due_until_it_is_published(read):
    (due,) = [one for one in list_due_dates(read().workspace) if "Refresh" in one.title]
    assert (due.due, due.done) == (date(2026, 1, 1), None)
    refreshed = CYCLE + "\n[refresh]\nbegun = 2025-09-01\npublished = 2025-12-15\n"
    (due,) = [one for one in list_due_dates(read(cycle=refreshed).workspace) if "Refresh" in one.title]
    assert due.done == date(2025, 12, 15)


@pytest.mark.parametrize("holder", ["country", "cycle of 2012"])
def test_a_government_endorses_the_declaration_once(read, holder):
    endorsed = "\n[declaration]\nendorsed = 2012-04-01\n"
    if holder == "country":
        loaded = read(country=endorsed)
    else:
        old = f'edition = "roadmap-2011"\nstart = 2012-07-01\nend = 2013-06-30\n{endorsed}'
        loaded = read(more={"countries/KE/cycles/2012-2013/cycle.toml": old})
    said = [one for one in list_statuses(loaded.workspace, PLACE) if "eclaration" in one.headline]
    assert [(one.verdict, one.headline) for one in said] == [(Verdict.GOOD, "Declaration endorsed on April 1, 2012")]


def test_an_update_says_that_a_milestone_is_complete(read, plugins):
    update = '\n[[milestones.updates]]\non = 2024-06-20\nstatus = "complete"\nevidence = ["https://kenyalaw.org"]\n'
    today = date(2024, 7, 15)
    assert "COM014" in find_codes(read(today), plugins)
    assert "COM014" not in find_codes(read(today, commitment=COMMITMENT + update), plugins)


ENDED = '\n[[changes]]\non = 2025-12-12\nsort = "ended"\nreason = "Parliament takes it up."\n'


@pytest.mark.parametrize(
    ("more", "today", "late"),
    [
        ("", date(2024, 6, 30), 0),
        ("", date(2024, 7, 1), 1),
        (ENDED, date(2025, 12, 11), 1),
        (ENDED, date(2025, 12, 12), 0),
    ],
)
def test_what_an_early_end_left_open_is_owed_no_more(read, plugins, more, today, late):
    loaded = read(today, commitment=COMMITMENT + more)
    assert len([one for one in check_workspace(loaded, plugins) if one.code == "COM014"]) == late
    assert (today >= date(2025, 12, 12)) is not any(
        "Milestone" in one.title for one in list_due_dates(loaded.workspace)
    )
    (progress,) = [one.headline for one in list_statuses(loaded.workspace, PLACE) if "commitment" in one.headline]
    assert ("not reported" in progress) is bool(late)


SECOND = '\n[[milestones]]\nid = "register"\ntitle = "Register"\ndue = 2024-05-31\n'


@pytest.mark.parametrize(
    ("commitment", "said"),
    [
        (
            COMMITMENT + SECOND,
            ["No one has reported on this commitment. 2 of its steps were due, the first on 2024-05-31."],
        ),
        (
            COMMITMENT + SECOND + 'status = "limited"\n',
            [
                "The milestone “law” was due on 2024-06-30 and is not complete.",
                "The milestone “register” was due on 2024-05-31 and is not complete.",
            ],
        ),
        (
            COMMITMENT + SECOND + 'status = "complete"\n',
            ["The milestone “law” was due on 2024-06-30 and is not complete."],
        ),
    ],
)
def test_a_commitment_on_which_nobody_reports_is_told_once(read, plugins, commitment, said):
    found = check_workspace(read(date(2024, 7, 1), commitment=commitment), plugins)
    assert sorted(one.message for one in found if one.code == "COM014") == said


SETTINGS = '[workspace]\nlanguages = ["en"]\n\n[plugins.commitments]\nreport_every_months = 3\n'


def list_reports_due(loaded):
    return [one.due for one in list_due_dates(loaded.workspace) if one.title.startswith("Report progress")]


@pytest.mark.parametrize(
    ("commitment", "due"),
    [
        (COMMITMENT, [date(2024, 4, 1)]),
        (COMMITMENT + "\n[[milestones.updates]]\non = 2024-05-31\n", [date(2024, 8, 31)]),
        (COMMITMENT + '\n[[milestones.updates]]\non = 2024-05-31\nstatus = "complete"\n', []),
        (COMMITMENT + '\n[[milestones.updates]]\non = 2027-11-01\nstatus = "limited"\n', []),
    ],
)
def test_a_country_says_how_often_progress_is_reported(read, commitment, due):
    assert list_reports_due(read(commitment=commitment, more={"ogpkit.toml": SETTINGS})) == due
    assert list_reports_due(read(commitment=commitment)) == []


def test_departments_report_by_a_sheet(read, plugins):
    root = read().root
    sheet = (
        "commitment.id,milestone.id,update.on,update.status,update.percent,update.done.en\n"
        "bo,law,2024-03-31,limited,30,Draft published\n"
        "bo,law,2024-06-30,complete,100,In force\n"
    )
    session = WorkspaceSession.open(root, plugins, date(2024, 7, 15))
    for expected in (1, 0):
        found = PROGRESS_SHEET.importer.read(sheet.encode(), session.workspace, PLACE)
        assert found.not_understood == ()
        assert len(make_import_files(session, found, "Reports")) == expected
        session.settle()
    (milestone,) = session.workspace.one(Commitment, "KE", "2023-2027").entity.milestones
    assert [(one.on, one.percent) for one in milestone.updates] == [(date(2024, 3, 31), 30), (date(2024, 6, 30), 100)]
    assert milestone.with_reports().completed == date(2024, 6, 30)
    session.close(give_up=True)
