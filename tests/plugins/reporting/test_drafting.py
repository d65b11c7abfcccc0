"""A self-assessment drafted from the workspace, and drafted again after somebody corrected it."""

from __future__ import annotations

import types
from datetime import date

import pytest

from ogpkit.api import Place, Plugins, ReportInput, ReportInputs, hookimpl
from ogpkit.api.content import Milestone, MilestoneStatus, Translated
from ogpkit.api.editing import RemoveValue, SetValue, WorkspaceSession
from ogpkit_reporting.edition import ReportingPart
from ogpkit_reporting.model import SelfAssessment
from ogpkit_reporting.reports import find_reports
from ogpkit_reporting.self_assessing import (
    NothingToDraft,
    derive_completion,
    derive_timeliness,
    draft,
    draft_again,
    propose_assessment,
)

PLACE = Place(country="XX", cycle="2012-2013")
HOME = "countries/XX/cycles/2012-2013"
OWN = f"{HOME}/reports/self-assessment.toml"
EXTRACTIVES = f"{HOME}/commitments/subnational-extractives.toml"


@pytest.fixture
def told(blank):
    """The example in a session where a plugin tells of the consultation in two languages."""
    import ogpkit_commitments
    import ogpkit_eligibility
    import ogpkit_reporting

    def tell(workspace, place, language):
        said = {"en": "Two hearings with 140 people.", "es": "Dos audiencias con 140 personas."}
        assert place.cycle == "2012-2013"
        yield ReportInput(text=said[language], section="Roadmap IV")
        yield ReportInput(text="–", section="Roadmap IV")

    fake = types.SimpleNamespace(
        ogpkit_accounts=hookimpl(lambda: [ReportInputs(name="hearings", title="Consultation", tell=tell)])
    )
    plugins = Plugins.of(
        {
            "eligibility": ogpkit_eligibility,
            "commitments": ogpkit_commitments,
            "reporting": ogpkit_reporting,
            "talk": fake,
        }
    )
    session = WorkspaceSession.open(blank, plugins, date(2013, 4, 1))
    yield session
    assert plugins.faults == ()
    session.close(give_up=True)


def own(session):
    return session.workspace.one(SelfAssessment, "XX", "2012-2013").entity


def test_it_takes_what_is_there(told, blank):
    found = draft(told, PLACE)
    assert (found.message, found.notes) == (f"1 commitment added to {OWN}.", ())
    told.save()
    assert (blank / OWN).read_text("utf-8") == (
        'consultation.es = """\nDos audiencias con 140 personas.\n–"""\n'
        'consultation.en = """\nTwo hearings with 140 people.\n–"""\n\n'
        "[[assessments]]\n"
        'commitment = "subnational-extractives"\n'
        'completion = "substantial"\n'
        "on_time = true\n"
        'summary.es = """\n'
        "1 de 2 hitos completos.\n"
        "Concession map of two regions online, as GeoJSON: Completo el 15 de diciembre de 2012.\n"
        'All nine regions online: Limitado, para el 31 de marzo de 2014."""\n'
        'summary.en = """\n'
        "1 of 2 milestones complete.\n"
        "Concession map of two regions online, as GeoJSON: Complete on December 15, 2012.\n"
        'All nine regions online: Limited, due March 31, 2014."""\n'
        'evidence = ["https://example.org/map"]\n'
    )


def test_it_says_what_the_paper_s_own_self_assessment_says(workspace, plugins):
    (paper,) = workspace.one(SelfAssessment, "XX", "2012-2013").entity.assessments
    (drafted,) = propose_assessment(workspace, find_reports(workspace, "XX", "2012-2013"), plugins).assessments
    keys = ("commitment", "completion", "on_time", "evidence")
    assert [getattr(drafted, key) for key in keys] == [getattr(paper, key) for key in keys]


def test_drafting_again_never_overwrites_what_was_corrected(told, blank):
    draft(told, PLACE)
    told.save()
    corrected = (blank / OWN).read_text("utf-8").replace('"substantial"', '"limited"  # the ministry insists')
    corrected = corrected.replace("1 of 2 milestones complete.", "Two regions are online.")
    (blank / OWN).write_text(corrected, "utf-8")
    told.refresh()
    found = draft(told, PLACE)
    assert found.message == f"0 commitments added to {OWN}."
    assert found.notes == (
        "Unchanged: subnational-extractives.",
        # it would say substantial
        "The workspace no longer matches the report for: subnational-extractives. Check these commitments.",
    )
    told.save()
    assert (blank / OWN).read_text("utf-8") == corrected


def test_what_was_taken_away_on_purpose_stays_away(told):
    draft(told, PLACE)
    told.change(OWN, [RemoveValue(("assessments", 0, "evidence"))], "Take the evidence away")
    draft(told, PLACE)
    assert own(told).assessments[0].evidence == ()


def test_a_commitment_that_came_later_is_added_and_the_rest_left(told, blank):
    draft(told, PLACE)
    told.save()
    text = (blank / OWN).read_bytes()
    (blank / f"{HOME}/commitments/budget.toml").write_text('title.en = "Open budget"\n', "utf-8")
    told.refresh()
    found = draft(told, PLACE)
    assert found.message == f"1 commitment added to {OWN}."
    told.save()
    assert (blank / OWN).read_bytes().startswith(text.rstrip(b"\n"))
    assert own(told).assessments[1].commitment == "budget"
    assert own(told).assessments[1].completion is None  # without milestones nobody can say


