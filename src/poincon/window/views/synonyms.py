"""The desk's pages about what customers call things: synonyms, and searches that found nothing."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from poincon.design.pages import page
from poincon.foundation import clock, deeds, journal, wording
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import actor, desk
from poincon.window import actions, forms, words
from poincon.window.actions.unfound import KEPT_DAYS
from poincon.window.queries import synonyms, tried
from poincon.window.rules import wishes
from poincon.window.rules.synonyms import Synonyms

LIST = "window_desk:synonyms"
NEWEST = 20


@require_GET
@desk(role="catalogue")
def listing(request: HttpRequest) -> HttpResponse:
    """Show what was searched in vain, what words find, and which words stand for one another."""
    language = "en" if request.GET.get("language", words.speaking()) == "en" else "fr"
    asked = wishes.read({"q": request.GET.getlist("q")}).words
    context = {
        "vain": tried.in_vain(at=clock.now(), days=KEPT_DAYS),
        "days": KEPT_DAYS,
        "asked": asked,
        "language": language,
        "tried": tried.tried(asked, language) if asked else None,
        "groups": tried.by_language(synonyms.renewed().groups),
    }
    return page(request, "window/desk/synonyms.html", context)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def new(request: HttpRequest) -> HttpResponse:
    """Add a group; the first word may come from the list of what was searched in vain."""
    started = {
        "words": wishes.read({"q": request.GET.getlist("words")}).words,
        "language": "en" if request.GET.get("language", words.speaking()) == "en" else "fr",
    }
    return _form(request, None, started)


@require_http_methods(["GET", "POST"])
@desk(role="catalogue")
def group(request: HttpRequest, key: str) -> HttpResponse:
    """Show a group, and word it anew."""
    there = _group(key)
    return _form(request, there, forms.typed_as(there))


@require_POST
@desk(role="catalogue")
def removal(request: HttpRequest, key: str) -> HttpResponse:
    """Take a group out of force."""
    there = _group(key)
    actions.remove_synonyms(key=there.key, actor=actor(request), at=clock.now())
    messages.success(request, _("These words no longer stand for one another."))
    return redirect(LIST)


def _group(key: str) -> Synonyms:
    there = synonyms.renewed().groups.get(key)
    if there is None:
        raise Http404
    return there


def _form(request: HttpRequest, there: Synonyms | None, started: dict[str, str]) -> HttpResponse:
    """Show the form; sent with "look" it tells what the words would find, otherwise it is kept."""
    form, key = forms.Group(request.POST or None, initial=started), there.key if there else ""
    found, refusal = None, ""
    if request.method == "POST" and form.is_valid():
        if "look" in request.POST:
            found = tried.compared(form.group(key))
        elif not (refusal := _kept(request, form.group(key))):
            messages.success(request, _("It is kept. Searches find it from now on."))
            return redirect(LIST)
    context = {
        "form": form,
        "group": there,
        "compared": found,
        "refusal": refusal,
        "entries": deeds.told(journal.entries(f"synonyms:{key}").order_by("-id")[:NEWEST]) if there else [],
    }
    status = 422 if form.errors else 409 if refusal else 200
    return page(request, "window/desk/synonym_group.html", context, part="form", status=status)


def _kept(request: HttpRequest, wished: Synonyms) -> str:
    """Keep a group; return in words why it cannot be, if so."""
    try:
        actions.keep_synonyms(
            key=wished.key,
            language=wished.language,
            words=wished.words,
            finds=wished.finds,
            actor=actor(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        return wording.words(refusal)
    return ""
