"""What Utopia asks of its commitments."""

from __future__ import annotations

PATH = "countries/GE/cycles/2012-2013/commitments/portal.toml"


def test_what_is_budgeted_for_is_right(workspace):
    assert "UTO001" not in workspace.codes()


def test_what_costs_something_names_a_line_of_the_budget(workspace):
    workspace.file(PATH, 'title = "A portal"\n\n[utopia]\ncost = 5\n')
    [finding] = [one for one in workspace.findings() if one.code == "UTO001"]
    assert finding.message == "This commitment costs 5, but has no budget line."
    assert (finding.path, finding.span.line) == (PATH, 3)


def test_a_cost_is_a_number_that_is_not_negative(workspace):
    workspace.file(PATH, 'title = "A portal"\n\n[utopia]\ncost = -5\n')
    assert "OGP007" in workspace.codes()
