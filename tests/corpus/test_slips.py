"""One slip each in a workspace without findings: a person types it, and gets one finding that tells how to mend it.

The workspace in `slips/` is Kenya's plan of 2023 to 2027 as the commands of `test_kenya.py` leave it, with a self-assessment, a
peer session, a sheet mapping and a case of the Networking Mechanism besides. A slip stands in `slips.txt` as in a patch: its
name after `#`, the file, the lines that are taken out after `-`, and those that stand there instead after `+`; lines that replace
none come last in the file. `file -> file` is another name for it, and `as utf-16` behind it another encoding. `<U+200B>` is one
character, `<U+DCE9>` the byte E9. What the check answers follows after `=`: after a new slip run `pytest
tests/corpus/test_slips.py --update-findings`, and read whether the answer would help you.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import attrs
import pytest

from ogpkit.check.engine import check_workspace
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace

HERE = Path(__file__).parent
RECORD = HERE / "slips.txt"
PLUGINS = Plugins.discover(third_party=False)
TODAY = date(2028, 6, 30)
CHARACTER = re.compile(r"<U\+([0-9A-F]{4,6})>")


@attrs.frozen
class Slip:
    """Lines of the record from one `#` to the next.

    Attributes:
        name: What somebody did.
        place: The file, its new name and its new encoding.
        lines: What is taken out, put in and said.
    """

    name: str
    place: str
    lines: tuple[str, ...]

    @classmethod
    def from_text(cls, text):
        name, place, *lines = text.rstrip("\n").split("\n")
        return cls(name, place, tuple(line for line in lines if line.strip()))

    def collect(self, sign):
        """The lines that begin with a sign, without it."""
        return "".join(f"{CHARACTER.sub(_write, line[2:])}\n" for line in self.lines if line[0] == sign)

    def put_into(self, root):
        """Make the slip in a workspace, and give what undoes it."""
        place, _, encoding = self.place.partition(" as ")
        old, _, new = place.partition(" -> ")
        before = (root / old).read_bytes() if (root / old).exists() else None
        text = (before or b"").decode("utf-8", "surrogateescape")
        out, put_in = self.collect("-"), self.collect("+")
        if out and put_in:
            assert f"\n{out}" in f"\n{text}", f"{old} holds no {out}"
            text = f"\n{text}".replace(f"\n{out}", f"\n{put_in}", 1)[1:]
        elif out:
            assert f"\n{out}" in f"\n{text}", f"{old} holds no {out}"
            text = f"\n{text}".replace(f"\n{out}", "\n", 1)[1:]
        else:
            text += put_in
        written = root / (new or old)
        if before is not None:
            (root / old).unlink()
        written.parent.mkdir(parents=True, exist_ok=True)
        written.write_bytes(text.encode(encoding or "utf-8", "surrogateescape"))

        def undo():
            written.unlink()
            if not any(written.parent.iterdir()):
                written.parent.rmdir()
            (root / old).parent.mkdir(parents=True, exist_ok=True)
            if before is not None:
                (root / old).write_bytes(before)

        return undo

    def make_entry(self, said):
        """The slip as it stands in the record, with what is said now."""
        kept = [line for line in self.lines if line[0] != "="]
        return "\n".join([f"# {self.name}", self.place, *kept, *(f"= {line}" for line in said)]) + "\n"


def _write(match):
    return chr(int(match[1], 16))


def split_record(text):
    return [Slip.from_text(part) for part in re.split(r"^# ", text, flags=re.MULTILINE)[1:]]


SLIPS = split_record(RECORD.read_text("utf-8"))


def tell_findings(root):
    """What the check says of a workspace, one line for each finding."""
    findings = check_workspace(read_workspace(root, PLUGINS.kinds, PLUGINS.editions, TODAY), PLUGINS)
    return [f"{one.path}:{one.line}:{one.column} {one.code} {one.message} {one.remedy}" for one in findings]


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return Path(shutil.copytree(HERE / "slips", tmp_path_factory.mktemp("slips") / "plan"))


def test_nothing_is_wrong_before_the_slip(root):
    assert tell_findings(root) == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_one_slip_is_one_finding(slip, root, request):
    said = try_slip(slip, root)
    assert len(said) == 1
    if not request.config.getoption("--update-findings"):
        assert said == [line[2:] for line in slip.lines if line[0] == "="]


def try_slip(slip, root):
    undo = slip.put_into(root)
    try:
        return tell_findings(root)
    finally:
        undo()


def test_the_record_holds_what_is_said(root, request):
    if request.config.getoption("--update-findings"):
        RECORD.write_text("\n".join(slip.make_entry(try_slip(slip, root)) for slip in SLIPS), "utf-8")
    assert split_record(RECORD.read_text("utf-8"))


def test_the_slips_are_many_and_in_every_kind_of_file():
    assert len({slip.name for slip in SLIPS}) == len(SLIPS) >= 200
    there = {find_kind(path.relative_to(HERE / "slips").as_posix()) for path in (HERE / "slips").rglob("*.toml")}
    assert {find_kind(slip.place.split(" ")[0]) for slip in SLIPS} >= there


def find_kind(path):
    return next((kind.name for kind in PLUGINS.kinds if kind.pattern.match(path) is not None), "")
