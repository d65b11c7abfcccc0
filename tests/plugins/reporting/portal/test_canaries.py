"""A word of its own in every field of every kind and state: it is published if and only if the table below says so.

The table is written and reviewed by hand, and knows nothing of how fields and kinds are declared: a new field makes the test
fail until somebody has decided here whether everybody may know it.
"""

import re
import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated
from zipfile import ZipFile, is_zipfile

import attrs
import pytest
import tomli_w

from ogpkit.fields import Sort, fields_of
from ogpkit.hookspecs import hookimpl
from ogpkit.kinds import Extension, Kind
from ogpkit.model import Audience, Bounds, Form, Length, MailAddress, Translated
from ogpkit.plugins import Plugins
from ogpkit.storage.load import load
from ogpkit_reporting.portal.site import Options, site_files

TODAY = date(2013, 7, 15)
LATER = date(2013, 9, 1)
DAY = date(2012, 5, 1)
WORD = re.compile(rb"qzv[0-9]{5}")


@attrs.frozen
class Sown:
    """Where a word stands.

    Attributes:
        kind: The kind of the document, or the name of an extension table with the kind's.
        state: The state that the test gives the document.
        field: The keys that lead to it, lists left out.
        is_contact: Whether it is in an address in the middle of a text, which masks are to take out.
    """

    kind: str
    state: str
    field: str
    is_contact: bool = False


class Sower:
    """Gives words and remembers where each was sown."""

    def __init__(self):
        self.sown = {}

    def word(self, sown):
        word = f"qzv{len(self.sown):05}"
        self.sown[word.encode()] = sown
        return word

    def table(self, entity, kind, state, path=()):
        """A table in which every field is filled, texts with words of their own."""
        return {one.key: self._value(one.shape, kind, state, (*path, one.key)) for one in fields_of(entity)}

    def _value(self, shape, kind, state, path):
        if shape.sort is Sort.TABLE:
            return self.table(shape.table, kind, state, path)
        if shape.sort is Sort.LIST:
            return [self._value(shape.item, kind, state, path)]
        if shape.sort is Sort.MAPPING:
            return {self.word(Sown(kind, state, ".".join(path))): self._value(shape.item, kind, state, path)}
        if shape.sort is Sort.TRANSLATED:
            return {"en": self._text(shape, kind, state, path)}
        if shape.sort is Sort.TEXT:
            return self._text(shape, kind, state, path)
        least = getattr(shape.meaning(Bounds), "least", None)
        plain = {Sort.WHOLE: int(least or 3), Sort.NUMBER: float(least or 3), Sort.TRUTH: True, Sort.DATE: DAY}
        return shape.choices[0].value if shape.sort is Sort.CHOICE else plain[shape.sort]

    def _text(self, shape, kind, state, path):
        form, field = shape.meaning(Form), ".".join(path)
        if form in (Form.COUNTRY, Form.LANGUAGE):
            return "XX" if form is Form.COUNTRY else "en"
        word = self.word(Sown(kind, state, field))
        if form is None and field != "author":  # an author of whom only an address is known is not named at all
            contact = self.word(Sown(kind, state, field, is_contact=True))
            return f"Word {word} of {contact}@canary.example here"
        return {Form.MAIL: f"{word}@canary.example", Form.WEBPAGE: f"https://{word}.example/"}.get(form, word)

    def seen_in(self, files):
        """The words that are found, each with the files that hold it."""
        found = {}
        for path, data in files.items():
            for part in parts(path, data):
                for word in WORD.findall(part.lower()):
                    found.setdefault(word, set()).add(path)
        return found


def parts(path, data):
    """What of a file is looked at: what is packed is unpacked, lines that a calendar breaks are joined."""
    yield path.encode()
    if is_zipfile(BytesIO(data)):
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield re.sub(rb"<[^>]*>", b"", archive.read(name)) + archive.read(name)
    else:
        yield data.replace(b"\r\n ", b"") if path.endswith(".ics") else data


@attrs.frozen(kw_only=True)
class Cost:
    """What it costs.

    Attributes:
        code: Its number.
        remark: What colleagues say.
        clerk: Whom to write to.
    """

    code: str
    remark: Annotated[str, Audience.INTERNAL]
    clerk: MailAddress | None = None


