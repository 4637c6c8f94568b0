"""Approve what another owner proposed, withdraw what does not hold yet, and let what is due take effect."""

from datetime import datetime

from django.db import IntegrityError, transaction

from poincon.chancery import queries
from poincon.chancery.events import EditionInForce
from poincon.chancery.models import Edition
from poincon.chancery.refusals import HoldsAlready, Outdated, OwnProposal
from poincon.chancery.states import EDITION, SERVED, EditionState
from poincon.foundation import facts
from poincon.foundation.stepping import take_step
from poincon.staff.queries import owners_at_work

CONSOLE = "console"


def approve(*, edition_id: int, actor: str, at: datetime) -> Edition:
    """Approve a proposal: it holds from the moment it names on, and not before the one that it follows.

    Whoever proposed it may not, unless no other owner is at work: that is noted (`alone`). Raises
    OwnProposal, Outdated when it was made from an edition that another has followed already, StepRefused when
    it was decided meanwhile.
    """
    with transaction.atomic():
        edition = _locked(edition_id)
        EDITION.after("approve", EditionState(edition.state))
        alone = _acts_alone(edition, actor)
        newest = queries.head()
        if edition.basis_id != (newest.pk if newest else None):
            raise Outdated
        follows = newest.from_at if newest and newest.from_at else at
        _approve(edition, max(edition.from_at or at, follows, at), actor, at, alone=alone)
    return edition


def _approve(edition: Edition, from_at: datetime, actor: str, at: datetime, *, alone: bool) -> None:
    """Take the step; the database lets an edition have one successor, whoever else approves right now."""
    try:
        with transaction.atomic():
            take_step(
                edition,
                EDITION,
                "approve",
                actor=actor,
                at=at,
                cause="alone" if alone else "",
                from_at=from_at,
                approved_by=actor,
                approved_at=at,
                alone=alone,
            )
    except IntegrityError:
        raise Outdated from None


def _acts_alone(edition: Edition, actor: str) -> bool:
    """Tell whether an approval is by the author for want of another owner; raises OwnProposal."""
    if actor != edition.author:
        return False
    others = {f"staff:{owner.pk}" for owner in owners_at_work()} - {actor}
    if others and actor != CONSOLE:
        raise OwnProposal
    return True


def withdraw(*, edition_id: int, actor: str, at: datetime) -> Edition:
    """Take back a proposal, or an approved edition whose day has not come; raises HoldsAlready."""
    with transaction.atomic():
        edition = _locked(edition_id)
        holds = edition.from_at is not None and edition.from_at <= at
        if edition.state in SERVED and holds:
            raise HoldsAlready
        take_step(edition, EDITION, "withdraw", actor=actor, at=at)
    return edition


def inaugurate_due(*, at: datetime) -> int:
    """Write down which editions have come into force by now, each in its turn; return how many.

    The shop has served them since their moment without waiting for this.
    """
    due = Edition.objects.filter(state=EditionState.APPROVED, from_at__lte=at)
    ids = list(due.order_by("from_at", "approved_at", "pk").values_list("pk", flat=True))
    return sum(_inaugurate(edition_id, at) for edition_id in ids)


def _inaugurate(edition_id: int, at: datetime) -> bool:
    with transaction.atomic():
        edition = _locked(edition_id)
        if edition.state != EditionState.APPROVED:
            return False
        verb = "roll_back" if edition.returning else "replace"
        for former in Edition.objects.select_for_update().filter(state=EditionState.IN_FORCE):
            take_step(former, EDITION, verb, actor="shop", at=at)
        take_step(edition, EDITION, "take_effect", actor="shop", at=at)
        facts.announce(EditionInForce(edition.pk), at=at)
    return True


def _locked(edition_id: int) -> Edition:
    """Lock an edition, after the one that it follows: that one cannot be withdrawn meanwhile."""
    basis_id = Edition.objects.values_list("basis_id", flat=True).get(pk=edition_id)
    rows = Edition.objects.select_for_update().filter(pk__in=[one for one in (basis_id, edition_id) if one])
    return next(row for row in list(rows.order_by("pk")) if row.pk == edition_id)
