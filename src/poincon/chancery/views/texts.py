"""The words of pages and mails at the desk: read, changed, tried, and kept in an owner's draft."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_http_methods, require_safe

from poincon.chancery import forms, queries, showing, telling, wordings
from poincon.chancery.actions import drafting
from poincon.chancery.refusals import Impossible, Unprintable
from poincon.chancery.wordings import Text
from poincon.charter.serving import Given, trying
from poincon.content import queries as content
from poincon.content.showing import as_read
from poincon.design.framed import FRAMED, without_scripts
from poincon.design.pages import page as answer
from poincon.foundation import clock, wording
from poincon.kernel.refusal import Refusal
from poincon.notifications import queries as mail_queries
from poincon.staff.policies import actor, desk
from poincon.staff.states import Role

TRIED_FOR = 3_600
AS_WRITTEN: dict[str, Any] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
    "sandbox": True,
}


@require_safe
@desk(role=Role.OWNER)
def pages(request: HttpRequest) -> HttpResponse:
    """List the pages in every language of the house, and say which are in its own words."""
    given = queries.as_drafted(actor(request))
    context = {"pages": telling.pages(given)}
    return answer(request, "chancery/desk/pages.html", context)


@require_safe
@desk(role=Role.OWNER)
def mails(request: HttpRequest) -> HttpResponse:
    """List the kinds of mail in every language of the house, and say which are in its own words."""
    given = queries.as_drafted(actor(request))
    context = {"sections": telling.mail_sections(given)}
    return answer(request, "chancery/desk/mails.html", context)


@require_http_methods(["GET", "POST"])
@desk(role=Role.OWNER)
def page_text(request: HttpRequest, language: str, page: str) -> HttpResponse:
    """Show the words of a page, what they would change and how it would look, and change them."""
    text = _text(content.place(page, language))
    return _wording(request, [text], "chancery_desk:page_text", (language, page))


@require_http_methods(["GET", "POST"])
@desk(role=Role.OWNER)
def mail_text(request: HttpRequest, language: str, mail: str) -> HttpResponse:
    """Show the words of a mail block by block, and change them."""
    return _wording(request, _blocks(language, mail), "chancery_desk:mail_text", (language, mail))


@require_safe
@xframe_options_sameorigin
@csp_override(FRAMED)
@desk(role=Role.OWNER)
def page_look(request: HttpRequest, language: str, page: str) -> HttpResponse:
    """Answer with the page as customers would read it: as it was just tried, or as the draft has it."""
    text = _text(content.place(page, language))
    now = clock.now()
    with (
        trying(queries.at_work(_tried(request, [text]), clock.local_day(now))),
        translation.override(language),
    ):
        document, _faults = content.attempt(page, language)
        if document is None:
            raise Http404
        return without_scripts(as_read(request, document, at=now))


@require_safe
@xframe_options_sameorigin
@csp_override(AS_WRITTEN)
@desk(role=Role.OWNER)
def mail_look(request: HttpRequest, language: str, mail: str) -> HttpResponse:
    """Answer with an example of the mail: as it was just tried, or as the draft has it."""
    texts = _blocks(language, mail)
    now = clock.now()
    with trying(queries.at_work(_tried(request, texts), clock.local_day(now))):
        return HttpResponse(telling.example(mail, language, now).html)


def _wording(request: HttpRequest, texts: Sequence[Text], name: str, where: tuple[str, str]) -> HttpResponse:
    """Read what was written, and keep it, try it, or go back to the words that come with the house."""
    given = wanted = queries.as_drafted(actor(request))
    form = forms.Wording(texts, given, request.POST if request.method == "POST" else None)
    if form.is_bound and (_given_up(request, form) or _kept(request, form)):
        return redirect(name, *where)
    if form.is_bound and not form.errors and _can_be_tried(request, form, given):
        wanted = wordings.with_words(given, form.words())
    context = {
        "form": form,
        "told": telling.of(texts, given, wanted, clock.now()),
        "where": where,
        "tried": wordings.mark(wanted, form.places),
        "draft": queries.draft_of(actor(request)),
    }
    template = f"chancery/desk/{texts[0].kind.removesuffix('s')}_text.html"
    return answer(request, template, context, status=422 if form.errors else 200)


def _given_up(request: HttpRequest, form: forms.Wording) -> bool:
    """Go back to the words that come with the shop, if that was the wish."""
    if request.POST.get("do") != "ours":
        return False
    try:
        _change(request, dict.fromkeys(form.places, None))
    except Refusal as refusal:
        messages.warning(request, wording.words(refusal))
    return True


def _kept(request: HttpRequest, form: forms.Wording) -> bool:
    """Keep what was written in the draft, if that was the wish; False leaves the reasons in the form."""
    if request.POST.get("do") != "keep" or not form.is_valid():
        return False
    try:
        _change(request, form.words())
    except Impossible as refusal:
        showing.tell_faults(form, refusal)
    except Refusal as refusal:
        form.add_error(None, wording.words(refusal))
    return not form.errors


def _change(request: HttpRequest, words: Mapping[str, str | None]) -> None:
    seen = str(request.POST.get("seen", ""))
    drafting.change_words(author=actor(request), words=words, at=clock.now(), seen=seen)
    told = _("Kept in your draft. Nothing changes in the shop before it is approved.")
    messages.success(request, told)


def _can_be_tried(request: HttpRequest, form: forms.Wording, given: Given) -> bool:
    """Keep what was written for the frame that shows how it looks; False leaves what is wrong in the form."""
    trial = queries.at_work(wordings.with_words(given, form.words()), clock.local_day(clock.now()))
    if found := wordings.faults_alone(trial, form.words()):
        showing.tell_faults(form, Unprintable(found))
        return False
    cache.set(_key(request, form.places), form.words(), TRIED_FOR)
    return True


def _tried(request: HttpRequest, texts: Sequence[Text]) -> Given:
    """Return what was tried last, if that is what is asked for, or what the draft says."""
    given, places = queries.as_drafted(actor(request)), [text.place for text in texts]
    if words := cache.get(_key(request, places)):
        tried = wordings.with_words(given, words)
        if wordings.mark(tried, places) == request.GET.get("tried"):
            return tried
    return given


def _key(request: HttpRequest, places: Sequence[str]) -> str:
    return f"chancery:{actor(request)}:{places[0]}"


def _text(place: str) -> Text:
    found = wordings.texts(queries.shipped().languages).get(place)
    if found is None:
        raise Http404
    return found


def _blocks(language: str, mail: str) -> list[Text]:
    return [_text(mail_queries.place(mail, language, block)) for block in wordings.BLOCKS]
