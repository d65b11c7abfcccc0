"""Files that lie where no kind claims them, and files whose path names no real country."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ogpkit.codec.nearest import nearest_country
from ogpkit.language import _
from ogpkit.model.identifiers import is_country
from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.kinds import Kind, Kinds


@attrs.frozen
class Misplaced:
    """What is wrong with a path.

    Attributes:
        code: OGP008, OGP011 or OGP012.
        message: In words.
        remedy: What to do.
    """

    code: str
    message: str
    remedy: str


def misplaced(path: str, kinds: Kinds) -> Misplaced | None:
    """What is wrong with a path, or None when a kind claims it and its country exists.

    Args:
        path: Relative to the workspace, with `/`.
        kinds: The installed kinds.
    """
    claimed = kinds.claiming(path)
    if claimed is not None:
        country = claimed[1].get("country", "")
        return _no_country(country) if country and not is_country(country) else None
    near = next(_near(path, kinds), None)
    if near is not None:
        return Misplaced(
            "OGP011",
            _("This file is not where a {kind} belongs.").format(kind=_(near.title)),
            _("Move it to {pattern}.").format(pattern=near.pattern.text),
        )
    return Misplaced(
        "OGP012",
        _("No installed plugin knows this file."),
        _("Correct its name or place, install the plugin that it is for, or name it under exclude in ogpkit.toml."),
    )


def _no_country(country: str) -> Misplaced:
    nearest = nearest_country(country)
    remedy = (
        _("Rename the folder to {code}.").format(code=nearest)
        if nearest
        else _("Name the folder by the country's two-letter code of ISO 3166-1, for example KE.")
    )
    return Misplaced("OGP008", _("“{country}” is no country.").format(country=on_one_line(country)), remedy)


def _near(path: str, kinds: Kinds) -> Iterator[Kind[Any]]:
    """Kinds whose files have this very name, or lie in a folder of this very name, one folder too high or too low."""
    parts = path.split("/")
    for kind in kinds:
        shape = kind.pattern.text.split("/")
        fixed = [part for part in shape if "{" not in part]
        same_name = "{" not in shape[-1] and shape[-1] == parts[-1]
        same_folder = len(shape) > 1 and len(parts) > 1 and "{" not in shape[-2] and shape[-2] == parts[-2]
        shared = sum(1 for part in fixed if part in parts)
        if len(shape) > 1 and (same_name or same_folder) and shared >= max(1, len(fixed) - 1):
            yield kind
