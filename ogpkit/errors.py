"""What can go wrong in a way that the person at the keyboard can mend."""

from typing import ClassVar


class OgpkitError(Exception):
    """The root of all domain exceptions; its message says what is wrong and what to do.

    Attributes:
        is_in_a_file: Whether a file that the person has is to be mended, rather than the call; a command then ends with the
            code for findings.
    """

    is_in_a_file: ClassVar[bool] = False
