"""The refusals that only a program meets: its token, its keys, its form."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poincon.foundation import wording
from poincon.kernel.refusal import Refusal


class BadRequest(Refusal):
    """The request cannot be read: its body is not JSON."""

    code = "bad_request"
    status = 400


class Unauthenticated(Refusal):
    """A token is needed, or the one that came is unknown, revoked or expired."""

    code = "unauthenticated"
    status = 401


class ScopeMissing(Refusal):
    """The token is good, but not for this; `scope` names what it lacks."""

    code = "scope_missing"
    status = 403


class AccountNeeded(Refusal):
    """This house takes orders from customers with an account only: the token must act for one."""

    code = "account_needed"
    status = 403


class NotFound(Refusal):
    """There is nothing at this address, or nothing that this caller may see."""

    code = "not_found"
    status = 404


class MethodRefused(Refusal):
    """The address exists but cannot be asked in this way; the header Allow lists the ways."""

    code = "method_not_allowed"
    status = 405


class KeyReused(Refusal):
    """The idempotency key was used before, for another request."""

    code = "idempotency_key_reused"
    status = 422


class KeyMissing(Refusal):
    """A request that creates or moves something carries the header Idempotency-Key, of 1 to 255 signs."""

    code = "idempotency_key_missing"
    status = 400


class TooLarge(Refusal):
    """The body is larger than two megabytes."""

    code = "too_large"
    status = 413


class Invalid(Refusal):
    """Something in the request is not as documented; `errors` lists each fault with its place."""

    code = "invalid_request"
    status = 422


class BadCursor(Refusal):
    """The cursor is not one of ours, or belongs to another listing."""

    code = "bad_cursor"
    status = 422


class TooManyRequests(Refusal):
    """More requests than a minute may hold; the header Retry-After tells how many seconds to wait."""

    code = "too_many_requests"
    status = 429


class ShopAway(Refusal):
    """The shop cannot look into its books just now; the header Retry-After tells how many seconds to wait."""

    code = "shop_away"
    status = 503


def _scope(context: Mapping[str, object]) -> str:
    return _("This token may not do that: it lacks the scope %(scope)s.") % {"scope": context.get("scope")}


wording.register("bad_request", gettext_lazy("This request cannot be read as JSON."))
wording.register("unauthenticated", gettext_lazy("Please send a valid token."))
wording.register("scope_missing", _scope)
wording.register("account_needed", gettext_lazy("This house takes orders from customers with an account."))
wording.register("not_found", gettext_lazy("There is nothing here."))
wording.register("method_not_allowed", gettext_lazy("This address cannot be asked in this way."))
wording.register("idempotency_key_missing", gettext_lazy("Please send the header Idempotency-Key."))
wording.register(
    "idempotency_key_reused", gettext_lazy("This idempotency key belongs to another request: take a new one.")
)
wording.register("too_large", gettext_lazy("This request is too large."))
wording.register("invalid_request", gettext_lazy("Something in this request is not as it should be."))
wording.register("bad_cursor", gettext_lazy("This cursor does not belong to this listing: start anew."))
wording.register(
    "too_many_requests", gettext_lazy("That was a little fast. Please try again in a few moments.")
)
wording.register(
    "shop_away", gettext_lazy("The shop will be back in a moment. Please ask again in a minute.")
)
wording.register("no_scope", gettext_lazy("Choose at least one thing that the token may do."))
