"""The words of the cart: its refusals, and what it says about a line that has changed."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from poincon.cart.queries import Said
from poincon.customers.addresses import postcode_example
from poincon.customers.forms import WRONG_POSTCODE
from poincon.foundation import wording

SAID = {
    Said.DEARER: gettext_lazy("The price of this piece has risen since you chose it."),
    Said.CHEAPER: gettext_lazy("Good news: the price of this piece has come down since you chose it."),
    Said.FEWER: gettext_lazy("There are fewer left than you have chosen: please lower the quantity."),
    Said.SOLD_OUT: gettext_lazy(
        "This piece is sold out, and not in the total: please remove it to order the rest."
    ),
    Said.GONE: gettext_lazy("This piece is no longer in our shop: please remove it to go on."),
    Said.UNMADE: gettext_lazy(
        "This piece is no longer engraved or made as you wished: please remove it and choose it again."
    ),
}

WITHOUT_VAT = gettext_lazy(
    "Delivered to %(where)s, your pieces cost %(now)s instead of %(before)s:"
    " outside the Union the price is without VAT."
)
WITH_VAT = gettext_lazy(
    "Delivered to %(where)s, your pieces cost %(now)s instead of %(before)s:"
    " in the Union the price includes VAT."
)


def _none_left(context: Mapping[str, object]) -> str:
    left = int(str(context["left"]))
    if left == 0:
        return _("This piece has just been sold. Your cart has not been changed.")
    return ngettext(
        "Only %(left)d is left. Your cart has not been changed.",
        "Only %(left)d are left. Your cart has not been changed.",
        left,
    ) % {"left": left}


def _wrong_postcode(context: Mapping[str, object]) -> str:
    return str(WRONG_POSTCODE) % {"example": postcode_example(str(context["country"]))}


wording.register("none_left", _none_left)
wording.register("not_for_sale", gettext_lazy("This piece is not for sale, or no longer."))
wording.register("bad_quantity", gettext_lazy("Please choose a quantity from 1 to 20."))
wording.register("no_cart", gettext_lazy("There is no such cart, or no longer."))
wording.register("wrong_postcode", _wrong_postcode)
wording.register("not_delivered", gettext_lazy("We do not deliver to this country."))
