"""What a command costs before it does anything: the modules of ogpkit that it loads, held by a list each.

A module that is new in a list is paid for at every call; `python tests/architecture/test_startup.py` writes the lists anew.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
EXAMPLE = HERE.parents[1] / "examples" / "networking-paper"
COMMANDS = {
    "version": ("--version",),
    "check": ("check", "--workspace", str(EXAMPLE), "--no-cache"),
    "plugin-list": ("plugin", "list"),
}
SCRIPT = """
import contextlib, io, sys
from ogpkit.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main(sys.argv[1:])
print(*sorted(name for name in sys.modules if name.split(".")[0].startswith("ogpkit")), sep="\\n")
"""


def loaded_modules(name: str) -> str:
    """Return the modules of ogpkit and its plugins that a command has loaded when it ends, one a line."""
    words = [sys.executable, "-P", "-c", SCRIPT, *COMMANDS[name]]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def list_of(name: str) -> Path:
    return HERE / "startup" / f"{name}.txt"


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_loads_what_its_list_says_and_no_more(name):
    assert loaded_modules(name) == list_of(name).read_text("utf-8")


def test_the_version_costs_no_plugin_and_no_command():
    listed = list_of("version").read_text("utf-8").split()
    assert len(listed) <= 10
    assert not [module for module in listed if module.startswith(("ogpkit_", "ogpkit.plugins", "ogpkit.cli.commands"))]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_of_the_shell_loads_the_app(name):
    assert "ogpkit.app" not in list_of(name).read_text("utf-8").split()


if __name__ == "__main__":
    for one in COMMANDS:
        list_of(one).write_text(loaded_modules(one), "utf-8")
