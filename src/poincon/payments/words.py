"""What a customer can try when a bank says no (R048), and the words of refusals."""

from django.utils.translation import gettext_lazy, pgettext_lazy

from poincon.foundation import wording
from poincon.payments.states import AttemptState

ADVICE = {
    "expired_card": gettext_lazy("The card has expired. Please check the date, or take another card."),
    "wrong_security_code": gettext_lazy(
        "The security code was not right: it is the three figures on the back of the card (four on the front"
        " of an American Express)."
    ),
    "billing_address_mismatch": gettext_lazy(
        "The billing address is not the one on your bank statement. Please write it as your bank does."
    ),
    "issuer_refused": gettext_lazy(
        "Your bank refused without saying why. A call to it usually settles this; or take another card."
    ),
    "insufficient_funds": gettext_lazy(
        "The card’s limit does not cover this amount. Your bank can raise it; or take another card."
    ),
    "authentication_failed": gettext_lazy(
        "The check by your bank was not completed. Please have your telephone at hand and try again."
    ),
    "stolen_card": gettext_lazy(
        "This card cannot be used. Please call the bank that issued it, and take another card."
    ),
}
NO_REASON = gettext_lazy("Please check the card’s number, date and security code, or take another card.")


STATES = {
    AttemptState.CREATED: pgettext_lazy("attempt", "Not begun"),
    AttemptState.PENDING: pgettext_lazy("attempt", "At the bank"),
    AttemptState.PAID: pgettext_lazy("attempt", "Paid"),
    AttemptState.REFUSED: pgettext_lazy("attempt", "Refused"),
    AttemptState.CANCELLED: pgettext_lazy("attempt", "Dropped"),
    AttemptState.EXPIRED: pgettext_lazy("attempt", "Expired"),
}


def advice(refusal: str) -> str:
    """Return what the customer can try after this refusal, in the active language."""
    return str(ADVICE.get(refusal, NO_REASON))


wording.register(
    "bank_silent",
    gettext_lazy(
        "The bank does not answer at the moment. Your order is kept and nothing was charged: try again."
    ),
)
wording.register(
    "refund_not_waiting",
    gettext_lazy(
        "This refund waits for nobody at the desk any more: it has gone back, or the bank is being asked."
    ),
)
wording.register("refund_too_large", gettext_lazy("More would go back than came in."))
wording.register(
    "payment_altered",
    gettext_lazy("The bank speaks of another amount than ours. Nothing was booked; we look into it."),
)
