"""What reporting does: it writes to the owners in the morning, and proves every night what orders paid."""

from collections.abc import Callable, Sequence
from datetime import datetime, time

from django.db import transaction

from poincon.charter.running import Clock
from poincon.foundation import clock, journal
from poincon.pricing.actions import turning
from poincon.reporting import mails, proving, queries
from poincon.reporting.models import Letter, Spared
from poincon.reporting.proving import Proof
from poincon.staff import queries as staff

MORNING = time(7)


def write_letter(*, at: datetime) -> int:
    """Tell the owners what was broken up to yesterday and what is due today; return how many were written to.

    Once a day at most, from seven in the morning on, each in their language, and not at all when no promise
    was broken that an earlier letter has not told. Run twice at once, it writes once.
    """
    if clock.local(at).time() < MORNING:
        return 0
    broken = queries.untold(at=at)
    if not broken:
        return 0
    with transaction.atomic():
        if not _is_first_today(broken, at):
            return 0
        owners = staff.owners_at_work().filter(spared_letter=None).select_related("user")
        return sum(mails.letter(member, broken, at=at) for member in owners)


def prove_prices(*, at: datetime, told: Callable[[int], object] = lambda _: None) -> Proof:
    """Hold the price of every order against the history, and note the outcome in the journal.

    What reductions have brought about is written down first.
    """
    turning.turn(at=at)
    proof = proving.all_orders(told=told)
    outcome = f"{proof.lines} {len(proof.differences)}"
    journal.write(subject=queries.PROVED, verb="prove", after=outcome, actor="shop", at=at)
    return proof


def _is_first_today(broken: Sequence[Clock], at: datetime) -> bool:
    """Keep today's letter; a rival who comes second waits for the first and finds it."""
    told = {"told": [one.pk for one in broken], "written_at": at}
    _, fresh = Letter.objects.get_or_create(day=clock.local_day(at), defaults=told)
    return fresh


def want_letter(*, member_id: int, wanted: bool, actor: str, at: datetime) -> bool:
    """Write to an owner from now on, or no longer; False when that was so already."""
    with transaction.atomic():
        if wanted:
            changed = bool(Spared.objects.filter(member_id=member_id).delete()[0])
        else:
            _, changed = Spared.objects.get_or_create(member_id=member_id)
        if changed:
            verb = "want_letter" if wanted else "stop_letter"
            journal.write(subject=f"staff:{member_id}", verb=verb, actor=actor, at=at)
    return changed
