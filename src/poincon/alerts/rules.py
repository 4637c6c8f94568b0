"""How long things last here, and whose turn it is. No database."""

from datetime import timedelta

VALID = timedelta(days=2)
"""How long the link that confirms is good."""

TURN = timedelta(days=1)
"""For how long a free piece counts as offered to the person who was told of it."""

PROMPT = timedelta(hours=1)
"""What "as soon as the piece returns" is held to, from the moment it was put on the shelf."""

TOLD_KEPT = timedelta(days=30)
"""How long an address is kept once its mail was sent, for the link in that mail."""

ASKED_A_DAY = 5
"""Unconfirmed wishes of one address in a day that are answered: nobody's mailbox is filled through us."""


def turns(*, free: int, offered: int, waiting: int) -> int:
    """Return how many more people may be told: no more than there are pieces that nobody was told of."""
    return max(0, min(waiting, free - offered))
