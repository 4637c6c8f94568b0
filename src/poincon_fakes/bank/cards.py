"""The test cards: what each number makes the bank do. Only these are taken; a real card never is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise


class Ending(StrEnum):
    """How an attempt to pay ends once the card and, where asked, the code are in."""

    PAID = "paid"
    PAID_LATER = "paid_later"
    REFUSED_LATER = "refused_later"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a payment was refused (the reasons that R048 guides the customer through, and their kin)."""

    EXPIRED_CARD = "expired_card"
    WRONG_SECURITY_CODE = "wrong_security_code"
    BILLING_ADDRESS_MISMATCH = "billing_address_mismatch"
    ISSUER_REFUSED = "issuer_refused"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    AUTHENTICATION_FAILED = "authentication_failed"
    STOLEN_CARD = "stolen_card"


FINAL = frozenset({Reason.STOLEN_CARD})


@dataclass(frozen=True, slots=True)
class Card:
    """A test card and its behaviour."""

    key: str
    number: str
    ending: Ending = Ending.PAID
    reason: Reason | None = None
    challenge: bool = False
    notifies: bool = True
    returns: bool = True

    @property
    def brand(self) -> str:
        """The brand that the first digit tells."""
        return {"3": "amex", "4": "visa", "5": "mastercard"}[self.number[0]]

    @property
    def last4(self) -> str:
        return self.number[-4:]

    @property
    def spaced(self) -> str:
        """The number as it is embossed."""
        cuts = (0, 4, 10, 15) if self.brand == "amex" else (0, 4, 8, 12, 16)
        return " ".join(self.number[start:end] for start, end in pairwise(cuts))


def _refused(key: str, number: str, reason: Reason) -> Card:
    return Card(key, number, Ending.REFUSED, reason)


CARDS = (
    Card("success", "4970100000000014"),
    Card("success_with_code", "4970100000000022", challenge=True),
    Card("success_mastercard", "5131000000000019"),
    Card("success_amex", "340000000000017"),
    _refused("expired", "4970100000000030", Reason.EXPIRED_CARD),
    _refused("wrong_security_code", "4970100000000048", Reason.WRONG_SECURITY_CODE),
    _refused("address_mismatch", "4970100000000055", Reason.BILLING_ADDRESS_MISMATCH),
    _refused("issuer_refused", "4970100000000063", Reason.ISSUER_REFUSED),
    _refused("insufficient_funds", "4970100000000071", Reason.INSUFFICIENT_FUNDS),
    Card("code_refused", "4970100000000089", Ending.REFUSED, Reason.AUTHENTICATION_FAILED, challenge=True),
    _refused("stolen", "4970100000000097", Reason.STOLEN_CARD),
    Card("paid_later", "4970100000000105", Ending.PAID_LATER),
    Card("refused_later", "4970100000000113", Ending.REFUSED_LATER, Reason.ISSUER_REFUSED),
    Card("never_notified", "4970100000000121", notifies=False),
    Card("never_returns", "4970100000000139", returns=False),
)
_BY_NUMBER = {card.number: card for card in CARDS}
BY_KEY = {card.key: card for card in CARDS}


def find(number: str) -> Card | None:
    """The test card with this number."""
    return _BY_NUMBER.get(number)


def is_luhn(number: str) -> bool:
    """Whether the last digit is the check digit of the others (ISO/IEC 7812-1)."""
    if not (number.isascii() and number.isdigit() and 12 <= len(number) <= 19):
        return False
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number)))
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0


def expiry(written: str) -> date | None:
    """The first day of the month that "MM/YY", "MM YY", "MMYY" or "MM/YYYY" names."""
    digits = written.replace("/", "").replace(" ", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) in (4, 6)):
        return None
    month, year = int(digits[:2]), int(digits[2:])
    year += 2000 if year < 100 else 0
    return date(year, month, 1) if 1 <= month <= 12 and 2000 <= year < 2100 else None
