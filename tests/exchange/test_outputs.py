"""A file that somebody has changed since ogpkit wrote it is not replaced unasked."""

import os

import pytest

from ogpkit.exchange.outputs import WouldReplace, ensure_replaceable, write_files


@pytest.fixture(autouse=True)
def _own_memory(tmp_path, monkeypatch):
    monkeypatch.setenv("OGPKIT_CACHE_DIR", str(tmp_path / "cache"))


def test_what_ogpkit_wrote_is_written_again_without_a_question(tmp_path):
    file = tmp_path / "plan.md"
    write_files({file: b"first"})
    write_files({file: b"second"})
    assert file.read_bytes() == b"second"


def test_what_somebody_changed_stays(tmp_path):
    file = tmp_path / "plan.md"
    write_files({file: b"first"})
    file.write_bytes(b"first, and mine")
    with pytest.raises(WouldReplace, match=r"plan\.md"):
        write_files({file: b"second"})
    assert file.read_bytes() == b"first, and mine"
    write_files({file: b"second"}, overwrite=True)
    write_files({file: b"third"})
    assert file.read_bytes() == b"third"


def test_what_ogpkit_never_wrote_stays_and_nothing_beside_it_is_written(tmp_path):
    mine = tmp_path / "b.md"
    mine.write_bytes(b"mine")
    with pytest.raises(WouldReplace) as caught:
        write_files({tmp_path / "a.md": b"a", mine: b"b"})
    assert caught.value.paths == (mine,)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.md"]


def test_an_older_version_of_ogpkits_own_that_was_put_back_is_asked_about(tmp_path):
    file = tmp_path / "plan.md"
    write_files({file: b"first"})
    write_files({file: b"second"})
    file.write_bytes(b"first")
    with pytest.raises(WouldReplace):
        write_files({file: b"third"})


def test_the_same_content_and_an_empty_file_are_no_loss(tmp_path):
    (tmp_path / "same").write_bytes(b"same")
    (tmp_path / "empty").touch()
    ensure_replaceable({tmp_path / "same": b"same", tmp_path / "empty": b"new", tmp_path / "missing": b"new"})


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in its file system")
def test_devices_and_pipes_hold_nothing_that_could_be_lost(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    ensure_replaceable({tmp_path / "pipe": b"new"})


@pytest.mark.parametrize("spoilt", [b"", b"[]", b"\xff", b'{"x": 1}', b"{"])
def test_a_spoilt_memory_asks_and_mends_itself(tmp_path, spoilt):
    file = tmp_path / "plan.md"
    write_files({file: b"first"})
    for remembered in (tmp_path / "cache/ogpkit-check").glob("*.output"):
        remembered.write_bytes(spoilt)
    with pytest.raises(WouldReplace):
        write_files({file: b"second"})
    write_files({file: b"second"}, overwrite=True)
    write_files({file: b"third"})


def test_where_nothing_can_be_remembered_files_are_written_and_asked_about(tmp_path):
    (tmp_path / "cache").write_bytes(b"in the way")
    file = tmp_path / "plan.md"
    write_files({file: b"first"})
    with pytest.raises(WouldReplace):
        write_files({file: b"second"})
