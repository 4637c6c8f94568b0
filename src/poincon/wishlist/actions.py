"""What can be done with a wishlist."""

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from poincon.catalogue import queries as catalogue
from poincon.charter import queries as charters
from poincon.charter.promises import keeps
from poincon.kernel.refusal import Refusal
from poincon.wishlist.models import Wishlist

LARGEST = 100


class NoSuchPiece(Refusal):
    """There is no such piece on show."""

    code = "no_such_piece"
    status = 404


class NoSuchSize(Refusal):
    """The piece does not come in this size, or no longer."""

    code = "no_such_size"
    status = 422


class WishlistFull(Refusal):
    """A list holds 100 pieces."""

    code = "wishlist_full"


def start(*, at: datetime, customer_id: int | None = None) -> Wishlist:
    """Open an empty list under a fresh token; a customer who has one already keeps it."""
    told = {"token": _secret(), "created_at": at, "touched_at": at}
    if customer_id is not None:
        return Wishlist.objects.get_or_create(customer_id=customer_id, defaults=told)[0]
    return Wishlist.objects.create(**told)


@keeps("accounts.wishlist")
def keep(*, wishlist: Wishlist, slug: str, at: datetime) -> None:
    """Put a piece on the list; one that is on it already stays where it is.

    Raises NoSuchPiece or WishlistFull; then the list is as it was.
    """
    piece = catalogue.published().filter(slug=slug).values_list("pk", flat=True).first()
    if piece is None:
        raise NoSuchPiece
    with transaction.atomic():
        locked = Wishlist.objects.select_for_update().get(pk=wishlist.pk)
        if locked.lines.filter(piece_id=piece).exists():
            return
        if locked.lines.count() >= LARGEST:
            raise WishlistFull(largest=LARGEST)
        locked.lines.create(piece_id=piece, added_at=at)
        _touch(locked, at)


def drop(*, wishlist: Wishlist, slug: str, at: datetime) -> None:
    """Take a piece off the list, also one that is no longer on show; one that is not on it is no fault."""
    with transaction.atomic():
        locked = Wishlist.objects.select_for_update().get(pk=wishlist.pk)
        locked.lines.filter(piece__slug=slug).delete()
        _touch(locked, at)


@keeps("accounts.wishlist")
def choose_size(*, wishlist: Wishlist, slug: str, variant_id: int | None, at: datetime) -> None:
    """Write a size to a piece on the list, for whoever looks at it; None takes it off again.

    A piece that is not on the list stays off it. Raises NoSuchSize; then the list is as it was.
    """
    with transaction.atomic():
        locked = Wishlist.objects.select_for_update().get(pk=wishlist.pk)
        line = locked.lines.filter(piece__slug=slug).first()
        if line is None:
            return
        if variant_id is not None and variant_id not in _sizes(line.piece_id):
            raise NoSuchSize
        line.variant_id = variant_id
        line.save(update_fields=["variant"])
        _touch(locked, at)


def show(*, wishlist: Wishlist, at: datetime) -> str:
    """Let others look at the list; returns the secret in its address, the same until it is hidden again."""
    with transaction.atomic():
        locked = Wishlist.objects.select_for_update().get(pk=wishlist.pk)
        locked.shown_as = locked.shown_as or _secret()
        locked.save(update_fields=["shown_as"])
        _touch(locked, at)
    return locked.shown_as


def hide(*, wishlist: Wishlist, at: datetime) -> None:
    """Let nobody else look at the list any more; its addresses are dead for good."""
    with transaction.atomic():
        Wishlist.objects.filter(kept_by=wishlist).delete()
        Wishlist.objects.filter(pk=wishlist.pk).update(shown_as=None, touched_at=at)


def join(*, token: str, customer_id: int, at: datetime) -> Wishlist | None:
    """Give the list of a browser to the customer who has just signed in; returns the customer's list.

    Of two lists one is made, each piece once and none lost, even beyond the size of a list. An address
    that was given out goes on showing what it has shown, and no more than that.
    """
    with transaction.atomic():
        wanted = Q(customer_id=customer_id) | Q(token=token, customer=None)
        lists = list(Wishlist.objects.select_for_update().filter(wanted).order_by("pk"))
        mine = next((one for one in lists if one.customer_id == customer_id), None)
        visitor = next((one for one in lists if one.customer_id is None), None)
        if visitor is None:
            return mine
        if mine is None:
            visitor.customer_id, visitor.token = customer_id, _secret()
            visitor.save(update_fields=["customer", "token"])
            return visitor
        _pour(visitor, mine)
        _keep(visitor, mine)
        _touch(mine, at)
        return mine


@keeps("cart.kept_days")
def forget_old(*, at: datetime) -> int:
    """Remove the lists of unknown visitors that nobody has touched for as long as a cart is kept."""
    kept = timedelta(days=charters.charter().cart.kept_days)
    old = Wishlist.objects.filter(customer=None, kept_by=None, touched_at__lt=at - kept)
    return old.delete()[1].get("wishlist.Wishlist", 0)


def _pour(source: Wishlist, target: Wishlist) -> None:
    """Put all pieces with their sizes onto the target."""
    there = set(target.lines.values_list("piece_id", flat=True))
    for piece_id, variant_id, added_at in source.lines.values_list("piece_id", "variant_id", "added_at"):
        if piece_id not in there:
            target.lines.create(piece_id=piece_id, variant_id=variant_id, added_at=added_at)
        elif variant_id:
            target.lines.filter(piece_id=piece_id, variant=None).update(variant_id=variant_id)


def _keep(visitor: Wishlist, mine: Wishlist) -> None:
    """Keep what was shown of a list that another took up; where both are alike the address moves along."""
    told, there = (set(one.lines.values_list("piece_id", "variant_id")) for one in (visitor, mine))
    given = visitor.shown_as
    if given and (mine.shown_as or told != there):
        visitor.kept_by, visitor.token = mine, _secret()
        visitor.save(update_fields=["kept_by", "token"])
        return
    visitor.delete()
    if given:
        mine.shown_as = given
        mine.save(update_fields=["shown_as"])


def _sizes(piece_id: int) -> list[int]:
    return catalogue.variant_ids([piece_id]).get(piece_id, [])


def _secret() -> str:
    return secrets.token_urlsafe(24)


def _touch(wishlist: Wishlist, at: datetime) -> None:
    wishlist.touched_at = at
    wishlist.save(update_fields=["touched_at"])
