"""How far two who judged the same things agree: the share, and a weighted kappa."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.api.content import Choice

if TYPE_CHECKING:
    from collections.abc import Sequence


class Weights(Choice):
    """How much a difference of several steps counts."""

    LINEAR = "linear", "Each step counts the same"
    QUADRATIC = "quadratic", "Far steps count more"


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
        """The share of things of which they said the same, in per cent; None without pairs."""
        return 100 * self.same / self.pairs if self.pairs else None


def agreement(pairs: Sequence[tuple[str, str]], order: Sequence[str], weights: Weights = Weights.LINEAR) -> Agreement:
    """How far two agree on an ordered scale (Cohen 1968).

    Args:
        pairs: What each of the two said of the same thing; both on the scale.
        order: The scale, lowest first.
        weights: How much a difference of several steps counts.
    """
    return Agreement(
        pairs=len(pairs), same=sum(1 for one, other in pairs if one == other), kappa=_kappa(pairs, order, weights)
    )


def _kappa(pairs: Sequence[tuple[str, str]], order: Sequence[str], weights: Weights) -> float | None:
    from nltk.metrics.agreement import AnnotationTask  # noqa: PLC0415  only a comparison pays for it

    place = {level: position for position, level in enumerate(order)}
    widest = max(len(order) - 1, 1)

    def distance(one: str, other: str) -> float:
        """From 0 to 1, which is what makes the two disagreements that kappa divides comparable."""
        apart = abs(place[one] - place[other]) / widest
        return apart * apart if weights is Weights.QUADRATIC else apart

    data = [
        (coder, str(number), said)
        for number, pair in enumerate(pairs)
        for coder, said in zip(("government", "expert"), pair, strict=True)
    ]
    if len({said for _coder, _item, said in data}) < 2:  # noqa: PLR2004  chance alone makes them agree
        return None
    return float(AnnotationTask(data, distance=distance).weighted_kappa_pairwise("government", "expert"))
