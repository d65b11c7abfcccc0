"""What a case comes to, its stages with their guards, and the figures over many."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import blockers, next_stages
from ogpkit.api.content import Step, Translated, read_entity
from ogpkit.api.editing import StageBlocked, advance_stage
from ogpkit_networking.cases import (
    count_stale_days,
    find_last_day,
    get_maturity,
    list_rounds,
    list_selected,
    list_sides_without_expectations,
    list_topics,
)
from ogpkit_networking.edition import get_usual_rules
from ogpkit_networking.measures import group_by_age, has_led_to_agreement, has_led_to_dialogue, measure_cases
from ogpkit_networking.model import (
    Agreement,
    Case,
    Closing,
    ClosingReason,
    CommitteeRole,
    Expectation,
    Introduction,
    Message,
    Outcome,
    Purpose,
    Refinement,
)
from ogpkit_networking.stages import CASE_STAGES


def made(**more):
    return Case(**{"country": "XX", "opened": date(2012, 1, 1), "request": Translated.of("Mines."), **more})


def through(*stages):
    return tuple(Step(stage=stage, on=date(2012, 1, day)) for day, stage in enumerate(stages, 2))


def at(session, path):
    return session.workspace.documents[path].entity.history[-1].stage


def test_the_stages_lead_forward_and_back(loaded):
    content = loaded()
    part = get_usual_rules(content)
    assert list(part.stages) == [
        *(
            "received",
            "assigned",
            "scoping",
            "introductions",
            "dialogue",
            "refinement",
            "selection",
            "agreed",
            "closed",
        ),
    ]
    names = set(part.stages)
    assert all(set(stage.next) <= names for stage in part.stages.values())
    order = list(part.stages)
    back = {
        name for name, stage in part.stages.items() if any(order.index(one) < order.index(name) for one in stage.next)
    }
    assert {"dialogue", "refinement", "selection", "agreed", "closed"} <= back
    assert "received" in part.stages["closed"].next, "the same case goes on"


@pytest.mark.parametrize(
    ("stage", "more", "missing"),
    [
        ("assigned", {"history": through("received")}, "Assign a case manager"),
        ("introductions", {"history": through("received", "assigned"), "maturity": "mature"}, "Assign a case manager"),
        ("introductions", {"history": through("received", "assigned"), "manager": "Ana"}, "The request is vague"),
        ("dialogue", {"history": through("received", "assigned", "introductions")}, "Introduce the government"),
        (
            "selection",
            {"history": through("received", "assigned", "introductions")},
            "Record whom the government selects, as the outcome of an introduction.",
        ),
        (
            "agreed",
            {"history": through("received", "assigned", "introductions", "selection")},
            "Record the agreement",
        ),
        ("closed", {"history": through("received")}, "There is no agreement. Record the day and the reason."),
    ],
)
def test_each_guard_says_what_is_missing(stage, more, missing, loaded):
    content = loaded()
    from attrs import evolve

    from ogpkit.api.content import Document
    from ogpkit_networking.model import Maturity

    if "maturity" in more:
        more["maturity"] = Maturity(more["maturity"])
    document = Document(path="networking/cases/one.toml", kind="case", names={"id": "one"}, entity=made())
    document = evolve(document, entity=made(**more))
    found = blockers(CASE_STAGES, document, content, stage, date(2012, 3, 1))
    assert any(missing in one for one in found), found


def test_no_guard_and_no_field_asks_how_a_project_is_managed():
    """“It is non an implementing entity or a project manager for governments.”"""
    from ogpkit.api.content import fields_of

    def keys(entity):
        for field in fields_of(entity):
            yield field.key
            if field.shape.nested():
                yield from keys(field.shape.nested())

    words = {"milestones", "tasks", "deliverables", "budget", "progress", "deadline", "invoice"}
    assert not words & set(keys(Case))
    known = {
        "has_manager",
        "is_scoped",
        "has_introduction",
        "has_selection",
        "has_clear_expectations",
        "has_agreement",
        "has_end",
    }
    assert {guard.__name__ for guards in CASE_STAGES.guards.values() for guard in guards} == known


def test_a_case_that_was_closed_comes_back_as_the_same_case(session, act, begin, told):
    path = begin(session, on=date(2012, 1, 1), topics=("extractives",))
    act(session, "assign", path, manager="Ana Case", on=date(2012, 1, 3))
    with pytest.raises(StageBlocked, match="There is no agreement"):
        act(session, "close", path, on=date(2012, 1, 20))
    reason = Closing(on=date(2012, 1, 20), reason=ClosingReason.NO_ANSWER)
    act(session, "close", path, reason=reason.reason, on=reason.on, by="Ana Case")
    assert at(session, path) == "closed"
    assert told(path) == []
    act(
        *(session, "refine", path),
        on=date(2012, 3, 1),
        request=Translated.of("Two regions first."),
        topics=("sub-national",),
        what=Translated.of("Payments."),
        change=Translated.of("Less anger."),
    )
    assert at(session, path) == "refinement"
    case = session.workspace.documents[path].entity
    assert list_topics(case) == ("sub-national",)
    assert [one.number for one in list_rounds(case, get_usual_rules(session.workspace))] == [1, 2]
    assert case.closings == (reason,), "why it was closed once is not forgotten"
    act(session, "introduce", path, party="vecinos-del-cobre", committee=CommitteeRole.AGREED, on=date(2012, 3, 5))
    assert at(session, path) == "introductions"
    assert told(path) == []
    with pytest.raises(StageBlocked, match="There is no agreement"):
        advance_stage(session, path, "closed", date(2012, 3, 9))


def test_a_case_can_be_closed_after_a_dialogue_only_with_a_newer_reason(session, act, begin):
    path = begin(session, on=date(2012, 1, 1))
    act(session, "close", path, reason=ClosingReason.WITHDRAWN, on=date(2012, 1, 2))
    advance_stage(session, path, "received", date(2012, 2, 1))
    with pytest.raises(StageBlocked, match="There is no agreement"):
        advance_stage(session, path, "closed", date(2012, 2, 2))
    assert "closed" in next_stages(CASE_STAGES, session.workspace.documents[path], session.workspace)


def test_expectations_are_asked_of_the_government_and_all_selected():
    case = made(
        introductions=(
            Introduction(on=date(2012, 1, 2), provider="a", with_=("b",), outcome=Outcome.SELECTED),
            Introduction(on=date(2012, 1, 2), provider="c", outcome=Outcome.DECLINED),
            Introduction(on=date(2012, 1, 2), country="XA", purpose=Purpose.PEER, outcome=Outcome.SELECTED),
        ),
        expectations=(Expectation(party="a", text=Translated.of("Data.")),),
    )
    assert list_selected(case) == ("a", "b", "XA")
    assert list_sides_without_expectations(case) == ("XX", "b", "XA")


def test_the_file_keeps_its_comments_and_gets_only_what_is_new(session, root, act):
    path = "networking/cases/one.toml"
    text = """\
