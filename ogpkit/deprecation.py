"""Telling authors of plugins in good time what will change: a warning that names the file and line of the plugin."""

from __future__ import annotations

import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_OURS: Final = str(Path(__file__).parent)


class OgpkitDeprecation(DeprecationWarning):
    """Something that plugins use and that a later version of ogpkit will not have any more.

    pytest shows it, and `ogpkit plugin check` finds it; people who only use a plugin never see it.
    """


def deprecated(what: str, *, instead: str, until: str) -> None:
    """Warn that something will go; the warning stands at the line of the plugin that uses it.

    Args:
        what: What will go, for example `ogpkit.kinds.OldKind`.
        instead: What to use from now on.
        until: The version that will not have it any more.
    """
    message = f"{what} will be gone in ogpkit {until}; use {instead}."
    level = 2
    while level < sys.getrecursionlimit():
        try:
            frame = sys._getframe(level - 1)  # noqa: SLF001  the one way to the line that asks
        except ValueError:
            break
        if not frame.f_code.co_filename.startswith((_OURS, "<frozen")):
            break
        level += 1
    warnings.warn(message, OgpkitDeprecation, stacklevel=level)


def renamed(module: str, names: Mapping[str, tuple[str, str]]) -> Callable[[str], object]:
    """Keep old names of a module for a while.

    In the module: `__getattr__ = renamed(__name__, {"OldKind": ("ogpkit.kinds.Kind", "0.4")})`.

    Args:
        module: The module's name.
        names: For each old name the new one, with its module where that is another, and the version without the old one.

    Returns:
        What Python asks for a name that the module does not have.
    """

    def found(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        new, until = names[name]
        where, _dot, last = new.rpartition(".")
        deprecated(f"{module}.{name}", instead=f"{where or module}.{last}", until=until)
        return getattr(import_module(where or module), last)

    return found
