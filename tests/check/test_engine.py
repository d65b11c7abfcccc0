"""The check: everything that is wrong is found, in an order that never changes, and no rule can spoil it."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Annotated

import attrs
import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.check.finding import merge_ordered
from ogpkit.model import Country
from ogpkit.model.annotations import Reference
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.fixes import Fix, RelatedPlace
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.rules import Problem
from ogpkit.schema.kinds import Extension, Kind
from ogpkit.workspace.load import read_workspace

COUNTRY = 'name = "Kenya"\n'


@attrs.frozen(kw_only=True)
class Treaty:
    """A treaty.

    Attributes:
        title: Its name.
        follows: The treaty before it.
        partner: A treaty of the same country.
    """

    title: str
    follows: Annotated[str, Reference("treaty")] = ""
    partner: Annotated[str, Reference("local-treaty", within="country")] = ""


@attrs.frozen(kw_only=True)
class LocalTreaty:
    """A treaty within a country.

    Attributes:
        title: Its name.
        parts: Its parts.
        partner: A treaty of the same country.
    """

    title: str
    parts: tuple[Country, ...] = ()
    partner: Annotated[str, Reference("local-treaty", within="country")] = ""


KINDS = (
    Kind(name="treaty", entity=Treaty, pattern="treaties/{treaty}.toml", title="Treaty", titles="Treaties"),
    Kind(
        name="local-treaty",
        entity=LocalTreaty,
        pattern="countries/{country}/treaties/{treaty}.toml",
        title="Local treaty",
        titles="Local treaties",
    ),
)


def told(findings):
    return [f"{one.path}:{one.line}:{one.column}: {one.code} {one.message} {one.remedy}" for one in findings]


def codes(findings):
    return [(one.path, one.code) for one in findings]


def test_a_workspace_in_order_has_no_findings(found):
    assert found({"countries/KE/country.toml": COUNTRY}) == ()


def test_findings_stand_in_the_order_of_the_files_however_they_were_found(found):
    files = {
        "countries/KE/country.toml": 'nam = "Kenya"\nlevel = "federal"\njoined = "2011-09-20"\n',
        "countries/GE/country.toml": "name = \n",
        "b/x.toml": "",
        "a/x.toml": "",
    }
    findings = found(files)
    assert [(one.path, one.line, one.column, one.code) for one in findings] == [
        ("a/x.toml", 1, 1, "OGP012"),
        ("b/x.toml", 1, 1, "OGP012"),
        ("countries/GE/country.toml", 1, 8, "OGP002"),
        ("countries/KE/country.toml", 1, 1, "OGP003"),
        ("countries/KE/country.toml", 2, 9, "OGP006"),
        ("countries/KE/country.toml", 3, 10, "OGP005"),
    ]


def test_the_order_is_the_same_on_every_run_whatever_the_order_of_rules(make, write):
    def problems(number):
        def rule(document, workspace):
            for word in ("b", "a"):
                yield Problem(message=f"{word} of {number}", remedy="r", at=("name",))
                yield Problem(message="same", remedy=f"{word} of {number}", at=("name",))

        return rule

    root = write({"countries/KE/country.toml": COUNTRY, "countries/GE/country.toml": COUNTRY})
    rules = [make.rule(f"UTO00{number}", problems(number)) for number in range(4)]
    runs = set()
    for seed in range(6):
        random.Random(seed).shuffle(rules)
        plugins = make.plugins(rules=rules)
        runs.add(tuple(told(check_workspace(read_workspace(root, plugins.kinds, plugins.editions), plugins))))
    assert len(runs) == 1


def test_a_finding_says_everything_that_the_rule_said(make, found):
    fix = Fix(title="Mend it", at=("name",), value={"en": ["not hashable"]})
    problem = Problem(
        message="is\x1b[31m wrong",
        remedy="mend\nit",
        at=("name",),
        also=(RelatedPlace(path="ogpkit.toml", note="here"),),
        fix=fix,
    )
    rule = make.rule("UTO001", lambda document, workspace: [problem], Country, severity=Severity.ADVICE)
    (finding,) = found({"countries/KE/country.toml": COUNTRY}, make.plugins(rules=[rule]))
    assert (finding.path, finding.line, finding.column, finding.span.end_column) == (
        "countries/KE/country.toml",
        1,
        8,
        15,
    )
    assert (finding.code, finding.severity, finding.section) == ("UTO001", Severity.ADVICE, "Roadmap I")
    assert (finding.message, finding.remedy) == ("is<U+001B>[31m wrong", "mend it")
    assert (finding.plugin, finding.subject, finding.at) == ("utopia", finding.path, ("name",))
    assert (finding.also, finding.fix) == (problem.also, fix)


def test_what_is_said_twice_is_shown_once(make, found):
    rule = make.rule("UTO001", lambda *_: [Problem(message="m", remedy="r", fix=Fix(title="t", at=(), value=[]))] * 3)
    assert len(found({}, make.plugins(rules=[rule]))) == 1


def test_a_finding_about_another_file_stands_there(make, found):
    def rule(document, workspace):
        yield Problem(message="m", remedy="r", at=("languages",), path="countries/KE/country.toml")

    files = {"countries/KE/country.toml": '\nname = "x"\nlanguages = ["sw"]\n', "countries/GE/country.toml": COUNTRY}
    findings = found(files, make.plugins(rules=[make.rule("UTO001", rule, Country)]))
    assert [(one.path, one.line, one.column, one.subject) for one in findings] == [
        ("countries/KE/country.toml", 3, 13, "countries/GE/country.toml"),
        ("countries/KE/country.toml", 3, 13, "countries/KE/country.toml"),
    ]


def test_a_finding_about_a_file_that_is_not_there_stands_at_its_beginning(make, found):
    problem = Problem(message="m", remedy="r", at=("a", 3), path="countries/KE/plan.toml")
    (finding,) = found({}, make.plugins(rules=[make.rule("UTO001", lambda *_: [problem])]))
    assert (finding.path, finding.line, finding.column) == ("countries/KE/plan.toml", 1, 1)


@pytest.mark.parametrize(
    "rubbish",
    [
        lambda *_: 3,
        lambda *_: None,
        lambda *_: ["a text", Problem(message="m", remedy="r")],
        lambda *_: [Problem(message=3, remedy="r")],
        lambda *_: [Problem(message="m", remedy=None)],
        lambda *_: [Problem(message="m", remedy="r", at="name")],
        lambda *_: [Problem(message="m", remedy="r", at=("name", None))],
        lambda *_: [Problem(message="m", remedy="r", at=["name"])],
        lambda *_: [Problem(message="m", remedy="r", path="a\0b", at=("x",))],
        lambda *_: [Problem(message="m", remedy="r", path=Path("x"))],
        lambda *_: [Problem(message="m", remedy="r", also=3)],
        lambda *_: [Problem(message="m", remedy="r", fix="mend it")],
        lambda *_: 1 / 0,
        lambda *_: sys.exit(0),
        lambda document, workspace: document.entity.nonsense,
        lambda: (),
    ],
    ids=range(16),
)
def test_a_rule_that_goes_wrong_costs_only_itself_and_is_named(make, found, rubbish):
    good = make.rule("UTO002", lambda *_: [Problem(message="still here", remedy="r")], Country)
    plugins = make.plugins(rules=[make.rule("UTO001", rubbish, Country), good])
    findings = found({"countries/KE/country.toml": COUNTRY, "countries/GE/country.toml": "name = 3"}, plugins)
    assert ("countries/KE/country.toml", "UTO002") in codes(findings)
    assert ("countries/GE/country.toml", "OGP005") in codes(findings)
    (failed,) = [one for one in findings if one.code == "OGP020"]
    assert (failed.path, failed.plugin) == ("ogpkit.toml", "utopia")
    assert failed.message.startswith("Plugin utopia, rule UTO001: ")


def test_what_a_rule_said_before_it_failed_is_kept(make, found):
    def rule(document, workspace):
        yield Problem(message="before", remedy="r")
        raise KeyError

    plugins = make.plugins(rules=[make.rule("UTO001", rule, Country)])
    findings = found({"countries/KE/country.toml": COUNTRY}, plugins)
    assert codes(findings) == [("countries/KE/country.toml", "UTO001"), ("ogpkit.toml", "OGP020")]


def test_rules_see_documents_of_their_class_and_general_ones_see_all(make, found):
    asked = []
    rules = [
        make.rule("UTO001", lambda document, _: asked.append(("UTO001", document.path)) or (), Country),
        make.rule("UTO002", lambda document, _: asked.append(("UTO002", document.path)) or ()),
    ]
    found({"countries/KE/country.toml": COUNTRY, "countries/GE/country.toml": "broken"}, make.plugins(rules=rules))
    assert asked == [
        ("UTO001", "countries/KE/country.toml"),
        ("UTO002", "countries/KE/country.toml"),
        ("UTO002", "ogpkit.toml"),
    ]


IGNORING = '[workspace]\nlanguages = ["en"]\n[check]\n'


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        (
            "",
            [
                "countries/GE/country.toml OGP003",
                "countries/KE/country.toml OGP003",
                "countries/KE/country.toml OGP005",
            ],
        ),
        ('ignore = ["OGP003"]\n', ["countries/KE/country.toml OGP005"]),
        ('[check.per-file-ignores]\n"countries/KE" = ["OGP003", "OGP005"]\n', ["countries/GE/country.toml OGP003"]),
        (
            '[check.per-file-ignores]\n"countries/*/country.toml" = ["OGP003"]\n',
            ["countries/KE/country.toml OGP005"],
        ),
        (
            '[check.per-file-ignores]\n"countries/*" = ["OGP003"]\n',
            [
                "countries/GE/country.toml OGP003",
                "countries/KE/country.toml OGP003",
                "countries/KE/country.toml OGP005",
                "ogpkit.toml OGP029",
            ],
        ),
    ],
)
def test_what_is_to_be_ignored_is_left_out(found, settings, left):
    files = {
        "countries/KE/country.toml": 'name = "Kenya"\nx = 1\nlevel = 1\n',
        "countries/GE/country.toml": 'name = "Georgia"\nx = 1\n',
    }
    assert [" ".join(one) for one in codes(found(files, settings=IGNORING + settings))] == left


@pytest.mark.parametrize(
    ("only", "left"),
    [
        ((), {"a/x.toml", "ab/x.toml"}),
        (("a",), {"a/x.toml"}),
        (("a/",), {"a/x.toml"}),
        (("a/y.toml", "ab"), {"a/y.toml", "ab/x.toml"}),
        (("a/x",), set()),
        ((".",), {"a/x.toml", "ab/x.toml"}),
    ],
)
def test_findings_can_be_limited_to_some_files(found, only, left):
    assert {one.path for one in found(dict.fromkeys(("a/x.toml", "ab/x.toml", "a/y.toml"), ""), only=only)} == left


def test_a_plugin_that_failed_is_told_whatever_the_findings_are_limited_to(make, found):
    plugins = make.plugins(rules=[make.rule("UTO001", lambda *_: 1 / 0)])
    findings = found({"countries/KE/country.toml": COUNTRY}, plugins, ["countries/KE"])
    assert codes(findings) == [("ogpkit.toml", "OGP020")]


def test_what_is_referred_to_must_be_there(make, found):
    files = {
        "countries/KE/country.toml": COUNTRY,
        "countries/GE/country.toml": COUNTRY,
        "countries/KE/treaties/lake.toml": 'title = "Lake"\npartner = "lake"\n',
        "countries/GE/treaties/sea.toml": 'title = "Sea"\npartner = "lake"\n',
        "treaties/paris.toml": 'title = "Paris"\nfollows = "vienna"\n',
        "treaties/vienna-1.toml": 'title = "Vienna"\n',
        "treaties/rome.toml": 'title = "Rome"\nfollows = ""\n',
        "treaties/oslo.toml": 'title = "Oslo"\nfollows = "x\\u001b"\n',
    }
    assert told(found(files, make.plugins(kinds=KINDS))) == [
        "countries/GE/treaties/sea.toml:2:11: OGP014 Local treaty “lake” does not exist here. Choose one of these: sea.",
        "treaties/oslo.toml:2:11: OGP014 Treaty “x<U+001B>” does not exist here. Choose one of these: oslo, paris, rome, "
        "vienna-1.",
        'treaties/paris.toml:2:11: OGP014 Treaty “vienna” does not exist here. Write "vienna-1", or add what is missing.',
    ]


def test_a_file_that_is_gone_has_its_findings_at_the_beginning(make, write):
    root = write({"countries/KE/country.toml": "\nname = 3\n"})
    plugins = Plugins.of({})
    loaded = read_workspace(root, plugins.kinds, plugins.editions)
    (root / "countries/KE/country.toml").unlink()
    assert [(one.code, one.line, one.column) for one in check_workspace(loaded, plugins)] == [("OGP005", 1, 1)]


def test_a_finding_is_shown_at_the_unknown_key_or_at_the_wrong_value(found):
    findings = found({"countries/KE/country.toml": 'name = "Kenya"\n  langauges = ["sw"]\njoined = "2011-09-20"\n'})
    assert [(one.code, one.line, one.column, one.span.end_column) for one in findings] == [
        ("OGP003", 2, 3, 12),
        ("OGP005", 3, 10, 22),
    ]


def test_extension_tables_are_checked_where_they_stand(make, found):
    @attrs.frozen(kw_only=True)
    class Region:
        """A region.

        Attributes:
            name: Its name.
            budget: In millions.
        """

        name: str
        budget: int = 0

    extensions = (
        Extension(table="utopia", kind="country", entity=Region),
        Extension(table="utopia", kind="local-treaty", entity=Region, within="parts"),
    )
    files = {
        "countries/KE/country.toml": 'name = "Kenya"\n[utopia]\nname = "East"\nbudget = "3"\n',
        "countries/GE/country.toml": 'name = "Georgia"\nutopia = 3\n',
        "countries/GE/treaties/a.toml": 'title = "A"\n[[parts]]\nname = "x"\n[parts.utopia]\nnam = "y"\n',
    }
    findings = found(files, make.plugins(kinds=KINDS, extensions=extensions))
    assert told(findings) == [
        "countries/GE/country.toml:2:10: OGP005 `utopia` cannot be a whole number. Write a table.",
        "countries/GE/treaties/a.toml:5:1: OGP003 The key `nam` is not known here. Did you mean `name`?",
        "countries/KE/country.toml:4:10: OGP005 `budget` is a text, but it needs a whole number without quotes, for example 12. "
        "Remove the quotes: 3",
    ]


def test_what_an_extension_table_refers_to_must_be_there_too(make, found):
    @attrs.frozen(kw_only=True)
    class Ties:
        """What a country is bound by.

        Attributes:
            treaties: Its treaties.
        """

        treaties: tuple[Annotated[str, Reference("treaty")], ...] = ()

    files = {
        "countries/KE/country.toml": 'name = "Kenya"\n[ties]\ntreaties = ["paris", "pariss"]\n',
        "treaties/paris.toml": 'title = "Paris"\n',
    }
    plugins = make.plugins(kinds=KINDS, extensions=[Extension(table="ties", kind="country", entity=Ties)])
    assert told(found(files, plugins)) == [
        'countries/KE/country.toml:3:22: OGP014 Treaty “pariss” does not exist here. Write "paris", or add what is missing.'
    ]


@pytest.mark.parametrize("others", [[], [5], [0, 99, 5], list(range(99, 0, -3))], ids=len)
def test_few_or_many_are_put_where_they_belong(others):
    ordered = list(range(0, 100, 2))
    assert merge_ordered(ordered, others, key=int) == sorted([*ordered, *others])
    assert [number for number, _mark in merge_ordered([(1, "a"), (1, "b")], [(1, "c")], key=lambda one: one[0])] == [
        1
    ] * 3
