"""Telling authors of plugins in good time what will change: a warning that names the file and line of the plugin."""

from __future__ import annotations

import os
import sys
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Final

from ogpkit import PACKAGE_DIR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import FrameType

_OURS: Final = f"{PACKAGE_DIR}{os.sep}"


class OgpkitDeprecation(DeprecationWarning):
    """Something that plugins use and that a later version of ogpkit will not have any more.

    pytest shows it, and `ogpkit plugin check` finds it; people who only use a plugin never see it.
    """


def deprecated(what: str, *, instead: str = "", until: str) -> None:
    """Warn that something will go; the warning stands at the line of the plugin that uses it.

    Args:
        what: What will go, for example `ogpkit.schema.kinds.OldKind`.
        instead: What to use from now on; empty where nothing takes its place.
        until: The version that will not have it any more.
    """
    message = f"{what} will be gone in ogpkit {until}; {f'use {instead}' if instead else 'nothing takes its place'}."
    frame = _find_caller()
    registry = frame.f_globals.setdefault("__warningregistry__", {})  # once for each line, as `warnings.warn` does it
    warnings.warn_explicit(
        message,
        OgpkitDeprecation,
        frame.f_code.co_filename,
        frame.f_lineno,
        frame.f_globals.get("__name__", ""),
        registry,
    )


def _find_caller() -> FrameType:
    """Return the innermost frame that is neither of ogpkit nor of the import system."""
    frame = sys._getframe(1)  # noqa: SLF001  the one way to the line that asks
    while frame.f_code.co_filename.startswith((_OURS, "<frozen")) and frame.f_back is not None:
        frame = frame.f_back
    return frame


def renamed(module: str, names: Mapping[str, tuple[str, str]]) -> Callable[[str], object]:
    """Keep old names of a module for a while.

    In the module: `__getattr__ = renamed(__name__, {"OldKind": ("ogpkit.schema.kinds.Kind", "0.4")})`.

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
