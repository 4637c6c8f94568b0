"""Questions about parcels."""

from django.db.models import QuerySet

from poincon.shipping.models import Parcel
from poincon.shipping.states import ParcelState

__all__ = [
    "Parcel",
    "all_delivered",
    "parcel_of",
    "parcels_of",
]


def parcels_of(consignment_id: int) -> QuerySet[Parcel]:
    """Return the parcels of a consignment, oldest first."""
    return Parcel.objects.filter(consignment_id=consignment_id).order_by("id")


def parcel_of(consignment_id: int, parcel_id: int) -> Parcel:
    """Return one parcel of a consignment, locked; another's parcel is a DoesNotExist."""
    return Parcel.objects.select_for_update().get(pk=parcel_id, consignment_id=consignment_id)


def all_delivered(consignment_id: int) -> bool:
    """Tell whether every parcel has reached the buyer."""
    return not parcels_of(consignment_id).exclude(state=ParcelState.DELIVERED).exists()
