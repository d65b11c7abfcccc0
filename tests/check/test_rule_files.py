"""Rule files: texts and examples beside the code, and what is said where the two do not fit each other."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import attrs
import pytest

from ogpkit.api import (
    Kind,
    Plugins,
    Problem,
    RuleFile,
    Scope,
    Severity,
    UnfitRuleFile,
    UnusableExample,
    checked,
    expected,
    hookimpl,
    ordered,
)
from ogpkit.api.content import Country
from ogpkit.api.testing import WorkspaceBuilder


@attrs.frozen(kw_only=True)
class Tide:
    """Tide at a port.

    Attributes:
        port: Where it is.
        height: How high it is, in metres.
        begins: When it comes in.
        ends: When it goes out.
    """

    port: str = ""
    height: int = 0
    begins: date | None = None
    ends: date | None = None


TIDE = Kind(
    name="tide",
    entity=Tide,
    pattern="countries/{country}/tides/{id}.toml",
    title="Tide",
    titles="Tides",
    example='port = "Piraeus"\nheight = 3\nbegins = 2012-03-01\nends = 2012-03-02\n',
)


def is_low(document, _workspace):
    if document.entity.height > 5:
        yield Problem(message="It is high.", remedy="Wait.", at=("height",))


RULES = (
    expected(TIDE, "port", code="SEA001", also=[ordered(TIDE, "begins", "ends")]),
    checked(TIDE, is_low, code="SEA002", scope=Scope.COUNTRY),
)

TEXTS = """\
[examples.right]
kinds = ["countries/XX/tides/spring.toml"]
today = 2012-06-01

[examples.neap]
from = "right"
replace."height = 3" = "height = 1"

[SEA001]
title = "A tide has a port"
severity = "warning"
section = "Sea 1"
explanation = \"\"\"
Nobody can be warned
of it otherwise.
\"\"\"
message = "This tide is nowhere."
also = [{ remedy = "Correct the day." }]

[SEA002]
title = "A tide is low"
section = "Sea 2"
explanation = "High tides are dangerous."

[SEA002.right]
from = "neap"

[SEA002.wrong]
replace."height = 1" = "height = 6"

