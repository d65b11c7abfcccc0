"""One call of `ogpkit check` with arbitrary words, settings, known findings and results of earlier runs."""

from __future__ import annotations

import atexit
import io
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

from ogpkit.cli import main
from ogpkit.cli.exits import ExitCode

RIGHT = {
    "ogpkit.toml": b'[workspace]\nlanguages = ["en"]\n[check]\nbaseline = "known-findings.toml"\n',
    "known-findings.toml": b'[[known]]\npath = "countries/KE/country.toml"\ncode = "OGP003"\nkey = "nam"\n',
    "countries/KE/country.toml": b'nam = "Kenya"\njoined = "2011-09-20"\n',
    "countries/GE/country.toml": b'name = "Georgia" # ogpkit: ignore OGP004: as agreed\n',
}
"""A workspace in which every part of the check has something to do."""


def call(words: list[str], files: dict[str, bytes], given: bytes = b"", kept: bytes | None = None) -> None:
    """Call `ogpkit check` and see how it ends.

    Args:
        words: The words after `check`; none that writes outside of the workspace or does not come to an end.
        files: What some files of the workspace hold, by path.
        given: What comes in on standard input.
        kept: What stands in every file of the cache; None for what an earlier run has written.

    Raises:
        AssertionError: It did not end as a command ends.
    """
    with tempfile.TemporaryDirectory() as made, _workspace(Path(made), files):
        if kept is not None:
            called(["check"], b"")
            for file in Path("../cache/ogpkit-check").glob("*"):  # there is none where a plugin in one file takes part
                whole = file.read_bytes()
                file.write_bytes(kept or whole[: len(whole) // 2])
        for _time in range(2):
            code, said = called(["check", *words], given)
            assert code in (ExitCode.CLEAN, ExitCode.FINDINGS, ExitCode.COULD_NOT_RUN), (code, said)
            assert "Traceback" not in said


@contextmanager
def _workspace(made, files):
    root = made / "workspace"
    for path, content in (RIGHT | files).items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    shutil.copytree(_repository(), root / ".git")
    before, environment = Path.cwd(), dict(os.environ)
    os.chdir(root)
    os.environ.update({"OGPKIT_CACHE_DIR": str(made / "cache"), "GIT_CONFIG_GLOBAL": os.devnull, "TMPDIR": str(made)})
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(environment)


_REPOSITORIES: list[Path] = []


def _repository():
    """The `.git` of a workspace, made once."""
    if not _REPOSITORIES:
        root = Path(tempfile.mkdtemp(prefix="ogpkit-fuzz-"))
        atexit.register(shutil.rmtree, root, ignore_errors=True)
        (root / "ogpkit.toml").write_bytes(RIGHT["ogpkit.toml"])
        name = ("-c", "user.name=N", "-c", "user.email=n@example.org")
        for words in (["init", "-q"], ["add", "."], [*name, "commit", "-q", "-m", "Begin"]):
            subprocess.run(["git", *words], cwd=root, check=True)
        shutil.rmtree(root / ".git" / "hooks", ignore_errors=True)
        _REPOSITORIES.append(root / ".git")
    return _REPOSITORIES[0]


def called(words: list[str], given: bytes) -> tuple[int, str]:
    """Call a command in this process; gives its exit code, and what it said.

    Args:
        words: The words of the command.
        given: What comes in on standard input.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", errors="backslashreplace") for _stream in range(2))
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(given))
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = main(words)
    finally:
        sys.stdin = before
    out.flush()
    err.flush()
    return code, (out.buffer.getvalue() + err.buffer.getvalue()).decode("utf-8", "replace")
