"""Comments that silence what is found: where they stand, that nothing else changes, and that a second run adds none."""

from __future__ import annotations

from datetime import date

import pytest

from ogpkit.check.new_suppressions import add_suppressions
from ogpkit.check.request import CheckRequest
from ogpkit.check.runner import run_check
from ogpkit.cli import main
from ogpkit.plugins.manager import Plugins

PLUGINS = Plugins.of({})
COUNTRY = "countries/KE/country.toml"
WHY = "# ogpkit: ignore OGP003: the old register reads it"


def silenced(root):
    return add_suppressions(
        lambda instead: run_check(root, PLUGINS, CheckRequest(today=date(2013, 6, 30)), instead).findings,
        lambda path: (root / path).read_bytes(),
        "the old register reads it",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name = "Kenya"\nregister = 1\n', f'name = "Kenya"\nregister = 1  {WHY}\n'),
        ('name = "Kenya"\r\nregister = 1 \r\n', f'name = "Kenya"\r\nregister = 1   {WHY}\r\n'),
        ('name = "Kenya"\nregister = 1', f'name = "Kenya"\nregister = 1  {WHY}'),
        ('name = "Kenya"\n\tregister = 1 # old\n', f'name = "Kenya"\n\t{WHY}\n\tregister = 1 # old\n'),
        ('name = "Kenya"\nregister = [\n  1,\n]\n', f'name = "Kenya"\n{WHY}\nregister = [\n  1,\n]\n'),
        ('\ufeffregister = [\n  1,\n]\nname = "K"\n', f'\ufeff{WHY}\nregister = [\n  1,\n]\nname = "K"\n'),
        ('name = "Kenya"\n[register]\na = 1\n', f'name = "Kenya"\n[register]  {WHY}\na = 1\n'),
        ('name = "K"\ncontact = { post = 1, emal = 2 }\n', f'name = "K"\ncontact = {{ post = 1, emal = 2 }}  {WHY}\n'),
        (
            'name = "K"\ncontact = { post = 1, email = 2 }\n',
            'name = "K"\ncontact = { post = 1, email = 2 }  # ogpkit: ignore OGP003, OGP005: the old register reads it\n',
        ),
        (
            'name = "K"\ncontact = { post = 1, email = 2 }  # ogpkit: ignore OGP003: it has one\n',
            'name = "K"\ncontact = { post = 1, email = 2 }  # ogpkit: ignore OGP003, OGP005: it has one\n',
        ),
        (
            '# Kenya\nlanguages = ["sw"]\n',
            '# ogpkit: ignore-file OGP004: the old register reads it\n# Kenya\nlanguages = ["sw"]\n',
        ),
        (
            '\ufeff#:schema x.json\nlanguages = ["sw"]\n',
            '\ufeff#:schema x.json\n# ogpkit: ignore-file OGP004: the old register reads it\nlanguages = ["sw"]\n',
        ),
        (
            "register = 1\n# ogpkit: ignore-file OGP003: as it was\nlist = 1\n",
            "register = 1\n# ogpkit: ignore-file OGP003, OGP004: as it was\nlist = 1\n",
        ),
    ],
)
def test_each_finding_gets_a_comment_at_its_line(text, expected, write):
    root = write({COUNTRY: text.encode()})
    result = silenced(root)
    assert result.files.after == {COUNTRY: expected.encode()}
    assert result.left == ()
    (root / COUNTRY).write_bytes(expected.encode())
    assert silenced(root).files.after == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('name = "Kenya\n', "OGP002"),
        (b"\xff", "OGP001"),
        ('name = "Kenya"  # ogpkit: ignore\n', "OGP022"),
        ('name = "Kenya"  # ogpkit: ignore OGP003: it was so\n', "OGP023"),
    ],
)
def test_what_no_comment_can_silence_is_told(text, code, write):
    result = silenced(write({COUNTRY: text}))
    assert (result.files.after, [one.code for one in result.left]) == ({}, [code])


def test_a_fault_of_the_settings_is_not_silenced(write):
    root = write({COUNTRY: 'name = "Kenya"\n'}, settings='[workspace]\nlanguages = ["en"]\nregister = 1\n')
    result = silenced(root)
    assert (result.files.after, [one.path for one in result.left]) == ({}, ["ogpkit.toml"])


def check(root, capsys, *arguments):
    code = main(["check", "--workspace", str(root), *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_command_shows_the_comments_first_and_then_writes_them(write, capsys):
    root = write({COUNTRY: 'name = "Kenya"\nlanguages = ["sw"]\njoined = 2011-09-20\nregister = 1\n'})
    adding = ("--select", "OGP003", "--add-silences", "--reason", "the old register reads it")
    code, shown, said = check(root, capsys, *adding, "--diff")
    assert (code, WHY in shown, "Would silence 1 finding in 1 files" in said) == (1, True, True)
    assert WHY not in (root / COUNTRY).read_text("utf-8")
    code, _shown, said = check(root, capsys, *adding)
    assert (code, WHY in (root / COUNTRY).read_text("utf-8"), "Silenced 1 finding" in said) == (0, True, True)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--add-suppressions"],
        ["--add-suppressions", "--reason", " "],
        ["--add-suppressions", "--reason", "one\ntwo"],
        ["--reason", "why"],
        ["--add-suppressions", "--reason", "why", "--fix"],
    ],
)
def test_without_a_reason_no_comment_is_written(wrong, write, capsys):
    root = write({COUNTRY: 'name = "Kenya"\nregister = 1\n'})
    assert check(root, capsys, *wrong)[0] == 2
    assert (root / COUNTRY).read_text("utf-8") == 'name = "Kenya"\nregister = 1\n'
