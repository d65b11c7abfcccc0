"""Pages of the example on the portal: they are full, and what they say can be followed to where it comes from."""

from __future__ import annotations

import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import attrs
import pytest

from ogpkit.cli import main

COHORT = Path(__file__).parents[2] / "examples/cohort-2011"
COUNTRIES = ("KE", "AL", "CA", "GH")
FICTIONAL = ("XX", "XY")
NUMBER = re.compile(r"\d")
DAY = re.compile(r"\w+ \d{1,2}, \d{4}")

# Where a number has no link beside it: the kind of page, and what on that page leads to what its numbers come from.
ON_THE_PAGE = {
    "country": "<dt>Source</dt>",
    "eligibility": "Source</th>",
    "cycle": "Edition of the rules</dt>",  # its name has a year in it
    "progress": 'plan.html#commitments"',
    "commitment": 'href="../plan.html"',
    "consultation": 'id="findings"|id="events"',
    "reports": "#comparison",
    "report-clusters": "table-report-clusters.csv",
    "steering-committee": ">Sources<|Source",
}


def name_kind(page):
    """What kind of page stands under an address."""
    parts = page.removesuffix(".html").split("/")
    if len(parts[0]) != 2:
        return page.removesuffix(".html")
    if len(parts) == 1:
        return "country"
    if len(parts) == 2:
        return parts[1] if parts[1].isalpha() else "cycle"
    return "commitment" if parts[2] == "commitments" else parts[2]


@attrs.define
class Row:
    """A row of a table on a page: the words of its cells, and whether it leads somewhere."""

    table: str
    heads: list[str]
    cells: list[str] = attrs.field(factory=list)
    links: int = 0

    @property
    def has_source(self):
        return "Source" in self.heads and bool(self.cells[self.heads.index("Source")])


