"""The piece whose reference, article number or bar code somebody typed, be it on show or no longer made."""

from poincon.catalogue import queries as catalogue
from poincon.catalogue.sheets import sheet
from poincon.kernel import text
from poincon.window.queries.listing import Listing
from poincon.window.queries.search import Patience


def just(found: Listing) -> tuple[str, str] | None:
    """Return the slug of the one piece that was asked for by a code of its own, and what chooses its variant.

    None when several pieces were found, or one by other words; nothing is chosen where the code is the
    piece's. Two queries when a single piece was found, and none otherwise.
    """
    if (
        found.total != 1
        or found.match is None
        or found.match.patience is not Patience.EXACT
        or not found.cards
    ):
        return None
    slug, asked = found.cards[0].slug, set(text.codes(found.wish.words))
    row = sheet(slug)
    if row is None or text.code(row.reference) in asked:
        return (slug, "") if row else None
    meant = (one for one in row.variants if asked & {text.code(one.sku), text.code(one.gtin)})
    variant = next(meant, None)
    return (slug, variant.query if len(row.variants) > 1 else "") if variant else None


def gone(found: Listing) -> str | None:
    """Return the slug of the withdrawn piece that was asked for by a code of its own; None where it was not.

    One query where words with a figure in them found nothing as they are, and none otherwise.
    """
    exactly = found.match is not None and found.match.patience is Patience.EXACT
    codes = text.codes(found.wish.words)
    if exactly or not any(map(str.isdigit, codes[0])):
        return None
    return catalogue.withdrawn_with(found.wish.words, codes)