@attrs.frozen(kw_only=True)
class Treaty:
    """A treaty.

    Attributes:
        title: Its name.
        minutes: What was said behind closed doors.
        costs: What it costs.
    """

    title: Translated
    minutes: Annotated[Translated, Length.LONG, Audience.INTERNAL]
    costs: tuple[Cost, ...] = ()


@attrs.frozen(kw_only=True)
class Memo:
    """A memo.

    Attributes:
        text: What it says.
    """

    text: str


UTOPIA = SimpleNamespace(
    ogpkit_kinds=hookimpl(
        lambda: [
            Kind(name="treaty", entity=Treaty, pattern="treaties/{id}.toml", title="T", titles="Ts", published=True),
            Kind(name="memo", entity=Memo, pattern="memos/{id}.toml", title="M", titles="Ms"),
        ]
    ),
    ogpkit_extensions=hookimpl(
        lambda: [
            Extension(table="cost", kind="commitment", entity=Cost),
            Extension(table="cost", kind="commitment", within="milestones", entity=Cost),
            Extension(table="cost", kind="case", entity=Cost),
            Extension(table="memo", kind="commitment", entity=Memo, published=False),
            Extension(table="cost", kind="consultation", within="events", entity=Cost),
        ]
    ),
)

# kind, state: what everybody may know. Whatever else the kind holds in that state is for nobody outside.
PUBLIC = {
    (
        "country",
        "always",
    ): "name sources contact.institution contact.name contact.email contact.telephone networking.neighbours",
    ("cycle", "drafted"): "history.by",
    ("cycle", "consulting"): "history.by",
    ("cycle", "deposited"): "history.by efforts.summary efforts.url plan.url declaration.signatory declaration.url",
    ("commitment", "drafted"): "",
    ("commitment", "deposited"): """
        title number lead partners baseline ambition description
        reflects.transparency reflects.participation reflects.accountability reflects.innovation
        milestones.id milestones.number milestones.title milestones.deadline milestones.benchmark milestones.evidence
        milestones.lead milestones.reason milestones.indicators.id milestones.indicators.number milestones.indicators.title
        milestones.indicators.deadline milestones.indicators.lead cost.code milestones.cost.code""",
    ("consultation", "unpublished"): "",
    ("consultation", "published"): """
        url comments_url awareness.title awareness.url summary.url forum.name forum.members forum.url
        forum.meetings.minutes forum.meetings.topics events.title events.place events.url events.notes events.by_group
        events.cost.code""",
    ("consultation", "consulting"): """
        url comments_url awareness.title awareness.url summary.url forum.name forum.members forum.url
        forum.meetings.minutes forum.meetings.topics events.title events.place events.url events.notes events.by_group
        events.cost.code""",
    ("event", "unannounced"): "",
    ("comment", "unpublished"): "",
    ("comment", "consulting"): "text url response.text",
    ("comment", "named"): "author text commitments url response.text",
    ("comment", "anonymous"): "text commitments url response.text",
    ("comment", "reachable"): "author text commitments url response.text email telephone",
    ("comment", "answer-to-come"): "author text commitments url",
    ("peer-session", "to-come"): "",
    ("peer-session", "drafted"): "place",
    ("peer-session", "deposited"): """
        place presented feedback.from feedback.commitment feedback.text feedback.gap feedback.action feedback.reason""",
    ("self-assessment", "unpublished"): "",
    (
        "self-assessment",
        "published",
    ): "url consultation assessments.commitment assessments.summary assessments.evidence",
    ("independent-report", "drafted"): "",
    ("independent-report", "published"): """
        researchers sources.id sources.title sources.url answers.question answers.commitment answers.answer answers.reason
        answers.evidence publication.url government_response.url government_response.text products.product products.url""",
    ("sent-draft", "always"): "",
    ("sheet-mapping", "always"): "",
    ("eligibility", "always"): """
        fiscal_transparency.source access_to_information.source asset_disclosure.source citizen_engagement.source
        values_check.source published.source published.note""",
    ("eligibility-review", "begun"): "history.by sources",
    ("eligibility-review", "told"): "history.by sources findings",
    ("mechanism-committee", "always"): "members.name form sources",
    ("steering-committee", "always"): "civil_society.name chairs.civil_society sources",
    ("provider", "busy"): "",
    ("provider", "ready"): "name expertise url",
    ("case", "open"): "",
    ("case", "signed"): "agreement.providers agreement.terms agreement.url",
    ("case", "unsigned"): "",
    ("workspace", "always"): "",
    ("treaty", "always"): "title costs.code",
    ("memo", "always"): "",
}