class Tables(HTMLParser):
    """Reads the tables and lists of facts of a page; days stand in elements of their own and are left out."""

    def __init__(self):
        super().__init__()
        self.rows, self.heads, self.caption, self.within = [], [], "", ""

    def handle_starttag(self, tag, attrs):
        if tag == "dl":
            self.heads, self.caption = ["What", "Says"], "facts"
        if tag == "dt":
            self.rows.append(Row(self.caption, self.heads))
        if tag in ("dt", "dd"):
            self.rows[-1].cells.append("")
        if tag == "table":
            self.heads, self.caption = [], ""
        if tag == "tr" and self.heads:
            self.rows.append(Row(self.caption, self.heads))
        if tag in ("th", "td") and self.rows and self.heads and dict(attrs).get("scope") != "col":
            self.rows[-1].cells.append("")
        if tag == "th" and dict(attrs).get("scope") == "col":
            self.heads.append("")
        if tag == "a" and self.rows:
            self.rows[-1].links += 1
        self.within = tag if tag not in ("a", "span") else self.within

    def handle_endtag(self, tag):
        self.within = "" if tag in ("caption", "time") else self.within

    def handle_data(self, data):
        if self.within == "caption":
            self.caption += data
        elif self.within == "th" and self.heads and (not self.rows or self.rows[-1].heads is not self.heads):
            self.heads[-1] += data.strip()
        elif self.within in ("th", "td", "dt", "dd") and self.rows and self.rows[-1].cells:
            self.rows[-1].cells[-1] += data.strip()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The portal of four countries of the example, of its two fictional ones, and of the partnership."""
    made = tmp_path_factory.mktemp("cohort")
    others = set(COHORT.joinpath("countries").iterdir()) - {
        COHORT / "countries" / country for country in COUNTRIES + FICTIONAL
    }
    shutil.copytree(COHORT, made / "workspace", ignore=lambda _folder, names: names and [one.name for one in others])
    command = ["portal", "build", str(made / "site"), "--workspace", str(made / "workspace"), "--today", "2026-11-29"]
    assert main(command) == 0
    return made / "site/en"


@pytest.fixture
def read(site):
    def read(page):
        tables = Tables()
        tables.feed((site / page).read_text("utf-8"))
        return tables.rows

    return read


def test_every_number_on_every_page_leads_to_what_it_counts(site, read):
    pages = sorted(page.relative_to(site).as_posix() for page in site.rglob("*.html"))
    kinds = {name_kind(page) for page in pages}
    assert {"index", "networking", "steering-committee", "plan", *ON_THE_PAGE} <= kinds
    astray = []
    for page in pages:
        text, leads = (site / page).read_text("utf-8"), ON_THE_PAGE.get(name_kind(page), "(?!)")
        for row in read(page):
            says = [DAY.sub("", cell) for cell in row.cells]
            if any(map(NUMBER.search, says)) and not (row.links or re.search(leads, text)):
                astray.append((page, row.table, row.cells))
    assert astray == []


def test_counts_of_the_whole_partnership_lead_to_their_lists(site, read):
    counts = {row.cells[0]: row for row in read("index.html") if row.table == "facts"}
    countries = [row for row in read("index.html") if row.table == "Countries and their status"]
    assert counts["Countries"].cells[1] == str(len(countries))
    cycles = [row.cells[row.heads.index("Cycles")] for row in countries]
    assert counts["Cycles"].cells[1] == str(sum(map(int, cycles)))
    assert 'href="KE.html#cycles"' in (site / "index.html").read_text("utf-8")
    mechanism = (site / "networking.html").read_text("utf-8")
    for name in re.findall(r'<dd><a href="#([a-z]+)">\d+</a>', mechanism):
        assert f'id="{name}"' in mechanism
    assert '<a href="#agreements">2</a>' in mechanism
    assert "1 signed agreement is online" in mechanism


def test_a_plan_without_milestones_has_no_page_of_noughts(site):
    assert not (site / "KE/2012-2013/progress.html").exists()
    assert "Milestones</th>" not in (site / "KE/2012-2013/plan.html").read_text("utf-8")
    assert "Milestones</th>" in (site / "CA/2022-2024/plan.html").read_text("utf-8")
    progress = (site / "CA/2022-2024/progress.html").read_text("utf-8")
    assert 'href="plan.html#commitments"' in progress
    assert "By principle" not in progress, "no commitment names any"


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_number_of_a_country_leads_to_what_it_comes_from(site, read, country):
    text = (site / f"{country}.html").read_text("utf-8")
    assert "Source" in text  # of the day on which it joined, and of its name
    for row in read(f"{country}.html"):
        if any(map(NUMBER.search, row.cells)) and not row.cells[0].startswith(("Member since", "Source")):
            assert row.links or row.table == "History", row


@pytest.mark.parametrize("country", COUNTRIES)
def test_each_point_for_eligibility_has_its_source(read, country):
    rows = [row for row in read(f"{country}/eligibility.html") if "Points" in row.heads]
    assert rows
    for row in rows:
        assert row.has_source or re.search("missing|not covered", row.cells[row.heads.index("Why")]), row


@pytest.mark.parametrize("page", ["KE/2012-2013.html", "AL/2012-2013.html", "CA/2022-2024.html"])
def test_how_a_plan_stands_leads_to_the_plan_and_the_reports(read, page):
    rows = [row for row in read(page) if row.table == "Current status"]
    assert [row for row in rows if any(map(NUMBER.search, row.cells)) and not row.links] == []


@pytest.mark.parametrize("page", ["KE/2012-2013.html", "CA/2012-2013.html", "CA/2014-2016.html", "CA/2022-2024.html"])
def test_no_plan_is_out_of_order_because_data_is_not_at_hand(read, page):
    verdicts = {row.cells[-1].lstrip("✓△!▲✗□–? ") for row in read(page) if row.table == "Current status"}
    assert "Action needed" not in verdicts
    assert "Not known" in verdicts


def test_what_was_found_of_a_consultation_is_told_with_its_source(site, read):
    stands = [row.cells[0] for row in read("KE/2012-2013.html") if row.table == "Current status"]
    assert "2 of 6 steps of consultation followed, according to the Independent Reporting Mechanism" in stands
    text = (site / "KE/2012-2013/consultation.html").read_text("utf-8")
    assert "Step 5: In-person consultations" in text
    assert "OGP_Process_Database_July_2016" in text
    assert "July 31, 2016" in text


def test_no_page_says_that_nothing_is_at_hand_where_it_may_be_withheld(site):
    assert [
        page
        for page in site.rglob("*.html")
        if re.search("No record of|No reports are available", page.read_text("utf-8"))
    ] == []


def test_a_plan_of_today_is_not_asked_for_challenges_or_peers(site):
    for page in ("CA/2022-2024.html", "CA/2022-2024/plan.html"):
        text = (site / page).read_text("utf-8")
        assert "peers" not in text
        assert "Grand challenge" not in text


def test_the_codes_of_a_report_stand_beside_each_commitment(read):
    answers = [row for row in read("KE/2012-2013/reports.html") if row.table == "Answers by commitment"]
    assert len(answers) == 9
    first = dict(zip(answers[0].heads, answers[0].cells, strict=True))
    assert (first["Completion"], first["Specificity"], first["Potential impact"]) == (
        "Substantial",
        "High",
        "Transformative",
    )
    assert all(row.links for row in answers)


def test_a_report_without_an_address_is_not_called_unpublished(site):
    text = (site / "KE/2012-2013/reports.html").read_text("utf-8")
    assert "published, address not available" in text
    assert "not published yet" not in text
    assert "OGP's IRM database" in text or "OGP&#39;s IRM database" in text
