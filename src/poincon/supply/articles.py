"""Articles to choose from, where somebody typed the reference of a whole piece."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from poincon.catalogue import queries as catalogue
from poincon.foundation.languages import spoken

SEVERAL = _("This piece has several articles: choose one below.")


@dataclass(frozen=True, slots=True)
class Offered:
    """An article by its number, with its size and other choices in words."""

    sku: str
    choice: str


def offered(code: str) -> list[Offered]:
    """Return the articles of the piece whose reference this is, unless it means one article."""
    if catalogue.variant_by_code(code) is not None:
        return []
    ids = catalogue.variants_of_reference(code)
    facts = catalogue.variant_facts(ids)
    return [Offered(facts[pk].sku, spoken(facts[pk], "choice")) for pk in ids]
