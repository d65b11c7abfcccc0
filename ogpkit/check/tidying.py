"""Doing without the collector of cyclic garbage while something short is done that makes next to none."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def untidied() -> Iterator[None]:
    """Let the collector rest: it would go through all that is imported and read again and again, and find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
