"""Texts with one passage changed: an example of what a rule finds is a right file with one thing wrong in it."""

from __future__ import annotations


def replace_once(text: str, old: str, new: str) -> str:
    """Return a text with another passage in the place of the first one that is there.

    Args:
        old: The passage, which must be there.
        new: What stands there instead.

    Raises:
        ValueError: The passage is not there, so that an example would show nothing.
    """
    if old not in text:
        raise ValueError(old)
    return text.replace(old, new, 1)


def remove_once(text: str, passage: str) -> str:
    """Return a text without the first passage of some words.

    Args:
        passage: The passage, which must be there.

    Raises:
        ValueError: The passage is not there.
    """
    return replace_once(text, passage, "")
