"""Commitments stretch current practice: what a plan repeats word for word, numbers that stay, what a commitment says it is."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.api import replace_once
from ogpkit.api.content import Commitment, Cycle, Reflection, read_workspace
from ogpkit.api.testing import check_workspace
from ogpkit_commitments.plan import plan_of
from ogpkit_commitments.rules import RULE_FILE
from ogpkit_commitments.stages import check_ready_to_deposit

HOME = "countries/XX/cycles/2012-2013"
CYCLE = f"{HOME}/cycle.toml"
PROMISE = f"{HOME}/commitments/mining-revenues.toml"
ADDS = 'continues = "mining-map"\nadds = "Contracts as well as payments."\n'
CARRIED = RULE_FILE.example("carried-over")
SAME = CARRIED.remove(ADDS)
RIGHT = RULE_FILE.example()


@pytest.fixture
def read(tmp_path, plugins):
    """Write an example, and give its workspace."""

    def make(example):
        for path, text in example.files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text, "utf-8")
        return read_workspace(tmp_path, plugins.kinds, plugins.editions, example.today).workspace

    return make


def find_messages(example, code, plugins, tmp_path):
    for path, text in example.files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    loaded = read_workspace(tmp_path, plugins.kinds, plugins.editions, example.today)
    return [(one.severity.value, one.message) for one in check_workspace(loaded, plugins) if one.code == code]


def list_blockers(read, example):
    workspace = read(example)
    return [*check_ready_to_deposit(workspace.one(Cycle, "XX", "2012-2013"), workspace)]


def test_a_plan_that_repeats_the_last_one_is_not_deposited(read):
    assert list_blockers(read, CARRIED) == []
    assert list_blockers(read, SAME) == [
        "Add at least one new commitment. All of these repeat the plan of 2011-2012 word for word."
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('benchmark = "2 of 9 regions"', 'benchmark = "3 of 9 regions"'),
        ('ambition = "Residents see what is extracted, paid and spent in their region."', 'ambition = "All see it."'),
    ],
)
def test_one_word_that_is_new_is_enough(read, old, new):
    changed = replace_once(SAME.files[PROMISE], old, new)
    assert list_blockers(read, SAME.with_files({PROMISE: changed})) == []


def test_new_days_are_no_news(read):
    changed = replace_once(SAME.files[PROMISE], "due = 2014-03-31", "due = 2013-12-31")
    assert list_blockers(read, SAME.with_files({PROMISE: changed}))


def test_the_rules_of_today_only_advise_it(read, plugins, tmp_path):
    cycle = replace_once(SAME.files[CYCLE], "roadmap-2011", "standards-2022")
    today = SAME.with_files({CYCLE: cycle})
    assert list_blockers(read, today) == []
    assert [severity for severity, _text in find_messages(today, "COM037", plugins, tmp_path)] == ["advice"]


@pytest.mark.parametrize(
    ("ambition", "count"),
    [
        ("Revenues are published for the nation.", 1),
        ("The nation: revenues are published!", 1),
        ("Revenues are published for the nation and each region.", 0),
    ],
)
def test_an_ambition_says_a_word_that_the_baseline_does_not(ambition, count, plugins, tmp_path):
    example = RIGHT.replace("Residents see what is extracted, paid and spent in their region.", ambition)
    assert len(find_messages(example, "COM013", plugins, tmp_path)) == count


INDICATOR = """
[[milestones.indicators]]
id = "sites"
title = "Sites with data"
unit = "sites"
baseline = 2
target = {target}
"""


@pytest.mark.parametrize(("target", "count"), [(1, 0), (2, 1), (3, 0)])
def test_a_target_is_another_number_than_the_baseline(target, count, plugins, tmp_path):
    """Fewer may be the aim as well as more."""
    example = RIGHT.with_files({PROMISE: RIGHT.files[PROMISE] + INDICATOR.format(target=target)})
    found = find_messages(example, "COM013", plugins, tmp_path)
    assert [message for _severity, message in found] == count * [
        "The target of the indicator “sites” is the same as its baseline."
    ]


def test_what_says_nothing_of_its_origin_is_not_taken_for_new(read, plugins, tmp_path):
    silent = RIGHT.remove('origin = "builds-on"\n')
    assert read(silent).one(Commitment, "XX", "2012-2013", "mining-revenues").entity.origin is None
    assert find_messages(silent, "COM039", plugins, tmp_path) == [
        ("advice", "This commitment does not say how it relates to existing efforts.")
    ]


def test_what_continues_another_is_not_entirely_new(plugins, tmp_path):
    example = CARRIED.replace('origin = "builds-on"', 'origin = "new"')
    assert [message for _severity, message in find_messages(example, "COM036", plugins, tmp_path)] == [
        "This commitment continues “mining-map”, but its origin says that it is entirely new."
    ]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("open_data = true\n", []),
        ("", ["This commitment does not say whether what it publishes meets open data standards."]),
        (
            "open_data = true\ndata = { open = true, free = true, timely = false }\n",
            ["This commitment does not say whether what it publishes is: Comprehensive."],
        ),
        (
            "data = { open = true, comprehensive = true, timely = true, free = true, raw = false }\n",
            ["This commitment does not say whether what it publishes is: Machine-readable."],
        ),
    ],
)
def test_open_data_is_one_answer_or_one_for_each_standard(lines, said, plugins, tmp_path):
    found = find_messages(RIGHT.replace("open_data = true\n", lines), "COM006", plugins, tmp_path)
    assert [message for _severity, message in found] == said


def test_the_single_answer_stands_for_raw_and_machine_readable():
    standards = Reflection(open_data=False).open_standards
    assert (standards.raw, standards.machine_readable, standards.timely) == (False, False, None)


def test_a_principle_says_which_kinds_it_brings(plugins, tmp_path):
    example = RIGHT.remove('innovation_kinds = ["access"]\n')
    assert [message for _severity, message in find_messages(example, "COM038", plugins, tmp_path)] == [
        "This commitment does not say which kinds of these principles it includes: Technology and innovation."
    ]


def test_a_commitment_addresses_several_challenges(read, plugins, tmp_path):
    text = RIGHT.files[PROMISE]
    several = replace_once(
        text,
        'challenge = "public-resources"\n',
        'challenge = "public-services"\nfurther_challenges = ["public-resources"]\n',
    )
    cycle = RIGHT.files[CYCLE]
    both = replace_once(cycle, '["public-resources"]', '["public-resources", "public-services"]')
    both += '\n[[efforts]]\nchallenge = "public-services"\nsummary = "One-stop shops."\n'
    workspace = read(RIGHT.with_files({PROMISE: several, CYCLE: both}))
    plan = plan_of(workspace, "XX", "2012-2013")
    assert [len(plan.find_addressing(one)) for one in plan.cycle.entity.challenges] == [1, 1]
    assert [*check_ready_to_deposit(plan.cycle, workspace)] == []
    only = RIGHT.with_files(
        {
            PROMISE: replace_once(several, "public-services", "public-resources").replace(
                'further_challenges = ["public-resources"]', 'further_challenges = ["public-integrity"]'
            )
        }
    )
    assert [message for _severity, message in find_messages(only, "COM003", plugins, tmp_path)] == [
        "The plan has not chosen “Increasing Public Integrity”."
    ]


def test_the_first_plan_of_a_country_repeats_none(read):
    assert date(2012, 6, 1) == RIGHT.today
    assert list_blockers(read, RIGHT) == []
