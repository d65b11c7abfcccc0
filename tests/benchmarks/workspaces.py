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
