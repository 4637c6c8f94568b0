"""The piece whose reference, article number or bar code somebody typed, be it on show or no longer made."""

from poincon.catalogue import queries as catalogue
from poincon.catalogue.rules import size_code
from poincon.kernel import text
from poincon.window.queries.listing import Listing
from poincon.window.queries.search import Patience

COLUMNS = ("reference", "variants__sku", "variants__gtin", "variants__circumference_mm")


def just(found: Listing) -> tuple[str, str] | None:
    """Return the slug of the one piece that was asked for by a code of its own, and the size that it names.

    None when several pieces were found, or one by other words; without a size where the code is the piece's.
    One query when a single piece was found, and none otherwise.
    """
    if (
        found.total != 1
        or found.match is None
        or found.match.patience is not Patience.EXACT
        or not found.cards
    ):
        return None
    slug, asked = found.cards[0].slug, set(text.codes(found.wish.words))
    for reference, sku, gtin, circumference in catalogue.published().filter(slug=slug).values_list(*COLUMNS):
        if text.code(reference) in asked:
            return slug, ""
        if asked & {text.code(sku or ""), text.code(gtin or "")}:
            return slug, size_code(circumference) if circumference else ""
    return None


def gone(found: Listing) -> str | None:
    """Return the slug of the withdrawn piece that was asked for by a code of its own; None where it was not.

    One query where words with a figure in them found nothing as they are, and none otherwise.
    """
    exactly = found.match is not None and found.match.patience is Patience.EXACT
    codes = text.codes(found.wish.words)
    if exactly or not any(map(str.isdigit, codes[0])):
        return None
    return catalogue.withdrawn_with(found.wish.words, codes)
