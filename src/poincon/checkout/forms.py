"""What the checkout asks: name, e-mail, address, and a telephone only where the carrier needs it (R022)."""

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.charter.queries import Means, Offer
from poincon.checkout.words import KNOWS
from poincon.customers import addresses
from poincon.customers.forms import WRONG_PHONE, AddressForm
from poincon.foundation import fields

NEEDS_PHONE = _("This carrier announces itself by telephone: please give a number.")


class SectionAddress(AddressForm):
    """An address of one section, "shipping" or "billing", which the browser can fill by itself."""

    def __init__(self, data: object = None, *, section: str, country: str, **more: object) -> None:
        super().__init__(data, country=country, prefix=section, **more)  # type: ignore[arg-type]
        # The carrier, chosen in the next step, decides whether a telephone is needed at all.
        del self.fields["phone"]
        for name in self.fields:
            attributes = self.fields[name].widget.attrs
            attributes["autocomplete"] = f"{section} {attributes['autocomplete']}"
        self.section = section

    def clean(self) -> dict[str, object]:
        """Refuse what no zone holds, and a place that has a country's name of its own under another's."""
        cleaned = super().clean()
        if self.section == "shipping" and not self.errors:
            there, running = self.data_given(), charters.charter()
            reached = charters.zone_of(running, there.country, there.postcode)
            if reached is None or addresses.territory_of(there) in self.offered:
                self.add_error("postcode", self.elsewhere(there))
        return cleaned


class WhoForm(forms.Form):
    """The e-mail address, and whether somebody else is billed."""

    email = fields.Email(
        label=_("E-mail"),
        max_length=254,
        help_text=_("For the confirmation and the tracking of your parcel; nothing else."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
    )
    billing_differs = forms.BooleanField(label=_("Bill somebody else, or another address"), required=False)


@keeps("accounts.only_what_is_needed", "carriers.*.needs_phone")
class CarrierForm(forms.Form):
    """The carrier among those that take this parcel there; the telephone is asked only if it needs one."""

    carrier = forms.ChoiceField(
        label=_("Way of sending"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how it is to be sent.")},
    )
    phone = fields.Line(
        label=_("Telephone"),
        max_length=32,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "shipping tel", "inputmode": "tel"}),
    )

    def __init__(
        self, data: object = None, *, offers: tuple[Offer, ...], country: str, **more: object
    ) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]
        self.offers = {offer.carrier: offer for offer in offers}
        self.country = country
        self.fields["carrier"].choices = [(offer.carrier, offer.name) for offer in offers]  # type: ignore[attr-defined]
        chosen = self.offers.get(str(self.data.get("carrier", "")))
        # Before a choice it is shown beside the carriers that need it, and to them it is necessary.
        self.fields["phone"].required = chosen.needs_phone if chosen else not self.is_bound
        self.fields["phone"].error_messages["required"] = NEEDS_PHONE

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        offer = self.offers.get(str(cleaned.get("carrier")))
        number = addresses.tidy_phone(str(cleaned.get("phone") or ""), self.country)
        if offer and offer.needs_phone and not number and "phone" not in self.errors:
            self.add_error("phone", WRONG_PHONE if cleaned.get("phone") else NEEDS_PHONE)
        cleaned["phone"] = number if offer and offer.needs_phone else ""
        return cleaned


class MeansForm(forms.Form):
    """The means of payment, and the notice on pieces made for their wearer; nothing is chosen beforehand."""

    means = forms.ChoiceField(
        label=_("Means of payment"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose how you would like to pay.")},
    )
    knows = forms.BooleanField(label=KNOWS, required=False)
    seal = fields.Line(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: object = None, *, means: tuple[Means, ...], language: str, **more: object
    ) -> None:
        super().__init__(data, **more)  # type: ignore[arg-type]
        labels = [(one.key, capfirst(getattr(one, f"label_{language}"))) for one in means]
        self.fields["means"].choices = labels  # type: ignore[attr-defined]
