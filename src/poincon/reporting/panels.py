"""What reporting adds to the desk: how many promises are owed, and orders whose price was not everybody's."""

from django.http import HttpRequest

from poincon.charter import running
from poincon.foundation.registries import Panel, clock_owners, desk_today
from poincon.reporting import queries


def owed() -> int:
    """Return how many broken promises wait to be made good."""
    return running.count_owed(owner.promise for owner in clock_owners)


def _differing(_request: HttpRequest, _member: object) -> dict[str, object] | None:
    """What the night's proof of prices has found, if it has found anything."""
    proof = queries.last_proof()
    return {"proof": proof} if proof and proof.differences else None


def register() -> None:
    """Add the panel; called once, when the app is ready."""
    desk_today.register(Panel("prices", "reporting/desk/differing.html", 5, _differing, "owner"))
