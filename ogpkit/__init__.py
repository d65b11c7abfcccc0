"""ogpkit: run a country's part of the Open Government Partnership from a folder of plain files."""

import os
import sys
from collections.abc import Callable
from typing import Final

__version__ = "0.1.0"

PACKAGE_DIR: Final = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120  pathlib would slow down `--version`
"""The folder of this package; catalogues, examples and scaffold lie in it or beside it."""


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
        from ogpkit.api.old_paths import get_old_name  # noqa: PLC0415

        return get_old_name(module, name)

    return get_attribute


class _OldModules:
    """Finds the modules from which plugins imported before there was `ogpkit.api`, after nothing else has found them."""

    @staticmethod
    def find_spec(name: str, _path: object = None, _target: object = None) -> object:
        """Return how an old module is made; the list of them is read only when an import would fail without it."""
        if not name.startswith("ogpkit."):
            return None
        from ogpkit.api.old_paths import find_old_module  # noqa: PLC0415

        return find_old_module(name)


sys.meta_path.append(_OldModules)  # type: ignore[arg-type]  # a finder may be anything with `find_spec`
