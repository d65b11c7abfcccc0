"""What Atlantis needs of ogpkit: files about departments, a rule that each has a head, and a sheet of them to take in."""

from __future__ import annotations

import attrs

from ogpkit.api import Kind, SheetImport, SheetLevel, expected, provide


@attrs.frozen(kw_only=True)
class Department:
    """A department that leads commitments.

    Attributes:
        title: What people call it.
        head: Who leads it.
    """

    title: str
    head: str = ""


DEPARTMENT = Kind(
    name="atlantis-department",
    entity=Department,
    pattern="atlantis/departments/{id}.toml",
    title="Department",
    titles="Departments",
    example='title = "Ministry of the Sea"\nhead = "Ana Pereira"\n',
)

HAS_HEAD = expected(
    DEPARTMENT,
    "head",
    code="ATL001",
    title="A department has a head",
    section="Atlantis 1",
    explanation="Citizens want to know who answers for a commitment.",
    message="Nobody is named who leads this department.",
    remedy="Add head: the name of the person.",
)

SHEET = SheetImport(
    name="atlantis-departments",
    title="Departments",
    kind=DEPARTMENT,
    levels=(SheetLevel(named_after="title"),),
)

ogpkit_kinds = provide(DEPARTMENT)
ogpkit_rules = provide(HAS_HEAD)
ogpkit_importers = provide(SHEET.importer)
