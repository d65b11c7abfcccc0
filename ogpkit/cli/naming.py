"""Contributions as people name them on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

import click

from ogpkit.untrusted import on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ogpkit.owned import Owned


class _Named(Protocol):
    @property
    def name(self) -> str: ...


N = TypeVar("N", bound=_Named)


def contribution_named(said: str, among: Sequence[Owned[N]], unknown: str) -> Owned[N]:
    """The contribution that somebody named.

    Args:
        said: The name.
        among: Those there are.
        unknown: What is said where there is none, with `{name}` and `{known}` in it.

    Raises:
        click.UsageError: There is none of that name.
    """
    for owned in among:
        if owned.value.name == said:
            return owned
    known = ", ".join(on_one_line(owned.value.name) for owned in among) or "–"
    raise click.UsageError(unknown.format(name=on_one_line(said), known=known))
