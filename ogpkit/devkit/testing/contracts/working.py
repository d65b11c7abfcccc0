"""What a plugin gives works on a workspace of examples, and on one that holds nothing."""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING

from ogpkit.devkit.testing.contracts.subject import Complaint, Subject
from ogpkit.errors import OgpkitError
from ogpkit.exchange.portal.collecting import collect_pages
from ogpkit.plugins.contributions import Import, ReportInput, Task
from ogpkit.plugins.places import Place, Scope, Status
from ogpkit.plugins.queries import call_for_user, collect, collect_due_dates
from ogpkit.plugins.sheet_reading import SheetReading
from ogpkit.plugins.table_rows import build_sheet
from ogpkit.plugins.typecheck import verify_optional
from ogpkit.text.blocks import Grid, TextDocument
from ogpkit.text.i18n import current_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from ogpkit.plugins.contributions import Importer
    from ogpkit.plugins.stages import Stage
    from ogpkit.workspace.content import Workspace


def work(subject: Subject) -> Iterator[Complaint]:
    """Check that obligations, standings, accounts, pages, papers and exports come without a fault; stages lead to stages.

    Args:
        subject: The plugin.
    """
    before = len(subject.faults)
    found: list[Complaint] = []
    for workspace in (subject.open_examples, subject.open_empty):
        with workspace() as built:
            content = built.workspace
            _derive_everything(subject, content)
            found.extend(_check_pages(subject, content))
            _build_tables(subject, content)
            found.extend(_check_documents(subject, content))
            found.extend(_check_stages(subject, content))
    yield from dict.fromkeys(found)
    yield from subject.list_new_faults(before)


def list_places(workspace: Workspace, scope: Scope) -> Iterator[Place]:
    """Yield every place of a scope in a workspace.

    Args:
        scope: Countries, cycles, files, or the whole.
    """
    if scope is Scope.WORKSPACE:
        yield Place()
    elif scope is Scope.DOCUMENT:
        for one in workspace.documents.values():
            yield Place(country=one.country, cycle=one.cycle, path=one.path)
    for country in workspace.countries:
        if scope is Scope.COUNTRY:
            yield Place(country=country)
        elif scope is Scope.CYCLE:
            yield from (Place(country=country, cycle=cycle) for cycle in workspace.cycles(country))


def _derive_everything(subject: Subject, workspace: Workspace) -> None:
    """Ask every source for everything; what goes wrong is a fault."""
    collect_due_dates(workspace, subject.plugins)
    for doing, derive, wanted in _list_sources(subject, workspace):
        tuple(collect(subject.plugins, subject.name, doing, derive, wanted))


def _list_sources(
    subject: Subject, workspace: Workspace
) -> Iterator[tuple[str, Callable[[], Iterable[object]], type[object]]]:
    cycles = tuple(list_places(workspace, Scope.CYCLE))
    for source in subject.given["ogpkit_standings"]:
        for place in list_places(workspace, source.scope):
            yield f"standings {source.name}", partial(source.derive, workspace, place), Status
    for source in subject.given["ogpkit_tasks"]:
        yield f"tasks {source.name}", partial(source.derive, workspace), Task
    for source in subject.given["ogpkit_accounts"]:
        for place in cycles:
            yield f"accounts {source.name}", partial(source.tell, workspace, place, current_language()), ReportInput


def _check_pages(subject: Subject, workspace: Workspace) -> Iterator[Complaint]:
    """Check that the pages come in time, that no two have one address, and that the rows of their tables are whole."""
    if not subject.given["ogpkit_pages"]:
        return
    for address, owned in collect_pages(workspace, subject.plugins, current_language()).items():
        if owned.plugin == subject.name:
            yield from _check_grids(f"page {address}", owned.value.blocks)


def _check_grids(about: str, blocks: Iterable[object]) -> Iterator[Complaint]:
    for grid in blocks:
        if not isinstance(grid, Grid):
            continue
        name = f"The table “{grid.caption or ', '.join(map(str, grid.heads))}”"
        for number, row in enumerate(grid.rows, 1):
            if len(row) != len(grid.heads):
                yield Complaint(about, f"{name} has {len(grid.heads)} headings, and {len(row)} cells in row {number}.")
        if grid.ids and len(grid.ids) != len(grid.rows):
            yield Complaint(about, f"{name} has {len(grid.rows)} rows, and {len(grid.ids)} names for them.")


