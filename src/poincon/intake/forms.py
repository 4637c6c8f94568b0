"""What the desk may type about a piece, its matter, its variants and its brand."""

from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any, Self

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from stdnum import ean

from poincon.catalogue import queries, rules
from poincon.catalogue.rules import MetalFacts, SizeUnclear, StoneFacts
from poincon.catalogue.states import PEARL_NATURES, PEARLS, PRECIOUS, Nature, StatedBy
from poincon.foundation import fields, wording
from poincon.foundation.languages import spoken
from poincon.intake import words

NOTHING = ("", "—")
LONG_TEXT = {"rows": 4}
ADDRESS = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"


def language() -> str:
    """Return the language in which lists are shown: "fr" or "en"."""
    return "fr" if (get_language() or "fr").startswith("fr") else "en"


class PieceWords(forms.Form):
    """The words of a piece, its shelf and who vouches for it."""

    name_fr = fields.Line(label=_("French name"), max_length=160, required=False)
    name_en = fields.Line(label=_("English name"), max_length=160, required=False)
    description_fr = fields.Prose(
        label=_("French description"), max_length=8000, required=False, widget=forms.Textarea(LONG_TEXT)
    )
    description_en = fields.Prose(
        label=_("English description"), max_length=8000, required=False, widget=forms.Textarea(LONG_TEXT)
    )
    warnings_fr = fields.Line(label=_("Warnings in French"), max_length=1000, required=False)
    warnings_en = fields.Line(label=_("Warnings in English"), max_length=1000, required=False)
    slug = forms.RegexField(
        ADDRESS, label=_("Address"), max_length=120, help_text=_("Small letters, figures and hyphens.")
    )
    category = forms.ChoiceField(label=_("Shelf"))
    brand = forms.ChoiceField(label=_("Brand"))
    supplier = forms.ChoiceField(label=_("Supplier"), required=False)
    tags = fields.Line(label=_("Tags"), max_length=600, required=False, help_text=_("Separated by commas"))

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        _choose(self, "category", ((str(one.pk), spoken(one, "name")) for one in queries.categories()))
        _choose(self, "brand", ((str(one.pk), one.name) for one in queries.brands()))
        _choose(self, "supplier", [NOTHING, *((str(one.pk), one.name) for one in queries.suppliers())])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("name_fr") and not cleaned.get("name_en"):
            self.add_error("name_fr", _("Give the piece a name, in French or in English."))
        return cleaned

    def columns(self) -> dict[str, Any]:
        """Return the columns of Piece; only of a valid form."""
        typed = self.cleaned_data
        plain = ("name_fr", "name_en", "description_fr", "description_en", "warnings_fr", "warnings_en")
        tags = [tag.strip()[:60] for tag in typed["tags"].split(",") if tag.strip()]
        return {name: typed[name] for name in (*plain, *({"slug"} & typed.keys()))} | {
            "category_id": int(typed["category"]),
            "brand_id": int(typed["brand"]),
            "supplier_id": int(typed["supplier"]) if typed["supplier"] else None,
            "tags": list(dict.fromkeys(tags)),
        }


class NewPiece(PieceWords):
    """A piece that the shop does not have yet; its address is made from its name."""

    slug = None  # type: ignore[assignment]  # so Django leaves out what the parent asks for
    reference = forms.SlugField(label=_("Reference"), max_length=60)
    kind = forms.ChoiceField(label=_("Kind of jewellery"), choices=list(words.KINDS.items()))
    field_order = ("reference", "kind", "name_fr", "name_en")

    def __init__(self, *arguments: Any, **more: Any) -> None:
        """Leave kind, shelf and brand to be chosen: the first of a list is nobody's answer."""
        super().__init__(*arguments, **more)
        for name in ("kind", "category", "brand"):
            _choose(self, name, [NOTHING, *self.fields[name].choices])  # type: ignore[attr-defined]

    def columns(self) -> dict[str, Any]:
        name = self.cleaned_data["name_fr"] or self.cleaned_data["name_en"]
        return super().columns() | {
            "reference": self.cleaned_data["reference"],
            "kind": self.cleaned_data["kind"],
            "slug": queries.free_slug(name),
            "stated_by": StatedBy.SUPPLIER.value,
        }


