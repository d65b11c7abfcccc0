"""Arbitrary values of TOML, settings, comments and calls, near enough to right ones to get far."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from one_check import BESIDE, CODES, PATHS, PLUGINS

from ogpkit.cli.commands.check_options import FORMS
from ogpkit.schema.fields import fields_of
from ogpkit.workspace.layout import format_table
from ogpkit.workspace.settings import Settings
from ogpkit.workspace.toml import parse_toml

EXAMPLES = Path(__file__).parents[2] / "examples"
WORKED = {
    file.relative_to(EXAMPLES / "networking-paper").as_posix(): file.read_bytes()
    for file in sorted((EXAMPLES / "networking-paper").rglob("*.toml"))
}
"""The files of the worked workspace."""


def _keys(entity: type, depth: int = 0) -> set[str]:
    found = {field.key for field in fields_of(entity)}
    for field in fields_of(entity) if depth < 4 else ():
        for shape in (field.shape, field.shape.item):
            if shape is not None and shape.table is not None:
                found |= _keys(shape.table, depth + 1)
    return found


KEYS = st.sampled_from(sorted(set().union(*(_keys(kind.entity) for kind in PLUGINS.kinds)))) | st.sampled_from(
    ["en", "fr", "ar", "x y", "", "a.b", "nom", "ka", "\N{LATIN SMALL LETTER A WITH DIAERESIS}", 'qu"ote', "new\nline"]
)
WORDS = st.sampled_from(
    [
        *("roadmap-2011", "criteria-2014", "public-resources", "eligible", "en", "OGP003", "**", "countries/**", "XX"),
        *(
            "portal",
            "2012-2013",
            "transparency",
            "not-started",
            "https://example.org/a b",
            "http://[",
            "https://example.org",
        ),
        *(
            "a@example.org",
            "2012-02-30",
            "2012-04-01",
            "1,5",
            "yes",
            " national ",
            "KE-elgeyo-marakwet",
            "../..",
            "*" * 30,
        ),
        *(
            "\N{RIGHT-TO-LEFT OVERRIDE}",
            "\N{ARABIC LETTER SEEN}" * 5,
            "\x1b[31m",
            "[bold]",
            "=1+1",
            "%s",
            "{name}",
            "\ufeff",
        ),
    ]
)
NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.integers(-2, 120) | st.floats()
TIMES = st.dates() | st.datetimes() | st.times() | st.datetimes(timezones=st.timezones())
LEAVES = st.booleans() | NUMBERS | TIMES | st.text(max_size=12) | WORDS
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=12
)


def written(table: dict[str, Any]) -> bytes:
    """A table as TOML; what has no form in it is left to the reader's mercy."""
    return "\n".join(format_table(table)).encode("utf-8", "surrogatepass")


@st.composite
def any_tables(draw: Any) -> dict[str, bytes]:
    """A file of some kind with keys of any kind."""
    return {draw(st.sampled_from(PATHS)): written(draw(st.dictionaries(KEYS, VALUES, max_size=8)))}


@st.composite
def altered(draw: Any) -> dict[str, bytes]:
    """The worked workspace with some values of one file exchanged, taken away, doubled or renamed."""
    path = draw(st.sampled_from(sorted(WORKED)))
    content = parse_toml(WORKED[path])
    for _time in range(draw(st.integers(1, 4))):
        owner: Any = content
        while True:
            places = list(owner) if isinstance(owner, dict) else list(range(len(owner)))
            if not places:
                break
            place = draw(st.sampled_from(places))
            inner = owner[place]
            if isinstance(inner, dict | list) and inner and draw(st.booleans()):
                owner = inner
                continue
            _alter(draw, owner, place)
            break
    return WORKED | {path: written(content)}


def _alter(draw: Any, owner: Any, place: Any) -> None:
    how = draw(st.sampled_from(["exchange", "exchange", "take", "double", "quote", "rename"]))
    if how == "take":
        del owner[place]
    elif how == "quote":
        owner[place] = str(owner[place])
    elif how == "double" and isinstance(owner, list):
        owner.insert(draw(st.integers(0, len(owner))), owner[place])
    elif how == "rename" and isinstance(owner, dict):
        owner[draw(KEYS)] = owner.pop(place)
    else:
        owner[place] = draw(VALUES)


