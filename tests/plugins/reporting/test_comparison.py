"""Both views side by side: the worked example, and several countries and cycles at once."""

from __future__ import annotations

from datetime import date

import attrs
import pytest

from ogpkit.api import Place
from ogpkit.api.content import Translated, read_workspace
from ogpkit.api.text import Bars, Matrix
from ogpkit_reporting.comparison import compare_reports, measure_agreements
from ogpkit_reporting.edition import Level
from ogpkit_reporting.panel import show_agreement
from ogpkit_reporting.reports import find_reports, list_reports

CYCLE = 'edition = "roadmap-2011"\nstart = {start}-04-01\nend = {end}-03-31\n'


def test_the_worked_example_by_hand(workspace):
    """Substantial against limited is one step too high for the expert; timeliness the expert does not speak of."""
    rows = compare_reports([find_reports(workspace, "XX", "2012-2013")])
    assert [(row.name, row.government, row.expert, row.steps, row.agrees) for row in rows] == [
        ("commitment-completion", "substantial", "limited", 1, False),
        ("commitment-on-time", "yes", "", None, None),
    ]
    completion, on_time = measure_agreements(rows)
    assert (completion.compared, completion.found.pairs, completion.found.share) == (1, 1, 0.0)
    assert completion.found.kappa == pytest.approx(0)  # by chance they would differ by the same step
    assert (on_time.compared, on_time.found.share, on_time.found.kappa) == (0, None, None)


@pytest.fixture
def several(tmp_path, plugins):
    """Two countries and three cycles of two commitments each; what both say of each, in one line."""
    (tmp_path / "ogpkit.toml").write_text('[workspace]\nname = "P"\nlanguages = ["en"]\n', "utf-8")
    said = {
        ("GE", 2012, "courts"): ("complete", "complete"),
        ("GE", 2012, "mines"): ("complete", "not-started"),
        ("GE", 2013, "courts"): ("limited", "limited"),
        ("GE", 2013, "mines"): ("substantial", "limited"),
        ("KE", 2012, "courts"): ("withdrawn", "limited"),
        ("KE", 2012, "mines"): ("substantial", None),
    }
    for (country, year, name), (own, expert) in said.items():
        home = tmp_path / f"countries/{country}/cycles/{year}-{year + 1}"
        (home / "reports").mkdir(parents=True, exist_ok=True)
        (home / "commitments").mkdir(exist_ok=True)
        (tmp_path / f"countries/{country}/country.toml").write_text(f'name = "{country}"\n', "utf-8")
        (home / "cycle.toml").write_text(CYCLE.format(start=year, end=year + 1), "utf-8")
        (home / f"commitments/{name}.toml").write_text(f'title = "{name.title()}"\n', "utf-8")
        with (home / "reports/self-assessment.toml").open("a") as file:
            file.write(f'[[assessments]]\ncommitment = "{name}"\ncompletion = "{own}"\n')
        with (home / "reports/independent.toml").open("a") as file:
            if expert:
                file.write(
                    f'[[answers]]\nquestion = "commitment-completion"\ncommitment = "{name}"\nanswer = "{expert}"\n'
                )
    return read_workspace(tmp_path, plugins.kinds, plugins.editions, date(2014, 7, 1)).workspace


def test_the_widest_differences_come_first_and_no_commitment_is_missing(several):
    rows = [row for row in compare_reports(list_reports(several)) if row.name == "commitment-completion"]
    assert [(row.country, row.cycle, row.commitment.id, row.steps, row.agrees) for row in rows] == [
        ("GE", "2012-2013", "mines", 3, False),
        ("GE", "2013-2014", "mines", 1, False),
        ("KE", "2012-2013", "courts", None, False),  # withdrawn has no place in the order
        ("GE", "2012-2013", "courts", 0, True),
        ("GE", "2013-2014", "courts", 0, True),
        ("KE", "2012-2013", "mines", None, None),  # the expert says nothing
    ]


def test_agreement_over_all_counts_what_both_place_on_the_scale(several):
    """Four pairs, two the same. Observed steps 3 + 1 of 3 in 4: 4/12.

    By chance: government complete 2, limited 1, substantial 1; expert complete 1, not started 1, limited 2.
    Steps: complete 2·(0 + 3 + 2·2) = 14, limited 1·(2 + 1 + 0) = 3, substantial 1·(1 + 2 + 1·2) = 5: 22 in 16 of three: 22/48.
    Kappa is 1 - (4/12)/(22/48) = 1 - 16/22 = 6/22.
    """
    found = measure_agreements(compare_reports(list_reports(several)))[0]
    assert (found.name, found.compared, found.found.pairs, found.found.same) == ("commitment-completion", 5, 4, 2)
    assert found.found.kappa == pytest.approx(6 / 22)


def test_one_country_alone(several):
    rows = compare_reports(list_reports(several, (Place(country="KE"),)))
    assert {row.country for row in rows} == {"KE"}


def test_scales_that_differ_between_editions_are_not_mixed(several):
    """Were a later edition to put another answer into the order, its rows would have an agreement of their own."""
    rows = [row for row in compare_reports(list_reports(several)) if row.name == "commitment-completion"]
    more = Level(id="exceeded", title=Translated.of({"en": "Exceeded"}))
    wider = attrs.evolve(rows[0].scale, levels=(*rows[0].scale.levels, more))
    mixed = [attrs.evolve(row, scale=wider) if row.country == "KE" else row for row in rows]
    assert [(one.name, one.compared) for one in measure_agreements(mixed)] == [
        ("commitment-completion", 4),
        ("commitment-completion", 1),
    ]


def test_a_cycle_on_which_nobody_says_anything_is_not_in_the_way(several):
    home = "countries/KE/cycles/2012-2013/reports"
    silent = several.with_documents(removed=[f"{home}/self-assessment.toml", f"{home}/independent.toml"])
    assert {row.country for row in compare_reports(list_reports(silent))} == {"GE"}


def test_every_record_is_accounted_for(several):
    """Six assessments and five answers went in; each is in exactly one row."""
    rows = compare_reports(list_reports(several))
    assert sum(1 for row in rows if row.government) == 6
    assert sum(1 for row in rows if row.expert) == 5


def test_agreement_is_drawn_as_a_matrix_and_both_views_side_by_side(several):
    (matrix,) = show_agreement(several, Place())
    assert isinstance(matrix, Matrix)
    assert matrix.is_agreement
    assert matrix.down == matrix.across == ("Not started", "Limited", "Substantial", "Complete")
    assert matrix.counts == ((0, 0, 0, 0), (0, 1, 0, 0), (0, 1, 0, 0), (1, 0, 0, 1))
    bars, of_cycle = show_agreement(several, Place(country="GE", cycle="2012-2013"))
    assert isinstance(bars, Bars)
    assert [(bar.label, bar.value, bar.planned) for bar in bars.bars] == [("Courts", 3, 3), ("Mines", 0, 3)]
    assert [(row[0].text, row[0].address) for row in bars.rows] == [
        ("Courts", "GE/2012-2013/commitments/courts"),
        ("Mines", "GE/2012-2013/commitments/mines"),
    ]
    assert tuple(row[1:] for row in bars.rows) == (
        ("Complete, government: Complete", "Complete", "✓ On track"),
        ("Not started, government: Complete", "Complete", "✗ Action needed"),
    )
    assert sum(map(sum, of_cycle.counts)) == 2
    (said,) = show_agreement(several, Place(country="KE", cycle="2013-2014"))
    assert said.startswith("There is nothing to compare yet.")
