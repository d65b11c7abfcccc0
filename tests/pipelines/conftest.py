"""A server that plays the interfaces of GitHub and GitLab on this machine, as far as comments go."""

from __future__ import annotations

import json
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

TOKEN = "secret-token-of-the-pipeline"


class Forge:
    """What the server holds: comments by number, and what was asked of it."""

    def __init__(self):
        self.comments, self.asked, self.refusal, self.redirect = {}, [], 0, ""
        self.troubles = []

    def add(self, text, *, is_own=True):
        number = len(self.comments) + 1
        self.comments[number] = {
            "id": number,
            "body": text,
            "user": {"type": "Bot" if is_own else "User"},
            "author_association": "NONE",
            "author": {"id": 7 if is_own else 8},
        }
        return self.comments[number]

    def answer(self, method, path, headers, content):  # noqa: PLR0911  an answer for each case
        """Return the status and what is sent, as both servers document it."""
        self.asked.append((method, path))
        if headers.get("Authorization") != f"Bearer {TOKEN}" and headers.get("PRIVATE-TOKEN") != TOKEN:
            return 401, {}
        if self.refusal:
            return self.refusal, {"message": "Resource not accessible"}
        place, _mark, query = path.partition("?")
        if place == "/user":
            return 200, {"id": 7}
        found = re.fullmatch(r"/repos/ministry/plans/issues/(?:5/comments|comments/(\d+))", place) or re.fullmatch(
            r"/projects/3/merge_requests/5/notes(?:/(\d+))?", place
        )
        if not found:
            return 404, {}
        if method == "GET":
            page = int(dict(part.split("=") for part in query.split("&"))["page"])
            return 200, list(self.comments.values())[(page - 1) * 100 : page * 100]
        if method != "GET" and len(content["body"]) > 65_536:
            return 422, {"message": "body is too long (maximum is 65536 characters)"}
        if method == "POST" and not found[1]:
            return 201, self.add(content["body"])
        if found[1] and method == ("PATCH" if place.startswith("/repos") else "PUT"):
            self.comments[int(found[1])]["body"] = content["body"]
            return 200, self.comments[int(found[1])]
        return 405, {}


@pytest.fixture
def forge():
    """The server, with its address."""
    held = Forge()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self):
            content = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or b"null")
            status, said = held.answer(self.command, self.path, self.headers, content)
            if held.troubles and (self.command, held.troubles[0][0]) == ("POST", "after"):
                status = held.troubles.pop(0)[1]
            elif held.troubles and held.troubles[0][0] == "before":
                status, said = held.troubles.pop(0)[1], {}
            if held.redirect:
                status, said = 302, {}
            self.send_response(status)
            if held.redirect:
                self.send_header("Location", held.redirect)
            sent = json.dumps(said).encode()
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_POST = do_PATCH = do_PUT = _answer  # noqa: N815

        def log_message(self, *_words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    held.address = f"http://127.0.0.1:{server.server_port}"
    yield held
    server.shutdown()
    server.server_close()
    thread.join()
