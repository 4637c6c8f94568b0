"""Tokens at the desk: the owner makes them, sees when they were used, and revokes them."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from poincon.api import actions, queries, rules
from poincon.api.forms import NewToken
from poincon.api.states import Scope
from poincon.design.pages import page
from poincon.foundation import clock
from poincon.staff.policies import actor, desk
from poincon.staff.states import Role


@desk(role=Role.OWNER)
@require_http_methods(["GET", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """Show every token, and make a new one: its secret stands on the answer's page, and nowhere later."""
    form, at, secret = NewToken(request.POST or None), clock.now(), ""
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        _token, secret = actions.create_token(
            name=told["name"],
            scopes=told["scopes"],
            expires_at=at + timedelta(days=told["days"]) if told["days"] else None,
            customer_id=form.customer.pk if form.customer else None,
            actor=actor(request),
            at=at,
        )
        form = NewToken()
    labels = dict(Scope.choices)
    rows = [
        (
            one,
            [labels[scope] for scope in one.scopes],
            rules.is_valid(revoked_at=one.revoked_at, expires_at=one.expires_at, at=at),
        )
        for one in queries.tokens()
    ]
    context = {"form": form, "rows": rows, "secret": secret}
    return page(request, "api/desk/tokens.html", context, status=422 if form.errors else 200)


@desk(role=Role.OWNER)
@require_POST
def revoke(request: HttpRequest, token_id: int) -> HttpResponse:
    """Close a token for ever."""
    if not queries.tokens().filter(pk=token_id).exists():
        raise Http404
    actions.revoke_token(token_id=token_id, actor=actor(request), at=clock.now())
    messages.success(request, _("The token is revoked: the program is refused from now on."))
    return redirect("api_desk:tokens")
