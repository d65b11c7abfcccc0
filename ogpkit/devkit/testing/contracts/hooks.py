"""A plugin loads, and what its hooks give is what they are declared to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ogpkit.devkit.testing.contracts.subject import Complaint, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator


def check_hooks(subject: Subject) -> Iterator[Complaint]:
    """Check that it is on, that every hook works, and that nothing that it gives is left out.

    Args:
        subject: The plugin.
    """
    if subject.plugin.state == "off":
        yield Complaint("plugin", "It is switched off here.")
    if subject.plugin.state == "on" and not subject.plugin.hooks:
        yield Complaint("plugin", "It implements no hook.")
    given = subject.given
    yield from subject.list_new_faults(0)
    if subject.faults:
        return
    for hook in subject.plugin.hooks:
        if not given[hook]:
            yield Complaint(f"hook {hook}", "It gives nothing; leave the hook out.")
