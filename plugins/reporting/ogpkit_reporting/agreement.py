"""How far two who judged the same things agree: the share, and a weighted kappa."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence


class Weights(Choice):
    """How much a difference of several steps counts."""

    LINEAR = "linear", "Each step counts the same"
    QUADRATIC = "quadratic", "Large differences count more"


@attrs.frozen(kw_only=True)
class Agreement:
    """How far two agree.

    Attributes:
        pairs: How many things both judged.
        same: Of how many they said the same.
        kappa: The weighted kappa, from -1 to 1; None where it is not defined: without pairs, or where chance alone would make
            them agree on everything.
    """

    pairs: int
    same: int
    kappa: float | None

    @property
    def share(self) -> float | None:
        """Return the share of things of which they said the same, in per cent; None without pairs."""
        return 100 * self.same / self.pairs if self.pairs else None

    def round_kappa(self, digits: int) -> float | None:
        """Return the weighted kappa to so many digits; a little less than nothing is nothing, and not minus nothing.

        Args:
            digits: How many follow the point.
        """
        return None if self.kappa is None else round(self.kappa, digits) + 0.0


def measure_agreement(
    pairs: Sequence[tuple[str, str]], order: Sequence[str], weights: Weights = Weights.LINEAR
) -> Agreement:
    """Return how far two agree on an ordered scale (Cohen 1968).

    Args:
        pairs: What each of the two said of the same thing; both on the scale.
        order: The scale, lowest first.
        weights: How much a difference of several steps counts.
    """
    return Agreement(
        pairs=len(pairs),
        same=sum(1 for one, other in pairs if one == other),
        kappa=_compute_kappa(pairs, order, weights),
    )


def _compute_kappa(pairs: Sequence[tuple[str, str]], order: Sequence[str], weights: Weights) -> float | None:
    """Return how far the disagreement stays below the one of chance: 1 where there is none, 0 where they are the same.

    Steps are whole numbers, and what makes them shares of the scale and of the pairs is left out where it would be divided away
    again, so that nothing is rounded before the end.
    """
    place = {level: position for position, level in enumerate(order)}
    power = 2 if weights is Weights.QUADRATIC else 1

    def count_steps(one: str, other: str) -> int:
        return int(abs(place[one] - place[other]) ** power)

    said_by_one, said_by_other = Counter(one for one, _other in pairs), Counter(other for _one, other in pairs)
    by_chance = sum(
        times * others * count_steps(one, other)
        for one, times in said_by_one.items()
        for other, others in said_by_other.items()
    )
    observed = len(pairs) * sum(count_steps(one, other) for one, other in pairs)
    # where both always say one and the same, chance explains everything and kappa says nothing
    return (by_chance - observed) / by_chance if by_chance else None
