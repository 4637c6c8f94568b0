"""What the promise board adds to the desk: how many promises are owed."""

from poincon.charter import running
from poincon.foundation.registries import clock_owners


def owed() -> int:
    """Return how many broken promises wait to be made good."""
    return running.count_owed(owner.promise for owner in clock_owners)
