"""What a new item of a list begins with: a name of its own where it needs one, and nothing invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.fields import fields_of
from ogpkit.model import Form

if TYPE_CHECKING:
    from collections.abc import Sequence


def started(entity: type, key: str, others: Sequence[object]) -> dict[str, object]:
    """The values of a new item.

    Args:
        entity: The class of the items.
        key: The key of the list.
        others: The items that are there.
    """
    needed = [field for field in fields_of(entity) if field.required and field.key == "id"]
    if not needed or needed[0].shape.meaning(Form) is not Form.IDENTIFIER:
        return {}
    taken = {item.get("id") for item in others if isinstance(item, dict)}
    names = (f"{key.replace('_', '-')}-{number}" for number in range(len(others) + 1, 2 * len(others) + 3))
    return {"id": next(name for name in names if name not in taken)}
