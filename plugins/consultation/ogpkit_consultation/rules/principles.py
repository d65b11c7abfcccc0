"""Rules about the five principles of consultation: one for each of their points (Roadmap IV)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ogpkit.api import Problem, Rule, Scope, remove_once, replace_once
from ogpkit.api.text import N_
from ogpkit_consultation.dossier import build_dossier
from ogpkit_consultation.looking import Lacking
from ogpkit_consultation.model import Consultation
from ogpkit_consultation.principles import PRINCIPLES
from ogpkit_consultation.rules.examples import COMMENT, PROCESS, RIGHT, build_example

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ogpkit.api import Example
    from ogpkit.api.content import Document, Workspace
    from ogpkit_consultation.looking import Look


def _make_check(look: Look) -> Callable[[Document[Consultation], Workspace], Iterator[Problem]]:
    def check(document: Document[Consultation], workspace: Workspace) -> Iterator[Problem]:
        for found in look(build_dossier(document, workspace)):
            if isinstance(found, Lacking):
                yield Problem(message=found.message, remedy=found.remedy, at=found.at, path=found.path)

    return check


_ONLINE_EVENT: Final = """\
[[events]]
title = "Web forum"
mechanism = "online"
announced = 2011-11-15
on = 2011-12-01
until = 2012-01-31
groups = ["citizens", "academia"]

"""

_POSTER: Final = '[[awareness]]\non = 2011-12-05\ntitle = "Poster in every town hall"\n\n'
_RADIO: Final = '[[awareness]]\non = 2011-11-20\ntitle = "Radio programme"\naudience = ["citizens"]\n\n'
_FORUM: Final = PROCESS[PROCESS.index("[forum]") :]
_MINUTES: Final = 'minutes = "https://example.org/minutes-1"\n'

_ABOUT: Final[Mapping[str, tuple[str, str, Example]]] = {
    "CON001": (
        N_("Process and timeline are online before the consultation opens"),
        N_(
            "Countries make the details of their public consultation process and its timeline available, online at minimum, "
            "prior to the consultation: people need to know when and how they can take part."
        ),
        build_example(process=replace_once(PROCESS, "published = 2011-11-15", "published = 2011-12-20")),
    ),
    "CON002": (
        N_("The timeline says when the consultation opens and closes"),
        N_("A timeline that is made available says at least from when to when people can take part."),
        build_example(process=remove_once(PROCESS, "closes = 2012-01-31\n")),
    ),
    "CON003": (
        N_("Civil society and the private sector are consulted"),
        N_("Countries consult widely with the national community, including civil society and the private sector."),
        build_example(process=remove_once(PROCESS, '"private-sector", ')),
    ),
    "CON004": (
        N_("A diverse range of views is sought out"),
        N_("Countries seek out a diverse range of views; how many groups that takes at least is in the edition."),
        build_example(
            process=replace_once(
                remove_once(PROCESS, '\ngroups = ["citizens", "academia"]'),
                '"private-sector", "citizens"]',
                '"private-sector"]',
            )
        ),
    ),
    "CON005": (
        N_("The summary of the consultation is online in every owed language"),
        N_("Countries make a summary of the public consultation available online."),
        build_example(process=remove_once(PROCESS, 'url = "https://example.org/summary"\n')),
    ),
    "CON006": (
        N_("Every written comment is online"),
        N_(
            "Countries make all individual written comment submissions available online: each comment has an address of its "
            "own, or comments_url names the page on which all of them are."
        ),
        build_example(comment=remove_once(COMMENT, 'url = "https://example.org/comments/1"\n')),
    ),
    "CON007": (
        N_("Awareness is raised"),
        N_("Countries undertake OGP awareness raising activities to enhance public participation in the consultation."),
        build_example(process=remove_once(remove_once(PROCESS, _POSTER), _RADIO)),
    ),
    "CON008": (
        N_("Awareness is raised before the consultation and while it is open"),
        N_("Who hears of a consultation only when it has begun has less time; who hears of it once may forget it."),
        build_example(process=remove_once(PROCESS, _POSTER)),
    ),
    "CON009": (
        N_("Events are announced in time"),
        N_(
            "Countries consult the population with sufficient forewarning; how many days that are at least is in the edition."
        ),
        build_example(process=replace_once(PROCESS, "announced = 2011-11-18", "announced = 2011-12-08")),
    ),
    "CON010": (
        N_("People can take part online and in person"),
        N_(
            "Countries consult through a variety of mechanisms, including online and through in-person meetings, so that every "
            "citizen has an opportunity that they can use."
        ),
        build_example(process=remove_once(PROCESS, _ONLINE_EVENT)),
    ),
    "CON011": (
        N_("A forum for consultation on implementation is named"),
        N_(
            "Countries identify a forum to enable regular multi-stakeholder consultation on OGP implementation; this can be an "
            "existing entity or a new one."
        ),
        build_example(process=remove_once(PROCESS, _FORUM)),
    ),
    "CON012": (
        N_("The forum meets as often as it promised"),
        N_("Consultation on implementation is regular: no longer than promised without a meeting of the forum."),
        build_example(process=replace_once(PROCESS, "meets_every_days = 90", "meets_every_days = 30")),
    ),
    "CON013": (
        N_("The minutes of the forum are public"),
        N_("Minutes show to those who were not there that the forum met, and what came of it."),
        build_example(process=remove_once(PROCESS, _MINUTES)),
    ),
    "CON014": (
        N_("The forum promises to meet regularly, by rules that are public"),
        N_(
            "Once a year is not regular; the standards of 2022 ask for six months at most and for rules that are public."
        ),
        build_example(process=replace_once(PROCESS, "meets_every_days = 90", "meets_every_days = 365")),
    ),
}
"""Title, explanation and wrong example of the rule about each point."""

PRINCIPLE_RULES: Final[tuple[Rule[Any], ...]] = tuple(
    Rule(
        code=point.code,
        title=_ABOUT[point.code][0],
        severity=point.severity,
        section=principle.section,
        explanation=_ABOUT[point.code][1],
        entity=Consultation,
        check=_make_check(point.look),
        scope=Scope.CYCLE,
        wrong=_ABOUT[point.code][2],
        right=RIGHT,
    )
    for principle in PRINCIPLES
    for point in principle.points
)
"""The rules about the five principles."""
