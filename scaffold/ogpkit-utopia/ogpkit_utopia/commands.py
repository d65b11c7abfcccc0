"""`ogpkit utopia`: the table adds its command to it."""

from __future__ import annotations

import click


@click.group("utopia")
def group() -> None:
    """What Utopia's commitments cost."""  # noqa: D401  people read this as the help
