"""Sites of the worked examples, built once."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from ogpkit.plugins import Plugins
from ogpkit.storage.load import load
from ogpkit_reporting.portal.building import build
from ogpkit_reporting.portal.site import Options, site_files

EXAMPLES = Path(__file__).parents[4] / "examples"
TODAY = date(2013, 7, 15)

HOSTILE = """\
name = '''<script>alert(1)</script>"><img src=x onerror=alert(2)>'''
joined = 2011-09-20
notes = "Not for everybody."

[contact]
institution = '''=HYPERLINK("https://example.org","x")'''
name = "\\u001b[31m\\u202eevil"

"""
COMMITMENT = """\
title = '''{{ 7*7 }}<b onclick="x">bold</b> & </script><!--'''
lead = '''@SUM(1+1)'''
description = '''javascript:alert(1) <iframe src="https://evil.example"></iframe>'''

[[milestones]]
id = "one"
title = "<svg/onload=alert(3)>"
due = 2012-12-31
evidence = ["https://example.org/?a='b'&c=%3Cscript%3E"]
"""


@pytest.fixture(scope="session")
def plugins():
    return Plugins.discover(third_party=False)


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
    (cycle / "cycle.toml").write_text('edition = "roadmap-2011"\nstart = 2012-04-01\nend = 2013-03-31\n')
    for name in ("a b", "UPPER", "con", "ünï", "x..", "x'\"><i>", "=1+1"):
        (cycle / "commitments" / f"{name}.toml").write_text(COMMITMENT)
    return root


@pytest.fixture(scope="session")
def made(plugins):
    """The files of a site without a disk, by path."""

    def files(root: Path, *languages: str, plugins: Plugins = plugins, **chosen: object) -> dict[str, bytes]:
        content = load(root, plugins, TODAY).workspace
        options = Options(languages=languages, **chosen)
        found: dict[str, bytes] = {}
        for path, data in site_files(content, plugins, options):
            assert path not in found, path
            found[path] = data
        return found

    return files


@pytest.fixture(scope="session")
def sites(plugins, tmp_path_factory):
    """The sites of three examples on the disk, by name."""
    out = tmp_path_factory.mktemp("sites")
    for name in ("networking-paper", "three-scripts", "cohort-2011"):
        build(EXAMPLES / name, out / name, plugins, today=TODAY)
    return out


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
