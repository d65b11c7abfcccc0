"""ogpkit: run a country's part of the Open Government Partnership from a folder of plain files."""

import os
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

__version__ = "0.1.0"
"""The version of ogpkit that is installed."""

PACKAGE_DIR: Final = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  pathlib would slow down `--version`
"""The folder of this package; catalogues, examples and scaffold lie in it or beside it."""


def find_lazily(
    module: str, sources: Mapping[str, tuple[str, str]], moved: tuple[str, ...] = ()
) -> Callable[[str], object]:
    """Return the `__getattr__` of a module that only passes names on: each is imported when somebody first asks for it.

    Args:
        module: The name of the module.
        sources: Where each name comes from: the module, and its name there.
        moved: The names that it had once, as for `serve_old_names`.
    """
    find_old = serve_old_names(module, *moved)

    def get_attribute(name: str) -> object:
        if name in moved:
            return find_old(name)
        if name not in sources:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415  `--version` needs none

        source, defined_as = sources[name]
        value = getattr(import_module(source), defined_as)
        setattr(sys.modules[module], name, value)  # so that the next use finds it without asking here
        return value

    return get_attribute


def serve_old_names(module: str, *names: str) -> Callable[[str], object]:
    """Return the `__getattr__` of a module from which plugins imported names that it does not have any more.

    In the module: `if not TYPE_CHECKING: __getattr__ = serve_old_names(__name__, "OldKind", ...)`.

    Args:
        module: The module.
        names: Those names; for anything else the list of old names is not even read.
    """

    def get_attribute(name: str) -> object:
        if name not in names:
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        found: object = _load_old_paths().get_old_name(module, name)
        return found

    return get_attribute


def serve_old_methods(owner: str, **names: str) -> Callable[[object, str], object]:
    """Return the `__getattr__` of a class of the API whose methods had other names.

    In the class: `if not TYPE_CHECKING: __getattr__ = serve_old_methods("ogpkit.api.Kinds", named="by_name")`.

    Args:
        owner: The class, as plugins know it.
        names: For each old name the new one.
    """

    def get_attribute(instance: object, name: str) -> object:
        if name not in names:
            raise AttributeError(f"{type(instance).__name__!r} object has no attribute {name!r}")
        old_paths = _load_old_paths()
        old_paths.warn_deprecated(f"{owner}.{name}", instead=f"{owner}.{names[name]}", until=old_paths.UNTIL)
        return getattr(instance, names[name])

    return get_attribute


def _load_old_paths() -> Any:
    """Import the list of old names, by its name because it stands above everything, and only when somebody asks for one."""
    from importlib import import_module  # noqa: PLC0415  `--version` does without

    return import_module("ogpkit.api.old_paths")


class _OldModules:
    """Finds the modules from which plugins imported before there was `ogpkit.api`, after nothing else has found them."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> object:
        """Return how an old module is made; the list of them is read only when an import would fail without it."""
        if not name.startswith("ogpkit."):
            return None
        found: object = _load_old_paths().find_old_module(name)
        return found


sys.meta_path.append(_OldModules)  # type: ignore[arg-type]  # a finder may be anything with `find_spec`
