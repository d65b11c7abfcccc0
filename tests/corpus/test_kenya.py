"""Kenya's plan of 2023 to 2027 by commands, from an empty folder to the end; what is typed and said stands in `kenya.txt`.

After an intended change run `pytest tests/corpus/test_kenya.py --update-findings`: the commands of the record are typed once
more, and what they say is written beneath them. Only the length of the plan, its number among Kenya's plans and the month of
its submission are facts; titles, persons and addresses are made up.
"""

from __future__ import annotations

import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest

from ogpkit.cli import main

HERE = Path(__file__).parent
RECORD = HERE / "kenya.txt"
SHEETS = HERE / "kenya"
DAY = re.compile(r"# (\d{4}-\d\d-\d\d): .+")


class Walker:
    """Somebody who types the commands of a record, each on its day."""

    def __init__(self, folder, patch, capfd):
        self.folder, self.patch, self.capfd = folder, patch, capfd

    def type_line(self, line):
        """Do what a line says, and give what is said to it."""
        program, *words = shlex.split(line)
        if program == "cd":
            self.patch.chdir(words[0])
            return ""
        assert program == "ogpkit"
        code = main(words)
        out, err = self.capfd.readouterr()
        said = "".join(f"{one.rstrip()}\n" for one in (out + err).splitlines())
        return f"{said}[{code}]\n" if code else said

    def wait_until(self, day):
        """Let it be a day."""

        class Day(date):
            @classmethod
            def today(cls):
                return date.fromisoformat(day)

        for module in ("ogpkit.workspace.load", "ogpkit.cli.options", "ogpkit.cli.commands.cycle_rules"):
            self.patch.setattr(f"{module}.date", Day)


@pytest.fixture
def walker(tmp_path, monkeypatch, capfd):
    shutil.copytree(SHEETS, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    return Walker(tmp_path, monkeypatch, capfd)


def list_typed():
    """Return the headings and the commands of the record."""
    return [line for line in RECORD.read_text("utf-8").splitlines() if line.startswith(("$ ", "# "))]


def walk(walker):
    """Type every command; gives the record anew."""
    seen = []
    for line in list_typed():
        if found := DAY.fullmatch(line):
            walker.wait_until(found[1])
            seen.append(f"\n{line}\n")
        else:
            seen.append(f"{line}\n{walker.type_line(line.removeprefix('$ '))}")
    return "".join(seen).lstrip("\n")


def test_the_plan_is_walked_from_an_empty_folder_to_its_end(walker, request):
    seen = walk(walker)
    if request.config.getoption("--update-findings", default=False):
        RECORD.write_text(seen, "utf-8")
    assert seen == RECORD.read_text("utf-8")
    assert seen.rpartition("$ ")[2].startswith("ogpkit check\nNothing is wrong in ")
