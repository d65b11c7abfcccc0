"""What Utopia adds to a commitment."""

from __future__ import annotations

from typing import Annotated, Final

import attrs

from ogpkit.api import Extension
from ogpkit.api.content import Bounds


@attrs.frozen(kw_only=True)
class Budget:
    """What a commitment costs and who pays: the table `[utopia]`.

    Attributes:
        cost: What it costs over the whole cycle, in the national currency.
        budget_line: The line of the national budget that pays for it.
    """

    cost: Annotated[int, Bounds(0)] | None = None
    budget_line: str = ""


BUDGET: Final = Extension(table="utopia", kind="commitment", entity=Budget, title="Budget")
