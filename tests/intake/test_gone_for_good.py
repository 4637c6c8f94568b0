"""What is sold no longer: asked first, with who is written to."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client
from tests.alerts.conftest import Wait
from tests.catalogue.conftest import MakePiece, add_variant
from tests.intake.desk import address

from poincon.catalogue import actions
from poincon.catalogue.models import Variant
from poincon.foundation import clock
from poincon.inventory import actions as inventory

pytestmark = pytest.mark.django_db


def test_a_variant_that_is_sold_no_longer_asks_first_and_says_who_is_written_to(
    browser: Client, make_piece: MakePiece, waits: Wait, noon: datetime
) -> None:
    piece = make_piece()
    add_variant(piece, noon, circumference_mm=Decimal(60))
    actions.publish(piece_id=piece.pk, actor="staff:1", at=noon)
    variant = piece.variants.earliest("pk")
    for name in ("ines", "paul"):
        waits(variant.pk, f"{name}@example.org")
    inventory.receive(variant_id=variant.pk, quantity=3, actor="staff:1", at=noon)
    here = address("retire", variant.pk)
    assert here in browser.get(address("variant", variant.pk)).text
    asked = browser.get(here).text
    assert "2 personnes voulaient être prévenues" in asked
    assert "3 exemplaires sont libres en stock" in asked
    assert Variant.objects.get(pk=variant.pk).retired_at is None
    assert "2 personnes" in browser.get(address("withdrawal", piece.pk)).text
    assert browser.post(here).status_code == 302
    assert Variant.objects.get(pk=variant.pk).retired_at is not None
    assert browser.get(here).status_code == 404


def test_the_page_of_a_withdrawn_variant_takes_no_price_delivery_or_day(
    browser: Client, make_piece: MakePiece, noon: datetime
) -> None:
    variant = make_piece().variants.get()
    actions.withdraw(piece_id=variant.piece_id, actor="staff:1", at=noon)
    page = browser.get(address("variant", variant.pk)).text
    typed = {
        "price": {"amount": "7"},
        "delivery": {"quantity": "3", "key": "k"},
        "restock": {"on": (clock.local_day(clock.now()) + timedelta(days=9)).isoformat()},
    }
    for name, form in typed.items():
        assert f'"{address(name, variant.pk)}"' not in page
        refused = browser.post(address(name, variant.pk), form)
        assert refused.status_code == 409
        assert "n’est plus vendu, définitivement" in refused.text
    assert address("count", variant.pk) in page
