"""Questions about wishlists: whose they are, what is on them today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from poincon.catalogue import queries as catalogue
from poincon.catalogue.states import PieceState
from poincon.charter import queries as charters
from poincon.foundation.languages import spoken
from poincon.inventory import queries as inventory
from poincon.inventory.states import Availability
from poincon.window.queries.listing import Shown, cards_of
from poincon.wishlist.models import Wishlist, WishlistLine


@dataclass(frozen=True, slots=True)
class Liked:
    """A piece on a list; without a card it is no longer on show, `withdrawn` it never will be (R004).

    `size` is the one written to it, in words, and `chosen` the variant that it is, `sold_out` when there is
    none of it today; `query` has it chosen in the address of its page. `sizes` are those to choose among.
    """

    slug: str
    name_fr: str
    name_en: str
    card: Shown | None
    withdrawn: bool = False
    size: str = ""
    query: str = ""
    chosen: int | None = None
    sold_out: bool = False
    sizes: tuple[tuple[int, str], ...] = ()


def offered() -> bool:
    """Tell whether the house offers wishlists."""
    return charters.charter().accounts.wishlist


def find(token: str) -> Wishlist | None:
    """Return the visitor's list behind a token; a customer's is found by its customer alone."""
    return Wishlist.objects.filter(token=token, customer=None).first() if token else None


def of_customer(customer_id: int) -> Wishlist | None:
    return Wishlist.objects.filter(customer_id=customer_id).first()


def shown_as(secret: str) -> Wishlist | None:
    """Return the list that others may look at under that secret."""
    return Wishlist.objects.filter(shown_as=secret).first()


def shown_before(wishlist: Wishlist) -> list[str]:
    """Return the secrets under which others see what a browser had on its list before this one took it up."""
    secrets = wishlist.before.order_by("pk").values_list("shown_as", flat=True)
    return [one for one in secrets if one]


def likes_of_user(user_id: int, piece_id: int) -> bool:
    """Tell whether a piece is on the list of whoever is signed in; one question."""
    return WishlistLine.objects.filter(wishlist__customer__user_id=user_id, piece_id=piece_id).exists()


def likes_of_browser(token: str, piece_id: int) -> bool:
    """Tell whether a piece is on the list that a browser carries; one question."""
    mine = {"wishlist__token": token, "wishlist__customer": None}
    return WishlistLine.objects.filter(**mine, piece_id=piece_id).exists()


def liked(wishlist: Wishlist, *, language: str, at: datetime) -> list[Liked]:
    """Return what is on a list, the piece liked last first; five questions, however long it is."""
    lines = wishlist.lines.order_by("-added_at", "-id")
    columns = ("piece_id", "piece__slug", "piece__name_fr", "piece__name_en", "piece__state", "variant_id")
    rows = list(lines.values_list(*columns))
    cards = cards_of([row[0] for row in rows], language=language, at=at)
    sizes, queries = _sizes(cards, language)
    stands = inventory.availability((row[5] for row in rows if row[5]), at=at)
    gone = {pk for pk, stand in stands.items() if stand.state is Availability.SOLD_OUT}
    return [
        Liked(
            slug,
            fr,
            en,
            cards.get(piece),
            withdrawn=state == PieceState.WITHDRAWN,
            size=dict(sizes.get(piece, ())).get(variant, ""),
            query=queries.get(variant, ""),
            chosen=variant,
            sold_out=variant in gone,
            sizes=sizes.get(piece, ()),
        )
        for piece, slug, fr, en, state, variant in rows
    ]


def _sizes(
    piece_ids: Iterable[int], language: str
) -> tuple[dict[int, tuple[tuple[int, str], ...]], dict[int, str]]:
    """Return the sizes of each piece that comes in several, with their words; and what has each chosen."""
    several = {piece: ids for piece, ids in catalogue.variant_ids(piece_ids).items() if len(ids) > 1}
    facts = catalogue.variant_facts([pk for ids in several.values() for pk in ids])
    sizes = {
        piece: tuple((pk, spoken(facts[pk], "choice", language)) for pk in ids)
        for piece, ids in several.items()
    }
    return sizes, {pk: one.query for pk, one in facts.items()}
