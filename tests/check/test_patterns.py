"""Rules that are declared: what each pattern finds and proposes, and the examples that it makes of a kind's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import SimpleNamespace

import attrs
import pytest

from ogpkit.api import (
    Example,
    Extension,
    Kind,
    Plugins,
    Stage,
    StageGraph,
    UnknownField,
    UnusableExample,
    expected,
    follows_stages,
    hookimpl,
    in_owed_languages,
    meets_stage_guards,
    one_of,
    ordered,
    refused,
    unique,
)
from ogpkit.api.content import Choice, Country, Identifier, Step, Translated
from ogpkit.api.testing import WorkspaceBuilder


class Colour(Choice):
    RED = "red", "Needs a plan"
    GREEN = "green", "On the way"


@attrs.frozen(kw_only=True)
class Task:
    """Task of an update.

    Attributes:
        id: Its name.
        colour: How it is going.
        plan: How it will come back on track.
        start: When it began.
        due: When it is due.
        helpers: Who helps.
    """

    id: Identifier
    colour: Colour | None = None
    plan: Translated | None = None
    start: date | None = None
    due: date | None = None
    helpers: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Update:
    """Update of a department.

    Attributes:
        title: What it is about.
        lead: The department in charge.
        opened: When it was begun.
        seats: How many people work on it.
        is_final: Whether it is final.
        tasks: What is done.
        history: The steps that it took.
        counts: How many, by group.
    """

    title: Translated
    lead: str = ""
    opened: date | None = None
    seats: int | None = None
    is_final: bool | None = None
    tasks: tuple[Task, ...] = ()
    history: tuple[Step, ...] = ()
    counts: Mapping[str, int] = attrs.field(factory=dict, hash=False)


@attrs.frozen(kw_only=True)
class Budget:
    """What it costs.

    Attributes:
        cost: How much.
        line: The line of the budget.
    """

    cost: int = 0
    line: str = ""


TEXT = """\
title = "Sea level"
lead = "Ministry of the Sea"
opened = 2012-02-01

[[tasks]]
id = "gauge"
colour = "red"
plan = "Order new gauges."
start = 2012-03-01
due = 2012-05-01
helpers = ["gauge", "port"]

[[tasks]]
id = "port"

[[history]]
stage = "begun"
on = 2012-02-01

