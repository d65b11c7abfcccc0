"""Where the example workspaces lie that come with ogpkit."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ogpkit.errors import OgpkitError
from ogpkit.language import _

_PLACES: Final = (Path(__file__).parent / "examples", Path(__file__).parents[1] / "examples")
"""Inside an installed package, and beside the package in a checkout."""


class NoExample(OgpkitError):
    """There is no example workspace of this name."""

    def __init__(self, name: str, there: tuple[str, ...]) -> None:
        """Say which there are.

        Args:
            name: The name that was asked for.
            there: The names of those that there are.
        """
        super().__init__(
            _("There is no example “{name}”; there are: {names}.").format(name=name, names=", ".join(there) or "–")
        )


def examples() -> tuple[str, ...]:
    """The names of the example workspaces, in order."""
    found = (file.parent.name for place in _PLACES for file in place.glob("*/ogpkit.toml"))
    return tuple(sorted(set(found)))


def example(name: str) -> Path:
    """The folder of an example workspace; it is to be copied, not written to.

    Args:
        name: For example `cohort-2011`.

    Raises:
        NoExample: There is none of this name.
    """
    there = examples()
    if name not in there:
        raise NoExample(name, there)
    return next(place / name for place in _PLACES if (place / name / "ogpkit.toml").is_file())