SELECTORS = st.sampled_from([*sorted(CODES), "OGP", "ELI", "", "ogp003", "O", "XYZ001"]) | st.text(max_size=8)
GLOBS = st.text("*?/.{}[]()!+\\ab", max_size=12) | st.sampled_from(
    ["**", "countries/**", "**/*.toml", "*", "/", "", "a\0b"]
)
_SETTINGS = {
    "languages": st.lists(st.sampled_from(["en", "fr", "sw", "EN", "xx", ""]) | st.text(max_size=4), max_size=4),
    "exclude": st.lists(GLOBS, max_size=4),
    "files": st.lists(
        st.sampled_from(["gb.py", "../gb.py", "/etc/passwd", "gb", ""]) | st.text(max_size=9), max_size=3
    ),
    "disable": st.lists(
        st.sampled_from(["commitments", "eligibility", "networking", "ogpkit", "x"]) | WORDS, max_size=3
    ),
    "require": st.lists(st.sampled_from(["commitments", "utopia"]) | WORDS, max_size=3),
    "select": st.lists(SELECTORS, max_size=4),
    "ignore": st.lists(SELECTORS, max_size=4),
    "min-severity": st.sampled_from(["error", "warning", "advice", "Error", ""]),
    "baseline": st.sampled_from(["known-findings.toml", "countries", "../x.toml", "/dev/zero", "\0", ".", ""])
    | st.text(max_size=9),
    "per-file-ignores": st.dictionaries(GLOBS, st.lists(SELECTORS, max_size=3), max_size=3),
    "extend": st.sampled_from(["", "../shared.toml", "ogpkit.toml", "/etc/passwd", "\0", "."]) | st.text(max_size=9),
    "severity": st.dictionaries(SELECTORS, st.sampled_from(["error", "warning", "advice", "none"]), max_size=3),
    "fail-on": st.sampled_from(["error", "warning", "advice", "Error", ""]),
    "calendar": st.sampled_from(["fail", "show", "hide", "x"]),
    "name": st.text(max_size=9),
    "address": st.sampled_from(["https://example.org/a/", "javascript:alert(1)", "ftp://x", ""]) | st.text(max_size=9),
    "endpoint": st.sampled_from(["https://example.org/take", "x", "https://a;b"]) | st.text(max_size=9),
    "contact": st.sampled_from(["ogp@example.org", "https://example.org", "a@b", ""]) | st.text(max_size=9),
    "accessibility": st.dictionaries(st.sampled_from(["en", "fr", "xx", ""]), st.text(max_size=9), max_size=2)
    | st.text(max_size=9),
    "licence": st.sampled_from(["CC-BY-4.0", "https://example.org", ""]) | st.text(max_size=9),
    "colour": st.sampled_from(["#0b3d5c", "#ffff00", "red", ""]) | st.text(max_size=9),
    "accent": st.sampled_from(["#0b4f8a", "#fff", ""]) | st.text(max_size=9),
    "logo": st.sampled_from(["logo.svg", "../x.png", ""]) | st.text(max_size=9),
    "typeface": st.sampled_from(["Noto Sans", 'x"; }', ""]) | st.text(max_size=9),
    "footer": st.text(max_size=9),
    "about": st.dictionaries(st.sampled_from(["en", "fr", "xx", ""]), st.text(max_size=9), max_size=2)
    | st.text(max_size=9),
}


@st.composite
def settings(draw: Any) -> dict[str, bytes]:
    """An `ogpkit.toml` whose values are mostly of the right type."""
    table: dict[str, Any] = {}
    for field in fields_of(Settings):
        shape = field.shape.table
        inner = {}
        for one in fields_of(shape) if shape else ():
            if draw(st.booleans()):
                inner[one.key] = draw(st.one_of(_SETTINGS[one.key], _SETTINGS[one.key], _SETTINGS[one.key], VALUES))
        if draw(st.booleans()):
            inner |= draw(st.dictionaries(KEYS, VALUES, max_size=1))
        table[field.key] = inner if draw(st.integers(0, 9)) else draw(VALUES)
    return {"ogpkit.toml": written(table)}


