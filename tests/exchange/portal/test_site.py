"""The files of a site: every page, in each language, reached by links, and nothing in a text acts."""

import json
import re
from html.parser import HTMLParser
from io import BytesIO
from posixpath import dirname, join, normpath
from types import SimpleNamespace
from urllib.parse import unquote, urldefrag
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest
from icalendar import Calendar

from ogpkit.api import Design, Page, Pages, Plugins, hookimpl
from ogpkit.api.text import Link, Paragraph, Quote


class Reader(HTMLParser):
    def __init__(self, data):
        super().__init__(convert_charrefs=True)
        self.references, self.ids, self.tags, self.attributes, self.text, self.title = [], [], [], [], [], ""
        self.feed(data.decode())

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.tags.append(tag)
        self.attributes.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        for name in ("href", "src", "action"):
            if name in found:
                self.references.append(found[name])

    def handle_data(self, data):
        self.text.append(data)


def pages(files):
    return {path: Reader(data) for path, data in files.items() if path.endswith(".html")}


def reached(files, start):
    """Every page that links lead to from a page, and every reference that leads nowhere."""
    found, open_, wrong = {start}, [start], []
    known = pages(files)
    while open_:
        here = open_.pop()
        for reference in known[here].references:
            if re.match(r"https?:|mailto:[a-z]+@example\.org($|\?subject=)", reference):
                continue
            path, name = urldefrag(reference)
            target = normpath(join(dirname(here), unquote(path))) if path else here
            if target not in files or (name and target in known and name not in known[target].ids):
                wrong.append((here, reference))
            elif target in known and target not in found:
                found.add(target)
                open_.append(target)
    return found, wrong


@pytest.mark.parametrize("name", ["networking-paper", "three-scripts", "cohort-2011"])
def test_every_page_is_reached_by_links_alone_and_no_link_leads_nowhere(sites, on_disk, name):
    files = on_disk(sites / name)
    found, wrong = reached(files, "index.html")
    assert wrong == []
    assert found == {path for path in files if path.endswith(".html")} - {"404.html"}


def test_every_country_of_the_cohort_has_its_pages(sites, on_disk):
    files = on_disk(sites / "cohort-2011")
    countries = {path.split("/")[1].removesuffix(".html") for path in files if re.fullmatch(r"en/[A-Z]{2}\.html", path)}
    assert len(countries) >= 46
    assert all(f"en/{country}/calendar.ics" in files for country in countries)
    assert b"2014" in files["en/GE/eligibility.html"]


def test_countries_are_listed_by_their_names_in_each_language(sites, on_disk):
    files = on_disk(sites / "cohort-2011")
    table = files["en/index.html"].decode().partition('id="countries"')[2].partition("</table>")[0]
    codes = re.findall(r'<a[^>]* href="([A-Z]{2})\.html"', table)
    assert len(codes) >= 46
    # Brazil before Bulgaria, and South Korea (KR) after South Africa (ZA): not by their codes
    assert codes.index("BR") < codes.index("BG")
    assert codes.index("ZA") < codes.index("KR")


def test_many_countries_are_on_a_map_and_two_are_not(sites):
    assert "<title>Georgia: Active</title>" in (sites / "cohort-2011/en/index.html").read_text()
    assert 'class="picture tiles"' not in (sites / "networking-paper/en/index.html").read_text()


def test_the_way_to_the_page_about_ogp_is_no_heading_of_a_column(made, examples):
    page = made(examples / "networking-paper", "fr")["fr/index.html"].decode()
    assert "À propos du PGO" in page
    assert "Sujet" not in page


def test_milestones_have_addresses_that_stay(made, examples):
    page = Reader(made(examples / "networking-paper", "en")["en/XX/2012-2013/commitments/subnational-extractives.html"])
    assert {"milestones-portal", "milestones-all-regions"} <= set(page.ids)


def test_each_language_has_all_pages_and_leads_to_the_others(made, examples):
    files = made(examples / "three-scripts")
    addresses = {
        language: {p.split("/", 1)[1] for p in files if p.startswith(f"{language}/") and p.endswith(".html")}
        for language in ("en", "ar", "ka")
    }
    assert addresses["en"] == addresses["ar"] == addresses["ka"]
    page = files["ar/XZ/2012-2013/plan.html"].decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert '<a href="../../../en/XZ/2012-2013/plan.html" lang="en" hreflang="en">English</a>' in page
    assert '<link rel="alternate" hreflang="ka" href="../../../ka/XZ/2012-2013/plan.html">' in page


