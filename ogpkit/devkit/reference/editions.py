"""The reference of rule editions and stage graphs: the data that plugins bring, with its sources."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import attrs
import tomli_w

from ogpkit.devkit.reference.markdown import block, escape_text, render_table
from ogpkit.devkit.testing.workspaces import example_workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ogpkit.plugins.manager import Plugins
    from ogpkit.plugins.owned import OwnedContribution
    from ogpkit.plugins.stages import Stage, StageGraph
    from ogpkit.schema.editions import EditionPart
    from ogpkit.workspace.content import Document, Workspace

_STAGES: Final = ("stages",)


def render_editions(plugins: Plugins) -> str:
    """Return every edition, with what it is and what it says itself."""
    lines = ["# Editions of the rules", ""]
    lines += [
        'The numbers, words and tables of the rules. A cycle names them with `edition = "…"`. An edition also has all values of',
        "the edition that it extends, unless it gives its own. [All rule sets](../rule-set-table.md) says when each applies.",
        "",
    ]
    parts = {owned.value.entity: owned for owned in plugins.call_all()["ogpkit_editions"]}
    for name in plugins.editions.names:
        facts = plugins.editions.facts(name)
        lines += [f"## {name}", "", escape_text(facts.title.best("en")), ""]
        for label, said in (
            ("Extends", facts.extends and f"`{facts.extends}`"),
            ("Since", facts.since),
            ("Sources", "; ".join(escape_text(source) for source in facts.sources)),
            ("Not confirmed", "; ".join(escape_text(one) for one in facts.unconfirmed)),
        ):
            lines += [f"- {label}: {said}"] if said else []
        lines.append("")
        for entity, own in plugins.editions.list_own_parts(name):
            lines.extend(_render_part(parts[entity], own))
    return "\n".join(lines)


def _render_part(owned: OwnedContribution[EditionPart[Any]], own: Mapping[str, object]) -> Iterator[str]:
    content = {key: value for key, value in own.items() if key not in _STAGES}
    if content:
        yield from (f"Of the plugin {escape_text(owned.plugin)}:", "")
        yield from block(
            tomli_w.dumps({owned.value.name: content}), "text"
        )  # colours would make the page four times as long


def render_stages(plugins: Plugins) -> str:
    """Return every stage graph, in every edition that has one."""
    lines = ["# Stages", "", "Which step may follow which, by whom, and how long it may last.", ""]
    with TemporaryDirectory() as folder:
        workspace = example_workspace(Path(folder), plugins).workspace
    for owned in plugins.stages:
        graph = owned.value
        lines += [
            f"## {escape_text(graph.title)}",
            "",
            f"Of the plugin {escape_text(owned.plugin)}; {escape_text(graph.section)}.",
            "",
        ]
        alike: dict[tuple[str, ...], list[str]] = {}
        for edition, document in _list_documents(graph, workspace, plugins):
            drawn = tuple(_render_graph(graph.stages(document, workspace), graph))
            alike.setdefault(drawn, []).append(edition)
        for drawn, editions in alike.items():
            lines += [f"### {', '.join(editions)}", "", *drawn] if drawn else []
    return "\n".join(lines)


def _list_documents(
    graph: StageGraph[Any], workspace: Workspace, plugins: Plugins
) -> Iterator[tuple[str, Document[Any]]]:
    """Yield a document of the graph's kind in each edition; the example stands for all."""
    for document in workspace.all(graph.entity)[:1]:
        editions = plugins.editions.names if hasattr(document.entity, "edition") else ()
        for name in editions:
            yield name, attrs.evolve(document, entity=attrs.evolve(document.entity, edition=name))
        if not editions:
            yield graph.name, document


def _render_graph(stages: Any, graph: StageGraph[Any]) -> Iterator[str]:
    if stages:
        heads = ("Stage", "What it is", "What may follow", "Who enters it", "Days", "Source", "Guarded")
        yield from render_table(heads, (_make_row(name, stage, name in graph.guards) for name, stage in stages.items()))


def _make_row(name: str, stage: Stage, guarded: bool) -> tuple[str, ...]:  # noqa: FBT001  a cell of the row
    return (
        f"`{name}`" + (" (first)" if stage.first else ""),
        escape_text(stage.title.best("en")),
        ", ".join(f"`{one}`" for one in stage.next) or "–",
        escape_text(", ".join(stage.by)) or "anybody",
        str(stage.days or "–"),
        escape_text(stage.section) or "–",
        "yes" if guarded else "–",
    )
