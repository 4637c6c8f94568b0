"""What the desk types about reductions and bulk edits, and which pieces it means."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from poincon.catalogue import queries as catalogue
from poincon.charter.queries import charter
from poincon.foundation import clock, fields
from poincon.foundation.languages import spoken
from poincon.kernel.money import Money
from poincon.pricing import sku_lists, words
from poincon.pricing.queries.choosing import Choice
from poincon.pricing.sku_lists import Fault, SkuList
from poincon.pricing.states import Change, Cut, Rounding

ANY = ("", pgettext_lazy("filter", "All"))
MOMENT = "%Y-%m-%dT%H:%M"
MOST_PERCENT = 99
TOLD_FAULTS = 12


class Pieces(forms.Form):
    """Which pieces are meant: a list of article numbers, or everything on show that fits."""

    words = fields.Line(label=gettext_lazy("Name, reference or number"), max_length=100, required=False)
    category = forms.ChoiceField(label=gettext_lazy("Shelf"), required=False)
    brand = forms.ChoiceField(label=gettext_lazy("Brand"), required=False)
    low = fields.Number(
        label=gettext_lazy("Regular price from"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        required=False,
    )
    high = fields.Number(
        label=gettext_lazy("Regular price up to"),
        min_value=0,
        max_digits=9,
        decimal_places=2,
        required=False,
    )
    listed = fields.Prose(
        label=gettext_lazy("Article numbers"),
        max_length=sku_lists.LARGEST,
        required=False,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy(
            "One a line, perhaps with a price behind a semicolon. With a list, the rest does not count."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("Or the same as a CSV file"),
        required=False,
        widget=forms.FileInput({"accept": ".csv,text/csv,text/plain"}),
    )
    skip = forms.BooleanField(label=gettext_lazy("Leave out the rows that cannot be used"), required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        shelves = [(str(one.pk), spoken(one, "name")) for one in catalogue.categories()]
        brands = [(str(one.pk), one.name) for one in catalogue.brands()]
        self.fields["category"].choices = [ANY, *shelves]  # type: ignore[attr-defined]
        self.fields["brand"].choices = [ANY, *brands]  # type: ignore[attr-defined]
        self.faults: list[tuple[Fault, str]] = []
        self.shares: dict[int, int | None] | None = None

    def clean_file(self) -> str:
        """Return the text of the file, empty without one."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is None:
            return ""
        if (file.size or 0) > sku_lists.LARGEST:
            raise forms.ValidationError(_("This file is too large for a list of article numbers."))
        text = sku_lists.decoded(file.read())
        if text is None:
            raise forms.ValidationError(_("This is not a text file: save the list as CSV."))
        return text

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        text = typed.get("file") or typed.get("listed") or ""
        low, high = typed.get("low"), typed.get("high")
        if low is not None and high is not None and low > high:
            self.add_error("high", _("The highest price must not be below the lowest."))
        if text.strip() and not self.errors:
            self._match(sku_lists.read(text, charter().currency), skip=typed["skip"])
        return typed

    def choice(self) -> Choice:
        """Return what to look for where no list was given; only of a valid form."""
        typed, currency = self.cleaned_data, charter().currency
        low, high = (
            Money.of(one, currency) if one is not None else None for one in (typed["low"], typed["high"])
        )
        return Choice(typed["words"], typed["category"], typed["brand"], low, high)

    def _match(self, told: SkuList, *, skip: bool) -> None:
        """Keep the variants of a list, and say which rows are of no use."""
        known = catalogue.variants_by_sku(told.rows)
        unknown = [Fault(told.lines[sku], "sku_unknown", sku) for sku in told.rows if sku not in known]
        found = sorted([*told.faults, *unknown], key=lambda one: one.line)
        self.faults = [(fault, str(words.ROW_FAULTS[fault.code])) for fault in found[:TOLD_FAULTS]]
        self.shares = {pk: told.rows[sku] for sku, pk in known.items()}
        if found and not skip:
            useless = ngettext(
                "%(count)s row of the list cannot be used.",
                "%(count)s rows of the list cannot be used.",
                len(found),
            )
            self.add_error("listed", useless % {"count": len(found)})


