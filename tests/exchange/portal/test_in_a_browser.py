"""The site as a browser shows it: without violations of WCAG, without requests to anybody, with a search that finds.

These tests need Chromium and the extra `browser`; where either is missing they are skipped.
"""

import shutil
from datetime import date
from threading import Thread

import pytest

from ogpkit.api.text import has_catalog
from ogpkit.devkit.testing.waiting import LONGEST
from ogpkit.exchange.portal.building import build
from ogpkit.exchange.portal.serving import SiteServer
from ogpkit.exchange.questionnaires import read_answers
from ogpkit_consultation.comment_form import WrittenComment

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

playwright = pytest.importorskip("playwright.sync_api", reason="the extra “browser” is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="the extra “browser” is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (apt-get install chromium)")

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = ["index", "XX", "XX/2012-2013", "XX/2012-2013/plan", "XX/2012-2013/commitments/subnational-extractives",
         "XX/2012-2013/consultation", "XX/2012-2013/consultation/comments/1", "XX/2012-2013/reports", "networking",
         "steering-committee",
         "XX/2012-2013/progress", "XX/eligibility",
         "declarations", "news", "data", "about", "accessibility", "search"]  # fmt: skip
SMALL = 400
NARROW = [
    "index",
    "XX/2012-2013/plan",
    "XX/2012-2013/commitments/subnational-extractives",
    "XX/2012-2013/reports",
    "search",
]


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS, timeout=LONGEST * 1000)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(sites):
    with SiteServer(sites, 0) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.address
        server.shutdown()
        thread.join()


def begun(browser, **chosen):
    """A window of its own, in which everything is waited for as long as it takes."""
    context = browser.new_context(**chosen)
    context.set_default_timeout(LONGEST * 1000)
    return context


@pytest.fixture
def page(browser):
    context = begun(browser)
    page = context.new_page()
    page.requests = []
    page.on("request", lambda request: page.requests.append(request.url))
    page.problems = []
    page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
    yield page
    context.close()


def violations(page):
    """What axe finds; it is put into the page from here, past the page's own policy."""
    found = page.evaluate(f"() => axe.run(document, {{ runOnly: {TAGS} }})")["violations"]
    return [(one["id"], one["impact"], [node["html"] for node in one["nodes"]][:3]) for one in found]


@pytest.fixture(scope="module")
def examined(browser, address):
    """Opens pages of one window after another and gives what axe finds in each; the window has a colour scheme and a size."""
    windows = {}
    script = axe.Axe().axe_script

    def examine(name, scheme="light", width=1280):
        if (scheme, width) not in windows:
            context = begun(browser, bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 720})
            windows[scheme, width] = context.new_page()
        page = windows[scheme, width]
        page.goto(f"{address}{name}.html")
        page.evaluate(script)
        return page, violations(page)

    yield examine
    for page in windows.values():
        page.context.close()


WINDOWS = [("en", "light", 1280), ("es", "dark", 1280), ("en", "dark", 360)]
"""Each value of each beside one of another: what axe looks at is the structure, the words and the colours of a page."""


@pytest.mark.parametrize(("language", "scheme", "width"), WINDOWS)
def test_no_page_violates_what_axe_knows_of_wcag(examined, language, scheme, width):
    found = {}
    for name in PAGES if width > SMALL else NARROW:
        page, found[name] = examined(f"networking-paper/{language}/{name}", scheme, width)
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") == (scheme == "dark")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.parametrize("language", ["ar", "ka"])
@pytest.mark.parametrize("name", ["index", "XZ/2012-2013/plan", "XZ/2012-2013/commitments/mining-revenues", "search"])
def test_nor_does_one_in_another_script(examined, name, language):
    assert examined(f"three-scripts/{language}/{name}")[1] == []


def test_nor_one_with_46_countries_on_a_small_screen(examined):
    page, found = examined("cohort-2011/en/index", width=320)
    assert found == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_long_names_in_a_form_fit_a_small_screen(browser, address):
    context = begun(browser, bypass_csp=True, viewport={"width": 320, "height": 720})
    page = context.new_page()
    page.goto(f"{address}cohort-2011/en/index.html")
    page.evaluate(
        "for (const one of document.querySelectorAll('select')) one.options[0].label = 'Ministry '.repeat(40)"
    )
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_an_arabic_page_runs_from_right_to_left(page, address):
    page.goto(f"{address}three-scripts/ar/XZ/2012-2013/commitments/mining-revenues.html")
    label, value = page.locator("dt").first.bounding_box(), page.locator("dd").first.bounding_box()
    # until ogpkit is translated, its labels are English ones, and only what people wrote runs from right to left
    assert (label["x"] > value["x"]) == has_catalog("ar")
    assert page.locator("h1 [lang=ar], h1 bdi").count() or has_catalog("ar")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_nothing_is_requested_from_elsewhere_and_nothing_is_refused(page, address):
    for name in PAGES:
        page.goto(f"{address}networking-paper/en/{name}.html?q=mining")
    assert all(url.startswith(address) for url in page.requests)
    assert page.problems == []


