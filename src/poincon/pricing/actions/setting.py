"""Setting prices and floors."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from poincon.catalogue.actions import refuse_discontinued
from poincon.foundation import journal
from poincon.foundation.facts import announce
from poincon.kernel.money import Money
from poincon.pricing.events import PriceChanged
from poincon.pricing.ledger import Hand, Ledger, refuse_nothing
from poincon.pricing.models import CurrentPrice, Price
from poincon.pricing.states import Cause

AT_ONCE = 2_000


@transaction.atomic
def set_price(
    *, variant_id: int, amount: Money, actor: str, at: datetime, cause: Cause = Cause.TYPED
) -> bool:
    """Ask `amount`, tax included, from now on; False when it is asked already.

    It is the regular price: while a reduction holds, what is asked is reckoned from it anew. Raises
    PriceNotPositive, PriceBelowFloor, or Discontinued for what is sold no longer. The history gains a line
    and loses none: a price once asked can be proved for ever.
    """
    refuse_nothing(amount, variant_id)
    refuse_discontinued(variant_id=variant_id)
    hand = Hand(actor, cause)
    if _open(variant_id, amount, hand, at):
        return True
    ledger = Ledger([variant_id], at=at)
    changed = ledger.set(variant_id, amount, hand)
    ledger.close()
    return changed


def hold(*, variant_ids: Iterable[int]) -> None:
    """Lock the prices of variants for a transaction that will set them one by one, in whatever order.

    Whoever writes prices locks them in the order of their ids; one who came in another order would wait for
    somebody who waits for them.
    """
    rows = CurrentPrice.objects.filter(pk__in=set(variant_ids)).order_by("pk")
    list(rows.select_for_update().values_list("pk"))


@transaction.atomic
def set_floor(*, variant_id: int, floor: Money | None, actor: str, at: datetime) -> None:
    """Never ask less than `floor` for a variant from now on, or anything again when None.

    No reduction and no other price goes below it. Raises FloorAbovePrice or PriceNotPositive; a variant
    without a price has no floor.
    """
    ledger = Ledger([variant_id], at=at)
    if variant_id in ledger.standings:
        ledger.set_floor(variant_id, floor, Hand(actor, Cause.FLOOR))
        ledger.close()
        after = str(floor.minor) if floor else ""
        journal.write(subject=f"variant:{variant_id}", verb="set_floor", after=after, actor=actor, at=at)


@transaction.atomic
def set_first_prices(*, amounts: Mapping[int, Money], actor: str, at: datetime) -> None:
    """Start the price history of many new variants; no fact is announced, the window is rebuilt.

    Raises PriceNotPositive before anything is written.
    """
    for variant_id, amount in amounts.items():
        refuse_nothing(amount, variant_id)
    lines = Price.objects.bulk_create(
        (_line(pk, amount, Hand(actor, Cause.UNTOLD), at) for pk, amount in amounts.items()),
        batch_size=AT_ONCE,
    )
    CurrentPrice.objects.bulk_create(
        (_current(line.variant_id, amounts[line.variant_id], at, line) for line in lines), batch_size=AT_ONCE
    )


def _open(variant_id: int, amount: Money, hand: Hand, at: datetime) -> bool:
    """Write the first price of a variant; False when it has one."""
    fresh = _current(variant_id, amount, at)
    values = {name: getattr(fresh, name) for name in ("amount_minor", "regular_minor", "currency", "since")}
    current, made = CurrentPrice.objects.get_or_create(variant_id=variant_id, defaults=values)
    if made:
        current.set_by = Price.objects.bulk_create([_line(variant_id, amount, hand, at)])[0]
        current.save(update_fields=["set_by"])
        announce(PriceChanged(variant_id), at=at)
    return made


def _line(variant_id: int, amount: Money, hand: Hand, at: datetime) -> Price:
    return Price(
        variant_id=variant_id,
        amount_minor=amount.minor,
        regular_minor=amount.minor,
        currency=amount.currency,
        valid_from=at,
        actor=hand.actor,
        cause=hand.cause,
    )


def _current(variant_id: int, amount: Money, at: datetime, set_by: Price | None = None) -> CurrentPrice:
    return CurrentPrice(
        variant_id=variant_id,
        amount_minor=amount.minor,
        regular_minor=amount.minor,
        currency=amount.currency,
        since=at,
        set_by=set_by,
    )
