"""The looks that settings give a site: colours that everybody can read, a logo, a footer, and single blocks of a template."""

from __future__ import annotations

import re

import pytest

from ogpkit.exchange.portal.looks import UnreadableLooks, find_logo, measure_contrast, write_looks
from ogpkit.workspace.settings import PortalSettings

BRIGHT, DARK = (0xF1, 0xF4, 0xF6), (0x1E, 0x26, 0x2C)


def test_contrast_is_that_of_wcag():
    assert measure_contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert measure_contrast((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)


def test_without_settings_a_site_has_no_looks_of_its_own():
    assert write_looks(PortalSettings()) == ""


@pytest.mark.parametrize("colour", ["#7a1f3d", "#0b4f8a", "#000000", "#767676"])
def test_a_colour_is_readable_on_every_surface_bright_and_dark(colour):
    css = write_looks(PortalSettings(colour=colour, accent=colour))
    assert f"--head: {colour};" in css
    strong, light = re.findall(r"--link: #(\w{6})", css)
    assert measure_contrast(tuple(bytes.fromhex(strong)), BRIGHT) >= 4.5
    assert measure_contrast(tuple(bytes.fromhex(light)), DARK) >= 4.5


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"colour": "#ffff00"}, "“#ffff00” for colour in [portal] of ogpkit.toml. Its contrast with white is 1.1"),
        ({"accent": "#777777"}, "Choose a darker colour"),
        ({"accent": "red"}, "Give a colour as # and six figures"),
        ({"typeface": 'x"; } body { display: none'}, "Give the name of a typeface"),
    ],
)
def test_looks_that_cannot_be_read_are_refused_with_a_reason(settings, said):
    with pytest.raises(UnreadableLooks, match=re.escape(said)):
        write_looks(PortalSettings(**settings))


def test_a_logo_is_the_name_of_a_picture():
    assert find_logo(PortalSettings(logo="arms.svg")) == "arms.svg"
    for wrong in ("../arms.svg", "arms.html", "/arms.png"):
        with pytest.raises(UnreadableLooks):
            find_logo(PortalSettings(logo=wrong))


def test_a_site_shows_logo_footer_and_colour_of_its_settings(made, workspace):
    file = workspace / "ogpkit.toml"
    portal = '\n[portal]\ncolour = "#7a1f3d"\nlogo = "arms.svg"\nfooter.en = "The <b>ministry</b>"\n'
    file.write_text(file.read_text("utf-8") + portal, "utf-8")
    files = made(workspace, "en")
    page = files["en/XX/2012-2013/plan.html"].decode()
    assert '<link rel="stylesheet" href="../../../assets/country.css">' in page
    assert '<img src="../../../assets/arms.svg" alt="">' in page
    assert "The &lt;b&gt;ministry&lt;/b&gt;" in page
    assert b"#7a1f3d" in files["assets/country.css"]


def test_a_page_of_several_chapters_begins_with_a_list_of_them(made, examples):
    files = made(examples / "networking-paper", "en")
    page = files["en/XX/2012-2013/progress.html"].decode()
    listed = re.findall(r'<a href="#([\w-]+)">', page.partition('class="contents"')[2].partition("</nav>")[0])
    assert listed[:3] == ["challenges", "principles", "timeline"]
    assert all(f'id="{name}"' in page for name in listed)
    assert 'class="contents"' not in files["en/declarations.html"].decode()


def test_a_country_fills_single_blocks_of_a_page(made, workspace):
    own = workspace / "templates"
    own.mkdir()
    (own / "page.html").write_text(
        '{% extends "ogpkit/page.html" %}{% block footer %}<footer>Ours</footer>{% endblock %}', "utf-8"
    )
    page = made(workspace, "en", templates=own)["en/declarations.html"].decode()
    assert "<footer>Ours</footer>" in page
    assert '<header class="site">' in page