def _build_tables(subject: Subject, workspace: Workspace) -> None:
    """Build every table at every place; what goes wrong is a fault."""
    for view in subject.given["ogpkit_tables"]:
        for place in dict.fromkeys((Place(), *list_places(workspace, view.scope))):
            build = partial(build_sheet, view, workspace, place)
            subject.plugins.call(subject.name, f"table {view.name}", build, None)


def _check_documents(subject: Subject, workspace: Workspace) -> Iterator[Complaint]:
    for exporter in subject.given["ogpkit_exporters"]:
        for place in list_places(workspace, exporter.scope):
            doing, write = f"exporter {exporter.name}", partial(exporter.write, workspace, place)
            known = len(subject.faults)
            try:
                data = call_for_user(subject.plugins, subject.name, doing, write)
            except OgpkitError:  # it says why there is nothing to write
                continue
            if len(subject.faults) == known and not isinstance(data, bytes):
                yield Complaint(doing, f"It gave a {type(data).__name__} where bytes belong.")
    for paper in subject.given["ogpkit_papers"]:
        for place in list_places(workspace, paper.scope):
            doing, write = f"document {paper.name}", partial(paper.write, workspace, place, current_language())
            writing = subject.plugins.call(subject.name, doing, write, None)
            if writing is not None and not isinstance(writing, TextDocument):
                yield Complaint(doing, f"It gave a {type(writing).__name__} where a TextDocument or None belongs.")
            elif writing is not None:
                yield from _check_grids(doing, writing.blocks)


def _check_stages(subject: Subject, workspace: Workspace) -> Iterator[Complaint]:
    for graph in subject.given["ogpkit_stages"]:
        for document in workspace.all(graph.entity):
            about = f"stages {graph.name}"
            stages: Mapping[str, Stage] = subject.plugins.call(
                subject.name, about, partial(graph.stages, document, workspace), {}
            )
            for name, stage in stages.items():
                for unknown in sorted(set(stage.next) - set(stages)):
                    yield Complaint(about, f"After “{name}” may come “{unknown}”, which is no stage.")
            for unknown in sorted(set(graph.guards) - {"", *stages}):  # those without a name are before every stage
                if stages:
                    yield Complaint(about, f"“{unknown}” is guarded, but it is no stage.")


def check_importers(subject: Subject) -> Iterator[Complaint]:
    """Check that importers say what is wrong with a file that is none of theirs, in a message and in time, and do not fail.

    Args:
        subject: The plugin.
    """
    with subject.open_examples() as built:
        content = built.workspace
        for importer in subject.given["ogpkit_importers"]:
            for place in list_places(content, importer.scope):
                yield from _check_importer(subject, importer, content, place)


def _check_importer(subject: Subject, importer: Importer, content: Workspace, place: Place) -> Iterator[Complaint]:
    about = f"importer {importer.name}"
    if not importer.suffixes or not all(suffix.startswith(".") for suffix in importer.suffixes):
        yield Complaint(about, "Name the endings of its files, for example (“.csv”,).")
    for data in (b"", b"\x00\xff\xfe nonsense", b"a,b\n1,2\n"):
        before = len(subject.faults)
        subject.plugins.call(
            subject.name,
            f"{about}, a file that is none of its own",
            wraps(importer.read)(partial(_read_foreign, importer.read, data, content, place)),
            None,
            verify=lambda found: verify_optional(found, Import),
        )
        yield from subject.list_new_faults(before)
        if importer.read_columns is None:
            continue
        before = len(subject.faults)
        subject.plugins.call(
            subject.name,
            f"{about}, the columns of a file that is none of its own",
            wraps(importer.read_columns)(partial(_read_foreign, importer.read_columns, data, content, place, None)),
            None,
            verify=lambda found: verify_optional(found, SheetReading),
        )
        yield from subject.list_new_faults(before)


def _read_foreign(read: Callable[..., object], *given: object) -> object:
    """Return what an importer makes of a file; None where it says why it cannot read it."""
    try:
        return read(*given)
    except OgpkitError:
        return None
