"""Take what people write into the forms of a website of `ogpkit portal`, and keep each answer as a file for `ogpkit import`.

    python form_endpoint.py answers https://ogp.example.org/en/index.html

It listens on port 8012 of this machine alone. Let your web server pass one address on to it, over https and with a limit for each
sender. Put that address into `ogpkit.toml` as `endpoint` under `[portal]`. It needs Python 3.11 and nothing else.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from wsgiref.simple_server import make_server

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

MOST = 60_000
"""Bytes of the longest answer."""

MOST_FILES = 5_000
"""Files after which nothing more is taken until somebody has imported them and moved them away."""


def make_application(folder: Path, after: str) -> WSGIApplication:
    """Return the program, which writes files into a folder and then leads the sender to a page."""

    def refuse(start: StartResponse, status: str) -> Iterable[bytes]:
        start(status, [("Content-Type", "text/plain")])
        return [status.encode()]

    def take(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        length = environ.get("CONTENT_LENGTH") or ""
        if environ["REQUEST_METHOD"] != "POST" or not length.isdigit():
            return refuse(start, "405 Method Not Allowed")
        if int(length) > MOST:
            return refuse(start, "413 Content Too Large")
        if sum(1 for _file in folder.iterdir()) >= MOST_FILES:
            return refuse(start, "503 Service Unavailable")
        body = environ["wsgi.input"].read(int(length)).decode("utf-8", "replace")
        # what is no key of a form is left out
        lines = [f"{key}={said}" for key, said in parse_qsl(body) if key.isascii() and key.isidentifier()]
        if not lines:
            return refuse(start, "400 Bad Request")
        file = folder / f"{datetime.now(UTC).date().isoformat()}-{token_hex(6)}.txt"
        file.write_text("\n".join(lines) + "\n", "utf-8")
        start("303 See Other", [("Location", after)])
        return [b""]

    return take


if __name__ == "__main__":
    answers = Path(sys.argv[1])
    answers.mkdir(exist_ok=True)
    with make_server("127.0.0.1", 8012, make_application(answers, sys.argv[2])) as server:
        server.serve_forever()
