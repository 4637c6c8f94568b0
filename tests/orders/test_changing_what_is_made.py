"""Words and sizes changed after the order: until when, by whom, under which checks, and who is told."""

import re
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from tests import jobs
from tests.accounts.people import a_member, signed_in
from tests.making import a_ring_to_measure, an_engraved_ring
from tests.shopping import a_browser, press, to_recap

from poincon.catalogue import actions as catalogue
from poincon.catalogue.models import Variant
from poincon.catalogue.rules import Wish
from poincon.checkout.actions import ending, settling
from poincon.foundation.models import Entry, Fact
from poincon.kernel.refusal import Refusal
from poincon.notifications.models import Message
from poincon.orders.actions import making, work
from poincon.orders.desk_words import steps_on_offer
from poincon.orders.models import Making, Order, OrderLine

pytestmark = pytest.mark.django_db
PLACED = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))  # a Tuesday morning
CUT_OFF = PLACED.replace(hour=13, minute=0)
SECOND, BY = timedelta(seconds=1), "staff:1"
WORDS = {"words": "À toi", "face": "script"}


def bought(ring: Variant, **told: Any) -> tuple[Client, Order]:
    """An order of that ring, made as told and paid."""
    browser = a_browser()
    with time_machine.travel(PLACED, tick=False):
        browser.post(f"/bijou/{ring.piece.slug}/pour-vous", {"variant": ring.pk} | told)
        assert press(browser, to_recap(browser), "transfer", knows="on").status_code == 302
    order = Order.objects.latest("id")
    settling.receive_transfer(
        order_id=order.pk, amount=order.total, key=f"k{order.pk}", actor=BY, at=PLACED + timedelta(hours=1)
    )
    return browser, Order.objects.get(pk=order.pk)


def standing() -> list[Any]:
    """All that a refusal may not change."""
    rows = (Making, OrderLine, Order, Entry, Fact)
    return [list(model.objects.order_by("pk").values()) for model in rows]


def change(order: Order, wish: Wish, at: datetime, *, seen: int = 0, desk: bool = False) -> OrderLine:
    verb = making.change_at_desk if desk else making.change
    line = order.lines.get()
    return verb(order_id=order.pk, line_id=line.pk, wish=wish, seen=seen, actor=BY, at=at)


def refused(order: Order, wish: Wish, at: datetime, **told: Any) -> Refusal:
    before = standing()
    with pytest.raises(Refusal) as no:
        change(order, wish, at, **told)
    assert standing() == before
    return no.value


@pytest.mark.promise("orders.change_until")
def test_the_customer_changes_it_to_the_last_second_and_not_at_the_cut_off() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    line = change(order, Wish("À nous", "roman"), CUT_OFF - SECOND)
    assert line.told == ["Gravure à l’intérieur\u202f: «\u202fÀ nous\u202f», lettres romaines"]
    no = refused(order, Wish("À moi", "roman"), CUT_OFF, seen=1)
    assert (no.code, no.context["until"]) == ("too_late_to_change", CUT_OFF)


def test_price_days_and_the_notice_that_was_ticked_stay_as_they_were() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    before = list(OrderLine.objects.values()), Order.objects.values("total_minor", "dispatch_on", "seal")[0]
    change(order, Wish("Un texte plus long", "roman"), CUT_OFF - SECOND)
    assert list(OrderLine.objects.values()) == before[0]
    assert Order.objects.values("total_minor", "dispatch_on", "seal")[0] == before[1]
    assert OrderLine.objects.get().notice is not None


def test_the_desk_changes_it_until_the_work_has_begun() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    change(order, Wish("À nous", "script"), CUT_OFF + timedelta(hours=2), desk=True)
    work.prepare(order_id=order.pk, actor=BY, at=CUT_OFF + timedelta(hours=3))
    no = refused(order, Wish("À moi", "script"), CUT_OFF + timedelta(hours=4), seen=1, desk=True)
    assert no.code == "work_has_begun"
    assert Making.objects.get().words == "À nous"


