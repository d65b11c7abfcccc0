"""The standards of 2022: what is due by when, and the reasoned response without which no plan is deposited."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import Place, Verdict
from ogpkit.api.content import collect_due_dates, read_workspace
from ogpkit.api.editing import WorkspaceSession
from ogpkit_consultation.dossier import find_dossier
from ogpkit_consultation.model import ReasonedResponse
from ogpkit_consultation.panel import SECTIONS
from ogpkit_consultation.paper import build_process
from ogpkit_consultation.principles import judge_principles
from ogpkit_consultation.publication import redact_consultation
from ogpkit_consultation.responding import CannotRespond, check_responded, is_asked_for, note_response
from ogpkit_consultation.rules import RULE_FILE

KE = Place(country="XX", cycle="2022-2024")
HOME = "countries/XX/cycles/2022-2024"
PROCESS = f"{HOME}/consultation/process.toml"
TODAY = RULE_FILE.example("of-2022")
RESPONSE = '[response]\npublished = 2022-08-01\nurl = "https://ogp.example.org/response"\n\n'


@pytest.fixture
def at(plugins, tmp_path):
    """Reads the example of 2022 on a day, with its consultation changed or taken away."""

    def at(day, change=lambda text: text):
        files = {path: text for path, text in TODAY.files.items() if path != PROCESS}
        if said := change(TODAY.files[PROCESS]):
            files[PROCESS] = said
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, encoding="utf-8")
        (tmp_path / "ogpkit.toml").touch()
        return read_workspace(tmp_path, plugins.kinds, plugins.editions, day).workspace

    return at


def due(workspace, plugins):
    return [
        (
            str(one.value.due),
            one.value.title,
            one.value.section.removeprefix("Participation and co-creation "),
            one.value.is_done,
        )
        for one in collect_due_dates(workspace, plugins)
        if one.plugin == "consultation"
    ]


def without_response(text):
    return text.replace(RESPONSE, "")


def explained(text):
    return text.replace(RESPONSE, '[response]\nwhy_none = "Nobody wrote to us."\n\n')


def answer_to(workspace):
    return next(
        one for one in judge_principles(find_dossier(workspace, "XX", "2022-2024")) if one.requirement.number == "4.1"
    )


def test_each_requirement_of_2022_that_has_a_day_is_due_on_it(at, plugins):
    assert due(at(date(2023, 3, 1)), plugins) == [
        (
            "2022-02-15",
            "Publish the timeline and ways to take part (advice: not confirmed)",
            "standards of 2022, 3.1",
            True,
        ),
        ("2022-08-20", "Publish the reasoned response", "standards of 2022, 4.1", True),
        ("2022-09-01", "Name the forum for consultation on implementation", "standards of 2022, 1.1", True),
        ("2023-06-02", "Call the next meeting of the forum", "standards of 2022, 1.1", False),
        ("2023-08-17", "Update the repository", "standards of 2022, 2.2", False),
        ("2023-08-31", "Hold 2 meetings on results (advice: not confirmed)", "standards of 2022, 5.1", False),
        ("2024-08-31", "Hold 2 meetings on results (advice: not confirmed)", "standards of 2022, 5.1", False),
    ]


def test_what_is_due_is_told_before_there_is_any_file(at, plugins):
    found = due(at(date(2022, 2, 1), lambda _text: ""), plugins)
    assert [(day, title) for day, title, _section, _done in found] == [
        ("2022-02-15", "Publish the timeline and ways to take part (advice: not confirmed)"),
        ("2022-08-20", "Publish the reasoned response"),
        ("2022-08-31", "Update the repository"),
        ("2022-09-01", "Name the forum for consultation on implementation"),
        ("2023-08-31", "Hold 2 meetings on results (advice: not confirmed)"),
        ("2024-08-31", "Hold 2 meetings on results (advice: not confirmed)"),
    ]


def test_nothing_is_due_of_a_cycle_that_is_over_and_has_no_file(at, plugins):
    over = at(date(2024, 9, 1), lambda _text: "")
    assert due(over, plugins) == []
    assert due(over.on(date(2024, 8, 31)), plugins)


def test_advice_is_due_no_more_once_the_cycle_is_over(at, plugins):
    def titles(day):
        found = due(at(day, lambda text: text.replace("published = 2022-02-01\n", "", 1)), plugins)
        return [title for _day, title, _section, done in found if not done]

    advice = "Publish the timeline and ways to take part (advice: not confirmed)"
    assert advice in titles(date(2024, 8, 31))
    assert advice not in titles(date(2024, 9, 1))


@pytest.mark.parametrize(
    ("day", "verdict"),
    [(date(2022, 8, 30), Verdict.UNKNOWN), (date(2022, 8, 31), Verdict.UNKNOWN), (date(2022, 9, 1), Verdict.BAD)],
)
def test_a_repository_that_was_never_updated_is_told_after_half_a_year(at, day, verdict):
    def empty(text):
        return text[: text.index("[[repository.updates]]")] + text[text.index("[[awareness]]") :]

    found = judge_principles(find_dossier(at(day, empty), "XX", "2022-2024"))
    assert next(one for one in found if one.requirement.number == "2.2").verdict is verdict


def test_the_plan_is_not_deposited_without_a_response_or_a_reason(at):
    def missing(change):
        workspace = at(date(2022, 8, 19), change)
        return [*check_responded(workspace.documents[f"{HOME}/cycle.toml"], workspace)]

    assert missing(lambda text: text) == missing(explained) == []
    [said] = missing(without_response)
    assert said.startswith("Publish the reasoned response")
    assert said.endswith(f"{PROCESS}, with `why_none` under `response`.")
    assert missing(lambda _text: "") == [said]


def test_the_roadmap_asks_for_no_response_before_the_deposit(read):
    workspace = read(comment="")
    [cycle] = [one for one in workspace.documents.values() if one.kind == "cycle"]
    assert [*check_responded(cycle, workspace)] == []
    assert not is_asked_for(workspace, Place(country="XX", cycle="2012-2013"))


def test_a_reason_is_told_and_does_not_meet_the_requirement(at):
    [lacking] = answer_to(at(date(2022, 9, 1), explained)).lacking
    assert lacking.message == (
        "The plan was submitted on 2022-08-20 without a reasoned response. The reason given: Nobody wrote to us."
    )
    assert answer_to(at(date(2022, 8, 19), explained)).verdict is Verdict.UNKNOWN


def test_why_there_is_no_response_is_public_with_the_plan(at):
    def published(day):
        workspace = at(day, explained)
        return redact_consultation(workspace.documents[PROCESS], workspace).response

    assert published(date(2022, 8, 19)) is None
    assert published(date(2022, 8, 20)).why_none.best("en") == "Nobody wrote to us."


def test_a_response_is_noted_and_keeps_what_was_said(at, tmp_path, plugins):
    at(date(2022, 8, 19), explained)
    session = WorkspaceSession.open(tmp_path, plugins, date(2022, 8, 19))
    note_response(session, KE, ReasonedResponse(published=date(2022, 8, 18)))
    response = session.workspace.documents[PROCESS].entity.response
    assert (response.published, response.why_none.best("en")) == (date(2022, 8, 18), "Nobody wrote to us.")
    with pytest.raises(CannotRespond, match="say why there is none"):
        note_response(session, KE, ReasonedResponse())


def test_the_checklist_says_what_is_to_be_done_by_when_without_a_file(at):
    lines = [*SECTIONS[0].sections[1].write(at(date(2022, 2, 1), lambda _text: ""), KE)]
    assert (
        lines[0] == "This tab shows how the consultation meets each principle. Start the consultation to see it here."
    )
    assert "     · Publish the timeline and ways to take part. (by February 15, 2022)" in lines
    assert "     The wording of this requirement could not be confirmed." in lines
    assert sum(line[2:5] in {"1.1", "2.1", "2.2", "3.1", "3.2", "3.3", "4.1", "5.1"} for line in lines) == 8


def test_the_page_of_the_consultation_has_the_same_checklist(at):
    workspace = at(date(2023, 3, 1))
    blocks = [*build_process(find_dossier(workspace, "XX", "2022-2024"), "en")]
    grid = next(block for block in blocks if getattr(block, "caption", "").startswith("What the rules ask"))
    rows = {row[0][:3]: row for row in grid.rows}
    assert len(rows) == 8
    assert "Hold 1 more meeting on results. (by August 31, 2023)" in rows["5.1"][4]
    assert "Update the repository. (by August 17, 2023)" in rows["2.2"][4]