# what is overwritten in a state, so that the document is in it and readable
CYCLE = "countries/XX/cycles/{}/"
REAL = {"edition": "roadmap-2011"}
DEPOSITED = {"stage": "deposited", "on": DAY}
PLACES = {
    ("country", "always"): ("countries/XX/country.toml", {}),
    ("cycle", "drafted"): (CYCLE.format("2014") + "cycle.toml", REAL | {"history": {"stage": "consultation"}}),
    ("cycle", "consulting"): (CYCLE.format("2016") + "cycle.toml", REAL | {"history": {"stage": "consultation"}}),
    ("cycle", "deposited"): (CYCLE.format("2012") + "cycle.toml", REAL | {"history": DEPOSITED}),
    ("commitment", "drafted"): (CYCLE.format("2014") + "commitments/one.toml", {}),
    ("commitment", "deposited"): (CYCLE.format("2012") + "commitments/one.toml", {}),
    ("consultation", "unpublished"): (CYCLE.format("2014") + "consultation/process.toml", {"published": None}),
    ("consultation", "published"): (CYCLE.format("2012") + "consultation/process.toml", {}),
    ("consultation", "consulting"): (CYCLE.format("2016") + "consultation/process.toml", {}),
    ("comment", "consulting"): (CYCLE.format("2016") + "consultation/comments/1.toml", {}),
    ("comment", "unpublished"): (CYCLE.format("2014") + "consultation/comments/1.toml", {"anonymous": False}),
    ("comment", "named"): (
        CYCLE.format("2012") + "consultation/comments/1.toml",
        {"anonymous": False, "publish_contact": False},
    ),
    ("comment", "anonymous"): (CYCLE.format("2012") + "consultation/comments/2.toml", {}),
    ("comment", "reachable"): (CYCLE.format("2012") + "consultation/comments/3.toml", {"anonymous": False}),
    ("comment", "answer-to-come"): (
        CYCLE.format("2012") + "consultation/comments/4.toml",
        {"anonymous": False, "publish_contact": False, "response": {"on": LATER}},
    ),
    ("peer-session", "to-come"): (CYCLE.format("2012") + "peer-sessions/later.toml", {"on": LATER}),
    ("peer-session", "drafted"): (CYCLE.format("2016") + "peer-sessions/one.toml", {}),
    ("peer-session", "deposited"): (CYCLE.format("2012") + "peer-sessions/one.toml", {}),
    ("self-assessment", "unpublished"): (CYCLE.format("2014") + "reports/self-assessment.toml", {"published": LATER}),
    ("self-assessment", "published"): (CYCLE.format("2012") + "reports/self-assessment.toml", {}),
    ("independent-report", "drafted"): (
        CYCLE.format("2014") + "reports/independent.toml",
        {"history": {"stage": "peer-review"}, "products": {"published": LATER}},
    ),
    ("independent-report", "published"): (
        CYCLE.format("2012") + "reports/independent.toml",
        {"history": {"stage": "published"}},
    ),
    ("sent-draft", "always"): (CYCLE.format("2012") + "reports/drafts/abc.toml", {}),
    ("sheet-mapping", "always"): (CYCLE.format("2012") + "sheet-mapping.toml", {}),
    ("eligibility", "always"): ("countries/XX/eligibility/2012.toml", REAL),
    ("eligibility-review", "begun"): (
        "countries/XX/eligibility/reviews/a.toml",
        {"edition": "criteria-2014", "informed_steering_committee": None, "history": {"stage": "findings"}},
    ),
    ("eligibility-review", "told"): (
        "countries/XX/eligibility/reviews/b.toml",
        {"edition": "criteria-2014", "history": {"stage": "findings"}},
    ),
    ("mechanism-committee", "always"): ("networking/committee.toml", {}),
    ("steering-committee", "always"): ("partnership/steering-committee.toml", {}),
    ("provider", "busy"): ("networking/providers/busy.toml", {"ready": False}),
    ("provider", "ready"): ("networking/providers/ready.toml", {}),
    ("case", "open"): ("networking/cases/open.toml", REAL | {"agreement": None, "history": {"stage": "dialogue"}}),
    ("case", "signed"): ("networking/cases/signed.toml", REAL | {"history": {"stage": "agreed"}}),
    ("case", "unsigned"): (
        "networking/cases/unsigned.toml",
        REAL | {"agreement": {"signed": None}, "history": {"stage": "selection"}},
    ),
    ("treaty", "always"): ("treaties/one.toml", {}),
    ("memo", "always"): ("memos/one.toml", {}),
}


