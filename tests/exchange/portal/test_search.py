"""The words of the index, as somebody would look for them."""

import pytest

from ogpkit.exchange.portal.search import Index, folded, shard, visible, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Publier l’accès ÉLARGI", ["publier", "l", "acces", "elargi"]),
        ("نشر إيرادات", ["نشر", "ايرادات"]),
        ("სამთო 2012-2013", ["სამთო", "2012", "2013"]),
        ("公开数据", ["公开", "开数", "数据"]),
        ("Straße", ["strasse"]),
        ("", []),
    ],
)
def test_words(text, found):
    assert list(words(text)) == found


def test_accents_and_case_do_not_matter():
    assert folded("ÇŞÎğ") == folded("csig")


def test_a_word_in_the_title_weighs_more():
    index = Index()
    index.take("a.html", [("Maps", "en")], "Maps of mines")
    index.take("b.html", [("Mines", "en")], "Maps")
    assert index.found["maps"] == [-1, 2]
    assert index.found["mines"] == [1, -2]
    assert dict(index.files())[f"{shard('maps')}.js"] == b'ogpkitSearch.words("6d", {"maps":[-1,2],"mines":[1,-2]});\n'


def test_what_is_looked_up_is_text_and_no_markup():
    assert visible('<p class="x">Mines &amp; maps</p>').split() == ["Mines", "maps"]