def test_the_work_begins_only_once_the_customer_can_change_nothing_any_more() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    before = standing()
    with pytest.raises(work.NotToBePrepared) as no:
        work.prepare(order_id=order.pk, actor=BY, at=CUT_OFF - SECOND)
    assert (no.value.context["awaited"], standing()) == ("words", before)
    assert "prepare" not in steps_on_offer(order, CUT_OFF - SECOND)
    assert "prepare" in steps_on_offer(order, CUT_OFF)
    assert work.prepare(order_id=order.pk, actor=BY, at=CUT_OFF).work == "preparing"


def test_what_has_ended_is_changed_no_more() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    ending.cancel(order_id=order.pk, actor=BY, at=CUT_OFF - 2 * SECOND)
    assert refused(order, Wish("À moi", "script"), CUT_OFF - SECOND).code == "order_ended"


@pytest.mark.parametrize(
    ("words", "face", "code"),
    [
        ("Toi 💍", "script", "sign_not_engraved"),
        ("x" * 19, "script", "too_long_to_engrave"),
        ("À toi", "gothic", "not_engraved"),
        ("  ", "script", "not_another_price"),
    ],
)
def test_the_checks_of_the_page_are_those_of_the_change(words: str, face: str, code: str) -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    assert refused(order, Wish(words, face), CUT_OFF - SECOND).code == code


def test_it_is_checked_under_the_offer_that_was_bought_even_when_another_stands_now() -> None:
    ring = an_engraved_ring()
    _, order = bought(ring, **WORDS)
    catalogue.offer_engraving(piece_id=ring.piece_id, offer=None, actor="test", at=PLACED + SECOND)
    assert change(order, Wish("À nous", "script"), CUT_OFF - SECOND).wish.words == "À nous"


def test_another_size_is_made_among_those_that_are_made() -> None:
    _, order = bought(a_ring_to_measure(), size_mm="53.5")
    assert change(order, Wish(size_mm=Decimal("54.0")), CUT_OFF - SECOND).told == [
        "Taille 54, faite pour vous"
    ]
    assert refused(order, Wish(size_mm=Decimal("54.3")), CUT_OFF - SECOND, seen=1).code == "size_not_made"
    assert refused(order, Wish(size_mm=None), CUT_OFF - SECOND, seen=1).code == "size_not_made"


def test_words_for_a_ring_that_was_bought_without_them_are_refused() -> None:
    _, order = bought(a_ring_to_measure(), size_mm="53.5")
    assert refused(order, Wish("À toi", "script", Decimal("53.5")), CUT_OFF - SECOND).code == "not_engraved"


def test_whoever_saw_other_words_does_not_write_over_them() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    change(order, Wish("À nous", "script"), PLACED + SECOND)
    assert refused(order, Wish("À moi", "script"), PLACED + 2 * SECOND, seen=0, desk=True).code == (
        "changed_meanwhile"
    )


def test_sending_the_same_again_changes_nothing_and_tells_nobody() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    before = standing()
    change(order, Wish("  À toi ", "script"), PLACED + SECOND)
    assert standing() == before


def test_the_customer_is_written_to_and_the_words_stay_out_of_facts_and_journal() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    change(order, Wish("Zéphyrine", "roman"), CUT_OFF - SECOND)
    jobs.run()
    mail = Message.objects.get(kind="orders.remade")
    assert "Zéphyrine" in mail.text
    assert "Zéphyrine" in mail.html
    assert mail.to == "claire@example.org"
    assert not [row for model in (Entry, Fact) for row in model.objects.values() if "phyrine" in str(row)]
    assert Entry.objects.filter(verb="remake", actor=BY).count() == 1


def path(order: Order, at: str = "") -> str:
    return f"{at}/commandes/{order.reference}/pieces/{order.lines.get().pk}/"


