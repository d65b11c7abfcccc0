"""ogpkit: run a country's part of the Open Government Partnership from a folder of plain files."""

import sys

__version__ = "0.1.0"


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
