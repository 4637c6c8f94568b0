"""What can be done with alerts. Rows are locked in the order of their ids, before any mail is written."""

from collections.abc import Iterable
from datetime import datetime

from django.core.signing import BadSignature
from django.db import transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from poincon.accounts import queries as users
from poincon.alerts import mails, queries, rules, seals
from poincon.alerts.events import AlertSent
from poincon.alerts.models import Alert
from poincon.alerts.states import ALERT_FLOW, AlertState
from poincon.catalogue import queries as catalogue
from poincon.charter.actions import clocks
from poincon.charter.actions.clocks import Term
from poincon.charter.promises import keeps
from poincon.charter.queries import charter
from poincon.foundation import clock, journal
from poincon.foundation.facts import announce
from poincon.foundation.stepping import take_step
from poincon.inventory import queries as inventory
from poincon.inventory.states import Availability
from poincon.kernel.refusal import Refusal
from poincon.kernel.terms import months_before
from poincon.notifications import actions as notifications

PROMISE = "stock.alerts"


class AlertOver(Refusal):
    """The link is false or too old, or the alert it was for is gone."""

    code = "alert_over"
    status = 410


class NotAwaited(Refusal):
    """The variant can be ordered now, or will never come back: there is nothing to wait for."""

    code = "not_awaited"
    status = 422


def ask(*, variant_id: int, email: str, language: str, at: datetime, scale: str = "") -> Alert:
    """Take the wish to be told, and return it; a background job answers by mail.

    The mails tell a ring's size on `scale`; on the house's own where that is none that there is.

    One insert and one job whether or not the address is known or waits already: neither answer nor time
    tells. Raises NotAwaited.
    """
    if not _is_awaited(variant_id, at):
        raise NotAwaited(variant_id=variant_id)
    with transaction.atomic():
        row = Alert.objects.create(
            variant_id=variant_id,
            email=users.tidy_email(email),
            language=language,
            ring_scale=catalogue.scale_kept(scale),
            asked_at=at,
        )
        app.configure_task("alerts.answer", queue="mail").defer(alert_id=row.pk)
    return row


def answer(*, alert_id: int, at: datetime) -> None:
    """Mail the link that proves the address.

    Nothing is sent to an address that waits for the variant already, nor more often than a person asks.
    """
    with transaction.atomic():
        row = Alert.objects.select_for_update().filter(pk=alert_id, state=AlertState.ASKED).first()
        if row is None:
            return
        others = Alert.objects.filter(email=row.email).exclude(pk=row.pk)
        lately = others.filter(state=AlertState.ASKED, asked_at__gt=at - rules.TURN, pk__lt=row.pk)
        waits = others.filter(variant_id=row.variant_id, state=AlertState.WANTED)
        if waits.exists() or lately.count() >= rules.ASKED_A_DAY:
            row.delete()
        else:
            mails.confirm(row, at)


def confirm(*, seal: str, at: datetime) -> Alert:
    """Note that the address is its owner's, who wants to be told; returns the alert that waits.

    A link that was opened twice, or two links for one wish, end in one alert, whose turn is that of the first
    wish. Raises AlertOver.
    """
    with transaction.atomic():
        found = queries.sealed_one(seals.CONFIRM, seal)
        if found is None:
            raise AlertOver
        same = Alert.objects.filter(variant_id=found.variant_id, email=found.email)
        rows = {row.pk: row for row in same.select_for_update().order_by("id")}
        row = rows.get(found.pk)
        if row is None or not _holds(row, at):
            raise AlertOver
        first = min(one.asked_at for one in rows.values() if _holds(one, at))
        already = [one for one in rows.values() if one.state == AlertState.WANTED]
        if row.state == AlertState.ASKED and already:
            row.delete()
            return _since(already[0], first)
        if row.state == AlertState.ASKED:
            take_step(row, ALERT_FLOW, "confirm", actor="visitor", at=at, confirmed_at=at, asked_at=first)
    return row


def _holds(row: Alert, at: datetime) -> bool:
    return row.state != AlertState.ASKED or row.asked_at >= at - rules.VALID


def _since(row: Alert, asked_at: datetime) -> Alert:
    row.asked_at = asked_at
    row.save(update_fields=["asked_at"])
    return row


def stop(*, seal: str, at: datetime) -> bool:
    """Delete an alert with its address, and hold back a mail that has not left; False when it was gone.

    Raises AlertOver for a link that never was one of ours.
    """
    with transaction.atomic():
        row = Alert.objects.select_for_update().filter(pk=_number(seal)).first()
        if row is None:
            return False
        _delete([row], verb="stop", actor="visitor", at=at)
    return True