def test_the_link_of_the_order_leads_to_the_form_and_the_change_stands_on_the_page() -> None:
    browser, order = bought(an_engraved_ring(), **WORDS)
    with time_machine.travel(CUT_OFF - SECOND, tick=False):
        assert path(order) in browser.get(f"/commandes/{order.reference}/").text
        form = browser.get(path(order)).text
        assert 'value="À toi"' in form
        look = browser.post(path(order), {"seen": "0", "words": "Été", "face": "roman", "look": "1"})
        assert 'class="cut roman">Été</text>' in look.text
        assert Making.objects.get().words == "À toi"
        bad = browser.post(path(order), {"seen": "0", "words": "Toi 💍", "face": "roman"})
        assert (bad.status_code, Making.objects.get().words) == (422, "À toi")
        assert browser.post(path(order), {"seen": "0", "words": "Été", "face": "roman"}).status_code == 302
        assert "Été" in browser.get(f"/commandes/{order.reference}/").text
    with time_machine.travel(CUT_OFF, tick=False):
        assert path(order) not in browser.get(f"/commandes/{order.reference}/").text
        assert browser.post(path(order), {"seen": "1", "words": "Non", "face": "roman"}).status_code == 409
    assert Making.objects.get().words == "Été"


def test_nobody_else_sees_the_form_or_changes_anything() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    stranger, before = a_browser(), standing()
    with time_machine.travel(CUT_OFF - SECOND, tick=False):
        assert stranger.get(path(order)).status_code == 404
        assert stranger.post(path(order), {"seen": "0", **WORDS, "words": "Non"}).status_code == 404
        desk = signed_in(a_member("catalogue"))
        assert desk.post(path(order, "/comptoir"), {"seen": "0", **WORDS, "words": "Non"}).status_code == 403
    assert standing()[:3] == before[:3]


def test_the_counter_changes_it_for_somebody_who_calls() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    desk = signed_in(a_member("counter"))
    with time_machine.travel(CUT_OFF + SECOND, tick=False):
        assert path(order, "/comptoir") in desk.get(f"/comptoir/commandes/{order.reference}/").text
        assert desk.get(path(order, "/comptoir")).status_code == 200
        answer = desk.post(path(order, "/comptoir"), {"seen": "0", "words": "Été", "face": "roman"})
    assert (answer.status_code, Making.objects.get().words) == (302, "Été")


@pytest.mark.parametrize("look", [{}, {"look": "1"}], ids=["sent", "looked at"])
@pytest.mark.parametrize("at", ["", "/comptoir"], ids=["customer", "desk"])
def test_words_that_cannot_be_cut_are_led_to_with_the_reason_beside_them(
    at: str, look: dict[str, str]
) -> None:
    browser, order = bought(an_engraved_ring(), **WORDS)
    browser = signed_in(a_member("counter")) if at else browser
    before = standing()
    with time_machine.travel(CUT_OFF - SECOND, tick=False):
        page = browser.post(path(order, at), {"seen": "0", "words": "Toi 💍", "face": "roman"} | look)
    assert page.status_code == 422
    (field,) = re.findall(r"<[^>]* autofocus[^>]*>", page.text)
    assert 'name="words"' in field
    assert 'aria-describedby="words-fault engraved-signs" aria-invalid="true"' in field
    assert page.text.count('id="words-fault" role="alert"') == 1
    assert 'class="refused"' not in page.text
    assert standing()[:3] == before[:3]


def test_a_size_that_is_not_made_is_led_to_and_a_change_that_comes_too_late_is_told_first() -> None:
    browser, order = bought(a_ring_to_measure(), size_mm="53.5")
    with time_machine.travel(CUT_OFF - SECOND, tick=False):
        page = browser.post(path(order), {"seen": "0", "size_mm": "90"})
    assert page.status_code == 422
    assert '<select id="size_mm" name="size_mm" autofocus aria-invalid="true"' in page.text
    assert page.text.count("autofocus") == 1
    with time_machine.travel(CUT_OFF, tick=False):
        late = browser.post(path(order), {"seen": "0", "size_mm": "54"})
    assert (late.status_code, Making.objects.get().size_mm) == (409, Decimal("53.5"))
    assert '<div class="refused" tabindex="-1" autofocus>' in late.text


def test_words_left_out_are_led_to_as_well() -> None:
    browser, order = bought(an_engraved_ring(), **WORDS)
    with time_machine.travel(CUT_OFF - SECOND, tick=False):
        page = browser.post(path(order), {"seen": "0", "words": "", "face": "roman"})
    assert (page.status_code, Making.objects.get().words) == (422, "À toi")
    assert 'id="words-fault"' in page.text
