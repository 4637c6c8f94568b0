"""The address book. Every action locks the customer first, so that defaults stay one of each."""

from datetime import datetime

from django.db import transaction

from poincon.customers import addresses
from poincon.customers.addresses import AddressData
from poincon.customers.models import Address, Customer
from poincon.foundation import journal
from poincon.kernel.refusal import Refusal

MOST = 30


class AddressFaulty(Refusal):
    """The address lacks something or cannot exist; `faults` lists (field, code)."""

    code = "address_faulty"
    status = 422


class TooManyAddresses(Refusal):
    """The book holds as many addresses as it can; `most` says how many."""

    code = "too_many_addresses"


def add_address(
    *,
    customer_id: int,
    data: AddressData,
    at: datetime,
    default_delivery: bool = False,
    default_billing: bool = False,
) -> Address:
    """Return a new entry of the book; the first one serves for both delivery and bill.

    Raises AddressFaulty, TooManyAddresses.
    """
    data = _sound(data)
    with transaction.atomic():
        customer = _locked(customer_id)
        held = customer.addresses.count()
        if held >= MOST:
            raise TooManyAddresses(most=MOST)
        row = Address.objects.create(customer=customer, created_at=at, **data.as_dict())
        _set_defaults(row, delivery=default_delivery or not held, billing=default_billing or not held)
        _note(row, "add_address", at)
    return row


def change_address(
    *,
    customer_id: int,
    address_id: int,
    data: AddressData,
    at: datetime,
    default_delivery: bool = False,
    default_billing: bool = False,
) -> Address:
    """Return the entry as changed; orders keep the address that they were placed with.

    Raises AddressFaulty, and Address.DoesNotExist for an entry of somebody else.
    """
    data = _sound(data)
    with transaction.atomic():
        row = _locked(customer_id).addresses.get(pk=address_id)
        for name, value in data.as_dict().items():
            setattr(row, name, value)
        row.save(update_fields=list(data.as_dict()))
        _set_defaults(row, delivery=default_delivery, billing=default_billing)
        _note(row, "change_address", at)
    return row


def remove_address(*, customer_id: int, address_id: int, at: datetime) -> None:
    """Take an entry out of the book; the oldest of the others takes over where it was the default.

    Raises Address.DoesNotExist for an entry of somebody else.
    """
    with transaction.atomic():
        customer = _locked(customer_id)
        row = customer.addresses.get(pk=address_id)
        _note(row, "remove_address", at)
        row.delete()
        heir = customer.addresses.order_by("pk").first()
        if heir:
            _set_defaults(heir, delivery=row.is_default_delivery, billing=row.is_default_billing)


def make_default(*, customer_id: int, address_id: int, delivery: bool, billing: bool, at: datetime) -> None:
    """Have an entry proposed first for delivery, for the bill, or both.

    Raises Address.DoesNotExist for an entry of somebody else.
    """
    with transaction.atomic():
        row = _locked(customer_id).addresses.get(pk=address_id)
        _set_defaults(row, delivery=delivery, billing=billing)
        _note(row, "make_default", at)


def remember_address(*, customer_id: int, data: AddressData, at: datetime) -> Address | None:
    """Keep an address that was used for an order, unless the book has it or is full; return its entry."""
    data = addresses.tidied(data)
    with transaction.atomic():
        for row in _locked(customer_id).addresses.order_by("pk"):
            if addresses.same_place(AddressData.of(row), data):
                return row
        try:
            return add_address(customer_id=customer_id, data=data, at=at)
        except TooManyAddresses:
            return None


def _sound(data: AddressData) -> AddressData:
    data = addresses.tidied(data)
    if wrong := addresses.faults(data):
        raise AddressFaulty(faults=wrong)
    return data


def _locked(customer_id: int) -> Customer:
    return Customer.objects.select_for_update().get(pk=customer_id)


def _set_defaults(row: Address, *, delivery: bool, billing: bool) -> None:
    others = Address.objects.filter(customer_id=row.customer_id).exclude(pk=row.pk)
    for wanted, column in ((delivery, "is_default_delivery"), (billing, "is_default_billing")):
        if wanted:
            others.filter(**{column: True}).update(**{column: False})
            setattr(row, column, True)
            row.save(update_fields=[column])


def _note(row: Address, verb: str, at: datetime) -> None:
    owner = f"customer:{row.customer_id}"
    journal.write(subject=owner, verb=verb, actor=owner, at=at, cause=f"address:{row.pk}")
