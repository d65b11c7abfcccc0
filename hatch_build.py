"""Packs the example that comes with ogpkit into one file of the wheel: two thousand small ones would double its size."""

from __future__ import annotations

import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

EXAMPLES = ("cohort-2011",)


class PackExamples(BuildHookInterface):  # type: ignore[type-arg]  # the interface is generic in a way that it does not use
    """Hook of the build that makes the archives; the same files give the same archive."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make an archive of each example and put it into the wheel; an editable installation has the folders themselves."""
        if version == "editable":
            return
        self._made = TemporaryDirectory()
        for name in EXAMPLES:
            archive = Path(self._made.name, f"{name}.tar.xz")
            pack(Path(self.root, "examples", name), archive)
            build_data["force_include"][str(archive)] = f"ogpkit/examples/{archive.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002  the hook's own signature
        """Take the archives away once they are in the wheel."""
        if version != "editable":
            self._made.cleanup()


def pack(folder: Path, archive: Path) -> None:
    """Write an archive of a folder.

    Args:
        folder: The folder.
        archive: The file to write.
    """
    with tarfile.open(archive, "w:xz", preset=9) as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            content = file.read_bytes()
            member = tarfile.TarInfo(file.relative_to(folder).as_posix())
            member.size = len(content)
            packed.addfile(member, BytesIO(content))
