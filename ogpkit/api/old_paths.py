"""Where everything that plugins imported before there was `ogpkit.api` is now; `old_paths.toml` is the list.

A module of the list that is not there any more is made when somebody imports it, by the finder that `ogpkit/__init__.py` appends;
a module that is still there under its old name, but has lost some names of the list, asks `serve_old_names` for them. Either way
the old name works for a while and warns with what to write instead.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import import_module
from importlib.abc import Loader
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ogpkit.plugins.deprecation import deprecated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import ModuleType

UNTIL: Final = "0.3"
"""The version of ogpkit that will not have the old paths any more."""


@cache
def read_old_paths() -> Mapping[str, Mapping[str, tuple[str, str]]]:
    """Return for each old module and each of its names the module and the name under which it is now.

    A name that is not in `ogpkit.api` has no successor: it still works, and no plugin is to use it any more.
    """
    listed = tomllib.loads(Path(__file__).with_suffix(".toml").read_text("utf-8"))
    return {
        module: {old: (place.partition(":")[0], place.partition(":")[2]) for old, place in names.items()}
        for module, names in listed.items()
    }


def find_old_module(module: str) -> ModuleSpec | None:
    """Return how to make an old module, or a package in which some lay; None for what never was there."""
    paths = read_old_paths()
    is_package = any(name.startswith(f"{module}.") for name in paths)
    if module not in paths and not is_package:
        return None
    return ModuleSpec(module, _OldModuleLoader(), is_package=is_package)


def get_old_name(module: str, name: str) -> object:
    """Return what an old name of a module stands for, with a warning that says what to write instead.

    Raises:
        AttributeError: The module never had it.
    """
    place = read_old_paths().get(module, {}).get(name)
    if place is None:
        raise AttributeError(f"module {module!r} has no attribute {name!r}")
    home, new_name = place
    is_public = home.startswith("ogpkit.api.") or home == "ogpkit.api"
    deprecated(f"{module}.{name}", instead=f"{home}.{new_name}" if is_public else "", until=UNTIL)
    return getattr(import_module(home), new_name)


class _OldModuleLoader(Loader):
    """Makes a module that has nothing of its own and gives the old names when they are used."""

    def exec_module(self, module: ModuleType) -> None:
        """Give it its names, none of which is resolved yet."""
        name = module.__name__
        names = read_old_paths().get(name, {})
        vars(module).update(
            __doc__=f"What was in {name} and is in ogpkit.api now.",
            __all__=list(names),
            __dir__=lambda: sorted({*vars(module), *names}),
            __getattr__=lambda attribute: get_old_name(name, attribute),
        )