# The first request of Country X
country = "XX"
opened = 2012-01-01       # a Sunday
manager = "Ana Case"
request = "Mines."
maturity = "mature"

[[history]]
stage = "received"        # by letter
on = 2012-01-01
"""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")
    session.refresh()
    act(session, "assign", path, manager="Bea Case", on=date(2012, 1, 5))
    act(session, "introduce", path, party="XA", on=date(2012, 1, 9))
    said = {"from_": "XX", "to": "XA", "summary": "How did you do it?"}
    act(session, "record", path, on=date(2012, 1, 9), **said)
    session.save()
    after = (root / path).read_text(encoding="utf-8")
    for line in text.splitlines():
        assert line.replace("Ana", "Bea") in after
    assert 'country = "XA"' in after
    assert "provider" not in after
    while session.undo_title:
        session.undo()
    session.save()
    assert (root / path).read_text(encoding="utf-8") == text


def test_the_introduction_reads_the_keys_that_the_file_format_has():
    content = {"on": date(2012, 1, 1), "provider": "a", "with": ["b"], "purpose": "technology"}
    assert read_entity(content, Introduction).parties == ("a", "b")
    assert read_entity({"on": date(2012, 1, 1), "from": "XX", "to": "a", "summary": "Hm."}, Message).from_ == "XX"


def case_file(country="XX", **more):
    lines = [f'country = "{country}"', f"opened = {more.pop('opened', '2012-01-01')}", 'request = "Mines."']
    return "\n".join([*lines, *(str(text) for text in more.values())]) + "\n"


def steps(**days):
    return "".join(f'[[history]]\nstage = "{stage}"\non = {day}\n' for stage, day in days.items())


MANAGED = 'manager = "Ana"\n'
REFUSED = '[[introductions]]\non = 2011-06-11\nprovider = "geo-tech"\npurpose = "technology"\noutcome = "declined"\n'
MET = '[[introductions]]\non = 2012-01-31\nprovider = "mapa-comun"\n'
SPOKEN = '[[dialogue]]\non = 2012-02-01\nfrom = "mapa-comun"\nto = "XX"\nsummary = "Maps."\n'
ENDED = '[[closings]]\non = 2012-02-01\nreason = "withdrawn"\n'
MANY = {
    "networking/cases/new.toml": case_file(opened="2012-03-20", steps=steps(received="2012-03-20")),
    "networking/cases/old.toml": case_file(
        opened="2011-06-01", rest=MANAGED + REFUSED + steps(received="2011-06-01", assigned="2011-06-02")
    ),
    "networking/cases/talking.toml": case_file(
        rest=MANAGED + MET + SPOKEN + steps(received="2012-01-01", assigned="2012-01-02", scoping="2012-01-03")
    ),
    "networking/cases/given-up.toml": case_file(rest=ENDED + steps(received="2012-01-01", closed="2012-02-01")),
}


def test_the_measures_count_open_cases_waiting_times_and_outcomes(loaded):
    content = loaded(MANY)
    said = {(one.measure.value, one.of): one.value for one in measure_cases(content.all(Case), content)}
    whole = {measure: value for (measure, of), value in said.items() if not of}
    assert whole == {
        "cases": 4,
        "open": 3,
        "waiting": 1,
        "idle": 1,
        "introductions": 2,
        "introductions that led to dialogue": 1,
        "introductions that led to agreement": 0,
        "introductions without answer": 0,
        "introductions declined": 1,
        "agreed": 0,
        "closed without agreement": 1,
    }
    stages = {of: value for (measure, of), value in said.items() if measure == "open" and of.startswith("stage")}
    assert stages == {"stage received": 1, "stage assigned": 1, "stage scoping": 1}
    assert [value for (_measure, of), value in said.items() if of.startswith("age")] == [1, 1, 0, 1]
    assert said["days to first introduction", "median"] == 20, "half way between 10 and 30 days"
    assert said["introductions", "technology"] == 1


@pytest.mark.parametrize(
    ("day", "led"), [(date(2012, 1, 30), False), (date(2012, 1, 31), True), (date(2012, 2, 1), True)]
)
def test_what_came_of_an_introduction_is_not_older_than_it(day, led):
    met = Introduction(on=date(2012, 1, 31), provider="mapa-comun")
    spoken = Message(on=day, from_="mapa-comun", to="XX", summary=Translated.of("Maps."))
    signed = Agreement(signed=day, providers=("mapa-comun",))
    found = made(introductions=(met,), dialogue=(spoken,), agreement=signed)
    assert has_led_to_dialogue(found, met) is led
    assert has_led_to_agreement(found, met) is led


def test_no_cases_have_no_figures(loaded):
    said = {(one.measure.value, one.of): one.value for one in measure_cases((), loaded())}
    assert (said["cases", ""], said["days to first introduction", "median"]) == (0, None)
    assert not [of for _measure, of in said if of.startswith("stage")]


def test_every_open_case_is_in_exactly_one_group_of_age():
    found = [made(opened=date(2012, 1, day)) for day in range(1, 32)]
    counted = list(group_by_age(found, (5, 10), date(2012, 1, 31)))
    assert sum(count for _least, _most, count in counted) == len(found)
    assert [(least, most) for least, most, _count in counted] == [(0, 5), (6, 10), (11, None)]


def test_a_case_is_stale_by_its_last_day_and_only_while_it_is_open(loaded):
    part = get_usual_rules(loaded())
    case = made(dialogue=(Message(on=date(2012, 5, 1), from_="XX", to="a", summary="Hm."),))
    assert find_last_day(case) == date(2012, 5, 1)
    assert count_stale_days(case, part, date(2012, 9, 1)) == 0
    assert count_stale_days(case, part, date(2013, 5, 1)) == 365
    assert count_stale_days(made(history=through("received", "closed")), part, date(2020, 1, 1)) == 0


def test_maturity_is_what_was_said_last_by_that_day():
    case = made(
        refinements=(
            Refinement(on=date(2012, 3, 1), request=Translated.of("b"), maturity="mature"),
            Refinement(on=date(2012, 2, 1), request=Translated.of("a")),
        )
    )
    assert get_maturity(case, date(2012, 1, 31)) == "vague"
    assert get_maturity(case, date(2012, 2, 1)) == "scoped"
    assert get_maturity(case) == "mature"