def test_every_page_speaks_the_language_of_its_site(made, examples):
    page = made(examples / "networking-paper", "es")["es/XX/2012-2013.html"].decode()
    assert "Plan depositado" in page
    assert "10 de abril de 2012" in page


def test_a_page_in_a_language_without_a_catalogue_is_marked_as_english(made, examples):
    files = made(examples / "three-scripts")
    arabic, georgian = (files[f"{language}/XZ/2012-2013/plan.html"].decode() for language in ("ar", "ka"))
    assert '<a class="skip" href="#content">' in arabic
    assert "<h1><bdi>خطة عمل </bdi><bdi>البلد ي</bdi>، <bdi>2012-2013</bdi></h1>" in arabic
    assert "1 أبريل 2012" in arabic
    assert '<html lang="ka" dir="ltr">' in georgian
    assert '<body lang="en" dir="ltr">' in georgian
    assert '<h1><span lang="en" dir="ltr">Action plan of </span><span lang="ka" dir="ltr">' in georgian


def test_nothing_is_asked_of_anybody_else(made, examples):
    for path, data in made(examples / "networking-paper").items():
        if path.endswith((".html", ".css", ".js")):
            for tag, attributes in Reader(data).attributes if path.endswith(".html") else ():
                asked = (
                    attributes.get("src")
                    or (attributes.get("href") if tag == "link" else attributes.get("action"))
                    or ""
                )
                assert not re.match(r"(?:https?:)?//", asked), (path, asked)
            assert b"@import" not in data
            assert not re.search(rb"url\(\s*['\"]?(?:https?:)?//", data)


def test_nothing_that_somebody_typed_acts(made, hostile):
    files = made(hostile)
    for path, page in pages(files).items():
        assert set(page.tags) <= {
            *(
                "html",
                "head",
                "meta",
                "title",
                "link",
                "body",
                "a",
                "header",
                "div",
                "nav",
                "ul",
                "ol",
                "li",
                "form",
                "input",
            ),
            *(
                "button",
                "main",
                "h1",
                "h2",
                "h3",
                "h4",
                "p",
                "dl",
                "dt",
                "dd",
                "table",
                "caption",
                "thead",
                "tbody",
                "tr",
            ),
            *(
                "th",
                "td",
                "span",
                "svg",
                "rect",
                "line",
                "polyline",
                "text",
                "desc",
                "figure",
                "figcaption",
                "footer",
                "details",
                "summary",
                "time",
                "bdi",
                "label",
                "noscript",
                "script",
            ),
        }, path
        # JSON about the page is a script too, which no browser runs
        run = [has for tag, has in page.attributes if tag == "script" and has.get("type") != "application/ld+json"]
        wanted = "search.js" if path.endswith("search.html") else "narrow.js" if b"data-facets=" in files[path] else ""
        assert "".join(has["src"].rpartition("/")[2] for has in run) == wanted
        assert b"<svg/" not in files[path]  # what ogpkit draws begins with "<svg "
        for _tag, attributes in page.attributes:
            assert not any(name.startswith("on") for name in attributes)
            assert not re.match(r"\s*(?:javascript|data|vbscript):", attributes.get("href") or "")
    for data in files.values():
        assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e]", data.decode("utf-8-sig"))
    commitment = files["en/XX/2012-2013/commitments/a~20b.html"].decode()
    assert "{{ 7*7 }}&lt;b onclick=&#34;x&#34;&gt;bold" in commitment
    assert "'=HYPERLINK" in files["data/country.csv"].decode("utf-8-sig")
    assert "'@SUM(1+1)" in files["data/commitment.csv"].decode("utf-8-sig")
    assert b"</script>" not in b"".join(data for path, data in files.items() if path.endswith(".js"))
    ET.fromstring(files["en/news.atom"])
    Calendar.from_ical(files["en/calendar.ics"])


