"""Printing: data to standard output, narration to standard error, and nothing that could act in a terminal."""

from __future__ import annotations

import sys

from ogpkit.untrusted import shown


def give(text: str) -> None:
    """Print data, as a line or lines.

    Args:
        text: The data.
    """
    print(shown(text))  # noqa: T201  this is the command line


def tell(text: str) -> None:
    """Say something to the person at the keyboard.

    Args:
        text: What to say.
    """
    print(shown(text), file=sys.stderr)  # noqa: T201  this is the command line
