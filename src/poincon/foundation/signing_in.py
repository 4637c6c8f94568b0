"""Asking a visitor to sign in without losing where they were, or what became of what they had sent."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

type View = Callable[..., HttpResponseBase]

READING = frozenset({"GET", "HEAD"})


def signed_in(view: View) -> View:
    """Show the page to whoever is signed in; others are asked to sign in first, and led back.

    Whoever sent a form after their session had ended is told that it was not kept, and led back to the page
    where it stood: its own address may show nothing.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method in READING:
            return redirect_to_login(request.get_full_path())
        messages.warning(
            request,
            _("You were signed out meanwhile, and what you sent was not kept. Sign in, then send it again."),
        )
        return redirect_to_login(_came_from(request))

    return guarded


def _came_from(request: HttpRequest) -> str:
    """Return the page of ours that the form was sent from; the form's own address where none is told."""
    told = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(told, {request.get_host()}):
        return request.get_full_path()
    parts = urlsplit(told)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
