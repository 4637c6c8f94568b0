"""allauth's pages, answered with the status that each deserves."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

type View = Callable[..., HttpResponseBase]

LIMITS = frozenset({"too_many_login_attempts", "rate_limited"})


def exact(view: View) -> View:
    """Answer 422 for a form to be corrected, 429 for too many tries, 410 for a link that is over."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if isinstance(response, TemplateResponse) and response.status_code == 200:
            response.status_code = _status(request, response.context_data or {})
        return response

    return answer


def _status(request: HttpRequest, context: Mapping[str, object]) -> int:
    if context.get("token_fail") or ("can_confirm" in context and not context["can_confirm"]):
        return 410
    form = context.get("form")
    if request.method != "POST" or not isinstance(form, BaseForm) or not form.errors:
        return 200
    codes = {fault.code for faults in form.errors.as_data().values() for fault in faults}
    return 429 if codes & LIMITS else 422
