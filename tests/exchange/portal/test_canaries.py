"""A word of its own in every field of every kind and state: it is published if and only if the table below says so.

The table is written and reviewed by hand, and knows nothing of how fields and kinds are declared: a new field makes the test
fail until somebody has decided here whether everybody may know it.
"""

import re
import subprocess
import tempfile
import zlib
from contextlib import suppress
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from shutil import which
from types import SimpleNamespace
from typing import Annotated
from zipfile import ZipFile, is_zipfile

import attrs
import pytest
import tomli_w
from babel.dates import format_date

from ogpkit.api import Extension, Kind, Place, Plugins, Scope, hookimpl
from ogpkit.api.content import (
    Audience,
    Bounds,
    Length,
    MailAddress,
    Sort,
    TextFormat,
    Translated,
    fields_of,
    read_workspace,
)
from ogpkit.api.output import NothingToWrite, build_document, public_workspace, render_document
from ogpkit.exchange.portal.frame import Options
from ogpkit.exchange.portal.site import list_site_files

TODAY = date(2013, 7, 15)
LATER = date(2013, 9, 1)
DAY = date(2012, 5, 1)
FIRST = date(1910, 1, 1)
NAME = "(name)"
WORD = re.compile(rb"qzv[0-9]{5}")
OTHER = re.compile(
    rb"(?<![0-9])(?:1[0-9]{3}-[0-9]{2}-[0-9]{2}|1[0-9]{7}(?![0-9])|[A-Z][a-z]+ [0-9]{1,2}, 1[0-9]{3}"
    rb"|[0-9]{1,2} de [a-z]+ de 1[0-9]{3}"
    rb"|(?:[0-9]{1,2}|(?:\xd9[\xa0-\xa9]){1,2}) [^ <0-9]{4,20} (?:1[0-9]{3}|(?:\xd9[\xa0-\xa9]){4})"
    rb"|7(?:[., ]|\xc2\xa0|\xe2\x80\xaf)?13[0-9](?:[., ]|\xc2\xa0|\xe2\x80\xaf)?[0-9]{3}(?![0-9]))"
    rb"|<v>[0-9]{4,5}</v>"
)


@attrs.frozen
class Sown:
    """Where a word stands.

    Attributes:
        kind: The kind of the document, or the name of an extension table with the kind's.
        state: The state that the test gives the document.
        field: The keys that lead to it, lists left out.
        is_contact: Whether it is in an address in the middle of a text, which masks are to take out.
        language: The language of the text, where it is in several.
    """

    kind: str
    state: str
    field: str
    is_contact: bool = False
    language: str = ""