[[history]]
stage = "done"
on = 2012-05-02
"""
PATH = "countries/XX/updates/example.toml"
UPDATE = Kind(
    name="update",
    entity=Update,
    pattern="countries/{country}/updates/{id}.toml",
    title="Update",
    titles="Updates",
    example=TEXT,
)
BUDGET = Extension(table="sea", kind="country", entity=Budget)


def build_graph(guards=None):
    stages = {"begun": Stage(next=("done",), first=True), "done": Stage()}
    return StageGraph(
        name="update",
        entity=Update,
        title="Update",
        section="Sea 4",
        stages=lambda _document, _workspace: stages,
        history=lambda update: update.history,
        guards=guards or {},
    )


@pytest.fixture
def find(tmp_path):
    """Check the text of an update, or an example, with one rule; gives what is found as (key path, message, remedy)."""

    def find(rule, text):
        plugin = SimpleNamespace(
            ogpkit_kinds=hookimpl(lambda: iter([UPDATE])),
            ogpkit_extensions=hookimpl(lambda: iter([BUDGET])),
            ogpkit_rules=hookimpl(lambda: iter([attrs.evolve(rule, code="SEA001")])),
        )
        plugins = Plugins.of({"sea": plugin})
        example = text if isinstance(text, Example) else Example.of(UPDATE, files={PATH: text}, today=date(2012, 6, 1))
        builder = WorkspaceBuilder(tmp_path, plugins, example.today or date(2012, 6, 1)).files(dict(example.files))
        assert not builder.load().faults
        return [finding for finding in builder.findings() if finding.code == "SEA001"]

    return find


FACTS = {"code": "SEA001", "title": "It is so", "section": "Sea 1", "explanation": "So that it is so."}


@pytest.mark.parametrize("text", ["", 'lead = ""\n', 'lead = "  "\n'])
def test_a_value_of_nothing_or_of_spaces_is_missing(find, text):
    (finding,) = find(expected(UPDATE, "lead", **FACTS), f'title = "Sea"\n{text}')
    assert finding.at == ("lead",)
    assert (finding.message, finding.remedy) == ("“Lead” is missing.", "Add `lead`: The department in charge.")


@pytest.mark.parametrize(("path", "text"), [("is_final", "is_final = false"), ("seats", "seats = 0")])
def test_no_and_zero_are_values(find, path, text):
    assert find(expected(UPDATE, path, **FACTS), f'title = "Sea"\n{text}\n') == []
    assert find(expected(UPDATE, path, **FACTS), 'title = "Sea"\n')


def test_a_list_without_items_is_missing_as_a_whole(find):
    (finding,) = find(expected(UPDATE, "tasks", **FACTS), 'title = "Sea"\n')
    assert finding.at == ("tasks",)


def test_a_value_is_expected_only_where_it_says_so_in_own_words(find):
    rule = expected(
        UPDATE,
        "tasks[].plan",
        when=lambda task: task.colour is Colour.RED,
        message="The task “{id}” is {colour} since {start}, and has no plan; {title}, {lead}.",
        remedy="Add {key} to {table}.",
        **FACTS,
    )
    text = TEXT.replace('plan = "Order new gauges."\n', "")
    (finding,) = find(rule, text)
    assert finding.at == ("tasks", 0, "plan")
    assert finding.message == (
        "The task “gauge” is red since 2012-03-01, and has no plan; Sea level, Ministry of the Sea."
    )
    assert finding.remedy == "Add plan to tasks[1]."
    assert find(rule, text.replace('"red"', '"green"')) == []


def test_braces_in_what_a_file_says_are_not_filled_in(find):
    rule = expected(UPDATE, "tasks[].plan", message="{title} has no plan.", **FACTS)
    (finding,) = find(rule, 'title = "{lead}{0}"\n[[tasks]]\nid = "one"\n')
    assert finding.message == "{lead}{0} has no plan."


def test_a_value_is_expected_in_the_table_of_another_plugin(find):
    rule = expected(
        Country, "line", table=BUDGET, when=lambda budget: budget.cost, message="{name} costs {cost}.", **FACTS
    )
    files = {"countries/XX/country.toml": 'name = "Country X"\nlanguages = []\n\n[sea]\ncost = 5\n'}
    (finding,) = find(rule, Example(files=files))
    assert (finding.at, finding.message) == (("sea", "line"), "Country X costs 5.")
    assert find(rule, Example(files={path: text.replace("5", "0") for path, text in files.items()})) == []


def test_the_second_of_two_names_is_told_and_gets_a_free_one(find):
    (finding,) = find(unique(UPDATE, "tasks[].id", **FACTS), TEXT.replace('id = "port"', 'id = "gauge"'))
    assert finding.at == ("tasks", 1, "id")
    assert finding.message == "“gauge” appears twice."
    assert (finding.fix.value, finding.fix.safe) == ("gauge-2", False)


def test_a_value_that_a_list_has_twice_goes(find):
    (finding,) = find(unique(UPDATE, "tasks[].helpers[]", **FACTS), TEXT.replace('"port"]', '"gauge"]'))
    assert finding.at == ("tasks", 0, "helpers", 1)
    assert (finding.fix.value, finding.fix.at) == (None, finding.at)


def test_what_stands_once_may_be_more_than_a_value(find):
    text = TEXT.replace('id = "port"', 'id = "gauge"')
    assert find(unique(UPDATE, "tasks[].id", by=lambda task: (task.id, task.colour), **FACTS), text) == []
    assert len(find(unique(UPDATE, "tasks[].id", by=lambda task: task.id, **FACTS), text)) == 1


def test_values_that_are_missing_are_not_the_same(find):
    assert find(unique(UPDATE, "tasks[].plan", **FACTS), TEXT.replace('plan = "Order new gauges."\n', "")) == []


@pytest.mark.parametrize(("day", "count"), [("2012-02-29", 1), ("2012-03-01", 0), ("2012-03-02", 0)])
def test_one_day_is_not_before_another(find, day, count):
    found = find(ordered(UPDATE, "tasks[].start", "tasks[].due", **FACTS), TEXT.replace("2012-05-01", day))
    assert len(found) == count
    for finding in found:
        assert finding.at == ("tasks", 0, "due")
        assert finding.message == "“Due” is 2012-02-29, before “Start”, which is 2012-03-01."
        assert (finding.fix.value, finding.fix.together[0].value) == (date(2012, 3, 1), date(2012, 2, 29))


def test_two_days_may_have_to_differ_and_then_have_nothing_to_exchange(find):
    rule = ordered(UPDATE, "tasks[].start", "tasks[].due", may_be_same=False, **FACTS)
    (finding,) = find(rule, TEXT.replace("2012-05-01", "2012-03-01"))
    assert finding.message == "“Due” is 2012-03-01, the same day as “Start”."
    assert finding.fix is None


def test_a_day_of_the_document_comes_before_those_in_its_lists(find):
    rule = ordered(UPDATE, "opened", "tasks[].start", "history[].on", message="Before {opened}.", **FACTS)
    found = find(rule, TEXT.replace("opened = 2012-02-01", "opened = 2012-03-02"))
    assert [finding.at for finding in found] == [("tasks", 0, "start"), ("history", 0, "on")]
    assert {finding.message for finding in found} == {"Before 2012-03-02."}


def test_each_item_is_compared_with_its_own_days(find):
    text = TEXT.replace('id = "port"\n', 'id = "port"\nstart = 2012-09-01\ndue = 2012-10-01\n')
    assert find(ordered(UPDATE, "tasks[].start", "tasks[].due", **FACTS), text) == []


def test_a_text_is_owed_in_the_languages_of_the_country(find):
    rule = in_owed_languages(UPDATE, **FACTS)
    example = Example.of(UPDATE).replace("languages = []", 'languages = ["ka"]')
    found = find(rule, example.replace('"Sea level"', '{ en = "Sea level", ka = "ზღვის დონე" }'))
    assert [(one.at, one.message, one.remedy) for one in found] == [
        (("tasks", 0, "plan"), "This text is missing in: `ka`.", "Add `plan.ka`.")
    ]
    assert find(rule, Example.of(UPDATE)) == []


def test_a_text_that_is_missing_altogether_may_be_owed_too(find):
    rule = in_owed_languages(UPDATE, "tasks[].plan", even_if_missing=True, when=lambda update: update.lead, **FACTS)
    (finding,) = find(rule, TEXT)
    assert finding.at == ("tasks", 1, "plan")
    assert find(rule, TEXT.replace('lead = "Ministry of the Sea"\n', "")) == []


def test_a_history_has_known_stages_in_their_order(find):
    rule = follows_stages(build_graph(), **(FACTS | {"section": ""}))
    assert find(rule, TEXT) == []
    (finding,) = find(rule, TEXT.replace('stage = "done"', 'stage = "don"'))
    assert (finding.message, finding.fix.value) == ("There is no stage “don”.", "done")
    begins, follows = find(rule, TEXT.replace('"begun"', '"done"'))
    assert (begins.at, follows.at) == (("history", 0, "stage"), ("history", 1, "stage"))
    assert begins.message == "The history starts with “done”, which is not a first stage."
    assert follows.message == "“done” cannot follow “done”."


def test_a_history_may_begin_anywhere_where_the_rule_says_so(find):
    text = TEXT[: TEXT.rindex("[[history]]")].replace('"begun"', '"done"')
    assert len(find(follows_stages(build_graph(), **FACTS), text)) == 1
    assert find(follows_stages(build_graph(), may_begin_anywhere=True, **FACTS), text) == []


def test_what_the_last_stage_needs_is_there(find):
    graph = build_graph({"done": (lambda document, _workspace: [] if document.entity.seats else ["Say seats."],)})
    rule = meets_stage_guards(graph, **FACTS)
    (finding,) = find(rule, TEXT)
    assert (finding.at, finding.remedy) == (("history", 1, "stage"), "Say seats.")
    assert find(rule, f"seats = 4\n{TEXT}") == []
    assert find(rule, TEXT[: TEXT.rindex("[[history]]")]) == []


def test_a_value_is_refused_with_what_the_function_says_of_it(find):
    def is_too_many(update, _document, workspace):
        return (update.seats or 0) > 4 and {"most": 4, "day": workspace.today}

    rule = refused(
        UPDATE, "seats", when=is_too_many, message="{seats} of {title} on {day}.", remedy="{key}: {most}.", **FACTS
    )
    (finding,) = find(rule, 'title = "Sea"\nseats = 5\n')
    assert (finding.at, finding.message, finding.remedy) == (("seats",), "5 of Sea on 2012-06-01.", "seats: 4.")
    assert find(rule, 'title = "Sea"\nseats = 4\n') == []
    assert find(rule, 'title = "Sea"\n') == []


def test_an_item_of_a_list_is_refused_or_a_field_of_it(find):
    of_items = refused(UPDATE, "tasks[]", when=lambda task, *_: task.id == "port", message="{id}, {lead}", **FACTS)
    (finding,) = find(of_items, TEXT)
    assert (finding.at, finding.message, finding.remedy) == (("tasks", 1), "port, Ministry of the Sea", "Correct it.")
    of_fields = refused(UPDATE, "tasks[].id", when=lambda task, *_: task.id == "port", **FACTS)
    assert [one.at for one in find(of_fields, TEXT)] == [("tasks", 1, "id")]
    of_names = refused(UPDATE, "tasks[].helpers[]", when=lambda name, *_: name == "port", message="{value}", **FACTS)
    assert [(one.at, one.message) for one in find(of_names, TEXT)] == [(("tasks", 0, "helpers", 1), "port")]


def test_a_document_is_refused_as_a_whole(find):
    rule = refused(UPDATE, when=lambda _update, document, _workspace: document.country == "XX", **FACTS)
    (finding,) = find(rule, TEXT)
    assert (finding.at, finding.message) == ((), "This is not allowed here.")


def test_a_name_is_one_of_those_in_the_file(find):
    rule = one_of(
        UPDATE,
        "tasks[].helpers[]",
        known=lambda document, _workspace: [one.id for one in document.entity.tasks],
        **FACTS,
    )
    assert find(rule, TEXT) == []
    (finding,) = find(rule, TEXT.replace('["gauge", "port"]', '["gauge", "prot"]'))
    assert finding.at == ("tasks", 0, "helpers", 1)
    assert finding.fix.value == "port"
    assert "gauge" not in finding.remedy, "it helps already"


def test_where_nobody_knows_the_names_every_name_will_do(find):
    rule = one_of(UPDATE, "lead", known=lambda _document, _workspace: None, **FACTS)
    assert find(rule, TEXT) == []


DECLARED = {
    "expected": expected(UPDATE, "lead", **FACTS),
    "expected when": expected(UPDATE, "tasks[].plan", when=lambda task: task.colour is Colour.RED, **FACTS),
    "unique names": unique(UPDATE, "tasks[].id", **FACTS),
    "unique values": unique(UPDATE, "tasks[].helpers[]", **FACTS),
    "ordered": ordered(UPDATE, "tasks[].start", "tasks[].due", **FACTS),
    "ordered strictly": ordered(UPDATE, "opened", "tasks[].start", may_be_same=False, **FACTS),
    "owed languages": in_owed_languages(UPDATE, **FACTS),
    "stages": follows_stages(build_graph(), **FACTS, example=Example.of(UPDATE)),
    "one of": one_of(UPDATE, "tasks[].helpers[]", known=lambda *_: ["gauge", "port"], **FACTS),
    "table": expected(
        Country,
        "line",
        table=BUDGET,
        example=attrs.evolve(
            Example(files={"countries/XX/country.toml": 'name = "X"\n\n[sea]\ncost = 5\nline = "4.2"\n'}),
            paths={Country: "countries/XX/country.toml"},
        ),
        **FACTS,
    ),
    "several": ordered(
        UPDATE, "tasks[].start", "tasks[].due", also=[expected(UPDATE, "lead"), unique(Update, "tasks[].id")], **FACTS
    ),
}


@pytest.mark.parametrize("name", DECLARED)
def test_each_pattern_makes_examples_that_break_and_keep_it(name, find):
    rule = DECLARED[name]
    for example in (rule.wrong, *rule.more_wrong):
        assert find(rule, example)
    for example in (rule.right, *rule.more_right):
        assert find(rule, example) == []


def test_a_rule_about_days_shows_the_day_before_the_day_and_the_day_after():
    rule = DECLARED["ordered"]
    days = [example.files[PATH].partition("due = ")[2][:10] for example in (rule.wrong, *rule.more_right)]
    assert days == ["2012-02-29", "2012-03-01", "2012-03-02"]
    assert rule.more_wrong == ()


def test_where_two_days_must_differ_the_day_itself_is_wrong():
    rule = DECLARED["ordered strictly"]
    assert "start = 2012-02-01" in rule.more_wrong[0].files[PATH]
    assert "start = 2012-02-02" in rule.more_right[0].files[PATH]


def test_each_part_of_a_rule_has_its_examples_in_it():
    rule = DECLARED["several"]
    assert len((rule.wrong, *rule.more_wrong)) == 3
    assert "lead" not in rule.more_wrong[0].files[PATH]
    assert rule.more_wrong[1].files[PATH].count('id = "gauge"') == 2


@pytest.mark.parametrize("path", ["leed", "tasks.id", "lead[]", "tasks[].leed", "lead.name"])
def test_a_field_that_is_not_there_is_refused_where_it_is_named(path):
    with pytest.raises(UnknownField, match="Update"):
        expected(UPDATE, path, **FACTS)


def test_an_example_without_what_is_asked_for_says_what_it_needs():
    rule = expected(UPDATE, "seats", **FACTS)
    with pytest.raises(UnusableExample, match=r"Update needs a value that is expected at 'seats'"):
        dict(rule.wrong.files)


def test_an_example_has_its_kinds_files_and_what_they_need():
    example = Example.of(UPDATE, replace=('"Sea level"', '"Tides"'), names={"id": "tides"})
    assert set(example.files) == {"ogpkit.toml", "countries/XX/country.toml", "countries/XX/updates/tides.toml"}
    assert example.files["countries/XX/updates/tides.toml"] == TEXT.replace("Sea level", "Tides")
    assert example.path_of(Update) == "countries/XX/updates/tides.toml"


def test_an_example_is_changed_in_one_place_or_not_at_all():
    example = Example.of(UPDATE)
    assert example.remove('lead = "Ministry of the Sea"\n').files[PATH] == TEXT.replace(
        'lead = "Ministry of the Sea"\n', ""
    )
    assert example.cut_from("[[tasks]]").files[PATH] == TEXT[: TEXT.index("[[tasks]]")]
    assert example.append(Update, "seats = 4\n").files[PATH] == f"{TEXT}\nseats = 4\n"
    assert PATH not in example.with_files({PATH: ""}).files
    for passage in ("Ministry of Land", "title = "):
        with pytest.raises(UnusableExample):
            example.with_files({"other.toml": 'title = "Other"'}).replace(passage, "x")
    with pytest.raises(UnusableExample, match="no file of Country"):
        example.path_of(Country)
