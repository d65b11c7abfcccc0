"""An index that was brought up to date is the one that would be joined anew."""

from __future__ import annotations

import random

import attrs
import pytest

from ogpkit.exchange.portal.search_update import IndexPart, join_index, update_index

WORDS = [f"word{number}" for number in range(300)] + ["common"]


def make_part(name: str, chance: random.Random, pages: int = 30) -> IndexPart:
    words: dict[str, tuple[int, ...]] = {"common": tuple(range(1, pages + 1))}
    for page in range(1, pages + 1):
        for word in set(chance.sample(WORDS[:-1], 12)):
            words[word] = (*words.get(word, ()), page if chance.random() < 0.8 else -page)
    return IndexPart(
        name=name, digest=chance.randbytes(8), pages=[[name, page] for page in range(pages)], give_words=lambda: words
    )


def update(parts, changed):
    state, now = join_index(parts), [attrs.evolve(one) for one in parts]
    now[3] = changed
    files = dict(state.files)
    return update_index(state, now, {parts[3].name: parts[3].give_words()}, lambda file: files[file[0]]), join_index(
        now
    )


@pytest.fixture
def chance():
    return random.Random(7)


@pytest.fixture
def parts(chance):
    return [make_part(f"part{number}", chance) for number in range(10)]


@pytest.mark.parametrize("drop", [(), ("common",), ("word7", "word8")])
def test_what_changed_is_made_again_and_the_rest_stays(parts, chance, drop):
    new = {**make_part("x", chance).give_words(), **dict.fromkeys(drop, ()), "new": (3,)}
    words = {word: numbers for word, numbers in new.items() if numbers}
    found, whole = update(parts, attrs.evolve(parts[3], digest=b"new", give_words=lambda: words))
    assert dict(found.files) == dict(whole.files)
    assert (found.parts, found.counts) == (whole.parts, whole.counts)


def test_where_pages_came_the_index_is_joined_anew(parts, chance):
    found, _whole = update(parts, make_part(parts[3].name, chance, 31))
    assert found is None


def test_a_word_whose_pages_were_not_listed_is_looked_up_anew(chance):
    parts = [make_part(f"part{number}", chance, 21) for number in range(10)]
    few = {word: numbers for word, numbers in parts[3].give_words().items() if word != "common"}
    found, whole = update(parts, attrs.evolve(parts[3], digest=b"new", give_words=lambda: few))
    assert found is None
    assert dict(whole.files)
