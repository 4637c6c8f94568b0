"""The desk's pages about bulk edits: reckoned, shown, confirmed, watched, taken back."""

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from poincon.catalogue import queries as catalogue
from poincon.charter.queries import charter
from poincon.design.pages import page
from poincon.foundation import clock, journal, wording
from poincon.foundation.deeds import told
from poincon.foundation.languages import spoken
from poincon.kernel.flow import StepRefused
from poincon.kernel.refusal import Refusal
from poincon.pricing import forms, words
from poincon.pricing.actions import edits as actions
from poincon.pricing.models import EditLine, PriceEdit
from poincon.pricing.queries import choosing
from poincon.pricing.queries import edits as asked
from poincon.pricing.queries import reductions as listed
from poincon.pricing.states import Change, EditState, Fate, Rounding
from poincon.staff.conducting import Conductor, watched
from poincon.staff.policies import actor, desk

PER_PAGE = 100
ONE = "pricing_desk:edit"
UNDER_WAY = frozenset({EditState.APPLYING, EditState.UNDOING})


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def new(request: HttpRequest) -> HttpResponse:
    """Reckon a change of many prices that nobody sees yet."""
    terms = forms.EditTerms(request.POST or None)
    pieces = forms.Pieces(request.POST or None, request.FILES or None)
    if request.method == "POST" and terms.is_valid() and pieces.is_valid():
        try:
            edit = _draft(request, terms, pieces)
        except Refusal as refusal:
            terms.add_error(None, wording.words(refusal))
        else:
            return redirect(ONE, pk=edit.pk)
    status = 422 if terms.errors or pieces.errors else 200
    context = {"terms": terms, "pieces": pieces}
    return page(request, "pricing/desk/new_edit.html", context, part="form", status=status)


def _draft(request: HttpRequest, terms: forms.EditTerms, pieces: forms.Pieces) -> PriceEdit:
    now, typed = clock.now(), terms.cleaned_data
    value, own = terms.amount(), pieces.shares
    if own is not None and typed["value"] is None:
        shares: dict[int, int | None] = {pk: price for pk, price in own.items() if price is not None}
    elif typed["value"] is None:
        shares = {}
    else:
        shares = own if own is not None else dict.fromkeys(choosing.chosen(pieces.choice(), at=now))
    told = actions.Draft(Change(typed["change"]), value, Rounding(typed["rounding"]))
    return actions.draft(told=told, shares=shares, actor=actor(request), at=now)


def _shown(request: HttpRequest, row: PriceEdit, refusal: Refusal | None) -> HttpResponse:
    draft, total = row.state == EditState.DRAFT, row.count  # type: ignore[attr-defined]
    lines: Page[EditLine] = Paginator(asked.lines(row), PER_PAGE).get_page(request.GET.get("page"))
    shown = asked.planned(list(lines), at=clock.now()) if draft else asked.past(list(lines))
    facts = catalogue.variant_facts([one.line.variant_id for one in shown])
    fates = asked.fates(row)
    context = {
        "row": row,
        "change": words.change(row, charter().currency),
        "rounding": words.ROUNDINGS[row.rounding],
        "state_words": words.EDIT_STATES[row.state],
        "tone": words.EDIT_TONES.get(EditState(row.state), "off"),
        "page": lines,
        "rows": [
            {
                "told": one,
                "facts": facts[one.line.variant_id],
                "choice": spoken(facts[one.line.variant_id], "choice"),
                "margin": words.percent(one.margin) if one.margin is not None else "",
                "cautions": [words.CAUTIONS[caution.value] for caution in one.cautions],
                "fate": "" if draft else words.FATES[one.line.fate],
            }
            for one in shown
        ],
        "total": total,
        "dealt": total - fates.get(_waits(row), 0),
        "fates": [(words.FATES[fate], count) for fate, count in sorted(fates.items())],
        "overtaken": asked.overtaken(row) if draft else 0,
        "restorable": asked.restorable(row) if row.state == EditState.APPLIED else 0,
        "seal": asked.seal_of(row) if draft else "",
        "with_cost": any(one.cost for one in shown),
        "refusal": _why(refusal) if refusal else "",
        "entries": told(journal.entries(journal.subject_of(row)).order_by("-id")[:20]),
    }
    goes_on = row.state in UNDER_WAY
    return watched(request, "pricing/desk/edit.html", context, goes_on=goes_on, refusal=refusal)


def _why(refusal: Refusal) -> str:
    """Say what stands in the way; whoever had the page open reads what a colleague has done meanwhile."""
    if isinstance(refusal, StepRefused):
        return _("This price change has moved on: below is where it stands. Nothing was done twice.")
    return wording.words(refusal)


def _waits(row: PriceEdit) -> str:
    """Return the fate of the prices that the job under way has still to deal with."""
    return Fate.WRITTEN if row.state == EditState.UNDOING else Fate.WAITING


WORK = Conductor("catalogue", ONE, "edit_id", listed.edit, _shown)
edit = WORK.page()
confirm = WORK.form(actions.confirm, sealed=True)
reckon_again = WORK.form(actions.reckon_again, signed=False)
undo = WORK.form(actions.undo)
discard = WORK.last_form(
    actions.discard, said=gettext_lazy("The draft is gone; no price has changed."), to="pricing_desk:overview"
)
