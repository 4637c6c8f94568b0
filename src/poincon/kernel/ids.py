"""References that people read aloud, copy onto a bank transfer, and never guess."""

import secrets
from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
GROUP = 4


def reference(pick: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a random reference such as "K7M4-QX2P": 30^8 of them, no look-alike letters, no volume told."""
    letters = "".join(ALPHABET[pick(len(ALPHABET))] for _ in range(2 * GROUP))
    return f"{letters[:GROUP]}-{letters[GROUP:]}"


def tidy_reference(typed: str) -> str:
    """Return what a person typed as a reference (capitals, one dash); leave anything else unchanged."""
    bare = "".join(c for c in typed.upper() if c.isalnum())
    return f"{bare[:GROUP]}-{bare[GROUP:]}" if len(bare) == 2 * GROUP else typed.strip()
