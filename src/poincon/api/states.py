"""What a token may do, by the names that stand in its documentation."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Scope(TextChoices):
    """One permission of a token; the first is everybody's, the last two are the staff's."""

    READ_CATALOGUE = "read:catalogue", _("Look at pieces, prices and stock")
    WRITE_CART = "write:cart", _("Fill carts")
    WRITE_CHECKOUT = "write:checkout", _("Place orders")
    READ_ORDERS = "read:orders", _("Follow its own orders")
    WRITE_ORDERS = "write:orders", _("Pay, change and cancel its own orders")
    READ_DESK = "read:desk", _("See every order, as the counter does")
    WRITE_DESK = "write:desk", _("Prepare and send orders, as the counter does")


OPEN = frozenset({Scope.READ_CATALOGUE})
"""What anybody may do without a token."""
