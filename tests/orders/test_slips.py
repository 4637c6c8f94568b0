"""The workshop's slip: words in their own letters and letter for letter, the size, the day, and no name."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from tests.accounts.people import a_member, signed_in
from tests.making import a_ring_to_measure, an_engraved_ring
from tests.orders.test_changing_what_is_made import BY, CUT_OFF, WORDS, bought

from poincon.catalogue.rules import Wish
from poincon.kernel import bars
from poincon.orders.actions import making
from poincon.orders.models import Making, Order

pytestmark = pytest.mark.django_db


def slip(order: Order, desk: Client | None = None) -> str:
    desk = desk or signed_in(a_member("counter"))
    return desk.get(f"/comptoir/commandes/{order.reference}/atelier/").text


def test_the_words_stand_in_their_own_letters_and_once_more_letter_for_letter() -> None:
    _, order = bought(an_engraved_ring(), words="Zoé & Luc", face="script")
    page = slip(order)
    assert '<p class="script">Zoé &amp; Luc</p>' in page
    assert "<code>Zoé &amp; Luc</code>" in page
    assert "Anglaises" in page
    assert "Moreau" not in page


def test_the_reference_is_drawn_in_bars() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    drawn = re.findall(r'<rect x="(\d+)" width="(\d)"', slip(order))
    assert [(int(at), int(wide)) for at, wide in drawn] == bars.bars(order.reference)


def test_a_size_is_said_with_its_millimetres() -> None:
    _, order = bought(a_ring_to_measure(), size_mm="53.5")
    page = slip(order)
    assert "53,5 mm de tour intérieur" in page
    assert "<code>" not in page


def test_what_was_changed_is_what_it_says_and_that_it_was_changed() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    desk = signed_in(a_member("counter"))
    assert "Modifié depuis la commande" not in slip(order, desk)
    line, at = order.lines.get().pk, CUT_OFF - timedelta(minutes=1)
    making.change(order_id=order.pk, line_id=line, wish=Wish("À nous", "roman"), seen=0, actor=BY, at=at)
    page = slip(order, desk)
    assert '<p class="roman">À nous</p>' in page
    assert "À toi" not in page
    assert "Modifié depuis la commande" in page


def test_once_the_person_is_erased_there_is_no_slip() -> None:
    _, order = bought(an_engraved_ring(), **WORDS)
    Making.objects.all().delete()
    desk = signed_in(a_member("counter"))
    assert desk.get(f"/comptoir/commandes/{order.reference}/atelier/").status_code == 404
