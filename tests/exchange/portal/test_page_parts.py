"""A commitment's page leads from the promise to the proof: other plugins add to it what they know of the commitment."""

import re

import pytest

PAGE = "en/XX/2012-2013/commitments/subnational-extractives.html"


@pytest.fixture(scope="module")
def page(made, examples):
    return made(examples / "networking-paper", "en")[PAGE].decode()


def test_the_parts_follow_each_other_from_the_promise_to_the_proof(page):
    said = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    chain = ["Milestones", "What the public said", "What the reports say", "What has happened"]
    assert [one for one in said if one in chain] == chain


def test_a_comment_leads_to_its_place_and_says_what_became_of_it(page):
    assert re.search(r'href="\.\./consultation/comments/1\.html#comment-0001">Comment 0001</a>', page)
    assert "Los pagos deben publicarse por proyecto" in page
    assert "Payments are now reported by project." in page


def test_both_reports_stand_side_by_side_with_the_reason(page):
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page) if "How far has the commitment come" in row)
    cells = [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<td.*?</td>", row)]
    assert cells == ["Limited", "Substantial", "The map omits suspended concessions."]


def test_an_answer_names_the_sources_that_it_rests_on(made, workspace):
    file = workspace / "countries/XX/cycles/2012-2013/reports/independent.toml"
    text = file.read_text("utf-8").replace("[[sources]]", '[[sources]]\nid = "release"', 1)
    file.write_text(text.replace("reason.en", 'evidence = ["release"]\nreason.en', 1), "utf-8")
    page = made(workspace, "en")[PAGE].decode()
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page) if "How far has the commitment come" in row)
    assert "Quarterly revenue release, Q4 2012" in row
