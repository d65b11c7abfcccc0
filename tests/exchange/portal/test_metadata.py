"""What pages say of themselves to search engines, and the files that a website has for machines."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from ogpkit.exchange.portal.metadata import describe_page
from ogpkit.exchange.portal.taking_part import licence_address
from ogpkit.exchange.portal.web_files import list_web_files
from ogpkit.text.blocks import KeyValues, Paragraph
from ogpkit.text.inline import LangText

PLAN = "en/XX/2012-2013/plan.html"
COMMITMENT = "en/XX/2012-2013/commitments/subnational-extractives.html"
BASE = "https://ogp.example.org/plans"
SETTINGS = f"""

[portal]
address = "{BASE}/"
contact = "ogp@example.org"
accessibility.en = "The scanned minutes are pictures."
"""


@pytest.fixture(scope="module")
def site(made, examples, tmp_path_factory):
    import shutil

    root = shutil.copytree(examples / "networking-paper", tmp_path_factory.mktemp("paper") / "work")
    file = root / "ogpkit.toml"
    said = file.read_text("utf-8").replace("[workspace]", '[workspace]\nlicence = "CC-BY-4.0"', 1)
    file.write_text(said + SETTINGS, "utf-8")
    return made(root, "en", "es")


@pytest.fixture(scope="module")
def bare(made, examples):
    return made(examples / "networking-paper", "en")


def said_by(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.decode(), re.DOTALL)[1])


def test_a_page_names_its_address_its_description_and_what_it_is(site):
    page = site[COMMITMENT].decode()
    assert f'<link rel="canonical" href="{BASE}/{COMMITMENT}">' in page
    assert f'<meta property="og:url" content="{BASE}/{COMMITMENT}">' in page
    description = re.search(r'<meta name="description" content="(.*?)">', page)[1]
    assert 40 <= len(description) <= 160
    said = said_by(site[COMMITMENT])
    assert said["description"] == description
    assert said["mainEntity"]["creator"]["name"] == "Ministry of Mines"
    steps = said["breadcrumb"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    assert steps[-1]["item"] == f"{BASE}/{COMMITMENT}"


def test_the_plan_says_its_time_and_the_data_their_licence(site):
    assert said_by(site[PLAN])["mainEntity"]["temporalCoverage"] == "2012-04-01/2013-03-31"
    data = said_by(site["en/data.html"])["mainEntity"]
    assert data["license"] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert f"{BASE}/data/commitment.csv" in [one["contentUrl"] for one in data["distribution"]]
    paths = [one["contentUrl"].removeprefix(f"{BASE}/") for one in data["distribution"]]
    assert set(paths) <= site.keys()


def test_without_an_address_no_page_names_one(bare):
    assert b"canonical" not in bare[PLAN]
    assert "url" not in said_by(bare[PLAN])
    assert "sitemap.xml" not in bare
    assert bare["robots.txt"] == b"User-agent: *\nAllow: /\n"
    data = said_by(bare["en/data.html"])["mainEntity"]
    assert "../data/commitment.csv" in [one["contentUrl"] for one in data["distribution"]]


def test_the_sitemap_names_every_page_once_and_its_languages(site):
    root = ET.fromstring(site["sitemap.xml"])
    named = [one.text for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    pages = {f"{BASE}/{path}" for path in site if path.startswith(("en/", "es/")) and path.endswith(".html")}
    assert len(named) == len(set(named))
    assert set(named) == pages - {f"{BASE}/en/search.html", f"{BASE}/es/search.html"}
    assert f'hreflang="es" href="{BASE}/es/XX.html"'.encode() in site["sitemap.xml"]
    assert f"Sitemap: {BASE}/sitemap.xml".encode() in site["robots.txt"]


def test_the_sitemap_says_when_there_was_news_about_a_commitment(site):
    entries = ET.fromstring(site["sitemap.xml"]).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}url")
    said = {entry[0].text: entry.findtext("{*}lastmod") for entry in entries}
    assert said[f"{BASE}/en/XX/2012-2013/commitments/subnational-extractives.html"] == "2013-06-30"
    assert said[f"{BASE}/en/about.html"] is None


def test_a_large_sitemap_is_cut_and_has_an_index():
    files = dict(list_web_files({"en": [f"XX/{number}" for number in range(10_001)]}, BASE))
    assert set(files) == {"sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "robots.txt"}
    assert files["sitemap.xml"].count(b"<loc>") == 2
    assert files["sitemap-2.xml"].count(b"<loc>") == 1


def test_the_page_for_unknown_addresses_works_at_any_depth(site, bare):
    assert f'href="{BASE}/assets/style.css"'.encode() in site["404.html"]
    assert f'href="{BASE}/es/index.html"'.encode() in site["404.html"]
    assert b'href="/en/index.html"' in bare["404.html"]


def test_every_page_ends_with_contact_licence_and_day(site):
    foot = re.search(rb'<footer class="site">.*</footer>', site[PLAN], re.DOTALL)[0].decode()
    assert 'href="mailto:ogp@example.org"' in foot
    assert 'href="https://spdx.org/licenses/CC-BY-4.0.html"' in foot
    assert '<time datetime="2013-06-30">June 30, 2013</time>' in foot
    assert 'href="../../accessibility.html"' in foot
    assert b"The scanned minutes are pictures." in site["en/accessibility.html"]


def test_nothing_in_a_title_ends_the_script_that_holds_it(made, hostile):
    files = made(hostile)
    for path, data in files.items():
        if path.startswith("en/") and path.endswith(".html"):
            assert isinstance(said_by(data)["name"], str), path


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([Paragraph("Short.")], "Title"),
        ([KeyValues([("Lead", LangText("Ministry", "en")), ("Late", None)])], "Title; Lead: Ministry"),
        ([Paragraph([LangText("word " * 50, "en")])], f"{'word ' * 30}word…"),
    ],
)
def test_a_description_is_a_sentence_else_facts_else_the_title(blocks, expected):
    assert describe_page(blocks, "Title", "en") == expected


@pytest.mark.parametrize(
    ("licence", "address"),
    [
        ("https://example.org/l", "https://example.org/l"),
        ("CC0-1.0", "https://spdx.org/licenses/CC0-1.0.html"),
        ("our own", ""),
        ("javascript:x", ""),
    ],
)
def test_a_licence_is_known_by_address_or_by_its_short_name(licence, address):
    assert licence_address(licence) == address
