"""Evidence in from a sheet, with the columns that its table writes."""

from __future__ import annotations

from typing import Final

from ogpkit.api import SheetImport
from ogpkit.api.text import N_
from ogpkit_eligibility.kinds import EVIDENCE

EVIDENCE_IMPORT: Final = SheetImport(name="eligibility", title=N_("Evidence of eligibility"), kind=EVIDENCE)
"""Evidence from a sheet with `country`, `year` and dotted keys; what a file says already stays where a cell is empty."""
