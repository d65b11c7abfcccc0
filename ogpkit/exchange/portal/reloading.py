"""Open pages of the site on this machine that show themselves again once it was built again.

The script is not part of the site: the server puts it into the pages that it gives. It needs nothing that the policy of a page
does not allow: it asks for another script, which the server gives only when there is something new, or after a while.
"""

from __future__ import annotations

from threading import Condition
from typing import Final

PLACE: Final = "/-/"
"""Below which address the scripts are; no page of a site lies there."""

_LONGEST: Final = 20.0
"""Seconds after which a page asks again."""

_START: Final = """\
addEventListener("load", function () {{
  function ask(seen) {{
    var script = document.createElement("script");
    script.src = "{place}changed.js?seen=" + seen;
    script.onerror = function () {{ setTimeout(ask, 1000, seen); }};
    script.onload = function () {{ script.remove(); }};
    document.head.append(script);
  }}
  window.ogpkitAsk = ask;
  ask({seen});
}});
"""


class Builds:
    """Counts the builds of a site, and tells who waits for the next."""

    def __init__(self) -> None:
        """Count from none."""
        self._count = 0
        self._news = Condition()

    def add(self) -> None:
        """Count a build that changed something, and tell it everybody who waits."""
        with self._news:
            self._count += 1
            self._news.notify_all()

    def find_script(self, name: str, query: str) -> bytes | None:
        """Return a script below `PLACE`; None where there is none of that name. It may take a while.

        Args:
            name: Its name.
            query: What stands behind the question mark: how many builds the page has seen.
        """
        if name == "start.js":
            return _START.format(place=PLACE, seen=self._count).encode()
        seen = query.removeprefix("seen=")
        if name != "changed.js" or not seen.isdecimal():
            return None
        with self._news:
            is_new = self._news.wait_for(lambda: self._count != int(seen), _LONGEST)
            return b"location.reload();\n" if is_new else f"ogpkitAsk({self._count});\n".encode()


def add_script(page: bytes) -> bytes:
    """Return a page with the script before its end.

    Args:
        page: The page, as it is in the site.
    """
    before, end, after = page.rpartition(b"</body>")
    return before + f'<script src="{PLACE}start.js"></script>\n'.encode() + end + after if end else page
