"""Becoming a customer: nothing but a request exists until its address is proven."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.signing import BadSignature
from django.db import transaction
from procrastinate.contrib.django import app

from poincon.accounts import actions as accounts
from poincon.accounts import queries as users
from poincon.customers import mails, seals
from poincon.customers.actions.book import remember_address
from poincon.customers.addresses import AddressData, tidied
from poincon.customers.models import Customer, Registration
from poincon.customers.rules import VALID
from poincon.kernel.refusal import Refusal


class RegistrationOver(Refusal):
    """The link is false, too old, or has been used."""

    code = "registration_over"
    status = 410


class WeakPassword(Refusal):
    """The password is too easy to guess; `reasons` are sentences for its reader."""

    code = "weak_password"
    status = 422


def register(
    *,
    email: str,
    first_name: str,
    last_name: str,
    language: str,
    at: datetime,
    next_path: str = "",
    address: AddressData | None = None,
) -> Registration:
    """Take the wish for an account and return it; a background job answers by mail.

    Two inserts whether or not the address has an account: neither answer nor time tells. No password is
    taken: whoever asks has not proven the address, and must not hold a key to what is opened later. A guest
    who has just ordered asks in the same way, with the `address` of the order for the book; the browser
    that ordered keeps seeing its order meanwhile, account or not.
    """
    with transaction.atomic():
        row = Registration.objects.create(
            email=users.tidy_email(email),
            first_name=first_name.strip(),
            last_name=last_name.strip(),
            address=tidied(address).as_dict() if address else None,
            language=language,
            next_path=next_path,
            asked_at=at,
        )
        app.configure_task("customers.answer_registration", queue="mail").defer(registration_id=row.pk)
    return row


def answer_registration(*, registration_id: int, at: datetime) -> None:
    """Mail the link that proves the address, or the news that it has an account already."""
    with transaction.atomic():
        row = Registration.objects.select_for_update().filter(pk=registration_id).first()
        if row is None:
            return
        holder = users.user_by_email(row.email)
        if holder is None:
            mails.send_link(row, at=at)
        else:
            mails.tell_holder(row, holder, at=at)
            row.delete()


def prove(*, seal: str, password: str, at: datetime) -> Customer:
    """Open the account whose link was mailed, under the password chosen there; `seal` ends the link.

    Announces AddressProven (by accounts), whereupon orders joins the guest orders of that address. Raises
    RegistrationOver, WeakPassword, and AddressTaken when the address got an account in the meantime.
    """
    with transaction.atomic():
        row = _pending(seal, at)
        _check(password, row.email)
        address = AddressData(**row.address) if row.address else None
        hashed = make_password(password)
        customer = _enrol(row.email, hashed, row.first_name, row.last_name, row.language, address, at)
        Registration.objects.filter(email=row.email).delete()
    return customer


def enrol(
    *,
    email: str,
    password: str,
    first_name: str,
    last_name: str,
    language: str,
    at: datetime,
    address: AddressData | None = None,
) -> Customer:
    """Return a new customer whose address is taken as proven. Raises AddressTaken, AddressFaulty."""
    with transaction.atomic():
        return _enrol(email, make_password(password), first_name, last_name, language, address, at)


def forget_old_registrations(*, at: datetime) -> int:
    """Delete the requests whose link is no longer good, and return how many there were."""
    return Registration.objects.filter(asked_at__lt=at - VALID).delete()[0]


def _pending(seal: str, at: datetime) -> Registration:
    try:
        pk = seals.opened(seal)
    except BadSignature:
        raise RegistrationOver from None
    row = Registration.objects.select_for_update().filter(pk=pk, asked_at__gte=at - VALID).first()
    if row is None:
        raise RegistrationOver
    return row


def _check(password: str, email: str) -> None:
    try:
        validate_password(password, user=users.User(email=email))
    except ValidationError as error:
        raise WeakPassword(reasons=error.messages) from None


def _enrol(
    email: str,
    hashed: str,
    first_name: str,
    last_name: str,
    language: str,
    address: AddressData | None,
    at: datetime,
) -> Customer:
    user = accounts.open_account(email=email, hashed=hashed, language=language, at=at)
    customer = Customer.objects.create(user=user, first_name=first_name, last_name=last_name, created_at=at)
    if address:
        remember_address(customer_id=customer.pk, data=address, at=at)
    return customer
