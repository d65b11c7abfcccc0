"""Between what TOML gives and frozen entities.

Reading is strict (a text is never a number, a number never a truth value) and fast; only data that does not fit are gone
through again, for every mismatch in them.
"""

from ogpkit.codec.mismatch import Mismatch, Mismatches, MismatchSort
from ogpkit.codec.reading import read
from ogpkit.codec.values import check_values, references
from ogpkit.codec.writing import written
from ogpkit.keypath import KeyPath

__all__ = [
    "KeyPath",
    "Mismatch",
    "MismatchSort",
    "Mismatches",
    "check_values",
    "read",
    "references",
    "written",
]
