"""The desk's pages about pieces: the list, one piece with its words, matter and state, and a new one."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poincon.catalogue import actions, queries
from poincon.catalogue.states import PIECE_FLOW, PieceState, StatedBy
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.foundation.languages import spoken
from poincon.intake import forms, reading
from poincon.intake.matter_forms import Materials
from poincon.intake.views import choosing
from poincon.intake.words import STATES, SYSTEMS, VERBS
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk

PER_PAGE = 50
MATTER = ("materials", "height_mm", "width_mm", "fixed_size")
DONE: dict[str, Callable[..., None]] = {
    "publish": actions.publish,
    "unpublish": actions.unpublish,
}


@require_GET
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """List pieces, newest first, narrowed by words, state, shelf, brand and supplier."""
    return _listed(request, choosing.asked(request.GET))


@require_GET
@desk(role="catalogue")
def to_complete(request: HttpRequest) -> HttpResponse:
    """List the pieces whose facts nobody here has checked yet."""
    return _listed(request, choosing.asked(request.GET) | {"state": queries.INCOMPLETE})


def _listed(request: HttpRequest, asked: dict[str, str]) -> HttpResponse:
    shown: Page[Any] = Paginator(choosing.narrowed(asked), PER_PAGE).get_page(request.GET.get("page"))
    drafts = any(one.state == PieceState.DRAFT for one in shown)
    suppliers = [(str(one.pk), one.name) for one in queries.suppliers()]
    context = {
        "asked": asked,
        "drafts": drafts,
        "page": shown,
        "rows": reading.rows(list(shown), at=clock.now()),
        "states": [(queries.INCOMPLETE, _("To check")), *STATES.items()],
        "categories": [(str(one.pk), spoken(one, "name")) for one in queries.categories()],
        "brands": [(str(one.pk), one.name) for one in queries.brands()],
        "suppliers": suppliers,
        "to_tick": drafts or bool(suppliers),
        "systems": SYSTEMS,
    }
    return page(request, "intake/desk/pieces.html", context, part="list")


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def new(request: HttpRequest) -> HttpResponse:
    """Add a draft."""
    form = forms.NewPiece(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.create_piece(words=form.columns(), actor=actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error("reference", wording.words(refusal))
        else:
            messages.success(request, _("The draft is there. Say what the piece is made of."))
            return redirect("intake_desk:piece", pk=row.pk)
    status = 422 if form.errors else 200
    return page(request, "intake/desk/new.html", {"form": form}, part="form", status=status)


@require_GET
@desk(role="catalogue")
def piece(request: HttpRequest, pk: int) -> HttpResponse:
    """Show everything about a piece, and what keeps it off show."""
    return _shown(request, pk)


@require_POST
@desk(role="catalogue")
def words(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the words of a piece anew."""
    form = forms.PieceWords(request.POST)
    if not form.is_valid():
        return _shown(request, pk, words=form)
    return _edited(request, pk, words=form.columns(), form={"words": form})


@require_POST
@desk(role="catalogue")
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    """Write what a piece is made of anew; its names follow by themselves."""
    metals = forms.Metals(request.POST, prefix="metals")
    stones = forms.Stones(request.POST, prefix="stones")
    row = queries.desk_piece(pk)
    if row is None:
        raise Http404
    more = Materials(request.POST, kind=row.kind)
    typed: dict[str, Any] = {"metals": metals, "stones": stones, "materials": more}
    if not all([metals.is_valid(), stones.is_valid(), more.is_valid()]):
        return _shown(request, pk, **typed)
    return _edited(
        request,
        pk,
        words=more.columns(),
        metals=[one for one in (form.facts() for form in metals) if one],
        stones=[one for one in (form.facts() for form in stones) if one],
        form=typed,
    )


@require_POST
@desk(role="catalogue")
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a piece on show, or take it off."""
    act = DONE.get(request.POST.get("verb", ""))
    if act is None or queries.desk_piece(pk) is None:
        raise Http404
    try:
        act(piece_id=pk, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        return _shown(request, pk, refusal=refusal)
    return redirect("intake_desk:piece", pk=pk)


def _edited(request: HttpRequest, pk: int, *, form: dict[str, Any], **changes: Any) -> HttpResponse:
    if queries.desk_piece(pk) is None:
        raise Http404
    try:
        actions.edit_piece(piece_id=pk, actor=actor(request), at=clock.now(), **changes)
    except Refusal as refusal:
        return _shown(request, pk, refusal=refusal, **form)
    messages.success(request, _("It is kept."))
    return redirect("intake_desk:piece", pk=pk)


def _shown(request: HttpRequest, pk: int, *, refusal: Refusal | None = None, **typed: Any) -> HttpResponse:
    row = queries.desk_piece(pk)
    if row is None:
        raise Http404
    now = clock.now()
    standing = reading.reasons(queries.reasons_against(row, on=clock.local_day(now)), row)
    refused = reading.reasons(refusal.reasons, row) if isinstance(refusal, actions.PieceUnfit) else []
    against = [one for one in refused if one not in standing]
    verbs = PIECE_FLOW.verbs(PieceState(row.state))
    context = {
        "piece": row,
        "label": STATES[row.state],
        "verbs": [(verb, VERBS[verb]) for verb in verbs if verb in DONE],
        "can_be_withdrawn": "withdraw" in verbs,
        "blocking": [one for one in standing if one.blocks],
        "wanting": [one for one in standing if not one.blocks],
        "found": reading.beside([*against, *standing]),
        "refusal": reading.said(refusal, row),
        "against": against,
        "variants": reading.variants(row, at=now),
        "metal_names": queries.metal_names(row, forms.language()),
        "stone_names": [queries.stone_name(one, forms.language()) for one in row.stones.all()],
        "former": queries.former_addresses(piece=pk),
        "entries": reading.deeds(f"piece:{pk}"),
        **_forms(row),
        **typed,
    }
    status = refusal.status if refusal else 422 if typed else 200
    return page(request, "intake/desk/piece.html", context, status=status)


def _forms(row: Any) -> dict[str, Any]:
    facts = queries.piece_facts(row)
    initial = {name: getattr(row, name, "") for name in forms.PieceWords.base_fields}
    initial |= {
        "category": row.category_id,
        "brand": row.brand_id,
        "supplier": row.supplier_id or "",
        "tags": ", ".join(row.tags),
    }
    checked = row.stated_by == StatedBy.HOUSE
    return {
        "words": forms.PieceWords(initial=initial),
        "metals": forms.Metals(initial=[forms.Metal.told(one) for one in facts.metals], prefix="metals"),
        "stones": forms.Stones(
            initial=[asdict(one) | {"treatments": list(one.treatments)} for one in facts.stones],
            prefix="stones",
        ),
        "materials": Materials(
            kind=row.kind,
            initial={name: getattr(row, name) for name in MATTER} | {"checked": checked},
        ),
    }
