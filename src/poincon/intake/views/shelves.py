"""The desk's pages about the shelves of the window."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poincon.catalogue import actions, queries
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.intake import house_forms, reading
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk

LIST, ONE = "intake_desk:shelves", "intake_desk:shelf"
FIELDS = {"taken": "slug_fr", "shelf_misplaced": "parent"}


@require_GET
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """List the shelves as the window shows them, with how many pieces lie on each."""
    counts = queries.pieces_by_category()
    rows = [(one, counts.get(one.pk, 0)) for one in queries.categories()]
    return page(request, "intake/desk/shelves.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def new(request: HttpRequest) -> HttpResponse:
    """Add a shelf."""
    form = house_forms.Shelf(request.POST or None, initial={"position": 0})
    if request.method == "POST" and form.is_valid():
        try:
            pk = actions.create_category(columns=form.columns(), actor=actor(request), at=clock.now())
        except Refusal as refusal:
            _blame(form, refusal)
        else:
            messages.success(request, _("It is kept."))
            return redirect(ONE, pk=pk)
    context = {"form": form, "shelf": None}
    return page(request, "intake/desk/shelf.html", context, part="form", status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def shelf(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a shelf, and write it anew."""
    row = _row(pk)
    form = house_forms.Shelf(request.POST or None, own=pk, initial=_initial(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_category(
                category_id=pk, columns=form.columns(), actor=actor(request), at=clock.now()
            )
        except Refusal as refusal:
            _blame(form, refusal)
        else:
            messages.success(request, _("It is kept."))
            return redirect(ONE, pk=pk)
    return _shown(request, row, form, status=422 if form.errors else 200)


@require_POST
@desk(role="catalogue")
def removal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an empty shelf away."""
    row = _row(pk)
    try:
        actions.remove_category(category_id=pk, actor=actor(request), at=clock.now())
    except Refusal as refusal:
        form = house_forms.Shelf(own=pk, initial=_initial(row))
        return _shown(request, row, form, status=refusal.status, refusal=wording.words(refusal))
    messages.success(request, _("The shelf is gone."))
    return redirect(LIST)


def _row(pk: int) -> Any:
    row = queries.category_by_id(pk)
    if row is None:
        raise Http404
    return row


def _initial(row: Any) -> dict[str, Any]:
    plain = ("name_fr", "name_en", "slug_fr", "slug_en", "position")
    return {name: getattr(row, name) for name in plain} | {"parent": row.parent_id or ""}


def _blame(form: house_forms.Shelf, refusal: Refusal) -> None:
    """Say what was refused beside the field that it is about."""
    column = str(refusal.context.get("column", ""))
    form.add_error(column if column in form.fields else FIELDS[refusal.code], wording.words(refusal))


def _shown(
    request: HttpRequest, row: Any, form: house_forms.Shelf, *, status: int, refusal: str = ""
) -> HttpResponse:
    context = {
        "shelf": row,
        "form": form,
        "refusal": refusal,
        "pieces": queries.pieces_by_category().get(row.pk, 0),
        "shelves": [one for one in queries.categories() if one.parent_id == row.pk],
        "former": queries.former_addresses(category=row.pk),
        "entries": reading.deeds(f"category:{row.pk}"),
    }
    return page(request, "intake/desk/shelf.html", context, part="form", status=status)
