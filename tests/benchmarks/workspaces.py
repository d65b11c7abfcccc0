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
# The plan of member {number}, as it was deposited.
edition = "roadmap-2011"
start = 2012-04-01
end = 2013-03-31
challenges = ["public-resources"]

[[efforts]]
challenge = "public-resources"
summary = "Revenues of member {number} have been audited and published since 2008."

[plan]
url = "https://example.org/members/{number}/plan.pdf"

[declaration]
endorsed = 2012-04-17

[[history]]
stage = "consultation"
on = 2011-12-01

[[history]]
stage = "deposited"
on = 2012-04-10

[[history]]
stage = "declared"
on = 2012-04-17
"""

COMMITMENT = """\
# Commitment {place} of member {number}; agreed with the ministries on 12 February 2012.
title = "Publish the revenues of district {place} of member {number}"
challenge = "public-resources"
principles = ["transparency", "participation", "accountability", "innovation"]
origin = "builds-on"
lead = "Treasury of member {number}"
start = 2012-04-01
end = 2013-03-31
baseline = \"\"\"
Revenues are published for the whole of member {number}, once a year, as a scanned document of {pages} pages. Nobody can
find out from it what district {place} has received, for what, and what became of it; journalists who asked have waited for
{pages} days on average, and most of them were given a copy of the same document once more.\"\"\"
ambition = \"\"\"
Whoever lives in district {place} sees within a month what has been received and spent there, street by street, and can say
what is missing. What is said is answered in public. The figures can be taken away and reckoned with, by everybody and free of
charge, so that schools, newspapers and companies build on them what nobody in the treasury could have thought of.\"\"\"

[reflects]
transparency = "Receipts and expenses of district {place} by street and month, as open data, within {pages} days."
open_data = true
participation = "Residents comment on each release, in writing and in two meetings a year that are held in the evening."
participation_kinds = ["input"]
accountability = "The treasury answers each comment within 30 days, and the council hears those that it has not answered."
accountability_kinds = ["act"]
innovation = "A map on which each expense stands where it was made, made with free software that other districts use too."
innovation_kinds = ["access"]
"""

MILESTONE = """
[[milestones]]
id = "release-{step}"
title = "Release {step} of the figures of district {place}"
start = 2012-{month:02}-01
due = 2012-{month:02}-28
benchmark = "{step} of 10 quarters of district {place} are published and can be downloaded by everybody"
indicators = [{{ id = "quarters", title = "Quarters published: {step} of 10" }}]
lead = "Unit {step} of the treasury"
"""


def plans(folder: Path, files: int) -> None:
    """Write a workspace of whole plans: of twenty files, seventeen are commitments of about 4 KiB.

    Args:
        folder: Where; it is made.
        files: How many files, a multiple of twenty.
    """
    countries(folder, files // 20)
    for number in range(files // 20):
        home = folder / "countries" / f"XX-member-{number:05}"
        (home / "country.toml").write_text(COUNTRY.format(number=number).replace('["es"]', "[]"), "utf-8")
        evidence = EVIDENCE.format(budget="true", status="law", liberties=7.1)
        (home / "eligibility" / "2011.toml").write_text(evidence, "utf-8")
        cycle = home / "cycles" / "2012-2013"
        (cycle / "commitments").mkdir(parents=True)
        (cycle / "cycle.toml").write_text(CYCLE.format(number=number), "utf-8")
        for place in range(17):
            facts = {"number": number, "place": place, "pages": 40 + (number * 17 + place) % 300}
            text = COMMITMENT.format(**facts)
            text += "".join(MILESTONE.format(step=step, month=step + 4, **facts) for step in range(1, 8))
            (cycle / "commitments" / f"district-{place:02}.toml").write_text(text, "utf-8")
