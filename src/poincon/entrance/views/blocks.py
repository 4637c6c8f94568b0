"""The desk's page about one block: put on the page, filled in, moved, taken away."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poincon.catalogue.actions import MOST_BYTES, PictureRefused, develop_picture
from poincon.charter.queries import charter
from poincon.design.pages import page
from poincon.design.shapes import Picture
from poincon.design.templatetags.words import speaking
from poincon.entrance import actions, checking, forms
from poincon.entrance import lines as telling
from poincon.entrance.actions import BlockGone, ChangedMeanwhile
from poincon.entrance.queries import arranged
from poincon.entrance.rules.blocks import Block, Kind
from poincon.entrance.rules.lacks import Lack
from poincon.entrance.views.arranging import OVERVIEW
from poincon.entrance.words import ABOUT, KINDS
from poincon.foundation import clock, wording
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk
from poincon.window.queries import rows
from poincon.window.queries.listing import Shown

STEPS = {"up": -1, "down": 1}
TEMPLATE = "entrance/desk/block.html"


@require_POST
@desk(role="catalogue")
def addition(request: HttpRequest) -> HttpResponse:
    """Put an empty block at the end of the page, and lead to it."""
    kind = request.POST.get("kind", "")
    if kind not in list(Kind):
        raise Http404
    try:
        number = actions.add_block(kind=Kind(kind), actor=actor(request), at=clock.now())
    except Refusal as refusal:
        messages.warning(request, wording.words(refusal))
        return redirect(OVERVIEW)
    return redirect("entrance_desk:block", number=number)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def block(request: HttpRequest, number: int) -> HttpResponse:
    """Show a block and fill it in; what a colleague has changed meanwhile is shown beside what was typed."""
    there = _there(number)
    if request.method == "GET":
        if there is None:
            raise Http404
        return _shown(request, forms.Wanted(there))
    sent = request.POST.copy()
    base = there or Block(number=number, kind=_kind(sent.get("kind", "")))
    try:
        _develop(request, sent)
    except PictureRefused as refusal:
        return _shown(request, forms.Wanted(base, sent), refusal=wording.words(refusal), status=422)
    if reference := sent.get("add"):
        forms.with_piece(sent, reference, base.kind)
    form = forms.Wanted(base, sent)
    if "q" in sent and sent.get("do") != "keep" and sent.get("do") != "anew":
        return _shown(request, form, words=sent.get("q", ""))
    if not form.is_valid():
        return _shown(request, form, status=422)
    return _kept(request, form, sent)


def _kept(request: HttpRequest, form: forms.Wanted, sent: forms.Sent) -> HttpResponse:
    """Keep what was filled in; a refusal shows it again, ready to be kept knowingly."""
    wanted, who, at = form.wanted(), actor(request), clock.now()
    if sent.get("do") == "anew":
        number = actions.add_block(kind=wanted.kind, actor=who, at=at)
        wanted = wanted.model_copy(update={"number": number})
        sent["seen"] = Block(number=number, kind=wanted.kind).mark
    try:
        actions.change_block(wanted=wanted, seen=str(sent["seen"]), actor=who, at=at)
    except ChangedMeanwhile as refusal:
        theirs = _there(wanted.number)
        sent["seen"] = theirs.mark if theirs else ""
        told = telling.differing(wanted, theirs) if theirs else []
        return _shown(request, form, refusal=wording.words(refusal), status=409, theirs=told)
    except BlockGone as refusal:
        return _shown(request, form, refusal=wording.words(refusal), status=409, gone=True)
    if found := checking.of_block(wanted, at):
        messages.warning(request, _missing(found))
        return redirect("entrance_desk:block", number=wanted.number)
    messages.success(
        request, _("It is kept in the draft. Nothing changes in the shop before it is published.")
    )
    return redirect(OVERVIEW)


def _missing(found: list[Lack]) -> str:
    said = " ".join(telling.said(lack).rstrip(".") + "." for lack in found)
    return _("It is kept in the draft. Before it can be published: %(missing)s") % {"missing": said}


@require_POST
@desk(role="catalogue")
def place(request: HttpRequest, number: int) -> HttpResponse:
    """Move a block one place."""
    steps = STEPS.get(request.POST.get("to", ""))
    if steps is None:
        raise Http404
    try:
        actions.move_block(number=number, steps=steps, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        messages.warning(request, wording.words(refusal))
    return redirect(f"{reverse(OVERVIEW)}#block-{number}")


@require_POST
@desk(role="catalogue")
def removal(request: HttpRequest, number: int) -> HttpResponse:
    """Take a block off the page."""
    seen = request.POST.get("seen", "")
    try:
        actions.remove_block(number=number, seen=seen, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        messages.warning(request, wording.words(refusal))
    return redirect(OVERVIEW)


def _there(number: int) -> Block | None:
    row = arranged.draft() or arranged.newest()
    return next((one for one in arranged.blocks_of(row) if one.number == number), None)


def _kind(name: str) -> Kind:
    if name not in list(Kind):
        raise Http404
    return Kind(name)


def _develop(request: HttpRequest, sent: forms.Sent) -> None:
    """Turn a picture that came along into its files, and note it in what was sent; or take it down."""
    if sent.get("take_down"):
        sent["hung"] = ""
    if file := request.FILES.get("picture"):
        made = develop_picture(content=file.read(MOST_BYTES + 1))
        sent["hung"] = f"{made.stem} {made.width} {made.height}"


def _shown(
    request: HttpRequest,
    form: forms.Wanted,
    *,
    words: str | None = None,
    refusal: str = "",
    status: int = 200,
    theirs: list[tuple[str, str]] | None = None,
    gone: bool = False,
) -> HttpResponse:
    at = clock.now()
    context = {
        "form": form,
        "block": form.block,
        "kind": KINDS[form.block.kind],
        "about": ABOUT[form.block.kind],
        "names": [name for name in form.fields if name not in forms.APART],
        "picture": _picture(form),
        "pictured": "picture" in form.fields,
        "lacks": [telling.said(lack) for lack in checking.of_block(form.block, at)]
        if not form.is_bound
        else [],
        "words": words,
        "found": _found(words) if words else {},
        "searched": bool({"pieces", "piece"} & form.fields.keys()),
        "refusal": refusal,
        "theirs": theirs,
        "gone": gone,
        "languages": charter().languages,
    }
    return page(request, TEMPLATE, context, status=status)


def _found(words: str) -> dict[str, Shown]:
    return rows.called(words.strip()[:60], language=speaking(), at=clock.now()) if words.strip() else {}


def _picture(form: forms.Wanted) -> Picture | None:
    hung: Any = form["hung"].value()
    if not hung or not forms.HUNG.fullmatch(str(hung)):
        return None
    stem, width, height = str(hung).split(" ")
    return Picture(stem, int(width), int(height))
