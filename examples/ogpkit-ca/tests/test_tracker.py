"""What departments owe, on Canada's real plan."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, Verdict
from ogpkit.api.cli import main
from ogpkit.api.content import Commitment, collect_due_dates, collect_statuses
from ogpkit.api.testing import open_app, screen_text, wait_until
from ogpkit.api.text import use_language
from ogpkit_ca.model import NationalIndicator
from ogpkit_ca.tracker import tracker

HERE = Place(country="CA", cycle="2022-2024")

COMPLETE = """\
[[indicators]]
id = "{id}"
status = "{status}"
progress = {{ en = "NIL", fr = "NUL" }}
"""


def of_health(canada):
    """The only indicator of Health Canada."""
    found = tracker(canada.workspace, "CA", "2022-2024")
    [name] = [name for name, one in found.owed.items() if one.department == "hc-sc"]
    return name


def test_every_indicator_of_the_plan_is_owed_by_its_department(canada):
    found = tracker(canada.workspace, "CA", "2022-2024")
    assert len(found.owed) == 106
    assert len(found.departments) == 16
    owed = {one.department: len(one.owed) for one in found.quarter("2022-03")}
    assert (owed["esdc-edsc"], owed["hc-sc"]) == (18, 1)
    assert sum(owed.values()) == sum(1 for one in found.owed.values() if one.department)


def test_what_only_canada_s_plan_says_stands_beside_the_indicators(canada):
    tables = [
        table
        for document in canada.workspace.all(Commitment)
        for _at, table in document.extensions_of(NationalIndicator)
    ]
    assert sum(table.summit for table in tables) == 19
    assert sum(table.supporting == "statcan" for table in tables) == 18


def test_beginning_gives_each_department_a_file_with_its_indicators(canada, capsys):
    assert main(["canada", "begin", "CA/2022-2024", "--today", "2022-04-15"]) == 0
    assert "16 reports on 2022-03 are created." in capsys.readouterr().err
    assert len(list((canada.root / "countries/CA/cycles/2022-2024/quarterly/2022-03").iterdir())) == 16
    assert main(["canada", "begin", "CA/2022-2024", "--today", "2022-04-15"]) == 0
    assert "0 reports on 2022-03 are created." in capsys.readouterr().err


def test_a_report_counts_when_there_is_a_status_and_a_word_on_progress(canada, report, capsys):
    name = of_health(canada)
    report(f'[[indicators]]\nid = "{name}"\nstatus = "limited"\n')
    words = ["canada", "missing", "CA/2022-2024", "--period", "2022-03", "--format", "csv"]
    assert main(words) == 0
    assert f"hc-sc,1,0,1,{name}" in capsys.readouterr().out
    report(COMPLETE.format(id=name, status="limited"))
    assert main(words) == 0
    assert "hc-sc,1,1,0," in capsys.readouterr().out


def test_what_is_complete_is_not_owed_any_more(canada, report):
    name = of_health(canada)
    report(COMPLETE.format(id=name, status="complete"))
    found = tracker(canada.workspace, "CA", "2022-2024")
    assert found.of_department("2022-03", "hc-sc").given == (name,)
    assert found.of_department("2022-06", "hc-sc").owed == ()


def test_the_calendar_has_every_report_that_is_owed(canada, report):
    report(COMPLETE.format(id=of_health(canada), status="complete"))
    found = [one.value for one in collect_due_dates(canada.workspace, canada.plugins) if one.plugin == "canada"]
    assert len(found) == 15 * 12 + 1
    [health] = [one for one in found if "hc-sc" in one.title]
    assert (health.title, health.due, health.done) == (
        "Quarterly report of hc-sc on 2022-03",
        date(2022, 4, 30),
        date(2022, 3, 31),
    )


@pytest.mark.parametrize(("day", "verdict"), [(date(2022, 4, 15), Verdict.ATTENTION), (date(2022, 5, 1), Verdict.BAD)])
def test_a_cycle_says_how_many_reports_are_there(canada, report, day, verdict):
    report(COMPLETE.format(id=of_health(canada), status="complete"))
    canada.today = day
    [found] = [one.value for one in collect_statuses(canada.workspace, HERE, canada.plugins) if one.plugin == "canada"]
    assert (found.headline, found.verdict) == ("1 of 16 quarterly reports on 2022-03", verdict)
    assert "esdc-edsc: 18 indicators" in found.missing
    with use_language("fr"):
        [found] = [
            one.value for one in collect_statuses(canada.workspace, HERE, canada.plugins) if one.plugin == "canada"
        ]
    assert found.headline == "1 rapports trimestriels sur 16 pour 2022-03"


@pytest.mark.parametrize("size", [(80, 24), (160, 48)])
async def test_the_page_shows_who_has_not_reported(canada, report, ogpkit_screen, size):
    report(COMPLETE.format(id=of_health(canada), status="complete"))
    screen = await ogpkit_screen(canada, HERE, page="quarter", size=size)
    assert "2022-03: 15 of 16 departments have not reported" in " ".join(screen.split())
    assert "dfatd-maecd" in screen


async def test_enter_on_a_department_begins_its_report_and_opens_it(canada):
    session = canada.session()
    async with open_app(session, HERE, "quarter", (100, 40)) as (app, host):
        table = host.query_one("DataTable")
        table.focus()
        departments = [str(table.get_row_at(number)[1]) for number in range(table.row_count)]
        table.move_cursor(row=departments.index("hc-sc"))
        table.action_select_cursor()
        path = "countries/CA/cycles/2022-2024/quarterly/2022-03/hc-sc.toml"
        await wait_until(lambda: app.place.path == path)
        assert app.place.path == path
        assert [one.id for one in session.workspace.documents[path].entity.indicators] == [of_health(canada)]
        await wait_until(lambda: all(one.is_finished for one in app.workers if one.group != "watch"))
        assert "Quarterly report" in screen_text(app)
    session.close(give_up=True)


def test_the_check_finds_what_the_tracker_would_refuse(canada, report):
    name = of_health(canada)
    path = report(f'[[indicators]]\nid = "{name}"\nstatus = "limited"\nprogress = {{ en = "none", fr = "NUL" }}\n')
    found = {one.code: one for one in canada.findings() if one.path == path}
    assert set(found) == {"CAN002", "CAN003"}
    assert found["CAN002"].fix.value == "NIL"
    assert found["CAN002"].span.line == 4
