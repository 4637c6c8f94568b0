"""What the desk may type about what is made for its wearer: engraving, and sizes made to measure."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from poincon.catalogue import made_words
from poincon.catalogue.rules import Engraving
from poincon.charter.queries import charter
from poincon.foundation import fields
from poincon.kernel.money import Money

MOST_LINES, MOST_SIGNS, MOST_DAYS, MOST_SIZES = 4, 60, 90, 200


class EngravingOffer(forms.Form):
    """Whether a piece is engraved, where, how much of what, in which letters, for how much and how soon."""

    offered = forms.BooleanField(label=_("This piece is engraved"), required=False)
    place = forms.ChoiceField(label=_("Where"), choices=list(made_words.PLACES.items()))
    lines = forms.IntegerField(label=_("Lines"), min_value=1, max_value=MOST_LINES)
    most = forms.IntegerField(label=_("Signs a line"), min_value=1, max_value=MOST_SIGNS)
    faces = forms.MultipleChoiceField(
        label=_("Lettering"),
        choices=list(made_words.FACES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    signs = forms.MultipleChoiceField(
        label=_("What may be engraved"),
        choices=list(made_words.SIGNS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    price = fields.Number(
        label=_("Price, tax included"),
        min_value=Decimal(0),
        max_digits=7,
        decimal_places=2,
        help_text=_("Nought where it is offered."),
    )
    days = forms.IntegerField(label=_("Working days more"), min_value=0, max_value=MOST_DAYS)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        if self.is_bound and not self.data.get("offered"):
            for field in self.fields.values():
                field.required = False

    def offer(self) -> dict[str, Any] | None:
        """Return the terms of the offer, None for none; only of a valid form."""
        typed = dict(self.cleaned_data)
        if not typed.pop("offered"):
            return None
        price = Money.of(typed.pop("price"), charter().currency)
        return typed | {"price_minor": price.minor}


def told(offer: Engraving | None) -> dict[str, Any]:
    """Return what the form shows of an offer, or of a usual one where there is none."""
    if offer is None:
        return {"offered": False, "lines": 1, "most": 20, "signs": ["letters", "figures"], "days": 3}
    kept = {name: getattr(offer, name) for name in ("place", "lines", "most", "days")}
    lists = {"faces": list(offer.faces), "signs": list(offer.signs)}
    return kept | lists | {"offered": True, "price": Decimal(offer.price_minor) / 100}


class Measured(forms.Form):
    """The sizes that a variant is made in, in millimetres; all empty for a size of the shelf."""

    first = fields.Number(
        label=_("From, mm"),
        min_value=1,
        max_value=3000,
        decimal_places=1,
        required=False,
        help_text=_("A ring’s inner circumference, or a length."),
    )
    last = fields.Number(label=_("To, mm"), min_value=1, max_value=3000, decimal_places=1, required=False)
    step = fields.Number(label=_("By, mm"), min_value=Decimal("0.1"), decimal_places=1, required=False)
    days = forms.IntegerField(label=_("Working days more"), min_value=0, max_value=MOST_DAYS, required=False)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        given = [typed.get(name) is not None for name in self.fields]
        if any(given) and not all(given) and not self.errors:
            self.add_error(None, _("Give all four, or none."))
        elif all(given):
            if typed["last"] < typed["first"]:
                self.add_error("last", _("The last size is below the first."))
            elif (typed["last"] - typed["first"]) / typed["step"] > MOST_SIZES:
                self.add_error("step", _("That would be more than two hundred sizes."))
        return typed

    def columns(self) -> dict[str, Any]:
        """Return the columns of Variant; only of a valid form."""
        typed = self.cleaned_data
        sizes = {f"made_{name}_mm": typed[name] for name in ("first", "last", "step")}
        own = {"circumference_mm": None, "length_mm": None} if typed["first"] is not None else {}
        return sizes | {"made_days": typed["days"]} | own
