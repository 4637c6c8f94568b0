"""What can be done with a consignment and its parcels."""

from datetime import datetime

from django.db import IntegrityError, transaction

from poincon.foundation.stepping import take_step
from poincon.kernel.money import Money
from poincon.kernel.refusal import Refusal
from poincon.shipping import rules
from poincon.shipping.models import Consignment, Parcel
from poincon.shipping.states import PARCEL_FLOW


class ParcelNumberTaken(Refusal):
    """Another parcel of the same carrier already has this number."""

    code = "parcel_number_taken"


def consign(
    *, carrier: str, zone: str, nature: str, price: Money, weight_g: int, days: tuple[int, int]
) -> Consignment:
    """Freeze the delivery that was chosen: its carrier, price and promise in working days."""
    return Consignment.objects.create(
        carrier=carrier,
        zone=zone,
        nature=nature,
        price_minor=price.minor,
        currency=price.currency,
        weight_g=weight_g,
        days_min=days[0],
        days_max=days[1],
    )


def pack(*, consignment_id: int, carrier: str, number: str, at: datetime) -> Parcel:
    """Add a parcel. Raises BadParcelNumber, or ParcelNumberTaken when the number is in use."""
    tidy = rules.tidy_number(number)
    try:
        with transaction.atomic():
            return Parcel.objects.create(
                consignment_id=consignment_id, carrier=carrier, number=tidy, packed_at=at
            )
    except IntegrityError:
        raise ParcelNumberTaken(number=tidy) from None


def hand_over(*, parcel: Parcel, actor: str, at: datetime) -> None:
    """Book the parcel as taken by its carrier."""
    take_step(parcel, PARCEL_FLOW, "hand_over", actor=actor, at=at, shipped_at=at)


def deliver(*, parcel: Parcel, actor: str, at: datetime) -> None:
    """Book the parcel as received by the buyer."""
    take_step(parcel, PARCEL_FLOW, "deliver", actor=actor, at=at, delivered_at=at)


def take_back(*, parcel: Parcel, actor: str, at: datetime) -> None:
    """Book the parcel as back with us, and checked."""
    take_step(parcel, PARCEL_FLOW, "take_back", actor=actor, at=at, returned_at=at)
