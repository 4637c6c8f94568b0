"""The mails at the desk: what was written to whom, what became of it, and another try."""

from typing import Any

from django.contrib import messages as notices
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.csp import CSP
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_POST, require_safe

from poincon.design.pages import page
from poincon.foundation import clock, desk, journal
from poincon.notifications import actions, queries
from poincon.notifications.models import Attachment, Message
from poincon.notifications.states import MESSAGE_FLOW, MessageState
from poincon.notifications.wording import STATE_WORDS, VERB_WORDS, fault_words

ROWS = 50
# What a mail holds is shown as it was written, with its own styles, and may do nothing else.
AS_WRITTEN: dict[str, Any] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "frame-ancestors": [CSP.SELF],
    "sandbox": True,
}


@require_safe
@desk.for_role("counter")
def messages(request: HttpRequest) -> HttpResponse:
    """List messages, newest first, found by order, address or words of the subject, and by state."""
    words, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    found = queries.messages(words=words, state=state if state in STATE_WORDS else "")
    rows = Paginator(found, ROWS).get_page(request.GET.get("page"))
    context = {"rows": rows, "words": words, "state": state, "states": STATE_WORDS.items()}
    return page(request, "notifications/desk/messages.html", context, part="list")


@require_safe
@desk.for_role("counter")
def message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one message, its history, and what can be done with it."""
    row = get_object_or_404(Message, pk=pk)
    context = {
        "message": row,
        "fault": fault_words(row.last_fault),
        "is_waiting": row.state == MessageState.WAITING,
        "verbs": MESSAGE_FLOW.verbs(MessageState(row.state)),
        "files": row.attachments.defer("body"),
        "history": [
            {
                "at": line.at,
                "actor": line.actor,
                "words": VERB_WORDS[line.verb],
                "cause": fault_words(line.cause),
            }
            for line in journal.entries(journal.subject_of(row))
        ],
    }
    return page(request, "notifications/desk/message.html", context)


@require_safe
@xframe_options_sameorigin
@csp_override(AS_WRITTEN)
@desk.for_role("counter")
def content(_request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with the mail's own HTML, for a frame that lets it do nothing."""
    return HttpResponse(get_object_or_404(Message, pk=pk, confidential=False).html)


@require_safe
@csp_override(AS_WRITTEN)
@desk.for_role("counter")
def attachment(_request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Hand out a file that went with the message, as a download."""
    file = get_object_or_404(Attachment, message_id=pk, message__confidential=False, position=position)
    response = HttpResponse(bytes(file.body), content_type="application/octet-stream")
    disposition = content_disposition_header(as_attachment=True, filename=file.name)
    response.headers["Content-Disposition"] = disposition or "attachment"
    return response


@require_POST
@desk.for_role("counter")
def new_sending(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Queue a failed or suppressed message again."""
    row = get_object_or_404(Message, pk=pk)
    actions.send_again(message=row, actor=desk.actor(request), at=clock.now())
    notices.success(request, _("The message is queued again."))
    return redirect("notifications_desk:message", pk=pk)


@require_POST
@desk.for_role("counter")
def suppression(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Decide that a message shall not be sent."""
    row = get_object_or_404(Message, pk=pk)
    actions.suppress(message=row, actor=desk.actor(request), at=clock.now())
    notices.success(request, _("The message will not be sent."))
    return redirect("notifications_desk:message", pk=pk)
