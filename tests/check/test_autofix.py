"""Fixes: what they change, that they change nothing else, and that they come to an end."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ogpkit.check.autofix import apply_fixes, apply_fixes_to, rename_key
from ogpkit.check.request import CheckRequest
from ogpkit.check.runner import run_check
from ogpkit.model import Country
from ogpkit.plugins.fixes import Fix
from ogpkit.plugins.manager import Plugins
from ogpkit.plugins.rules import Problem
from ogpkit.workspace.toml import parse_toml

PLUGINS = Plugins.discover(third_party=False)
COUNTRY = "countries/KE/country.toml"
TODAY = date(2012, 6, 30)


def mended(root, *, unsafe=False, plugins=PLUGINS):
    return apply_fixes(
        lambda instead: run_check(root, plugins, CheckRequest(today=TODAY), instead).findings,
        lambda path: (root / path).read_bytes(),
        unsafe=unsafe,
    )


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('joined = "2011-09-20"', "joined = 2011-09-20"),
        ("joined = 2011-09-20T00:00:00", "joined = 2011-09-20"),
        ('level = "National"', 'level = "national"'),
        ('level = " national "', 'level = "national"'),
        ('languages = "sw"', 'languages = ["sw"]'),
        ('languages = ["SW"]', 'languages = ["sw"]'),
        ("Level = 'local'", "level = 'local'"),
        ('contact = { "E-Mail" = "a@example.org" }', 'contact = { email = "a@example.org" }'),
        ("[contact]\nname = true", '[contact]\nname = "true"'),
    ],
)
def test_what_can_be_mended_without_a_question_is(wrong, right, write):
    text = '# the country\nname = "Kenya"  # its name\n{}  # 1\n# end\n'
    root = write({COUNTRY: text.format(wrong)})
    result = mended(root)
    assert result.after == {COUNTRY: text.format(right).encode()}
    assert result.before == {COUNTRY: text.format(wrong).encode()}
    assert result.made == {COUNTRY: 1}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ('langauges = ["sw"]', 'languages = ["sw"]'),
        ('languages = ["swa"]', 'languages = ["sw"]'),
        ('level = "nationl"', 'level = "national"'),
        ("joined = 2011-09-20T10:00:00", "joined = 2011-09-20"),
        ("[contact]\nname = 5", '[contact]\nname = "5"'),
        ("[kontact]\nname = 'N'\n", "[contact]\nname = 'N'\n"),
    ],
)
def test_what_somebody_should_look_at_is_mended_only_when_asked_for(wrong, right, write):
    text = '# the country\nname = "Kenya"\n{}\n# end\n'
    root = write({COUNTRY: text.format(wrong)})
    assert mended(root).after == {}
    assert mended(root, unsafe=True).after == {COUNTRY: text.format(right).encode()}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1\n", "b = 1\n"),
        ("[a]\nx = 1\n[a.c]\ny = 2\n", "[b]\nx = 1\n[b.c]\ny = 2\n"),
        ("[[a]]\nx = 1\n[[a]]\nx = 2\n", "[[b]]\nx = 1\n[[b]]\nx = 2\n"),
        ('a.en = "x"\na.fr = "y"\n', 'b.en = "x"\nb.fr = "y"\n'),
        ('"a" = 1 # c\r\n', "b = 1 # c\r\n"),
    ],
)
def test_a_key_is_renamed_wherever_it_is_written(before, after):
    assert rename_key(before.encode(), ("a",), "b") == after.encode()


def test_a_key_is_not_renamed_into_one_that_is_there():
    with pytest.raises(ValueError, match="b"):
        rename_key(b"a = 1\nb = 2\n", ("a",), "b")


def test_fixes_in_each_others_way_are_not_made_at_once():
    source = b"list = [1, 2, 3]\n[t]\na = 1\n"
    fixes = [
        Fix(title="", at=("list", 0)),
        Fix(title="", at=("list", 2)),
        Fix(title="", at=("t", "a"), value=5),
        Fix(title="", at=("t",)),
    ]
    result, count = apply_fixes_to(source, fixes)
    assert count == 2
    assert parse_toml(result)["list"] == [1, 2]
    assert parse_toml(result)["t"] == {"a": 5}


def test_changes_that_belong_together_are_made_together_or_not_at_all():
    exchange = Fix(title="", at=("start",), value=2, together=(Fix(title="", at=("end",), value=1),))
    assert apply_fixes_to(b"start = 1 # s\nend = 2 # e\n", [exchange]) == (b"start = 2 # s\nend = 1 # e\n", 1)
    broken = Fix(title="", at=("start",), value=2, together=(Fix(title="", at=("no", "such", 3)),))
    assert apply_fixes_to(b"start = 1\n", [broken]) == (b"start = 1\n", 0)


def test_rules_that_undo_each_others_fixes_leave_the_file_as_it_is(write, make):
    def other(document, _workspace):
        new = "B" if document.entity.name.plain == "A" else "A"
        yield Problem(message="m", remedy="r", at=("name",), fix=Fix(title="t", at=("name",), value=new))

    plugins = make.plugins(rules=[make.rule("UTO001", other, Country)])
    root = write({COUNTRY: 'name = "A"\n', "countries/GE/country.toml": 'name = "Georgia"\nLevel = "local"\n'})
    assert COUNTRY not in mended(root, plugins=plugins).after


KEYS = st.sampled_from(["name", "Name", "languages", "level", "LEVEL", "joined", "contact", "nom", "language"])
VALUES = st.sampled_from(
    [
        *('"Kenya"', '"2011-09-20"', "2011-09-20", "12", "true", '"local"', '"Local"', '["sw"]', '["SW", "swahili"]'),
        *('"sw"', '{ Email = "a@example.org" }', "{}", "1.5", "2011-09-20T00:00:00", "'''\nlong\n'''", "[1]"),
    ]
)
ENDS = st.sampled_from(["", "  # a comment", "\r", "  # ä — 国"])


@given(lines=st.lists(st.tuples(KEYS, VALUES, ENDS), max_size=6, unique_by=lambda line: line[0]), unsafe=st.booleans())
def test_mending_twice_changes_nothing_more_and_keeps_other_lines(lines, unsafe, tmp_path_factory):
    root = tmp_path_factory.mktemp("w")
    (root / "countries/KE").mkdir(parents=True)
    (root / "ogpkit.toml").write_text('[workspace]\nlanguages = ["en"]\n', "utf-8")
    source = "".join(f"{key} = {value}{end}\n" for key, value, end in lines)
    (root / COUNTRY).write_bytes(source.encode())
    before = run_check(root, PLUGINS, CheckRequest(today=TODAY), {}).findings
    result = mended(root, unsafe=unsafe)
    if COUNTRY not in result.after:
        return
    content = result.after[COUNTRY].decode()
    assert re.findall("#.*", content) == re.findall("#.*", source)
    touched = {finding.line for finding in before if finding.fix}
    if "'''" not in source:
        old, new = source.split("\n"), content.split("\n")
        assert len(old) == len(new)
        assert all(old[number] == new[number] for number in range(len(old)) if number + 1 not in touched)
    (root / COUNTRY).write_bytes(result.after[COUNTRY])
    assert mended(root, unsafe=unsafe).after == {}


@pytest.mark.parametrize("code", ["OGP017", "COM023", "COM024", "ELI003"])
def test_the_fix_of_a_rule_mends_its_wrong_example(code, write):
    from ogpkit.check.core_codes import FAULT_CODES

    rules = {one.code: one for one in (*FAULT_CODES, *(owned.value for owned in PLUGINS.rules))}
    example = rules[code].wrong
    files = dict(example.files)
    root = write(files, settings=files.pop("ogpkit.toml", '[workspace]\nlanguages = ["en"]\n'))

    def look(instead):
        return run_check(root, PLUGINS, CheckRequest(today=example.today or date(2016, 3, 1)), instead).findings

    assert any(finding.code == code and finding.fix for finding in look({}))
    result = apply_fixes(
        lambda instead: [one for one in look(instead) if one.code == code],
        lambda path: (root / path).read_bytes(),
        unsafe=True,
    )
    assert code not in [finding.code for finding in look(result.after)]
