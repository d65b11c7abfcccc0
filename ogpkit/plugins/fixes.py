"""A change to a file that mends a problem, and the other places that a problem is about; rules give both."""

from __future__ import annotations

import attrs

from ogpkit.model.keypath import KeyPath


@attrs.frozen(kw_only=True)
class Fix:
    """Change to the file that mends a problem.

    Attributes:
        title: What it does, in English or already translated.
        at: The key path of the value to change.
        value: The new value; None takes the key away.
        rename: The new name of the key, whose value then stays as it is; `value` does not count.
        together: Further changes of the same file, made with this one or not at all.
        safe: Whether it can be made without asking anybody: the file means the same afterwards, or what was plainly meant.
    """

    title: str
    at: KeyPath
    value: object = None
    rename: str = ""
    together: tuple[Fix, ...] = ()
    safe: bool = True


def swap_fix(title: str, one: tuple[KeyPath, object], other: tuple[KeyPath, object]) -> Fix:
    """Return the exchange of two values, which somebody has to look at: one of them may be wrong instead.

    Args:
        title: What it does, translated.
        one: Where a value stands, and the value.
        other: The same of the other one.
    """
    (here, value), (there, another) = one, other
    return Fix(title=title, at=here, value=another, together=(Fix(title=title, at=there, value=value),), safe=False)


@attrs.frozen(kw_only=True)
class RelatedPlace:
    """Another place that a problem is about.

    Attributes:
        path: The other file.
        at: The key path in it.
        note: Why it matters.
    """

    path: str
    at: KeyPath = ()
    note: str = ""
