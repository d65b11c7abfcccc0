"""ogpkit as one file: built here, with everything in it, and nearly as quick to open as the installed app."""

from __future__ import annotations

import fcntl
import os
import pty
import shutil
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path
from time import monotonic

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.takes_minutes, pytest.mark.timeout(3600)]
EXTRAS = ("documents", "fmt", "lsp", "serve")
NAME = "Open government in three scripts"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workspace") / "plans"
    shutil.copytree(ROOT / "examples/three-scripts", folder)
    return folder


@pytest.fixture(scope="module")
def environment(tmp_path_factory, wheels):
    """Where ogpkit is installed, with what builds the file."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    words = ["-m", "pip", "install", "-q", "--find-links", str(wheels), "ogpkit[executable]"]
    subprocess.run([str(folder / "bin/python"), *words], check=True)
    return folder


@pytest.fixture(scope="module")
def executable(tmp_path_factory, environment):
    if shutil.which("objdump") is None:
        pytest.skip("PyInstaller needs objdump")
    folder = tmp_path_factory.mktemp("executable")
    words = [str(environment / "bin/python"), str(ROOT / "ci/build_executable.py"), str(folder)]
    subprocess.run(words, check=True, cwd=folder)
    return folder / "ogpkit"


@pytest.fixture
def alone(tmp_path):
    """The environment of somebody who has no Python."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("git", "vi"):
        if found := shutil.which(name):
            (programs / name).symlink_to(found)
    return {
        "PATH": str(programs),
        "HOME": str(tmp_path),
        "OGPKIT_CACHE_DIR": str(tmp_path / "cache"),
        "LC_ALL": "C.UTF-8",
        "EDITOR": "vi",
        "TERM": "xterm-256color",
    }


def test_it_has_everything_and_is_small_enough(executable, alone, workspace, tmp_path):
    def run(*words, status=0):
        done = subprocess.run(
            [executable, *words], cwd=workspace, env=alone, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    assert executable.stat().st_size <= 60_000_000
    assert run("self-check").count("Ready") >= 9
    run("check", status=1)
    run("fmt", "--check")
    run("document", "action-plan", "XZ/2012-2013", "--format", "pdf", "--out", str(tmp_path / "papers"))
    assert len(list((tmp_path / "papers").glob("*.pdf"))) == 2
    run("portal", "build", str(tmp_path / "site"))
    assert (tmp_path / "site/index.html").exists()
    run("demo")
    [unpacked] = (tmp_path / "cache/program").iterdir()
    damaged = executable.read_bytes().replace(b"\nogpkit archive 1\n", b"\nogpkit archive 0\n")
    (executable.parent / "damaged").write_bytes(damaged)
    (executable.parent / "damaged").chmod(0o755)
    done = subprocess.run([executable.parent / "damaged"], env=alone, capture_output=True, text=True, check=False)
    assert "this file is damaged" in done.stderr
    assert list((tmp_path / "cache/program").iterdir()) == [unpacked]


def measure_first_frame(program, workspace, environment):
    """Return the seconds from the start to a screen that names the workspace."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    began, said = monotonic(), b""
    process = subprocess.Popen(
        [program, "app", "."], cwd=workspace, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    try:
        while NAME.encode() not in said:
            said += os.read(ours, 65536)
        return monotonic() - began
    finally:
        process.send_signal(signal.SIGTERM)
        while True:
            try:
                if not os.read(ours, 65536):
                    break
            except OSError:
                break
        process.wait()
        os.close(ours)


def test_it_opens_nearly_as_quickly_as_the_installed_app(executable, alone, workspace, environment):
    programs = {"installed": environment / "bin/ogpkit", "executable": executable}
    figures = {name: [] for name in programs}
    for _round in range(6):
        for name, program in programs.items():
            figures[name].append(measure_first_frame(program, workspace, alone))
    least = {name: min(found[1:]) for name, found in figures.items()}  # the first start unpacks
    assert least["executable"] <= 1.5 * least["installed"], least