def test_a_link_leads_to_the_web_or_into_the_site_and_to_nothing_else(made, hostile):
    files = made(hostile, documents=("html", "docx", "xlsx"))
    led = set()
    for path, data in files.items():
        if path.endswith((".docx", ".xlsx")):
            with ZipFile(BytesIO(data)) as archive:
                led |= {
                    target.decode()
                    for name in archive.namelist()
                    for target in re.findall(rb'Target="([^"]*)" TargetMode="External"', archive.read(name))
                }
        elif path.endswith(".html"):
            told = (
                attributes.get(name)
                for _tag, attributes in Reader(data).attributes
                for name in ("href", "src", "action")
            )
            led |= {one for one in told if one}
        elif path.endswith(".atom"):
            led |= set(re.findall(r'href="([^"]*)', data.decode()))
    assert "https://example.org/plain" in led
    for one in led:
        assert re.match(r"https?://", one) or not re.match(r"\s*[\x00-\x20]*[A-Za-z][A-Za-z0-9+.-]*:|//", one), one


def test_names_of_files_that_no_rule_allows_have_pages_too(made, hostile):
    files = made(hostile)
    found, wrong = reached(files, "index.html")
    assert wrong == []
    assert {path for path in files if path.endswith(".html")} == found | {"404.html"}
    assert len([path for path in found if "/commitments/" in path]) == 7


def test_what_is_internal_is_published_nowhere(made, hostile):
    assert not any(b"Not for everybody" in data for data in made(hostile).values())


def test_the_same_workspace_gives_the_same_site(made, examples):
    assert made(examples / "three-scripts") == made(examples / "three-scripts")


def test_the_feed_and_the_calendars_hold_what_happened_and_what_is_due(made, examples):
    files = made(examples / "networking-paper", "en", base="https://ogp.example.org/xx")
    feed = ET.fromstring(files["en/news.atom"])
    atom = "{http://www.w3.org/2005/Atom}"
    entries = [
        (entry.findtext(f"{atom}title"), entry.find(f"{atom}link").get("href")) for entry in feed.iter(f"{atom}entry")
    ]
    assert ("Country X, 2012-2013: Plan deposited", "https://ogp.example.org/xx/en/XX/2012-2013.html") in entries
    assert len({entry.findtext(f"{atom}id") for entry in feed.iter(f"{atom}entry")}) == len(entries)
    days = [entry.findtext(f"{atom}updated") for entry in feed.iter(f"{atom}entry")]
    assert days == sorted(days, reverse=True)
    assert max(days) <= "2013-07-15T00:00:00Z"
    due = [str(event["summary"]) for event in Calendar.from_ical(files["en/XX/calendar.ics"]).walk("VEVENT")]
    assert "Milestone: All nine regions online" in due
    assert len(Calendar.from_ical(files["en/XY/calendar.ics"]).walk("VEVENT")) < len(due)


def test_a_public_calendar_leads_to_pages_and_names_no_file(made, examples):
    base = "https://ogp.example.org"
    files = made(examples / "networking-paper", "en", base=base)
    for path in ("en/calendar.ics", "en/XX/calendar.ics"):
        assert b".toml" not in files[path]
        events = Calendar.from_ical(files[path]).walk("VEVENT")
        assert events
        for event in events:
            page, _hash, _name = str(event["url"]).partition("#")
            assert page.removeprefix(f"{base}/") in files
    assert all(
        "url" not in one
        for one in Calendar.from_ical(made(examples / "networking-paper", "en")["en/calendar.ics"]).walk()
    )


def plugin(render):
    return SimpleNamespace(ogpkit_pages=hookimpl(lambda: iter([Pages(name="utopia", title="Utopia", render=render)])))


def with_plugin(render):
    import ogpkit_commitments

    return Plugins.of({"commitments": ogpkit_commitments, "utopia": plugin(render)})


def test_a_plugin_s_page_is_listed_above_and_where_it_says_something(made, examples):
    commitment = "XX/2012-2013/commitments/subnational-extractives"

    def render(_workspace, _language):
        yield Page(address="XX/2012-2013/consultation", title="Consultation", blocks=[
            Quote("Publish them.", language="es", id="comment-1"), Paragraph([Link("This one", commitment)]),
        ])  # fmt: skip
        yield Page(address="deep/down/here", title="Deep down", blocks=[])

    files = made(examples / "networking-paper", "en", plugins=with_plugin(render))
    assert b'<a href="2012-2013/consultation.html">Consultation</a>' in files["en/XX/2012-2013.html"]
    assert b'id="comment-1"' in files["en/XX/2012-2013/consultation.html"]
    assert b"Pages that refer to this page" in files[f"en/{commitment}.html"]
    assert b"Deep down" in files["en/index.html"]


