"""What a plugin's panel may use of the app.

A panel is a function that takes the session and a place and gives a Textual widget; `Panel.load` imports it when its tab is first
shown. The widget reads `session.workspace`, shows itself anew after every change in the session, which is what `LiveWidget` is
for, and changes files with `session.change`, never by itself:

    from ogpkit.app.panels import DocumentForm, LiveWidget, PlainText

    def panel(session, place):
        return DocumentForm(session, f"countries/{place.country}/country.toml")


Texts from files go through `plain_content`, `plain_line` or `PlainText`: Textual reads square brackets in a `str` as markup.
`Navigate` asks the app to go to a place. A panel that raises is replaced by a message in its own tab, and the check names its
plugin.
"""

from typing import TYPE_CHECKING

from ogpkit import serve_old_names
from ogpkit.app.live import LiveWidget
from ogpkit.app.places import Navigate
from ogpkit.app.safe_text import PlainText, line_text, plain_content, plain_line
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.app.widgets.table import RecordTable
from ogpkit.app.widgets.tabs import SubTabs
from ogpkit.text.tables import text_bar

__all__ = [
    "DocumentForm",
    "LiveWidget",
    "Navigate",
    "PlainText",
    "ProblemList",
    "RecordTable",
    "SubTabs",
    "line_text",
    "plain_content",
    "plain_line",
    "text_bar",
]

if not TYPE_CHECKING:
    __getattr__ = serve_old_names(__name__, "Following", "GoTo", "Listing", "Parts", "bar", "plain")
