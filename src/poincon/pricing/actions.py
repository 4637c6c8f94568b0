"""What can be done with prices."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from poincon.foundation.facts import announce
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.pricing.events import PriceChanged
from poincon.pricing.models import CurrentPrice, Price

AT_ONCE = 2_000


class PriceNotPositive(Refusal):
    """A piece costs something."""

    code = "price_not_positive"
    status = 422


@transaction.atomic
def set_price(*, variant_id: int, amount: Money, actor: str, at: datetime) -> bool:
    """Ask `amount`, tax included, from now on; False when it is asked already. Raises PriceNotPositive.

    The history gains a line and loses none: a price once asked can be proved for ever.
    """
    if amount.minor <= 0:
        raise PriceNotPositive(variant_id=variant_id)
    fresh = CurrentPrice(variant_id=variant_id, amount_minor=amount.minor, currency=amount.currency, since=at)
    current, made = CurrentPrice.objects.select_for_update().get_or_create(
        variant_id=variant_id,
        defaults={"amount_minor": amount.minor, "currency": amount.currency, "since": at},
    )
    if not made and (current.amount_minor, current.currency) == (amount.minor, amount.currency):
        return False
    since = at if made else max(at, current.since)
    fresh.since = since
    fresh.save()
    Price.objects.create(
        variant_id=variant_id,
        amount_minor=amount.minor,
        currency=amount.currency,
        valid_from=since,
        actor=actor,
    )
    announce(PriceChanged(variant_id), at=at)
    return True


@transaction.atomic
def set_first_prices(*, amounts: Mapping[int, Money], actor: str, at: datetime) -> None:
    """Start the price history of many new variants; no fact is announced, the window is rebuilt.

    Raises PriceNotPositive before anything is written.
    """
    for variant_id, amount in amounts.items():
        if amount.minor <= 0:
            raise PriceNotPositive(variant_id=variant_id)
    columns = [(pk, one.minor, one.currency) for pk, one in amounts.items()]
    CurrentPrice.objects.bulk_create(
        (CurrentPrice(variant_id=pk, amount_minor=m, currency=c, since=at) for pk, m, c in columns),
        batch_size=AT_ONCE,
    )
    Price.objects.bulk_create(
        (
            Price(variant_id=pk, amount_minor=m, currency=c, valid_from=at, actor=actor)
            for pk, m, c in columns
        ),
        batch_size=AT_ONCE,
    )
