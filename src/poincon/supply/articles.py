"""Articles to choose from, where a whole piece or a barcode of several articles was named."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from poincon.catalogue import queries as catalogue
from poincon.foundation.languages import spoken

SEVERAL = _("Several articles are meant: choose one below.")


@dataclass(frozen=True, slots=True)
class Offered:
    """An article by its number, with the piece's name and its size and other choices in words."""

    sku: str
    name: str
    choice: str


def offered(code: str) -> list[Offered]:
    """Return the articles that a reference or a shared barcode means, unless that is one alone."""
    ids = catalogue.variants_by_code(code)
    facts = catalogue.variant_facts(ids) if len(ids) > 1 else {}
    return [
        Offered(facts[pk].sku, spoken(facts[pk], "name"), spoken(facts[pk], "choice"))
        for pk in ids
        if pk in facts
    ]
