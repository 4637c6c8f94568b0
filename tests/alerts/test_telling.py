"""A piece comes back: who is told, in which order, how often, and what of those for whom none is left."""

from datetime import datetime, timedelta

import pytest
from django.db import transaction
from tests import jobs
from tests.accounts.people import mails_to
from tests.alerts.conftest import Wait
from tests.inventory.conftest import Make
from tests.window.conftest import MakePiece, Size, make

from poincon.alerts import actions, rules, seals
from poincon.alerts.models import Alert
from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant
from poincon.charter.actions import striking
from poincon.charter.models import Clock
from poincon.inventory import actions as inventory
from poincon.notifications.models import Message
from poincon.notifications.sending import _mail

__all__ = ["make"]
pytestmark = [pytest.mark.django_db, pytest.mark.promise("stock.alerts")]
PEOPLE = [f"person{number}@example.org" for number in range(5)]


def back(kind: str = "alerts.back") -> list[str]:
    return list(Message.objects.filter(kind=kind).order_by("pk").values_list("to", flat=True))


@pytest.fixture
def awaited(make_variants: Make, waits: Wait) -> int:
    """A sold-out variant for which five people wait."""
    (variant,) = make_variants()
    for person in PEOPLE:
        waits(variant, person)
    return variant


def restock(variant: int, quantity: int, at: datetime) -> None:
    inventory.receive(variant_id=variant, quantity=quantity, actor="staff:1", at=at)


def test_as_many_are_told_as_there_are_pieces_in_the_order_of_their_requests(
    awaited: int, noon: datetime
) -> None:
    restock(awaited, 2, noon)
    assert actions.tell(variant_id=awaited, at=noon) == 2
    assert back() == PEOPLE[:2]
    assert actions.tell(variant_id=awaited, at=noon) == actions.tell_all(at=noon) == 0
    assert back() == PEOPLE[:2]


def test_a_second_delivery_tells_the_next_and_nobody_twice(awaited: int, noon: datetime) -> None:
    restock(awaited, 2, noon)
    actions.tell(variant_id=awaited, at=noon)
    restock(awaited, 2, noon)
    actions.tell(variant_id=awaited, at=noon)
    restock(awaited, 9, noon)
    actions.tell(variant_id=awaited, at=noon)
    assert back() == PEOPLE


def test_a_piece_that_nobody_took_is_offered_to_the_next_after_a_day(awaited: int, noon: datetime) -> None:
    restock(awaited, 1, noon)
    actions.tell(variant_id=awaited, at=noon)
    assert actions.tell_all(at=noon + rules.TURN - timedelta(minutes=1)) == 0
    assert actions.tell_all(at=noon + rules.TURN + timedelta(minutes=1)) == 1
    assert back() == PEOPLE[:2]


def test_a_delivery_that_is_spoken_for_tells_nobody(make_variants: Make, waits: Wait, noon: datetime) -> None:
    (variant,) = make_variants()
    waits(variant)
    inventory.set_restock(
        variant_id=variant, on=(noon + timedelta(days=9)).date(), quantity=1, actor="t", at=noon
    )
    inventory.reserve(wants={variant: 1}, subject="order:1", until=None, at=noon)
    restock(variant, 1, noon)
    jobs.run()
    assert actions.tell_all(at=noon) == 0
    assert back() == []
    assert not Clock.objects.filter(promise="stock.alerts").exists()


def test_the_job_of_the_delivery_tells_and_its_clock_is_kept(awaited: int, noon: datetime) -> None:
    restock(awaited, 2, noon)
    clocks = Clock.objects.filter(promise="stock.alerts")
    assert list(clocks.values_list("state", flat=True)) == ["running", "running"]
    jobs.run()
    assert back() == PEOPLE[:2]
    assert set(clocks.values_list("subject", flat=True)) == {
        f"alert:{row.pk}" for row in Alert.objects.filter(email__in=PEOPLE[:2])
    }


