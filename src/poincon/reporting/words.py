"""Why promises are broken, as the desk says it."""

from django.utils.translation import gettext_lazy as _

CAUSES = {
    "not_prepared": _("nobody had prepared it"),
    "not_packed": _("it was not packed in time"),
    "not_collected": _("the carrier did not take it"),
    "partly_sent": _("only a part had left"),
    "restock_late": _("the maker delivered late"),
    "customer_silent": _("the customer had not answered"),
    "our_mistake": _("we made a mistake"),
    "other": _("something else"),
}
