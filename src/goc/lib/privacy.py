"""What a site writes is about people: nobody else on the machine reads it."""

import os


def keep_private() -> None:
    """From here on, every file and folder this process makes is for its owner only."""
    os.umask(0o077)
