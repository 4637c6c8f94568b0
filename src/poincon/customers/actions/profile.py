"""What customers say of themselves."""

from datetime import datetime

from django.db import transaction

from poincon.accounts import actions as accounts
from poincon.customers.models import Customer
from poincon.customers.states import ContactBy
from poincon.foundation import journal


def change_details(
    *, customer: Customer, first_name: str, last_name: str, phone: str, actor: str, at: datetime
) -> None:
    """Keep the customer's names and telephone (E.164, or empty) as given."""
    customer.first_name, customer.last_name, customer.phone = first_name, last_name, phone
    with transaction.atomic():
        customer.save(update_fields=["first_name", "last_name", "phone"])
        _note(customer, "change_details", actor, at)


def change_preferences(
    *, customer: Customer, language: str, contact_by: ContactBy, actor: str, at: datetime
) -> None:
    """Write and speak to the customer as they prefer from now on."""
    customer.contact_by = contact_by
    with transaction.atomic():
        customer.save(update_fields=["contact_by"])
        accounts.set_language(user=customer.user, language=language)
        _note(customer, "change_preferences", actor, at)


def _note(customer: Customer, verb: str, actor: str, at: datetime) -> None:
    journal.write(subject=journal.subject_of(customer), verb=verb, actor=actor, at=at)
