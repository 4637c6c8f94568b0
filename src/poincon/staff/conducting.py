"""Work at the desk that a job carries out: looked at first, confirmed, watched while it goes on, taken back.

Its page shows how far it is; each form on the page leads back to it, or shows there why it was refused.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST

from poincon.design.pages import page, wants_part
from poincon.foundation import clock
from poincon.kernel.refusal import Refusal
from poincon.staff.policies import View, actor, desk


@dataclass(frozen=True, slots=True)
class Conductor[R: models.Model]:
    """One kind of such work: who may do it, where its page is, and how its actions call a row's number.

    `shown` writes the page, with what was refused where something was.
    """

    role: str
    address: str
    number: str
    find: Callable[[int], R | None]
    shown: Callable[[HttpRequest, R, Refusal | None], HttpResponse]

    def page(self) -> View:
        """Return the view that shows a row: 404 where there is none."""

        @require_GET
        @desk(role=self.role)
        def shown(request: HttpRequest, pk: int) -> HttpResponse:
            return self.shown(request, self._row(pk), None)

        return shown

    def form(self, act: Callable[..., object], *, signed: bool = True, sealed: bool = False) -> View:
        """Return the view of a form of the page: it does `act` with the row and leads back to the page.

        Where it is `signed` the act is told who and when, where it is `sealed` also what they had been shown.
        """

        @require_POST
        @desk(role=self.role)
        def sent(request: HttpRequest, pk: int) -> HttpResponse:
            told = self._told(request, signed=signed, sealed=sealed)
            return self._done(request, pk, act, told) or redirect(self.address, pk=pk)

        return sent

    def last_form(self, act: Callable[..., object], *, said: object, to: str) -> View:
        """Return the view of the form after which the row is gone: it says so and leads to another page."""

        @require_POST
        @desk(role=self.role)
        def sent(request: HttpRequest, pk: int) -> HttpResponse:
            if refused := self._done(request, pk, act, {}):
                return refused
            messages.success(request, str(said))
            return redirect(to)

        return sent

    def _row(self, pk: int) -> R:
        row = self.find(pk)
        if row is None:
            raise Http404
        return row

    def _told(self, request: HttpRequest, *, signed: bool, sealed: bool) -> dict[str, Any]:
        who: dict[str, Any] = {"actor": actor(request), "at": clock.now()} if signed else {}
        return who | ({"seal": request.POST.get("seal", "")} if sealed else {})

    def _done(
        self, request: HttpRequest, pk: int, act: Callable[..., object], told: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Do it; return the page that tells why not, where it was refused."""
        try:
            act(**{self.number: self._row(pk).pk}, **told)
        except Refusal as refusal:
            return self.shown(request, self._row(pk), refusal)
        return None


def watched(
    request: HttpRequest,
    template: str,
    context: Mapping[str, object],
    *,
    goes_on: bool,
    refusal: Refusal | None,
) -> HttpResponse:
    """Render the page of a row, or its part "progress", which asks for itself as long as the work goes on."""
    status = refusal.status if refusal else 200
    response = page(request, template, context, part="progress", status=status)
    if wants_part(request) and not goes_on:
        response["HX-Refresh"] = "true"  # what can be done next stands beside the part that was asked for
    return response
