"""Plans in two languages, for the benchmark of the portal: local members, each with a plan of twenty commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workspaces import countries

if TYPE_CHECKING:
    from pathlib import Path

CYCLE = """\
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31
challenges = ["public-resources"]

[[efforts]]
challenge = "public-resources"
summary.en = "Budgets are published since {year}."
summary.es = "Los presupuestos se publican desde {year}."

[plan]
url.en = "https://example.org/{number}/plan-en.pdf"
url.es = "https://example.org/{number}/plan-es.pdf"

[declaration]
endorsed = 2012-04-17
signatory = "Mayor"

[[history]]
stage = "consultation"
on = 2011-12-01

[[history]]
stage = "deposited"
on = 2012-04-10

[[history]]
stage = "implementation"
on = 2012-04-20
"""

COMMITMENT = """\
title.en = "Publish payments of district {number}"
title.es = "Publicar los pagos del distrito {number}"
number = "{place}"
challenge = "public-resources"
principles = ["transparency", "participation"]
lead = "Office {number}"
partners = ["Residents of district {number}", "Publish What You Pay"]
start = 2012-04-01
end = 2013-03-31
baseline.en = "Payments of district {number} are on paper, in {place} folders."
baseline.es = "Los pagos del distrito {number} están en papel, en {place} carpetas."
ambition.en = "Residents see what is paid and spent there."
ambition.es = "Los residentes ven lo que se paga y se gasta allí."
description.en = "Payments by project and quarter are published as open data, and read out in the district's hall."
description.es = "Los pagos por proyecto y trimestre se publican como datos abiertos y se leen en el distrito."

[[milestones]]
id = "first"
title.en = "The first quarter is online"
title.es = "El primer trimestre está en línea"
due = 2012-09-30
benchmark.en = "1 of 4 quarters"
status = "complete"
completed = 2012-09-15
evidence = ["https://example.org/{number}/first"]

[[milestones]]
id = "all"
title.en = "The whole year is online"
title.es = "El año entero está en línea"
due = 2013-03-31
benchmark.en = "4 of 4 quarters"
status = "limited"
"""


def plans(folder: Path, count: int, in_each: int = 20) -> None:
    """Write a workspace of local members, each with one plan.

    Args:
        folder: Where; it is made.
        count: How many commitments there are in all.
        in_each: How many commitments a plan has.
    """
    countries(folder, count // in_each)
    for number in range(count):
        home = folder / "countries" / f"XX-member-{number // in_each:05}" / "cycles" / "2012-2013"
        (home / "commitments").mkdir(parents=True, exist_ok=True)
        if number % in_each == 0:
            (home / "cycle.toml").write_text(CYCLE.format(number=number, year=1990 + number % 20), "utf-8")
        text = COMMITMENT.format(number=number, place=number % in_each + 1)
        (home / "commitments" / f"district-{number}.toml").write_text(text, "utf-8")
