"""The desk's page about the pictures of a piece: uploaded, described, put in order, taken down."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from poincon.catalogue import actions, queries
from poincon.catalogue.actions import MOST_BYTES, PictureRefused, PieceUnfit
from poincon.catalogue.rules import Reason
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.intake import house_forms, reading
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk

MOST_AT_ONCE = 100_000_000  # bytes of all the files that are sent together
MOST_FILES = 12
ENOUGH = MOST_BYTES + 1  # one byte more than is taken tells that there is too much
STEPS = {"earlier": -1, "later": 1}


class TooMuch(Refusal):
    """More was sent at once than is taken."""

    code = "upload_too_large"
    status = 413


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def pictures(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the pictures of a piece, and hang more: all that were sent, or none with what is wrong."""
    _refuse_floods(request)
    if queries.desk_piece(pk) is None:
        raise Http404
    if request.method == "GET":
        return _shown(request, pk)
    sent = request.FILES.getlist("files")
    if not 1 <= len(sent) <= MOST_FILES:
        return _shown(request, pk, status=422, refusal=_count_words(len(sent)))
    contents = [file.read(ENOUGH) for file in sent]
    try:
        hung = actions.add_pictures(piece_id=pk, contents=contents, actor=actor(request), at=clock.now())
    except PictureRefused as refusal:
        which = sent[int(str(refusal.context["place"]))].name or ""
        return _shown(request, pk, status=refusal.status, refusal=wording.words(refusal), which=which[:80])
    messages.success(request, ngettext("The picture hangs.", "The pictures hang.", len(hung)))
    return redirect("intake_desk:pictures", pk=pk)


@require_POST
@desk(role="catalogue")
def arrival(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an awaited picture its file."""
    _refuse_floods(request)
    row = _row(pk)
    file = request.FILES.get("files")
    if file is None:
        return _shown(request, row.piece_id, status=422, refusal=_count_words(0))
    return _done(request, row.piece_id, actions.fill_picture, media_id=pk, content=file.read(ENOUGH))


@require_POST
@desk(role="catalogue")
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what is to be seen on a picture."""
    row = _row(pk)
    form = house_forms.Told(request.POST, auto_id=f"{pk}-%s")
    if not form.is_valid():
        return _shown(request, row.piece_id, status=422, typed={pk: form})
    return _done(request, row.piece_id, actions.describe_picture, media_id=pk, **form.cleaned_data)


@require_POST
@desk(role="catalogue")
def place(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a picture one place."""
    row, steps = _row(pk), STEPS.get(request.POST.get("to", ""))
    if steps is None:
        raise Http404
    return _done(request, row.piece_id, actions.move_picture, media_id=pk, steps=steps)


@require_POST
@desk(role="catalogue")
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a picture down."""
    row = _row(pk)
    return _done(request, row.piece_id, actions.remove_picture, media_id=pk)


def _refuse_floods(request: HttpRequest) -> None:
    """Refuse by the announced length, before anything is read."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_AT_ONCE:
        raise TooMuch


def _count_words(sent: int) -> str:
    return (
        _("Send %(most)s pictures at most at once.") % {"most": MOST_FILES} if sent else _("Choose a file.")
    )


def _row(pk: int) -> Any:
    row = queries.desk_picture(pk)
    if row is None:
        raise Http404
    return row


def _done(request: HttpRequest, piece_id: int, act: Callable[..., object], **what: Any) -> HttpResponse:
    try:
        act(actor=actor(request), at=clock.now(), **what)
    except PieceUnfit as unfit:
        told = wording.words(unfit)
        return _shown(request, piece_id, status=unfit.status, refusal=told, reasons=unfit.reasons)
    except Refusal as refusal:
        return _shown(request, piece_id, status=refusal.status, refusal=wording.words(refusal))
    return redirect("intake_desk:pictures", pk=piece_id)


def _shown(
    request: HttpRequest,
    piece_id: int,
    *,
    status: int = 200,
    refusal: str = "",
    which: str = "",
    reasons: Iterable[Reason] = (),
    typed: dict[int, house_forms.Told] | None = None,
) -> HttpResponse:
    piece = queries.desk_piece(piece_id)
    if piece is None:
        raise Http404
    standing = queries.reasons_against(piece, on=clock.local_day(clock.now()))
    rows = [
        (
            row,
            (typed or {}).get(row.pk) or _form(row),
            _noted(standing, row, piece),
            queries.words_of(vars(piece), row.view),
        )
        for row in piece.media.all()
    ]
    context = {"piece": piece, "rows": rows, "refusal": refusal, "which": which}
    context["against"] = reading.reasons(reasons, piece)
    return page(request, "intake/desk/pictures.html", context, status=status)


def _noted(standing: list[Any], row: Any, piece: Any) -> dict[str, Any]:
    """Return what stands against the words of one picture, by field."""
    own = [one for one in standing if one.row == row.pk and one.field.startswith("alt_")]
    return reading.beside(reading.reasons(own, piece))


def _form(row: Any) -> house_forms.Told:
    initial = {"view": row.view, "alt_fr": row.alt_fr, "alt_en": row.alt_en}
    return house_forms.Told(initial=initial, auto_id=f"{row.pk}-%s")
