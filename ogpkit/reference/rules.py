"""The reference of rules: what each asks for, why, where that is from, and what is wrong and right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ogpkit.check.fault_codes import FAULT_CODES
from ogpkit.reference.markdown import block, table, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ogpkit.contributions import Example
    from ogpkit.plugins import Plugins


def rules_page(plugins: Plugins) -> str:
    """Every code that a finding can have.

    Args:
        plugins: The installed plugins.
    """
    lines = ["# Rules", "", "What `ogpkit check` finds; `ogpkit explain CODE` says the same in your language.", ""]
    codes: list[tuple[str, Any]] = [("ogpkit", code) for code in FAULT_CODES]
    codes += [(owned.plugin, owned.value) for owned in plugins.rules]
    codes.sort(key=lambda one: one[1].code)
    rows = [
        (f"[`{code.code}`](#{code.code.lower()})", text(code.title), str(code.severity), text(plugin))
        for plugin, code in codes
    ]
    lines.extend(table(("Code", "What it asks for", "Severity", "Plugin"), rows))
    for plugin, code in codes:
        lines.extend(_chapter(plugin, code))
    return "\n".join(lines)


def _chapter(plugin: str, code: Any) -> Iterator[str]:
    yield from (f"({code.code.lower()})=", f"## {code.code}: {text(code.title)}", "")
    yield from (text(code.explanation), "")
    yield from (f"- Severity: {code.severity}", f"- Source: {text(code.section)}", f"- Plugin: {text(plugin)}", "")
    for name, example in (("Wrong", code.wrong), ("Right", code.right)):
        if example is not None:
            yield from _example(name, example)


def _example(name: str, example: Example) -> Iterator[str]:
    yield from (f"{name}:", "")
    for path, content in example.files.items():
        yield from block(f"# {path}\n{content}", "toml")
