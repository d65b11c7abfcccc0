"""What can go wrong in a way that the person at the keyboard can mend."""


class OgpkitError(Exception):
    """The root of all domain exceptions; its message says what is wrong and what to do."""