def test_a_page_that_fails_costs_itself_alone(made, examples):
    def render(_workspace, _language):
        yield Page(address="good", title="Good", blocks=[Paragraph("Good.")])
        yield Page(address="bad", title="Bad", blocks=[Paragraph([3])])
        yield Page(address="XX", title="Taken", blocks=[])
        raise ValueError("out of pages")

    plugins = with_plugin(render)
    files = made(examples / "networking-paper", "en", plugins=plugins)
    assert b"Good." in files["en/good.html"]
    assert "en/bad.html" not in files
    assert b"Taken" not in files["en/XX.html"]
    said = [fault.message for fault in plugins.faults if fault.plugin == "utopia"]
    assert any("out of pages" in message for message in said)
    assert any("already has the address XX" in message for message in said)
    assert any("Paragraph.pieces" in message for message in said)


def test_a_part_goes_to_the_page_of_another_and_fails_alone(made, examples):
    def render(_workspace, _language):
        for address, piece in (("XX", "hello"), ("XY", 3), ("nowhere", "hello")):
            yield Page(address=address, title="From a stranger", blocks=[Paragraph([piece])], is_part=True)

    files = made(examples / "networking-paper", "en", plugins=with_plugin(render))
    assert b'id="from-utopia">From a stranger</h2>\n<p>hello</p>' in files["en/XX.html"]
    assert b"From a stranger" not in files["en/XY.html"]
    assert "en/nowhere.html" not in files


def test_a_country_s_own_templates_and_pictures_are_used(made, workspace):
    own = workspace / "templates"
    (own / "assets").mkdir(parents=True)
    (own / "page.html").write_text("<title>{{ title }}</title>Our ministry {{ content }}{% block more %}{% endblock %}")
    (own / "style.css").write_text("body { color: green }")
    (own / "assets" / "crest.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (own / "assets" / "secret.toml").write_text("")
    files = made(workspace, "en", templates=own)
    assert files["en/XX.html"].startswith(b"<title>Country X</title>Our ministry")
    assert files["assets/style.css"] == b"body { color: green }"
    assert "assets/crest.svg" in files
    assert "assets/secret.toml" not in files


def test_a_plugin_s_design_is_used_after_the_country_s_own(made, workspace, tmp_path):
    design, own = tmp_path / "design", workspace / "templates"
    (design / "assets").mkdir(parents=True)
    own.mkdir()
    (design / "page.html").write_text('{% extends "ogpkit/page.html" %}{% block footer %}Of the plugin{% endblock %}')
    (design / "missing.html").write_text("Not here")
    (design / "style.css").write_text("body { color: green }")
    (design / "assets/crest.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (own / "pictures.css").write_text(":root { --good: green }")
    brought = SimpleNamespace(ogpkit_designs=hookimpl(lambda: [Design(name="green", folder=design)]))
    files = made(workspace, "en", plugins=Plugins.of({"green": brought}))
    assert b"Of the plugin" in files["en/XX.html"]
    assert b'<main id="content"' in files["en/XX.html"]
    assert files["404.html"] == b"Not here\n"
    assert files["assets/style.css"] == b"body { color: green }"
    assert "assets/crest.svg" in files
    (own / "page.html").write_text("Of the country {{ content }}")
    files = made(workspace, "en", plugins=Plugins.of({"green": brought}), templates=own)
    assert files["en/XX.html"].startswith(b"Of the country")
    assert files["404.html"] == b"Not here\n"
    assert files["assets/pictures.css"] == b":root { --good: green }"


def test_the_search_index_is_cut_by_the_first_letter(made, examples):
    files = made(examples / "three-scripts", "en", "ar")
    called = re.compile(rb'ogpkitSearch\.(\w+)\((".*?"|\d+), (.*)\);\n', re.DOTALL)
    listed = json.loads(called.fullmatch(files["ar/search/pages-0.js"])[3])
    words = json.loads(called.fullmatch(files["ar/search/w-62a.js"])[3])
    assert all(word.startswith(chr(0x62A)) for word in words)
    assert any("commitments/mining-revenues" in reference for reference, *_rest in listed)
    assert all(1 <= sum(map(abs, steps)) <= len(listed) for steps in words.values())