def test_one_commitment_can_be_drafted_anew_and_that_can_be_undone(told):
    draft(told, PLACE)
    told.change(OWN, [SetValue(("assessments", 0, "completion"), "limited")], "Correct")
    told.change(OWN, [SetValue(("assessments", 0, "on_time"), value=False)], "Correct")
    before = told.source(OWN)
    draft_again(told, PLACE, ("subnational-extractives",))
    assert (own(told).assessments[0].completion, own(told).assessments[0].on_time) == ("substantial", True)
    told.undo()
    assert told.source(OWN) == before
    with pytest.raises(NothingToDraft, match="does not mention “forests”"):
        draft_again(told, PLACE, ("forests",))


def test_a_draft_anew_takes_away_what_does_not_hold_any_more(told):
    draft(told, PLACE)
    told.change(EXTRACTIVES, [RemoveValue(("milestones", 0))], "Only the second milestone is left")
    draft_again(told, PLACE, ("subnational-extractives",))
    one = own(told).assessments[0]
    assert (one.completion, one.on_time, one.evidence) == ("limited", None, ())


def test_a_language_that_ogpkit_does_not_speak_is_left_to_the_coordinator(told):
    told.change("countries/XX/country.toml", [SetValue(("languages",), ["ka"])], "Georgian")
    draft(told, PLACE)
    assert set(own(told).assessments[0].summary.by_language) == {"en"}


def test_nothing_to_draft_from(session):
    with pytest.raises(NothingToDraft, match="cycle XX/2019 is missing"):
        draft(session, Place(country="XX", cycle="2019"))
    session.delete(EXTRACTIVES)
    with pytest.raises(NothingToDraft, match="no commitments"):
        draft(session, PLACE)


PART = ReportingPart(share={"not-started": 0, "limited": 25, "substantial": 75, "complete": 100}, substantial_from=50)


def milestones(*statuses):
    return tuple(
        Milestone(id=f"m{number}", title=Translated(plain="M"), status=MilestoneStatus(status))
        for number, status in enumerate(statuses)
    )


@pytest.mark.parametrize(
    ("statuses", "completion"),
    [
        ((), None),
        (("complete", "complete"), "complete"),
        (("complete", "withdrawn"), "complete"),
        (("not-started", "not-started"), "not-started"),
        (("withdrawn",), "withdrawn"),
        (("complete", "limited"), "substantial"),  # (100 + 25) / 2
        (("substantial", "limited"), "substantial"),  # exactly 50
        (("complete", "not-started", "limited"), "limited"),  # 125 / 3
    ],
)
def test_completion_from_milestones(statuses, completion):
    assert derive_completion(milestones(*statuses), PART) == completion


@pytest.mark.parametrize(
    ("status", "completed", "on_time"),
    [
        ("complete", date(2012, 12, 15), True),
        ("complete", date(2013, 1, 15), False),
        ("complete", None, True),
        ("substantial", None, False),
        ("withdrawn", None, None),
    ],
)
def test_timeliness_from_milestones(status, completed, on_time):
    one = Milestone(
        id="m",
        title=Translated(plain="M"),
        due=date(2012, 12, 31),
        status=MilestoneStatus(status),
        completed=completed,
    )
    later = Milestone(id="l", title=Translated(plain="L"), due=date(2014, 3, 31))
    assert derive_timeliness((one, later), date(2013, 3, 31)) is on_time


@pytest.mark.parametrize(
    ("due", "on_time"), [(date(2013, 3, 30), False), (date(2013, 3, 31), False), (date(2013, 4, 1), None)]
)
def test_what_is_due_on_the_last_day_of_the_cycle_counts(due, on_time):
    one = Milestone(id="m", title=Translated(plain="M"), due=due)
    assert derive_timeliness((one,), date(2013, 3, 31)) is on_time


def test_every_record_of_a_real_plan_is_accounted_for(tmp_path, plugins):
    """Canada's fifth plan: 5 commitments, 19 milestones, each in the draft in both of its languages."""
    from pathlib import Path

    from click.testing import CliRunner

    from ogpkit.api.content import Commitment
    from ogpkit.cli.group import Words

    canada = Path(__file__).parents[3] / "examples/canada-nap5"
    home = tmp_path / "countries/CA/cycles/2022-2024"
    home.mkdir(parents=True)
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "CA"\nlanguages = ["en", "fr"]\n', "utf-8")
    (tmp_path / "countries/CA/country.toml").write_text('name = "Canada"\nlanguages = ["fr"]\n', "utf-8")
    (home / "cycle.toml").write_text('edition = "criteria-2018"\nstart = 2022-09-01\nend = 2024-08-31\n', "utf-8")
    run = ["plan", "import", "CA/2022-2024", f"{canada}/nap5.csv", "--mapping", f"{canada}/mapping.toml"]
    done = CliRunner().invoke(Words(), [*run, "--workspace", str(tmp_path)])
    assert done.exit_code == 0, done.output
    session = WorkspaceSession.open(tmp_path, plugins, date(2024, 9, 1))
    found = draft(session, Place(country="CA", cycle="2022-2024"))
    commitments = session.workspace.all(Commitment, "CA", "2022-2024")
    assert found.message.startswith("5 commitments added")
    assert len(commitments) == 5
    said = session.workspace.one(SelfAssessment, "CA", "2022-2024").entity.assessments
    by_id = {one.id: one.entity for one in commitments}
    assert sum(len(one.milestones) for one in by_id.values()) == 19
    for one in said:
        for language in ("en", "fr"):
            text = one.summary.by_language[language]
            for milestone in by_id[one.commitment].milestones:
                assert milestone.title.by_language[language] in text
    session.close(give_up=True)
