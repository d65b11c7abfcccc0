"""What other programs do to the files is seen as it happens."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from ogpkit.storage.watch import watch


@pytest.fixture
def seen(tmp_path):
    """The paths that a watch over the folder has given so far, and a way to wait for one."""
    (tmp_path / "countries" / "KE").mkdir(parents=True)
    (tmp_path / ".ogpkit").mkdir()
    paths, stop, news = set(), Event(), Event()

    def go_on():
        for changed in watch(tmp_path, stop):
            paths.update(changed)
            news.set()

    thread = Thread(target=go_on)
    thread.start()

    def wait_for(path, act):
        """Repeat an act until it is seen: a watch takes a moment to begin."""
        for _attempt in range(100):
            act()
            news.wait(0.3)
            news.clear()
            if path in paths:
                return
        pytest.fail(f"{path} was not seen, only {paths}")

    yield paths, wait_for
    stop.set()
    thread.join(10)
    assert not thread.is_alive()


def test_a_changed_file_a_new_one_and_a_deleted_one_are_seen(tmp_path, seen):
    paths, wait_for = seen
    file = tmp_path / "countries/KE/country.toml"
    wait_for("countries/KE/country.toml", lambda: file.write_text("a = 1\n"))
    paths.clear()
    wait_for("countries/KE/country.toml", lambda: file.unlink(missing_ok=True))


def test_a_folder_that_is_moved_away_is_seen(tmp_path, seen):
    paths, wait_for = seen
    file = tmp_path / "countries/KE/country.toml"
    wait_for("countries/KE/country.toml", lambda: file.write_text("a = 1\n"))
    paths.clear()
    there, away = tmp_path / "countries/KE", tmp_path.with_name(f"{tmp_path.name}-away")
    there.rename(away)
    wait_for("countries/KE", lambda: None)


def test_hidden_and_temporary_files_are_no_news(tmp_path, seen):
    paths, wait_for = seen
    wait_for("countries/KE/country.toml", lambda: _write_all(tmp_path))
    assert paths <= {"countries/KE/country.toml", "countries/KE"}


def _write_all(folder):
    for path in (
        ".ogpkit/lock.toml",
        "countries/KE/.country.toml.tmp",
        "countries/KE/notes.txt",
        "countries/KE/country.toml",
    ):
        (folder / path).write_text("a = 1\n")
