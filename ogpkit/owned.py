"""A contribution and the plugin whose it is."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

T = TypeVar("T")


@attrs.frozen
class Owned(Generic[T]):
    """A contribution and whose it is.

    Attributes:
        plugin: The name of the plugin.
        value: The contribution.
    """

    plugin: str
    value: T
