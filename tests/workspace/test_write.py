"""Nothing that somebody else wrote is ever overwritten."""

import subprocess
import sys

import pytest

from ogpkit.workspace.write import CannotWrite, ChangedOutside, delete, file_digest, save

MINE = b"mine\n"
THEIRS = b"theirs\n"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "plan.toml"
    path.write_bytes(b"read\n")
    return path


def test_a_file_that_is_as_it_was_read_is_written(file):
    assert save(file.parent, file.name, MINE, file_digest(b"read\n")) == file_digest(MINE)
    assert file.read_bytes() == MINE


def test_one_save_follows_another_by_the_digest_it_gave(file):
    first = save(file.parent, file.name, MINE, file_digest(b"read\n"))
    save(file.parent, file.name, b"again\n", first)
    assert file.read_bytes() == b"again\n"


def test_a_new_file_is_made(tmp_path):
    save(tmp_path, "new/plan.toml", MINE, None)
    assert (tmp_path / "new/plan.toml").read_bytes() == MINE


def conflict(file, mine, expected):
    with pytest.raises(ChangedOutside, match=r"Someone else has changed .*plan\.toml") as caught:
        save(file.parent, file.name, mine, expected)
    return caught.value


def test_a_file_that_others_changed_is_left_and_both_versions_are_shown(file):
    file.write_bytes(THEIRS)
    told = conflict(file, MINE, file_digest(b"read\n"))
    assert (told.path, told.mine, told.theirs) == (file, MINE, THEIRS)
    assert file.read_bytes() == THEIRS


def test_a_file_that_somebody_else_deleted_is_not_made_anew(file):
    file.unlink()
    assert conflict(file, MINE, file_digest(b"read\n")).theirs is None
    assert not file.exists()


def test_a_file_that_somebody_else_made_is_not_overwritten(file):
    assert conflict(file, MINE, None).theirs == b"read\n"
    assert file.read_bytes() == b"read\n"


def test_a_file_is_deleted_only_as_it_was_read(file):
    with pytest.raises(ChangedOutside) as caught:
        delete(file.parent, file.name, file_digest(b"something else"))
    assert (caught.value.mine, caught.value.theirs) == (None, b"read\n")
    assert file.exists()
    delete(file.parent, file.name, file_digest(b"read\n"))
    assert not file.exists()


def test_deleting_what_is_gone_already_is_told(file):
    file.unlink()
    with pytest.raises(ChangedOutside):
        delete(file.parent, file.name, file_digest(b"read\n"))


def test_what_is_no_file_cannot_be_saved(tmp_path):
    with pytest.raises(CannotWrite):
        save(tmp_path.parent, tmp_path.name, MINE, None)


def test_digests_are_short_and_differ():
    assert len(file_digest(MINE)) == 32
    assert file_digest(MINE) != file_digest(THEIRS)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems do not tell who has a file open")
def test_a_file_that_another_program_keeps_open_for_writing_is_left_to_it(file):
    command = [sys.executable, "-c", "import sys; file = open(sys.argv[1], 'r+'); print(flush=True); input()", file]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout.readline()
        said = ""
        try:
            save(file.parent, file.name, MINE, file_digest(b"read\n"))
        except CannotWrite as error:
            said = str(error)
        other.stdin.close()
    if not said:
        pytest.skip("this file system does not tell who has a file open")
    assert "close it there" in said
    assert file.read_bytes() == b"read\n"
    save(file.parent, file.name, MINE, file_digest(b"read\n"))