@st.composite
def commented(draw: Any) -> dict[str, bytes]:
    """A right file or a wrong one with silencing comments anywhere."""
    path = draw(st.sampled_from(sorted(WORKED)))
    lines = WORKED[path].split(b"\n")
    for _time in range(draw(st.integers(1, 4))):
        code, reason = (
            draw(SELECTORS),
            draw(st.sampled_from(["", ": as agreed", ":", " as agreed"]) | st.text(max_size=9)),
        )
        mark = draw(st.sampled_from(["#", " #", "##", "#\t"]))
        comment = f"{mark} ogpkit: {draw(st.sampled_from(['ignore', '', 'Ignore']))} {code}{reason}"
        number = draw(st.integers(0, len(lines) - 1))
        new = comment.encode("utf-8", "surrogatepass")
        lines[number] = draw(st.sampled_from([new, lines[number] + new, new + b"\n" + lines[number], b'"' + new]))
    return BESIDE | {path: b"\n".join(lines)}


def _is_harmless(text: str) -> bool:
    return "\0" not in text


_TEXTS = st.text(max_size=12).filter(_is_harmless)
_PLACES = st.sampled_from(
    [
        *(
            "countries/KE/country.toml",
            "countries",
            ".",
            "..",
            "",
            "/",
            "ogpkit.toml",
            "countries/KE/../GE/country.toml",
        ),
        *(
            "no/such.toml",
            "countries/XX/country.toml",
            "a b.toml",
            "\N{ARABIC LETTER SEEN}.toml",
            "/dev/null",
            "x" * 300,
        ),
    ]
) | st.text(string.printable, max_size=9).filter(_is_harmless)
_CHOICES = {
    "--format": st.sampled_from(FORMS),
    "--select": SELECTORS.filter(_is_harmless),
    "--ignore": SELECTORS.filter(_is_harmless),
    "--min-severity": st.sampled_from(["error", "warning", "advice", "x"]),
    "--changed": st.sampled_from(["HEAD", "HEAD~1", "main", "--output=x", "-h", "HEAD:x", "@{0}", "^", ""]) | _TEXTS,
    "--baseline": _PLACES,
    "--stdin-filename": _PLACES,
    "--today": st.dates().map(str) | _TEXTS,
    "--workspace": _PLACES,
}
_FLAGS = st.sampled_from(
    ["--diff", "--fix", "--unsafe-fixes", "--statistics", "--exit-zero", "--no-cache", "--write-baseline"]
)


@st.composite
def words(draw: Any) -> list[str]:
    """The words of a call of `ogpkit check` that writes in its workspace only."""
    found = [f"{name}={draw(value)}" for name, value in _CHOICES.items() if draw(st.integers(0, 3)) == 0]
    found += draw(st.lists(_FLAGS, max_size=3))
    if "--write-baseline" in found:
        found = [word for word in found if not word.startswith("--baseline")]
    return found + draw(st.lists(_PLACES, max_size=2))


KNOWN = st.fixed_dictionaries(
    {
        "known": st.lists(
            st.dictionaries(st.sampled_from(["path", "code", "key", "count", "x"]), VALUES, max_size=5), max_size=3
        )
        | VALUES
    }
).map(written)
KEPT = st.none() | st.binary(max_size=80)


@st.composite
def calls(draw: Any) -> dict[str, Any]:
    """What `one_call.call` takes."""
    files = draw(
        st.just({})
        | settings()
        | st.builds(lambda known: {"known-findings.toml": known}, KNOWN | st.binary(max_size=60))
    )
    given = draw(
        st.binary(max_size=40) | st.sampled_from([b'name = "Kenya"\n', b'nam = "Kenya"\r\n', b"\xef\xbb\xbfname = 5"])
    )
    return {"words": draw(words()), "files": files, "given": given, "kept": draw(KEPT) if draw(st.booleans()) else None}
