"""The words of the wishlist's refusals."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from poincon.foundation import wording

wording.register(
    "wishlist_full", lambda context: _("A list holds %(largest)d pieces: take one off first.") % context
)
wording.register("no_such_size", gettext_lazy("This piece does not come in that size, or no longer."))
wording.register("no_such_piece", gettext_lazy("This piece is not in our shop, or no longer."))