@keeps("stock.alerts")
def tell(*, variant_id: int, at: datetime) -> int:
    """Write to those who wait for a variant that is here again, and return to how many.

    They are told in the order in which they asked, and only as many as there are pieces that nobody has
    been told of within the last day: the others' turn comes when a piece is left, or with the next delivery.
    """
    with transaction.atomic():
        rows = _lock_waiting(variant_id)
        count = _turns(variant_id, len(rows), at) if rows else 0
        for row in rows[:count]:
            take_step(row, ALERT_FLOW, "tell", actor="shop", at=at, told_at=at)
            mails.back(row, at)
            announce(AlertSent(row.pk), at=at)
        for row in rows[count:]:
            if row.called_at is not None:  # sold again before it was written
                clocks.drop(subject=journal.subject_of(row), at=at, cause="sold_again")
    return count


def call(*, variant_id: int, at: datetime) -> int:
    """Start the clocks of those whose turn has come with a delivery; returns how many."""
    with transaction.atomic():
        rows = _lock_waiting(variant_id)
        called = rows[: _turns(variant_id, len(rows), at)] if rows else []
        Alert.objects.filter(pk__in=[row.pk for row in called]).update(called_at=at)
        for row in called:
            clocks.start(subject=journal.subject_of(row), of=[Term(PROMISE, at + rules.PROMPT)], at=at)
    return len(called)


def tell_all(*, at: datetime) -> int:
    """Tell everybody whose turn has come by now: pieces that came back otherwise, and that nobody took."""
    rows = Alert.objects.filter(state=AlertState.WANTED).order_by("variant")
    ids = list(rows.values_list("variant", flat=True).distinct())
    stands = inventory.availability(ids, at=at)
    back = [pk for pk in ids if stands[pk].state is Availability.IN_STOCK]
    return sum(tell(variant_id=pk, at=at) for pk in back)


def end(*, piece_id: int, at: datetime) -> int:
    """Tell those who wait for what will not come back, once, and forget their addresses; returns how many."""
    with transaction.atomic():
        gone = catalogue.discontinued([piece_id])
        rows = list(Alert.objects.select_for_update().filter(variant__in=gone).order_by("id"))
        waited = [row for row in rows if row.state == AlertState.WANTED]
        _delete(rows, verb="end", actor="shop", at=at)
        for row in waited:
            mails.gone(row, at)
    return len(waited)


def forget_old(*, at: datetime) -> int:
    """Delete wishes never confirmed, those that were answered, and those older than the charter's term."""
    asked, wanted, told = (Alert.objects.filter(state=state) for state in AlertState)
    kept = charter().retention.prospects_months
    old = [
        asked.filter(asked_at__lt=at - rules.VALID),
        told.filter(told_at__lt=at - rules.TOLD_KEPT),
        wanted.filter(confirmed_at__lt=clock.end_of(months_before(clock.local_day(at), kept))),
    ]
    return sum(_forget(rows, at) for rows in old)


def _is_awaited(variant_id: int, at: datetime) -> bool:
    if variant_id in catalogue.off_sale([variant_id]):
        return False
    return inventory.availability([variant_id], at=at)[variant_id].state is Availability.SOLD_OUT


def _lock_waiting(variant_id: int) -> list[Alert]:
    """Lock all who wait for a variant: of two workers one counts after the other has told."""
    rows = Alert.objects.filter(variant_id=variant_id, state=AlertState.WANTED)
    return sorted(rows.select_for_update().order_by("id"), key=lambda one: (one.asked_at, one.pk))


def _turns(variant_id: int, waiting: int, at: datetime) -> int:
    if catalogue.off_sale([variant_id]):
        return 0
    stand = inventory.availability([variant_id], at=at)[variant_id]
    offered = queries.offered([variant_id], at=at).get(variant_id, 0)
    return rules.turns(free=stand.free, offered=offered, waiting=waiting)


def _delete(rows: Iterable[Alert], *, verb: str, actor: str, at: datetime) -> None:
    for row in rows:
        subject = journal.subject_of(row)
        journal.write(subject=subject, verb=verb, actor=actor, at=at)
        notifications.hold_back(subject_ref=subject, actor=actor, at=at)
        clocks.drop(subject=subject, at=at, cause=verb)
        Alert.objects.filter(pk=row.pk).delete()


def _number(seal: str) -> int:
    try:
        return seals.opened(seals.STOP, seal)
    except BadSignature:
        raise AlertOver from None


def _forget(rows: QuerySet[Alert], at: datetime) -> int:
    with transaction.atomic():
        old = list(rows.select_for_update(skip_locked=True).order_by("id")[:500])
        _delete(old, verb="forget", actor="shop", at=at)
    return len(old)
