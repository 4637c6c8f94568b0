"""The words of this feature's refusals."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poincon.design.templatetags.words import money
from poincon.foundation import wording
from poincon.kernel.money import Money


def _below_floor(context: Mapping[str, object]) -> str:
    floor = context.get("floor")
    if not isinstance(floor, Money):
        return _("The house never asks as little as that for this piece.")
    return _("The house never asks less than %(floor)s for this piece.") % {"floor": money(floor)}


def register() -> None:
    """Give each code its words."""
    plain = {
        "price_not_positive": gettext_lazy("A price must be more than nothing."),
        "floor_above_price": gettext_lazy("The piece costs less than that already: raise its price first."),
        "no_vat_rate": gettext_lazy(
            "We cannot sell to this address yet: which VAT is due there is not known to us."
        ),
        "reduction_empty": gettext_lazy("No piece on show that has a price was found."),
        "reduction_too_soon": gettext_lazy(
            "The time at which it should have started has passed: it can start with the next minute."
        ),
        "reduction_too_short": gettext_lazy("It must end after it starts."),
        "sales_out_of_season": gettext_lazy(
            "“Soldes” may only be said of a reduction that lies within the legal sales from its first to its "
            "last minute."
        ),
        "deeper_outside": gettext_lazy(
            "A further cut must lie within the period of the one that it deepens."
        ),
        "reduction_changed": gettext_lazy(
            "A price has changed since this was shown. Please look at it once more; nothing has been planned."
        ),
        "reduction_not_there": gettext_lazy("This can no longer be done with this reduction."),
        "edit_empty": gettext_lazy(
            "No piece was found, none of these prices would change, or nothing would be left of them."
        ),
        "edit_overtaken": gettext_lazy(
            "Some of these prices have been set by others since this was shown. Nothing has been changed: "
            "have it reckoned again."
        ),
    }
    for code, said in plain.items():
        wording.register(code, said)
    wording.register("price_below_floor", _below_floor)
