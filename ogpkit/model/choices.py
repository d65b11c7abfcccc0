"""Values that are one of a few: what the file says, and what a person reads."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Choice(StrEnum):
    """A closed list of values; each member is the text in the file, and a label in English for people.

    Attributes:
        label: What a person reads, in English; it passes through `ogpkit.language._` when it is shown.
    """

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        """Make a member.

        Args:
            value: The text in the file.
            label: What a person reads; derived from the value when left out.
        """
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label or value.replace("-", " ").replace("_", " ").capitalize()
        return member
