"""No module of ogpkit imports itself by way of others; what only a type checker imports counts too."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import grimp


def test_there_is_no_circle_of_imports():
    graph = grimp.build_graph("ogpkit", exclude_type_checking_imports=False, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
    assert len(imports) > 200
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        raise AssertionError(circle) from None