class ReductionTerms(forms.Form):
    """By how much, from when until when, and under which name."""

    cut = forms.ChoiceField(
        label=gettext_lazy("What is taken off"), choices=list(words.CUTS.items()), initial=Cut.PERCENT
    )
    value = fields.Number(
        label=gettext_lazy("How much"),
        min_value=Decimal("0.01"),
        max_digits=9,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy(
            "Whole percent, or an amount with tax. Leave it empty where the list has a price for each."
        ),
    )
    rounding = forms.ChoiceField(
        label=gettext_lazy("Rounded down to"), choices=list(words.ROUNDINGS.items()), initial=Rounding.EXACT
    )
    starts_at = forms.DateTimeField(
        label=pgettext_lazy("time", "From"),
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        help_text=gettext_lazy("Leave it empty to start as soon as it is confirmed."),
    )
    ends_at = forms.DateTimeField(
        label=pgettext_lazy("time", "Until"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format=MOMENT),
        help_text=gettext_lazy("The first minute at which the regular price holds again."),
    )
    name_fr = fields.Line(label=gettext_lazy("Public name in French"), max_length=60, required=False)
    name_en = fields.Line(label=gettext_lazy("Public name in English"), max_length=60, required=False)
    sales = forms.BooleanField(
        label=gettext_lazy("These are the legal sales (“soldes”)"),
        required=False,
        help_text=gettext_lazy("Pieces for sale for over a month then carry the word."),
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        value, cut = typed.get("value"), typed.get("cut")
        starts = typed.get("starts_at") or clock.now()
        for name, since in (("starts_at", clock.now()), ("ends_at", starts)):
            if typed.get(name) and typed[name] - since > fields.FAR:
                self.add_error(name, fields.FAR_OFF)
        if "value" in self.errors:
            return typed
        if value is None and cut != Cut.PRICE:
            self.add_error("value", _("Say how much."))
        elif (
            cut == Cut.PERCENT
            and value is not None
            and not (value == int(value) and 1 <= value <= MOST_PERCENT)
        ):
            self.add_error("value", _("A percentage is a whole number from 1 to 99."))
        return typed

    def amount(self) -> int | None:
        """Return whole percent or minor units; None where each piece has a price of its own."""
        typed = self.cleaned_data["value"]
        if typed is None or self.cleaned_data["cut"] == Cut.PERCENT:
            return None if typed is None else int(typed)
        return Money.of(typed, charter().currency).minor


class EditTerms(forms.Form):
    """What is to become of the regular prices."""

    change = forms.ChoiceField(
        label=gettext_lazy("What is changed"), choices=list(words.CHANGES.items()), initial=Change.PERCENT
    )
    value = fields.Number(
        label=gettext_lazy("By how much, or to what"),
        max_digits=9,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy(
            "With a minus sign to lower prices. Leave it empty where the list has a price for each."
        ),
    )
    rounding = forms.ChoiceField(
        label=gettext_lazy("Rounded to the nearest"),
        choices=list(words.ROUNDINGS.items()),
        initial=Rounding.EXACT,
    )

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        value, change = typed.get("value"), typed.get("change")
        if "value" in self.errors:
            return typed
        if value is None:
            if change != Change.PRICE:
                self.add_error("value", _("Say how much."))
        elif change == Change.PERCENT and not (value == int(value) and -MOST_PERCENT <= value <= 900):
            self.add_error("value", _("A percentage is a whole number from −99 to 900."))
        elif change == Change.PRICE and value <= 0:
            self.add_error("value", _("A price must be more than nothing."))
        return typed

    def amount(self) -> int:
        """Return whole percent or minor units; nought where each piece has a price of its own."""
        typed = self.cleaned_data["value"]
        if typed is None or self.cleaned_data["change"] == Change.PERCENT:
            return int(typed or 0)
        return Money.of(typed, charter().currency).minor
