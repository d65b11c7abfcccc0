"""Comments that silence one rule for one key, with a reason."""

from __future__ import annotations

import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.check.suppressions import read_suppressions
from ogpkit.editing.session import WorkspaceSession
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace

COUNTRY = "countries/KE/country.toml"
REASON = "ogpkit: ignore OGP003: the old register reads it"


def codes(findings):
    return [(finding.path.rsplit("/", 1)[-1], finding.line, finding.code) for finding in findings]


@pytest.mark.parametrize(
    "text",
    [
        f'name = "Kenya"\nregister = 1  # {REASON}\n',
        f'name = "Kenya"\n# {REASON}\nregister = 1\n',
        f'name = "Kenya"\n# {REASON}\n\n# another comment\nregister = 1\n',
        f'name = "Kenya"\n#{REASON}\nregister = [\n  1,\n  2,\n]\n',
        f'name = "Kenya"\n[register]  # {REASON}\na = 1\n',
        f'# {REASON}\nregister = 1\nname = "Kenya"\n',
        f'name = "Kenya"\r\nregister = 1  # {REASON}\r\n',
        f'\ufeff# {REASON}\nregister = 1\nname = "Kenya"\n',
        'name = "Kenya"\nregister = 1  # ogpkit:ignore OGP003 the old register reads it\n',
        'name = "Kenya"\nregister = 1\n# ogpkit: ignore-file OGP003: the old register reads it\nlist = 2\n',
        'name = "Kenya"\n# ogpkit: ignore OGP003 , OGP005: the old register\ncontact = { post = 1, email = 2 }\n',
        '# ogpkit: ignore-file OGP003,OGP005: as in the old register\nlist = 2\nname = "Kenya"\nlevel = 1\n',
    ],
)
def test_a_comment_silences_a_rule_for_the_key_at_its_line_or_below(text, found):
    assert codes(found({COUNTRY: text})) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f'name = "Kenya"  # {REASON}\nregister = 1\n', [(1, "OGP023"), (2, "OGP003")]),
        (f'name = "Kenya"\nregister = 1\n# {REASON}\n', [(2, "OGP003"), (3, "OGP023")]),
        ('name = "Kenya"\nregister = 1  # ogpkit: ignore OGP003\n', [(2, "OGP003"), (2, "OGP022")]),
        ('name = "Kenya"\nregister = 1  # ogpkit: ignore\n', [(2, "OGP003"), (2, "OGP022")]),
        ('name = "Kenya"\nregister = 1  # ogpkit: ignore OGP004: wrong code\n', [(2, "OGP003"), (2, "OGP023")]),
        (f'name = "Kenya"\na = 1  # {REASON}\nb = 1\n', [(3, "OGP003")]),
        (f'name = "Kenya"\nname = "{REASON}"\n', [(2, "OGP002")]),
        (f'name = "# {REASON}"\nregister = 1\n', [(2, "OGP003")]),
    ],
)
def test_it_silences_nothing_else_and_says_when_it_silences_nothing(text, expected, found):
    assert [(line, code) for _file, line, code in codes(found({COUNTRY: text}))] == expected


def test_at_the_top_of_a_file_it_is_about_the_file_as_a_whole_too(found):
    text = '# ogpkit: ignore OGP004: the name is being decided\nlanguages = ["sw"]\n'
    assert codes(found({COUNTRY: text})) == []
    assert codes(found({COUNTRY: 'level = "local"\n' + text})) == [
        ("country.toml", 1, "OGP004"),
        ("country.toml", 2, "OGP023"),
    ]


def test_a_comment_beside_the_first_key_is_not_about_the_whole_file(found):
    text = '# Kenya\nlevel = "local"  # ogpkit: ignore OGP004: the name is being decided\nregister = 1\n'
    assert codes(found({COUNTRY: text})) == [
        ("country.toml", 1, "OGP004"),
        ("country.toml", 2, "OGP023"),
        ("country.toml", 3, "OGP003"),
    ]


def test_what_was_not_asked_for_is_not_called_useless(found):
    text = f'name = "Kenya"  # {REASON}\n'
    settings = '[workspace]\nlanguages = ["en"]\n[check]\nignore = ["OGP003"]\n'
    assert codes(found({COUNTRY: text}, settings=settings)) == []


def test_a_reason_is_kept_with_its_place():
    (silence,) = read_suppressions("a.toml", f'a = 1\nb = "ä"  # {REASON}\n'.encode())
    assert (silence.code, silence.reason, silence.lines) == ("OGP003", "the old register reads it", (2, 2))
    assert (silence.span.line, silence.span.column) == (2, 10)


def test_a_comment_that_silences_nothing_any_more_is_reported_at_once(write):
    root = write({COUNTRY: f'name = "Kenya"\nregister = 1  # {REASON}\n', "countries/GE/country.toml": 'name = "G"\n'})
    session = WorkspaceSession.open(root, Plugins.of({}))
    assert session.findings == ()
    (root / COUNTRY).write_text(f'name = "Kenya"\n# {REASON}\nlevel = "national"\n', "utf-8")
    session.refresh()
    assert codes(session.findings) == [("country.toml", 2, "OGP023")]
    (root / "countries/GE/country.toml").write_text('name = "Georgia"\n', "utf-8")
    session.refresh()
    assert codes(session.findings) == [("country.toml", 2, "OGP023")]


@pytest.mark.parametrize(
    ("comment", "code", "said"),
    [
        ("ingore COM014: agreed", "OGP022", "# ogpkit: ignore CODE"),
        ("ignorefile COM014: agreed", "OGP022", "# ogpkit: ignore-file CODE"),
        ("ignore OPG003: agreed", "OGP023", "perhaps OGP003"),
        ("ignore ogp003: agreed", "OGP023", "perhaps OGP003"),
        ("ignore OGP003: agreed", "OGP023", "Delete the comment."),
    ],
)
def test_a_comment_that_silences_nothing_names_what_was_meant(tmp_path, comment, code, said):
    plugins = Plugins.discover(third_party=False)
    for path, text in {
        "ogpkit.toml": '[workspace]\nname = "X"\nlanguages = ["en"]\n',
        "countries/KE/country.toml": f'name = "Kenya"  # ogpkit: {comment}\n',
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    (found,) = check_workspace(read_workspace(tmp_path, plugins.kinds, plugins.editions), plugins)
    assert found.code == code
    assert said in found.remedy
