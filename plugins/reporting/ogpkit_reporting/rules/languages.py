"""What is said of a report that is not published in an owed language (Roadmap X, XI)."""

from __future__ import annotations

from typing import Final

NOT_PUBLISHED_IN: Final = "The report is published, but not in: {languages}."
ADD_ADDRESSES: Final = "Add its address in each of these languages: {keys}."
