"""Where what was asked for at an address of the former shop stands now; and what is done with many pieces."""

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from poincon.catalogue.states import PieceState
from poincon.intake import paths
from poincon.intake.models import Bringing, OldAddress, Origin, RowTold, Showing, ShowingLine
from poincon.intake.states import BringingState, ShowingFate
from poincon.kernel.seals import seal

STILL = {"piece__state": PieceState.PUBLISHED, "piece__published_at": F("shown_at")}


def present_path(path: str, asked: dict[str, str]) -> str | None:
    """Return the path here of what the former shop had at another, in two queries at most.

    What was listed by hand comes before what the systems' own ways of writing tell. A piece that is not on
    show has no page, and its old address leads nowhere; one that is withdrawn has the page that says so.
    """
    old = paths.kept(path)
    if old is None:
        return None
    row = OldAddress.objects.filter(path=old).select_related("piece", "category", "brand").first()
    if row is not None:
        return _of(row)
    known = paths.known_as(old, asked)
    return _of_piece(known) if known else None


def _of(row: OldAddress) -> str | None:
    if row.piece is not None:
        shown = row.piece.state != PieceState.DRAFT
        return reverse("window:piece", args=[row.piece.slug]) if shown else None
    if row.brand is not None:
        return reverse("window:brand", args=[row.brand.slug])
    if row.category is None:
        return None
    slug = row.category.slug_en if get_language() == "en" else row.category.slug_fr
    return reverse("window:shelf", args=[slug])


def _of_piece(known: paths.Known) -> str | None:
    told = Q(key=known.key) if known.key else Q(piece__slug=known.slug) | Q(piece__former__slug=known.slug)
    found = Origin.objects.filter(told, system=known.system).exclude(piece__state=PieceState.DRAFT)
    slug = found.values_list("piece__slug", flat=True).first()
    return reverse("window:piece", args=[slug]) if slug else None


def showings() -> QuerySet[Showing]:
    """Return all showings with the number of pieces chosen for each, the newest first."""
    return Showing.objects.annotate(count=Count("pieces")).order_by("-made_at", "-pk")


def showing(showing_id: int) -> Showing | None:
    return showings().filter(pk=showing_id).first()


def fates(row: Showing) -> dict[str, int]:
    """Return how many pieces of a showing met with which fate."""
    return dict(
        ShowingLine.objects.filter(showing=row).values_list("fate").annotate(n=Count("pk")).order_by()
    )


def lines(row: Showing, *, lacking: bool) -> QuerySet[ShowingLine]:
    """Return the pieces of a showing that stay drafts for what they lack, or the others."""
    short = Q(fate__in=[ShowingFate.LACKING, ShowingFate.REFUSED])
    return ShowingLine.objects.filter(short if lacking else ~short, showing=row).order_by("piece_id")


def restorable(row: Showing) -> int:
    """Return how many pieces are on show as an applied showing has put them there."""
    return row.pieces.filter(fate=ShowingFate.SHOWN, **STILL).count()


def seal_of(row: Showing) -> str:
    """Return the fingerprint of what would go on show, which the person who confirms has seen."""
    ids = row.pieces.filter(fate=ShowingFate.WAITING).values_list("piece_id")
    return seal(rows=ids)


def bringings() -> QuerySet[Bringing]:
    """Return all files that were handed in, the newest first."""
    return Bringing.objects.order_by("-made_at", "-pk")


def bringing(bringing_id: int) -> Bringing | None:
    return Bringing.objects.select_related("supplier").filter(pk=bringing_id).first()


def same_before(row: Bringing) -> Bringing | None:
    """Return the last time that the very same file was brought in before."""
    same = bringings().filter(digest=row.digest, system=row.system, state=BringingState.BROUGHT)
    return same.exclude(pk=row.pk).first()


def rows_told(row: Bringing) -> QuerySet[RowTold]:
    """Return what is told of the rows of a file, each kind by line."""
    return RowTold.objects.filter(bringing=row).order_by("telling", "line", "pk")
