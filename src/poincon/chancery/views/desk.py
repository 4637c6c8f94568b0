"""The promises of the house as they are told today, and an owner's draft of what they shall be."""

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poincon.chancery import forms, queries, rules, showing, words
from poincon.chancery import values as plain
from poincon.chancery.actions import drafting
from poincon.chancery.refusals import Impossible
from poincon.charter.queries import Charter
from poincon.design.pages import page
from poincon.foundation import clock, wording
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk
from poincon.staff.states import Role


@require_GET
@desk(role=Role.OWNER)
def overview(request: HttpRequest) -> HttpResponse:
    """Show every promise of a topic as it is told today, what waits, and every edition."""
    asked = request.GET.get("topic", "")
    topic = asked if asked in words.TOPICS else next(iter(words.TOPICS))
    context = {
        "topics": words.TOPICS.items(),
        "topic": topic,
        "promises": showing.promises_of(topic, clock.now()),
        "sections": showing.sections(),
        "draft": queries.draft_of(actor(request)),
        "standing": showing.as_it_stands(clock.now()),
    }
    return page(request, "chancery/desk/overview.html", context, part="promises")


@require_http_methods(["GET", "POST"])
@desk(role=Role.OWNER)
def values(request: HttpRequest, place: str = "") -> HttpResponse:
    """Show the plain values of one section, as the draft has them, and change them there."""
    charter = _as_drafted(request)
    section = plain.sections(charter).get(place)
    if section is None:
        raise Http404
    form = forms.Values(section, charter, request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST":
        if form.is_valid() and _changed(request, form):
            return redirect("chancery_desk:draft")
        status = 422
    context = {"form": form, "title": words.title_of(section, charter)}
    return page(request, "chancery/desk/values.html", context, part="form", status=status)


def _changed(request: HttpRequest, form: forms.Values) -> bool:
    """Put what was filled in into the draft; False leaves the reasons against it in the form."""
    changed = form.changed_values()
    if not changed:
        return True
    try:
        drafting.change_values(author=actor(request), values=changed, at=clock.now())
    except Impossible as refusal:
        showing.tell_faults(form, refusal)
        return False
    messages.success(request, _("Kept in your draft. Nothing changes in the shop before it is approved."))
    return True


@require_GET
@desk(role=Role.OWNER)
def draft(request: HttpRequest) -> HttpResponse:
    """Show what the draft would change, and ask from when."""
    return _draft(request, forms.Proposal(), forms.File())


@require_POST
@desk(role=Role.OWNER)
def file(request: HttpRequest) -> HttpResponse:
    """Take a whole charter into the draft."""
    form = forms.File(request.POST, request.FILES)
    if form.is_valid():
        try:
            _take_file(request, form.cleaned_data["file"])
        except Impossible as refusal:
            showing.tell_faults(form, refusal)
        except Refusal as refusal:
            form.add_error("file", wording.words(refusal))
        else:
            messages.success(request, _("The file is in your draft. Nothing changes before it is approved."))
            return redirect("chancery_desk:draft")
    return _draft(request, forms.Proposal(), form, status=422)


def _take_file(request: HttpRequest, given: "UploadedFile[bytes]") -> None:
    """A file of any length is refused without being read to its end."""
    content = given.read(rules.MOST_PACKED + 1)
    drafting.take_file(author=actor(request), content=content, at=clock.now())


@require_POST
@desk(role=Role.OWNER)
def proposal(request: HttpRequest) -> HttpResponse:
    """Propose the draft to the other owners."""
    form = forms.Proposal(request.POST)
    if not form.is_valid():
        return _draft(request, form, forms.File(), status=422)
    now = clock.now()
    from_at = form.from_at(now, queries.shipped().time_zone)
    try:
        made = drafting.propose(author=actor(request), why=form.cleaned_data["why"], from_at=from_at, at=now)
    except Refusal as refusal:
        return showing.sorry(request, refusal, "chancery_desk:draft")
    messages.success(request, _("Proposed."))
    return redirect("chancery_desk:edition", made.pk)


@require_POST
@desk(role=Role.OWNER)
def update(request: HttpRequest) -> HttpResponse:
    """Put the changes of the draft on what was approved meanwhile."""
    mine = queries.draft_of(actor(request))
    if mine is not None:
        try:
            drafting.take_up(author=actor(request), edition_id=mine.pk, at=clock.now())
        except Refusal as refusal:
            return showing.sorry(request, refusal, "chancery_desk:draft")
    return redirect("chancery_desk:draft")


@require_POST
@desk(role=Role.OWNER)
def removal(request: HttpRequest) -> HttpResponse:
    """Put the draft aside."""
    drafting.put_aside(author=actor(request))
    messages.success(request, _("The draft is gone. The charter stays as it is."))
    return redirect("chancery_desk:overview")


@require_GET
@desk(role=Role.OWNER)
def download(request: HttpRequest) -> HttpResponse:
    """Return the charter as a file to change: the draft, or without one what was approved last."""
    return showing.as_file(rules.text_of(_as_drafted(request)))


@require_GET
@desk(role=Role.OWNER)
def archive(request: HttpRequest) -> HttpResponse:
    """Return charter, pages and mails in one archive: of the draft, or of what was approved last."""
    return showing.as_archive(queries.as_drafted(actor(request)))


def _as_drafted(request: HttpRequest) -> Charter:
    return queries.as_drafted(actor(request)).charter


def _draft(
    request: HttpRequest, form: forms.Proposal, upload: forms.File, status: int = 200
) -> HttpResponse | HttpResponseRedirect:
    mine = queries.draft_of(actor(request))
    context = {
        "draft": mine,
        "form": form,
        "upload": upload,
        "outdated": mine is not None and mine.basis_id != queries.newest_id(),
        "change": showing.change(mine, clock.now()) if mine else None,
        "obstacles": showing.obstacles(mine, clock.now()) if mine else [],
        "both": showing.changed_by_both(mine) if mine else [],
    }
    return page(request, "chancery/desk/draft.html", context, status=status)
