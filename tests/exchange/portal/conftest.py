"""Sites of the worked examples, built once."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
import tomli_w

from ogpkit.api import Plugins
from ogpkit.api.content import Reference, Sort, TextFormat, fields_of, read_workspace
from ogpkit.exchange.portal.building import build
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.site import list_site_files

if TYPE_CHECKING:
    from ogpkit.api.content import Shape

EXAMPLES = Path(__file__).parents[3] / "examples"
TODAY = date(2013, 7, 15)

HOSTILE = """\
name = '''<script>alert(1)</script>"><img src=x onerror=alert(2)>'''
joined = 2011-09-20
notes = "Not for everybody."

[contact]
institution = '''=HYPERLINK("https://example.org","x")'''
name = "\\u001b[31m\\u202eevil"

"""
DEPOSITED = "\n[[history]]\nstage = 'deposited'\non = 2012-04-10\n"
COMMITMENT = """\
title = '''{{ 7*7 }}<b onclick="x">bold</b> & </script><!--'''
lead = '''@SUM(1+1)'''
description = '''javascript:alert(1) <iframe src="https://evil.example"></iframe>'''

[[milestones]]
id = "one"
title = "<svg/onload=alert(3)>"
due = 2012-12-31
evidence = [
  "https://example.org/plain", "https://example.org/?a='b'&c=%3Cscript%3E", "javascript:alert(1)", "JaVaScRiPt:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "\\u0001javascript:alert(1)", "file:///etc/passwd", "//evil.example/x", "https://e.example/\\"onmouseover=alert(1)//",
]
"""


LETTERS = str.maketrans(
    dict(zip("abcdefghijklmnopqrstuvwxyz", "აბცდეფგჰიჯკლმნოპქრსტუვწხყზ", strict=True))
    | dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "აბცდეფგჰიჯკლმნოპქრსტუვწხყზ", strict=True))
    | dict(zip("áéíóúñü", "აეიოუნუ", strict=True))
)


def georgian(text: str) -> str:
    return text.translate(LETTERS)


def copied_in_georgian(source: Path, target: Path, plugins: Plugins) -> Path:
    """A copy of a workspace whose plain strings are Georgian; texts in several languages are in Georgian and English."""
    shutil.copytree(source, target)
    (target / "ogpkit.toml").write_text(
        f'[workspace]\nname = "{georgian("open government")}"\nlanguages = ["ka", "en"]\n'
    )
    for file in target.rglob("*.toml"):
        claimed = plugins.kinds.match_path(file.relative_to(target).as_posix())
        if claimed:
            content = tomllib.loads(file.read_text())
            file.write_text(tomli_w.dumps(_table(content, claimed[0].entity)))
    return target


def _table(content: Mapping[str, object], entity: type) -> dict[str, object]:
    shapes = {field.key: field.shape for field in fields_of(entity)}
    found = {key: _value(value, shapes[key]) if key in shapes else value for key, value in content.items()}
    return found | ({"language": "ka"} if "language" in found else {})  # in which a comment is


def _value(value: object, shape: Shape) -> object:
    if shape.sort is Sort.TABLE and shape.table:
        return _table(value, shape.table)
    if shape.sort is Sort.LIST and shape.item:
        return [_value(one, shape.item) for one in value]
    if shape.sort is Sort.MAPPING and shape.item:
        return {key: _value(one, shape.item) for key, one in value.items()}
    is_text = (
        shape.sort in (Sort.TEXT, Sort.TRANSLATED) and not shape.meaning(TextFormat) and not shape.meaning(Reference)
    )
    if not is_text:
        return value
    if isinstance(value, str):
        return value if value.startswith("http") or (len(value) == 2 and value.isupper()) else georgian(value)
    english = value.get("en") or next(iter(value.values()))
    return {"ka": georgian(english), "en": english}


@pytest.fixture(scope="session")
def plugins():
    return Plugins.discover(third_party=False)


def leave_out_most_plans(folder: str, names: list[str]) -> set[str]:
    """Leave out the plans of all countries but one, whose pages show what those of the others do."""
    return {"cycles"} & set(names) if Path(folder).name != "KE" else set()


def copied(name: str, folder: Path) -> Path:
    return Path(shutil.copytree(EXAMPLES / name, folder / name))


@pytest.fixture
def workspace(tmp_path):
    """A copy of the paper's two countries, to change."""
    return copied("networking-paper", tmp_path)


@pytest.fixture
def hostile(tmp_path):
    """A workspace full of what must not act."""
    root = tmp_path / "hostile"
    cycle = root / "countries/XX/cycles/2012-2013"
    (cycle / "commitments").mkdir(parents=True)
    (root / "ogpkit.toml").write_text("[workspace]\nname = '''<script>\"&'''\nlanguages = [\"en\"]\n")
    (root / "countries/XX/country.toml").write_text(HOSTILE)
    (cycle / "cycle.toml").write_text('edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n' + DEPOSITED)
    for name in ("a b", "UPPER", "con", "ünï", "x..", "x'\"><i>", "=1+1"):
        (cycle / "commitments" / f"{name}.toml").write_text(COMMITMENT)
    return root


@pytest.fixture(scope="session")
def made(plugins):
    """The files of a site without a disk, by path."""

    def files(root: Path, *languages: str, plugins: Plugins = plugins, **chosen: object) -> dict[str, bytes]:
        content = read_workspace(root, plugins.kinds, plugins.editions, TODAY).workspace
        options = Options(languages=languages, **chosen)
        found: dict[str, bytes] = {}
        for path, data in list_site_files(content, plugins, options):
            assert path not in found, path
            found[path] = data
        return found

    return files


@pytest.fixture(scope="session")
def sites(plugins, built_once):
    """The sites of three examples on the disk, by name."""

    def build_all(out):
        for name in ("networking-paper", "three-scripts"):
            build(EXAMPLES / name, out / name, plugins, today=TODAY)
        with TemporaryDirectory() as made:
            cohort = shutil.copytree(EXAMPLES / "cohort-2011", Path(made, "cohort-2011"), ignore=leave_out_most_plans)
            build(cohort, out / "cohort-2011", plugins, today=TODAY)

    return built_once("sites", build_all)


@pytest.fixture(scope="session")
def georgian_example(plugins, tmp_path_factory):
    """The paper's example in Georgian, into which ogpkit is not translated."""
    return copied_in_georgian(EXAMPLES / "networking-paper", tmp_path_factory.mktemp("georgian") / "example", plugins)


@pytest.fixture(scope="session")
def examples():
    return EXAMPLES


@pytest.fixture
def today():
    return TODAY


def files_below(folder: Path) -> dict[str, bytes]:
    return {
        os.path.relpath(path, folder).replace(os.sep, "/"): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def on_disk():
    return files_below
