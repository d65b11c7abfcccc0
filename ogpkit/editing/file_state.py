"""A file in the session: what was read, what it is to be, and what somebody else has made of it meanwhile."""

from __future__ import annotations

import attrs


@attrs.frozen(kw_only=True)
class FileState:
    """State of a file that has been edited in the session; None stands for no file.

    Attributes:
        base: The bytes that were last read or written; a save writes over these and nothing else.
        mine: The bytes with all edits.
        outside: Whether the file on disk has become something else than `base`.
        theirs: What it has become; it counts only where `outside` is true.
    """

    base: bytes | None
    mine: bytes | None
    outside: bool = False
    theirs: bytes | None = None

    @property
    def unsaved(self) -> bool:
        """Tell whether a save has something to do."""
        return self.mine != self.base or self.outside

    def with_content(self, mine: bytes | None) -> FileState:
        """Return the same file with other content.

        Args:
            mine: The new content.
        """
        return attrs.evolve(self, mine=mine).with_disk_content(self.theirs if self.outside else self.base)

    def without_edits(self) -> FileState:
        """Return the same file without any edit."""
        disk = self.theirs if self.outside else self.base
        return FileState(base=disk, mine=disk)

    def with_disk_content(self, disk: bytes | None) -> FileState:
        """Return the same file after a look at the disk; without edits, what is there is taken in.

        A conflict stays one until somebody decides it, even if the edits happen to come back to where they began: nobody
        wants a file to become another one in the middle of typing.

        Args:
            disk: What is on the disk.
        """
        if disk == self.base:
            return FileState(base=disk, mine=self.mine)
        has_no_edits = self.mine == self.base and not self.outside
        if disk == self.mine or has_no_edits:
            return FileState(base=disk, mine=disk)
        return FileState(base=self.base, mine=self.mine, outside=True, theirs=disk)