[[SEA002.more_right]]
append."countries/XX/tides/spring.toml" = "# calm"
today = 2012-07-01
"""

DEEP = '[SEA003]\ntitle = "A"\nexplanation = "B."\n'


@pytest.fixture
def read(tmp_path):
    """Reads a rule file."""

    def read(text=TEXTS):
        file = tmp_path / "rules.toml"
        file.write_text(text, "utf-8")
        return RuleFile.read(file, kinds=[TIDE])

    return read


def refuse(read, text, rules=RULES):
    """What is said of a rule file, and on which line."""
    with pytest.raises(UnfitRuleFile) as caught:
        read(text).describe(rules)
    return str(caught.value), caught.value.place.rpartition(":")[2]


def test_texts_come_from_the_file_and_stand_in_the_rules_as_one_line(read):
    one, other = read().describe(RULES)
    assert (one.title, one.severity, one.section) == ("A tide has a port", Severity.WARNING, "Sea 1")
    assert one.explanation == "Nobody can be warned of it otherwise."
    assert (other.severity, other.scope, other.check) == (Severity.ERROR, Scope.COUNTRY, is_low)


def test_a_pattern_and_its_further_parts_have_their_words(read):
    words = [(part.message, part.remedy) for part in read().describe(RULES)[0].check.parts]
    assert words == [("This tide is nowhere.", ""), ("", "Correct the day.")]


def test_a_pattern_makes_wrong_examples_of_the_right_one(read):
    one, _other = read().describe(RULES)
    assert dict(one.right.files)["countries/XX/tides/spring.toml"] == TIDE.example
    assert "port" not in one.wrong.files["countries/XX/tides/spring.toml"]
    assert [example.files["countries/XX/tides/spring.toml"][-11:] for example in one.more_right] == [
        "2012-03-01\n",
        "2012-03-02\n",
    ]


def test_an_example_begins_with_another_and_changes_it(read):
    other = read().describe(RULES)[1]
    assert "height = 1" in other.right.files["countries/XX/tides/spring.toml"]
    assert "height = 6" in other.wrong.files["countries/XX/tides/spring.toml"]
    assert (other.wrong.today, other.more_right[0].today) == (date(2012, 6, 1), date(2012, 7, 1))
    assert other.more_right[0].files["countries/XX/tides/spring.toml"].endswith("\n# calm")


def test_the_examples_show_what_they_say(read, tmp_path):
    described = read().describe(RULES)
    plugin = SimpleNamespace(
        ogpkit_kinds=hookimpl(lambda: iter([TIDE])), ogpkit_rules=hookimpl(lambda: iter(described))
    )
    plugins = Plugins.of({"sea": plugin})
    for number, rule in enumerate(described):
        found = [
            rule.code in WorkspaceBuilder(tmp_path / f"{number}-{place}", plugins).files(example.files).codes()
            for place, example in enumerate((rule.wrong, *rule.more_wrong, rule.right, *rule.more_right))
        ]
        wrong = 1 + len(rule.more_wrong)
        assert (all(found[:wrong]), any(found[wrong:])) == (True, False)
    assert plugins.faults == ()


def test_an_example_has_a_name_by_which_tests_find_it(read):
    assert "height = 1" in read().example("neap").files["countries/XX/tides/spring.toml"]
    with pytest.raises(UnfitRuleFile, match="no example “spring”"):
        read().example("spring")


@pytest.mark.parametrize(
    ("old", "new", "said", "line"),
    [
        ('severity = "warning"', 'severty = "warning"', "severty", "11"),
        ('severity = "warning"', 'severity = "grave"', "grave", "11"),
        ('title = "A tide is low"\n', "", "title", "20"),
        ("[SEA002]", "[SEA002", "cannot be read", "20"),
        ("[SEA001]", DEEP + "[SEA001]", "No rule has the code SEA003", "9"),
        ('from = "neap"', 'from = "spring"', "no example “spring”", "25"),
        ('from = "right"', 'from = "neap"', "begins with itself", "6"),
        ("tides/spring", "tide/spring", "none of the kinds", "2"),
        ("[SEA002.wrong]\n", "[[SEA002.more_right]]\n", "has no wrong example", "20"),
        ('remedy = "Correct the day." }', 'remedy = "Correct the day." }, {}', "fewer further patterns", "18"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(read, old, new, said, line):
    message, place = refuse(read, TEXTS.replace(old, new, 1))
    assert said in message
    assert place == line


def test_a_rule_of_which_the_file_says_nothing_is_refused(read):
    rules = (*RULES, checked(Country, is_low, code="SEA004"))
    assert "says nothing of SEA004: add a table [SEA004]." in refuse(read, TEXTS, rules)[0]


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(UnfitRuleFile, match="cannot be read"):
        RuleFile.read(tmp_path / "rules.toml")


@pytest.mark.parametrize("change", ['replace."height = 2" = "height = 6"', 'append."tides.toml" = "height = 6"'])
def test_a_passage_that_is_not_there_is_told_with_its_table(read, change):
    wrong = read(TEXTS.replace('replace."height = 1" = "height = 6"', change)).describe(RULES)[1].wrong
    with pytest.raises(UnusableExample, match=r"rules.toml, \[SEA002.wrong\]: "):
        dict(wrong.files)


def test_a_plugin_with_an_unfit_rule_file_is_told_with_the_line(read, tmp_path):
    @hookimpl
    def give():
        yield from read(TEXTS.replace("severity", "severty")).describe(RULES)

    plugins = Plugins.of({"sea": SimpleNamespace(ogpkit_rules=give)})
    assert [owned.value.code for owned in plugins.rules if owned.plugin == "sea"] == []
    assert [fault.where.partition(" (")[0] for fault in plugins.faults] == [f"{tmp_path / 'rules.toml'}:11"]
    assert "severty" in plugins.faults[0].message
