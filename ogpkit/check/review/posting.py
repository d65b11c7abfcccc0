"""Putting a review beside a change on GitHub or GitLab: one comment, which the next run of the pipeline rewrites.

Where the change is and with which token it may be commented on, the pipeline says in its environment. The token goes to the
server that the pipeline names and nowhere else, and no message has it.
"""

from __future__ import annotations

import json
import time
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ogpkit.check.review.render import LONGEST_COMMENT
from ogpkit.errors import OgpkitError
from ogpkit.text.i18n import _
from ogpkit.text.sanitize import escape_comment, sanitize_line
from ogpkit.workspace.git import read_plain_file
from ogpkit.workspace.web import NoAnswer, ask_server, is_safe_for_tokens

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

MARK: Final = "<!-- ogpkit: review -->"
"""Begins a comment by which the next run knows it again; no page shows it."""

_PAGE: Final = 100
"""Comments that a server lists at once."""

_MOST_PAGES: Final = 50

_LARGEST_EVENT: Final = 10 * 1024 * 1024

_TRUSTED: Final = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})
"""Who GitHub says may write in a repository; a comment of anybody else with the mark is left alone."""


_PASSING: Final = frozenset(
    {
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)
"""What a server says that may take the same a moment later."""

PAUSES: Final = [1.0, 4.0]
"""Seconds after which a server that was not able to answer is asked again."""


class CannotPost(OgpkitError):
    """Raised when no comment can be posted; the message says what to do."""


class _NotNow(CannotPost):
    """Raised when a server may take the comment a moment later."""


@attrs.frozen
class _Existing:
    """Comment that is there.

    Attributes:
        address: Where it is changed.
        text: What it says.
    """

    address: str
    text: str


@attrs.frozen
class Change:
    """Pull request of GitHub, or merge request of GitLab, with the way to its comments.

    Attributes:
        comments: The address of its comments.
        headers: What every request says beside, with the token.
        method: With what a comment is changed.
        find_own: Gives of listed comments those that the pipeline itself wrote.
    """

    comments: str
    headers: Mapping[str, str] = attrs.field(repr=False)
    method: str
    find_own: Callable[[Change, Sequence[Any]], Iterator[_Existing]] = attrs.field(repr=False)

    def ask(self, method: str, address: str, content: object = None) -> Any:
        """Return what the server says.

        Args:
            method: What is asked for.
            address: Where.
            content: What is sent, as JSON.

        Raises:
            CannotPost: It refuses, or gives no answer.
        """
        sent = None if content is None else json.dumps(content).encode()
        headers = {**self.headers, "Content-Type": "application/json", "User-Agent": "ogpkit"}
        try:
            answer = ask_server(address, method=method, headers=headers, content=sent)
        except NoAnswer as error:
            raise CannotPost(_("ogpkit cannot post the comment: {reason}.").format(reason=error)) from error
        if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}:
            said = _("The server refuses the comment ({status}). Give the token of this pipeline the right to comment.")
            raise CannotPost(said.format(status=answer.status))
        if not HTTPStatus.OK <= answer.status < HTTPStatus.MULTIPLE_CHOICES:
            raise (_NotNow if answer.status in _PASSING else CannotPost)(
                _("The server refuses the comment ({status}).").format(status=answer.status)
            )
        try:
            return json.loads(answer.content or b"null")
        except ValueError as error:
            raise CannotPost(_("ogpkit cannot read the answer of the server.")) from error

    def list_own(self) -> Iterator[_Existing]:
        """Yield the comments that the pipeline wrote, page by page."""
        for page in range(1, _MOST_PAGES + 1):
            listed = self.ask("GET", f"{self.comments}?per_page={_PAGE}&page={page}")
            found = listed if isinstance(listed, list) else []
            yield from self.find_own(self, [one for one in found if isinstance(one, dict)])
            if len(found) < _PAGE:
                return


def find_change(environment: Mapping[str, str]) -> Change:
    """Return the change that a pipeline is about.

    Args:
        environment: The variables of the pipeline.

    Raises:
        CannotPost: It is about none, or there is no token.
    """
    if environment.get("GITHUB_ACTIONS") == "true":
        return _find_on_github(environment)
    if environment.get("GITLAB_CI") == "true":
        return _find_on_gitlab(environment)
    raise CannotPost(_("This command is for a pipeline on GitHub or GitLab. Use “ogpkit diff” here."))


