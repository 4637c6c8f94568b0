"""What customers say of themselves."""

from datetime import datetime

from django.db import transaction

from poincon.accounts import actions as accounts
from poincon.customers.models import Customer
from poincon.customers.states import ContactBy, RingScale
from poincon.foundation import journal
from poincon.kernel.refusal import Refusal


class ScaleUnknown(Refusal):
    """No ring is measured on a scale of that name; `known` are those that there are."""

    code = "scale_unknown"
    status = 422


def change_details(
    *, customer: Customer, first_name: str, last_name: str, phone: str, actor: str, at: datetime
) -> None:
    """Keep the customer's names and telephone (E.164, or empty) as given."""
    customer.first_name, customer.last_name, customer.phone = first_name, last_name, phone
    with transaction.atomic():
        customer.save(update_fields=["first_name", "last_name", "phone"])
        _note(customer, "change_details", actor, at)


def change_preferences(
    *,
    customer: Customer,
    language: str,
    contact_by: ContactBy,
    ring_scale: RingScale | None,
    actor: str,
    at: datetime,
) -> None:
    """Write and speak to the customer as they prefer from now on; without a scale as each browser goes."""
    customer.contact_by, customer.ring_scale = contact_by, ring_scale or ""
    with transaction.atomic():
        customer.save(update_fields=["contact_by", "ring_scale"])
        accounts.set_language(user=customer.user, language=language)
        _note(customer, "change_preferences", actor, at)


def choose_scale(*, customer: Customer, said: str, actor: str, at: datetime) -> None:
    """Tell the customer ring sizes on the scale called `said` from now on. Raises ScaleUnknown."""
    if said not in RingScale.values:
        raise ScaleUnknown(known=list(RingScale.values))
    if said == customer.ring_scale:
        return
    customer.ring_scale = said
    with transaction.atomic():
        customer.save(update_fields=["ring_scale"])
        _note(customer, "choose_scale", actor, at)


def _note(customer: Customer, verb: str, actor: str, at: datetime) -> None:
    journal.write(subject=journal.subject_of(customer), verb=verb, actor=actor, at=at)
