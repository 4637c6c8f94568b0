"""Questions about tokens."""

from datetime import datetime

from django.db.models import F, QuerySet

from poincon.api import rules
from poincon.api.models import Token

__all__ = ["Token", "token_of", "tokens"]


def token_of(secret: str, *, at: datetime) -> Token | None:
    """Return the token with that secret, unless it was revoked or has expired."""
    found = Token.objects.filter(digest=rules.digest(secret)).first()
    if found is None or not rules.is_valid(revoked_at=found.revoked_at, expires_at=found.expires_at, at=at):
        return None
    return found


def tokens() -> QuerySet[Token]:
    """Return every token, those in use first, the newest on top."""
    return Token.objects.select_related("customer__user").order_by(
        F("revoked_at").asc(nulls_first=True), "-id"
    )
