"""What the desk may type about shelves, brands and suppliers, and about pictures."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from poincon.catalogue import queries
from poincon.catalogue.rules import VIEWS
from poincon.design.templatetags.words import speaking
from poincon.foundation import fields
from poincon.foundation.addresses import address_of
from poincon.foundation.languages import spoken
from poincon.intake import words
from poincon.intake.forms import ADDRESS, LONG_TEXT, NOTHING

KEPT_WORDS = frozenset({"static", "media"})  # what a web server in front answers itself
COUNTRY = r"^[A-Z]{2}$"
MADE = _("Small letters, figures and hyphens; made from the name when left empty.")


class Shelf(forms.Form):
    """A shelf of the window: its names, its addresses and its place."""

    name_fr = fields.Line(label=_("French name"), max_length=80)
    name_en = fields.Line(label=_("English name"), max_length=80)
    slug_fr = forms.RegexField(
        ADDRESS,
        label=_("Address in French"),
        max_length=80,
        required=False,
        help_text=MADE,
    )
    slug_en = forms.RegexField(ADDRESS, label=_("Address in English"), max_length=80, required=False)
    parent = forms.ChoiceField(
        label=_("Beneath"), required=False, help_text=_("Leave empty for a tab of the menu.")
    )
    position = forms.IntegerField(
        label=_("Place"), min_value=0, max_value=9999, help_text=_("The lower comes first.")
    )

    def __init__(self, *arguments: Any, own: int | None = None, **more: Any) -> None:
        super().__init__(*arguments, **more)
        tops = [one for one in queries.categories() if one.parent_id is None and one.pk != own]
        self.fields["parent"].choices = [  # type: ignore[attr-defined]
            NOTHING,
            *((str(one.pk), spoken(one, "name")) for one in tops),
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        for language in ("fr", "en"):
            name, address = typed.get(f"name_{language}", ""), typed.get(f"slug_{language}")
            if address is None or not name:
                continue
            typed[f"slug_{language}"] = address = address or address_of(name)[:80]
            if not address:
                self.add_error(f"slug_{language}", _("No address can be made from this name: type one."))
            elif _is_taken_by_a_page(address, language):
                self.add_error(f"slug_{language}", _("Another page of the shop has this address."))
        return typed

    def columns(self) -> dict[str, Any]:
        """Return the columns of Category; only of a valid form."""
        plain = ("name_fr", "name_en", "slug_fr", "slug_en", "position")
        parent = self.cleaned_data["parent"]
        return {name: self.cleaned_data[name] for name in plain} | {
            "parent_id": int(parent) if parent else None
        }


class Maker(forms.Form):
    """A brand: its name, what is told of it, and who answers for its pieces."""

    name = fields.Line(label=_("Name"), max_length=120)
    slug = forms.RegexField(ADDRESS, label=_("Address"), max_length=80, required=False, help_text=MADE)
    story_fr = fields.Prose(
        label=_("Story in French"), max_length=8000, required=False, widget=forms.Textarea(LONG_TEXT)
    )
    story_en = fields.Prose(
        label=_("Story in English"), max_length=8000, required=False, widget=forms.Textarea(LONG_TEXT)
    )
    maker_name = fields.Line(label=_("Maker"), max_length=160, required=False)
    maker_address = fields.Line(label=_("Maker’s postal address"), max_length=300, required=False)
    maker_email = fields.Email(label=_("Maker’s e-mail address"), required=False, max_length=254)
    maker_country = forms.RegexField(
        r"^[A-Z]{2}$", label=_("Maker’s country, in two letters"), required=False, max_length=2
    )
    responsible_name = fields.Line(
        label=_("Responsible person in the Union"),
        max_length=160,
        required=False,
        help_text=_("Needed when the maker is outside the Union."),
    )
    responsible_address = fields.Line(
        label=_("Responsible person’s postal address"), max_length=300, required=False
    )
    responsible_email = fields.Email(
        label=_("Responsible person’s e-mail address"), required=False, max_length=254
    )
    sizes_fr = fields.Prose(
        label=_("The brand’s own sizes, in French"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(LONG_TEXT),
    )
    sizes_en = fields.Prose(
        label=_("The brand’s own sizes, in English"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(LONG_TEXT),
    )
    sizes_kinds = forms.MultipleChoiceField(
        label=_("They speak of"),
        required=False,
        choices=list(words.KINDS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    sizes_replace = forms.BooleanField(
        label=_("The brand sizes differently: show this instead of our size guide"),
        required=False,
        help_text=_("Otherwise it stands above our guide."),
    )


class Purveyor(forms.Form):
    """Whom the house buys from, and what proves that the pieces are genuine (R010)."""

    name = fields.Line(label=_("Name"), max_length=160)
    address = fields.Line(label=_("Postal address"), max_length=300, required=False)
    country = forms.RegexField(COUNTRY, label=_("Country, in two letters"), required=False, max_length=2)
    email = fields.Email(label=_("E-mail address"), required=False, max_length=254)
    phone = forms.RegexField(r"^[0-9+().\s-]{4,40}$", label=_("Telephone"), required=False, max_length=40)
    direct = forms.BooleanField(
        label=_("The house buys here directly from the brand or its workshop"), required=False
    )
    provenance = fields.Prose(
        label=_("What proves that the pieces are genuine"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(LONG_TEXT),
        help_text=_("Contract, invoices, certificates: numbers and dates. Never shown to customers."),
    )


class Told(forms.Form):
    """What is to be seen on a picture, for those who do not see it: the view, and words of its own."""

    view = forms.ChoiceField(label=_("View"), required=False)

    alt_fr = fields.Line(label=_("What is to be seen, in French"), max_length=200, required=False)
    alt_en = fields.Line(label=_("What is to be seen, in English"), max_length=200, required=False)

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        views = [(view, said[speaking()]) for view, said in VIEWS.items()]
        self.fields["view"].choices = [("", "—"), *views]  # type: ignore[attr-defined]


def _is_taken_by_a_page(address: str, language: str) -> bool:
    """Categories answer at the root after all other pages, so any of those would hide one."""
    if address in KEPT_WORDS or address in dict(settings.LANGUAGES):
        return True
    with override(language):
        found, free = list(_views(language, (address, "-")))
    return found != free


def _views(language: str, addresses: tuple[str, ...]) -> Iterator[str]:
    prefix = "" if language == settings.LANGUAGE_CODE else f"{get_language()}/"
    for address in addresses:
        try:
            yield resolve(f"/{prefix}{address}/").view_name
        except Resolver404:
            yield ""