@pytest.mark.parametrize(
    ("site", "asked", "title"),
    [
        ("networking-paper/en", "minin", "Publish mining revenues and concessions by region"),
        ("networking-paper/es", "concesiones region", "Publicar ingresos y concesiones mineras por región"),
        ("networking-paper/en", "mininq revenus", "Publish mining revenues and concessions by region"),
        ("three-scripts/ar", "ايرادات تعدين", "1.2 نشر إيرادات التعدين حسب المنطقة"),
        ("three-scripts/ar", "ايرادات التعدين", "1.2 نشر إيرادات التعدين حسب المنطقة"),
        ("three-scripts/ka", "სამთო", "1.2 სამთო შემოსავლების გამოქვეყნება რეგიონების მიხედვით"),
    ],
)
def test_the_search_finds_a_commitment(page, address, site, asked, title):
    page.goto(f"{address}{site}/index.html")
    page.locator("header input[name=q]").fill(asked)
    page.keyboard.press("Enter")
    first = page.locator("#results li a").first
    first.wait_for()
    assert first.text_content() == title
    first.click()
    page.wait_for_url("**/commitments/**")
    assert page.locator("h1").text_content() == title
    assert all(url.startswith(address) for url in page.requests)


def test_the_search_works_from_a_disk(page, sites):
    page.goto((sites / "networking-paper/en/search.html").as_uri() + "?q=mining")
    page.locator("#results li a").first.wait_for()
    assert page.locator("#status").text_content() == f"Pages found: {page.locator('#results li').count()}"
    first = page.locator("#results li").first.inner_text().splitlines()
    assert "Country X · 2012-2013 · Ministry of Mines · Under way" in first
    assert page.locator("#results h2").first.text_content() == "Commitments"


def test_korean_and_chinese_are_found_within_other_words(page, address, sites):
    page.goto(f"{address}three-scripts/en/search.html?q=x")
    page.locator("#status").filter(has_text=":").wait_for()
    words = "async (asked) => (await ogpkitSearch.search(asked)).map(([reference]) => reference)"
    page.evaluate(
        """() => {
          ogpkitSearch.index("", { count: 2, part: 25, shards: ["정", "부", "열", "린", "公", "开", "数", "据"] });
          ogpkitSearch.pages(0, [["a.html", [], "", "", ""], ["b.html", [], "", "", ""]]);
          for (const [word, page] of [["열린", 1], ["린정", 1], ["정부", 1], ["부", 1], ["公开", 2], ["开数", 2], ["数据", 2]]) {
            ogpkitSearch.words(word[0], { [word]: [page] });
          }
        }"""
    )
    assert page.evaluate(words, "정부") == ["a.html"]
    assert page.evaluate(words, "数据") == ["b.html"]
    assert page.evaluate(words, "정부 数据") == []


def test_a_search_that_holds_markup_is_text(page, address):
    page.goto(f"{address}networking-paper/en/search.html?q=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E")
    page.locator("#status").filter(has_text="0").wait_for()
    assert page.locator("main img").count() == 0


def test_every_page_can_be_read_and_reached_without_script(browser, address):
    context = begun(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}networking-paper/index.html", wait_until="commit")
    page.wait_for_url("**/en/index.html")
    for text in (
        "Country X",
        "2012-2013",
        "Action plan of Country X, 2012-2013",
        "Publish mining revenues and concessions by region",
    ):
        page.locator("main").get_by_role("link", name=text, exact=True).first.click()
    assert "Concession map of two regions online" in page.locator("main").inner_text()
    context.close()


def test_the_keyboard_reaches_the_content_first(page, address):
    page.goto(f"{address}networking-paper/en/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.wait_for_url("**/*#content")
    assert page.url.endswith("#content")


def test_a_table_is_narrowed_by_value_and_the_address_keeps_the_choice(page, address, examined):
    page.goto(f"{address}cohort-2011/en/KE/2012-2013/plan.html")
    table = page.locator("[data-facets]").first
    rows = table.locator("tbody tr")
    whole = rows.count()
    choice = page.locator("form.narrow select").first
    value = choice.locator("option").nth(1).get_attribute("value")
    choice.select_option(value)
    shown = table.locator("tbody tr:visible").count()
    assert 0 < shown < whole
    assert page.locator("form.narrow [role=status]").first.text_content() == f"Rows shown: {shown} of {whole}"
    page.reload()
    assert table.locator("tbody tr:visible").count() == shown
    page.locator("form.narrow select").first.select_option("")
    assert table.locator("tbody tr:visible").count() == whole
    assert "?" not in page.url
    assert examined("cohort-2011/en/KE/2012-2013/plan", width=360)[1] == []


def test_without_script_the_lists_say_what_the_form_would(browser, address):
    context = begun(browser, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}cohort-2011/en/KE/2012-2013/plan.html")
    assert page.locator("form.narrow").count() == 0
    page.get_by_role("link", name="By department").click()
    page.locator("main").get_by_role("link", name="Open Data Portal").first.click()
    page.wait_for_url("**/commitments/**")
    context.close()


def test_answers_are_saved_as_the_file_that_the_import_reads(page, browser, plugins, workspace, tmp_path):
    build(workspace, tmp_path / "site", plugins, today=date(2012, 1, 20))
    page.goto((tmp_path / "site/en/XX/2012-2013/consultation/comment.html").as_uri())
    page.get_by_label("Your name on the website").select_option("hide")
    page.get_by_label("Your comment").fill("One\nTwo")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a file").click()
    found = read_answers(saved.value.path().read_bytes(), WrittenComment)
    assert found.wrong == {}
    assert dict(found.values) == {"consultation": "XX/2012-2013", "naming": "hide", "text": "One\nTwo"}
    assert page.problems == []


def test_many_results_come_in_portions_and_the_focus_is_on_the_next(page, address):
    page.goto(f"{address}cohort-2011/en/search.html?q=eligibility")
    page.locator("#results li").nth(19).wait_for()
    assert page.locator("#results li").count() == 20
    page.get_by_role("button", name="Show more results").click()
    page.locator("#results li").nth(39).wait_for()
    focused = page.evaluate("[...document.querySelectorAll('#results li a')].indexOf(document.activeElement)")
    assert focused == 20
