"""Findings for people and for programs: exact, in order, and harmless for a terminal."""

from __future__ import annotations

import json

import pytest

from ogpkit.check.finding import Finding, RelatedLocation, sort_findings
from ogpkit.check.render.json import render_json
from ogpkit.check.render.text import render_concise
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.fixes import Fix
from ogpkit.workspace.positions import Span


def finding(**more):
    facts = {
        "path": "countries/KE/country.toml",
        "span": Span(2, 3, 2, 9),
        "code": "OGP003",
        "severity": Severity.ERROR,
        "message": "It is wrong.",
        "remedy": "Mend it.",
        "section": "File formats",
        "plugin": "ogpkit",
    }
    return Finding(**(facts | more))


def test_a_finding_for_people_is_one_line():
    assert render_concise([finding()]) == "countries/KE/country.toml:2:3: OGP003 error: It is wrong. Mend it.\n"
    assert render_concise([]) == ""


def test_a_finding_for_programs_is_an_object():
    related = RelatedLocation(path="countries/GE/country.toml", span=Span(1, 1, 1, 5), note="The same name")
    fix = Fix(title="Call it so", at=("contact", "name"), value="x", safe=False)
    assert json.loads(render_json([finding(at=("contact", "name"), related=(related,), fix=fix)])) == [
        {
            "path": "countries/KE/country.toml",
            "line": 2,
            "column": 3,
            "end_line": 2,
            "end_column": 9,
            "key": "contact.name",
            "code": "OGP003",
            "severity": "error",
            "message": "It is wrong.",
            "remedy": "Mend it.",
            "calendar": False,
            "section": "File formats",
            "plugin": "ogpkit",
            "related": [
                {
                    "path": "countries/GE/country.toml",
                    "line": 1,
                    "column": 1,
                    "end_line": 1,
                    "end_column": 5,
                    "note": "The same name",
                }
            ],
            "fix": {"title": "Call it so", "safe": False},
        }
    ]
    assert json.loads(render_json([])) == []


HOSTILE = ["a\nb", "a\x1b[31m", "a\x9b1m", "a\u202eb", "a\u2028b", "\ud8ff", "a\x00b", "\U000e0041"]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("field", ["path", "message", "remedy"])
def test_nothing_in_a_finding_can_act(text, field):
    hostile = finding(**{field: text})
    line = render_concise([hostile]).removesuffix("\n")
    assert line.isprintable()
    out = render_json([hostile])
    assert all(letter.isprintable() or letter == "\n" for letter in out)
    assert json.loads(out)[0][field] == text


def test_a_path_keeps_its_spaces():
    assert render_concise([finding(path="a  b.toml")]).startswith("a  b.toml:2:3:")


def test_findings_are_in_the_order_of_their_places_then_of_code_and_words():
    rows = [
        finding(path="a", span=Span(10, 1, 10, 2)),
        finding(path="a", span=Span(9, 12, 9, 13)),
        finding(path="a", span=Span(9, 2, 9, 3), code="B"),
        finding(path="a", span=Span(9, 2, 9, 3), code="A", message="z"),
        finding(path="a", span=Span(9, 2, 9, 3), code="A", message="y", remedy="2"),
        finding(path="a", span=Span(9, 2, 9, 3), code="A", message="y", remedy="1"),
        finding(path="A"),
    ]
    assert sorted(rows, key=sort_findings) == rows[::-1]