class Metal(forms.Form):
    """One metal; an empty line is no metal."""

    metal = forms.ChoiceField(label=_("Metal"), required=False)
    colour = forms.ChoiceField(label=_("Colour"), required=False)
    fineness = forms.IntegerField(label=_("Fineness, ‰"), min_value=1, max_value=999, required=False)
    coating_metal = forms.ChoiceField(label=_("Coating"), required=False)
    coating_fineness = forms.IntegerField(
        label=_("Coating’s fineness, ‰"), min_value=1, max_value=999, required=False
    )
    coating_microns = fields.Number(
        label=_("Coating, µm"),
        min_value=Decimal("0.01"),
        max_digits=5,
        decimal_places=2,
        required=False,
    )
    weight_g = fields.Number(
        label=_("This metal alone, g"),
        min_value=Decimal("0.001"),
        max_value=Decimal(100_000),
        decimal_places=3,
        required=False,
        help_text=_("Where it is less than the piece’s weight."),
    )
    marks = forms.MultipleChoiceField(label=_("Marks"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        _choose(self, "metal", [NOTHING, *rules.metal_labels(language())])
        _choose(self, "colour", [NOTHING, *rules.colour_labels(language())])
        _choose(self, "coating_metal", [NOTHING, *rules.coating_labels(language())])
        _choose(self, "marks", rules.mark_labels(language()))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("fineness") and typed.get("metal") not in PRECIOUS:
            self.add_error("fineness", _("Only gold, silver and platinum have a fineness."))
        coating = typed.get("coating_fineness") or typed.get("coating_microns")
        if coating and not typed.get("coating_metal"):
            self.add_error("coating_metal", _("Say what the coating is made of."))
        if not typed.get("metal") and any(typed.values()):
            self.add_error("metal", _("Choose the metal."))
        return typed

    def facts(self) -> MetalFacts | None:
        typed = dict(self.cleaned_data)
        if not typed.get("metal"):
            return None
        weight, marks = typed.pop("weight_g"), tuple(typed.pop("marks"))
        return MetalFacts(**typed, weight_mg=int(weight * 1000) if weight else None, marks=marks)

    @staticmethod
    def told(facts: MetalFacts) -> dict[str, Any]:
        """Return what the form shows of a metal."""
        told = asdict(facts)
        weight = told.pop("weight_mg")
        return told | {"weight_g": Decimal(weight) / 1000 if weight else None, "marks": list(facts.marks)}


class Stone(forms.Form):
    """Stones or pearls of one sort; an empty line is no stone."""

    species = forms.ChoiceField(label=_("Stone or pearl"), required=False)
    nature = forms.ChoiceField(label=_("Nature"), required=False, choices=[NOTHING, *words.NATURES.items()])
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=9999, required=False)
    carat = fields.Number(
        label=_("Carats together"),
        min_value=Decimal("0.001"),
        max_digits=7,
        decimal_places=3,
        required=False,
    )
    treatments = forms.MultipleChoiceField(
        label=_("Treatments"),
        required=False,
        choices=list(words.TREATMENTS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    cut = forms.ChoiceField(label=pgettext_lazy("stone", "Cut"), required=False)
    colour = fields.Line(label=_("Colour"), max_length=40, required=False)
    clarity = fields.Line(label=_("Clarity"), max_length=20, required=False)
    lab = forms.ChoiceField(label=_("Laboratory"), required=False, choices=[NOTHING, *rules.lab_labels()])
    certificate = fields.Line(
        label=_("Certificate, its number"),
        max_length=80,
        required=False,
        help_text=_("With the laboratory’s name where it is not in the list."),
    )

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        _choose(self, "species", [NOTHING, *rules.species_labels(language())])
        cuts = rules.cut_labels(language())
        own = str(self.data.get(self.add_prefix("cut"), self.initial.get("cut", "")))[:40]
        known = {"", *dict(cuts)}
        _choose(self, "cut", [NOTHING, *cuts, *([] if own in known else [(own, own)])])

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        species, nature = typed.get("species"), typed.get("nature")
        if not species and any(typed.values()):
            self.add_error("species", _("Choose the stone or pearl."))
        if typed.get("lab") and not typed.get("certificate"):
            self.add_error("certificate", _("Give the number of the certificate."))
        if species and not nature:
            self.add_error("nature", _("Say how it came to be."))
        fits = PEARL_NATURES if species in PEARLS else set(Nature) - PEARL_NATURES | {Nature.IMITATION}
        if species and nature and nature not in fits:
            self.add_error("nature", _("Pearls are cultured, natural or imitation; other stones are not."))
        elif species and nature and not rules.nature_fits(species, nature):
            self.add_error("nature", str(queries.reason_words("nature_unfit")))
        return typed

    def facts(self) -> StoneFacts | None:
        typed = self.cleaned_data
        if not typed.get("species"):
            return None
        columns = {name: typed[name] for name in self.fields}
        return StoneFacts(
            **(columns | {"treatments": tuple(typed["treatments"]), "count": typed["count"] or 1})
        )


Metals = forms.formset_factory(Metal, extra=1, max_num=8)
Stones = forms.formset_factory(Stone, extra=1, max_num=12)


class VariantFacts(forms.Form):
    """What tells one variant of a piece from another."""

    sku = fields.Line(label=_("Article number"), max_length=80)
    size = fields.Line(
        label=_("Ring size"),
        max_length=12,
        required=False,
        help_text=_("With its scale: FR 54, IT 14, US 7, UK N, JP 14"),
    )
    length_mm = forms.IntegerField(label=_("Length, mm"), min_value=1, max_value=3000, required=False)
    options = fields.Prose(
        label=_("Other choices"),
        required=False,
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One a line, such as “Colour: blue”"),
    )
    weight_g = fields.Number(
        label=_("Weight, g"),
        min_value=Decimal("0.001"),
        max_value=Decimal(100_000),
        decimal_places=3,
        required=False,
    )
    gtin = fields.Line(label=_("Barcode"), max_length=14, required=False)

    def clean_size(self) -> Decimal | None:
        typed = self.cleaned_data["size"]
        if not typed:
            return None
        try:
            return rules.read_size(typed)
        except SizeUnclear as unclear:
            raise forms.ValidationError(wording.words(unclear)) from None

    def clean_options(self) -> list[list[str]]:
        lines = [line for line in self.cleaned_data["options"].splitlines() if line.strip()]
        pairs = [[part.strip() for part in line.split(":", maxsplit=1)] for line in lines]
        if any(len(pair) < 2 or not all(pair) for pair in pairs):
            raise forms.ValidationError(_("Write a name and a value, such as “Colour: blue”."))
        if any(rules.is_bare_size(*pair) for pair in pairs):
            raise forms.ValidationError(
                _("A bare number is no size: give a ring’s above with its scale, or a length in millimetres.")
            )
        return pairs

    def clean_gtin(self) -> str:
        typed = str(self.cleaned_data["gtin"])
        if typed and not ean.is_valid(typed):
            raise forms.ValidationError(_("This is not a valid barcode: check the last figure."))
        return ean.compact(typed) if typed else ""

    def columns(self) -> dict[str, Any]:
        typed = self.cleaned_data
        weight = typed["weight_g"]
        return {
            "sku": typed["sku"],
            "circumference_mm": typed["size"],
            "length_mm": typed["length_mm"],
            "options": typed["options"],
            "weight_mg": int(weight * 1000) if weight else None,
            "gtin": typed["gtin"],
        }


class Asked(forms.Form):
    """What a variant costs from now on, tax included."""

    amount = fields.Number(
        label=_("Price, tax included"),
        min_value=Decimal("0.01"),
        max_digits=9,
        decimal_places=2,
    )


class Floor(forms.Form):
    """The least that the house ever asks for a variant; empty for none."""

    amount = fields.Number(
        label=_("Never less than"),
        min_value=Decimal("0.01"),
        max_digits=9,
        decimal_places=2,
        required=False,
        help_text=_("No reduction and no other price goes below it."),
    )


class Delivery(forms.Form):
    """Pieces that have come in."""

    quantity = forms.IntegerField(label=_("Pieces received"), min_value=1, max_value=10_000)
    key = fields.Once()


class Counted(forms.Form):
    """How many pieces were counted in the house, whoever they are for; `seen` is what the books said then."""

    house = forms.IntegerField(
        label=_("All its pieces in the house"),
        min_value=0,
        max_value=100_000,
        help_text=_("Those that are set aside, or sold and not yet sent, as well."),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @classmethod
    def against(cls, seen: int, house: int | None = None) -> Self:
        """Return the form for who counts while the books say that many are `seen`; what was typed stays."""
        return cls(initial={"house": seen if house is None else house, "seen": seen})


class Restock(forms.Form):
    """When more come, and how many may be ordered ahead."""

    on = fields.DayAhead(
        label=_("Can be dispatched on"), help_text=_("Leave empty when the supplier gives no date.")
    )
    quantity = forms.IntegerField(
        label=_("May be ordered ahead"), min_value=0, max_value=10_000, required=False
    )

    def __init__(self, *arguments: Any, sells_ahead: bool = True, **more: Any) -> None:
        """Ask for a day alone where nothing may be ordered ahead any more."""
        super().__init__(*arguments, **more)
        if not sells_ahead:
            del self.fields["quantity"]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        if typed.get("on") and "quantity" in self.fields and not typed.get("quantity"):
            self.add_error("quantity", _("Say how many may be ordered ahead."))
        return typed


def _choose(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    form.fields[name].choices = list(choices)  # type: ignore[attr-defined]
