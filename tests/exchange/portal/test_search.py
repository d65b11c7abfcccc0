"""The words of the index, as somebody would look for them."""

import json
import re

import pytest

from ogpkit.exchange.portal.search import Entry, Index, extract_visible, fold_word, name_shard, split_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Publier l’accès ÉLARGI", ["publier", "l", "acces", "elargi"]),
        ("نشر إيرادات", ["نشر", "ايرادات"]),
        ("სამთო 2012-2013", ["სამთო", "2012", "2013"]),
        ("公开数据", ["公开", "开数", "数据", "据"]),
        ("열린정부", ["열린", "린정", "정부", "부"]),
        ("Straße", ["strasse"]),
        ("", []),
    ],
)
def test_words(text, found):
    assert list(split_words(text)) == found


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("التعدين", "تعدين"),  # the article
        ("والتعليم", "التعليم"),  # and with “and”
        ("للمواطنين", "مواطنين"),
        ("مُشارَكة", "مشاركه"),  # signs of vowels, and a letter that is written in two ways
        ("الحكومـــة", "حكومة"),  # a stretched word
        ("٢٠٢٤", "2024"),
        ("أُسرى", "اسري"),
    ],
)
def test_arabic_is_found_however_it_is_written(written, asked):
    assert list(split_words(written)) == list(split_words(asked))


def test_accents_and_case_do_not_matter():
    assert fold_word("ÇŞÎğ") == fold_word("csig")


def entry(reference, title):
    return Entry(reference=reference, title=[(title, "en")])


def test_a_word_in_the_title_weighs_more():
    index = Index()
    index.take(entry("a.html", "Maps"), [*split_words("Maps of mines")])
    index.take(entry("b.html", "Mines"), [*split_words("Maps")])
    assert index.found["maps"] == [-1, 2]
    assert index.found["mines"] == [1, -2]
    files = dict(index.list_files())
    assert files[f"{name_shard('m')}.js"] == b'ogpkitSearch.words("m", {"maps":[-1,1],"mines":[1,-1]});\n'
    assert files["index.js"] == b'ogpkitSearch.index("", {"count":2,"part":25,"shards":["m","o"]});\n'


def read(files, start):
    """What the files of an index hold whose names begin so, by the name that they say."""
    chosen = [data.decode() for name, data in files.items() if name.startswith(start)]
    calls = [re.fullmatch(r"ogpkitSearch\.\w+\((.*?), (.*)\);\n", one) for one in chosen]
    return {json.loads(call[1]): json.loads(call[2]) for call in calls}


def test_many_words_and_pages_are_cut_into_files_that_stay_small():
    index = Index()
    for number in range(1000):
        index.take(
            entry(f"{number}.html", f"Page {number}"),
            [f"ab{number * 7 + step}x" for step in range(7)],
        )
    files = dict(index.list_files())
    shards = read(files, "w-")
    assert len(shards) > 5
    assert max(len(data) for name, data in files.items() if name.startswith("w-")) < 100_000
    assert read(files, "index")[""]["shards"] == list(shards)
    assert len(read(files, "pages-")) == 40
    assert all(word.startswith(key.removesuffix(".")) for key, words in shards.items() for word in words)
    assert sum(map(len, shards.values())) == len(index.found)
    # “page” is on all of them, and in each title: the titles are kept
    assert len(shards["p"]["page"]) == 1000
    assert shards["p"]["page"][0] == -1


def test_a_word_on_most_pages_is_kept_for_titles_alone():
    index = Index()
    for number in range(300):
        index.take(entry(f"{number}.html", "Title" if number else "Common"), [*split_words("common")])
    assert read(dict(index.list_files()), "w-")["c"]["common"] == [0, -1]


def test_what_is_looked_up_is_text_and_no_markup():
    assert extract_visible('<p class="x">Mines &amp; maps</p>').split() == ["Mines", "maps"]
