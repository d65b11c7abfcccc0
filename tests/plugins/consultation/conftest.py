"""A consultation that keeps every principle, on the disk, for the tests of this plugin to break."""

from __future__ import annotations

import shutil
from datetime import date

import pytest

from ogpkit.api.content import read_workspace
from ogpkit.api.editing import WorkspaceSession
from ogpkit_consultation.rules import RULE_FILE

RIGHT = RULE_FILE.example()
PATHS = {
    "cycle": "countries/XX/cycles/2012-2013/cycle.toml",
    "process": "countries/XX/cycles/2012-2013/consultation/process.toml",
    "comment": "countries/XX/cycles/2012-2013/consultation/comments/0001.toml",
    "session": "countries/XX/cycles/2012-2013/peer-sessions/2012-02-07-brasilia.toml",
    "country": "countries/XX/country.toml",
    "more": "countries/XX/cycles/2012-2013/consultation/comments/0002.toml",
}


def example(today=RIGHT.today, **parts):
    """The right workspace with other files in the place of some."""
    files = {PATHS[name]: text for name, text in parts.items()}
    return RIGHT.with_files(files).on(today)


HOME = "countries/XX/cycles/2012-2013"
COMMENTS = f"{HOME}/consultation/comments"
SESSION = f"{HOME}/peer-sessions/2012-02-07-brasilia.toml"
PLACE = ("XX", "2012-2013")


@pytest.fixture
def written(tmp_path):
    """Writes an example as a workspace, with more files where a test wants them; gives its folder."""

    def written(more=None, **parts):
        root = tmp_path / "workspace"
        shutil.rmtree(root, ignore_errors=True)
        files = {**example(**parts).files, **(more or {})}
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        return root

    return written


@pytest.fixture
def read(written, plugins):
    """Reads an example as a workspace."""

    def read(today=date(2012, 6, 15), more=None, **parts):
        return read_workspace(written(more, **parts), plugins.kinds, plugins.editions, today).workspace

    return read


@pytest.fixture
def opened(written, plugins):
    """Opens an example in a session."""

    def opened(today=date(2012, 2, 15), more=None, **parts):
        return WorkspaceSession.open(written(more, **parts), plugins, today)

    return opened
