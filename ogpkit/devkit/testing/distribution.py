"""A distribution with a plugin, written as an installer would leave it, without an installer."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

from ogpkit.plugins.providing import ENTRY_POINT_GROUP

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def write_distribution(
    site: Path,
    name: str,
    plugins: Mapping[str, str],
    *,
    version: str = "1.0",
    requires: Iterable[str] = (),
) -> None:
    """Write a distribution into a folder; put the folder on the import path and it is installed.

    Args:
        site: The folder.
        name: The distribution's name.
        plugins: The source of each plugin's module by the plugin's name; the module is called after the distribution and
            the plugin.
        version: The distribution's version.
        requires: What it requires, for example `ogpkit>=0.1`.
    """
    package = name.replace("-", "_")
    metadata = site / f"{package}-{version}.dist-info"
    metadata.mkdir(parents=True)
    lines = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    lines += [f"Requires-Dist: {requirement}" for requirement in requires]
    (metadata / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    modules = {plugin: f"{package}_{plugin}".replace("-", "_") for plugin in plugins}
    entries = [f"{plugin} = {module}" for plugin, module in modules.items()]
    (metadata / "entry_points.txt").write_text("\n".join([f"[{ENTRY_POINT_GROUP}]", *entries]) + "\n", encoding="utf-8")
    for plugin, source in plugins.items():
        (site / f"{modules[plugin]}.py").write_text(dedent(source), encoding="utf-8")
