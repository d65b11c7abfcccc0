"""Rules about what a file says of the columns of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, checked
from ogpkit.api.text import _, sanitize_line
from ogpkit_commitments.kinds import SheetMapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.api.content import Document, Workspace


def _check_fields(document: Document[SheetMapping], workspace: Workspace) -> Iterator[Problem]:
    from ogpkit_commitments.exchange import PLAN_SHEET  # noqa: PLC0415  only who has such a file needs it

    for at, name, near in PLAN_SHEET.columns.list_unknown_fields(document.entity, workspace):
        yield Problem(
            message=_("A {level} has no field “{field}”, so its column cannot be taken in.").format(
                level=at[0], field=sanitize_line(name)
            ),
            remedy=_("Write {near}.").format(near=f'"{near}"')
            if near
            else _("Write the key of a field; “ogpkit explain commitment” lists them."),
            at=at,
        )


SHEET_RULES: Final[tuple[Rule[Any], ...]] = (checked(SheetMapping, _check_fields, code="COM048"),)
"""The rules about sheets."""
