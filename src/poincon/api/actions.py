"""Making and revoking tokens, and forgetting what nobody asks for any more."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from poincon.api import limits, rules
from poincon.api.models import KeptAnswer, Tally, Token
from poincon.api.states import Scope
from poincon.foundation import clock, journal
from poincon.kernel.refusal import Refusal

KEPT = timedelta(days=3)


class NoScope(Refusal):
    """A token that may do nothing is of no use."""

    code = "no_scope"
    status = 422


def create_token(
    *,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime | None,
    actor: str,
    at: datetime,
    customer_id: int | None = None,
) -> tuple[Token, str]:
    """Return a new token with its secret, which is told this once. Raises NoScope."""
    wanted = [scope.value for scope in Scope if scope.value in set(scopes)]
    if not wanted:
        raise NoScope
    fresh = rules.minted()
    with transaction.atomic():
        token = Token.objects.create(
            name=name,
            start=fresh.start,
            digest=fresh.digest,
            scopes=wanted,
            customer_id=customer_id,
            created_at=at,
            expires_at=expires_at,
        )
        journal.write(subject=f"token:{token.pk}", verb="create", actor=actor, at=at)
    return token, fresh.secret


def revoke_token(*, token_id: int, actor: str, at: datetime) -> bool:
    """Close a token for ever, from the next request on; False when it was closed already."""
    with transaction.atomic():
        closed = Token.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=at)
        if closed:
            journal.write(subject=f"token:{token_id}", verb="revoke", actor=actor, at=at)
    return bool(closed)


def note_use(*, token: Token, at: datetime) -> None:
    """Remember the day on which a token was last used; one write a day."""
    today = clock.local_day(at)
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)


def forget_answers(*, at: datetime) -> int:
    """Remove the answers kept for three days, which is longer than anybody tries again; tell how many."""
    return KeptAnswer.objects.filter(at__lt=at - KEPT).delete()[0]


def forget_tallies(*, at: datetime) -> int:
    """Remove the tallies of minutes that are over, and tell how many; only the running one is ever read."""
    return Tally.objects.filter(minute__lt=limits.minute_of(at)).delete()[0]
