"""One slip anywhere in a workspace that is in order: it is told in its file, and no other file is blamed for it.

`SLIPS` are what hands do: a key misspelt, a value of another type, a day that is none, a mark left out, a folder or file renamed.
To look for faults run it with more examples: `OGPKIT_SLIPS=500 pytest tests/corpus/test_one_slip.py`.
"""

from __future__ import annotations

import os
import random
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.devkit.testing.workspaces import EXAMPLE_TODAY, example_workspace
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace

EXAMPLES = Path(__file__).parents[2] / "examples"
PLUGINS = Plugins.discover(third_party=False)
COUNT = int(os.environ.get("OGPKIT_SLIPS", "40"))
LINE = re.compile(r"^(\s*)([A-Za-z_][\w.-]*) = ([^#]*[^#\s])( *#.*)?$")
NAMED_BY_ALL = {"cycle", "country", "process", "ogpkit", "committee", "independent"}


def misspell_key(key, value, choose):
    first, dot, rest = key.partition(".")
    place = choose.randrange(len(first))
    wrong = choose.choice([f"{first[:place]}{first[place + 1 :]}", f"{first[:place]}q{first[place:]}", f"{first}x"])
    return f"{wrong}{dot}{rest} = {value}" if wrong else None


def write_another_type(key, value, choose):
    return f"{key} = {choose.choice(['[[[1]]]', '[{ zz = [1] }]'])}" if value.endswith(('"', "]")) else None


def double_the_equals_sign(key, value, choose):
    return f"{key} == {value}"


def write_no_day(key, value, choose):
    wrong = choose.choice(['"soon"', "2012-02-31", "12.4.2012", f'"{value}"'])
    return f"{key} = {wrong}" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


def forget_the_closing_mark(key, value, choose):
    return f"{key} = {value[:-1]}" if value.endswith(('"', "]")) else None


def write_a_number_far_out(key, value, choose):
    return f"{key} = {choose.choice(['-3', '99999', '10000000000'])}" if re.fullmatch(r"\d+", value) else None


def write_a_day_far_out(key, value, choose):
    return f"{key} = {choose.choice(['0001-01-01', '9999-12-31'])}" if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else None


SLIPS = (
    misspell_key,
    write_another_type,
    double_the_equals_sign,
    write_no_day,
    forget_the_closing_mark,
    write_a_number_far_out,
    write_a_day_far_out,
)


@pytest.fixture(scope="module")
def workspaces(tmp_path_factory):
    """Workspaces in order, each with its day and the findings that it has as it is."""
    folder = tmp_path_factory.mktemp("slips")
    example_workspace(folder / "kinds", PLUGINS)
    shutil.copytree(EXAMPLES / "networking-paper", folder / "networking")
    shutil.copytree(EXAMPLES / "three-scripts", folder / "scripts")
    days = {"kinds": EXAMPLE_TODAY, "networking": date(2012, 6, 1), "scripts": date(2024, 6, 1)}
    return {folder / name: (day, set(tell(folder / name, day))) for name, day in days.items()}


def tell(root, day):
    """Return what the check says of a workspace: file, code and message, each with its line."""
    found = check_workspace(read_workspace(root, PLUGINS.kinds, PLUGINS.editions, day), PLUGINS)
    return {(one.path, one.code, one.message): one.line for one in found}


def list_files(root):
    nested = sorted(path.relative_to(root).as_posix() for path in root.rglob("*/**/*.toml"))
    return ["ogpkit.toml", *nested]


def make_slip(root, choose):
    """Break one value of one file; gives the file, what it was, and the line that is new."""
    while True:
        path = choose.choice(list_files(root))
        text = (root / path).read_text("utf-8")
        lines = text.split("\n")
        number = choose.randrange(len(lines))
        found = LINE.fullmatch(lines[number])
        if found is None or found[3].startswith('"""') or text[: text.find(lines[number])].count('"""') % 2:
            continue
        line = choose.choice(SLIPS)(found[2], found[3], choose)
        if line is not None:
            lines[number] = f"{found[1]}{line}"
            (root / path).write_text("\n".join(lines), "utf-8")
            return path, text, line


def mentions(root, other, path, text, line):
    """Tell whether a file names another one, or the value that was broken there."""
    file = root / other
    said = file.read_text("utf-8") if file.is_file() else ""
    words = {path.rsplit("/", 1)[-1].removesuffix(".toml")} - NAMED_BY_ALL
    words |= set(re.findall(r'"([\w-]{3,})"', line))
    return any(f'"{word}"' in said for word in words)


@pytest.mark.parametrize("part", range(4))
def test_a_slip_is_told_in_its_file_and_blamed_on_no_other(workspaces, part):
    choose = random.Random(part)
    for _time in range(COUNT // 4):
        root = choose.choice([*workspaces])
        day, usual = workspaces[root]
        path, text, line = make_slip(root, choose)
        try:
            new = {one: number for one, number in tell(root, day).items() if one not in usual}
        finally:
            (root / path).write_text(text, "utf-8")
        assert any(one[0] == path for one in new), (path, line)
        # a reference that leads nowhere is told once, at the first file; where that cannot be read, at the next
        told = {one[1:] for one in usual}
        elsewhere = {one for one in new if one[0] != path and one[1:] not in told}
        assert not [one for one in elsewhere if not mentions(root, one[0], path, text, line)], (path, line)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("kinds", "countries/GE", "countries/GEO"),
        ("kinds", "countries/GE", "countries/ge"),
        ("kinds", "countries/GE", "countries/Georgia"),
        ("kinds", "countries/GE", "countries/G E"),
        ("kinds", "countries/GE/cycles/2012-2013", "countries/GE/cycles/2012 2013"),
        ("kinds", "countries/GE/cycles/2012-2013", "countries/GE/cycles/Plan"),
        ("kinds", "countries/GE/cycles", "countries/GE/cycle"),
        ("kinds", "countries/GE/cycles/2012-2013/commitments", "countries/GE/cycles/2012-2013/commitment"),
        ("kinds", "countries/GE/country.toml", "countries/GE/contry.toml"),
        ("kinds", "countries/GE/cycles/2012-2013/cycle.toml", "countries/GE/cycles/2012-2013/cylce.toml"),
        ("kinds", "countries/GE/eligibility/2012.toml", "countries/GE/eligibility/12.toml"),
        ("networking", "networking/providers/civic-commons.toml", "networking/providers/Civic Commons.toml"),
        ("scripts", "countries/XZ/cycles/2012-2013/commitments", "countries/XZ/cycles/2012-2013/Commitments"),
    ],
)
def test_a_wrong_name_is_told_there_and_blamed_on_no_other(workspaces, name, old, new):
    root = next(one for one in workspaces if one.name == name)
    day, usual = workspaces[root]
    (root / old).rename(root / new)
    try:
        found = {one for one in tell(root, day) if (one[0].replace(new, old, 1), *one[1:]) not in usual}
    finally:
        (root / new).rename(root / old)
    assert found
    assert all(path.startswith(new) for path, _code, _message in found), found
