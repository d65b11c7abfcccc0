"""A country or a local member, as its `country.toml` describes it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import attrs

from ogpkit.model.annotations import Audience, LanguageCode, Length, MailAddress, PastDay, WebAddress
from ogpkit.model.translated import Translated
from ogpkit.model.vocabulary import Choice


class CountryLevel(Choice):
    """At which level of government a member takes part."""

    NATIONAL = "national"
    LOCAL = "local"


class MemberStatus(Choice):
    """How a member of OGP stands."""

    ACTIVE = "active", "Active"
    PROCEDURAL_REVIEW = "under-procedural-review", "Under procedural review"
    ELIGIBILITY_REVIEW = "under-eligibility-review", "Under eligibility review"
    INACTIVE = "inactive", "Inactive"
    SUSPENDED = "suspended", "Suspended under the Response Policy"
    WITHDRAWN = "withdrawn", "Withdrawn"

    @property
    def takes_part(self) -> bool:
        """Tell whether a member of this status still owes plans and reports."""
        return self not in {MemberStatus.INACTIVE, MemberStatus.SUSPENDED, MemberStatus.WITHDRAWN}


@attrs.frozen(kw_only=True)
class MembershipChange:
    """Change of a member's status.

    Attributes:
        status: The new status.
        on: The day on which it changed. Leave it out if it is not known.
        source: Where the change is published: a title or a web address.
        note: The reason for the change, in one sentence.
    """

    status: MemberStatus
    on: date | None = None
    source: str = ""
    note: Annotated[Translated, Length.LONG] | None = None


@attrs.frozen(kw_only=True)
class Declaration:
    """Endorsement of the Declaration of Principles, once by a government and possible once a plan is deposited (Roadmap IX).

    Attributes:
        endorsed: The day of endorsement.
        signatory: Who signed.
        url: Where the signed declaration can be read.
    """

    endorsed: PastDay
    signatory: str = ""
    url: WebAddress | None = attrs.field(default=None, metadata={"label": "Document"})


@attrs.frozen(kw_only=True)
class Contact:
    """Whom to ask in this country.

    Attributes:
        institution: The ministry, office or agency.
        name: A person or a job title.
        email: An email address for correspondence.
        telephone: A telephone number with the country code.
    """

    institution: str = ""
    name: str = ""
    email: Annotated[MailAddress, Audience.PUBLIC] | None = None
    telephone: str = ""


@attrs.frozen(kw_only=True)
class Country:
    """Participating, aspiring or observed country; its identifier is the name of its folder.

    Attributes:
        name: The country's name.
        languages: Local languages required for plans and reports, besides English (Roadmap X, XI).
        level: Whether the member is a national or a local government.
        joined: The day on which OGP received the letter of intent. Leave it out if the country has not joined.
        membership: Changes of the member's status, oldest first. The member is active from the day on which it joined.
        declaration: The endorsement of the Declaration of Principles (Roadmap IX).
        contact: Who to contact.
        sources: Where the facts in this file come from: titles or web addresses.
        notes: Anything that colleagues should know.
    """

    name: Translated
    languages: tuple[LanguageCode, ...] = ()
    level: CountryLevel = CountryLevel.NATIONAL
    joined: PastDay | None = None
    membership: tuple[MembershipChange, ...] = ()
    declaration: Declaration | None = None
    contact: Contact | None = None
    sources: tuple[str, ...] = ()
    notes: Annotated[str, Length.LONG, Audience.INTERNAL] = ""

    def find_status(self, day: date) -> MembershipChange | None:
        """Return the last change of status until a day; None where the country had not joined by then.

        Args:
            day: The day. A change whose day is not known counts as made before it.
        """
        joined = self.joined is not None and self.joined <= day
        known = [MembershipChange(status=MemberStatus.ACTIVE, on=self.joined)] if joined else []
        known += [change for change in self.membership if change.on is None or change.on <= day]
        return known[-1] if known else None

    def is_member(self, day: date) -> bool:
        """Tell whether the country took part in OGP on a day: it had joined, and was neither inactive, suspended nor withdrawn.

        Args:
            day: The day.
        """
        found = self.find_status(day)
        return found is not None and found.status.takes_part
