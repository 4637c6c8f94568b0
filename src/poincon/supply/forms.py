"""What the desk types about suppliers' orders and deliveries."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from poincon.catalogue import queries as catalogue
from poincon.charter.queries import charter
from poincon.foundation import fields
from poincon.kernel.money import Money
from poincon.supply import articles
from poincon.supply.models import Doubt, PurchaseLine
from poincon.supply.states import GAINS, LOSSES, Reason, Scope
from poincon.supply.words import ASIDE, REASONS, SCOPES

CURRENCIES = ("EUR", "CHF", "GBP", "USD")
ALL = "all"
NO_ARTICLE = _("No article has this number or barcode.")


class New(forms.Form):
    """Whom the order is for, and in which currency."""

    supplier = forms.TypedChoiceField(label=_("Supplier"), coerce=int)
    currency = forms.ChoiceField(label=_("Currency"), choices=[(one, one) for one in CURRENCIES])
    key = fields.Once()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["supplier"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        choice.choices = [(row.pk, row.name) for row in catalogue.suppliers()]
        self.fields["currency"].initial = charter().currency


class Line(forms.Form):
    """So many of an article, at a cost, expected on a day."""

    code = fields.Line(label=_("Article number or barcode"), max_length=80)
    quantity = forms.IntegerField(label=_("Quantity"), min_value=1, max_value=10_000)
    cost = fields.Number(
        label=_("Cost of one, without tax"),
        min_value=0,
        max_value=10_000_000,
        decimal_places=2,
    )
    expected_on = fields.DayAhead(
        label=_("Expected on"), help_text=_("Leave empty when the supplier gives no date.")
    )
    line = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    @classmethod
    def of(cls, row: PurchaseLine, sku: str) -> Self:
        """Return the form with what a line says, to change it."""
        told = {"quantity": row.quantity, "cost": row.cost.amount, "expected_on": row.expected_on}
        return cls(initial={"code": sku, "line": row.pk, **told})

    def clean_code(self) -> int:
        """Return the variant that is meant."""
        found = catalogue.variant_by_code(self.cleaned_data["code"])
        if found is None:
            several = articles.offered(self.cleaned_data["code"])
            raise forms.ValidationError(articles.SEVERAL if several else NO_ARTICLE)
        return found

    def cost_in(self, currency: str) -> Money:
        return Money.of(self.cleaned_data["cost"], currency)


class Day(forms.Form):
    """The day on which what is still to come is expected; of one line, or of all."""

    use_required_attribute = False  # a day is not asked for where none is known any more
    line = forms.TypedChoiceField(label=_("Of"), coerce=lambda told: None if told == ALL else int(told))
    on = fields.DayAhead(label=_("Expected on"))
    unknown = forms.BooleanField(
        label=_("The supplier gives no day any more"),
        required=False,
        help_text=_("Nobody is promised a day from then on, and what was sold out is sold out again."),
    )

    def __init__(self, lines: Mapping[PurchaseLine, str], *args: Any, **kwargs: Any) -> None:
        """Offer each line with its words, and begin with the present day: the same for all, or the first."""
        super().__init__(*args, **kwargs)
        self.fields["on"].error_messages["required"] = _("Give the day, or tick that none is known any more.")
        choice, self.fields["on"].required = self.fields["line"], True
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        choice.choices = [
            (ALL, _("all that is still to come")),
            *((row.pk, said) for row, said in lines.items()),
        ]
        if not self.initial and lines:
            row, same = next(iter(lines)), len({one.expected_on for one in lines}) == 1
            self.initial = {"line": ALL if same else row.pk, "on": row.expected_on}

    def clean(self) -> dict[str, Any]:
        """Return a day or, where that was ticked, none."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("unknown"):
            self.errors.pop("on", None)
            told["on"] = None
        return told


class Adjust(forms.Form):
    """How many pieces more or fewer, and why."""

    change = forms.IntegerField(
        label=_("Pieces more, or fewer with a minus"), min_value=-10_000, max_value=10_000
    )
    reason = forms.TypedChoiceField(label=_("Reason"), coerce=Reason, choices=list(REASONS.items()))
    key = fields.Once()

    def clean_change(self) -> int:
        change: int = self.cleaned_data["change"]
        if not change:
            raise forms.ValidationError(_("At least one piece more or fewer."))
        return change


def how_many(most: int) -> forms.IntegerField:
    """Return a field for so many pieces, or fewer than none to take some back."""
    return forms.IntegerField(label=_("How many pieces"), min_value=-1_000, max_value=most, initial=1)


class Read(forms.Form):
    """A barcode as a scanner types it, with Enter behind it; the same form sent twice counts once."""

    code = fields.Line(label=_("Article number or barcode"), max_length=80)
    quantity = how_many(1_000)
    key = fields.Once()

    @classmethod
    def fresh(cls, **kept: str) -> Self:
        """Return the form for the next reading; what is kept stays filled in."""
        return cls(initial={"quantity": 1, **kept})

    def clean_quantity(self) -> int:
        quantity: int = self.cleaned_data["quantity"]
        if not quantity:
            raise forms.ValidationError(_("At least one piece, or fewer than none to take some back."))
        return quantity


class Scan(Read):
    """A piece of a delivery; one that is not for the shelf is set aside with its reason."""

    aside = forms.ChoiceField(
        label=_("Put on the shelf"), required=False, choices=[("", _("Yes")), *ASIDE.items()]
    )


class Begin(forms.Form):
    """What a stock-take is about."""

    scope = forms.TypedChoiceField(label=_("What is counted"), coerce=Scope, choices=list(SCOPES.items()))
    brand = forms.TypedChoiceField(
        label=_("Brand"), coerce=int, empty_value=None, required=False, help_text=_("Only for a brand.")
    )
    key = fields.Once()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["brand"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - for the type checker
        choice.choices = [("", ""), *((row.pk, row.name) for row in catalogue.brands())]

    def clean(self) -> dict[str, Any]:
        """Return the scope with its brand, if it is of one."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("scope") == Scope.BRAND and not told.get("brand") and "brand" not in self.errors:
            self.add_error("brand", _("Choose the brand that is counted."))
        return told


class Seen(Read):
    """Pieces seen on a shelf."""

    field_order = ("shelf",)
    shelf = fields.Line(
        label=_("Shelf or window"),
        max_length=40,
        required=False,
        help_text=_("As you call it: it stays filled in."),
    )
    quantity = how_many(10_000)


class Second(forms.Form):
    """All the pieces of an article in the house, counted a second time."""

    code = fields.Line(label=_("Article number or barcode"), max_length=80)
    quantity = forms.IntegerField(label=_("All its pieces in the house"), min_value=0, max_value=100_000)


class Reasons(forms.Form):
    """Why there are more or fewer pieces of each article, beside the difference that was seen."""

    def __init__(self, doubts: list[Doubt], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.doubts = doubts
        for row in doubts:
            fitting = GAINS if row.change > 0 else LOSSES
            told = [("", ""), *((code, said) for code, said in REASONS.items() if code in fitting)]
            self.fields[f"reason_{row.pk}"] = forms.TypedChoiceField(
                label=_("Reason"), coerce=Reason, choices=told
            )
            self.fields[f"change_{row.pk}"] = forms.IntegerField(widget=forms.HiddenInput, initial=row.change)