def post_review(change: Change, text: str) -> bool:
    """Post a review as a comment, in the place of the one that an earlier run posted.

    Args:
        change: The pull or merge request.
        text: Markdown.

    Returns:
        Whether the comment is new.

    Raises:
        CannotPost: The server does not take it.
    """
    for pause in PAUSES:
        try:
            return _post_once(change, text)
        except _NotNow:
            time.sleep(pause)  # what was posted nevertheless is found then
    return _post_once(change, text)


def _post_once(change: Change, text: str) -> bool:
    body = f"{MARK}\n{text}"
    existing = next((one for one in change.list_own() if one.text.startswith(MARK)), None)
    if existing is None:
        change.ask("POST", change.comments, {"body": body})
    elif existing.text.strip() != body.strip():
        change.ask(change.method, existing.address, {"body": body})
    return existing is None


def join_reviews(parts: Sequence[str], longest: int = LONGEST_COMMENT) -> str:
    """Return parts of a review as one text that fits a comment; a long part is cut at the end of a line.

    Args:
        parts: Markdown.
        longest: Letters of the comment.
    """
    kept: dict[int, str] = {}
    room = longest
    for count, (number, part) in enumerate(sorted(enumerate(parts), key=lambda one: len(one[1]))):
        kept[number] = _shorten(part.strip(), room // (len(parts) - count))
        room -= len(kept[number]) + 2
    return "\n\n".join(kept[number] for number in range(len(parts)) if kept[number]) + "\n"


def _shorten(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    said = escape_comment(_("This comment is too long. The page of the pipeline has all of it."))
    return text[: max(longest - len(said) - 2, 0)].rpartition("\n")[0] + f"\n\n{said}"


def _find_on_github(environment: Mapping[str, str]) -> Change:
    token = _get_token(environment, "GITHUB_TOKEN")
    number = _read_number(environment.get("GITHUB_EVENT_PATH", ""))
    api, repository = environment.get("GITHUB_API_URL", ""), environment.get("GITHUB_REPOSITORY", "")
    _verify_address(api)
    headers = {
        "Accept": "application/vnd.github+json",
        "Authorization": f"Bearer {token}",
        "X-GitHub-Api-Version": "2022-11-28",
    }

    def find_own(_change: Change, listed: Sequence[Any]) -> Iterator[_Existing]:
        for one in listed:
            is_bot = isinstance(one.get("user"), dict) and one["user"].get("type") == "Bot"
            if is_bot or one.get("author_association") in _TRUSTED:
                yield _Existing(f"{api}/repos/{repository}/issues/comments/{one.get('id')}", str(one.get("body")))

    return Change(f"{api}/repos/{repository}/issues/{number}/comments", headers, "PATCH", find_own)


def _read_number(event: str) -> int:
    """Return the number of the pull request that an event is about."""
    try:
        told = json.loads(read_plain_file(Path(event), _LARGEST_EVENT))
        return int(told["pull_request"]["number"])
    except (OSError, ValueError, TypeError, LookupError) as error:
        raise CannotPost(_("This run is not about a pull request, so there is no place for a comment.")) from error


def _find_on_gitlab(environment: Mapping[str, str]) -> Change:
    token = _get_token(environment, "GITLAB_TOKEN")
    names = ("CI_API_V4_URL", "CI_PROJECT_ID", "CI_MERGE_REQUEST_IID")
    api, project, number = (environment.get(name, "") for name in names)
    if not (project.isdecimal() and number.isdecimal()):
        raise CannotPost(_("This pipeline is not about a merge request, so there is no place for a comment."))
    _verify_address(api)
    notes = f"{api}/projects/{project}/merge_requests/{number}/notes"
    own: list[object] = []

    def find_own(change: Change, listed: Sequence[Any]) -> Iterator[_Existing]:
        if not own:
            me = change.ask("GET", f"{api}/user")
            own.append(me.get("id") if isinstance(me, dict) else None)
        for one in listed:
            if isinstance(one.get("author"), dict) and one["author"].get("id") == own[0]:
                yield _Existing(f"{notes}/{one.get('id')}", str(one.get("body")))

    return Change(notes, {"PRIVATE-TOKEN": token}, "PUT", find_own)


def _get_token(environment: Mapping[str, str], name: str) -> str:
    token = environment.get(name, "")
    if not token or not token.isascii() or not token.isprintable():
        raise CannotPost(_("Put a token that may comment into the variable {name}.").format(name=name))
    return token


def _verify_address(api: str) -> None:
    if not is_safe_for_tokens(api):
        said = _("ogpkit sends no token to “{address}”, because the address does not begin with https://.")
        raise CannotPost(said.format(address=sanitize_line(api)))
