"""Commands that write at the same time: what one acknowledges is in the file, always; what is not, is kept or said.

`python tests/faults/writers.py --writers 10 --edits 400` is the same at full size.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from shutil import which

import pytest

from ogpkit.editing.session import WorkspaceSession
from ogpkit.editing.transaction import EditNotSaved, save_edit
from ogpkit.model import Country
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.lock import lock_workspace
from ogpkit.workspace.patch import InsertItem

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from writers import CASE, run_writers, write_workspace  # noqa: E402  this script lies beside this module

sys.path.remove(str(HERE))

OGPKIT = str(Path(sys.executable).with_name("ogpkit"))
PLUGINS = Plugins.of({})
COUNTRY = "countries/XX/country.toml"


@pytest.fixture
def root(tmp_path):
    folder = tmp_path / "workspace"
    write_workspace(folder)
    return folder


@pytest.fixture
def session(root):
    return WorkspaceSession.open(root, PLUGINS, date(2012, 1, 20))


def country(root):
    return tomllib.loads((root / COUNTRY).read_text("utf-8"))


def journals(root):
    return list((root / ".ogpkit" / "journal").glob("*.jsonl"))


def add(text):
    return lambda session: session.change(COUNTRY, [InsertItem(("status",), 0, {"note": text})], "Add")


@pytest.mark.parametrize(("writers", "edits"), [(2, 6), (10, 2)])
def test_every_acknowledged_edit_of_commands_at_once_is_in_the_file(root, writers, edits):
    outcome = run_writers(root, writers, edits, seconds=300)
    assert outcome.lost == ()
    assert outcome.unasked == ()
    assert outcome.refused == {}, outcome.errors
    assert len(outcome.acknowledged) == writers * edits
    assert (root / CASE).read_text("utf-8").startswith("# The first case.\n")
    assert journals(root) == []


def test_an_edit_is_made_on_what_others_wrote_since_the_workspace_was_read(root, session):
    (root / COUNTRY).write_text('name = "Other"\nlanguages = []\n', "utf-8")
    assert (
        save_edit(
            session, lambda session: (add("mine")(session), session.workspace.one(Country, "XX").entity.name.best())[1]
        )
        == "Other"
    )
    assert country(root) == {"name": "Other", "languages": [], "status": [{"note": "mine"}]}


def test_an_edit_is_made_again_when_another_program_writes_meanwhile(root, session):
    times = []

    def edit(session):
        add("mine")(session)
        if len(times) < 2:
            times.append(1)
            (root / COUNTRY).write_text(f'name = "Version {len(times)}"\nlanguages = []\n', "utf-8")

    save_edit(session, edit)
    assert country(root) == {"name": "Version 2", "languages": [], "status": [{"note": "mine"}]}
    assert journals(root) == []


def test_an_edit_that_is_never_let_through_is_kept_unacknowledged(root, session):
    times = []

    def edit(session):
        add("mine")(session)
        times.append(1)
        (root / COUNTRY).write_text(f'name = "Version {len(times)}"\nlanguages = []\n', "utf-8")

    with pytest.raises(EditNotSaved, match=r"kept in .*\.jsonl"):
        save_edit(session, edit)
    assert country(root) == {"name": f"Version {len(times)}", "languages": []}
    (left,) = WorkspaceSession.open(root, PLUGINS).recoverable
    assert b"mine" in left.files[COUNTRY].mine


def test_an_edit_of_which_a_part_is_written_is_not_made_twice(root, session):
    other = "countries/XY/country.toml"
    (root / other).parent.mkdir()
    (root / other).write_text('name = "Country Y"\nlanguages = []\n', "utf-8")

    def edit(session):
        add("mine")(session)
        session.change(other, [InsertItem(("status",), 0, {"note": "mine"})], "Add")
        (root / other).write_text('name = "Changed"\nlanguages = []\n', "utf-8")

    with pytest.raises(EditNotSaved, match="XY"):
        save_edit(session, edit)
    assert country(root)["status"] == [{"note": "mine"}]
    (left,) = WorkspaceSession.open(root, PLUGINS).recoverable
    assert left.paths == (other,)


def test_an_edit_that_never_gets_its_turn_is_kept_unacknowledged(root):
    holder = subprocess.Popen(
        [
            *(sys.executable, "-P", "-c"),
            "import sys\nfrom pathlib import Path\nfrom ogpkit.workspace.lock import lock_workspace\n"
            "with lock_workspace(Path(sys.argv[1])):\n    print('held', flush=True)\n    sys.stdin.readline()",
            str(root),
        ],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout.readline() == "held\n"
    told = []
    session = WorkspaceSession.open(root, PLUGINS)
    (root / COUNTRY).write_text('name = "Written meanwhile"\nlanguages = []\n', "utf-8")
    try:
        with pytest.raises(EditNotSaved, match=r"kept in .*\.jsonl"):
            save_edit(session, add("mine"), patience=0.2, on_wait=lambda: told.append("wait"))
    finally:
        holder.communicate("\n", timeout=60)
    assert told == ["wait"]
    assert "status" not in country(root)
    session = WorkspaceSession.open(root, PLUGINS)
    session.recover()
    session.save()
    assert country(root)["status"] == [{"note": "mine"}]


def test_who_holds_the_turn_may_save_within_it(root, session):
    with lock_workspace(root), lock_workspace(root):
        save_edit(session, add("mine"))
    assert country(root)["status"] == [{"note": "mine"}]


def test_an_edit_that_fails_leaves_nothing_behind(root, session):
    def edit(session):
        add("mine")(session)
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        save_edit(session, edit)
    assert journals(root) == []
    assert WorkspaceSession.open(root, PLUGINS).recoverable == ()


RECORD = ("networking", "record", "mines", "XX", "Ana Case", "typed", "--on", "2012-01-20")


def run(root, *words, before=(), **options):
    done = subprocess.run(
        [*before, OGPKIT, *words], cwd=root, capture_output=True, text=True, check=False, encoding="utf-8", **options
    )
    return done.returncode, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="this system does not limit the size of files")
def test_a_command_that_can_neither_save_nor_keep_an_edit_says_so(root):
    """No file may become as large as the case, as on a full disk: neither it nor the journal can be written."""
    import resource

    before = (root / CASE).read_bytes() + b"# " + b"x" * 40_000 + b"\n"
    (root / CASE).write_bytes(before)
    code, said = run(root, *RECORD, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)))
    assert code == 1, said
    assert "is lost" in said
    assert "Noted" not in said
    assert (root / CASE).read_bytes() == before


@pytest.mark.skipif(which("strace") is None, reason="strace is not installed")
def test_a_command_that_cannot_save_says_where_the_edit_is_kept(root):
    """No rename succeeds, with which every save ends."""
    calls = "rename,renameat,renameat2"
    strace = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={calls}", "-e", f"inject={calls}:error=EIO"]
    before = (root / CASE).read_bytes()
    code, said = run(root, *RECORD, before=strace)
    if "ptrace" in said:
        pytest.skip("this user may not trace processes")
    assert code == 1, said
    (journal,) = journals(root)
    assert str(journal) in said
    assert "Noted" not in said
    assert (root / CASE).read_bytes() == before
    (left,) = WorkspaceSession.open(root, PLUGINS).recoverable
    assert b"typed" in left.files[CASE].mine


def test_a_command_about_an_unreadable_file_says_where_it_is_broken(root):
    broken = (root / CASE).read_bytes() + b"<<<<<<< HEAD\n"
    (root / CASE).write_bytes(broken)
    code, said = run(root, *RECORD)
    assert code == 1, said
    assert f"{CASE}:6:" in said
    assert (root / CASE).read_bytes() == broken


def test_an_import_at_once_with_commands_loses_nothing(root):
    (root / "list.csv").write_text("name,kind\nGeo Tech,non-government\n", "utf-8")
    words = [OGPKIT, "import", "networking-providers", "list.csv"]
    both = [
        subprocess.Popen(words, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        for _one in range(2)
    ]
    said = [one.communicate(timeout=300)[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert (root / "networking/providers/geo-tech.toml").exists()
