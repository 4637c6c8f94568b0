"""Opening an account."""

from typing import cast

from allauth.account.utils import get_next_redirect_url
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth import login
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from poincon.accounts.actions import AddressTaken
from poincon.customers import actions, forms, seals
from poincon.customers.models import Customer, Registration
from poincon.design.pages import page
from poincon.foundation import clock

MINE = "registration"


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Ask for names and e-mail; answer everybody the same."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("customers:home"))
    form = forms.Registration(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _limited(request, form) or _register(request, form)
    onward = _onward(request)
    context = {"form": form, "next": onward}
    return page(
        request, "customers/shop/register.html", context, part="form", status=422 if form.errors else 200
    )


@never_cache
@require_GET
def registered(request: HttpRequest) -> HttpResponse:
    return page(request, "customers/shop/registered.html")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest, seal: str) -> HttpResponse:
    """Ask for the password on GET, since mail readers open links by themselves; open the account on POST."""
    form = forms.Proof(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask_password(request, form)
    try:
        onward = _next_path(seal)
        customer = actions.prove(seal=seal, password=form.cleaned_data["password"], at=clock.now())
    except actions.WeakPassword as weak:
        form.add_error("password", cast("list[str]", weak.context["reasons"]))
        return _ask_password(request, form)
    except AddressTaken:
        messages.info(request, _("This address has an account already: sign in with it."))
        return HttpResponseRedirect(reverse("account_login"))
    except actions.RegistrationOver as refusal:
        return page(request, "customers/shop/prove_over.html", status=refusal.status)
    mine = request.session.pop(MINE, None) == seals.opened(seal)
    return _welcome(request, customer, onward, same_browser=mine)


def _ask_password(request: HttpRequest, form: forms.Proof) -> HttpResponse:
    status = 422 if form.errors else 200
    return page(request, "customers/shop/prove.html", {"form": form}, part="form", status=status)


def _limited(request: HttpRequest, form: forms.Registration) -> HttpResponse | None:
    refused: HttpResponse | None = ratelimit.consume_or_429(
        request, action="signup", key=form.cleaned_data["email"]
    )
    return refused


def _register(request: HttpRequest, form: forms.Registration) -> HttpResponse:
    language = (get_language() or "fr")[:2]
    row = actions.register(**form.cleaned_data, language=language, next_path=_onward(request), at=clock.now())
    request.session[MINE] = row.pk
    return HttpResponseRedirect(reverse("customers:registered"))


def _onward(request: HttpRequest) -> str:
    """Where to go on to: a path of this shop, or nothing."""
    wanted = get_next_redirect_url(request) or ""
    local = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if local and len(wanted) <= 200 else ""


def _next_path(seal: str) -> str:
    try:
        return Registration.objects.values_list("next_path", flat=True).get(pk=seals.opened(seal))
    except (BadSignature, Registration.DoesNotExist):
        return ""


def _welcome(request: HttpRequest, customer: Customer, onward: str, *, same_browser: bool) -> HttpResponse:
    """Sign in the browser that registered; any other, which may have found the link, signs in itself."""
    if same_browser:
        login(request, customer.user, backend="poincon.accounts.backends.ByEmail")
        messages.success(request, _("Your account is open. Welcome."))
        return HttpResponseRedirect(onward or reverse("customers:home"))
    messages.success(request, _("Your account is open: sign in to begin."))
    query = f"?next={onward}" if onward else ""
    return HttpResponseRedirect(reverse("account_login") + query)
