"""Whatever is done in a session and beside it, in whatever order: nothing is lost, and every byte is accounted for.

The model is as simple as can be: what each file holds on the disk, what it held when the session last looked, and what it is to
hold, plus the contents before each step.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ogpkit.editing.errors import UnresolvedConflicts
from ogpkit.editing.session import WorkspaceSession
from ogpkit.model import Country, Translated
from ogpkit.plugins.manager import Plugins
from ogpkit.workspace.load import read_workspace
from ogpkit.workspace.patch import SetValue

PATHS = [f"countries/{code}/country.toml" for code in ("KE", "TZ")]
NAMES = st.sampled_from(["A", "B", "C", "D"])
PLUGINS = Plugins.of({})


def content(name):
    return f'# a comment\nname = "{name}"\nlevel = "national"  # or "local"\n'.encode()


class DeskInUse(RuleBasedStateMachine):
    @initialize()
    def open(self):
        self.root = Path(tempfile.mkdtemp())
        (self.root / "ogpkit.toml").write_bytes(b"")
        self.disk = {path: content("A") if path != PATHS[1] else None for path in PATHS}
        for path, source in self.disk.items():
            (self.root / path).parent.mkdir(parents=True)
            self.put(path, source)
        self.session = WorkspaceSession.open(self.root, PLUGINS)
        self.mine = dict(self.disk)

    def teardown(self):
        self.session.close(give_up=True)
        shutil.rmtree(self.root)

    def put(self, path, source):
        if source is None:
            (self.root / path).unlink(missing_ok=True)
        else:
            (self.root / path).write_bytes(source)

    def now(self, path):
        return (self.root / path).read_bytes() if (self.root / path).exists() else None

    def look(self):
        """The session sees the disk: files without edits of its own are what they are there."""
        self.session.refresh()
        for path in PATHS:
            if path not in self.session.unsaved:
                self.mine[path] = self.disk[path]

    @rule(path=st.sampled_from(PATHS), name=NAMES, settle=st.booleans())
    def change(self, path, name, settle):
        self.look()
        if self.mine[path] is None:
            return
        conflict = self.session.conflicts.get(path)
        self.session.change(path, [SetValue(("name",), name)], "Rename")
        if conflict and self.session.source(path) != conflict.theirs:
            assert self.session.conflicts[path].theirs == conflict.theirs
        elif not conflict:
            assert self.session.workspace.documents[path].entity.name.plain == name
        lines = self.mine[path].splitlines(keepends=True)
        assert [line for line in lines if not line.startswith(b"name")] == [
            line for line in self.session.source(path).splitlines(keepends=True) if not line.startswith(b"name")
        ]
        self.mine[path] = self.session.source(path)
        if settle:
            self.session.settle()

    @rule(path=st.sampled_from(PATHS), name=NAMES)
    def create(self, path, name):
        self.look()
        if self.mine[path] is None:
            self.session.create(path, Country(name=Translated(name)))
            self.mine[path] = f'name = "{name}"\n'.encode()

    @rule(path=st.sampled_from(PATHS))
    def delete(self, path):
        self.look()
        if self.mine[path] is not None:
            self.session.delete(path)
            self.mine[path] = None

    @rule()
    def undo_and_redo(self):
        """An undo that is done again changes nothing, unless somebody else has changed the file meanwhile."""
        self.look()
        before = dict(self.mine)
        conflicts = set(self.session.conflicts)
        if self.session.undo() is None:
            return
        touched = {path for path in PATHS if self.held(path) != before[path]}
        if touched and not touched & (conflicts | set(self.session.conflicts)):
            self.session.redo()
            assert {path: self.held(path) for path in PATHS} == before
        self.mine = {path: self.held(path) for path in PATHS}

    @rule()
    def undo(self):
        self.look()
        self.session.undo()
        self.mine = {path: self.held(path) for path in PATHS}

    @rule(path=st.sampled_from(PATHS), name=st.sampled_from([None, "X", "Y"]))
    def somebody_else_writes(self, path, name):
        self.disk[path] = None if name is None else content(name)
        self.put(path, self.disk[path])

    def save_desk(self):
        """Save; that it complains says that something is in conflict, and nothing else."""
        complaint = None
        try:
            self.session.save()
        except UnresolvedConflicts as error:
            complaint = error
        assert set(complaint.paths if complaint else ()) == set(self.session.conflicts) == self.session.unsaved

    @rule()
    def save(self):
        before = {path: self.now(path) for path in PATHS}
        self.look()
        unsaved = set(self.session.unsaved)
        self.save_desk()
        for path in PATHS:
            if path in unsaved and path not in self.session.conflicts:
                assert self.now(path) == self.mine[path]
                self.disk[path] = self.mine[path]
            else:
                assert self.now(path) == before[path]

    @rule()
    def save_without_looking_first(self):
        """A change that nobody has noticed is never written over."""
        before = {path: self.now(path) for path in PATHS}
        mine = {path: self.held(path) for path in self.session.unsaved}
        self.save_desk()
        for path, source in before.items():
            if path not in mine or path in self.session.conflicts:
                assert self.now(path) == source
            else:
                assert self.now(path) == mine[path]
                self.disk[path] = mine[path]
        self.look()

    @precondition(lambda self: self.session.conflicts)
    @rule(keep=st.sampled_from(["mine", "theirs"]))
    def resolve(self, keep):
        self.look()
        if not self.session.conflicts:
            return
        path, conflict = next(iter(self.session.conflicts.items()))
        self.session.resolve(path, keep)
        assert path not in self.session.conflicts
        if keep == "theirs":
            assert self.held(path) == conflict.theirs
        kept = self.held(path)
        self.session.undo()
        if keep == "mine" and kept != conflict.theirs:
            self.session.undo()
        assert self.held(path) == conflict.mine
        self.mine[path] = conflict.mine

    @rule()
    def crash_and_recover(self):
        """The session is gone without a word; the next one has all its edits."""
        self.look()
        without_edits = {path for path, found in self.session.conflicts.items() if found.mine == found.base}
        unsaved = {path: self.held(path) for path in self.session.unsaved - without_edits}
        self.session.close()
        self.session = WorkspaceSession.open(self.root, PLUGINS)
        self.session.recover()
        assert {path: self.held(path) for path in unsaved} == unsaved
        assert self.session.recoverable == ()
        self.mine = {path: self.held(path) for path in PATHS}

    def held(self, path):
        there = self.session._work.content(path)
        assert (path in self.session.workspace.documents) == (there is not None)
        return there

    @invariant()
    def findings_are_those_of_a_fresh_look(self):
        if hasattr(self, "session") and not self.session.unsaved:
            self.session.refresh()
        if hasattr(self, "session") and not self.session.unsaved:
            saved = read_workspace(self.root, PLUGINS.kinds, PLUGINS.editions).workspace
            assert dict(self.session.workspace.documents) == dict(saved.documents)


DeskInUse.TestCase.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)
TestDeskInUse = DeskInUse.TestCase
