"""The words of this feature's refusals."""

from django.utils.translation import gettext_lazy as _

from poincon.foundation import wording


def register() -> None:
    """Give each code its words."""
    wording.register("price_not_positive", _("A price must be more than nothing."))
    wording.register(
        "no_vat_rate", _("We cannot sell to this address yet: which VAT is due there is not known to us.")
    )
