"""What the living style page shows: a believable piece, an order and a form, all made up."""

from datetime import UTC, datetime, time, timedelta

from django import forms
from django.conf import settings
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poincon.design import themes
from poincon.design.shapes import Menu, MenuEntry, Moment, Picture, Step, SumLine
from poincon.foundation import fields
from poincon.kernel.money import Money

AT = datetime(2026, 11, 21, 9, 4, tzinfo=UTC)
SIZES = [(str(size), str(size)) for size in (48, 50, 52, 54, 56, 58)]
STATES = ("in_stock", "restocking", "sold_out", "paid", "preparing", "cancelled")
ICONS = (
    "mark search bag person menu close check plus minus arrow-right arrow-left chevron-down chevron-up "
    "chevron-right alert info heart phone mail pin truck parcel case gift ring earrings necklace bracelet "
    "watch brooch gem ruler calendar clock lock card bank return refresh shield workshop pencil trash eye "
    "zoom filter sort download upload print document globe house star people bell out elsewhere gear message "
    "tag key chart store pause engrave"
)
COLOURS = (
    "paper card still ink soft line rule accent button on-button good warn bad good-wash warn-wash bad-wash"
)
TYPE_SIZES = ("display", "h1", "h2", "h3", "lead", "text", "small", "fine")


class SampleForm(forms.Form):
    """One field of each kind."""

    email = fields.Email(
        label=gettext_lazy("E-mail address"),
        help_text=gettext_lazy("For the confirmation, and nothing else."),
    )
    first_name = fields.Line(label=gettext_lazy("First name"))
    last_name = fields.Line(label=gettext_lazy("Last name"))
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=[("FR", "France"), ("BE", "Belgique")])
    size = forms.ChoiceField(label=gettext_lazy("Finger size in mm"), choices=SIZES, widget=forms.RadioSelect)
    carrier = forms.ChoiceField(
        label=gettext_lazy("Delivery"),
        choices=[("c", "Chronopost"), ("m", "Mondial Relay"), ("l", "Lettre suivie")],
        widget=forms.RadioSelect,
    )
    engraving = fields.Line(label=gettext_lazy("Engraving"), required=False, max_length=18)
    message = fields.Prose(label=gettext_lazy("Message"), required=False)
    photo = forms.FileField(label=gettext_lazy("Photograph"), required=False)
    gift = forms.BooleanField(
        label=gettext_lazy("It is a present"),
        help_text=gettext_lazy("The parcel then holds no price."),
        required=False,
    )


def context(request: HttpRequest, *, sent: bool = False) -> dict[str, object]:
    """Return everything that the page shows; `sent` gives the form as it is refused."""
    return {
        "shop_menu": _menu(),
        "cart_count": 2,
        "colours": [(role, *themes.running().pairs[role]) for role in COLOURS.split()],
        "type_sizes": TYPE_SIZES,
        "icons": ICONS.split(),
        "states": _states(),
        "picture": Picture(
            "/static/design/sample/solitaire", 960, 1152, _("Solitaire seen from three quarters")
        ),
        "pieces": _pieces(),
        "price": Money(129_000, "EUR"),
        "at": AT,
        "until": AT + timedelta(hours=2, minutes=56),
        "cut_off": time(13),
        "length": timedelta(hours=1, minutes=42),
        "moments": _moments(),
        "lines": _lines(),
        "steps": _steps(),
        "numbers": Paginator(range(240), 24).get_page(request.GET.get("page", 4)),
        "form": SampleForm({"email": "claire@", "first_name": "Claire"} if sent else None),
        "sample_messages": _messages(),
        "boutique": settings.BOUTIQUE_DIR,
    }


def _menu() -> Menu:
    kinds = {
        _("Rings"): (_("Solitaires"), _("Wedding rings"), _("Signet rings"), _("Stacking rings")),
        _("Earrings"): (_("Studs"), _("Hoops"), _("Drops")),
        _("Necklaces"): (_("Chains"), _("Pendants"), _("Pearls")),
        _("Bracelets"): (_("Bangles"), _("Chain bracelets")),
        _("Watches"): (),
    }
    return Menu.of(
        MenuEntry(kind, "#", tuple(MenuEntry(one, "#") for one in types)) for kind, types in kinds.items()
    )


def _states() -> list[tuple[str, str]]:
    said = (
        _("In stock"),
        _("Back soon: sent on 3 December"),
        _("Sold out"),
        _("Payment received"),
        _("Being prepared"),
        _("Cancelled"),
    )
    return list(zip(STATES, said, strict=True))


def _pieces() -> list[dict[str, object]]:
    found = (
        (
            "solitaire",
            960,
            "Atelier Lumen",
            "Aube",
            _("Yellow gold 750 ‰, laboratory-grown diamond 0.70 ct"),
            129_000,
        ),
        ("halo", 480, "Atelier Lumen", "Minuit", _("White gold 750 ‰, sapphire, diamonds"), 189_000),
        ("drops", 480, "Maison Ondine", "Jardin", _("Yellow gold 750 ‰, emeralds, diamonds"), 249_000),
        ("pearls", 480, "Maison Ondine", "Marée", _("Yellow gold 750 ‰, cultured pearls"), 34_900),
    )
    return [
        {
            "picture": Picture(f"/static/design/sample/{stem}", width, width * 6 // 5, name),
            "maker": maker,
            "name": name,
            "matter": matter,
            "price": Money(minor, "EUR"),
            "state": state,
        }
        for (stem, width, maker, name, matter, minor), state in zip(
            found, (*_states()[:3], _states()[0]), strict=True
        )
    ]


def _moments() -> list[Moment]:
    return [
        Moment(_("Order received"), "done", AT, _("Confirmation sent to your address")),
        Moment(_("Payment authorised"), "done", AT + timedelta(minutes=1), _("Visa card ending in 4242")),
        Moment(
            _("Being prepared"), "now", AT + timedelta(minutes=68), _("Your ring is being checked and cased")
        ),
        Moment(_("Ready to be sent"), "next", _("this evening")),
        Moment(_("Sent"), "next", _("this evening"), _("Tracking opens the day after the carrier takes it")),
        Moment(_("Delivered"), "next", (AT + timedelta(days=3)).date()),
    ]


def _lines() -> list[SumLine]:
    return [
        SumLine("Aube", Money(129_000, "EUR"), note=_("Size 52")),
        SumLine(_("Delivery by Chronopost"), words=_("offered")),
        SumLine(_("Total to pay"), Money(129_000, "EUR"), note=_("of which VAT 20%: €215.00"), strong=True),
    ]


def _steps() -> list[Step]:
    return [
        Step(_("Address"), "done", "#"),
        Step(_("Delivery"), "now"),
        Step(_("Payment"), "next"),
        Step(_("Check and order"), "next"),
    ]


def _messages() -> list[Message]:
    return [
        Message(constants.SUCCESS, _("Your address has been changed.")),
        Message(constants.INFO, _("The price of this piece changed on 18 November.")),
        Message(constants.WARNING, _("Two of these are left, not three. We have put two aside.")),
        Message(constants.ERROR, _("The bank refused the payment. Nothing has been taken.")),
    ]
