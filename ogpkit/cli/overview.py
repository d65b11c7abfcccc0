"""All countries at a glance, in plain lines: what the app's overview shows, for pipes and for people without a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from ogpkit.model import Country
from ogpkit.model.identifiers import english_country_name
from ogpkit.plugins.places import Place, Scope
from ogpkit.plugins.queries import collect_statuses
from ogpkit.text.i18n import _, join_list
from ogpkit.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ogpkit.plugins.manager import Plugins
    from ogpkit.workspace.content import Workspace


def overview_lines(workspace: Workspace, plugins: Plugins) -> Iterator[str]:
    """Yield a line with headings, then one a country, with what each mechanism says of it.

    Args:
        workspace: What the files say.
    """
    speakers = {owned.plugin: owned.value.title for owned in plugins.standings if owned.value.scope == Scope.COUNTRY}
    heading = [_("Code"), _("Country"), *(_(title) for title in speakers.values())]
    rows = [_list_cells(country, workspace, plugins, list(speakers)) for country in workspace.countries]
    yield from _align_rows([heading, *rows])


def _list_cells(country: str, workspace: Workspace, plugins: Plugins, speakers: Sequence[str]) -> list[str]:
    said = collect_statuses(workspace, Place(country=country), plugins)
    headlines = (
        join_list((owned.value.headline for owned in said if owned.plugin == speaker), "; ") or "–"
        for speaker in speakers
    )
    document = workspace.one(Country, country)
    name = document.entity.name.best(workspace.language, "en") if document else ""
    return [country, name or english_country_name(country), *headlines]


def _align_rows(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield rows as lines with straight columns; the texts come from files and plugins."""
    harmless = [[sanitize_line(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*harmless, strict=True)]
    for row in harmless:
        cells = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()
