"""What can go wrong in a way that the person at the keyboard can mend."""

from typing import ClassVar


class OgpkitError(Exception):
    """Root of all domain exceptions; its message says what is wrong and what to do.

    Attributes:
        exit_code: With which code a command ends: 1 for what the files or other programs stand against, 2 for a wrong call.
    """

    exit_code: ClassVar[int] = 2
