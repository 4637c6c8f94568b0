"""Who sells: the house, its contacts, and those whom the law makes it name."""

from typing import Annotated

from poincon.charter.schema.declaring import Strict, promise
from poincon.charter.schema.values import (
    Country,
    Email,
    Kept,
    Line,
    Phone,
    Siren,
    Site,
    Slug,
    Text,
    VatNumber,
)


class Address(Strict):
    line1: Line
    line2: str = ""
    postcode: Line
    city: Line
    country: Country


class Host(Strict):
    """Who keeps the site on the network (law.md O10)."""

    name: Line
    address: Line
    phone: Phone


class Mediator(Strict):
    """Whom a customer may turn to, free of charge (Code de la consommation, L612-1, L616-1)."""

    name: Line
    address: Line
    site: Site


class PrivacyOfficer(Strict):
    name: Line
    email: Email
    phone: Phone


class House(Strict):
    """Identity and contacts. `siren` is empty only for a house outside France; a draft may leave more "
    "open."""

    key: Slug
    name: Line
    legal_name: Line
    legal_form: Line
    capital: Text = ""
    siren: Siren = ""
    registration: Text = ""
    vat_number: VatNumber = ""
    address: Address
    email: Email
    phone: Annotated[
        Phone,
        promise(
            "R107",
            fr="Au téléphone : {value}, {phone_hours}.",
            en="By telephone: {value}, {phone_hours}.",
            page="contact",
        ),
    ]
    phone_hours_fr: Line
    phone_hours_en: Line
    director: Text = ""
    host: Host | None = None
    mediator: Annotated[
        Mediator | None,
        promise(
            "",
            fr="En cas de litige, vous pouvez saisir gratuitement notre médiateur : {name}, {address}, "
            "{site}.",
            en="If we cannot agree, our mediator is free for you: {name}, {address}, {site}.",
            page="legal",
        ),
    ] = None
    privacy_officer: Annotated[
        PrivacyOfficer,
        promise(
            "R130",
            fr="Pour toute question sur vos données : {name}, {email}, {phone}.",
            en="For any question about your data: {name}, {email}, {phone}.",
            page="privacy",
        ),
    ]
    contact_everywhere: Annotated[
        Kept,
        promise(
            "R107",
            fr="Le lien « Contact » est au bas de chaque page, et nous répondons dès que possible.",
            en="“Contact” is at the foot of every page, and we answer as soon as we can.",
            page="contact",
        ),
    ] = True
