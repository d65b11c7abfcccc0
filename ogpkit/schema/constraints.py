"""Limits on a value beyond its type: bounds, lengths, forms of addresses, and what it refers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from operator import attrgetter
from typing import TYPE_CHECKING, Final, TypeAlias, cast
from urllib.parse import urlsplit

import attrs

from ogpkit.model.annotations import Bounds, Length, Reference, TextFormat
from ogpkit.model.identifiers import is_country, is_identifier, make_identifier
from ogpkit.schema.fields import Field, Shape, Sort, fields_of
from ogpkit.schema.mismatch import Mismatch, MismatchSort, place, shorten
from ogpkit.schema.suggest import is_known_language, nearest_country, nearest_language
from ogpkit.schema.walk import Leaf, is_prose, split_languages, walk_values
from ogpkit.text.i18n import N_, _
from ogpkit.text.sanitize import is_text

if TYPE_CHECKING:
    from ogpkit.model.keypath import KeyPath
    from ogpkit.model.translated import Translated

WEBPAGE: Final = re.compile(r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#][^\s]*")
"""How the address of a web page is written, roughly; `is_webpage` looks closer."""

MAIL: Final = re.compile(r"[^\s@]+@[^\s@]+")
"""How an e-mail address is written, roughly; `is_mail_address` looks closer."""

_UNFIT: Final = re.compile(
    r"[\s\x00-\x20\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff<>\"\\`]"
)
_HOST: Final = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*\.?|[0-9a-f:.]+")
_LOCAL: Final = re.compile(r"[^()\[\],:;.]+(?:\.[^()\[\],:;.]+)*")
_MAIL_HOST: Final = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)+")


_FILE_ENDINGS: Final = frozenset(
    (
        "pdf",
        "doc",
        "docx",
        "odt",
        "rtf",
        "txt",
        "xls",
        "xlsx",
        "ods",
        "csv",
        "ppt",
        "pptx",
        "odp",
        "png",
        "jpg",
        "jpeg",
        "html",
    )
)
"""How names of files end that people hand in, and no host does."""

_PATH: Final = re.compile(r"[A-Za-z]:[\\/]|file:|\\\\|\.{0,2}/")


def is_webpage(text: str) -> bool:
    """Tell whether a text is an absolute address with http or https and a host, without spaces or control characters.

    Args:
        text: Any text.
    """
    if _UNFIT.search(text) or not WEBPAGE.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return False
    return bool(host and _HOST.fullmatch(host)) and port != 0


def suggest_webpage(text: str) -> str | None:
    """Return the address that somebody may have meant, or None.

    Args:
        text: For example `www.example.org/plan`.
    """
    bare = text.strip().strip("<>")
    if "://" in bare:
        return bare if "." in bare else None
    if "@" in bare or bare.startswith("."):
        return None
    host = bare.split("/")[0]
    return f"https://{bare}" if "." in host and ":" not in host and not _is_file_name(host) else None


def _is_file_name(text: str) -> bool:
    return text.rpartition(".")[2].lower() in _FILE_ENDINGS


def _advise_on_webpage(text: str) -> str:
    """Return what to do about a mailbox or the path of a file where an address belongs; empty for any other text."""
    if is_mail_address(text.strip().removeprefix("mailto:")):
        return _("This is an e-mail address. Write the address of a web page, for example https://example.org/plan.")
    if not _is_file_name(text.strip()) and not _PATH.match(text.strip()):
        return ""
    return _("This looks like the path of a file on a computer. Put the file on a website, and write its web address.")


def is_mail_address(text: str) -> bool:
    """Tell whether a text has the form of an e-mail address as people have them.

    Args:
        text: Any text.
    """
    if _UNFIT.search(text) or not MAIL.fullmatch(text):
        return False
    local, _, host = text.partition("@")
    return bool(_LOCAL.fullmatch(local) and _MAIL_HOST.fullmatch(host))


def suggest_mail_address(text: str) -> str | None:
    """Return the address within a text such as `Name <name@example.org>` or `mailto:name@example.org`, or None.

    Args:
        text: Any text.
    """
    bare = text[:400].replace("mailto:", " ")
    return next((word for word in re.split(r"[\s<>,;()]+", bare) if is_mail_address(word)), None)


Test: TypeAlias = Callable[[object], bool]


def check_values(entity: object) -> tuple[Mismatch, ...]:
    """Return the values of an entity that are not what their fields mean.

    Args:
        entity: An instance of a declared class.
    """
    is_fine = _test_of(type(entity))
    if is_fine is None or is_fine(entity):
        return ()
    return (*_judge(walk_values(entity, _is_judged)), *_list_blank(entity, ()))


def find_references(entity: object) -> Iterator[tuple[KeyPath, str, Reference]]:
    """Yield every value of an entity that names another document.

    Args:
        entity: An instance of a declared class.

    Yields:
        Where the value stands, the identifier, and to what it refers.
    """
    for at, value, shape in walk_values(entity, _is_reference):
        yield at, cast("str", value), cast("Reference", shape.meaning(Reference))


def _is_judged(shape: Shape) -> bool:
    return shape.meaning(Bounds) is not None or _find_text_rule(shape) is not None


def _is_reference(shape: Shape) -> bool:
    return shape.meaning(Reference) is not None


def _test_of(entity: type) -> Test | None:
    """Return the quick test of a class: whether every value in an entity is what its field means.

    None where nothing is to be tested.

    Nearly all entities are in order, and need no way to each of their values.
    """
    return _make_known_test(entity)


@cache
def _make_known_test(entity: type) -> Test | None:
    tests = tuple(
        (attrgetter(field.name), field.default, _refuse_blank(test, field))
        for field in fields_of(entity)
        if (test := _test(field.shape)) is not None
    )

    def is_known(table: object) -> bool:
        for get, default, test in tests:
            value = get(table)
            if value is None or value is default:
                continue
            if not test(value) and value != default:
                return False
        return True

    return is_known if tests else None


def _has_to_say_something(field: Field) -> bool:
    """Tell whether a field is a text that the file must give, or gives or leaves out: a blank one is given and says nothing."""
    is_given = field.required or (field.default is None and field.shape.sort is Sort.TEXT)
    return is_given and is_prose(field.shape)


def _lists_names(field: Field) -> bool:
    """Tell whether a field is a list of texts: each of them is there to say something."""
    return field.shape.sort is Sort.LIST and field.shape.item is not None and is_prose(field.shape.item)


def _refuse_blank(test: Test, field: Field) -> Test:
    if _has_to_say_something(field):
        return _refuse_blank_text(test)
    if _lists_names(field):
        return lambda value: test(value) and not any(_list_blank_items(value, ()))
    return test


def _refuse_blank_text(test: Test) -> Test:
    def says_something(value: object) -> bool:
        if isinstance(value, str):  # nearly every one, and there are tens of thousands
            return test(value) and bool(value.strip())
        return test(value) and all(text.strip() for _at, text in split_languages(value, ()))

    return says_something


def _list_blank_items(value: object, at: KeyPath) -> Iterator[Mismatch]:
    for number, item in enumerate(cast("tuple[object, ...]", value or ())):
        yield from (_report_blank(there) for there, text in split_languages(item, (*at, number)) if not text.strip())


def _list_blank(table: object, at: KeyPath) -> Iterator[Mismatch]:
    """Yield each text that has to be there and is blank."""
    for field in fields_of(type(table)):
        value, here = getattr(table, field.name), (*at, field.key)
        if _has_to_say_something(field):
            yield from (_report_blank(there) for there, text in split_languages(value, here) if not text.strip())
        elif _lists_names(field):
            yield from _list_blank_items(value, here)
        elif field.shape.table is not None and value is not None:
            yield from _list_blank(value, here)
        elif field.shape.item is not None and field.shape.item.table is not None and value:
            keyed = value.items() if isinstance(value, Mapping) else enumerate(value)
            yield from (blank for key, item in keyed for blank in _list_blank(item, (*here, key)))


def _report_blank(at: KeyPath) -> Mismatch:
    return Mismatch(
        at=at,
        sort=MismatchSort.NO_TEXT,
        message=_("{place} is empty.").format(place=place(at)),
        remedy=_("Write the text."),
    )


def _test(shape: Shape) -> Test | None:
    if shape.table is not None:
        return _test_of(shape.table)
    if shape.item is not None:
        inner = _test(shape.item)
        return inner and (_test_all_items(inner) if shape.sort is Sort.LIST else _test_all_entries(inner))
    bounds, rule = shape.meaning(Bounds), _find_text_rule(shape)
    if bounds is not None:
        return lambda value: _is_within(cast("float", value), bounds)
    if rule is None:
        return None
    holds = rule.holds
    return cast("Test", holds) if shape.sort is Sort.TEXT else _test_all_texts(holds)


def _find_text_rule(shape: Shape) -> _Rule | None:
    """Return what a text is to be like: of the form that it has, else letters alone, on one line unless it may have several.

    What refers to something is looked up: a name that nothing has is one finding already.
    """
    form = shape.meaning(TextFormat)
    if form is not None:
        return _RULES[form]
    if shape.sort not in (Sort.TEXT, Sort.TRANSLATED) or shape.meaning(Reference) is not None:
        return None
    return _LETTERS if shape.meaning(Length) is Length.LONG else _ONE_LINE


def _test_all_items(inner: Test) -> Test:
    return lambda value: all(map(inner, cast("tuple[object, ...]", value)))


def _test_all_entries(inner: Test) -> Test:
    return lambda value: all(map(inner, cast("Mapping[str, object]", value).values()))


def _test_all_texts(holds: Callable[[str], bool]) -> Test:
    def test(value: object) -> bool:
        text = cast("Translated", value)
        return (text.plain is None or holds(text.plain)) and all(map(holds, text.by_language.values()))

    return test


def _judge(leaves: Iterator[Leaf]) -> Iterator[Mismatch]:
    for at, value, shape in leaves:
        bounds, rule = shape.meaning(Bounds), _find_text_rule(shape)
        if bounds and not _is_within(cast("float", value), bounds):
            yield _report_out_of_bounds(cast("float", value), bounds, at)
        for place_of_text, text in split_languages(value, at) if rule else ():
            if rule and not rule.holds(text):
                yield rule.mismatch(text, place_of_text)


def _is_within(value: float, bounds: Bounds) -> bool:
    above = bounds.least is None or value >= bounds.least
    return above and (bounds.greatest is None or value <= bounds.greatest)


def _report_out_of_bounds(value: float, bounds: Bounds, at: KeyPath) -> Mismatch:
    if bounds.least is None:
        allowed = _("a number up to {greatest}").format(greatest=_format_count(bounds.greatest, bounds))
    elif bounds.greatest is None:
        allowed = _("a number of at least {least}").format(least=_format_count(bounds.least, bounds))
    else:
        allowed = _("a number from {least} to {greatest}").format(
            least=f"{bounds.least:.15g}", greatest=_format_count(bounds.greatest, bounds)
        )
    return Mismatch(
        at=at,
        sort=MismatchSort.OUT_OF_BOUNDS,
        message=_("{place} is {value}, which is outside the limits.").format(
            place=place(at), value=shorten(f"{value:.15g}")
        ),
        remedy=_("Write {wanted}.").format(wanted=allowed),
    )


def _format_count(limit: float | None, bounds: Bounds) -> str:
    return f"{limit:.15g} {_(bounds.unit)}".strip()


@attrs.frozen(kw_only=True)
class _Rule:
    """Rule that says what texts of a form are like.

    Attributes:
        sort: The sort of mismatch of a text that is not of the form.
        holds: Whether a text is of the form.
        meant: What somebody may have meant, or None.
        message: What is wrong, in English, with `{value}` for the text.
        remedy: What to do when nobody knows what was meant, in English.
        advise: Gives a better remedy for some texts, translated; empty for others.
        is_short: Whether the remedy may repeat what was meant.
    """

    sort: MismatchSort
    holds: Callable[[str], bool]
    meant: Callable[[str], str | None]
    message: str
    remedy: str
    advise: Callable[[str], str] = lambda _text: ""
    is_short: bool = True

    def mismatch(self, text: str, at: KeyPath) -> Mismatch:
        """Return the mismatch of a text that is not of the form."""
        suggestion = self.meant(text)
        usable = suggestion if suggestion and self.holds(suggestion) else None
        return Mismatch(
            at=at,
            sort=self.sort,
            message=_(self.message).format(value=shorten(text)),
            remedy=_('Did you mean "{value}"?').format(value=usable)
            if usable and self.is_short
            else self.advise(text) or _(self.remedy),
            suggestion=usable,
            written=text,
        )


_RULES: Final[Mapping[TextFormat, _Rule]] = {
    TextFormat.COUNTRY: _Rule(
        sort=MismatchSort.UNKNOWN_COUNTRY,
        holds=is_country,
        meant=nearest_country,
        message=N_('"{value}" is not a country code.'),
        remedy=N_("Use the two-letter code of ISO 3166-1 in capitals, for example KE."),
    ),
    TextFormat.LANGUAGE: _Rule(
        sort=MismatchSort.UNKNOWN_LANGUAGE,
        holds=is_known_language,
        meant=nearest_language,
        message=N_('"{value}" is not a language code.'),
        remedy=N_("Use a code of ISO 639 in small letters, for example en, es or haw."),
    ),
    TextFormat.WEBPAGE: _Rule(
        sort=MismatchSort.NOT_A_WEBPAGE,
        holds=is_webpage,
        meant=suggest_webpage,
        message=N_('"{value}" is not a web address.'),
        remedy=N_("Write the whole address, for example https://example.org/plan."),
        advise=_advise_on_webpage,
    ),
    TextFormat.MAIL: _Rule(
        sort=MismatchSort.NOT_A_MAIL_ADDRESS,
        holds=is_mail_address,
        meant=suggest_mail_address,
        message=N_('"{value}" is not an e-mail address.'),
        remedy=N_("Write only the address, for example ogp@example.org."),
    ),
    TextFormat.IDENTIFIER: _Rule(
        sort=MismatchSort.NOT_AN_IDENTIFIER,
        holds=is_identifier,
        meant=make_identifier,
        message=N_('"{value}" is not a valid identifier.'),
        remedy=N_("Use small letters, digits and hyphens, for example budget-portal."),
    ),
}

_LETTERS: Final = _Rule(
    sort=MismatchSort.NOT_LETTERS,
    holds=is_text,
    meant=lambda _text: None,
    message=N_('"{value}" contains control characters, which are invisible.'),
    remedy=N_("Delete them. They usually come with copied text."),
)

_ONE_LINE: Final = _Rule(
    sort=MismatchSort.NOT_ON_ONE_LINE,
    holds=partial(is_text, on_one_line=True),
    meant=lambda text: " ".join(text.split()),
    message=N_('"{value}" contains a line break or another control character, but needs to be on one line.'),
    remedy=N_("Write it on one line."),
    is_short=False,
)
