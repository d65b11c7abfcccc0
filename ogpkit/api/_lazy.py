"""Names that a module of the API passes on: each is imported from where it is defined when somebody first asks for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from ogpkit import find_lazily

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SOURCES: Final[dict[str, dict[str, tuple[str, str]]]] = {}
"""For each module of the API that is loaded: where each of its names comes from, as module and name there."""


def export_lazily(
    module: str, exports: Mapping[str, tuple[str, ...]], moved: tuple[str, ...] = ()
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """Return the `__getattr__` and the `__dir__` of a module that only passes names on.

    Args:
        module: The name of the module that passes them on.
        exports: For each module that defines some, their names, `name` or `name as new_name`.
        moved: The names that it passed on before another module of the API did.
    """
    sources: dict[str, tuple[str, str]] = {}
    for source, names in exports.items():
        for name in names:
            defined_as, _as, exported_as = name.partition(" as ")
            sources[exported_as or defined_as] = (source, defined_as)
    SOURCES[module] = sources

    def list_attributes() -> list[str]:
        return sorted({*vars(sys.modules[module]), *sources})

    return find_lazily(module, sources, moved), list_attributes
