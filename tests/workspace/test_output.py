"""Output goes where a person wants it: files are replaced, devices and pipes written into, links not followed elsewhere."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from ogpkit.workspace.atomic import CannotWrite
from ogpkit.workspace.output import CannotOutput, output_folder, write_chosen, write_output

SCRIPT = Path(sys.executable).with_name("ogpkit")
posix = pytest.mark.skipif(os.name != "posix", reason="needs pipes and devices")
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root makes devices")


def device(folder, name, kind, major, minor):
    made = folder / name
    try:
        os.mknod(made, kind | 0o666, os.makedev(major, minor))
        with made.open("wb"):
            pass
    except OSError as error:
        pytest.skip(f"no devices here: {error}")
    return made


def test_a_file_is_made_or_replaced_as_a_whole(tmp_path):
    file = tmp_path / "new/out"
    write_output(file, b"one")
    write_output(file, b"two")
    assert file.read_bytes() == b"two"
    assert [path.name for path in file.parent.iterdir()] == ["out"]


def test_a_folder_is_no_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for named in (tmp_path, Path(), Path("..")):
        with pytest.raises(CannotOutput, match="folder"):
            write_output(named, b"x")


@posix
def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    write_output(pipe, b"x" * 200_000)
    reader.join(60)
    assert got == [b"x" * 200_000]
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@posix
@as_root
def test_a_device_is_written_into_and_stays_a_device(tmp_path):
    null = device(tmp_path, "null", stat.S_IFCHR, 1, 3)
    write_output(null, b"x")
    (tmp_path / "link").symlink_to(null)
    write_output(tmp_path / "link", b"x")
    assert stat.S_ISCHR(null.lstat().st_mode)
    full = device(tmp_path, "full", stat.S_IFCHR, 1, 7) if sys.platform == "linux" else None
    if full is not None:
        with pytest.raises(CannotOutput, match="No space left"):
            write_output(full, b"x")
        assert stat.S_ISCHR(full.lstat().st_mode)


@posix
@as_root
def test_a_disk_stays_as_it_is(tmp_path):
    disk = tmp_path / "disk"
    try:
        os.mknod(disk, stat.S_IFBLK | 0o600, os.makedev(7, 250))
    except OSError as error:
        pytest.skip(f"no devices here: {error}")
    with pytest.raises(CannotOutput, match="is a disk"):
        write_output(disk, b"x")
    assert stat.S_ISBLK(disk.lstat().st_mode)


@posix
def test_a_socket_is_refused_and_stays(tmp_path):
    import socket

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket"))
        with pytest.raises(CannotOutput):
            write_output(tmp_path / "socket", b"x")
    assert stat.S_ISSOCK((tmp_path / "socket").lstat().st_mode)


WRITER = "import sys; from pathlib import Path; from ogpkit.workspace.output import write_output\n"
WRITER += "print('before'); write_output(Path(sys.argv[1]), b'data\\n'); print('after')"


@posix
@pytest.mark.parametrize("named", ["/dev/stdout", "/dev/fd/1", "link"])
def test_an_open_stream_keeps_what_was_written_before(tmp_path, named):
    (tmp_path / "link").symlink_to("/dev/stdout")
    log = tmp_path / "log"
    log.write_bytes(b"old\n")
    with log.open("ab") as stream:
        ran = subprocess.run([sys.executable, "-P", "-c", WRITER, named], stdout=stream, cwd=tmp_path, check=False)
    assert ran.returncode == 0
    assert log.read_bytes() == b"old\nbefore\ndata\nafter\n"
    assert os.path.lexists("/dev/stdout")


@posix
def test_a_stream_that_is_not_open_is_refused():
    with pytest.raises(CannotOutput):
        write_output(Path("/dev/fd/987654"), b"x")


@posix
def test_a_link_is_followed_within_its_folder_and_nowhere_else(tmp_path):
    home, folder = tmp_path / "home", tmp_path / "folder"
    home.mkdir()
    (folder / "deep").mkdir(parents=True)
    (home / ".bashrc").write_text("mine")
    (folder / "near").symlink_to("deep/file")
    write_output(folder / "near", b"x")
    assert (folder / "near").is_symlink()
    assert (folder / "deep/file").read_bytes() == b"x"
    for name, target in {"far": home / ".bashrc", "new": home / "new", "up": "../home/.bashrc", "two": "far"}.items():
        (folder / name).symlink_to(target)
        with pytest.raises(CannotOutput, match=r"To write there, name"):
            write_output(folder / name, b"x")
    (folder / "loop").symlink_to("loop")
    with pytest.raises(CannotOutput):
        write_output(folder / "loop", b"x")
    assert [path.name for path in home.iterdir()] == [".bashrc"]
    assert (home / ".bashrc").read_text() == "mine"


@posix
def test_a_name_that_ogpkit_chose_follows_no_link(tmp_path):
    home, folder = tmp_path / "home", tmp_path / "folder"
    home.mkdir()
    folder.mkdir()
    (home / ".bashrc").write_text("mine")
    (folder / "a.md").symlink_to(home / ".bashrc")
    (folder / "b.md").symlink_to("c.md")
    (folder / "d.md").mkdir()
    os.mkfifo(folder / "e.md")
    for name in ("a.md", "b.md", "d.md", "e.md"):
        with pytest.raises(CannotOutput, match="is a link, a folder or a device"):
            write_chosen(folder, name, b"x")
    assert (home / ".bashrc").read_text() == "mine"
    assert write_chosen(folder / "new", "a.md", b"x").read_bytes() == b"x"
    assert write_chosen(folder / "new", "a.md", b"y").read_bytes() == b"y"
    with pytest.raises(CannotWrite):
        write_chosen(folder / "new/a.md", "b", b"x")


@posix
def test_a_folder_for_output_leads_out_of_no_workspace(tmp_path):
    root = tmp_path / "root"
    root.mkdir()
    (root / "documents").symlink_to(tmp_path)
    with pytest.raises(CannotOutput, match="is a link"):
        output_folder(root, "documents")
    (tmp_path / "other").symlink_to(root)
    assert output_folder(tmp_path / "other", "site") == tmp_path / "other/site"


EXAMPLE = Path(__file__).parents[2] / "examples/networking-paper"

COMMANDS = {
    "check": ["check", "--output-file", "{target}"],
    "baseline": ["check", "--write-baseline", "--baseline", "{target}"],
    "export": ["export", "plan-csv", "XX/2012-2013", "--out", "{target}"],
    "plan": ["plan", "export", "XX/2012-2013", "{target}"],
}


@posix
@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_writes_keeps_pipes_and_targets_of_links(command, tmp_path, monkeypatch):
    from ogpkit.cli import main

    root = tmp_path / "work"
    shutil.copytree(EXAMPLE, root)
    monkeypatch.chdir(root)
    pipe, link, victim = root / "pipe.csv", root / "link.csv", tmp_path / "victim"
    os.mkfifo(pipe)
    victim.write_bytes(b"")
    link.symlink_to(victim)
    words = COMMANDS[command]
    assert main([word.format(target=link) for word in words]) == 2
    assert victim.read_bytes() == b""
    handle = os.open(pipe, os.O_RDWR)  # with a reader, so that nothing waits
    try:
        assert main([word.format(target=pipe) for word in words]) in (0, 1)
        assert os.read(handle, 10)
    finally:
        os.close(handle)
    assert stat.S_ISFIFO(pipe.lstat().st_mode)


@posix
def test_a_document_and_a_schema_follow_no_link(tmp_path, monkeypatch, capsys):
    from ogpkit.cli import main

    root = tmp_path / "work"
    shutil.copytree(EXAMPLE, root)
    monkeypatch.chdir(root)
    victim = tmp_path / "victim"
    victim.write_text("mine")
    for name in ("action-plan-XX-2012-2013-en.md", "cycle.schema.json", ".taplo.toml"):
        (root / name).symlink_to(victim)
    assert main(["document", "action-plan", "XX/2012-2013"]) == 2
    assert main(["schema", "--out", "."]) == 2
    assert main(["schema", "--out", "schemas", "--taplo"]) == 2
    assert capsys.readouterr().err.count("is a link, a folder or a device") == 3
    assert victim.read_text() == "mine"


@pytest.mark.parametrize("named", ["a\0b", "x" * 5000, "\udcff/" + "y" * 300])
def test_a_name_that_no_file_can_have_is_refused_in_words(tmp_path, named):
    with pytest.raises((CannotOutput, CannotWrite)):
        write_output(tmp_path / named, b"x")
