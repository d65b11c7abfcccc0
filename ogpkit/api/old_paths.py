"""Where everything that plugins imported before there was `ogpkit.api` is now; `old_paths.toml` is the list."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def read_old_paths() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return for each old module and each of its names the module and the name under which it is now.

    A name that is not in `ogpkit.api` has no successor: it still works, and no plugin is to use it any more.
    """
    listed = tomllib.loads((Path(__file__).with_suffix(".toml")).read_text("utf-8"))
    return {
        module: {old: (place.partition(":")[0], place.partition(":")[2]) for old, place in names.items()}
        for module, names in listed.items()
    }
