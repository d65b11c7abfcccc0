"""Texts with one passage changed: an example of what a rule finds is a right file with one thing wrong in it."""

from __future__ import annotations


def instead(text: str, old: str, new: str) -> str:
    """A text with one passage replaced.

    Args:
        text: The text.
        old: The passage, which must be there.
        new: What stands there instead.

    Raises:
        ValueError: The passage is not there, so that an example would show nothing.
    """
    if old not in text:
        raise ValueError(old)
    return text.replace(old, new, 1)


def without(text: str, passage: str) -> str:
    """A text without one passage.

    Args:
        text: The text.
        passage: The passage, which must be there.

    Raises:
        ValueError: The passage is not there.
    """
    return instead(text, passage, "")
