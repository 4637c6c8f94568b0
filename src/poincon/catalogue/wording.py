"""The words of this feature's refusals."""

from django.utils.translation import gettext_lazy as _

from poincon.foundation import wording


def register() -> None:
    """Give each code its words."""
    wording.register(
        "piece_unfit", _("The piece cannot be shown yet: something that the law asks for is missing.")
    )
    wording.register("taken", _("Another piece has this name, reference or number already."))
    wording.register("size_unclear", _("Please give the size with its scale, for instance FR 54 or US 7."))