def test_in_time_is_kept_and_late_is_broken(awaited: int, noon: datetime) -> None:
    restock(awaited, 1, noon)
    actions.tell(variant_id=awaited, at=noon + timedelta(minutes=2))
    assert Clock.objects.get(promise="stock.alerts").state == "kept"
    later = noon + timedelta(days=2)
    restock(awaited, 1, later)
    striking.strike(at=later + rules.PROMPT + timedelta(minutes=1))
    assert Clock.objects.filter(promise="stock.alerts").latest("pk").state == "broken"


def test_sold_again_before_the_mail_leaves_no_clock_running(awaited: int, noon: datetime) -> None:
    restock(awaited, 1, noon)
    inventory.reserve(wants={awaited: 1}, subject="order:1", until=None, at=noon)
    assert actions.tell(variant_id=awaited, at=noon) == 0
    assert Clock.objects.get(promise="stock.alerts").state == "void"
    assert back() == []


def test_a_worker_killed_halfway_has_told_nobody_and_the_next_tells_once(
    awaited: int, noon: datetime
) -> None:
    class Killed(Exception):
        pass

    restock(awaited, 2, noon)

    def killed() -> None:
        with transaction.atomic():
            actions.tell(variant_id=awaited, at=noon)
            raise Killed

    with pytest.raises(Killed):
        killed()
    assert back() == []
    assert Alert.objects.filter(state="wanted").count() == len(PEOPLE)
    assert actions.tell(variant_id=awaited, at=noon) == 2
    assert back() == PEOPLE[:2]


def test_a_piece_off_the_window_is_announced_to_nobody_until_it_is_shown(
    awaited: int, noon: datetime
) -> None:
    piece = Variant.objects.get(pk=awaited).piece
    catalogue.unpublish(piece_id=piece.pk, actor="t", at=noon)
    restock(awaited, 2, noon)
    assert actions.tell(variant_id=awaited, at=noon) == 0
    type(piece).objects.filter(pk=piece.pk).update(state="published")
    assert actions.tell_all(at=noon) == 2


def test_what_will_never_come_back_is_told_once_and_the_addresses_go(awaited: int, noon: datetime) -> None:
    actions.ask(variant_id=awaited, email="unconfirmed@example.org", language="fr", at=noon)
    catalogue.withdraw(piece_id=Variant.objects.get(pk=awaited).piece_id, actor="t", at=noon)
    jobs.run()
    assert back("alerts.gone") == PEOPLE
    assert not Alert.objects.exists()
    assert actions.end(piece_id=Variant.objects.get(pk=awaited).piece_id, at=noon) == 0
    assert not [mail for mail in mails_to("unconfirmed@example.org") if mail.kind == "alerts.gone"]


def test_a_retired_size_ends_its_alerts_and_leaves_those_of_other_sizes(
    make: MakePiece, waits: Wait, noon: datetime
) -> None:
    piece = make(sizes=[Size("52", stock=0), Size("54", stock=0)])
    first, other = piece.variants.order_by("position").values_list("pk", flat=True)
    waits(first, PEOPLE[0])
    waits(other, PEOPLE[1])
    catalogue.retire_variant(variant_id=first, actor="t", at=noon)
    jobs.run()
    assert back("alerts.gone") == [PEOPLE[0]]
    assert Alert.objects.get().email == PEOPLE[1]


def test_the_mail_names_the_piece_leads_to_it_and_can_be_stopped_in_one_click(
    make_variants: Make, waits: Wait, noon: datetime
) -> None:
    (variant,) = make_variants()
    row = waits(variant, language="en")
    restock(variant, 1, noon)
    actions.tell(variant_id=variant, at=noon)
    mail = Message.objects.get(kind="alerts.back")
    headers = _mail(mail).message()
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert headers["List-Unsubscribe"].startswith("<http")
    assert "/en/alerts/" in headers["List-Unsubscribe"]
    assert headers["List-Unsubscribe"].strip("<>") in mail.text
    assert "/en/piece/piece-0/" in mail.text
    assert mail.subject == "It is back: Bague"
    assert _mail(Message.objects.get(kind="alerts.confirm")).message()["List-Unsubscribe"] is None
    assert actions.stop(seal=seals.sealed(seals.STOP, row.pk), at=noon)
    assert Message.objects.get(kind="alerts.back").state == "suppressed"
