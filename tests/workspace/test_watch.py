"""What other programs do to the files is seen as it happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread

import attrs
import pytest

from ogpkit.devkit.testing.waiting import LONGEST, wait_until
from ogpkit.workspace.watch import watch

FILE = "countries/KE/country.toml"


@attrs.define
class Watching:
    """A watch over a folder that has begun.

    Attributes:
        root: The folder.
        paths: What it has given so far.
    """

    root: Path
    paths: set[str] = attrs.field(factory=set)
    _marks: int = 0

    def begin(self) -> None:
        """Write until something is seen: nobody knows when a watch has begun."""
        wait_until(lambda: self._mark() and any(self.paths))
        self.seen(lambda: None)

    def seen(self, act: Callable[[], object], path: str = "") -> set[str]:
        """What is seen of an act: everything that comes before what is written after it.

        Args:
            act: What is done to the files, once.
            path: What is to be among it.
        """
        act()
        wait_until(lambda: not path or path in self.paths)
        mark = self._mark()
        wait_until(lambda: mark in self.paths)
        found = {one for one in self.paths.copy() if not one.startswith("marks/")}
        self.paths.clear()
        return found

    def _mark(self) -> str:
        self._marks += 1
        path = f"marks/{self._marks}.toml"
        (self.root / path).write_text("")
        return path


@pytest.fixture
def watching(tmp_path):
    for name in ("countries/KE", ".ogpkit", "marks"):
        (tmp_path / name).mkdir(parents=True)
    watching, stop = Watching(tmp_path), Event()

    def go_on():
        for changed in watch(tmp_path, stop):
            watching.paths |= changed

    thread = Thread(target=go_on)
    thread.start()
    try:
        watching.begin()
        yield watching
    finally:
        stop.set()
        thread.join(LONGEST)
    assert not thread.is_alive()


def test_a_changed_file_a_new_one_and_a_deleted_one_are_seen(tmp_path, watching):
    file = tmp_path / FILE
    assert FILE in watching.seen(lambda: file.write_text("a = 1\n"), FILE)
    assert FILE in watching.seen(lambda: file.write_text("a = 2\n"), FILE)
    assert FILE in watching.seen(file.unlink, FILE)


def test_a_folder_that_is_moved_away_is_seen(tmp_path, watching):
    watching.seen(lambda: (tmp_path / FILE).write_text("a = 1\n"), FILE)
    there, away = tmp_path / "countries/KE", tmp_path.with_name(f"{tmp_path.name}-away")
    assert "countries/KE" in watching.seen(lambda: there.rename(away), "countries/KE")


def test_hidden_and_temporary_files_are_no_news(tmp_path, watching):
    assert watching.seen(lambda: _write_all(tmp_path), FILE) <= {FILE, "countries/KE"}


def _write_all(folder):
    for path in (".ogpkit/lock.toml", "countries/KE/.country.toml.tmp", "countries/KE/notes.txt", FILE):
        (folder / path).write_text("a = 1\n")
