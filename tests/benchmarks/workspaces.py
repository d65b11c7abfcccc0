"""Makes workspaces of any size to be measured: every country folder is different and correct."""

from __future__ import annotations

from pathlib import Path

COUNTRY = """\
# A generated country; the code is a local member's, because there are not that many countries.
name.en = "Member {number}"
name.es = "Miembro {number}"
languages = ["es"]
level = "local"
joined = 2011-09-20

[contact]
institution = "Office of the Mayor of member {number}"
name = "Coordinator"
email = "ogp{number}@example.org"
"""

EVIDENCE = """\
edition = "roadmap-2011"

[fiscal_transparency]
executive_budget_proposal = {budget}
audit_report = true
source = "Open Budget Index 2010"

[access_to_information]
status = "{status}"                 # "law", "constitution", "draft", "none"
source = "Right2Info.org survey 2010"

[asset_disclosure]
politicians = "public"
senior_officials = "non-public"
source = "Disclosure by Politicians, 2009"

[citizen_engagement]
civil_liberties = {liberties}
source = "EIU Democracy Index 2010"
"""


def countries(folder: Path, count: int) -> None:
    """Write a workspace of local members, each with one year of eligibility evidence.

    Args:
        folder: Where; it is made.
        count: How many country folders.
    """
    folder.mkdir(parents=True)
    (folder / "ogpkit.toml").write_text('[workspace]\nname = "Generated"\nlanguages = ["en", "es"]\n', "utf-8")
    for number in range(count):
        home = folder / "countries" / f"XX-member-{number:05}"
        (home / "eligibility").mkdir(parents=True)
        (home / "country.toml").write_text(COUNTRY.format(number=number), "utf-8")
        evidence = EVIDENCE.format(
            budget=str(number % 3 > 0).lower(),
            status=("law", "constitution", "draft", "none")[number % 4],
            liberties=round(number % 101 / 10, 1),
        )
        (home / "eligibility" / "2011.toml").write_text(evidence, "utf-8")


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
