"""What a plugin's panel may use of the app.

A panel is a function that takes the desk and a place and gives a Textual widget; `Panel.load` imports it when its tab is first
shown. The widget reads `desk.workspace`, shows itself anew after every change at the desk, which is what `Following` is for, and
changes files with `desk.change`, never by itself:

    from ogpkit.app.panels import DocumentForm, Following, PlainText

    def panel(desk, place):
        return DocumentForm(desk, f"countries/{place.country}/country.toml")

Texts from files go through `plain`, `plain_line` or `PlainText`: Textual reads square brackets in a `str` as markup. `GoTo`
asks the app to go to a place. A panel that raises is replaced by a message in its own tab, and the check names its plugin.
"""

from ogpkit.app.live import Following
from ogpkit.app.places import GoTo
from ogpkit.app.safe_text import PlainText, line_text, plain, plain_line
from ogpkit.app.widgets.bar import bar
from ogpkit.app.widgets.document_form import DocumentForm
from ogpkit.app.widgets.problem_list import ProblemList
from ogpkit.app.widgets.table import Listing
from ogpkit.app.widgets.tabs import Parts

__all__ = [
    "DocumentForm",
    "Following",
    "GoTo",
    "Listing",
    "Parts",
    "PlainText",
    "ProblemList",
    "bar",
    "line_text",
    "plain",
    "plain_line",
]
