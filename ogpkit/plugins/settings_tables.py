"""Settings of plugins in a workspace's `ogpkit.toml`."""

from __future__ import annotations

from typing import Generic, TypeVar

import attrs

E = TypeVar("E")


@attrs.frozen(kw_only=True)
class SettingsTable(Generic[E]):
    """Settings of a plugin, which stand in `ogpkit.toml` under `[plugins.NAME]`.

    Attributes:
        entity: The documented attrs class that describes the table; every field has a default.
        title: What a person calls the settings, in English; the plugin's name when left out.
    """

    entity: type[E]
    title: str = ""
