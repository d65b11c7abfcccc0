"""The index of the search after a change: of its files, only those are made again that hold what changed.

The numbers of pages in a file that stays are read from the file itself. Where pages came or went, all numbers move, and the index
is joined anew from what is known of each part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ogpkit.exchange.portal.search import (
    PAGES_IN_A_FILE,
    Index,
    cut_words,
    find_most,
    name_shard,
    pack_numbers,
    read_shard,
    unpack_numbers,
    write_pages,
    write_shard,
    write_start,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ogpkit.exchange.portal.memory import File


@attrs.frozen(kw_only=True)
class IndexPart:
    """Part of an index.

    Attributes:
        name: What the part is.
        digest: What tells it from what it was.
        pages: Its pages, as the script reads them.
        give_words: Gives the numbers of its pages by the words that they hold.
    """

    name: str
    digest: bytes
    pages: Sequence[object]
    give_words: Callable[[], Mapping[str, tuple[int, ...]]]


@attrs.frozen(kw_only=True)
class IndexState:
    """Index as it was made.

    Attributes:
        files: Its files by their names.
        parts: The name of each part, what tells it from what it was, and how many pages it has.
        counts: How many pages hold each word, and how many of them hold it in the title.
    """

    files: tuple[File, ...]
    parts: tuple[tuple[str, bytes, int], ...]
    counts: Mapping[str, tuple[int, int]]


def join_index(parts: Sequence[IndexPart]) -> IndexState:
    """Return the index of some parts.

    Args:
        parts: The parts.
    """
    index = Index()
    for part in parts:
        index.join(part.pages, part.give_words())
    counts = {word: (len(some), sum(number < 0 for number in some)) for word, some in index.found.items()}
    return IndexState(files=tuple(index.list_files()), parts=_list_parts(parts), counts=counts)


def update_index(
    state: IndexState,
    parts: Sequence[IndexPart],
    before: Mapping[str, Mapping[str, tuple[int, ...]]],
    read: Callable[[File], bytes],
) -> IndexState | None:
    """Return the index after a change of what some parts say; None where it must be joined anew.

    Args:
        state: The index as it was.
        parts: The parts as they are.
        before: The words of the parts that changed as they were, by name.
        read: Gives what a file of the index holds.
    """
    now = _list_parts(parts)
    if [(name, count) for name, _digest, count in now] != [(name, count) for name, _digest, count in state.parts]:
        return None
    changed = [place for place, (part, was) in enumerate(zip(now, state.parts, strict=True)) if part != was]
    if any(parts[place].name not in before for place in changed):
        return None
    starts = [0]
    for part in parts:
        starts.append(starts[-1] + len(part.pages))
    moved: dict[str, list[tuple[int, int, tuple[int, ...]]]] = {}
    counts = dict(state.counts)
    for place in changed:
        old, new = before[parts[place].name], parts[place].give_words()
        for word in sorted(old.keys() | new.keys()):
            if old.get(word, ()) != new.get(word, ()):
                moved.setdefault(word, []).append((starts[place], starts[place + 1], new.get(word, ())))
                _count(counts, word, old.get(word, ()), new.get(word, ()))
    renewed = {page // PAGES_IN_A_FILE for place in changed for page in range(starts[place], starts[place + 1])}
    pages = [page for part in parts for page in part.pages] if renewed else []
    fresh = dict(write_pages(number, pages) for number in sorted(renewed))
    shards = _update_shards(state, counts, moved, starts[-1], read)
    if shards is None:
        return None
    return IndexState(files=tuple(_list_files(state, fresh, *shards)), parts=now, counts=counts)


def _list_parts(parts: Sequence[IndexPart]) -> tuple[tuple[str, bytes, int], ...]:
    return tuple((part.name, part.digest, len(part.pages)) for part in parts)


def _count(counts: dict[str, tuple[int, int]], word: str, old: tuple[int, ...], new: tuple[int, ...]) -> None:
    pages, titles = counts.get(word, (0, 0))
    pages += len(new) - len(old)
    titles += sum(number < 0 for number in new) - sum(number < 0 for number in old)
    if pages:
        counts[word] = (pages, titles)
    else:
        counts.pop(word, None)


def _cut(counts: Mapping[str, tuple[int, int]], most: int) -> dict[str, list[str]]:
    """Return how words are cut into files, as the index itself cuts them."""
    sizes = {
        word: pages if pages <= most or titles == pages else titles + 1
        for word, (pages, titles) in sorted(counts.items())
    }
    return cut_words(sizes)


def _update_shards(
    state: IndexState,
    counts: Mapping[str, tuple[int, int]],
    moved: Mapping[str, list[tuple[int, int, tuple[int, ...]]]],
    pages: int,
    read: Callable[[File], bytes],
) -> tuple[dict[str, list[str]], dict[str, bytes]] | None:
    """Return how words are cut, and the files that are made again; None where numbers are wanted that were not listed."""
    most, files = find_most(pages), dict(state.files)
    old, new = _cut(state.counts, most), _cut(counts, most)
    holders = {word: key for key, words in old.items() for word in words}
    known: dict[str, dict[str, list[int]]] = {}
    made: dict[str, bytes] = {}
    for key, words in new.items():
        if old.get(key) == words and moved.keys().isdisjoint(words):
            continue
        packed: dict[str, list[int]] = {}
        for word in words:
            holder = holders.get(word)
            if holder is not None and holder not in known:
                name = f"{name_shard(holder)}.js"
                known[holder] = read_shard(read((name, files[name])))
            steps = known[holder][word] if holder is not None else []
            renewed = _renew(steps, moved[word], counts[word], most) if word in moved else steps
            if renewed is None:
                return None
            packed[word] = renewed
        made.update([write_shard(key, packed)])
    return new, made


def _renew(
    steps: Sequence[int], moved: list[tuple[int, int, tuple[int, ...]]], count: tuple[int, int], most: int
) -> list[int] | None:
    """Return the packed numbers of a word that changed; None where pages are wanted that were not listed."""
    pages, titles = count
    if steps[:1] != [0]:
        return pack_numbers(_move(unpack_numbers(steps), moved), most)
    if pages <= most or titles == pages:
        return None
    in_titles = [(start, end, tuple(number for number in new if number < 0)) for start, end, new in moved]
    return [0, *pack_numbers(_move(unpack_numbers(steps), in_titles), pages)]


def _move(numbers: list[int], moved: list[tuple[int, int, tuple[int, ...]]]) -> list[int]:
    """Return the numbers of pages of a word, with those of some parts replaced."""
    for start, end, new in moved:
        numbers = [number for number in numbers if not start < abs(number) <= end]
        numbers += [number + start if number > 0 else number - start for number in new]
    return sorted(numbers, key=abs)


def _list_files(
    state: IndexState, fresh: Mapping[str, bytes], shards: Mapping[str, list[str]], made: Mapping[str, bytes]
) -> Iterator[File]:
    """Yield the files of the index: those that were made again, and the others as they are."""
    files, pages = dict(state.files), sum(count for _name, _digest, count in state.parts)
    names = [f"pages-{number}.js" for number in range(-(-pages // PAGES_IN_A_FILE))]
    for name in names + [f"{name_shard(key)}.js" for key in shards]:
        yield name, fresh.get(name) or made.get(name) or files[name]
    yield write_start(pages, shards)