def settled(content, instead):
    """Content in a state: what is overwritten is overwritten in every item of a list, and None takes a key out."""
    for key, value in instead.items():
        if value is None:
            content.pop(key, None)
        elif isinstance(value, dict):
            for table in content[key] if isinstance(content[key], list) else [content[key]]:
                settled(table, value)
        else:
            content[key] = value
    return content


def carriers(content, lists):
    if not lists:
        return [content]
    return [found for item in content[lists[0]] for found in carriers(item, lists[1:])]


@pytest.fixture(scope="module")
def plugins():
    found = Plugins.discover(third_party=False)
    modules = {one.name: __import__(one.source.partition(".")[0]) for one in found.installed if one.name != "ogpkit"}
    return Plugins.of(modules | {"utopia": UTOPIA})


@pytest.fixture(scope="module")
def sower():
    return Sower()


@pytest.fixture(scope="module")
def root(plugins, sower):
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "ogpkit.toml").write_text('[workspace]\nname = "Canaries"\nlanguages = ["en", "es", "ar"]\n')
        for (name, state), (path, instead) in PLACES.items():
            kind = plugins.kinds.named(name)
            content = settled(sower.table(kind.entity, name, state), instead)
            for extension in plugins.kinds.extensions(name):
                for carrier in carriers(content, extension.lists):
                    carrier[extension.table] = sower.table(extension.entity, name, state, extension.path)
            if name == "consultation":  # an event that nobody was told of stands before the others
                entity = next(one.shape.item.table for one in _fields(kind.entity) if one.key == "events")
                hidden = settled(sower.table(entity, "event", "unannounced"), {"announced": LATER})
                content["events"].insert(0, hidden | {"cost": sower.table(Cost, "event", "unannounced", ("cost",))})
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(tomli_w.dumps(content))
        yield root


def _fields(entity):
    return fields_of(entity)


@pytest.fixture(scope="module")
def site(plugins, root):
    loaded = load(root, plugins, TODAY)
    assert not [(path, fault) for path, found in loaded.faults.items() for fault in found if fault.mismatch]
    assert {path for path, _instead in PLACES.values()} <= set(loaded.workspace.documents)
    options = Options(base="https://ogp.example.org", documents=("docx", "xlsx", "html", "md"))
    files = dict(site_files(loaded.workspace, plugins, options))
    assert plugins.faults == ()
    return files


def test_every_kind_is_in_the_table_in_every_state_that_is_tried(plugins):
    assert {name for name, _state in PUBLIC} - {"event"} == {kind.name for kind in plugins.kinds}
    assert PLACES.keys() == PUBLIC.keys() - {("workspace", "always"), ("event", "unannounced")}


def test_no_row_of_the_table_names_a_field_that_does_not_exist(sower, root):
    there = {(one.kind, one.state, one.field) for one in sower.sown.values()}
    said = {(*key, field) for key, fields in PUBLIC.items() for field in fields.split()}
    assert sorted(said - there) == EXPECTED_WITHOUT_WORDS


# what the tests overwrite, or is a code and no word
EXPECTED_WITHOUT_WORDS = [("country", "always", "networking.neighbours")]


def test_what_is_internal_or_not_public_yet_is_in_no_byte_of_the_site(sower, site):
    seen = sower.seen_in(site)
    leaked = {
        f"{one.kind} ({one.state}) {one.field}": sorted(seen[word])[:3]
        for word, one in sower.sown.items()
        if word in seen and (one.is_contact or one.field not in PUBLIC[one.kind, one.state].split())
        if not (one.is_contact and (one.kind, one.state) == ("comment", "reachable"))
    }
    assert leaked == {}


def test_what_is_public_is_on_the_site(sower, site):
    seen = sower.seen_in(site)
    missing = [
        f"{one.kind} ({one.state}) {one.field}"
        for word, one in sower.sown.items()
        if not one.is_contact and word not in seen and one.field in PUBLIC[one.kind, one.state].split()
    ]
    assert missing == []
