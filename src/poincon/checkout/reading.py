"""What a program tells, read by the same forms as the pages' own, so that both accept and refuse alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from poincon.api.refusals import Invalid
from poincon.checkout.forms import SectionAddress, WhoForm
from poincon.checkout.shapes import Address, Details
from poincon.customers import queries as customers
from poincon.customers.addresses import AddressData

SECTIONS = {"shipping": "delivery", "billing": "billing"}


@dataclass(frozen=True, slots=True)
class Read:
    """Who orders and where to, tidied."""

    email: str
    delivery: AddressData
    billing: AddressData | None


def details_of(told: Details) -> Read:
    """Return the details when no form finds a fault in them. Raises Invalid with all faults."""
    who = WhoForm({"email": told.email, "billing_differs": told.billing is not None})
    delivery = _address(told.delivery, "shipping", customers.delivered_countries())
    billing = _address(told.billing, "billing", customers.known_countries()) if told.billing else None
    forms_given = [form for form in (who, delivery, billing) if form is not None]
    if errors := [fault for form in forms_given for fault in faults_of(form)]:
        raise Invalid(errors=errors)
    return Read(who.cleaned_data["email"], delivery.data_given(), billing.data_given() if billing else None)


def faults_of(form: forms.Form) -> Iterator[dict[str, str]]:
    """Yield the faults of a form, each with its place in the body, in the active language."""
    section = SECTIONS.get(form.prefix or "", "")
    for name, errors in form.errors.as_data().items():
        place = "/".join(filter(None, ("", section, "" if name == "__all__" else name)))
        for error in errors:
            yield {
                "pointer": f"/{place.lstrip('/')}",
                "code": error.code or "invalid",
                "detail": " ".join(map(str, error.messages)),
            }


def _address(told: Address, section: str, countries: list[str]) -> SectionAddress:
    data = {f"{section}-{name}": value for name, value in told.model_dump().items()}
    country = told.country if told.country in countries else countries[0]
    return SectionAddress(data, section=section, country=country, countries=countries)