class Sower:
    """Gives words and remembers where each was sown."""

    def __init__(self):
        self.sown, self.days, self.numbers = {}, {}, {}

    def word(self, sown):
        word = f"qzv{len(self.sown):05}"
        self.sown[word.encode()] = sown
        return word

    def day(self, sown):
        """A day of its own; no two are as far apart as a term that is counted from a day."""
        day = FIRST + timedelta(len(self.days) * 53)
        self.days[day] = sown
        return day

    def number(self, sown, bounds):
        """A number of its own, where the bounds of its field allow one that is large."""
        greatest = getattr(bounds, "greatest", None)
        if greatest is not None and greatest < 10**6:
            return int(getattr(bounds, "least", None) or 3)
        number = 7130000 + len(self.numbers)
        self.numbers[str(number).encode()] = sown
        return number

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
            return {language: self._text(shape, kind, state, path, language) for language in ("en", "es")}
        return (
            self._text(shape, kind, state, path) if shape.sort is Sort.TEXT else self._plain(shape, kind, state, path)
        )

    def _plain(self, shape, kind, state, path):
        if shape.sort is Sort.DATE:
            return self.day(Sown(kind, state, ".".join(path)))
        if shape.sort in (Sort.WHOLE, Sort.NUMBER):
            number = self.number(Sown(kind, state, ".".join(path)), shape.meaning(Bounds))
            return number if shape.sort is Sort.WHOLE else float(number)
        return True if shape.sort is Sort.TRUTH else shape.choices[0].value

    def _text(self, shape, kind, state, path, language=""):
        form, field = shape.meaning(TextFormat), ".".join(path)
        if form in (TextFormat.COUNTRY, TextFormat.LANGUAGE):
            return "XX" if form is TextFormat.COUNTRY else "en"
        word = self.word(Sown(kind, state, field, language=language))
        if form is None and field != "author":  # an author of whom only an address is known is not named at all
            contact = self.word(Sown(kind, state, field, is_contact=True))
            return f"Word {word} of {contact}@canary.example here"
        return {TextFormat.MAIL: f"{word}@canary.example", TextFormat.WEBPAGE: f"https://{word}.example/"}.get(
            form, word
        )

    def seen_in(self, files):
        """The words that are found, each with the files that hold it."""
        found = {}
        for path, data in files.items():
            for part in parts(path, data):
                for word in WORD.findall(part.lower()):
                    found.setdefault(word, set()).add(path)
        return found

    def other_seen_in(self, files):
        """What is found of days and numbers, however they are written, each with the files that hold it."""
        spoken = dict(self.numbers)
        for day, sown in self.days.items():
            serial = (day - date(1899, 12, 30)).days
            forms = [
                day.isoformat(),
                f"{day:%Y%m%d}",
                *(format_date(day, "long", locale=one) for one in ("en", "es", "ar")),
            ]
            spoken |= {form.encode(): sown for form in [*forms, f"<v>{serial}</v>"]}
        found = {}
        for path, data in files.items():
            for part in parts(path, data):
                for said in OTHER.findall(part):
                    sown = spoken.get(said) or spoken.get(re.sub(rb"[^0-9]|\xc2\xa0", b"", said))
                    if sown:
                        found.setdefault(sown, set()).add(path)
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
    ): """
        name sources contact.institution contact.name contact.email contact.telephone networking.neighbours
        declaration.signatory declaration.url membership.note membership.source""",
    ("cycle", "drafted"): "history.by rules.irm rules.participation",
    ("cycle", "consulting"): "history.by rules.irm rules.participation",
    ("cycle", "deposited"): """
        history.by efforts.summary efforts.url plan.url declaration.signatory declaration.url refresh.summary refresh.url
        rules.irm rules.participation""",
    ("commitment", "drafted"): "",
    ("commitment", "deposited"): """
        title number url lead partners baseline ambition description problem done_so_far solution results resources
        adds implementation_plan milestones.indicators.unit
        policy_areas continues stakeholders.government stakeholders.civil_society stakeholders.others
        contact.institution contact.name contact.email contact.telephone changes.reason
        milestones.outputs milestones.partners milestones.updates.done milestones.updates.challenges
        milestones.updates.evidence milestones.indicators.updates.done milestones.indicators.updates.challenges
        milestones.indicators.updates.evidence
        reflects.transparency reflects.participation reflects.accountability reflects.innovation
        milestones.id milestones.number milestones.title milestones.deadline milestones.benchmark milestones.evidence
        milestones.lead milestones.reason milestones.indicators.id milestones.indicators.number milestones.indicators.title
        milestones.indicators.deadline milestones.indicators.lead cost.code milestones.cost.code""",
    ("consultation", "unpublished"): "",
    ("consultation", "reviewed"): "findings.question findings.answer findings_url",
    ("consultation", "published"): """
        website website_updates.what repository.url repository.updates.what repository.updates.url
        response.url response.summary response.why_none
        findings.question findings.answer findings_url
        url comments_url awareness.title awareness.url summary.url forum.name forum.members forum.url
        forum.meetings.minutes forum.meetings.topics events.title events.place events.url events.notes events.by_group
        events.access
        laws.title laws.text laws.url laws.commitments events.cost.code""",
    ("consultation", "consulting"): """
        website website_updates.what repository.url repository.updates.what repository.updates.url
        response.url response.summary response.why_none
        findings.question findings.answer findings_url
        url comments_url awareness.title awareness.url summary.url forum.name forum.members forum.url
        forum.meetings.minutes forum.meetings.topics events.title events.place events.url events.notes events.by_group
        events.access
        laws.title laws.text laws.url events.cost.code""",
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
        researchers experts.name experts.organisation experts.standing sources.id sources.title sources.url
        clusters.id clusters.title clusters.commitments answers.question answers.commitment answers.cluster
        answers.answer answers.reason answers.evidence recommendations.text recommendations.commitments
        recommendations.product publication.url government_response.url
        government_response.text products.product products.url""",
    ("recommendation-answers", "drafted"): "",
    ("recommendation-answers", "published"): """
        responses.reason responses.url outcomes.account outcomes.evidence outcomes.plan outcomes.commitments""",
    ("sent-draft", "always"): "",
    ("sheet-mapping", "always"): "",
    ("eligibility", "always"): """
        fiscal_transparency.source access_to_information.source asset_disclosure.source citizen_engagement.source
        values_check.source published.source published.note validations.organisation""",
    ("eligibility-review", "begun"): "history.by sources",
    ("eligibility-review", "told"): "history.by sources findings",
    ("mechanism-committee", "always"): "members.name form interest stories sources",
    ("story", "sent-in"): "",
    ("story", "refused"): "",
    ("story", "accepted"): "title text author topics links",
    ("story", "discussed"): "title text author topics links replies.author replies.text",
    ("steering-committee", "always"): "civil_society.name chairs.civil_society sources",
    ("irm-panel", "always"): "experts.name experts.appointed_by sources",
    ("provider", "busy"): "",
    ("provider", "ready"): "name expertise url",
    ("case", "open"): "",
    ("case", "signed"): "agreement.providers agreement.terms agreement.url",
    ("case", "unsigned"): "",
    ("workspace", "always"): "",
    ("treaty", "always"): "title costs.code",
    ("memo", "always"): "",
}

# The same for days and numbers, which are looked for in every way in which they are written.
PUBLIC_DAYS = {
    ("case", "signed"): "agreement.end agreement.signed agreement.start",
    ("comment", "anonymous"): "received response.on",
    ("comment", "answer-to-come"): "received",
    ("comment", "consulting"): "received response.on",
    ("comment", "named"): "received response.on",
    ("comment", "reachable"): "received response.on",
    ("commitment", "deposited"): """
        changes.on end milestones.completed milestones.due milestones.indicators.due milestones.indicators.updates.on
        milestones.indicators.baseline milestones.indicators.target
        milestones.start milestones.updates.on start""",
    ("consultation", "consulting"): """
        website_updates.on repository.updates.on response.published
        awareness.on awareness.until closes events.announced events.by_group events.on events.participants
        events.until findings_published forum.meetings.on forum.meetings.participants forum.since opens published
        summary.published""",
    ("consultation", "reviewed"): "findings_published",
    ("consultation", "published"): """
        website_updates.on repository.updates.on response.published
        awareness.on awareness.until closes events.announced events.by_group events.on events.participants
        events.until findings_published forum.meetings.on forum.meetings.participants forum.since opens published
        summary.published""",
    ("country", "always"): "declaration.endorsed joined membership.on",
    ("cycle", "consulting"): "cocreation end history.on start",
    ("cycle", "deposited"): """
        cocreation declaration.endorsed end plan.published refresh.begun refresh.published start""",
    ("cycle", "drafted"): "cocreation end history.on start",
    ("eligibility", "always"): "validations.on",
    ("eligibility-review", "begun"): "history.on opened years",
    ("eligibility-review", "told"): "history.on informed_steering_committee opened years",
    ("irm-panel", "always"): "experts.since experts.until",
    ("independent-report", "published"): "government_response.on history.on products.published publication.deposited",
    ("peer-session", "deposited"): "on",
    ("peer-session", "drafted"): "on",
    ("recommendation-answers", "published"): "outcomes.on responses.on",
    ("self-assessment", "published"): "deposited published",
    ("story", "accepted"): "accepted on",
    ("story", "discussed"): "accepted on replies.on",
    ("steering-committee", "always"): "as_of civil_society.end civil_society.start governments.end governments.start",
}

# what is overwritten in a state, so that the document is in it and readable
CYCLE = "countries/XX/cycles/"
REAL = {"edition": "roadmap-2011"}
DEPOSITED = {"stage": "deposited", "on": DAY}
PLACES = {
    ("country", "always"): ("countries/XX/country.toml", {}),
    ("cycle", "drafted"): (CYCLE + "2014/" + "cycle.toml", REAL | {"history": {"stage": "consultation"}}),
    ("cycle", "consulting"): (CYCLE + "2016/" + "cycle.toml", REAL | {"history": {"stage": "consultation"}}),
    ("cycle", "deposited"): (CYCLE + "2012/" + "cycle.toml", REAL | {"history": DEPOSITED}),
    ("commitment", "drafted"): (CYCLE + "2014/" + "commitments/{name}.toml", {}),
    ("commitment", "deposited"): (CYCLE + "2012/" + "commitments/{name}.toml", {}),
    ("consultation", "unpublished"): (
        CYCLE + "2014/" + "consultation/process.toml",
        {"published": None, "findings_published": LATER},
    ),
    ("consultation", "reviewed"): (CYCLE + "2015/" + "consultation/process.toml", {"published": None}),
    ("consultation", "published"): (CYCLE + "2012/" + "consultation/process.toml", {}),
    ("consultation", "consulting"): (CYCLE + "2016/" + "consultation/process.toml", {}),
    ("comment", "consulting"): (CYCLE + "2016/" + "consultation/comments/{name}.toml", {}),
    ("comment", "unpublished"): (CYCLE + "2014/" + "consultation/comments/{name}.toml", {"anonymous": False}),
    ("comment", "named"): (
        CYCLE + "2012/" + "consultation/comments/{name}.toml",
        {"anonymous": False, "publish_contact": False},
    ),
    ("comment", "anonymous"): (CYCLE + "2012/" + "consultation/comments/{name}.toml", {}),
    ("comment", "reachable"): (CYCLE + "2012/" + "consultation/comments/{name}.toml", {"anonymous": False}),
    ("comment", "answer-to-come"): (
        CYCLE + "2012/" + "consultation/comments/{name}.toml",
        {"anonymous": False, "publish_contact": False, "response": {"on": LATER}},
    ),
    ("peer-session", "to-come"): (CYCLE + "2012/" + "peer-sessions/{name}.toml", {"on": LATER}),
    ("peer-session", "drafted"): (CYCLE + "2016/" + "peer-sessions/{name}.toml", {}),
    ("peer-session", "deposited"): (CYCLE + "2012/" + "peer-sessions/{name}.toml", {}),
    ("self-assessment", "unpublished"): (CYCLE + "2014/" + "reports/self-assessment.toml", {"published": LATER}),
    ("self-assessment", "published"): (CYCLE + "2012/" + "reports/self-assessment.toml", {}),
    ("independent-report", "drafted"): (
        CYCLE + "2014/" + "reports/independent.toml",
        {"history": {"stage": "peer-review"}, "products": {"published": LATER}, "recommendations": {"id": "known"}},
    ),
    ("independent-report", "published"): (
        CYCLE + "2012/" + "reports/independent.toml",
        {"history": {"stage": "published"}, "recommendations": {"id": "known"}},
    ),
    ("recommendation-answers", "drafted"): (
        CYCLE + "2014/" + "reports/recommendations.toml",
        {"responses": {"recommendation": "known"}, "outcomes": {"recommendation": "known"}},
    ),
    ("recommendation-answers", "published"): (
        CYCLE + "2012/" + "reports/recommendations.toml",
        {"responses": {"recommendation": "known"}, "outcomes": {"recommendation": "known"}},
    ),
    ("sent-draft", "always"): (CYCLE + "2012/" + "reports/drafts/{name}.toml", {}),
    ("sheet-mapping", "always"): (CYCLE + "2012/" + "sheet-mapping.toml", {}),
    ("eligibility", "always"): ("countries/XX/eligibility/2012.toml", REAL),
    ("eligibility-review", "begun"): (
        "countries/XX/eligibility/reviews/{name}.toml",
        {"edition": "criteria-2014", "informed_steering_committee": None, "history": {"stage": "findings"}},
    ),
    ("eligibility-review", "told"): (
        "countries/XX/eligibility/reviews/{name}.toml",
        {"edition": "criteria-2014", "history": {"stage": "findings"}},
    ),
    ("mechanism-committee", "always"): ("networking/committee.toml", {}),
    ("steering-committee", "always"): ("partnership/steering-committee.toml", {}),
    ("irm-panel", "always"): ("partnership/irm-panel.toml", {}),
    ("provider", "busy"): ("networking/providers/{name}.toml", {"ready": False}),
    ("provider", "ready"): ("networking/providers/{name}.toml", {}),
    ("story", "sent-in"): ("networking/stories/{name}.toml", {"state": "sent-in"}),
    ("story", "refused"): ("networking/stories/{name}.toml", {"state": "refused"}),
    ("story", "accepted"): ("networking/stories/{name}.toml", {"state": "accepted"}),
    ("story", "discussed"): (
        "networking/stories/{name}.toml",
        {"state": "accepted", "replies": {"state": "accepted"}},
    ),
    ("case", "open"): ("networking/cases/{name}.toml", REAL | {"agreement": None, "history": {"stage": "dialogue"}}),
    ("case", "signed"): ("networking/cases/{name}.toml", REAL | {"history": {"stage": "agreed"}}),
    ("case", "unsigned"): (
        "networking/cases/{name}.toml",
        REAL | {"agreement": {"signed": None}, "history": {"stage": "selection"}},
    ),
    ("treaty", "always"): ("treaties/{name}.toml", {}),
    ("memo", "always"): ("memos/{name}.toml", {}),
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
            kind = plugins.kinds.by_name(name)
            content = settled(sower.table(kind.entity, name, state), instead)
            for extension in plugins.kinds.extensions(name):
                for carrier in carriers(content, extension.lists):
                    carrier[extension.table] = sower.table(extension.entity, name, state, extension.path)
            if name == "consultation":  # an event that nobody was told of stands before the others
                entity = next(one.shape.item.table for one in _fields(kind.entity) if one.key == "events")
                hidden = settled(sower.table(entity, "event", "unannounced"), {"announced": LATER})
                content["events"].insert(0, hidden | {"cost": sower.table(Cost, "event", "unannounced", ("cost",))})
            file = root / path.format(name=sower.word(Sown(name, state, NAME)))
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(tomli_w.dumps(content))
        yield root


def _fields(entity):
    return fields_of(entity)


@pytest.fixture(scope="module")
def site(plugins, root):
    loaded = read_workspace(root, plugins.kinds, plugins.editions, TODAY)
    assert not [(path, fault) for path, found in loaded.faults.items() for fault in found if fault.mismatch]
    assert len(loaded.workspace.documents) == len(PLACES) + 1
    options = Options(base="https://ogp.example.org", documents=("docx", "xlsx", "html", "md"))
    files = dict(list_site_files(loaded.workspace, plugins, options))
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


def allowed(one):
    """The fields that may be seen of what somebody sowed; of what is public in part, the name of the file too."""
    fields = PUBLIC[one.kind, one.state].split()
    return [*fields, NAME] if fields else fields


def test_what_is_internal_or_not_public_yet_is_in_no_byte_of_the_site(sower, site):
    seen = sower.seen_in(site)
    leaked = {
        f"{one.kind} ({one.state}) {one.field}": sorted(seen[word])[:3]
        for word, one in sower.sown.items()
        if word in seen and (one.is_contact or one.field not in allowed(one))
        if not (one.is_contact and (one.kind, one.state) == ("comment", "reachable"))
    }
    assert leaked == {}


def test_what_is_public_is_on_the_site(sower, site):
    seen = sower.seen_in(site)
    there = {(one.kind, one.state, one.field, one.language) for word, one in sower.sown.items() if word in seen}
    asked = {
        (one.kind, one.state, one.field, one.language)
        for one in sower.sown.values()
        if not one.is_contact and one.field in PUBLIC[one.kind, one.state].split()
    }
    assert asked - there == set()


def test_days_and_numbers_are_published_if_and_only_if_the_table_says_so(sower, site):
    seen = {(one.kind, one.state, one.field): sorted(files)[:3] for one, files in sower.other_seen_in(site).items()}
    said = {(*key, field) for key, fields in PUBLIC_DAYS.items() for field in fields.split()}
    assert {key: files for key, files in seen.items() if key not in said} == {}
    assert said - seen.keys() == set()
    assert len(sower.days) + len(sower.numbers) > 1.5 * len(said), "more is kept back than is told"


def test_what_has_a_later_day_is_not_announced_before_it(site):
    forms = [LATER.isoformat(), f"{LATER:%Y%m%d}", *(format_date(LATER, "long", locale=one) for one in ("en", "es"))]
    told = {
        path for path, data in site.items() for part in parts(path, data) if any(one.encode() in part for one in forms)
    }
    assert told == set()


def test_the_printed_documents_hold_no_more_than_what_is_public(plugins, root, sower):
    """Their text and what they say of themselves: properties, metadata and whatever else stands in the file unpacked."""
    pytest.importorskip("typst", reason="the extra “pdf” is not installed")
    if which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    view = public_workspace(read_workspace(root, plugins.kinds, plugins.editions, TODAY).workspace, plugins)
    files = {}
    for paper in plugins.papers:
        place = {Scope.WORKSPACE: Place(), Scope.COUNTRY: Place(country="XX")}.get(
            paper.value.scope, Place(country="XX", cycle="2012")
        )
        with suppress(NothingToWrite):
            data = render_document(build_document(paper, view, place, "en", plugins), "pdf", None)
            said = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout
            streams = re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL)
            files[paper.value.name] = b"\n".join([said, data, *map(inflated, streams)])
    assert len(files) > 3
    seen = sower.seen_in(files)
    leaked = {one: seen[word] for word, one in sower.sown.items() if word in seen and one.field not in allowed(one)}
    assert {one: where for one, where in leaked.items() if (one.kind, one.state) != ("comment", "reachable")} == {}
    assert any(sower.sown[word].kind == "commitment" for word in seen)
    for name, content in files.items():
        assert str(root).encode() not in content, name


def inflated(stream):
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""
